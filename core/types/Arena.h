#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace weir {

/// Bytes that live until the end of a step: texts that kernels and codecs make. Pointers stay valid
/// until reset(). Debug builds overwrite the bytes at reset, so that a view kept too long shows.
/// One thread.
class Arena {
public:
    Arena() = default;
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;
    Arena(Arena &&) = default;
    Arena &operator=(Arena &&) = default;

    /// Returns `size` uninitialised bytes, aligned to one byte; never null.
    char *allocate(std::size_t size)
    {
        if (size >= static_cast<std::size_t>(m_end - m_next)) {
            addBlock(size);
        }
        char *result = m_next;
        m_next += size;
        return result;
    }
    /// Gives back the last `unused` bytes of the most recent allocation.
    void shrinkLast(std::size_t unused) { m_next -= unused; }
    /// Copies `text` and returns the copy.
    std::string_view copy(std::string_view text);
    /// Returns `a` followed by `b`.
    std::string_view join(std::string_view a, std::string_view b);

    /// Takes all memory back for use in the next step; keeps the blocks.
    void reset();
    /// Returns the bytes of all blocks, for the memory figures.
    std::size_t capacity() const;

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };

    void addBlock(std::size_t atLeast);

    std::vector<Block> m_blocks;
    std::size_t m_used = 0; ///< blocks in use; the last of them is the current one
    char *m_next = nullptr;
    char *m_end = nullptr;
};

} // namespace weir
