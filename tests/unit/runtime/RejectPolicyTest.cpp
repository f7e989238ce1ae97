#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

#include <map>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

std::string rejecting(const std::string &policy)
{
    return "CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON'" +
           policy +
           ");\n"
           "CREATE TABLE SUMS AS SELECT K, COUNT(*) AS N, SUM(V) AS TOTAL FROM S GROUP BY K EMIT "
           "CHANGES;\n"
           "CREATE STREAM OTHER AS SELECT * FROM T EMIT CHANGES;\n";
}

const std::string kOther =
    "CREATE STREAM T (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON');\n";

/// Good and bad records by turns: every third one cannot be read.
std::vector<TestRecord> mixed(int first, int count)
{
    std::vector<TestRecord> records = numbered(first, count);
    for (int i = 0; i < count; ++i) {
        if ((first + i) % 3 == 2) {
            records[static_cast<std::size_t>(i)].value = "{broken" + std::to_string(first + i);
        }
    }
    return records;
}

/// A dead letter with its headers, by name.
struct Letter {
    TestRecord record;
    std::map<std::string, std::string> headers;
};

std::vector<Letter> lettersIn(log::Cluster &cluster, const std::string &topic)
{
    std::vector<Letter> letters;
    const auto offsets = valueOf(cluster.offsets(topic, farOff()));
    const auto reader = valueOf(cluster.openReader());
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        const TopicPartition partition{topic, static_cast<std::int32_t>(i)};
        valueOf(reader->assign(partition, log::Position::beginning(), farOff()));
        while (valueOf(reader->position(partition)) < offsets[i].lastStable) {
            for (const SlabPtr &slab : valueOf(reader->poll(farOff(), 1U << 20U)).slabs) {
                for (const RecordView &record : slab->records()) {
                    Letter letter{{std::string(record.key()), std::string(record.value()),
                                   record.timestamp, partition.partition}};
                    for (const HeaderView &header : slab->headersOf(record)) {
                        letter.headers[std::string(header.key)] = header.value.value_or("null");
                    }
                    letters.push_back(std::move(letter));
                }
            }
        }
        reader->unassign(partition);
    }
    return letters;
}

} // namespace

/// What becomes of records that cannot be read is the source's to say (ENGINE.md 12).
class RejectPolicyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*m_cluster, "s", 2);
        makeTopic(*m_cluster, "t");
    }
    void cleanup() { m_cluster.reset(); }

    void skipsThemUnlessToldOtherwise()
    {
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster, kOther + rejecting(""));
        append(*m_cluster, "s", mixed(0, 9));
        turnUntilIdle(*run);
        QCOMPARE(readAll(*m_cluster, "SUMS").size(), std::size_t(6));
        QCOMPARE(run->deadLetters().count(), std::uint64_t(3));
        QVERIFY(!m_cluster->topic("s.dead-letters", farOff()));
    }

    /// Two sources may read one topic, each with its own columns and wishes.
    void asksTheSourceThatCannotReadTheRecord()
    {
        const std::string join =
            "CREATE STREAM A (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
            "CREATE STREAM B (K VARCHAR KEY, W INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
            "ON_REJECT='DEAD_LETTER_TOPIC');\n"
            "CREATE STREAM PAIRS AS SELECT A.K, V, W FROM A JOIN B WITHIN 1 HOUR ON A.K = B.K;\n";
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster, join);
        append(*m_cluster, "s",
               {{"a", R"({"V":1,"W":1})", 1000},
                {"b", R"({"V":"no number","W":1})", 1001},
                {"c", R"({"V":1,"W":"no number"})", 1002}});
        turnUntilIdle(*run);
        QCOMPARE(run->deadLetters().count(), std::uint64_t(2));
        const std::vector<Letter> letters = lettersIn(*m_cluster, "s.dead-letters");
        QCOMPARE(letters.size(), std::size_t(1));
        QCOMPARE(letters.front().record.key, std::string("c"));
    }

    void writesThemToATopicOnce_data()
    {
        QTest::addColumn<bool>("fails");
        QTest::newRow("all commits are good") << false;
        QTest::newRow("some commits fail") << true;
    }

    void writesThemToATopicOnce()
    {
        QFETCH(bool, fails);
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster, kOther + rejecting(", ON_REJECT='DEAD_LETTER_TOPIC'"));
        QCOMPARE(valueOf(m_cluster->topic("s.dead-letters", farOff())).partitions, 2);
        if (fails) {
            using enum CommitFate;
            m_cluster->unsafe().fates = {Aborted, UnknownStored, Good, UnknownLost, UnknownStored};
        }
        for (int i = 0; i < 30; i += 3) {
            std::vector<TestRecord> records = mixed(i, 3);
            for (TestRecord &record : records) {
                record.partition = i % 2;
            }
            append(*m_cluster, "s", records);
            turnUntilIdle(*run);
        }
        QVERIFY(m_cluster->unsafe().fates.empty());
        QCOMPARE(readAll(*m_cluster, "SUMS").size(), std::size_t(20));
        const std::vector<Letter> letters = lettersIn(*m_cluster, "s.dead-letters");
        QCOMPARE(letters.size(), std::size_t(10));
        const Letter &second = letters[1];
        QCOMPARE(second.record, (TestRecord{"k2", "{broken8", 1008, 0}));
        QCOMPARE(second.headers.at("weir.topic"), std::string("s"));
        QCOMPARE(second.headers.at("weir.partition"), std::string("0"));
        QCOMPARE(second.headers.at("weir.offset"), std::string("5"));
        QVERIFY(second.headers.at("weir.node").starts_with("SUMS/"));
        QVERIFY(!second.headers.at("weir.reason").empty());
        QCOMPARE(letters.back().record.partition, 1);
    }

    void keepsTheirOwnHeaders()
    {
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster,
                  kOther + rejecting(", ON_REJECT='DEAD_LETTER_TOPIC', DEAD_LETTER_TOPIC='s.bad'"));
        RecordBuffer buffer;
        const std::vector<HeaderView> headers = {{"trace", "abc"}, {"empty", std::nullopt}};
        buffer.add(7, "k", "{", headers);
        buffer.add(8, std::nullopt, "{");
        valueOf(valueOf(m_cluster->openWriter({}))->write({{"s", 0}, buffer.run()}, farOff()));
        turnUntilIdle(*run);
        const std::vector<Letter> letters = lettersIn(*m_cluster, "s.bad");
        QCOMPARE(letters.size(), std::size_t(2));
        QCOMPARE(letters[0].headers.at("trace"), std::string("abc"));
        QCOMPARE(letters[0].headers.at("empty"), std::string("null"));
        QCOMPARE(letters[0].headers.size(), std::size_t(7));
    }

    void canBeReadByTheSameRun()
    {
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster,
                  kOther + rejecting(", ON_REJECT='DEAD_LETTER_TOPIC'") +
                      "CREATE STREAM LETTERS (K VARCHAR KEY, V VARCHAR) WITH "
                      "(KAFKA_TOPIC='s.dead-letters', VALUE_FORMAT='KAFKA');\n"
                      "CREATE STREAM SHOWN WITH (VALUE_FORMAT='JSON') AS SELECT K, V FROM LETTERS "
                      "EMIT CHANGES;\n");
        append(*m_cluster, "s", mixed(0, 6));
        turnUntilIdle(*run);
        QCOMPARE(texts(readAll(*m_cluster, "SHOWN")),
                 (std::vector<std::string>{"k2={\"V\":\"{broken2\"}", "k2={\"V\":\"{broken5\"}"}));
    }

    void stopsAtTheRecordAndGoesOnFromThere_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("one row a step") << 1;
        QTest::newRow("all rows in a step") << 2048;
    }

    void stopsAtTheRecordAndGoesOnFromThere()
    {
        QFETCH(int, rows);
        const RunSettings settings{.runId = "r", .batchRows = static_cast<std::size_t>(rows)};
        {
            const auto run = openRun(m_cluster, settings);
            applyText(*run, *m_cluster, kOther + rejecting(", ON_REJECT='STOP'"));
            append(*m_cluster, "s", mixed(0, 9));
            append(*m_cluster, "t", numbered(0, 4));
            turnUntilIdle(*run);
            // What came before is there; others go on.
            QCOMPARE(
                texts(readAll(*m_cluster, "SUMS")),
                (std::vector<std::string>{"k0={\"N\":1,\"TOTAL\":0}", "k1={\"N\":1,\"TOTAL\":1}"}));
            append(*m_cluster, "t", numbered(4, 4));
            turnUntilIdle(*run);
            QCOMPARE(readAll(*m_cluster, "OTHER").size(), std::size_t(8));
            const RunQuery &sums = *run->queries()[0];
            QCOMPARE(sums.error->code, std::string("exec.record-rejected"));
            QVERIFY(sums.error->message.find("offset 2 of s partition 0") != std::string::npos);
        }
        {
            // It is still there: started again, the query stops again.
            const auto run = openRun(m_cluster, settings);
            applyText(*run, *m_cluster, kOther + rejecting(", ON_REJECT='STOP'"));
            turnUntilIdle(*run);
            QCOMPARE(readAll(*m_cluster, "SUMS").size(), std::size_t(2));
        }
        const auto run = openRun(m_cluster, settings);
        applyText(*run, *m_cluster, kOther + rejecting(", ON_REJECT='SKIP'"));
        turnUntilIdle(*run);
        QCOMPARE(
            newestTexts(readAll(*m_cluster, "SUMS")),
            (std::vector<std::string>{"k0={\"N\":3,\"TOTAL\":9}", "k1={\"N\":3,\"TOTAL\":12}"}));
        QCOMPARE(readAll(*m_cluster, "SUMS").size(), std::size_t(6));
    }

private:
    std::shared_ptr<UnsafeCluster> m_cluster;
};

WEIR_TEST(RejectPolicyTest)
#include "RejectPolicyTest.moc"
