#include "core/connect/RowWriter.h"
#include "core/connect/generators/Makers.h"
#include "core/connect/generators/PacedGenerator.h"

#include <array>
#include <string_view>

namespace weir::connect {

namespace {

struct CustomerRow {
    std::string_view firstName;
    std::string_view lastName;
    std::string_view email;
    std::string_view gender;
    std::string_view clubStatus;
    std::string_view comments;
};

// 5 bronze, 3 silver, 7 gold, 5 platinum; the id is the place in the list, from 1.
constexpr std::array<CustomerRow, 20> kCustomers = {{
    {"Astrid", "Lindqvist", "astrid.lindqvist@example.com", "Female", "bronze", "none"},
    {"Bruno", "Keller", "bruno.keller@example.com", "Male", "gold", "prefers the aisle"},
    {"Camille", "Fontaine", "camille.fontaine@example.com", "Female", "platinum", "none"},
    {"Dmitri", "Halonen", "dmitri.halonen@example.com", "Male", "gold", "none"},
    {"Elena", "Marchetti", "elena.marchetti@example.com", "Female", "bronze", "vegetarian meals"},
    {"Farid", "Nasser", "farid.nasser@example.com", "Male", "silver", "none"},
    {"Greta", "Oberholt", "greta.oberholt@example.com", "Female", "platinum",
     "travels with a cello"},
    {"Hugo", "Peeters", "hugo.peeters@example.com", "Male", "gold", "none"},
    {"Ines", "Quintela", "ines.quintela@example.com", "Female", "gold", "none"},
    {"Jonas", "Rydberg", "jonas.rydberg@example.com", "Male", "bronze", "none"},
    {"Keiko", "Sakamori", "keiko.sakamori@example.com", "Female", "platinum", "window seats only"},
    {"Liam", "Tierney", "liam.tierney@example.com", "Male", "silver", "none"},
    {"Maren", "Ullmark", "maren.ullmark@example.com", "Female", "gold", "none"},
    {"Nikos", "Vasilakis", "nikos.vasilakis@example.com", "Male", "bronze",
     "calls before boarding"},
    {"Oona", "Westerby", "oona.westerby@example.com", "Female", "gold", "none"},
    {"Pavel", "Zelenka", "pavel.zelenka@example.com", "Male", "platinum", "none"},
    {"Rosa", "Abellan", "rosa.abellan@example.com", "Female", "silver", "none"},
    {"Stellan", "Brandvik", "stellan.brandvik@example.com", "Male", "bronze", "none"},
    {"Tamsin", "Calloway", "tamsin.calloway@example.com", "Female", "gold", "needs early check-in"},
    {"Umberto", "Donati", "umberto.donati@example.com", "Male", "platinum", "none"},
}};

class CustomersGenerator final : public ReferenceGenerator {
public:
    explicit CustomersGenerator(const GeneratorSettings &settings)
        : ReferenceGenerator({"customers", "the airline's frequent flyers, a table",
                              tableTopicConfig(), kCustomers.size(), true},
                             settings)
    {
    }

    void write(std::uint64_t index, EpochMs /*time*/, RowWriter &row) const override
    {
        const CustomerRow &customer = kCustomers[index];
        const auto id = std::int32_t(index + 1);
        row.keyInt(id);
        row.field("id", id);
        row.field("first_name", customer.firstName);
        row.field("last_name", customer.lastName);
        row.field("email", customer.email);
        row.field("gender", customer.gender);
        row.field("club_status", customer.clubStatus);
        row.field("comments", customer.comments);
        row.endValue();
    }
};

} // namespace

std::unique_ptr<Generator> makeCustomers(const GeneratorSettings &settings)
{
    return std::make_unique<CustomersGenerator>(settings);
}

} // namespace weir::connect
