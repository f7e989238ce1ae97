#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

#include <unistd.h>

using namespace weir;
using namespace weir::log;
using namespace weir::test;

class CheckpointContractTest : public QObject {
    Q_OBJECT

    static Checkpoint snapshotAt(std::uint64_t epoch, std::string bytes)
    {
        return {epoch, Checkpoint::Kind::Snapshot, std::move(bytes)};
    }
    static Checkpoint deltaAt(std::uint64_t epoch, std::string bytes)
    {
        return {epoch, Checkpoint::Kind::Delta, std::move(bytes)};
    }
    static std::string bytesOf(const CheckpointChain &chain)
    {
        std::string all;
        for (const Checkpoint &part : chain.parts) {
            all += std::to_string(part.epoch) + (part.kind == Checkpoint::Kind::Delta ? "d" : "s") +
                   part.bytes + " ";
        }
        return all;
    }

    static bool isCommitted(const CommitResult &result)
    {
        return result.outcome == CommitResult::Outcome::Committed;
    }

private Q_SLOTS:
    void initTestCase_data() { addClusterRows(); }

    void commitsOutputsWithTheCheckpoint()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic(2);
        const std::string run = fixture.freshName("run");
        CheckpointStore &store = fixture.cluster().checkpoints();
        const auto lease = store.acquire(run, "test", soon());
        WEIR_OK(lease);
        QCOMPARE(store.load(run, soon())->epoch(), std::uint64_t(0));
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        buffer.add(2, "k", "w");
        const std::vector<OutputBatch> outputs = {
            {{topic, 0}, buffer.run()}, {{topic, 1}, buffer.run()}, {{topic, 0}, buffer.run()}};
        const std::string state("all\0bytes", 9);
        const CommitResult result = store.commit(**lease, outputs, snapshotAt(1, state), soon());
        QCOMPARE(int(result.outcome), int(CommitResult::Outcome::Committed));
        QCOMPARE(result.baseOffsets, (std::vector<std::int64_t>{0, 0, 2}));
        const auto chain = store.load(run, soon());
        WEIR_OK(chain);
        QCOMPARE(chain->epoch(), std::uint64_t(1));
        QCOMPARE(chain->parts[0].bytes, state);
        QCOMPARE(fixture.readToEnd(topic, 0, Position::beginning()).records.size(), std::size_t(4));
    }

    void chainsDeltasAndCompacts()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string run = fixture.freshName("run");
        CheckpointStore &store = fixture.cluster().checkpoints();
        const auto lease = store.acquire(run, "test", soon());
        WEIR_OK(lease);
        const auto commit = [&](const Checkpoint &checkpoint) {
            return store.commit(**lease, {}, checkpoint, soon()).outcome ==
                   CommitResult::Outcome::Committed;
        };
        QVERIFY(!commit(deltaAt(1, "x")));
        QVERIFY(commit(snapshotAt(1, "a")));
        QVERIFY(!commit(deltaAt(3, "x")));
        QVERIFY(!commit(deltaAt(1, "x")));
        QVERIFY(commit(deltaAt(2, "b")));
        QVERIFY(commit(deltaAt(3, "c")));
        QCOMPARE(bytesOf(*store.load(run, soon())), std::string("1sa 2db 3dc "));
        WEIR_OK(store.compact(**lease, snapshotAt(2, "ab"), soon()));
        QCOMPARE(bytesOf(*store.load(run, soon())), std::string("2sab 3dc "));
        WEIR_FAILS(store.compact(**lease, snapshotAt(1, "a"), soon()), "log.epoch-mismatch");
        WEIR_FAILS(store.compact(**lease, snapshotAt(4, "x"), soon()), "log.epoch-mismatch");
        QVERIFY(commit(snapshotAt(4, "abcd")));
        QCOMPARE(bytesOf(*store.load(run, soon())), std::string("4sabcd "));
        WEIR_OK(store.forget(**lease, soon()));
        QVERIFY(store.load(run, soon())->parts.empty());
        QVERIFY(commit(snapshotAt(1, "new")));
    }

    void compactsLargeChainsAgainAndAgain()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string run = fixture.freshName("run");
        CheckpointStore &store = fixture.cluster().checkpoints();
        const auto lease = store.acquire(run, "test", soon());
        WEIR_OK(lease);
        std::uint64_t epoch = 1;
        std::string all(3'000'000, 'a');
        QVERIFY(isCommitted(store.commit(**lease, {}, snapshotAt(epoch, all), soon())));
        for (int round = 0; round < 4; ++round) {
            for (int i = 0; i < 3; ++i) {
                const std::string more(700'000, static_cast<char>('b' + i));
                QVERIFY(isCommitted(store.commit(**lease, {}, deltaAt(++epoch, more), soon())));
                all += more;
            }
            const std::string last(5, 'z');
            QVERIFY(isCommitted(store.commit(**lease, {}, deltaAt(epoch + 1, last), soon())));
            // Twice, as if the first had not been heard of.
            for (int again = 0; again < 2; ++again) {
                WEIR_OK(store.compact(**lease, snapshotAt(epoch, all), soon()));
                const auto chain = store.load(run, soon());
                WEIR_OK(chain);
                QCOMPARE(chain->parts.size(), std::size_t(2));
                QVERIFY(chain->parts[0].kind == Checkpoint::Kind::Snapshot);
                QCOMPARE(chain->parts[0].epoch, epoch);
                QVERIFY(chain->parts[0].bytes == all);
                QVERIFY(chain->parts[1].kind == Checkpoint::Kind::Delta);
                QCOMPARE(chain->parts[1].bytes, last);
            }
            ++epoch;
            all += last;
        }
    }

    void abortedCommitWritesNothing()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        const std::string run = fixture.freshName("run");
        CheckpointStore &store = fixture.cluster().checkpoints();
        const auto lease = store.acquire(run, "test", soon());
        WEIR_OK(lease);
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        const std::vector<OutputBatch> outputs = {{{topic, 0}, buffer.run()},
                                                  {{topic, 5}, buffer.run()}};
        const CommitResult refused = store.commit(**lease, outputs, snapshotAt(1, "s"), soon());
        QCOMPARE(int(refused.outcome), int(CommitResult::Outcome::Aborted));
        QCOMPARE(refused.reason->code, std::string("log.unknown-partition"));
        QVERIFY(!refused.reason->retriable);
        QVERIFY(refused.refused == std::size_t(1));
        QCOMPARE(store.load(run, soon())->epoch(), std::uint64_t(0));
        QCOMPARE(fixture.cluster().offsets(topic, soon())->front().end, 0);
        const CommitResult epoch = store.commit(**lease, {}, snapshotAt(9, "s"), soon());
        QCOMPARE(epoch.reason->code, std::string("log.epoch-mismatch"));
    }

    void tellsWhichOutputARecordSpoils()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        const std::string compacted = fixture.makeTopic(1, {{"cleanup.policy", "compact"}});
        CheckpointStore &store = fixture.cluster().checkpoints();
        const auto lease = store.acquire(fixture.freshName("run"), "test", soon());
        WEIR_OK(lease);
        RecordBuffer good;
        good.add(1, "k", "v");
        RecordBuffer keyless;
        keyless.add(1, std::nullopt, "v");
        const std::vector<OutputBatch> outputs = {
            {{topic, 0}, good.run()}, {{compacted, 0}, keyless.run()}, {{topic, 0}, good.run()}};
        const CommitResult refused = store.commit(**lease, outputs, snapshotAt(1, "s"), soon());
        QCOMPARE(int(refused.outcome), int(CommitResult::Outcome::Aborted));
        QCOMPARE(refused.reason->code, std::string("log.invalid-record"));
        QVERIFY(!refused.reason->retriable);
        QVERIFY(refused.refused == std::size_t(1));
        // The next one is none the worse for it.
        QVERIFY(
            isCommitted(store.commit(**lease, {outputs.data(), 1}, snapshotAt(1, "s"), soon())));
    }

    void oneOwnerAtATime()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string run = fixture.freshName("run");
        const ClusterPtr other = fixture.secondClient();
        auto first = fixture.cluster().checkpoints().acquire(run, "weir run", soon());
        WEIR_OK(first);
        const auto refused = other->checkpoints().acquire(run, "weir-studio", soon());
        WEIR_FAILS(refused, "log.run-owned");
        QVERIFY(refused.error().message.find("weir run") != std::string::npos);
        QVERIFY(refused.error().message.find(std::to_string(getpid())) != std::string::npos);
        WEIR_OK(other->checkpoints().acquire(fixture.freshName("another"), "weir-studio", soon()));
        const std::uint64_t token = (*first)->token();
        first->reset();
        const auto second = other->checkpoints().acquire(run, "weir-studio", soon());
        WEIR_OK(second);
        QVERIFY((*second)->token() > token);
    }

    void listsRunsWithTheirOwners()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string run = fixture.freshName("run");
        CheckpointStore &store = fixture.cluster().checkpoints();
        auto lease = store.acquire(run, "weir run", soon());
        WEIR_OK(lease);
        store.commit(**lease, {}, snapshotAt(1, "s"), soon());
        const auto find = [&]() -> RunInfo {
            const auto runs = store.runs(soon());
            for (const RunInfo &info : runs.value_or(std::vector<RunInfo>())) {
                if (info.runId == run) {
                    return info;
                }
            }
            return {};
        };
        QCOMPARE(find().program, std::string("weir run"));
        QCOMPARE(find().pid, std::int64_t(getpid()));
        QCOMPARE(find().epoch, std::uint64_t(1));
        lease->reset();
        QVERIFY(find().program.empty());
        QCOMPARE(find().epoch, std::uint64_t(1));
    }

    void tellsOthersWhatCommitsSayOfTheRun()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string run = fixture.freshName("run");
        CheckpointStore &store = fixture.cluster().checkpoints();
        const auto lease = store.acquire(run, "test", soon());
        WEIR_OK(lease);
        const auto about = [&]() -> std::string {
            const auto runs = store.runs(soon());
            for (const RunInfo &info : runs.value_or(std::vector<RunInfo>())) {
                if (info.runId == run) {
                    return info.about;
                }
            }
            return "not listed";
        };
        const auto commit = [&](std::uint64_t epoch, const std::string &what) {
            return isCommitted(
                store.commit(**lease, {}, {epoch, Checkpoint::Kind::Delta, "state", what}, soon()));
        };
        QVERIFY(isCommitted(store.commit(**lease, {}, snapshotAt(1, "a"), soon())));
        QCOMPARE(about(), std::string());
        QVERIFY(commit(2, "SELECT 1;"));
        QCOMPARE(about(), std::string("SELECT 1;"));
        QVERIFY(commit(3, ""));
        QVERIFY(!commit(9, "refused"));
        QCOMPARE(about(), std::string("SELECT 1;"));
        WEIR_OK(store.compact(**lease, snapshotAt(3, "all"), soon()));
        QVERIFY(commit(4, "SELECT 2;"));
        QCOMPARE(about(), std::string("SELECT 2;"));
        QCOMPARE(store.load(run, soon())->parts.front().about, std::string());
        WEIR_OK(store.forget(**lease, soon()));
        QCOMPARE(about(), std::string());
    }
};

WEIR_TEST(CheckpointContractTest)
#include "CheckpointContractTest.moc"
