#include "tests/unit/log/ContractFixture.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace weir::test {

using namespace weir::log;

void addClusterRows()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("memory") << QStringLiteral("memory");
    QTest::newRow("local") << QStringLiteral("local");
    QTest::newRow("kafka") << QStringLiteral("kafka");
}

Deadline soon()
{
    return Deadline::in(std::chrono::seconds(30));
}

bool ContractFixture::open()
{
    const auto fetch = []() -> QString {
        QFETCH_GLOBAL(QString, kind);
        return kind;
    };
    const QString kind = fetch();
    m_folder = std::make_unique<QTemporaryDir>();
    if (kind == QLatin1String("kafka")) {
        const QByteArray broker = qgetenv("WEIR_KAFKA");
        if (broker.isEmpty()) {
            m_skipReason = QStringLiteral("WEIR_KAFKA is not set: no broker to test against");
            return false;
        }
        m_address = "kafka://" + broker.toStdString();
    } else if (kind == QLatin1String("local")) {
        m_address = "local:" + m_folder->filePath(QStringLiteral("log.db")).toStdString();
    } else {
        m_address = "memory:";
    }
    auto opened = openCluster(m_address, {.dataFolder = m_folder->path().toStdString()});
    if (!opened) {
        m_failure = QString::fromStdString(m_address + ": " + opened.error().message);
        return false;
    }
    m_cluster = std::move(*opened);
    return true;
}

ClusterPtr ContractFixture::secondClient()
{
    if (m_cluster->kind() == ClusterKind::Memory) {
        return m_cluster;
    }
    auto opened = openCluster(m_address, {.dataFolder = m_folder->path().toStdString()});
    return opened ? *opened : nullptr;
}

std::string ContractFixture::freshName(const std::string &stem)
{
    return stem + "-" + QUuid::createUuid().toString(QUuid::Id128).left(12).toStdString();
}

std::string ContractFixture::makeTopic(std::int32_t partitions, TopicConfig config)
{
    const std::string name = freshName("contract");
    config.emplace("retention.ms", "-1");
    const Status made =
        m_cluster->createTopic({.name = name, .partitions = partitions, .config = config}, soon());
    if (!made) {
        qWarning("createTopic: %s", made.error().message.c_str());
    }
    return name;
}

std::int64_t ContractFixture::appendNumbered(const std::string &topic, std::int32_t partition,
                                             int count, int first)
{
    RecordBuffer buffer;
    for (int i = first; i < first + count; ++i) {
        buffer.add(1000 + i, "k" + std::to_string(i), "v" + std::to_string(i));
    }
    auto writer = m_cluster->openWriter();
    if (!writer) {
        return -1;
    }
    const auto base = (*writer)->write({{topic, partition}, buffer.run()}, soon());
    if (!base) {
        qWarning("append: %s", base.error().message.c_str());
    }
    return base.value_or(-1);
}

void ContractFixture::awaitStable(const std::string &topic)
{
    const auto isStable = [&] {
        const auto offsets = m_cluster->offsets(topic, soon());
        return offsets && std::ranges::all_of(*offsets, [](const PartitionOffsets &partition) {
                   return partition.end > 0 && partition.lastStable == partition.end;
               });
    };
    QTRY_VERIFY(isStable());
}

void appendPlain(const Slab &slab, std::vector<PlainRecord> &to)
{
    for (const RecordView &record : slab.records()) {
        PlainRecord plain{record.offset, record.timestamp, std::nullopt, std::nullopt};
        if (record.hasKey()) {
            plain.key = std::string(record.key());
        }
        if (record.hasValue()) {
            plain.value = std::string(record.value());
        }
        for (const HeaderView &header : slab.headersOf(record)) {
            plain.headers.emplace_back(header.key, header.value
                                                       ? std::optional(std::string(*header.value))
                                                       : std::nullopt);
        }
        to.push_back(std::move(plain));
    }
}

ReadBack ContractFixture::pollToEnd(Reader &reader, const TopicPartition &partition,
                                    std::size_t budget)
{
    ReadBack back;
    const Deadline deadline = soon();
    while (!deadline.passed()) {
        const auto polled = reader.poll(deadline, budget);
        if (!polled) {
            qWarning("poll: %s", polled.error().message.c_str());
            return back;
        }
        for (const SlabPtr &slab : polled->slabs) {
            if (slab->source() == partition) {
                appendPlain(*slab, back.records);
            }
        }
        for (const ReaderEvent &event : polled->events) {
            if (event.partition == partition) {
                back.events.push_back(event);
            }
        }
        if (!back.events.empty()) {
            back.atEnd = back.events.back().kind == ReaderEvent::Kind::EndReached;
            return back;
        }
    }
    return back;
}

ReadBack ContractFixture::readToEnd(const std::string &topic, std::int32_t partition, Position from)
{
    auto reader = m_cluster->openReader();
    if (!reader) {
        return {};
    }
    const Status assigned = (*reader)->assign({topic, partition}, from, soon());
    if (!assigned) {
        qWarning("assign: %s", assigned.error().message.c_str());
        return {};
    }
    return pollToEnd(**reader, {topic, partition});
}

} // namespace weir::test
