#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace weir::state {

/// Hands out blocks of memory, aligned to 8, from chunks of its own and takes them back by size
/// class. Everything is freed with the pool. One thread.
class BlockPool {
public:
    BlockPool() = default;
    BlockPool(const BlockPool &) = delete;
    BlockPool &operator=(const BlockPool &) = delete;

    /// Returns a block of at least `size` bytes; its contents are undefined.
    char *allocate(std::size_t size);
    /// Takes back a block that was allocated with that size.
    void release(char *block, std::size_t size);
    /// Returns the bytes a block of `size` really takes.
    static std::size_t blockSize(std::size_t size);
    /// Returns the bytes held from the system.
    std::size_t bytes() const { return m_bytes; }

private:
    static constexpr std::size_t kStep = 16;
    static constexpr std::size_t kLargest = 1024;
    static constexpr std::size_t kFirstChunk = 512;
    static constexpr std::size_t kLastChunk = 256U << 10U;

    struct Free {
        Free *next;
    };

    std::array<Free *, kLargest / kStep + 1> m_free{};
    std::vector<std::unique_ptr<char[]>> m_chunks;
    char *m_at = nullptr;
    std::size_t m_left = 0;
    std::size_t m_nextChunk = kFirstChunk;
    std::size_t m_bytes = 0;
};

} // namespace weir::state
