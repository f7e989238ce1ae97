#pragma once

#include "widgets/style/Icon.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace weir::studio {

/// One cell of a small table.
struct PlainCell {
    QString text;
    Glyph glyph = Glyph::None;
    ColorRole role = ColorRole::Text;
    bool number = false;

    bool operator==(const PlainCell &) const = default;
};

/// A table of up to some thousand rows of ready texts: problems, dead letters, log, groups. A new
/// content is merged: rows that went at the top are removed, equal ones stay, so that selection and
/// scroll survive. GUI thread.
class PlainTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using Row = std::vector<PlainCell>;

    /// `%1` in a heading becomes the name of the display zone.
    PlainTableModel(QStringList headings, QObject *parent = nullptr);

    void setRows(std::vector<Row> rows);
    /// Adds rows at the end and lets the oldest go above `capacity`.
    void append(std::vector<Row> rows, int capacity);
    const std::vector<Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void tellHeadings();

    QStringList m_headings;
    std::vector<Row> m_rows;
};

} // namespace weir::studio
