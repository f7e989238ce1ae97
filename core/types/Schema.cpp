#include "core/types/Schema.h"

namespace weir {

std::optional<std::size_t> Schema::find(const std::string &name) const
{
    for (std::size_t i = 0; i < size(); ++i) {
        if (at(i).name == name) {
            return i;
        }
    }
    return std::nullopt;
}

std::string Schema::toString(bool primaryKey) const
{
    std::string result;
    for (std::size_t i = 0; i < size(); ++i) {
        const ColumnDefinition &column = at(i);
        result += i == 0 ? "" : ", ";
        result += backquoted(column.name) + " " + column.type.toString();
        if (i < key.size()) {
            result += primaryKey ? " PRIMARY KEY" : " KEY";
        }
    }
    return result;
}

} // namespace weir
