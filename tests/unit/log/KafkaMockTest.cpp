#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <algorithm>

using namespace weir;
using namespace weir::log;
using namespace weir::test;

// Errors that a healthy broker does not give, injected by librdkafka's cluster in this process.
// Nothing else is tested here: that cluster knows no transactions, times or topic administration.
class KafkaMockTest : public QObject {
    Q_OBJECT

    static constexpr std::int16_t kProduce = 0;
    static constexpr std::int16_t kFetch = 1;

    struct HandleDeleter {
        void operator()(rd_kafka_t *handle) const { rd_kafka_destroy(handle); }
    };
    struct MockDeleter {
        void operator()(rd_kafka_mock_cluster_t *mock) const
        {
            rd_kafka_mock_cluster_destroy(mock);
        }
    };
    std::unique_ptr<rd_kafka_t, HandleDeleter> m_handle;
    std::unique_ptr<rd_kafka_mock_cluster_t, MockDeleter> m_mock;
    std::unique_ptr<QTemporaryDir> m_folder;
    ClusterPtr m_cluster;

    void setTopicError(const char *topic, rd_kafka_resp_err_t error)
    {
        rd_kafka_mock_topic_set_error(m_mock.get(), topic, error);
    }
    CommitResult commit(std::span<const OutputBatch> outputs)
    {
        CheckpointStore &store = m_cluster->checkpoints();
        const auto lease = store.acquire("r", "test", soon());
        return lease ? store.commit(**lease, outputs, {1, Checkpoint::Kind::Snapshot, "s"}, soon())
                     : CommitResult{CommitResult::Outcome::Aborted, {}, lease.error()};
    }
    /// Polls until an event of one of these kinds or a record came, then returns the kind.
    std::optional<ReaderEvent::Kind> nextOf(Reader &reader,
                                            std::initializer_list<ReaderEvent::Kind> kinds)
    {
        for (const Deadline deadline = soon(); !deadline.passed();) {
            const auto polled = reader.poll(deadline, 1000);
            if (!polled || !polled->slabs.empty()) {
                return std::nullopt;
            }
            for (const ReaderEvent &event : polled->events) {
                if (std::ranges::find(kinds, event.kind) != kinds.end()) {
                    return event.kind;
                }
            }
        }
        return std::nullopt;
    }

    Result<std::int64_t> write(Writer &writer)
    {
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        return writer.write({{"t", 0}, buffer.run()}, soon());
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("ThreadSanitizer does not know the C11 threads that librdkafka starts");
#endif
    }

    void init()
    {
        m_handle.reset(rd_kafka_new(RD_KAFKA_PRODUCER, nullptr, nullptr, 0));
        m_mock.reset(rd_kafka_mock_cluster_new(m_handle.get(), 1));
        QVERIFY(m_mock != nullptr);
        rd_kafka_mock_topic_create(m_mock.get(), "t", 1, 1);
        const std::string address =
            std::string("kafka://") + rd_kafka_mock_cluster_bootstraps(m_mock.get());
        m_folder = std::make_unique<QTemporaryDir>();
        const auto opened = openCluster(address, {.dataFolder = m_folder->path().toStdString()});
        WEIR_OK(opened);
        m_cluster = *opened;
    }
    void cleanup()
    {
        m_cluster.reset();
        m_mock.reset();
        m_handle.reset();
    }

    void hasTheIdThatItsBrokersGive()
    {
        const auto id = m_cluster->id(soon());
        WEIR_OK(id);
        QVERIFY2(id->starts_with("kafka-mockCluster"), id->c_str());
        const auto again = openCluster(m_cluster->address() + ",127.0.0.1:1");
        WEIR_OK(again);
        QCOMPARE(*(*again)->id(soon()), *id);
    }

    void isNamedByItsAddressIfItsBrokersGiveNoId()
    {
        // As a broker before 0.10.1, whose metadata hold no id.
        constexpr std::int16_t kMetadata = 3;
        QCOMPARE(rd_kafka_mock_set_apiversion(m_mock.get(), kMetadata, 0, 1),
                 RD_KAFKA_RESP_ERR_NO_ERROR);
        const auto id = m_cluster->id(soon());
        WEIR_OK(id);
        std::string address = m_cluster->address().substr(std::string("kafka://").size());
        std::ranges::replace(address, ':', '-');
        QCOMPARE(*id, "kafka-at-" + address);
    }

    void hasNoIdWhileNobodyAnswers()
    {
        const auto nowhere = openCluster("kafka://127.0.0.1:1");
        WEIR_OK(nowhere);
        QVERIFY(!(*nowhere)->id(Deadline::in(std::chrono::milliseconds(50))));
    }

    void passingErrorsAreRetriedWithoutDuplicates()
    {
        auto writer = m_cluster->openWriter();
        WEIR_OK(writer);
        WEIR_OK(write(**writer));
        rd_kafka_mock_push_request_errors(m_mock.get(), kProduce, 2,
                                          RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
                                          RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT);
        const auto second = write(**writer);
        WEIR_OK(second);
        QCOMPARE(*second, 1);
        QCOMPARE(m_cluster->offsets("t", soon())->front().end, 2);
    }

    void refusalsKeepTheBrokersName()
    {
        auto writer = m_cluster->openWriter();
        WEIR_OK(writer);
        rd_kafka_mock_push_request_errors(m_mock.get(), kProduce, 1,
                                          RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
        const auto refused = write(**writer);
        WEIR_FAILS(refused, "log.not-authorized");
        QVERIFY(refused.error().message.find("TOPIC_AUTHORIZATION_FAILED") != std::string::npos);
    }

    void readingGoesOnAfterFailedFetches()
    {
        auto writer = m_cluster->openWriter();
        WEIR_OK(writer);
        WEIR_OK(write(**writer));
        rd_kafka_mock_push_request_errors(m_mock.get(), kFetch, 2,
                                          RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
                                          RD_KAFKA_RESP_ERR_UNKNOWN);
        auto reader = m_cluster->openReader();
        WEIR_OK(reader);
        WEIR_OK((*reader)->assign({"t", 0}, Position::beginning(), soon()));
        std::size_t records = 0;
        for (const Deadline deadline = soon(); records == 0 && !deadline.passed();) {
            const auto polled = (*reader)->poll(deadline, 1000);
            WEIR_OK(polled);
            for (const SlabPtr &slab : polled->slabs) {
                records += slab->size();
            }
        }
        QCOMPARE(records, std::size_t(1));
    }

    void oneRecordThatIsTooLargeKeepsAllOthersOut()
    {
        RecordBuffer small;
        small.add(1, "k", "v");
        RecordBuffer large;
        large.add(1, "k", "v");
        large.add(2, "k", std::string(1'000'000, 'x'));
        const std::vector<OutputBatch> outputs = {{{"t", 0}, small.run()}, {{"t", 0}, large.run()}};
        const CommitResult refused = commit(outputs);
        QCOMPARE(refused.reason->code, std::string("log.record-too-large"));
        QVERIFY(!refused.reason->retriable);
        QVERIFY(refused.refused == std::size_t(1));
        QCOMPARE(m_cluster->offsets("t", soon())->front().end, 0);
        auto writer = m_cluster->openWriter();
        WEIR_OK(writer);
        WEIR_FAILS((*writer)->write(outputs[1], soon()), "log.record-too-large");
        RecordBuffer fits;
        fits.add(1, "k", std::string(999'000, 'x'));
        WEIR_OK((*writer)->write({{"t", 0}, fits.run()}, soon()));
    }

    void aCommitEndsNothingWhileTheBrokersKnowOfNoTopic()
    {
        RecordBuffer small;
        small.add(1, "k", "v");
        const std::vector<OutputBatch> outputs = {{{"t", 0}, small.run()}};
        setTopicError("t", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
        const CommitResult aborted = commit(outputs);
        QVERIFY(aborted.reason->retriable);
        QVERIFY(!aborted.refused);
        setTopicError("t", RD_KAFKA_RESP_ERR_NO_ERROR);
        QCOMPARE(int(commit(outputs).outcome), int(CommitResult::Outcome::Committed));
    }

    void aTopicThatIsMissingAgainAndAgainIsGone()
    {
        rd_kafka_mock_topic_create(m_mock.get(), "u", 1, 1);
        auto reader = m_cluster->openReader();
        WEIR_OK(reader);
        WEIR_OK((*reader)->assign({"t", 0}, Position::beginning(), soon()));
        QVERIFY(ContractFixture::pollToEnd(**reader, {"t", 0}).atEnd);
        setTopicError("t", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
        QVERIFY(nextOf(**reader, {ReaderEvent::Kind::TopicGone}) == ReaderEvent::Kind::TopicGone);
    }

    void noTopicIsGoneWhileTheBrokersKnowOfNone()
    {
        auto reader = m_cluster->openReader();
        WEIR_OK(reader);
        WEIR_OK((*reader)->assign({"t", 0}, Position::beginning(), soon()));
        QVERIFY(ContractFixture::pollToEnd(**reader, {"t", 0}).atEnd);
        setTopicError("t", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
        // The fetch fails, so the client asks for the topic and is told that there is none.
        rd_kafka_mock_push_request_errors(m_mock.get(), kFetch, 1,
                                          RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
        for (int i = 0; i < 5; ++i) {
            const auto polled = (*reader)->poll(Deadline::in(std::chrono::seconds(1)), 1000);
            WEIR_OK(polled);
            for (const ReaderEvent &event : polled->events) {
                QVERIFY(event.kind == ReaderEvent::Kind::Outage ||
                        event.kind == ReaderEvent::Kind::EndReached);
            }
        }
        setTopicError("t", RD_KAFKA_RESP_ERR_NO_ERROR);
        auto writer = m_cluster->openWriter();
        WEIR_OK(writer);
        WEIR_OK(write(**writer));
        QVERIFY(!nextOf(**reader, {ReaderEvent::Kind::TopicGone}));
        QCOMPARE(*(*reader)->position({"t", 0}), 1);
    }

    void aGivenPositionNeedsNoBroker()
    {
        rd_kafka_mock_broker_set_down(m_mock.get(), 1);
        auto reader = m_cluster->openReader();
        WEIR_OK(reader);
        WEIR_OK((*reader)->assign({"t", 0}, Position::at(0), soon()));
        rd_kafka_mock_broker_set_up(m_mock.get(), 1);
        auto writer = m_cluster->openWriter();
        WEIR_OK(writer);
        WEIR_OK(write(**writer));
        QVERIFY(!nextOf(**reader, {ReaderEvent::Kind::TopicGone}));
        QCOMPARE(*(*reader)->position({"t", 0}), 1);
    }

    void anOutageIsTold()
    {
        auto reader = m_cluster->openReader();
        WEIR_OK(reader);
        WEIR_OK((*reader)->assign({"t", 0}, Position::beginning(), soon()));
        QVERIFY(ContractFixture::pollToEnd(**reader, {"t", 0}).atEnd);
        rd_kafka_mock_broker_set_down(m_mock.get(), 1);
        std::string code;
        for (const Deadline deadline = soon(); code.empty() && !deadline.passed();) {
            const auto polled = (*reader)->poll(deadline, 1000);
            WEIR_OK(polled);
            for (const ReaderEvent &event : polled->events) {
                code = event.kind == ReaderEvent::Kind::Outage ? event.error->code : code;
            }
        }
        QCOMPARE(code, std::string("log.unreachable"));
        const auto asked = m_cluster->topics(Deadline::in(std::chrono::milliseconds(300)));
        QVERIFY(!asked);
        QVERIFY(asked.error().retriable);
    }
};

WEIR_TEST(KafkaMockTest)
#include "KafkaMockTest.moc"
