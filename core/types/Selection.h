#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace weir {

/// Which rows of a batch count: all of them, or a strictly rising list of row indices. An immutable
/// value; copies are cheap.
class Selection {
public:
    using Rows = std::vector<std::uint32_t>;

    Selection() = default;
    /// Selects rows 0 … rows - 1.
    static Selection all(std::size_t rows) { return Selection(nullptr, rows); }
    /// Selects the given rows, which must rise strictly.
    static Selection of(Rows rows)
    {
        const std::size_t size = rows.size();
        return Selection(std::make_shared<const Rows>(std::move(rows)), size);
    }

    bool isAll() const { return m_rows == nullptr; }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    /// Returns the row at position `i` of the selection.
    std::uint32_t operator[](std::size_t i) const
    {
        return m_rows ? (*m_rows)[i] : static_cast<std::uint32_t>(i);
    }

    /// Calls `visit(row)` for every selected row, in order.
    template <class Visitor> void forEach(Visitor &&visit) const
    {
        if (m_rows) {
            for (const std::uint32_t row : *m_rows) {
                visit(row);
            }
            return;
        }
        for (std::uint32_t row = 0; row < m_size; ++row) {
            visit(row);
        }
    }

    /// Returns the selected rows for which `keep(row)` is true; this one itself if all are.
    template <class Predicate> Selection where(Predicate &&keep) const
    {
        Rows rows(m_size);
        std::size_t count = 0;
        forEach([&](std::uint32_t row) {
            rows[count] = row;
            count += keep(row) ? 1 : 0;
        });
        if (count == m_size) {
            return *this;
        }
        rows.resize(count);
        return of(std::move(rows));
    }

private:
    Selection(std::shared_ptr<const Rows> rows, std::size_t size)
        : m_rows(std::move(rows))
        , m_size(size)
    {
    }

    std::shared_ptr<const Rows> m_rows;
    std::size_t m_size = 0;
};

} // namespace weir
