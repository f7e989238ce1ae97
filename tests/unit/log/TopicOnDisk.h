#pragma once

#include "core/log/local/LocalCluster.h"
#include "tests/unit/log/ContractFixture.h"

#include <utility>

namespace weir::test {

inline constexpr EpochMs kNow = 10'000;

/// One topic `t` with one partition in a new local cluster, whose clock the test sets.
class TopicOnDisk {
public:
    explicit TopicOnDisk(log::TopicConfig config, EpochMs now)
        : m_clock(std::make_shared<FixedClock>(now))
        , m_cluster(*log::openCluster("local:" + path(), {.clock = m_clock}))
        , m_made(m_cluster->createTopic({.name = "t", .config = std::move(config)}, soon()))
    {
    }

    const Status &made() const { return m_made; }
    log::Cluster &cluster() { return *m_cluster; }
    FixedClock &clock() { return *m_clock; }
    std::string path() const { return m_folder.filePath(QStringLiteral("log.db")).toStdString(); }

    /// Appends the records as one batch.
    Status append(const std::vector<PlainRecord> &records, const std::string &topic = "t")
    {
        RecordBuffer buffer;
        for (const PlainRecord &record : records) {
            buffer.add(record.timestamp, record.key, record.value);
        }
        WEIR_ASSIGN(const auto writer, m_cluster->openWriter());
        WEIR_TRY(writer->write({{topic, 0}, buffer.run()}, soon()));
        return {};
    }
    Status keepHouse() { return static_cast<log::LocalCluster &>(*m_cluster).keepHouse(soon()); }
    ReadBack readAll(log::Position from = log::Position::beginning(),
                     const std::string &topic = "t")
    {
        auto reader = m_cluster->openReader();
        static_cast<void>((*reader)->assign({topic, 0}, from, soon()));
        return ContractFixture::pollToEnd(**reader, {topic, 0});
    }
    log::PartitionOffsets offsets() { return m_cluster->offsets("t", soon())->front(); }
    std::int64_t offsetForTime(EpochMs time)
    {
        return m_cluster->offsetsForTime("t", time, soon())->front();
    }
    /// Runs SQL on the cluster's file, as what has happened to it before.
    Status alterFile(const char *sql)
    {
        WEIR_ASSIGN(const auto file,
                    log::SqliteDatabase::open(path(), log::SqliteDatabase::Durability::Kill));
        return file->execute(sql);
    }

private:
    QTemporaryDir m_folder;
    std::shared_ptr<FixedClock> m_clock;
    log::ClusterPtr m_cluster;
    Status m_made;
};

} // namespace weir::test
