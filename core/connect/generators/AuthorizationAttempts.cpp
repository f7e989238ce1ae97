#include "core/connect/RowWriter.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/PacedGenerator.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace weir::connect {

namespace {

constexpr std::array<std::string_view, 6> kMerchants = {"Harbour Books",      "Nordlicht Cafe",
                                                        "Pine Street Grocer", "Velo Atelier",
                                                        "Quay Cinema",        "Orchard Pharmacy"};

// Each block of 24 attempts ends with 8 on one card within 1.75 s: wherever a border of windows of
// 5 s falls, at least 4 of them share one.
constexpr std::uint64_t kAttemptBlock = 24;
constexpr std::uint64_t kBurstFirst = 16;
constexpr double kBurstSpacingMs = 250;
constexpr std::uint32_t kCards = 500;

class AuthorizationAttemptsGenerator final : public PacedGenerator {
public:
    explicit AuthorizationAttemptsGenerator(const GeneratorSettings &settings)
        : PacedGenerator({"authorization_attempts",
                          "card payments with bursts of attempts on one card",
                          streamTopicConfig(),
                          {},
                          false},
                         settings)
    {
    }

    std::int64_t offsetOf(std::uint64_t index) const override
    {
        const std::uint64_t burst = burstOf(index);
        if (burst == kNoBurst) {
            return PacedGenerator::offsetOf(index);
        }
        return PacedGenerator::offsetOf(burst) +
               std::int64_t(double(index - burst) * std::min(spacingMs(), kBurstSpacingMs));
    }

    void write(std::uint64_t index, EpochMs /*time*/, RowWriter &row) const override
    {
        const std::uint64_t burst = burstOf(index);
        RecordRandom cardRandom = randomOf(burst == kNoBurst ? index : burst);
        char card[20];
        const int size = std::snprintf(card, sizeof card, "9000-0000-%04u-%04u",
                                       cardRandom.below(10), cardRandom.below(kCards));
        RecordRandom random = randomOf(~index);
        const std::string_view number(card, std::size_t(size));
        row.keyText(number);
        row.field("card_number", number);
        row.field("merchant", kMerchants[random.below(kMerchants.size())]);
        row.fieldHundredths("amount", random.between(100, 25000));
        row.endValue();
    }

private:
    static constexpr std::uint64_t kNoBurst = UINT64_MAX;

    /// Returns the first record of the burst that a record belongs to.
    static std::uint64_t burstOf(std::uint64_t index)
    {
        const std::uint64_t place = index % kAttemptBlock;
        return place < kBurstFirst ? kNoBurst : index - place + kBurstFirst;
    }
};

} // namespace

std::unique_ptr<Generator> makeAuthorizationAttempts(const GeneratorSettings &settings)
{
    return std::make_unique<AuthorizationAttemptsGenerator>(settings);
}

} // namespace weir::connect
