#include "core/log/Crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace weir::log {

namespace {

constexpr std::uint32_t kCastagnoliReversed = 0x82F63B78;

constexpr std::array<std::uint32_t, 256> makeCrc32cTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? kCastagnoliReversed : 0);
        }
        table[i] = crc;
    }
    return table;
}

constexpr auto kCrc32cTable = makeCrc32cTable();

std::uint32_t crc32cByTable(const unsigned char *data, std::size_t size)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (std::size_t i = 0; i < size; ++i) {
        crc = (crc >> 8U) ^ kCrc32cTable[(crc ^ data[i]) & 0xFFU];
    }
    return ~crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc32cByInstruction(const unsigned char *data,
                                                                    std::size_t size)
{
    std::uint64_t crc = 0xFFFFFFFF;
    for (; size >= 8; data += 8, size -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, data, 8);
        crc = _mm_crc32_u64(crc, word);
    }
    auto narrow = std::uint32_t(crc);
    for (; size > 0; ++data, --size) {
        narrow = _mm_crc32_u8(narrow, *data);
    }
    return ~narrow;
}
#endif

} // namespace

std::uint32_t crc32c(const void *data, std::size_t size)
{
    const auto *bytes = static_cast<const unsigned char *>(data);
#if defined(__x86_64__)
    static const bool hasInstruction = __builtin_cpu_supports("sse4.2") != 0;
    if (hasInstruction) {
        return crc32cByInstruction(bytes, size);
    }
#endif
    return crc32cByTable(bytes, size);
}

} // namespace weir::log
