// The loops that the engine is measured against: what one would write for these queries alone.
#include "core/formats/json/JsonScan.h"
#include "core/runtime/bench/BenchQuery.h"

#include <simdjson.h>

#include <array>
#include <charconv>
#include <cstring>
#include <string_view>
#include <unordered_map>

namespace weir::runtime {
namespace {

constexpr std::size_t kHandCommitBytes = 1U << 20U;

/// The declared columns of RATINGS.
struct HandRating {
    std::int32_t userId;
    std::int32_t stars;
    std::int32_t routeId;
    std::int64_t ratingTime;
    std::string_view channel;
    std::string_view message;
};

/// Reads fields in the order in which the records here have them, as a loop for one topic may: by
/// the same primitives as the codec, so that what is measured is the cost of being general.
class HandReader {
public:
    explicit HandReader(const RecordView &record)
        : m_text(record.value())
        , m_at(m_text.data())
        , m_end(m_text.data() + m_text.size())
    {
    }

    template <std::size_t N> void expect(const char (&token)[N])
    {
        const bool there = m_at != nullptr && std::memcmp(m_at, token, N - 1) == 0;
        m_at = there ? m_at + N - 1 : nullptr;
    }
    void whole(std::int64_t &number)
    {
        m_at = m_at == nullptr ? nullptr : formats::scan::wholeNumber(m_at, number);
    }
    void whole(std::int32_t &number)
    {
        std::int64_t wide = 0;
        whole(wide);
        number = static_cast<std::int32_t>(wide);
        m_at = number == wide ? m_at : nullptr;
    }
    /// Reads a text behind its opening quote, up to the closing one.
    void text(std::string_view &value)
    {
        const char *const begin = m_at;
        m_at = m_at == nullptr ? nullptr : formats::scan::textEnd(m_at, m_end, m_nonAscii);
        if (m_at != nullptr) {
            value = {begin, static_cast<std::size_t>(m_at - begin)};
        }
    }
    /// Says whether everything was as expected and nothing follows.
    bool done() const
    {
        return m_at == m_end &&
               (!m_nonAscii || simdjson::validate_utf8(m_text.data(), m_text.size()));
    }

private:
    std::string_view m_text;
    const char *m_at;
    const char *m_end;
    bool m_nonAscii = false;
};

/// Reads a rating; false when a field has a wrong type or the document does not close properly.
bool readHandRating(const RecordView &record, HandRating &out)
{
    std::int64_t ratingId = 0;
    HandReader reader(record);
    reader.expect("{\"rating_id\":");
    reader.whole(ratingId);
    reader.expect(",\"user_id\":");
    reader.whole(out.userId);
    reader.expect(",\"stars\":");
    reader.whole(out.stars);
    reader.expect(",\"route_id\":");
    reader.whole(out.routeId);
    reader.expect(",\"rating_time\":");
    reader.whole(out.ratingTime);
    reader.expect(",\"channel\":\"");
    reader.text(out.channel);
    reader.expect("\",\"message\":\"");
    reader.text(out.message);
    reader.expect("\"}");
    return reader.done() && out.ratingTime >= 0 && record.keySize == sizeof(std::int64_t);
}

template <class Visit> void forEachHandRating(const BenchData &data, Visit visit)
{
    HandRating rating{};
    for (const SlabPtr &slab : data.ratings) {
        for (const RecordView &record : slab->records()) {
            if (readHandRating(record, rating)) {
                visit(record, rating);
            }
        }
    }
}

void appendHandText(std::string_view text, std::string &out)
{
    out.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) {
            out.push_back('\\');
        }
        out.push_back(c);
    }
    out.push_back('"');
}

void appendHandNumber(std::int64_t number, std::string &out)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end.ptr);
}

bool containsTest(std::string_view channel)
{
    std::array<char, 64> lower;
    const std::size_t size = std::min(channel.size(), lower.size());
    for (std::size_t i = 0; i < size; ++i) {
        const char c = channel[i];
        lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return std::string_view(lower.data(), size).find("test") != std::string_view::npos;
}

void flushHand(BenchOutput &result, RecordBuffer &records)
{
    if (records.bytes() >= kHandCommitBytes) {
        result.take(records);
    }
}

BenchOutput poorRatingsByHand(const BenchData &data)
{
    BenchOutput result;
    RecordBuffer records;
    std::string value;
    forEachHandRating(data, [&](const RecordView &record, const HandRating &rating) {
        if (rating.stars >= 3 || containsTest(rating.channel)) {
            return;
        }
        value.assign("{\"STARS\":");
        appendHandNumber(rating.stars, value);
        value += ",\"CHANNEL\":";
        appendHandText(rating.channel, value);
        value += ",\"MESSAGE\":";
        appendHandText(rating.message, value);
        value += "}";
        records.add(rating.ratingTime, record.key(), value);
        flushHand(result, records);
    });
    result.take(records);
    return result;
}

/// A count by 64-bit key: open addressing, as one would write it for this query.
class HandCounts {
public:
    HandCounts()
        : m_slots(1U << 12U)
    {
    }

    std::int64_t &operator[](std::uint64_t key)
    {
        if (m_size * 2 >= m_slots.size()) {
            grow();
        }
        Slot &slot = find(m_slots, key);
        if (slot.count == 0) {
            slot.key = key;
            ++m_size;
        }
        return slot.count;
    }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::int64_t count = 0;
    };

    static Slot &find(std::vector<Slot> &slots, std::uint64_t key)
    {
        std::size_t at = (key * 0x9e3779b97f4a7c15ULL >> 20U) & (slots.size() - 1);
        while (slots[at].count != 0 && slots[at].key != key) {
            at = (at + 1) & (slots.size() - 1);
        }
        return slots[at];
    }

    void grow()
    {
        std::vector<Slot> larger(m_slots.size() * 2);
        for (const Slot &slot : m_slots) {
            if (slot.count != 0) {
                find(larger, slot.key) = slot;
            }
        }
        m_slots.swap(larger);
    }

    std::vector<Slot> m_slots;
    std::size_t m_size = 0;
};

void appendHandStart(std::int64_t start, std::string &key)
{
    const std::uint64_t bits = __builtin_bswap64(static_cast<std::uint64_t>(start));
    key.append(reinterpret_cast<const char *>(&bits), sizeof bits);
}

/// All value columns of CUSTOMERS are texts.
bool readHandCustomer(const RecordView &record, std::string_view &level)
{
    std::int64_t id = 0;
    std::string_view other;
    HandReader reader(record);
    reader.expect("{\"id\":");
    reader.whole(id);
    reader.expect(",\"first_name\":\"");
    reader.text(other);
    reader.expect("\",\"last_name\":\"");
    reader.text(other);
    reader.expect("\",\"email\":\"");
    reader.text(other);
    reader.expect("\",\"gender\":\"");
    reader.text(other);
    reader.expect("\",\"club_status\":\"");
    reader.text(level);
    reader.expect("\",\"comments\":\"");
    reader.text(other);
    reader.expect("\"}");
    return reader.done() && record.keySize == sizeof(std::int32_t);
}

/// Reads the club status of every customer, checking all declared columns.
std::unordered_map<std::int32_t, std::string> customersByHand(const BenchData &data)
{
    std::unordered_map<std::int32_t, std::string> levels;
    for (const RecordView &record : data.customers.front()->records()) {
        std::string_view level;
        if (!readHandCustomer(record, level)) {
            continue;
        }
        std::uint32_t id = 0;
        std::memcpy(&id, record.keyData, sizeof id);
        levels[static_cast<std::int32_t>(__builtin_bswap32(id))] = std::string(level);
    }
    return levels;
}

BenchOutput clubStatusByHand(const BenchData &data)
{
    constexpr std::int64_t kMinute = 60000;
    const auto levels = customersByHand(data);
    std::unordered_map<std::string_view, std::int64_t> counts;
    std::int64_t open = -1;
    BenchOutput result;
    RecordBuffer records;
    std::string key;
    std::string value;
    forEachHandRating(data, [&](const RecordView &, const HandRating &rating) {
        const auto level = levels.find(rating.userId);
        if (level == levels.end()) {
            return;
        }
        const std::int64_t start = rating.ratingTime / kMinute * kMinute;
        if (start != open) { // time only rises here: one open window is enough
            counts.clear();
            open = start;
        }
        key.assign(level->second);
        appendHandStart(start, key);
        value.assign("{\"RATINGS_COUNT\":");
        appendHandNumber(++counts[level->second], value);
        value += "}";
        records.add(rating.ratingTime, key, value);
        flushHand(result, records);
    });
    result.take(records);
    return result;
}

BenchOutput possibleFraudByHand(const BenchData &data)
{
    constexpr std::int64_t kFiveSeconds = 5000;
    HandCounts counts;
    BenchOutput result;
    RecordBuffer records;
    std::string key;
    std::string value;
    forEachHandRating(data, [&](const RecordView &, const HandRating &rating) {
        const std::int64_t window = rating.ratingTime / kFiveSeconds;
        const auto user = static_cast<std::uint32_t>(rating.userId);
        const std::int64_t count = ++counts[static_cast<std::uint64_t>(window) << 32U | user];
        if (count <= 3) {
            return;
        }
        const std::uint32_t bits = __builtin_bswap32(user);
        key.assign(reinterpret_cast<const char *>(&bits), sizeof bits);
        appendHandStart(window * kFiveSeconds, key);
        value.assign("{\"ATTEMPTS\":");
        appendHandNumber(count, value);
        value += "}";
        records.add(rating.ratingTime, key, value);
        flushHand(result, records);
    });
    result.take(records);
    return result;
}

} // namespace

const std::vector<BenchQuery> &benchQueries()
{
    static const std::vector<BenchQuery> kQueries = {
        {1, "POOR_RATINGS",
         "CREATE STREAM POOR_RATINGS AS SELECT RATING_ID, STARS, CHANNEL, MESSAGE FROM RATINGS "
         "WHERE "
         "LCASE(CHANNEL) NOT LIKE '%test%' AND STARS < 3;",
         poorRatingsByHand},
        {4, "RATINGS_BY_CLUB_STATUS",
         "CREATE TABLE RATINGS_BY_CLUB_STATUS AS SELECT C.CLUB_STATUS AS CLUB_STATUS, COUNT(*) AS "
         "RATINGS_COUNT FROM RATINGS R LEFT JOIN CUSTOMERS C ON R.USER_ID = C.ID WINDOW TUMBLING "
         "(SIZE 1 MINUTES) GROUP BY C.CLUB_STATUS;",
         clubStatusByHand},
        {5, "POSSIBLE_FRAUD",
         "CREATE TABLE POSSIBLE_FRAUD AS SELECT USER_ID, COUNT(*) AS ATTEMPTS FROM RATINGS WINDOW "
         "TUMBLING (SIZE 5 SECONDS) GROUP BY USER_ID HAVING COUNT(*) > 3;",
         possibleFraudByHand},
    };
    return kQueries;
}

} // namespace weir::runtime
