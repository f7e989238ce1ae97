#include "core/connect/RowWriter.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/PacedGenerator.h"

#include <array>
#include <string_view>

namespace weir::connect {

namespace {

constexpr std::array<std::string_view, 6> kClickPages = {"/",        "/search", "/flights/42",
                                                         "/account", "/seats",  "/checkout"};
constexpr std::array<std::string_view, 4> kClickActions = {"view", "click", "scroll", "buy"};

class ClickstreamGenerator final : public PacedGenerator {
public:
    explicit ClickstreamGenerator(const GeneratorSettings &settings)
        : PacedGenerator(
              {"clickstream", "what users do on the pages", streamTopicConfig(), {}, false},
              settings)
    {
    }

    void write(std::uint64_t index, EpochMs /*time*/, RowWriter &row) const override
    {
        RecordRandom random = randomOf(index);
        // A few ids above those of the users match none.
        const std::int32_t user = random.between(1, 22);
        row.keyInt(user);
        row.field("userid", user);
        row.field("page", kClickPages[random.below(kClickPages.size())]);
        row.field("action", kClickActions[random.below(kClickActions.size())]);
        row.endValue();
    }
};

} // namespace

std::unique_ptr<Generator> makeClickstream(const GeneratorSettings &settings)
{
    return std::make_unique<ClickstreamGenerator>(settings);
}

} // namespace weir::connect
