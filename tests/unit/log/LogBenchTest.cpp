#include "core/log/LogBench.h"

#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

using namespace weir;
using namespace weir::log;
using namespace weir::test;

// Checks what the benchmark checks (every record and byte comes back), not how long it takes; the
// figures are printed. WEIR_BENCH_RECORDS makes it a measurement.
class LogBenchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addClusterRows(); }

    void everyRecordComesBack_data()
    {
        QTest::addColumn<bool>("randomText");
        QTest::newRow("fixed remarks") << false;
        QTest::newRow("random text") << true;
    }
    void everyRecordComesBack()
    {
        QFETCH(bool, randomText);
        WEIR_CONTRACT_FIXTURE(fixture);
        const int records = qEnvironmentVariableIntValue("WEIR_BENCH_RECORDS");
        const auto figures =
            runLogBench(fixture.cluster(),
                        {.records = records > 0 ? records : 20'000, .randomText = randomText});
        WEIR_OK(figures);
        qInfo("append %.2f s (CPU %.2f), read %.2f s (CPU %.2f): %.2f M records/s, CPU %.2f M/s",
              figures->appendSeconds, figures->appendCpuSeconds, figures->readSeconds,
              figures->readCpuSeconds, figures->perSecond() / 1e6, figures->perCpuSecond() / 1e6);
    }
};

WEIR_TEST(LogBenchTest)
#include "LogBenchTest.moc"
