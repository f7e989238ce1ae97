// Access to and construction of ARRAY, MAP and STRUCT.
#include "core/exec/expr/Nodes.h"
#include "core/types/ColumnCompare.h"

namespace weir::exec {

namespace {

class ArrayIndexNode final : public ExprNode {
public:
    ArrayIndexNode(const DataType &type, NodePtr list, NodePtr index)
        : ExprNode(type)
        , m_list(std::move(list))
        , m_index(std::move(index))
    {
    }

    /// Counts from 1, negative from the end; outside is null.
    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr list = m_list->evaluate(frame, rows);
        const ColumnPtr index = m_index->evaluate(frame, rows);
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) {
            const unsigned state = list->state(row) | index->state(row);
            if (state != 0) {
                out->setNull(row, static_cast<RowState>(state));
                return;
            }
            const ListRange range = list->get<ListRange>(row);
            std::int64_t position = index->type().is(TypeKind::Bigint)
                                        ? index->get<std::int64_t>(row)
                                        : index->get<std::int32_t>(row);
            position = position > 0 ? position - 1 : range.size + position;
            if (position >= 0 && position < range.size) {
                const auto element = static_cast<std::uint32_t>(range.begin + position);
                out->setFrom(row, list->child(0), element);
            }
        });
        return out;
    }

private:
    NodePtr m_list;
    NodePtr m_index;
};

class MapEntryNode final : public ExprNode {
public:
    MapEntryNode(const DataType &type, NodePtr map, NodePtr key)
        : ExprNode(type)
        , m_map(std::move(map))
        , m_key(std::move(key))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr map = m_map->evaluate(frame, rows);
        const ColumnPtr key = m_key->evaluate(frame, rows);
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) {
            const unsigned state = map->state(row) | key->state(row);
            if (state != 0) {
                out->setNull(row, static_cast<RowState>(state));
                return;
            }
            const std::int64_t entry = findEntry(*map, row, *key, row);
            if (entry >= 0) {
                out->setFrom(row, map->child(1), static_cast<std::size_t>(entry));
            }
        });
        return out;
    }

private:
    NodePtr m_map;
    NodePtr m_key;
};

class FieldNode final : public ExprNode {
public:
    FieldNode(const DataType &type, NodePtr operand, std::size_t field)
        : ExprNode(type)
        , m_operand(std::move(operand))
        , m_field(field)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr operand = m_operand->evaluate(frame, rows);
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) {
            if (operand->isNull(row)) {
                out->setNull(row, operand->state(row));
            } else {
                out->setFrom(row, operand->child(m_field), operand->index(row));
            }
        });
        return out;
    }

private:
    NodePtr m_operand;
    std::size_t m_field;
};

/// Makes a part of a nested value; one that failed is null and leaves the others good.
void setPart(Column &parts, std::size_t at, const Column &from, std::size_t row)
{
    if (from.isNull(row)) {
        parts.setNull(at);
    } else {
        parts.setFrom(at, from, row);
    }
}

void appendPart(Column &parts, const Column &from, std::size_t row)
{
    parts.appendNull();
    setPart(parts, parts.size() - 1, from, row);
}

/// Makes a list or a struct of operands that every row needs.
class ConstructorNode : public OperandsNode {
protected:
    using OperandsNode::OperandsNode;

    /// Calls `construct(row, operands, out)` for each row.
    template <class Construct>
    ColumnPtr constructRows(EvalFrame &frame, const Selection &rows, Construct construct) const
    {
        std::vector<ColumnPtr> columns;
        columns.reserve(m_operands.size());
        for (const NodePtr &operand : m_operands) {
            columns.push_back(operand->evaluate(frame, rows));
        }
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) { construct(row, columns, *out); });
        return out;
    }
};

class ArrayNode final : public ConstructorNode {
public:
    using ConstructorNode::ConstructorNode;

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        return constructRows(frame, rows, [](std::uint32_t row, const auto &columns, Column &out) {
            const auto begin = static_cast<std::uint32_t>(out.child(0).size());
            for (const ColumnPtr &column : columns) {
                appendPart(out.child(0), *column, row);
            }
            out.set(row, ListRange{begin, static_cast<std::uint32_t>(columns.size())});
        });
    }
};

/// Of equal keys the last value stands, at the place of the first. A key that failed fails the map.
class MapNode final : public ConstructorNode {
public:
    using ConstructorNode::ConstructorNode;

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        return constructRows(frame, rows, [](std::uint32_t row, const auto &columns, Column &out) {
            const auto begin = static_cast<std::uint32_t>(out.child(0).size());
            out.set(row, ListRange{begin, 0});
            for (std::size_t i = 0; i + 1 < columns.size(); i += 2) {
                if (columns[i]->isError(row)) {
                    out.setError(row);
                    return;
                }
                const std::int64_t entry = findEntry(out, row, *columns[i], row);
                if (entry >= 0) {
                    setPart(out.child(1), static_cast<std::size_t>(entry), *columns[i + 1], row);
                    continue;
                }
                out.child(0).appendFrom(*columns[i], row);
                appendPart(out.child(1), *columns[i + 1], row);
                const auto size = static_cast<std::uint32_t>(out.child(0).size()) - begin;
                out.set(row, ListRange{begin, size});
            }
        });
    }
};

class StructNode final : public ConstructorNode {
public:
    using ConstructorNode::ConstructorNode;

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        return constructRows(frame, rows, [](std::uint32_t row, const auto &columns, Column &out) {
            out.setValid(row);
            for (std::size_t i = 0; i < columns.size(); ++i) {
                setPart(out.child(i), row, *columns[i], row);
            }
        });
    }
};

} // namespace

NodePtr makeSubscriptNode(const DataType &type, NodePtr list, NodePtr index)
{
    if (list->type().is(TypeKind::Map)) {
        return std::make_shared<MapEntryNode>(type, std::move(list), std::move(index));
    }
    return std::make_shared<ArrayIndexNode>(type, std::move(list), std::move(index));
}

NodePtr makeFieldNode(const DataType &type, NodePtr operand, std::size_t field)
{
    return std::make_shared<FieldNode>(type, std::move(operand), field);
}

NodePtr makeArrayNode(const DataType &type, std::vector<NodePtr> operands)
{
    return std::make_shared<ArrayNode>(type, std::move(operands));
}

NodePtr makeMapNode(const DataType &type, std::vector<NodePtr> operands)
{
    return std::make_shared<MapNode>(type, std::move(operands));
}

NodePtr makeStructNode(const DataType &type, std::vector<NodePtr> operands)
{
    return std::make_shared<StructNode>(type, std::move(operands));
}

} // namespace weir::exec
