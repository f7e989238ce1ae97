#pragma once

#include "core/runtime/Feed.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace weir::studio {

/// The newest rows of a feed: a ring of at most `capacity` rows with their sequence numbers. Each
/// drain costs one insertion and one removal, whatever it holds (STUDIO.md 2). GUI thread.
class FeedTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr std::size_t kDefaultCapacity = 100'000;
    static constexpr int kMaxCellCharacters = 512;

    /// What stands left of the feed's own columns.
    enum class Lead { Nothing, Record, Window };
    enum Role {
        NullRole = Qt::UserRole + 1, ///< bool: the cell is NULL, not the word
        DroppedRole,                 ///< bool: the row did not leave the node
        ReasonRole,                  ///< QString: why not
        SequenceRole,                ///< qulonglong
        NumericRole,                 ///< bool: the column holds numbers
    };

    explicit FeedTableModel(Lead lead, QObject *parent = nullptr,
                            std::size_t capacity = kDefaultCapacity);

    /// Sets the feed's columns; other columns than before start empty.
    void setColumns(std::vector<ColumnDefinition> columns);
    const std::vector<ColumnDefinition> &columns() const { return m_columns; }
    /// Takes over the rows of a drain.
    void append(runtime::FeedDrain drain);
    void clear();

    const runtime::FeedRow &row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// Returns the first row with this sequence number or a later one; rowCount() if there is none.
    int rowOfSequence(std::uint64_t sequence) const;
    /// Returns how many rows the feed lost before they were seen.
    std::uint64_t droppedUnseen() const { return m_droppedUnseen; }
    /// Returns how many rows the ring has let go.
    std::uint64_t evicted() const { return m_evicted; }
    std::size_t capacity() const { return m_capacity; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Returns rows as tab-separated text with a heading, or as JSON lines; values as they are.
    QString toTsv(const std::vector<int> &rows) const;
    QString toJsonLines(const std::vector<int> &rows) const;

private:
    int leadColumns() const;
    QString leadText(const runtime::FeedRow &row, int column) const;
    const runtime::Cell *cell(int row, int column) const;
    bool isNumeric(int column) const;

    Lead m_lead;
    std::size_t m_capacity;
    std::vector<ColumnDefinition> m_columns;
    std::deque<runtime::FeedRow> m_rows;
    std::uint64_t m_droppedUnseen = 0;
    std::uint64_t m_evicted = 0;
};

} // namespace weir::studio
