#pragma once

#include "core/language/TextSearch.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace weir::studio {

class ElidedLabel;

/// The slim bar over the editor that finds and replaces. It knows no text: it says what is wanted
/// and shows what it is told. Hidden until `open()`. Enter finds the next, Shift+Enter the one
/// before, Esc closes.
class FindBar : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Shows the bar with the focus in its field; with a text that becomes what is looked for.
    void open(bool replace, const QString &text = {});
    language::SearchQuery query() const;
    QString replacement() const;
    /// Shows "3 of 17"; `current` counts from 1, 0 = none of them.
    void setCount(std::size_t current, std::size_t count, bool more);
    /// Shows why nothing can be found.
    void setFailure(const QString &message);
    /// Hides the bar as Esc does.
    void dismiss();
    /// Switches replacing off with a reason; empty = on.
    void setReplaceDisabled(const QString &reason);

Q_SIGNALS:
    /// Pattern or options changed.
    void queryChanged();
    void nextRequested();
    void previousRequested();
    void replaceRequested();
    void replaceAllRequested();
    /// Esc or the cross: the bar is hidden now.
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *toggle(const char *name, const QString &text, const QString &tip);
    QToolButton *button(const char *name, int glyph, const QString &tip);
    void build();
    void showReplace(bool shown);

    QLineEdit *m_find = nullptr;
    QLineEdit *m_replace = nullptr;
    ElidedLabel *m_count = nullptr;
    QToolButton *m_more = nullptr;
    QToolButton *m_case = nullptr;
    QToolButton *m_word = nullptr;
    QToolButton *m_expression = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_close = nullptr;
    QWidget *m_replaceRow = nullptr;
    QWidget *m_options = nullptr;
    QHBoxLayout *m_top = nullptr;
    QVBoxLayout *m_rows = nullptr;
    bool m_narrow = false;
    QPushButton *m_one = nullptr;
    QPushButton *m_all = nullptr;
    bool m_found = false;
    QString m_replaceDisabled;
};

} // namespace weir::studio
