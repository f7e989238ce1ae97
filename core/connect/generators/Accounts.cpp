#include "core/connect/RowWriter.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/ScriptedGenerator.h"

#include <array>

namespace weir::connect {

namespace {

constexpr std::int32_t kAccount = 12345;
// As a table the account reads 50, 75, 15 in turn.
constexpr std::array<std::int32_t, 3> kAccountAmounts = {50, 25, -60};

class AccountsGenerator final : public ScriptedGenerator {
public:
    explicit AccountsGenerator(const GeneratorSettings &settings)
        : ScriptedGenerator({"accounts", "three bookings on one account", streamTopicConfig(),
                             kAccountAmounts.size(), false},
                            settings)
    {
    }

    void write(std::uint64_t index, EpochMs /*time*/, RowWriter &row) const override
    {
        row.keyInt(kAccount);
        row.field("account_id", kAccount);
        row.field("amount", kAccountAmounts[index]);
        row.endValue();
    }
};

} // namespace

std::unique_ptr<Generator> makeAccounts(const GeneratorSettings &settings)
{
    return std::make_unique<AccountsGenerator>(settings);
}

} // namespace weir::connect
