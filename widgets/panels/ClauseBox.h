#pragma once

#include <QWidget>

namespace weir::studio {

class ElidedLabel;

/// A piece of SQL in a box of the field's colour, read-only.
class ClauseBox : public QWidget {
    Q_OBJECT

public:
    explicit ClauseBox(QWidget *parent = nullptr);
    ElidedLabel *label() const { return m_label; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_label = nullptr;
};

} // namespace weir::studio
