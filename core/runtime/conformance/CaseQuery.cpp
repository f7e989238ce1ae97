#include "core/runtime/conformance/CaseQuery.h"

#include "core/optimize/Optimizer.h"
#include "core/runtime/conformance/CaseRunner.h"
#include "core/runtime/conformance/ValueJson.h"

#include <algorithm>
#include <map>
#include <set>

namespace weir::runtime {
namespace {

/// What the functions of the clock (UNIX_TIMESTAMP) say: a fixed time, so that every configuration
/// reports the same.
constexpr EpochMs kFunctionClock = 1'600'000'000'000;

Result<std::unique_ptr<exec::Driver>>
makeDriver(const std::shared_ptr<const exec::PhysicalQuery> &physical)
{
    WEIR_ASSIGN(auto driver, exec::Driver::make(physical, {.order = exec::SourceOrder::Arrival}));
    driver->setNow(kFunctionClock);
    return driver;
}

/// Gathers the rows of a SELECT as the report shows them.
class CaseRows final : public exec::ResultReceiver {
public:
    CaseRows(const plan::Node &root, std::vector<std::string> &rows)
        : m_root(root)
        , m_rows(rows)
    {
    }

    void rows(const Schema &, const Batch &batch) override
    {
        const auto &columns = std::get<plan::ResultOp>(m_root.op).columns;
        batch.selection.forEach([&](std::uint32_t row) {
            std::string text = "{\"row\":{\"columns\":[";
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const bool value = columns[i] >= batch.keyColumns;
                text += i == 0 ? "" : ",";
                if (value && batch.isValueNull(row)) {
                    text += "null";
                } else {
                    const Column &column = batch.column(columns[i]);
                    appendValueJson(column.valueAt(row), column.type(), text);
                }
            }
            text += batch.table && batch.isValueNull(row) ? "],\"tombstone\":true}}" : "]}}";
            m_rows.push_back(std::move(text));
        });
    }

private:
    const plan::Node &m_root;
    std::vector<std::string> &m_rows;
};

/// The order in which topics that occur in no input are taken (PROTOCOL.md, driver 4b).
unsigned topicRank(const std::string &name)
{
    std::uint32_t hash = 0;
    for (const char c : name) {
        hash = hash * 31 + static_cast<unsigned char>(c);
    }
    return (hash ^ (hash >> 16U)) & 15U;
}

bool hasLimit(const plan::Query &query)
{
    return std::any_of(query.nodes.begin(), query.nodes.end(), [](const plan::Node &node) {
        return std::holds_alternative<plan::LimitOp>(node.op);
    });
}

bool readsTable(const plan::Query &query)
{
    return !query.nodes.empty() && query.nodes.front().table;
}

std::string headerSchema(const plan::Query &query)
{
    const plan::Node &root = query.root();
    const bool marks = query.kind == plan::QueryKind::Pull && readsTable(query);
    std::string text;
    for (const std::size_t index : std::get<plan::ResultOp>(root.op).columns) {
        const ColumnDefinition &column = root.schema.at(index);
        text += text.empty() ? "" : ", ";
        text += backquoted(column.name) + " " + column.type.toString();
        const bool bound = query.nodes.front().keyWindow.has_value() &&
                           (column.name == "WINDOWSTART" || column.name == "WINDOWEND");
        text += marks && (index < root.schema.key.size() || bound) ? " KEY" : "";
    }
    return text;
}

} // namespace

CaseQuery::CaseQuery(std::shared_ptr<const plan::Query> plan, const CaseConfig &config,
                     std::size_t statement)
    : m_plan(std::move(plan))
    , m_config(config)
    , m_statement(statement)
{
}

Result<std::unique_ptr<CaseQuery>> CaseQuery::make(std::shared_ptr<const plan::Query> query,
                                                   const CaseConfig &config, std::size_t statement)
{
    std::unique_ptr<CaseQuery> made(new CaseQuery(std::move(query), config, statement));
    plan::Query optimised =
        optimize::optimize(*made->m_plan, {.enabled = config.optimize, .off = {}});
    // Whatever the topics say, one partition receives everything.
    for (plan::Node &node : optimised.nodes) {
        if (auto *exchange = std::get_if<plan::ExchangeOp>(&node.op)) {
            exchange->partitions = 1;
        }
    }
    WEIR_ASSIGN(made->m_physical, exec::lower(optimised));
    WEIR_ASSIGN(made->m_driver, makeDriver(made->m_physical));
    return made;
}

bool CaseQuery::writesSame(const CaseQuery &other) const
{
    return m_physical->target != nullptr && other.m_physical->target != nullptr &&
           m_physical->target->name == other.m_physical->target->name;
}

std::vector<CaseInputPlace> CaseQuery::order(const CaseTopics &topics,
                                             const std::vector<CaseInputPlace> &inputs) const
{
    std::set<std::string> sources;
    for (const exec::ScanInput &scan : m_physical->scans) {
        sources.insert(scan.topic);
    }
    std::vector<CaseInputPlace> places;
    std::set<std::string> given;
    for (const CaseInputPlace &input : inputs) {
        given.insert(input.topic);
        if (sources.count(input.topic) > 0) {
            places.push_back(input);
        }
    }
    std::vector<std::string> rest;
    for (const std::string &topic : sources) {
        if (given.count(topic) == 0) {
            rest.push_back(topic);
        }
    }
    std::stable_sort(rest.begin(), rest.end(), [](const std::string &a, const std::string &b) {
        return topicRank(a) < topicRank(b);
    });
    for (const std::string &topic : rest) {
        for (std::size_t i = 0; i < topics.log(topic).size(); ++i) {
            places.push_back({topic, i});
        }
    }
    return places;
}

/// A pull query on a table sees the last row of every key, in key order.
std::vector<CaseInputPlace> CaseQuery::tableContents(const CaseTopics &topics) const
{
    const std::string &topic = m_physical->scans.front().topic;
    std::map<std::string, std::size_t> last;
    const std::vector<CaseRecord> &log = topics.log(topic);
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (!log[i].key) {
            continue;
        }
        if (log[i].value) {
            last[*log[i].key] = i;
        } else {
            last.erase(*log[i].key);
        }
    }
    std::vector<CaseInputPlace> places;
    for (const auto &[key, index] : last) {
        places.push_back({topic, index});
    }
    return places;
}

Result<bool> CaseQuery::drain(CaseTopics &topics, exec::ResultReceiver *results)
{
    exec::OutputBuffer output;
    m_driver->setResults(results);
    while (m_driver->sources().pendingRecords() > 0) {
        const auto step = m_driver->step(m_config.batchRows, output);
        topics.appendAll(output, m_physical->target.get());
        if (!step) {
            return fail(step.error());
        }
        if (step->finished) {
            return false;
        }
    }
    return true;
}

Result<bool> CaseQuery::feed(CaseTopics &topics, const std::vector<CaseInputPlace> &places,
                             exec::ResultReceiver *results)
{
    std::size_t fed = 0;
    for (const CaseInputPlace &place : places) {
        const SlabPtr slab = topics.slab(place.topic, place.index);
        for (std::size_t scan = 0; scan < m_physical->scans.size(); ++scan) {
            if (m_physical->scans[scan].topic == place.topic) {
                m_driver->sources().feed({scan, 0}, slab);
            }
        }
        ++fed;
        const bool checkpoint = m_config.checkpointEvery > 0 && fed % m_config.checkpointEvery == 0;
        if (checkpoint || fed % m_config.batchRows == 0) {
            WEIR_ASSIGN(const bool goesOn, drain(topics, results));
            if (!goesOn) {
                return false;
            }
        }
        if (checkpoint) {
            WEIR_TRY(checkpointAndRestore());
        }
    }
    return drain(topics, results);
}

Status CaseQuery::checkpointAndRestore()
{
    state::StateWriter writer;
    m_driver->writeCheckpoint(writer, !m_checkpoints.empty());
    m_checkpoints.push_back(writer.take());
    WEIR_ASSIGN(m_driver, makeDriver(m_physical));
    for (const std::string &part : m_checkpoints) {
        state::StateReader reader(part);
        WEIR_TRY(m_driver->readCheckpoint(reader));
    }
    return {};
}

Status CaseQuery::run(CaseTopics &topics, const std::vector<CaseInputPlace> &inputs)
{
    WEIR_TRY(feed(topics, order(topics, inputs), nullptr));
    return {};
}

Result<CaseResponse> CaseQuery::answer(CaseTopics &topics,
                                       const std::vector<CaseInputPlace> &inputs)
{
    CaseResponse response;
    response.statement = m_statement;
    response.headerSchema = headerSchema(*m_plan);
    CaseRows rows(m_plan->root(), response.rows);
    const bool pull = m_plan->kind == plan::QueryKind::Pull;
    const std::vector<CaseInputPlace> places =
        pull && readsTable(*m_plan) ? tableContents(topics) : order(topics, inputs);
    WEIR_ASSIGN(const bool goesOn, feed(topics, places, &rows));
    if (!goesOn || (!pull && hasLimit(*m_plan))) {
        response.finalMessage = "Limit Reached";
    } else if (pull && !readsTable(*m_plan)) {
        response.finalMessage = "Query Completed";
    }
    return response;
}

} // namespace weir::runtime
