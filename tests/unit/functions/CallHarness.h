#pragma once

#include "core/functions/FunctionRegistry.h"
#include "core/types/Arena.h"
#include "core/types/Column.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace weir::functions {

/// A value with its type, as an argument of a call in a test.
struct Given {
    DataType type;
    Value value = {};
    bool failed = false; ///< an expression that gave an error
};

inline Given text(std::string value)
{
    return {DataType::string(), Value(std::move(value))};
}
inline Given bytes(std::string value)
{
    return {DataType::bytes(), Value(std::move(value))};
}
inline Given integer(std::int32_t value)
{
    return {DataType::integer(), Value(value)};
}
inline Given bigint(std::int64_t value)
{
    return {DataType::bigint(), Value(value)};
}
inline Given real(double value)
{
    return {DataType::doubleType(), Value(value)};
}
inline Given boolean(bool value)
{
    return {DataType::boolean(), Value(value)};
}
inline Given date(std::int32_t days)
{
    return {DataType::date(), Value(days)};
}
inline Given timeOfDay(std::int32_t ms)
{
    return {DataType::time(), Value(ms)};
}
inline Given timestamp(std::int64_t ms)
{
    return {DataType::timestamp(), Value(ms)};
}
/// A null of a type.
inline Given none(DataType type = DataType::string())
{
    return {std::move(type), Value()};
}
/// An argument whose own expression failed.
inline Given failed(DataType type = DataType::string())
{
    return {std::move(type), Value(), true};
}
/// An ARRAY of the type of its elements, of which there is at least one.
inline Given list(const std::vector<Given> &elements)
{
    ValueList values;
    for (const Given &element : elements) {
        values.push_back(element.value);
    }
    return {DataType::array(elements.front().type), Value::list(std::move(values))};
}
/// A MAP of STRING to the type of its values, of which there is at least one.
inline Given map(const std::vector<std::pair<std::string, Given>> &entries)
{
    ValueMap values;
    for (const auto &[key, given] : entries) {
        values.emplace_back(Value(key), given.value);
    }
    return {DataType::map(DataType::string(), entries.front().second.type),
            Value::map(std::move(values))};
}

/// Calls a scalar function and prints what it gives: the text of the value, `null`, `error`, or the
/// code of the error that resolving gave. The call stands in row 1 of three, between rows of nulls,
/// and must give the same when its arguments are constant columns.
inline std::string called(const char *name, const std::vector<Given> &arguments)
{
    std::vector<Argument> types;
    for (const Given &argument : arguments) {
        types.push_back(Argument::of(argument.type));
    }
    const Result<ResolvedCall> call = FunctionRegistry::builtins().resolve(name, types);
    if (!call) {
        return call.error().code;
    }
    Arena arena;
    std::string printed;
    for (const bool constant : {false, true}) {
        std::vector<ColumnPtr> columns;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (!(arguments[i].type == call->argumentTypes[i]) &&
                call->signature->parameterOf(i, arguments.size()).kind !=
                    catalog::TypePattern::Kind::Any) {
                return "a cast is missing";
            }
            auto column = std::make_shared<Column>(arguments[i].type, constant ? 1 : 3);
            column->setValue(constant ? 0 : 1, arguments[i].value, arena);
            if (arguments[i].failed) {
                column->setError(constant ? 0 : 1);
            }
            if (constant) {
                column->makeConstant();
            }
            columns.push_back(column);
        }
        Column out(*call->returnType, 3);
        const Selection rows = Selection::of({1});
        const std::vector<const LambdaBody *> lambdas(columns.size(), nullptr);
        const CallSite site{};
        call->scalar->kernel(ScalarCall{columns, lambdas, rows, arena, site}, out);
        const std::string result = out.isError(1) ? "error" : toText(out.valueAt(1), out.type());
        if (constant && result != printed) {
            return printed + " but of constants " + result;
        }
        printed = result;
    }
    return printed;
}

/// One aggregator over rows of arguments.
class AggregateRun {
public:
    /// `constants`: arguments that are literals stand in every row.
    AggregateRun(const char *name, const std::vector<std::vector<Given>> &rows)
        : m_rows(rows.size())
    {
        std::vector<Argument> types;
        AggregateSpec spec;
        for (std::size_t i = 0; i < rows.front().size(); ++i) {
            const DataType &type = rows.front()[i].type;
            types.push_back(Argument::of(type));
            spec.argumentTypes.push_back(type);
            spec.constants.emplace_back(rows.front()[i].value);
            m_columns.push_back(std::make_unique<Column>(type, rows.size()));
            m_arguments.push_back(m_columns.back().get());
            for (std::size_t row = 0; row < rows.size(); ++row) {
                m_columns.back()->setValue(row, rows[row][i].value, m_arena);
            }
        }
        const Result<ResolvedCall> call = FunctionRegistry::builtins().resolve(name, types);
        if (!call) {
            m_error = call.error().code;
            return;
        }
        auto made = call->aggregate->make(spec);
        if (!made) {
            m_error = made.error().code;
        } else {
            m_aggregator = std::move(*made);
        }
    }

    /// Prints the results after each row, and checks that a state read back, and one merged of two
    /// halves, say the same as the last.
    std::string results()
    {
        if (!m_aggregator) {
            return m_error;
        }
        std::string printed;
        std::string last;
        State all(*m_aggregator);
        for (std::size_t row = 0; row < m_rows; ++row) {
            (void)m_aggregator->update(all.bytes(), m_arguments, row);
            last = print(all);
            printed += (row == 0 ? "" : " ") + last;
        }
        return printed + (readBack(all) == last ? "" : " (read back differs)") +
               (merged() == last ? "" : " (merged: " + merged() + ")");
    }

    /// Prints the result after all rows have come and all but the first have been taken back.
    std::string undone()
    {
        State state(*m_aggregator);
        for (std::size_t row = 0; row < m_rows; ++row) {
            (void)m_aggregator->update(state.bytes(), m_arguments, row);
        }
        for (std::size_t row = 1; row < m_rows; ++row) {
            if (!m_aggregator->undo(state.bytes(), m_arguments, row)) {
                return "no undo";
            }
        }
        return print(state);
    }

private:
    /// The bytes of one state, dropped at the end.
    class State {
    public:
        explicit State(const Aggregator &aggregator)
            : m_aggregator(aggregator)
            , m_words(aggregator.stateSize() / 8)
        {
            m_aggregator.init(bytes());
        }
        ~State() { m_aggregator.destroy(bytes()); }
        State(const State &) = delete;
        State &operator=(const State &) = delete;
        std::byte *bytes() { return reinterpret_cast<std::byte *>(m_words.data()); }

    private:
        const Aggregator &m_aggregator;
        std::vector<std::uint64_t> m_words;
    };

    std::string print(State &state)
    {
        Column out(m_aggregator->resultType(), 1);
        m_aggregator->result(state.bytes(), out, 0, m_arena);
        return toText(out.valueAt(0), out.type());
    }
    std::string readBack(State &state)
    {
        std::string stored;
        m_aggregator->serialise(state.bytes(), stored);
        State copy(*m_aggregator);
        std::string_view rest = stored;
        return m_aggregator->deserialise(copy.bytes(), rest) && rest.empty() ? print(copy)
                                                                             : "damaged";
    }
    std::string merged()
    {
        State first(*m_aggregator);
        State second(*m_aggregator);
        for (std::size_t row = 0; row < m_rows; ++row) {
            State &half = row < m_rows / 2 ? first : second;
            (void)m_aggregator->update(half.bytes(), m_arguments, row);
        }
        (void)m_aggregator->merge(first.bytes(), second.bytes());
        return print(first);
    }

    std::size_t m_rows;
    Arena m_arena;
    std::vector<std::unique_ptr<Column>> m_columns;
    std::vector<const Column *> m_arguments;
    std::unique_ptr<Aggregator> m_aggregator;
    std::string m_error;
};

} // namespace weir::functions
