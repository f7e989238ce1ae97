#pragma once

#include "core/types/Arena.h"
#include "core/types/DataType.h"
#include "core/types/Selection.h"
#include "core/types/Value.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace weir {

/// What a row of a column holds. An error is a null that an expression caused (ENGINE.md 7).
enum RowState : std::uint8_t { kRowValue = 0, kRowNull = 1, kRowError = 3 };

/// The elements of one ARRAY or the entries of one MAP: a run of rows in the child columns.
struct ListRange {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

/// A vector of values of one type with a RowState each.
///
/// What a slot holds (`get<T>`, `data<T>`): Boolean uint8_t 0 or 1; Integer, Date (days), Time (ms
/// of day) int32_t; Bigint, Timestamp (ms) int64_t; Double double; Decimal its unscaled value,
/// int64_t to 18 digits, Int128 to 38, then whole words of two's complement; String, Bytes
/// std::string_view; Array, Map ListRange into the children (elements; keys and values); Struct no
/// slot, one child a field with rows aligned. The slot of a null row is zero.
///
/// Texts are views: a column does not own their bytes, and no column outlives its step (ENGINE.md
/// 5). A constant column has one row that stands for every row of its batch. One thread, but a
/// finished column may be read from any.
class Column {
public:
    /// Makes a column of `rows` nulls.
    explicit Column(DataType type, std::size_t rows = 0);
    Column(const Column &other);
    Column &operator=(const Column &other);
    Column(Column &&) noexcept = default;
    Column &operator=(Column &&) noexcept = default;
    /// Makes a constant column; copies texts into `arena`.
    static Column constant(const DataType &type, const Value &value, Arena &arena);

    const DataType &type() const { return m_type; }
    /// Returns the rows held; 1 for a constant column, which answers for any row.
    std::size_t size() const { return m_size; }
    bool isConstant() const { return m_constant; }
    /// Says whether a Decimal of this type is held as int64_t.
    static bool isShortDecimal(const DataType &type) { return type.precision() <= 18; }
    /// Says whether a Decimal of this type is held in more than 128 bits.
    static bool isWideDecimal(const DataType &type) { return type.precision() > 38; }
    /// Returns the bytes of a Decimal's slot.
    static std::size_t decimalWidth(const DataType &type);

    void reserve(std::size_t rows);
    /// Changes the row count; new rows are null.
    void resize(std::size_t rows);
    void clear() { resize(0); }

    bool isNull(std::size_t row) const { return (states()[index(row)] & kRowNull) != 0; }
    bool isError(std::size_t row) const { return states()[index(row)] == kRowError; }
    RowState state(std::size_t row) const { return static_cast<RowState>(states()[index(row)]); }
    /// Makes the row null (or an error) and its slot zero.
    void setNull(std::size_t row, RowState state = kRowNull);
    void setError(std::size_t row) { setNull(row, kRowError); }
    /// Says that a row whose children or slot were written directly is not null.
    void setValid(std::size_t row) { m_states[row] = kRowValue; }

    template <class T> const T &get(std::size_t row) const { return data<T>()[index(row)]; }
    template <class T> void set(std::size_t row, T value)
    {
        data<T>()[row] = value;
        m_states[row] = kRowValue;
    }
    /// Adds a row.
    template <class T> void append(T value)
    {
        resize(m_size + 1);
        set(m_size - 1, value);
    }
    void appendNull() { resize(m_size + 1); }

    /// Copies one row of a column of the same type; texts stay views.
    void setFrom(std::size_t row, const Column &from, std::size_t fromRow);
    void appendFrom(const Column &from, std::size_t fromRow)
    {
        resize(m_size + 1);
        setFrom(m_size - 1, from, fromRow);
    }
    /// Returns the selected rows, packed; texts stay views.
    Column gather(const Selection &rows) const;
    /// Returns `rows[i]` of this column at row i; indices in any order, repeats allowed.
    Column gather(const std::vector<std::uint32_t> &rows) const;
    /// Copies the bytes of all texts of a row into `arena`, so that the row no longer depends on
    /// where it came from.
    void ownTexts(std::size_t row, Arena &arena);

    /// Returns the row as a value (with its own bytes).
    Value valueAt(std::size_t row) const;
    /// Sets a row from a value of this column's type; copies texts into `arena`.
    void setValue(std::size_t row, const Value &value, Arena &arena);

    template <class T> const T *data() const { return reinterpret_cast<const T *>(m_slots.get()); }
    template <class T> T *data() { return reinterpret_cast<T *>(m_slots.get()); }
    const std::uint8_t *states() const { return m_states.data(); }
    std::uint8_t *states() { return m_states.data(); }
    std::size_t childCount() const { return m_children.size(); }
    const Column &child(std::size_t i) const { return m_children[i]; }
    Column &child(std::size_t i) { return m_children[i]; }

    /// Decimal to 38 digits only: the unscaled value.
    Int128 unscaledAt(std::size_t row) const;
    void setUnscaled(std::size_t row, Int128 unscaled);
    /// Decimal of any width; the value set has the column's scale and fits its precision.
    Decimal decimalAt(std::size_t row) const;
    void setDecimal(std::size_t row, const Decimal &value);
    /// Sets a row that is not nested from the bytes of a slot of this type.
    void setSlot(std::size_t row, const char *bytes);

    /// Turns this one-row column into a constant column.
    void makeConstant() { m_constant = true; }
    /// Returns where `row` is held.
    std::size_t index(std::size_t row) const { return m_constant ? 0 : row; }

private:
    DataType m_type;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
    std::uint32_t m_width = 0;
    bool m_constant = false;
    std::unique_ptr<std::byte[]> m_slots;
    std::vector<std::uint8_t> m_states;
    std::vector<Column> m_children;
};

/// A finished column; batches, projections and kernels share it.
using ColumnPtr = std::shared_ptr<const Column>;

} // namespace weir
