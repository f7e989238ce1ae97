// RANDOM and UUID: functions of the run's seed and the row's place, so a replay gives the same.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/TextEncoding.h"

#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

constexpr std::size_t kUuidBytes = 16;

/// Mixes a word into a state (splitmix64).
std::uint64_t mixed(std::uint64_t state, std::uint64_t word)
{
    std::uint64_t z = (state ^ word) + 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// Returns the random bits of a row; `draw` tells several of one call apart. Where a row has no
/// place of its own (elements of a lambda) its number stands for it.
std::uint64_t bitsOf(const ScalarCall &call, std::uint32_t row, std::uint64_t draw)
{
    const CallSite &site = call.site;
    std::uint64_t state = mixed(site.runSeed, site.site);
    for (const char c : site.topic) {
        state = mixed(state, static_cast<unsigned char>(c));
    }
    const bool placed = site.partitions != nullptr && site.offsets != nullptr;
    state = mixed(state, placed ? static_cast<std::uint64_t>(site.partitions[row]) : 0);
    state = mixed(state, placed ? static_cast<std::uint64_t>(site.offsets[row]) : row);
    return mixed(state, draw);
}

void randomKernel(const ScalarCall &call, Column &out)
{
    constexpr double kUnit = 1.0 / 9007199254740992.0; // 2 to the power of -53
    call.rows.forEach([&](std::uint32_t row) {
        out.set(row, static_cast<double>(bitsOf(call, row, 0) >> 11) * kUnit);
    });
}

/// Writes 16 bytes as 8-4-4-4-12 digits.
std::string uuidText(Text bytes)
{
    std::string text = toHex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) {
        text.insert(dash, 1, '-');
    }
    return text;
}

/// Makes a random UUID, version 4 of RFC 4122.
void uuidKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        std::string bytes;
        for (std::size_t i = 0; i < kUuidBytes; ++i) {
            bytes += static_cast<char>(bitsOf(call, row, 1 + i / 8) >> (i % 8 * 8));
        }
        bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x40);
        bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
        out.set(row, call.arena.copy(uuidText(bytes)));
    });
}

} // namespace

void addRandomFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("random");
    registry.add("RANDOM() -> DOUBLE", changing(randomKernel),
                 "Returns a random number from 0 to below 1.");
    registry.add("UUID() -> STRING", changing(uuidKernel), "Returns a random UUID (version 4).");
    registry.add("UUID(BYTES) -> STRING",
                 mapRows<Text, Text>([](RowContext &context, Text bytes) -> std::optional<Text> {
                     if (bytes.size() != kUuidBytes) {
                         return std::nullopt;
                     }
                     return context.text(uuidText(bytes));
                 }),
                 "Writes 16 bytes as a UUID.");
}

} // namespace weir::functions
