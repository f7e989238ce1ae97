#include "core/runtime/RunCheckpoint.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;

class RunCheckpointTest : public QObject {
    Q_OBJECT

private:
    static log::CheckpointChain chainOf(std::string bytes)
    {
        log::Checkpoint checkpoint;
        checkpoint.epoch = 3;
        checkpoint.bytes = std::move(bytes);
        log::CheckpointChain chain;
        chain.parts.push_back(std::move(checkpoint));
        return chain;
    }

private Q_SLOTS:
    void readsWhatItWrote()
    {
        const QuerySection section{"A", "sig", "state", {{{"t", 1}, 42}}, false, "bytes"};
        const auto memory = decodeCheckpoints(chainOf(encodeCheckpoint({section}, "SQL")));
        QVERIFY(memory.has_value());
        QCOMPARE(memory->epoch, std::uint64_t(3));
        QCOMPARE(memory->sql, std::string("SQL"));
        QCOMPARE(memory->queries.at("A").positions.at({"t", 1}), std::int64_t(42));
    }

    void tellsAnotherFormFromADamagedOne()
    {
        std::string bytes = encodeCheckpoint({{"A", "sig", "state", {}, false, "bytes"}}, "SQL");
        const auto damaged = decodeCheckpoints(chainOf(bytes.substr(0, bytes.size() - 3)));
        QCOMPARE(damaged.error().code, std::string("runtime.corrupt-checkpoint"));
        bytes[0] = 1;
        const auto old = decodeCheckpoints(chainOf(bytes));
        QCOMPARE(old.error().code, std::string("runtime.checkpoint-version"));
        QVERIFY(old.error().message.find("--reset") != std::string::npos);
    }
};

WEIR_TEST(RunCheckpointTest)
#include "RunCheckpointTest.moc"
