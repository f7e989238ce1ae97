#pragma once

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

class QListView;
class QStandardItemModel;

namespace weir::studio {

/// One entry of the completion list.
struct CompletionEntry {
    enum class Kind { Keyword, Stream, Table, Column, Function, Value, Topic };
    Kind kind = Kind::Keyword;
    QString label;
    QString detail;      ///< type or signature, shown dim at the right
    std::string inserts; ///< bytes that take the place of the typed prefix
};

/// The list of completions: a child widget over the editor. It never takes the focus; the editor
/// hands it the keys.
class CompletionList : public QWidget {
    Q_OBJECT

public:
    explicit CompletionList(QWidget *parent);

    /// Shows the entries that begin with or contain `prefix` (any case), best first; hides the list
    /// when none does or the only one is already typed.
    void show(std::vector<CompletionEntry> entries, const QString &prefix, QPoint below,
              int lineHeight);
    /// Narrows what is shown to a longer or shorter prefix.
    void narrow(const QString &prefix);
    /// Moves the choice by rows, from end to end.
    void move(int rows);
    /// Returns the chosen entry, or null.
    const CompletionEntry *chosen() const;

Q_SIGNALS:
    void accepted(const weir::studio::CompletionEntry &entry);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void onClicked(const QModelIndex &index);
    void place();

    std::vector<CompletionEntry> m_entries;
    std::vector<std::size_t> m_shown;
    QStandardItemModel *m_model = nullptr;
    QListView *m_view = nullptr;
    QPoint m_below;
    int m_lineHeight = 0;
};

} // namespace weir::studio
