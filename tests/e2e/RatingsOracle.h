#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

struct sqlite3;

namespace weir::test {

/// One record as the demo pipeline must write it: key, value and timestamp in a comparable form.
struct ExpectedRecord {
    std::string key;
    std::string value;
    std::int64_t timestamp = 0;

    auto operator<=>(const ExpectedRecord &) const = default;
};

/// One row of RATINGS_BY_CLUB_STATUS.
struct ClubMinute {
    std::string clubStatus;
    std::int64_t windowStart = 0;
    std::int64_t count = 0;

    auto operator<=>(const ClubMinute &) const = default;
};

/// Computes the results of the demo pipeline (DEMO.md) from its input records in SQLite:
/// independent of every line of the engine. Results are sorted.
class RatingsOracle {
public:
    RatingsOracle();
    ~RatingsOracle();
    RatingsOracle(const RatingsOracle &) = delete;
    RatingsOracle &operator=(const RatingsOracle &) = delete;

    /// Adds a record of topic ratings: key, value (JSON).
    void addRating(std::int64_t ratingId, const std::string &json);
    /// Adds a record of topic customers; the last one of an id counts.
    void addCustomer(std::int64_t id, const std::string &json);

    std::vector<ExpectedRecord> poorRatings();
    std::vector<ExpectedRecord> ratingsWithCustomerData();
    std::vector<ExpectedRecord> unhappyPlatinumCustomers();
    std::vector<ClubMinute> ratingsByClubStatus();

private:
    void execute(const std::string &sql);
    std::vector<ExpectedRecord> records(const std::string &sql);

    sqlite3 *m_database = nullptr;
};

/// Returns a JSON object with its fields sorted and no spaces, so that equal objects are equal
/// texts.
std::string canonicalJson(const std::string &json);

} // namespace weir::test
