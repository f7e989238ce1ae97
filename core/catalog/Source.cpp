#include "core/catalog/Source.h"

#include <algorithm>
#include <iterator>

namespace weir::catalog {

bool Source::isHeaderColumn(const std::string &column) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [&](const HeaderColumn &header) { return header.column == column; });
}

std::vector<ColumnDefinition> Source::payloadColumns() const
{
    std::vector<ColumnDefinition> columns;
    std::copy_if(schema.value.begin(), schema.value.end(), std::back_inserter(columns),
                 [&](const ColumnDefinition &column) { return !isHeaderColumn(column.name); });
    return columns;
}

} // namespace weir::catalog
