#include "core/bind/Scope.h"

#include "core/sql/view/Identifier.h"

#include <algorithm>

namespace weir::bind {

const ScopeSource *Scope::findSource(const std::string &alias) const
{
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const ScopeSource &source) {
        return source.alias == alias;
    });
    return found == sources.end() ? nullptr : &*found;
}

std::vector<const ScopeColumn *> Scope::find(const std::string &source,
                                             const std::string &name) const
{
    std::vector<const ScopeColumn *> result;
    for (const ScopeColumn &column : columns) {
        if (column.name == name && (source.empty() || column.source == source)) {
            result.push_back(&column);
        }
    }
    return result;
}

const ScopeColumn *Scope::at(std::size_t index) const
{
    for (const ScopeColumn &column : columns) {
        if (column.part == plan::RowPart::Column && column.index == index) {
            return &column;
        }
    }
    return nullptr;
}

std::string Scope::textOf(const plan::Expr &input) const
{
    const ScopeColumn *column = input.part == plan::RowPart::Column ? at(input.index) : nullptr;
    const std::string name = sql::quoteIdentifier(column != nullptr ? column->name : input.name);
    return joined() && column != nullptr && !column->source.empty()
               ? sql::quoteIdentifier(column->source) + "." + name
               : name;
}

std::string Scope::resultName(const ScopeColumn &column, bool prefixed) const
{
    if (!joined() || column.source.empty()) {
        return column.name;
    }
    return prefixed || find({}, column.name).size() > 1 ? column.source + "_" + column.name
                                                        : column.name;
}

} // namespace weir::bind
