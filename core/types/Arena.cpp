#include "core/types/Arena.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace weir {

namespace {
constexpr std::size_t kArenaBlockBytes = 64 * 1024;
#ifndef NDEBUG
constexpr int kArenaPoison = 0xDD;
#endif
} // namespace

std::string_view Arena::copy(std::string_view text)
{
    char *bytes = allocate(text.size());
    if (!text.empty()) {
        std::memcpy(bytes, text.data(), text.size());
    }
    return {bytes, text.size()};
}

std::string_view Arena::join(std::string_view a, std::string_view b)
{
    char *bytes = allocate(a.size() + b.size());
    std::copy(a.begin(), a.end(), bytes);
    std::copy(b.begin(), b.end(), bytes + a.size());
    return {bytes, a.size() + b.size()};
}

void Arena::reset()
{
#ifndef NDEBUG
    for (std::size_t i = 0; i < m_used; ++i) {
        std::memset(m_blocks[i].bytes.get(), kArenaPoison, m_blocks[i].size);
    }
#endif
    m_used = 0;
    m_next = nullptr;
    m_end = nullptr;
}

std::size_t Arena::capacity() const
{
    std::size_t total = 0;
    for (const Block &block : m_blocks) {
        total += block.size;
    }
    return total;
}

void Arena::addBlock(std::size_t atLeast)
{
    if (m_used == m_blocks.size() || m_blocks[m_used].size <= atLeast) {
        const std::size_t size = std::max(atLeast + 1, kArenaBlockBytes);
        Block block{std::make_unique<char[]>(size), size};
        m_blocks.insert(m_blocks.begin() + static_cast<std::ptrdiff_t>(m_used), std::move(block));
    }
    m_next = m_blocks[m_used].bytes.get();
    m_end = m_next + m_blocks[m_used].size;
    ++m_used;
}

} // namespace weir
