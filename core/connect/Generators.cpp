#include "core/connect/Generators.h"

#include "core/connect/generators/Makers.h"

#include <cmath>
#include <string>

namespace weir::connect {

namespace {

struct GeneratorRow {
    std::string_view name;
    std::unique_ptr<Generator> (*make)(const GeneratorSettings &);
};

constexpr GeneratorRow kGenerators[] = {
    {"customers", makeCustomers},     {"users", makeUsers},
    {"accounts", makeAccounts},       {"authorization_attempts", makeAuthorizationAttempts},
    {"clickstream", makeClickstream}, {"customer", makeCustomer},
    {"orders", makeOrders},           {"pageviews_json", makePageviews},
    {"ratings", makeRatings},
};

std::string generatorNames()
{
    std::string names;
    for (const GeneratorRow &row : kGenerators) {
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    }
    return names;
}

} // namespace

std::vector<GeneratorTraits> knownGenerators()
{
    std::vector<GeneratorTraits> known;
    for (const GeneratorRow &row : kGenerators) {
        known.push_back(row.make({})->traits());
    }
    return known;
}

Result<std::unique_ptr<Generator>> makeGenerator(std::string_view name,
                                                 const GeneratorSettings &settings)
{
    if (!std::isfinite(settings.rate) || settings.rate < 0) {
        return fail(userError("connect.invalid-rate",
                              "The rate must be a number of records per second, or 0 for as fast "
                              "as possible"));
    }
    for (const GeneratorRow &row : kGenerators) {
        if (row.name == name) {
            return row.make(settings);
        }
    }
    return fail(userError("connect.unknown-generator", "There is no generator named " +
                                                           std::string(name) + "; there are " +
                                                           generatorNames()));
}

} // namespace weir::connect
