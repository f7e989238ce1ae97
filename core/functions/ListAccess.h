#pragma once

#include "core/functions/ScalarFunction.h"
#include "core/types/Column.h"
#include "core/types/RowIndex.h"

#include <cstddef>
#include <cstdint>

namespace weir::functions {

/// The elements of one list (of an ARRAY, or the keys of a MAP). Null elements are equal to each
/// other.
struct ArrayView {
    const Column &elements;
    ListRange range;

    ArrayView(const Column &lists, std::size_t row)
        : elements(lists.child(0))
        , range(lists.get<ListRange>(row))
    {
    }
    std::uint32_t end() const { return range.begin + range.size; }
};

/// Builds the list of one row of a result.
class ArrayBuilder {
public:
    ArrayBuilder(Column &out, std::size_t row)
        : m_out(out)
        , m_row(row)
        , m_begin(static_cast<std::uint32_t>(out.child(0).size()))
        , m_index(m_begin)
    {
    }
    void add(const Column &values, std::size_t row) { m_out.child(0).appendFrom(values, row); }
    /// Adds all elements of a list.
    void addAll(const Column &lists, std::size_t row)
    {
        const ArrayView list(lists, row);
        for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
            add(list.elements, i);
        }
    }
    /// Adds an element unless the list has an equal one.
    void addOnce(const Column &values, std::size_t row)
    {
        const Column &made = m_out.child(0);
        if (m_index.find(made, made.size(), values, row) < 0) {
            add(values, row);
        }
    }
    /// Adds a value of a slot type.
    template <class T> void addValue(T value) { m_out.child(0).append(value); }
    void addNull() { m_out.child(0).appendNull(); }
    void finish()
    {
        const auto end = static_cast<std::uint32_t>(m_out.child(0).size());
        m_out.set(m_row, ListRange{m_begin, end - m_begin});
    }

private:
    Column &m_out;
    std::size_t m_row;
    std::uint32_t m_begin;
    RowIndex m_index;
};

/// Builds the map of one row of a result; of equal keys the last value stands, at the place of the
/// first.
class MapBuilder {
public:
    MapBuilder(Column &out, std::size_t row)
        : m_out(out)
        , m_row(row)
        , m_begin(static_cast<std::uint32_t>(out.child(0).size()))
        , m_index(m_begin)
    {
    }
    void put(const Column &keys, std::size_t keyRow, const Column &values, std::size_t valueRow)
    {
        const std::int64_t entry = find(keys, keyRow);
        if (entry >= 0) {
            m_out.child(1).setFrom(static_cast<std::size_t>(entry), values, valueRow);
            return;
        }
        append(keys, keyRow, values, valueRow);
    }
    /// Puts an entry in unless the map has its key; says whether it did.
    bool putNew(const Column &keys, std::size_t keyRow, const Column &values, std::size_t valueRow)
    {
        const bool isNew = find(keys, keyRow) < 0;
        if (isNew) {
            append(keys, keyRow, values, valueRow);
        }
        return isNew;
    }
    /// Puts all entries of a map.
    void addAll(const Column &maps, std::size_t row)
    {
        const ListRange range = maps.get<ListRange>(row);
        for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
            put(maps.child(0), i, maps.child(1), i);
        }
    }
    void finish()
    {
        const auto end = static_cast<std::uint32_t>(m_out.child(0).size());
        m_out.set(m_row, ListRange{m_begin, end - m_begin});
    }

private:
    std::int64_t find(const Column &keys, std::size_t keyRow)
    {
        const Column &made = m_out.child(0);
        return m_index.find(made, made.size(), keys, keyRow);
    }
    void append(const Column &keys, std::size_t keyRow, const Column &values, std::size_t valueRow)
    {
        m_out.child(0).appendFrom(keys, keyRow);
        m_out.child(1).appendFrom(values, valueRow);
    }

    Column &m_out;
    std::size_t m_row;
    std::uint32_t m_begin;
    RowIndex m_index;
};

/// Joins two lists or maps; a null one counts as empty, only two give null.
template <class Builder> void joinKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isNull(row) && call[1].isNull(row)) {
            return;
        }
        Builder result(out, row);
        for (const std::size_t side : {0U, 1U}) {
            if (!call[side].isNull(row)) {
                result.addAll(call[side], row);
            }
        }
        result.finish();
    });
}

} // namespace weir::functions
