#include "core/state/BlockPool.h"

#include <algorithm>

namespace weir::state {

std::size_t BlockPool::blockSize(std::size_t size)
{
    return std::max(kStep, (size + kStep - 1) / kStep * kStep);
}

char *BlockPool::allocate(std::size_t size)
{
    const std::size_t need = blockSize(size);
    if (need > kLargest) {
        m_bytes += need;
        return static_cast<char *>(::operator new(need));
    }
    Free *&head = m_free[need / kStep];
    if (head != nullptr) {
        char *block = reinterpret_cast<char *>(head);
        head = head->next;
        return block;
    }
    if (m_left < need) {
        const std::size_t chunk = std::max(m_nextChunk, need);
        m_chunks.push_back(std::unique_ptr<char[]>(new char[chunk]));
        m_at = m_chunks.back().get();
        m_left = chunk;
        m_bytes += chunk;
        m_nextChunk = std::min(m_nextChunk * 2, kLastChunk);
    }
    char *block = m_at;
    m_at += need;
    m_left -= need;
    return block;
}

void BlockPool::release(char *block, std::size_t size)
{
    const std::size_t need = blockSize(size);
    if (need > kLargest) {
        m_bytes -= need;
        ::operator delete(block);
        return;
    }
    auto *entry = reinterpret_cast<Free *>(block);
    entry->next = m_free[need / kStep];
    m_free[need / kStep] = entry;
}

} // namespace weir::state
