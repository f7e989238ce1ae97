#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace weir {

/// One figure a row (rowtime, offset, …) as an immutable value that batches share; edit() makes it
/// one's own first. Empty means: not there.
template <class T> class RowVector {
public:
    RowVector() = default;
    explicit RowVector(std::vector<T> values)
        : m_values(std::make_shared<std::vector<T>>(std::move(values)))
    {
    }

    bool empty() const { return !m_values || m_values->empty(); }
    std::size_t size() const { return m_values ? m_values->size() : 0; }
    const T &operator[](std::size_t row) const { return (*m_values)[row]; }
    const T *data() const { return m_values ? m_values->data() : nullptr; }

    /// Returns the values for writing; copies them first if another batch shares them.
    std::vector<T> &edit()
    {
        if (!m_values) {
            m_values = std::make_shared<std::vector<T>>();
        } else if (m_values.use_count() > 1) {
            m_values = std::make_shared<std::vector<T>>(*m_values);
        }
        return *m_values;
    }

private:
    std::shared_ptr<std::vector<T>> m_values;
};

} // namespace weir
