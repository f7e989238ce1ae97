#pragma once

#include <QWidget>

#include <functional>

class QLineEdit;

namespace weir::studio {

class ElidedLabel;

/// A field laid over a name, to change it where it stands. What is typed is checked at each key and
/// the answer shown below. Enter gives the name, Esc or leaving the field gives up; either way the
/// box deletes itself and the focus goes back.
class RenameBox : public QWidget {
    Q_OBJECT

public:
    /// What is to be said about a name: why it cannot be, or what it would do.
    struct Verdict {
        QString problem; ///< empty: Enter takes the name
        QString note;
    };
    using Check = std::function<Verdict(const QString &)>;

    /// Shows itself over `anchor` (in the parent's coordinates) with the name selected.
    RenameBox(QWidget *parent, const QRect &anchor, const QString &name, Check check);

    QString problem() const { return m_verdict.problem; }

Q_SIGNALS:
    void accepted(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void judge();
    void place();
    void finish();

    QRect m_anchor;
    Check m_check;
    Verdict m_verdict;
    QLineEdit *m_field = nullptr;
    ElidedLabel *m_text = nullptr;
    bool m_done = false;
};

} // namespace weir::studio
