#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

#include <algorithm>

using namespace weir;
using namespace weir::log;
using namespace weir::test;

class TopicContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addClusterRows(); }

    void createsAndDescribes()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string name = fixture.makeTopic(3, {{"cleanup.policy", "compact"}});
        const auto info = fixture.cluster().topic(name, soon());
        WEIR_OK(info);
        QCOMPARE(info->partitions, 3);
        QCOMPARE(info->replicas, 1);
        const auto config = fixture.cluster().topicConfig(name, soon());
        WEIR_OK(config);
        QCOMPARE(config->at("cleanup.policy"), std::string("compact"));
        QCOMPARE(config->at("retention.ms"), std::string("-1"));
        const auto all = fixture.cluster().topics(soon());
        WEIR_OK(all);
        QCOMPARE(std::ranges::count(*all, name, &TopicInfo::name), 1);
        QVERIFY(std::ranges::is_sorted(*all, {}, &TopicInfo::name));
    }

    void hasOneIdByEveryAddress()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const auto id = fixture.cluster().id(soon());
        WEIR_OK(id);
        QVERIFY(!id->empty());
        if (fixture.cluster().kind() == ClusterKind::Kafka) {
            QVERIFY2(!id->starts_with("kafka-at-"), id->c_str());
            const auto other = openCluster(fixture.cluster().address() + ",127.0.0.1:1");
            WEIR_OK(other);
            QCOMPARE(*(*other)->id(soon()), *id);
        }
    }

    void refusesWhatABrokerRefuses()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        Cluster &cluster = fixture.cluster();
        const std::string name = fixture.makeTopic();
        const std::string other = fixture.freshName("refused");
        WEIR_FAILS(cluster.createTopic({.name = name}, soon()), "log.topic-exists");
        WEIR_FAILS(cluster.createTopic({.name = "a b"}, soon()), "log.invalid-topic-name");
        WEIR_FAILS(cluster.createTopic({.name = ""}, soon()), "log.invalid-topic-name");
        WEIR_FAILS(cluster.createTopic({.name = other, .partitions = 0}, soon()),
                   "log.invalid-partitions");
        WEIR_FAILS(cluster.createTopic({.name = other, .config = {{"no.such", "1"}}}, soon()),
                   "log.invalid-config");
        WEIR_FAILS(cluster.createTopic({.name = other, .config = {{"retention.ms", "x"}}}, soon()),
                   "log.invalid-config");
        WEIR_FAILS(cluster.topic(other, soon()), "log.unknown-topic");
        WEIR_FAILS(cluster.topicConfig(other, soon()), "log.unknown-topic");
        WEIR_FAILS(cluster.offsets(other, soon()), "log.unknown-topic");
        WEIR_FAILS(cluster.offsetsForTime(other, 0, soon()), "log.unknown-topic");
        WEIR_FAILS(cluster.deleteTopic(other, soon()), "log.unknown-topic");
        WEIR_FAILS(cluster.addPartitions(other, 2, soon()), "log.unknown-topic");
    }

    void partitionsOnlyGrow()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string name = fixture.makeTopic(2);
        fixture.appendNumbered(name, 1, 3);
        WEIR_FAILS(fixture.cluster().addPartitions(name, 1, soon()), "log.invalid-partitions");
        WEIR_OK(fixture.cluster().addPartitions(name, 4, soon()));
        QTRY_COMPARE(fixture.cluster().topic(name, soon())->partitions, 4);
        const auto offsets = fixture.cluster().offsets(name, soon());
        WEIR_OK(offsets);
        QCOMPARE(offsets->size(), std::size_t(4));
        QCOMPARE((*offsets)[1].end, 3);
        QCOMPARE((*offsets)[3], (PartitionOffsets{0, 0, 0}));
    }

    void deletedTopicIsGoneAndCanBeMadeAnew()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string name = fixture.makeTopic();
        fixture.appendNumbered(name, 0, 5);
        const std::string before = fixture.cluster().topic(name, soon())->incarnation;
        WEIR_OK(fixture.cluster().deleteTopic(name, soon()));
        QTRY_VERIFY(!fixture.cluster().topic(name, soon()).has_value());
        Status made = fixture.cluster().createTopic({.name = name}, soon());
        for (const Deadline deadline = soon(); !made && !deadline.passed();) {
            QTest::qWait(20); // a broker deletes in the background
            made = fixture.cluster().createTopic({.name = name}, soon());
        }
        WEIR_OK(made);
        QTRY_COMPARE(fixture.cluster().offsets(name, soon())->front().end, 0);
        if (!before.empty()) {
            QVERIFY(fixture.cluster().topic(name, soon())->incarnation != before);
        }
    }

    void looksUpByTime()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string name = fixture.makeTopic(2);
        fixture.appendNumbered(name, 0, 10);
        const auto at = fixture.cluster().offsetsForTime(name, 1004, soon());
        WEIR_OK(at);
        QCOMPARE(*at, (std::vector<std::int64_t>{4, 0}));
        QCOMPARE(fixture.cluster().offsetsForTime(name, 0, soon())->front(), 0);
        QCOMPARE(fixture.cluster().offsetsForTime(name, 5000, soon())->front(), 10);
    }

    void cancelledCallsFail()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        std::stop_source source;
        source.request_stop();
        const Deadline cancelled = Deadline::in(std::chrono::seconds(30), source.get_token());
        WEIR_FAILS(fixture.cluster().topics(cancelled), "log.cancelled");
        WEIR_FAILS(fixture.cluster().createTopic({.name = "x"}, cancelled), "log.cancelled");
    }
};

WEIR_TEST(TopicContractTest)
#include "TopicContractTest.moc"
