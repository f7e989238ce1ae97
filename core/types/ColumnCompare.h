#pragma once

#include "core/types/Column.h"

#include <cstdint>

namespace weir {

/// Compares two rows, neither null, of one type that has an order (numbers, texts, bytes, dates;
/// false before true): negative, 0 or positive. NaN is greater than all other numbers, and texts
/// are compared by code unit of UTF-8.
int compareRows(const Column &a, std::size_t rowA, const Column &b, std::size_t rowB);

/// Says whether two rows of one type hold the same; nulls are equal to nulls, and maps are compared
/// without order.
bool equalRows(const Column &a, std::size_t rowA, const Column &b, std::size_t rowB);

/// Hashes a row so that equal rows hash alike. The same on every machine and in every run.
std::uint64_t hashRow(const Column &column, std::size_t row);

/// Returns the row of a MAP column's entry with that key, as row of the children; -1 if there is
/// none.
std::int64_t findEntry(const Column &map, std::size_t row, const Column &keys, std::size_t keyRow);

} // namespace weir
