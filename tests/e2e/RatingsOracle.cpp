#include "tests/e2e/RatingsOracle.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sqlite3.h>
#include <stdexcept>

namespace weir::test {

namespace {

class Query {
public:
    Query(sqlite3 *database, const std::string &sql)
    {
        if (sqlite3_prepare_v2(database, sql.c_str(), -1, &m_statement, nullptr) != SQLITE_OK) {
            throw std::runtime_error(std::string("oracle: ") + sqlite3_errmsg(database));
        }
    }
    ~Query() { sqlite3_finalize(m_statement); }
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    void bind(int index, std::int64_t value) { sqlite3_bind_int64(m_statement, index, value); }
    void bind(int index, const std::string &value)
    {
        sqlite3_bind_text(m_statement, index, value.c_str(), int(value.size()), SQLITE_TRANSIENT);
    }
    bool next() { return sqlite3_step(m_statement) == SQLITE_ROW; }
    std::int64_t number(int column) { return sqlite3_column_int64(m_statement, column); }
    std::string text(int column)
    {
        const auto *bytes = sqlite3_column_text(m_statement, column);
        return bytes == nullptr ? "" : reinterpret_cast<const char *>(bytes);
    }

private:
    sqlite3_stmt *m_statement = nullptr;
};

// Both as the pipeline projects them; the key column is not in the value.
constexpr const char *kRatingValue = "json_object('USER_ID', user_id, 'STARS', stars, 'ROUTE_ID', "
                                     "route_id, 'RATING_TIME', rating_time, "
                                     "'CHANNEL', channel, 'MESSAGE', message)";
constexpr const char *kJoinedValue =
    "json_object('STARS', stars, 'CHANNEL', channel, 'MESSAGE', message, 'RATING_ID', rating_id, "
    "'FIRST_NAME', first_name, 'LAST_NAME', last_name, 'EMAIL', email, 'CLUB_STATUS', club_status)";

} // namespace

RatingsOracle::RatingsOracle()
{
    if (sqlite3_open(":memory:", &m_database) != SQLITE_OK) {
        throw std::runtime_error("oracle: no memory database");
    }
    execute("CREATE TABLE rating_json (id INTEGER, json TEXT)");
    execute("CREATE TABLE customer_json (id INTEGER PRIMARY KEY, json TEXT)");
    execute("CREATE VIEW rating AS SELECT id AS rating_id, json ->> 'user_id' AS user_id, json ->> "
            "'stars' AS stars, "
            "json ->> 'route_id' AS route_id, json ->> 'rating_time' AS rating_time, json ->> "
            "'channel' AS channel, "
            "json ->> 'message' AS message FROM rating_json");
    execute("CREATE VIEW customer AS SELECT id, json ->> 'first_name' AS first_name, json ->> "
            "'last_name' AS last_name, "
            "json ->> 'email' AS email, json ->> 'club_status' AS club_status FROM customer_json");
    execute("CREATE VIEW joined AS SELECT * FROM rating LEFT JOIN customer ON user_id = id");
    execute("BEGIN");
}

RatingsOracle::~RatingsOracle()
{
    sqlite3_close(m_database);
}

void RatingsOracle::addRating(std::int64_t ratingId, const std::string &json)
{
    Query query(m_database, "INSERT INTO rating_json VALUES (?, ?)");
    query.bind(1, ratingId);
    query.bind(2, json);
    query.next();
}

void RatingsOracle::addCustomer(std::int64_t id, const std::string &json)
{
    Query query(m_database, "INSERT OR REPLACE INTO customer_json VALUES (?, ?)");
    query.bind(1, id);
    query.bind(2, json);
    query.next();
}

std::vector<ExpectedRecord> RatingsOracle::poorRatings()
{
    return records(std::string("SELECT rating_id, ") + kRatingValue +
                   ", rating_time FROM rating WHERE stars < 3");
}

std::vector<ExpectedRecord> RatingsOracle::ratingsWithCustomerData()
{
    return records(std::string("SELECT user_id, ") + kJoinedValue + ", rating_time FROM joined");
}

std::vector<ExpectedRecord> RatingsOracle::unhappyPlatinumCustomers()
{
    return records(std::string("SELECT user_id, ") + kJoinedValue +
                   ", rating_time FROM joined WHERE stars < 3 AND club_status = 'platinum'");
}

std::vector<ClubMinute> RatingsOracle::ratingsByClubStatus()
{
    Query query(m_database, "SELECT club_status, rating_time / 60000 * 60000, count(*) FROM joined "
                            "WHERE club_status IS NOT NULL GROUP BY 1, 2");
    std::vector<ClubMinute> result;
    while (query.next()) {
        result.push_back({query.text(0), query.number(1), query.number(2)});
    }
    std::sort(result.begin(), result.end());
    return result;
}

void RatingsOracle::execute(const std::string &sql)
{
    if (sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(std::string("oracle: ") + sqlite3_errmsg(m_database));
    }
}

std::vector<ExpectedRecord> RatingsOracle::records(const std::string &sql)
{
    Query query(m_database, sql);
    std::vector<ExpectedRecord> result;
    while (query.next()) {
        result.push_back({query.text(0), canonicalJson(query.text(1)), query.number(2)});
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::string canonicalJson(const std::string &json)
{
    // nlohmann keeps object fields in sorted order.
    return nlohmann::json::parse(json).dump();
}

} // namespace weir::test
