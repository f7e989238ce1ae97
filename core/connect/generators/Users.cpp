#include "core/connect/RowWriter.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/PacedGenerator.h"

#include <array>
#include <string_view>

namespace weir::connect {

namespace {

constexpr std::array<std::string_view, 4> kUserLevels = {"Bronze", "Silver", "Gold", "Platinum"};
constexpr std::uint64_t kUserCount = 20;

class UsersGenerator final : public ReferenceGenerator {
public:
    explicit UsersGenerator(const GeneratorSettings &settings)
        : ReferenceGenerator({"users", "the levels of those who click, a table", tableTopicConfig(),
                              kUserCount, true},
                             settings)
    {
    }

    void write(std::uint64_t index, EpochMs /*time*/, RowWriter &row) const override
    {
        const auto id = std::int32_t(index + 1);
        row.keyInt(id);
        row.field("user_id", id);
        row.field("level", kUserLevels[index % kUserLevels.size()]);
        row.endValue();
    }
};

} // namespace

std::unique_ptr<Generator> makeUsers(const GeneratorSettings &settings)
{
    return std::make_unique<UsersGenerator>(settings);
}

} // namespace weir::connect
