#include "core/connect/RowWriter.h"
#include "core/connect/generators/BigintKey.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/PacedGenerator.h"

#include <array>
#include <string_view>

namespace weir::connect {

namespace {

constexpr std::array<std::string_view, 4> kOrderStates = {"COMPLETE", "PENDING", "SHIPPED",
                                                          "CANCELLED"};

class OrdersGenerator final : public PacedGenerator {
public:
    explicit OrdersGenerator(const GeneratorSettings &settings)
        : PacedGenerator(
              {"orders", "orders of the customers, in four states", streamTopicConfig(), {}, false},
              settings)
    {
    }

    void write(std::uint64_t index, EpochMs /*time*/, RowWriter &row) const override
    {
        RecordRandom random = randomOf(index);
        const auto id = std::int64_t(index) + 1;
        row.keyBigint(id);
        row.field("order_id", id);
        row.field("customer_id", random.between(1, 20));
        row.field("status", kOrderStates[random.below(kOrderStates.size())]);
        row.fieldHundredths("amount", random.between(500, 50000));
        row.endValue();
    }

    std::optional<std::uint64_t> indexOf(const RecordView &record) const override
    {
        return indexOfBigintKey(record);
    }
};

} // namespace

std::unique_ptr<Generator> makeOrders(const GeneratorSettings &settings)
{
    return std::make_unique<OrdersGenerator>(settings);
}

} // namespace weir::connect
