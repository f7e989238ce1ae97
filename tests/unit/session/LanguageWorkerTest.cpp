#include "core/session/LanguageWorker.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <future>
#include <vector>

using namespace weir;
using namespace weir::session;

/// Texts are understood on a thread of their own; only the latest counts.
class LanguageWorkerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesOutWhatWasReplacedWhileItWasBusy()
    {
        std::promise<void> begun;
        std::promise<void> goOn;
        auto released = goOn.get_future();
        std::promise<void> last;
        std::vector<std::uint64_t> revisions;
        LanguageWorker worker([&](std::shared_ptr<const LanguageResult> result) {
            revisions.push_back(result->revision);
            if (revisions.size() == 1) {
                begun.set_value();
                released.wait();
            }
            if (result->revision == 9) {
                last.set_value();
            }
        });
        worker.post({.text = "SELECT 1;", .revision = 1});
        begun.get_future().wait();
        for (std::uint64_t revision = 2; revision < 10; ++revision) {
            worker.post({.text = "SELECT 1;", .revision = revision});
        }
        goOn.set_value();
        last.get_future().wait();
        QCOMPARE(revisions, (std::vector<std::uint64_t>{1, 9}));
    }

    void endsWhileATextWaits()
    {
        std::promise<void> begun;
        std::promise<void> goOn;
        auto released = goOn.get_future();
        int understood = 0;
        auto worker = std::make_unique<LanguageWorker>([&](auto) {
            if (++understood == 1) {
                begun.set_value();
                released.wait();
            }
        });
        worker->post({.text = "SELECT 1;", .revision = 1});
        begun.get_future().wait();
        worker->post({.text = "SELECT 1;", .revision = 2});
        goOn.set_value();
        worker.reset();
        QVERIFY(understood == 1 || understood == 2);
    }

    void tellsStatementsApart()
    {
        const std::string text =
            "CREATE STREAM S (V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
            "CREATE STREAM A AS SELECT * FROM S;\n"
            "CREATE STREAM B AS SELECT NOPE FROM S;\n"
            "SHOW TOPICS;";
        const LanguageResult result = understand({.text = text, .revision = 3});
        QCOMPARE(result.statements.size(), std::size_t(4));
        QCOMPARE(result.statements[1].key, std::string("A"));
        QVERIFY(result.statements[1].planStatement);
        QVERIFY(!result.statements[1].signature.empty());
        QVERIFY(result.statements[2].hasError);
        QVERIFY(!result.statements[3].planStatement);
        QCOMPARE(text.substr(result.statements[3].span.begin, 4), std::string("SHOW"));
        QCOMPARE(result.diagnostics.size(), std::size_t(1));
    }
};

WEIR_TEST(LanguageWorkerTest)
#include "LanguageWorkerTest.moc"
