#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace weir::studio {

/// What an empty panel shows: what it is for, and the first step as a button (UI.md, Look).
class EmptyHint : public QWidget {
    Q_OBJECT

public:
    /// Without `action` there is no button.
    EmptyHint(const QString &text, const QString &action = {}, QWidget *parent = nullptr);

    void setText(const QString &text);

Q_SIGNALS:
    void triggered();

private:
    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace weir::studio
