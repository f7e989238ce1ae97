#include "core/connect/RowWriter.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/PacedGenerator.h"

#include <charconv>
#include <string_view>

namespace weir::connect {

namespace {

class PageviewsGenerator final : public PacedGenerator {
public:
    explicit PageviewsGenerator(const GeneratorSettings &settings)
        : PacedGenerator({"pageviews_json",
                          "which page was seen by whom, without a key",
                          streamTopicConfig(),
                          {},
                          false},
                         settings)
    {
    }

    void write(std::uint64_t index, EpochMs time, RowWriter &row) const override
    {
        RecordRandom random = randomOf(index);
        row.field("viewtime", time);
        writeNumbered(row, "userid", "User_", 1 + random.below(20));
        writeNumbered(row, "pageid", "Page_", 1 + random.below(99));
        row.endValue();
    }

private:
    static void writeNumbered(RowWriter &row, std::string_view name, std::string_view prefix,
                              std::uint32_t number)
    {
        char text[24];
        prefix.copy(text, prefix.size());
        const char *end = std::to_chars(text + prefix.size(), text + sizeof text, number).ptr;
        row.field(name, std::string_view(text, std::size_t(end - text)));
    }
};

} // namespace

std::unique_ptr<Generator> makePageviews(const GeneratorSettings &settings)
{
    return std::make_unique<PageviewsGenerator>(settings);
}

} // namespace weir::connect
