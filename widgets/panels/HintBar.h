#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace weir::studio {

class ElidedLabel;
class Swatch;

/// One line of advice or a question with buttons and a cross, where the work is (R33): the demo's
/// first hint, the recovery offer, "changed on disk". Hidden while it has no text.
class HintBar : public QWidget {
    Q_OBJECT

public:
    explicit HintBar(QWidget *parent = nullptr);

    void setText(const QString &text);
    /// Sets up to three buttons; an empty text hides one.
    void setActions(const QString &first, const QString &second = {}, const QString &third = {});
    /// Shows advice, or something the person must decide on.
    void setWarning(bool warning);
    const QString &text() const;

Q_SIGNALS:
    void firstClicked();
    void secondClicked();
    void thirdClicked();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_text = nullptr;
    QPushButton *m_first = nullptr;
    QPushButton *m_second = nullptr;
    QPushButton *m_third = nullptr;
    Swatch *m_mark = nullptr;
};

} // namespace weir::studio
