#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

using namespace weir;
using namespace weir::log;
using namespace weir::test;

class WriterContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addClusterRows(); }

    void keepsNullsEmptiesAndHeaders()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        const std::vector<HeaderView> headers = {{"h", "1"}, {"h", ""}, {"none", std::nullopt}};
        RecordBuffer buffer;
        buffer.add(5000, std::nullopt, "value");
        buffer.add(4000, "", "");
        buffer.add(3000, "key", std::nullopt, headers);
        auto writer = fixture.cluster().openWriter();
        WEIR_OK(writer);
        WEIR_OK((*writer)->write({{topic, 0}, buffer.run()}, soon()));
        const auto back = fixture.readToEnd(topic, 0, Position::beginning()).records;
        QCOMPARE(back.size(), std::size_t(3));
        QCOMPARE(back[0], (PlainRecord{0, 5000, std::nullopt, "value"}));
        QCOMPARE(back[1], (PlainRecord{1, 4000, "", ""}));
        QCOMPARE(
            back[2],
            (PlainRecord{
                2, 3000, "key", std::nullopt, {{"h", "1"}, {"h", ""}, {"none", std::nullopt}}}));
    }

    void acknowledgesEachBatchWithItsOffset()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic(2);
        RecordBuffer buffer;
        for (int i = 1; i <= 300; ++i) {
            buffer.add(i, "k", std::string(200, 'x'));
        }
        auto writer = fixture.cluster().openWriter();
        WEIR_OK(writer);
        for (const int partition : {0, 1, 0}) {
            WEIR_OK((*writer)->append({{topic, partition}, buffer.run()}, soon()));
        }
        const auto acks = (*writer)->flush(soon());
        WEIR_OK(acks);
        QCOMPARE(acks->size(), std::size_t(3));
        QCOMPARE(*(*acks)[0].baseOffset, 0);
        QCOMPARE(*(*acks)[1].baseOffset, 0);
        QCOMPARE(*(*acks)[2].baseOffset, 300);
        QCOMPARE((*acks)[2].batch, std::uint64_t(3));
        const auto offsets = fixture.cluster().offsets(topic, soon());
        WEIR_OK(offsets);
        QCOMPARE((*offsets)[0], (PartitionOffsets{0, 600, 600}));
        QVERIFY((*writer)->flush(soon())->empty());
    }

    void reportsTheBatchThatFailedAndKeepsTheOthers()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        auto writer = fixture.cluster().openWriter();
        WEIR_OK(writer);
        WEIR_OK((*writer)->append({{topic, 0}, buffer.run()}, soon()));
        WEIR_OK((*writer)->append({{topic, 7}, buffer.run()}, soon()));
        WEIR_OK((*writer)->append({{fixture.freshName("none"), 0}, buffer.run()}, soon()));
        WEIR_OK((*writer)->append({{topic, 0}, buffer.run()}, soon()));
        const auto acks = (*writer)->flush(soon());
        WEIR_OK(acks);
        QCOMPARE(acks->size(), std::size_t(4));
        WEIR_OK((*acks)[0].baseOffset);
        WEIR_FAILS((*acks)[1].baseOffset, "log.unknown-partition");
        WEIR_FAILS((*acks)[2].baseOffset, "log.unknown-topic");
        QCOMPARE(*(*acks)[3].baseOffset, 1);
    }

    void keepsTimesAsTheyAreOrRefusesThem()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        auto writer = fixture.cluster().openWriter();
        WEIR_OK(writer);
        RecordBuffer early;
        early.add(1, "k", "v");
        WEIR_OK((*writer)->write({{topic, 0}, early.run()}, soon()));
        RecordBuffer zero;
        zero.add(1, "k", "v");
        zero.add(0, "k", "v");
        const auto written = (*writer)->write({{topic, 0}, zero.run()}, soon());
        const auto back = fixture.readToEnd(topic, 0, Position::beginning()).records;
        QCOMPARE(back.front().timestamp, EpochMs(1));
        if (fixture.isKafka()) { // whose client has no word for that time
            WEIR_FAILS(written, "log.invalid-record");
            QCOMPARE(back.size(), std::size_t(1));
        } else {
            WEIR_OK(written);
            QCOMPARE(back.back().timestamp, EpochMs(0));
        }
    }

    void compactedTopicsNeedKeys()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic(1, {{"cleanup.policy", "compact"}});
        RecordBuffer buffer;
        buffer.add(1, std::nullopt, "v");
        auto writer = fixture.cluster().openWriter();
        WEIR_OK(writer);
        WEIR_FAILS((*writer)->write({{topic, 0}, buffer.run()}, soon()), "log.invalid-record");
    }

    void transactionsShowAllOrNothing()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic(2);
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        auto writer = fixture.cluster().openWriter(
            {.producerName = fixture.freshName("producer"), .transactional = true});
        WEIR_OK(writer);
        WEIR_FAILS((*writer)->append({{topic, 0}, buffer.run()}, soon()), "log.not-transactional");
        WEIR_OK((*writer)->begin(soon()));
        WEIR_OK((*writer)->append({{topic, 0}, buffer.run()}, soon()));
        WEIR_OK((*writer)->abort(soon()));
        WEIR_OK((*writer)->begin(soon()));
        WEIR_OK((*writer)->append({{topic, 0}, buffer.run()}, soon()));
        WEIR_OK((*writer)->append({{topic, 1}, buffer.run()}, soon()));
        QVERIFY(fixture.readToEnd(topic, 0, Position::beginning()).records.empty());
        WEIR_OK((*writer)->commit(soon()));
        fixture.awaitStable(topic);
        QCOMPARE(fixture.readToEnd(topic, 0, Position::beginning()).records.size(), std::size_t(1));
        QCOMPARE(fixture.readToEnd(topic, 1, Position::beginning()).records.size(), std::size_t(1));
    }

    void positionStandsBehindTransactionMarkers()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        auto writer = fixture.cluster().openWriter(
            {.producerName = fixture.freshName("producer"), .transactional = true});
        WEIR_OK(writer);
        WEIR_OK((*writer)->begin(soon()));
        WEIR_OK((*writer)->append({{topic, 0}, buffer.run()}, soon()));
        WEIR_OK((*writer)->commit(soon()));
        fixture.awaitStable(topic);
        const auto offsets = fixture.cluster().offsets(topic, soon());
        WEIR_OK(offsets);
        const ReadBack back = fixture.readToEnd(topic, 0, Position::beginning());
        QVERIFY(back.atEnd);
        QCOMPARE(back.events.back().position, offsets->front().lastStable);
    }

    void newerProducerFencesTheOlder()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        const WriterOptions options{fixture.freshName("producer"), true};
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        auto older = fixture.cluster().openWriter(options);
        WEIR_OK(older);
        WEIR_OK((*older)->begin(soon()));
        WEIR_OK((*older)->append({{topic, 0}, buffer.run()}, soon()));
        auto newer = fixture.cluster().openWriter(options);
        WEIR_OK(newer);
        WEIR_OK((*newer)->begin(soon()));
        WEIR_FAILS((*older)->commit(soon()), "log.fenced");
        WEIR_OK((*newer)->append({{topic, 0}, buffer.run()}, soon()));
        WEIR_OK((*newer)->commit(soon()));
        fixture.awaitStable(topic);
        QCOMPARE(fixture.readToEnd(topic, 0, Position::beginning()).records.size(), std::size_t(1));
    }
};

WEIR_TEST(WriterContractTest)
#include "WriterContractTest.moc"
