#include "core/connect/RowWriter.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/ScriptedGenerator.h"

#include <array>
#include <string_view>

namespace weir::connect {

namespace {

struct CardHolder {
    std::string_view name;
    std::string_view card;
    std::string_view country;
};

constexpr std::array<CardHolder, 3> kCardHolders = {{
    {"Maud Harrow", "9000-0000-0000-0001", "UK"},
    {"Lorenz Tauber", "9000-0000-0000-0002", "Germany"},
    {"Idris Pemberton", "9000-0000-0000-0003", "UK"},
}};

class CustomerGenerator final : public ScriptedGenerator {
public:
    explicit CustomerGenerator(const GeneratorSettings &settings)
        : ScriptedGenerator({"customer", "three card holders, two in the UK and one in Germany",
                             streamTopicConfig(), kCardHolders.size(), false},
                            settings)
    {
    }

    void write(std::uint64_t index, EpochMs /*time*/, RowWriter &row) const override
    {
        const CardHolder &holder = kCardHolders[index];
        const auto id = std::int32_t(index + 1);
        row.keyInt(id);
        row.field("id", id);
        row.field("name", holder.name);
        row.field("card", holder.card);
        row.field("country", holder.country);
        row.endValue();
    }
};

} // namespace

std::unique_ptr<Generator> makeCustomer(const GeneratorSettings &settings)
{
    return std::make_unique<CustomerGenerator>(settings);
}

} // namespace weir::connect
