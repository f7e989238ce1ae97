#pragma once

#include "core/types/Column.h"
#include "core/types/ColumnCompare.h"

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
    bool contains(const Column &values, std::size_t row) const
    {
        for (std::uint32_t i = range.begin; i < end(); ++i) {
            if (equalRows(elements, i, values, row)) {
                return true;
            }
        }
        return false;
    }
};

/// Builds the list of one row of a result.
class ArrayBuilder {
public:
    ArrayBuilder(Column &out, std::size_t row)
        : m_out(out)
        , m_row(row)
        , m_begin(static_cast<std::uint32_t>(out.child(0).size()))
    {
    }
    void add(const Column &values, std::size_t row) { m_out.child(0).appendFrom(values, row); }
    /// Adds all elements of a list.
    void addAll(const ArrayView &list)
    {
        for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
            add(list.elements, i);
        }
    }
    /// Adds an element unless the list has an equal one.
    void addOnce(const Column &values, std::size_t row)
    {
        const Column &made = m_out.child(0);
        for (std::size_t i = m_begin; i < made.size(); ++i) {
            if (equalRows(made, i, values, row)) {
                return;
            }
        }
        add(values, row);
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
};

/// Builds the map of one row of a result; of equal keys the last value stands, at the place of the
/// first.
class MapBuilder {
public:
    MapBuilder(Column &out, std::size_t row)
        : m_out(out)
        , m_row(row)
        , m_begin(static_cast<std::uint32_t>(out.child(0).size()))
    {
        m_out.set(row, ListRange{m_begin, 0});
    }
    void put(const Column &keys, std::size_t keyRow, const Column &values, std::size_t valueRow)
    {
        const std::int64_t entry = findEntry(m_out, m_row, keys, keyRow);
        if (entry >= 0) {
            m_out.child(1).setFrom(static_cast<std::size_t>(entry), values, valueRow);
            return;
        }
        m_out.child(0).appendFrom(keys, keyRow);
        m_out.child(1).appendFrom(values, valueRow);
        const auto end = static_cast<std::uint32_t>(m_out.child(0).size());
        m_out.set(m_row, ListRange{m_begin, end - m_begin});
    }
    /// Puts all entries of a map.
    void putAll(const Column &maps, std::size_t row)
    {
        const ListRange range = maps.get<ListRange>(row);
        for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
            put(maps.child(0), i, maps.child(1), i);
        }
    }

private:
    Column &m_out;
    std::size_t m_row;
    std::uint32_t m_begin;
};

} // namespace weir::functions
