// RANDOM and UUID: functions of the run's seed and the row's place, so a replay gives the same.
#include "core/base/RandomBits.h"
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/TextEncoding.h"

#include <string>
#include <vector>

namespace weir::functions {

namespace {

using Text = std::string_view;

constexpr std::size_t kUuidBytes = 16;

/// The random bits of the rows of one call.
class RowBits {
public:
    explicit RowBits(const CallSite &site)
        : m_seed(mixBits(site.runSeed, site.site))
        , m_places(site.places == nullptr ? std::vector<std::uint64_t>() : site.places->numbers())
    {
    }

    /// `draw` tells several of one row apart.
    std::uint64_t of(std::uint32_t row, std::uint64_t draw) const
    {
        return mixBits(mixBits(m_seed, m_places.empty() ? row : m_places[row]), draw);
    }

private:
    std::uint64_t m_seed;
    std::vector<std::uint64_t> m_places;
};

void randomKernel(const ScalarCall &call, Column &out)
{
    constexpr double kUnit = 1.0 / 9007199254740992.0; // 2 to the power of -53
    const RowBits bits(call.site);
    call.rows.forEach([&](std::uint32_t row) {
        out.set(row, static_cast<double>(bits.of(row, 0) >> 11) * kUnit);
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
    const RowBits bits(call.site);
    call.rows.forEach([&](std::uint32_t row) {
        std::string bytes;
        for (std::size_t i = 0; i < kUuidBytes; ++i) {
            bytes += static_cast<char>(bits.of(row, 1 + i / 8) >> (i % 8 * 8));
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
