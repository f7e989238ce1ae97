#pragma once

#include "core/bind/Bind.h"
#include "core/exec/Driver.h"
#include "core/exec/DriverCheckpoint.h"
#include "core/optimize/Optimizer.h"
#include "core/sql/Parser.h"
#include "core/types/Partitioner.h"

#include <QtGlobal>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weir::test {

/// A record of a test's topic; partitions by key unless given.
struct TestRecord {
    std::string topic;
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::int64_t timestamp = 0;
};

/// Under what a query runs; nothing of it may show.
struct HarnessConfig {
    std::size_t rows = 1;
    bool optimize = true;
    std::size_t checkpointEvery = 0; ///< steps
    bool merge = false;              ///< the chain of checkpoints is made one snapshot each time
    std::int32_t partitions = 1;
    std::map<std::string, std::int32_t> topicPartitions = {}; ///< where not `partitions`
    std::size_t slabRecords = 50;
    bool coalesce = false;       ///< changes of a table leave when they are let out
    std::size_t letOutEvery = 0; ///< steps; 0: at checkpoints and at the end
    std::uint64_t runSeed = 0;

    std::int32_t partitionsOf(const std::string &topic) const
    {
        const auto given = topicPartitions.find(topic);
        return given == topicPartitions.end() ? partitions : given->second;
    }
};

/// What a query gave.
struct HarnessResult {
    /// Rendered result rows in order, or sink records in order per partition.
    std::vector<std::string> rows;
    std::string state;    ///< snapshot of the whole driver
    std::string failure;  ///< code of the error that ended it
    std::string failedAt; ///< its node
};

inline std::string hexOf(const std::string &bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += kDigits[static_cast<unsigned char>(c) >> 4U];
        text += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

/// Binds a script and runs its last query over records.
class QueryHarness final : public exec::ResultReceiver {
public:
    QueryHarness(const std::string &sql, const std::vector<TestRecord> &records,
                 HarnessConfig config)
        : m_config(std::move(config))
    {
        catalog::Environment environment;
        environment.topicsKnown = true;
        for (const TestRecord &record : records) {
            environment.topics[record.topic] = {record.topic, m_config.partitionsOf(record.topic),
                                                1};
        }
        const bind::BoundScript bound = bind::bind(sql::parse(sql), environment);
        for (const Diagnostic &diagnostic : bound.diagnostics) {
            if (diagnostic.severity == Severity::Error) {
                qFatal("%s: %s", diagnostic.code.c_str(), diagnostic.message.c_str());
            }
        }
        for (const bind::BoundStatement &statement : bound.statements) {
            if (const auto *start = std::get_if<bind::StartQuery>(&statement.action)) {
                m_plan = start->query;
            }
        }
        lowerPlan();
        cutSlabs(records);
    }

    /// As it stands behind run() or a step.
    const exec::Driver &driver() const { return *m_driver; }
    exec::Driver &driver() { return *m_driver; }

    /// Takes all rows but the last one, one a step.
    void stepUntilOneIsLeft()
    {
        m_driver = makeDriver();
        feedRest();
        while (m_driver->sources().pendingRecords() > 1) {
            stepOnce();
        }
    }
    void stepOnce()
    {
        if (!m_driver->step(1, m_output)) {
            qFatal("a step failed");
        }
    }

    /// Returns records as `PARTITION@TIME KEY = VALUE`, the key in hexadecimal.
    static std::vector<std::string> recordTexts(const exec::OutputBuffer::Partition &partition)
    {
        std::vector<std::string> texts;
        for (const RecordView &record : partition.records.run().records) {
            std::string text =
                std::to_string(partition.partition) + "@" + std::to_string(record.timestamp) + " ";
            text += record.hasKey() ? hexOf(std::string(record.key())) : "null";
            text += " = ";
            text += record.hasValue() ? std::string(record.value()) : "null";
            texts.push_back(std::move(text));
        }
        return texts;
    }

    HarnessResult run()
    {
        m_driver = makeDriver();
        HarnessResult result;
        std::vector<std::string> chain;
        std::size_t steps = 0;
        feedRest();
        while (true) {
            const auto step = m_driver->step(m_config.rows, m_output);
            takeOutput();
            if (!step) {
                result.failure = step.error().code;
                result.failedAt = step.error().node.value;
                break;
            }
            if (step->rows == 0 || step->finished) {
                break;
            }
            ++steps;
            if (m_config.letOutEvery > 0 && steps % m_config.letOutEvery == 0) {
                letOut();
            }
            if (m_config.checkpointEvery > 0 && steps % m_config.checkpointEvery == 0) {
                restore(chain);
            }
        }
        letOut();
        state::StateWriter writer;
        m_driver->writeCheckpoint(writer, false);
        result.state = writer.take();
        result.rows = std::move(m_rows);
        for (const auto &[partition, list] : m_byPartition) {
            result.rows.insert(result.rows.end(), list.begin(), list.end());
        }
        return result;
    }

    void rows(const Schema &, const Batch &batch) override
    {
        batch.selection.forEach([&](std::uint32_t row) {
            std::string text = std::to_string(batch.rowtime[row]);
            for (std::size_t i = 0; i < batch.columns.size(); ++i) {
                text += "|" + toText(batch.column(i).valueAt(row), batch.column(i).type());
            }
            m_rows.push_back(std::move(text));
        });
    }

private:
    void lowerPlan()
    {
        const plan::Query query =
            optimize::optimize(*m_plan, {.enabled = m_config.optimize, .off = {}});
        auto physical = exec::lower(
            query, {.partitions = [this](const std::string &t) { return m_config.partitionsOf(t); },
                    .coalesce = m_config.coalesce});
        if (!physical) {
            qFatal("%s: %s", physical.error().code.c_str(), physical.error().message.c_str());
        }
        m_physical = *physical;
    }

    std::unique_ptr<exec::Driver> makeDriver()
    {
        auto driver = exec::Driver::make(m_physical, {.runSeed = m_config.runSeed});
        if (!driver) {
            qFatal("%s", driver.error().message.c_str());
        }
        (*driver)->setResults(this);
        return std::move(*driver);
    }

    void cutSlabs(const std::vector<TestRecord> &records)
    {
        std::map<TopicPartition, std::vector<const TestRecord *>> byPartition;
        for (const TestRecord &record : records) {
            const std::int32_t partition =
                record.key ? partitionOfKey(*record.key, m_config.partitionsOf(record.topic)) : 0;
            byPartition[{record.topic, partition}].push_back(&record);
        }
        for (const auto &[place, list] : byPartition) {
            for (std::size_t first = 0; first < list.size(); first += m_config.slabRecords) {
                const std::size_t end = std::min(list.size(), first + m_config.slabRecords);
                RecordBuffer buffer;
                for (std::size_t i = first; i < end; ++i) {
                    buffer.add(list[i]->timestamp, list[i]->key, list[i]->value);
                    buffer.records().back().offset = static_cast<std::int64_t>(i);
                }
                m_slabs.push_back(std::make_shared<const Slab>(place, std::move(buffer),
                                                               static_cast<std::int64_t>(end)));
            }
        }
    }

    /// Feeds what lies behind the driver's positions, and says that all is there.
    void feedRest()
    {
        for (std::size_t scan = 0; scan < m_physical->scans.size(); ++scan) {
            const std::string &topic = m_physical->scans[scan].topic;
            for (std::int32_t partition = 0; partition < m_config.partitionsOf(topic);
                 ++partition) {
                const exec::SourcePartition target{scan, partition};
                const std::int64_t from = m_driver->sources().position(target);
                for (const SlabPtr &slab : m_slabs) {
                    if (slab->source().topic == topic && slab->source().partition == partition) {
                        feedSlab(target, slab, from);
                    }
                }
                m_driver->sources().setAtEnd(target, true);
            }
        }
    }

    void feedSlab(exec::SourcePartition target, const SlabPtr &slab, std::int64_t from)
    {
        std::size_t first = 0;
        while (first < slab->size() && slab->records()[first].offset < from) {
            ++first;
        }
        if (first < slab->size()) {
            m_driver->sources().feed(
                target, std::make_shared<const Slab>(slab, first, slab->size() - first));
        }
    }

    void letOut()
    {
        if (!m_driver->letOut(m_output)) {
            qFatal("what is held back cannot be let out");
        }
        takeOutput();
    }

    void restore(std::vector<std::string> &chain)
    {
        letOut();
        state::StateWriter writer;
        m_driver->writeCheckpoint(writer, !chain.empty());
        chain.push_back(writer.take());
        if (m_config.merge && chain.size() > 1) {
            auto merged = exec::mergeCheckpoints(*m_physical, chain, {});
            if (!merged) {
                qFatal("%s", merged.error().message.c_str());
            }
            chain = {std::move(*merged)};
        }
        m_driver = makeDriver();
        for (const std::string &part : chain) {
            state::StateReader reader(part);
            if (!m_driver->readCheckpoint(reader)) {
                qFatal("the checkpoint cannot be read");
            }
        }
        feedRest();
    }

    void takeOutput()
    {
        for (const auto *partition : m_output.filled()) {
            for (std::string &text : recordTexts(*partition)) {
                m_byPartition[partition->partition].push_back(std::move(text));
            }
        }
        m_output.clear();
    }

    HarnessConfig m_config;
    std::shared_ptr<const plan::Query> m_plan;
    std::shared_ptr<const exec::PhysicalQuery> m_physical;
    std::unique_ptr<exec::Driver> m_driver;
    exec::OutputBuffer m_output;
    std::vector<SlabPtr> m_slabs;
    std::vector<std::string> m_rows;
    std::map<std::int32_t, std::vector<std::string>> m_byPartition;
};

} // namespace weir::test
