#include "core/connect/RowWriter.h"
#include "core/connect/generators/BigintKey.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/PacedGenerator.h"

#include <array>
#include <string_view>

namespace weir::connect {

namespace {

constexpr std::array<std::string_view, 5> kRatingChannels = {"web", "iOS", "ios", "iOS-test",
                                                             "android"};

constexpr std::array<std::string_view, 11> kRatingRemarks = {
    "the crew remembered my name and my tea",
    "three hours at the gate and not a word why",
    "boarding was quick, the seat was not built for knees",
    "my bag saw more of the world than I did",
    "smooth landing, the whole row clapped",
    "cold soup, warm smile",
    "the screen froze before the film began",
    "moved to an exit row without asking, thank you",
    "rebooked twice, apologised to never",
    "window seat, sunrise over the Alps, nothing to add",
    "lounge was full, so I rated this from the stairs",
};

// The ids of the customers, and two below them that match none.
constexpr int kFirstRater = -1;
constexpr int kLastRater = 20;

class RatingsGenerator final : public PacedGenerator {
public:
    explicit RatingsGenerator(const GeneratorSettings &settings)
        : PacedGenerator(
              {"ratings", "passengers rate their flights", streamTopicConfig(), {}, false},
              settings)
    {
    }

    void write(std::uint64_t index, EpochMs time, RowWriter &row) const override
    {
        RecordRandom random = randomOf(index);
        const auto id = std::int64_t(index) + 1;
        row.keyBigint(id);
        row.field("rating_id", id);
        row.field("user_id", random.between(kFirstRater, kLastRater));
        row.field("stars", random.between(1, 5));
        row.field("route_id", random.between(1, 9999));
        row.field("rating_time", time);
        row.field("channel", kRatingChannels[random.below(kRatingChannels.size())]);
        row.field("message", kRatingRemarks[random.below(kRatingRemarks.size())]);
        row.endValue();
    }

    std::optional<std::uint64_t> indexOf(const RecordView &record) const override
    {
        return indexOfBigintKey(record);
    }
};

} // namespace

std::unique_ptr<Generator> makeRatings(const GeneratorSettings &settings)
{
    return std::make_unique<RatingsGenerator>(settings);
}

} // namespace weir::connect
