#include "core/sql/Keyword.h"

#include "core/base/AsciiCase.h"

#include <algorithm>
#include <array>

namespace weir::sql {

namespace {

struct KeywordEntry {
    std::string_view spelling;
    Keyword keyword;
    bool reserved;
};

constexpr std::array kKeywords{
    KeywordEntry{"ADD", Keyword::Add, false},
    KeywordEntry{"ADVANCE", Keyword::Advance, false},
    KeywordEntry{"ALL", Keyword::All, false},
    KeywordEntry{"ALTER", Keyword::Alter, true},
    KeywordEntry{"AND", Keyword::And, true},
    KeywordEntry{"ANY", Keyword::Any, false},
    KeywordEntry{"ARRAY", Keyword::Array, false},
    KeywordEntry{"AS", Keyword::As, true},
    KeywordEntry{"ASSERT", Keyword::Assert, false},
    KeywordEntry{"AT", Keyword::At, false},
    KeywordEntry{"BEGINNING", Keyword::Beginning, false},
    KeywordEntry{"BETWEEN", Keyword::Between, true},
    KeywordEntry{"BY", Keyword::By, true},
    KeywordEntry{"CASE", Keyword::Case, true},
    KeywordEntry{"CAST", Keyword::Cast, true},
    KeywordEntry{"CATALOG", Keyword::Catalog, false},
    KeywordEntry{"CHANGES", Keyword::Changes, false},
    KeywordEntry{"CLUSTER", Keyword::Cluster, false},
    KeywordEntry{"COLUMN", Keyword::Column, false},
    KeywordEntry{"COLUMNS", Keyword::Columns, false},
    KeywordEntry{"CONNECTOR", Keyword::Connector, false},
    KeywordEntry{"CONNECTORS", Keyword::Connectors, false},
    KeywordEntry{"CREATE", Keyword::Create, true},
    KeywordEntry{"CROSS", Keyword::Cross, true},
    KeywordEntry{"DATE", Keyword::Date, false},
    KeywordEntry{"DAY", Keyword::Day, false},
    KeywordEntry{"DAYS", Keyword::Days, false},
    KeywordEntry{"DECIMAL", Keyword::Decimal, false},
    KeywordEntry{"DEFINE", Keyword::Define, false},
    KeywordEntry{"DELETE", Keyword::Delete, true},
    KeywordEntry{"DESCRIBE", Keyword::Describe, true},
    KeywordEntry{"DISTINCT", Keyword::Distinct, true},
    KeywordEntry{"DROP", Keyword::Drop, true},
    KeywordEntry{"ELSE", Keyword::Else, true},
    KeywordEntry{"EMIT", Keyword::Emit, false},
    KeywordEntry{"END", Keyword::End, true},
    KeywordEntry{"ESCAPE", Keyword::Escape, false},
    KeywordEntry{"EXISTS", Keyword::Exists, true},
    KeywordEntry{"EXPLAIN", Keyword::Explain, false},
    KeywordEntry{"EXPORT", Keyword::Export, false},
    KeywordEntry{"EXTENDED", Keyword::Extended, false},
    KeywordEntry{"FALSE", Keyword::False, true},
    KeywordEntry{"FINAL", Keyword::Final, false},
    KeywordEntry{"FROM", Keyword::From, true},
    KeywordEntry{"FULL", Keyword::Full, true},
    KeywordEntry{"FUNCTION", Keyword::Function, false},
    KeywordEntry{"FUNCTIONS", Keyword::Functions, false},
    KeywordEntry{"GRACE", Keyword::Grace, false},
    KeywordEntry{"GROUP", Keyword::Group, true},
    KeywordEntry{"HAVING", Keyword::Having, true},
    KeywordEntry{"HEADER", Keyword::Header, false},
    KeywordEntry{"HEADERS", Keyword::Headers, false},
    KeywordEntry{"HOPPING", Keyword::Hopping, false},
    KeywordEntry{"HOUR", Keyword::Hour, false},
    KeywordEntry{"HOURS", Keyword::Hours, false},
    KeywordEntry{"ID", Keyword::Id, false},
    KeywordEntry{"IF", Keyword::If, false},
    KeywordEntry{"IN", Keyword::In, true},
    KeywordEntry{"INNER", Keyword::Inner, true},
    KeywordEntry{"INSERT", Keyword::Insert, true},
    KeywordEntry{"INTERVAL", Keyword::Interval, false},
    KeywordEntry{"INTO", Keyword::Into, true},
    KeywordEntry{"IS", Keyword::Is, true},
    KeywordEntry{"JOIN", Keyword::Join, true},
    KeywordEntry{"KEY", Keyword::Key, false},
    KeywordEntry{"LEFT", Keyword::Left, true},
    KeywordEntry{"LIKE", Keyword::Like, true},
    KeywordEntry{"LIMIT", Keyword::Limit, true},
    KeywordEntry{"LIST", Keyword::List, false},
    KeywordEntry{"MAP", Keyword::Map, false},
    KeywordEntry{"MATERIALIZED", Keyword::Materialized, false},
    KeywordEntry{"MILLISECOND", Keyword::Millisecond, false},
    KeywordEntry{"MILLISECONDS", Keyword::Milliseconds, false},
    KeywordEntry{"MINUTE", Keyword::Minute, false},
    KeywordEntry{"MINUTES", Keyword::Minutes, false},
    KeywordEntry{"MONTH", Keyword::Month, false},
    KeywordEntry{"MONTHS", Keyword::Months, false},
    KeywordEntry{"NAMESPACE", Keyword::Namespace, false},
    KeywordEntry{"NOT", Keyword::Not, true},
    KeywordEntry{"NULL", Keyword::Null, true},
    KeywordEntry{"OFFSET", Keyword::Offset, false},
    KeywordEntry{"ON", Keyword::On, true},
    KeywordEntry{"OR", Keyword::Or, true},
    KeywordEntry{"ORDER", Keyword::Order, true},
    KeywordEntry{"OUTER", Keyword::Outer, true},
    KeywordEntry{"PARTITION", Keyword::Partition, false},
    KeywordEntry{"PARTITIONS", Keyword::Partitions, false},
    KeywordEntry{"PAUSE", Keyword::Pause, false},
    KeywordEntry{"PERIOD", Keyword::Period, false},
    KeywordEntry{"PLUGINS", Keyword::Plugins, false},
    KeywordEntry{"PRIMARY", Keyword::Primary, false},
    KeywordEntry{"PRINT", Keyword::Print, false},
    KeywordEntry{"PROPERTIES", Keyword::Properties, false},
    KeywordEntry{"QUERIES", Keyword::Queries, false},
    KeywordEntry{"QUERY", Keyword::Query, false},
    KeywordEntry{"REPLACE", Keyword::Replace, false},
    KeywordEntry{"RESUME", Keyword::Resume, false},
    KeywordEntry{"RETENTION", Keyword::Retention, false},
    KeywordEntry{"RIGHT", Keyword::Right, true},
    KeywordEntry{"RUN", Keyword::Run, false},
    KeywordEntry{"SAMPLE", Keyword::Sample, false},
    KeywordEntry{"SCHEMA", Keyword::Schema, false},
    KeywordEntry{"SCRIPT", Keyword::Script, false},
    KeywordEntry{"SECOND", Keyword::Second, false},
    KeywordEntry{"SECONDS", Keyword::Seconds, false},
    KeywordEntry{"SELECT", Keyword::Select, true},
    KeywordEntry{"SESSION", Keyword::Session, false},
    KeywordEntry{"SET", Keyword::Set, false},
    KeywordEntry{"SHOW", Keyword::Show, false},
    KeywordEntry{"SINK", Keyword::Sink, false},
    KeywordEntry{"SIZE", Keyword::Size, false},
    KeywordEntry{"SOURCE", Keyword::Source, false},
    KeywordEntry{"STREAM", Keyword::Stream, true},
    KeywordEntry{"STREAMS", Keyword::Streams, false},
    KeywordEntry{"STRUCT", Keyword::Struct, false},
    KeywordEntry{"SUBJECT", Keyword::Subject, false},
    KeywordEntry{"SYSTEM", Keyword::System, false},
    KeywordEntry{"TABLE", Keyword::Table, true},
    KeywordEntry{"TABLES", Keyword::Tables, false},
    KeywordEntry{"TERMINATE", Keyword::Terminate, false},
    KeywordEntry{"THEN", Keyword::Then, true},
    KeywordEntry{"TIME", Keyword::Time, false},
    KeywordEntry{"TIMEOUT", Keyword::Timeout, false},
    KeywordEntry{"TIMESTAMP", Keyword::Timestamp, false},
    KeywordEntry{"TO", Keyword::To, false},
    KeywordEntry{"TOMBSTONE", Keyword::Tombstone, false},
    KeywordEntry{"TOPIC", Keyword::Topic, false},
    KeywordEntry{"TOPICS", Keyword::Topics, false},
    KeywordEntry{"TRUE", Keyword::True, true},
    KeywordEntry{"TUMBLING", Keyword::Tumbling, false},
    KeywordEntry{"TYPE", Keyword::Type, false},
    KeywordEntry{"TYPES", Keyword::Types, false},
    KeywordEntry{"UNDEFINE", Keyword::Undefine, false},
    KeywordEntry{"UNION", Keyword::Union, true},
    KeywordEntry{"UNSET", Keyword::Unset, false},
    KeywordEntry{"USING", Keyword::Using, false},
    KeywordEntry{"VALUES", Keyword::Values, true},
    KeywordEntry{"VARIABLE", Keyword::Variable, false},
    KeywordEntry{"VARIABLES", Keyword::Variables, false},
    KeywordEntry{"WEEK", Keyword::Week, false},
    KeywordEntry{"WEEKS", Keyword::Weeks, false},
    KeywordEntry{"WHEN", Keyword::When, true},
    KeywordEntry{"WHERE", Keyword::Where, true},
    KeywordEntry{"WINDOW", Keyword::Window, true},
    KeywordEntry{"WITH", Keyword::With, true},
    KeywordEntry{"WITHIN", Keyword::Within, true},
    KeywordEntry{"YEAR", Keyword::Year, false},
    KeywordEntry{"YEARS", Keyword::Years, false},
    KeywordEntry{"ZONE", Keyword::Zone, false},
};

constexpr std::size_t kLongestKeyword = 12;

} // namespace

Keyword keywordOf(std::string_view word)
{
    if (word.size() > kLongestKeyword) {
        return Keyword::None;
    }
    std::array<char, kLongestKeyword> upper{};
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        upper[i] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    const std::string_view wanted(upper.data(), word.size());
    const auto *found = std::lower_bound(
        kKeywords.begin(), kKeywords.end(), wanted,
        [](const KeywordEntry &entry, std::string_view name) { return entry.spelling < name; });
    return found != kKeywords.end() && found->spelling == wanted ? found->keyword : Keyword::None;
}

std::string_view spelling(Keyword keyword)
{
    return keyword == Keyword::None ? std::string_view()
                                    : kKeywords[static_cast<std::size_t>(keyword) - 1].spelling;
}

bool isReserved(Keyword keyword)
{
    return keyword != Keyword::None && kKeywords[static_cast<std::size_t>(keyword) - 1].reserved;
}

bool isTypeWord(std::string_view word)
{
    static constexpr std::array<std::string_view, 15> kTypes = {
        "ARRAY",   "BIGINT", "BOOLEAN", "BYTES",  "DATE", "DECIMAL",   "DOUBLE", "INT",
        "INTEGER", "MAP",    "STRING",  "STRUCT", "TIME", "TIMESTAMP", "VARCHAR"};
    return std::binary_search(kTypes.begin(), kTypes.end(), upperCase(word));
}

const std::vector<Keyword> &allKeywords()
{
    static const std::vector<Keyword> all = [] {
        std::vector<Keyword> keywords;
        for (const KeywordEntry &entry : kKeywords) {
            keywords.push_back(entry.keyword);
        }
        return keywords;
    }();
    return all;
}

} // namespace weir::sql
