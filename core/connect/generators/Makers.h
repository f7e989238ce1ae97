#pragma once

#include "core/connect/Generator.h"

#include <memory>

namespace weir::connect {

/// One maker a generator; the settings have been checked.
std::unique_ptr<Generator> makeAccounts(const GeneratorSettings &settings);
std::unique_ptr<Generator> makeAuthorizationAttempts(const GeneratorSettings &settings);
std::unique_ptr<Generator> makeClickstream(const GeneratorSettings &settings);
std::unique_ptr<Generator> makeCustomer(const GeneratorSettings &settings);
std::unique_ptr<Generator> makeCustomers(const GeneratorSettings &settings);
std::unique_ptr<Generator> makeOrders(const GeneratorSettings &settings);
std::unique_ptr<Generator> makePageviews(const GeneratorSettings &settings);
std::unique_ptr<Generator> makeRatings(const GeneratorSettings &settings);
std::unique_ptr<Generator> makeUsers(const GeneratorSettings &settings);

/// Settings of a stream's topic: kept whatever the age of its event times.
inline log::TopicConfig streamTopicConfig()
{
    return {{"retention.ms", "-1"}};
}

/// Settings of a table's topic: the last row of each key is kept for good.
inline log::TopicConfig tableTopicConfig()
{
    return {{"cleanup.policy", "compact"}, {"retention.ms", "-1"}};
}

} // namespace weir::connect
