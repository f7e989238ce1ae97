#include "core/functions/Md5.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace weir::functions {

namespace {

constexpr std::size_t kBlock = 64;
using State = std::array<std::uint32_t, 4>;

/// T[i] of the RFC: the whole part of 2^32 times |sin(i + 1)|.
const std::array<std::uint32_t, kBlock> kSines = [] {
    std::array<std::uint32_t, kBlock> sines{};
    for (std::size_t i = 0; i < sines.size(); ++i) {
        sines[i] = static_cast<std::uint32_t>(
            std::floor(std::fabs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
    }
    return sines;
}();

constexpr int kTurns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

/// What one step mixes in, and which word of the block it takes.
struct Mix {
    std::uint32_t value;
    std::size_t word;
};

Mix mixOf(std::size_t step, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    switch (step / 16) {
    case 0:
        return {(b & c) | (~b & d), step};
    case 1:
        return {(d & b) | (~d & c), (5 * step + 1) % 16};
    case 2:
        return {b ^ c ^ d, (3 * step + 5) % 16};
    default:
        return {c ^ (b | ~d), (7 * step) % 16};
    }
}

void addBlock(State &state, const char *bytes)
{
    std::array<std::uint32_t, 16> words{};
    for (std::size_t i = 0; i < kBlock; ++i) {
        words[i / 4] |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * (i % 4));
    }
    auto [a, b, c, d] = state;
    for (std::size_t step = 0; step < kBlock; ++step) {
        const Mix mix = mixOf(step, b, c, d);
        const std::uint32_t sum = a + mix.value + kSines[step] + words[mix.word];
        a = d;
        d = c;
        c = b;
        b += std::rotl(sum, kTurns[step / 16][step % 4]);
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
}

} // namespace

std::string md5(std::string_view bytes)
{
    State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    std::string tail(bytes.substr(bytes.size() / kBlock * kBlock));
    for (std::size_t i = 0; i + kBlock <= bytes.size(); i += kBlock) {
        addBlock(state, bytes.data() + i);
    }
    tail += '\x80';
    tail.resize((tail.size() + 8 + kBlock - 1) / kBlock * kBlock - 8, '\0');
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (int i = 0; i < 8; ++i) {
        tail += static_cast<char>(bits >> (8 * i));
    }
    for (std::size_t i = 0; i < tail.size(); i += kBlock) {
        addBlock(state, tail.data() + i);
    }
    std::string digest;
    for (const std::uint32_t word : state) {
        for (int i = 0; i < 4; ++i) {
            digest += static_cast<char>(word >> (8 * i));
        }
    }
    return digest;
}

} // namespace weir::functions
