#include "core/runtime/bench/BenchData.h"

#include "core/connect/RecordRandom.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::runtime {
namespace {

constexpr std::uint64_t kSlabRecords = 8192;
constexpr std::int64_t kBenchStart = 1'700'000'000'000;
constexpr const char *kChannels[] = {"web", "iOS", "ios", "iOS-test", "android"};
constexpr const char *kMessages[] = {
    "the crew was kind and quick",
    "two hours late, no word why",
    "good seat, cold coffee",
    "never had a better flight",
    "my bag went somewhere else",
    "boarding took for ever today",
    "smooth landing, thank you",
    "no food left in row thirty",
    "the film screen did not work",
    "friendly people at the gate",
    "why is there a fee for everything?",
};

template <class U> std::string benchKey(U number)
{
    std::string key(sizeof(U), '\0');
    for (std::size_t i = sizeof(U); i-- > 0;) {
        key[i] = static_cast<char>(number & 0xffU);
        number = static_cast<U>(number >> 8U);
    }
    return key;
}

void addRating(std::uint64_t index, std::uint32_t users, RecordBuffer &buffer)
{
    connect::RecordRandom random(1, index);
    const std::int64_t time = kBenchStart + static_cast<std::int64_t>(index / 10);
    const std::string value = fmt::format(
        R"({{"rating_id":{},"user_id":{},"stars":{},"route_id":{},"rating_time":{},"channel":"{}",)"
        R"("message":"{}"}})",
        index + 1, random.below(users) + 1, random.between(1, 5), random.between(1, 9999), time,
        kChannels[random.below(5)], kMessages[random.below(11)]);
    buffer.add(time, benchKey(index + 1), value);
    buffer.records().back().offset = static_cast<std::int64_t>(index);
}

void addCustomer(std::uint32_t user, RecordBuffer &buffer)
{
    constexpr const char *kLevels[] = {"bronze", "silver", "platinum"};
    const std::string value =
        fmt::format(R"({{"id":{},"first_name":"A{}","last_name":"B{}","email":"c{}@example.com",)"
                    R"("gender":"Female","club_status":"{}","comments":"none"}})",
                    user, user, user, user, kLevels[user % 3]);
    const auto offset = static_cast<std::int64_t>(buffer.size());
    buffer.add(kBenchStart - 1000, benchKey(user), value);
    buffer.records().back().offset = offset;
}

} // namespace

BenchData makeBenchData(std::uint64_t records, std::uint32_t users)
{
    BenchData data;
    data.records = records;
    data.users = users;
    for (std::uint64_t first = 0; first < records; first += kSlabRecords) {
        const std::uint64_t end = std::min(records, first + kSlabRecords);
        RecordBuffer buffer;
        for (std::uint64_t index = first; index < end; ++index) {
            addRating(index, users, buffer);
        }
        data.ratings.push_back(std::make_shared<const Slab>(
            TopicPartition{"ratings", 0}, std::move(buffer), static_cast<std::int64_t>(end)));
    }
    RecordBuffer customers;
    for (std::uint32_t user = 1; user <= users; ++user) {
        if (user % 4 != 0) {
            addCustomer(user, customers);
        }
    }
    const auto end = static_cast<std::int64_t>(customers.size());
    data.customers.push_back(
        std::make_shared<const Slab>(TopicPartition{"customers", 0}, std::move(customers), end));
    return data;
}

} // namespace weir::runtime
