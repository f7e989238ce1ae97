#include "core/bind/Bind.h"
#include "core/connect/GeneratorRun.h"
#include "core/sql/Parser.h"
#include "tests/e2e/PipelineFixture.h"
#include "tests/support/SqlCase.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;

namespace {

/// The tests below look at changes that would not be written otherwise.
const std::string kEveryChange = "SET 'emit.interval'='0';\n";

/// The statement as it stands on its slide, with the fixes that the binder offers applied in turn.
std::string mended(const SqlCase &slide)
{
    std::string text = slide.sql;
    catalog::Environment before = bind::bind(sql::parse(slide.catalog), {}).after;
    for (int round = 0; round < 5; ++round) {
        const bind::BoundScript script = bind::bind(sql::parse(text), before);
        if (script.ok()) {
            break;
        }
        for (const Diagnostic &diagnostic : script.diagnostics) {
            if (!diagnostic.fixes.empty()) {
                text = applyFix(text, diagnostic.fixes.front());
                break;
            }
        }
    }
    return slide.catalog + "\n" + text;
}

std::string valuesOf(log::Cluster &cluster, const std::string &topic)
{
    std::string all;
    for (const SlabPtr &slab : readTopic(cluster, topic)) {
        for (const RecordView &record : slab->records()) {
            all += std::string(record.key()) + "|" + std::string(record.value()) + "\n";
        }
    }
    return all;
}

} // namespace

/// The statements of the slides, pasted and mended, run on their generators' data.
class SlidesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = *log::openCluster("memory:");
        for (const char *generator :
             {"customers", "users", "customer", "accounts", "ratings", "orders",
              "authorization_attempts", "clickstream", "pageviews_json"}) {
            auto run = connect::GeneratorRun::open(
                m_cluster,
                {.generator = generator,
                 .settings = {.seed = 3, .start = 1519304100000, .rate = 20},
                 .count = 2000},
                Deadline::in(std::chrono::seconds(30)));
            QVERIFY2(run.has_value(), generator);
            while (!(*run)->finished()) {
                QVERIFY((*run)
                            ->append(connect::kNoTimeLimit, 50000,
                                     Deadline::in(std::chrono::seconds(30)))
                            .has_value());
            }
        }
    }

    void everySlideRuns_data()
    {
        QTest::addColumn<QString>("path");
        for (const std::string &path : findSqlCases(WEIR_SOURCE_DIR "/tests/sql/slides")) {
            QTest::newRow(QString::fromStdString(path).section(u'/', -1).toUtf8().constData())
                << QString::fromStdString(path);
        }
    }

    void everySlideRuns()
    {
        QFETCH(QString, path);
        std::string error;
        const SqlCase slide = readSqlCase(path.toStdString(), error);
        QCOMPARE(QString::fromStdString(error), QString());
        QCOMPARE(QString::fromStdString(runUntilCaughtUp(m_cluster, mended(slide), "slides")),
                 QString());
    }

    void countsCountriesOnceMended()
    {
        const std::string out = outputOf("04-customers-by-country", "CUSTOMERSBYCOUNTRY");
        QVERIFY2(out.find("UK") != std::string::npos &&
                     out.find("{\"CUSTOMERCOUNT\":2}") != std::string::npos,
                 out.c_str());
        QVERIFY(out.find("Germany") != std::string::npos);
        QVERIFY(out.find("{\"CUSTOMERCOUNT\":3}") == std::string::npos);
    }

    void leavesNoByteOfTheCard()
    {
        const std::string out = outputOf("03-customer-without-card", "CUSTOMERNOCC");
        QVERIFY(out.find("Maud") != std::string::npos);
        QVERIFY(out.find("9000-") == std::string::npos);
    }

    void firstRowOfAFraudIsTheFourthAttempt()
    {
        std::map<std::string, std::string> firstByKey;
        outputOf("05-possible-fraud", "POSSIBLE_FRAUD");
        for (const SlabPtr &slab : readTopic(*m_cluster, "POSSIBLE_FRAUD")) {
            for (const RecordView &record : slab->records()) {
                firstByKey.emplace(std::string(record.key()), std::string(record.value()));
            }
        }
        QVERIFY(!firstByKey.empty());
        for (const auto &[key, value] : firstByKey) {
            QVERIFY2(value.find(":4}") != std::string::npos, value.c_str());
        }
    }

    void theTableHoldsOneBalanceWhereTheStreamHoldsThreeBookings()
    {
        const std::string sql =
            kEveryChange +
            "CREATE STREAM ACCOUNTS (ACCOUNT_ID INT KEY, AMOUNT INT) WITH (KAFKA_TOPIC='accounts', "
            "VALUE_FORMAT='JSON');\n"
            "CREATE TABLE BALANCE AS SELECT ACCOUNT_ID, SUM(AMOUNT) AS BALANCE FROM ACCOUNTS GROUP "
            "BY ACCOUNT_ID;";
        QCOMPARE(QString::fromStdString(runUntilCaughtUp(m_cluster, sql, "balance")), QString());
        std::vector<std::string> values;
        for (const SlabPtr &slab : readTopic(*m_cluster, "BALANCE")) {
            for (const RecordView &record : slab->records()) {
                values.emplace_back(record.value());
            }
        }
        QCOMPARE(values.size(), std::size_t(3));
        QCOMPARE(values[0], std::string("{\"BALANCE\":50}"));
        QCOMPARE(values[1], std::string("{\"BALANCE\":75}"));
        QCOMPARE(values[2], std::string("{\"BALANCE\":15}"));
    }

private:
    std::string outputOf(const std::string &slideName, const std::string &topic)
    {
        std::string error;
        const SqlCase slide =
            readSqlCase(WEIR_SOURCE_DIR "/tests/sql/slides/" + slideName + ".sql", error);
        const std::string ran = runUntilCaughtUp(m_cluster, kEveryChange + mended(slide), "slides");
        return ran.empty() ? valuesOf(*m_cluster, topic) : "did not run: " + ran;
    }

    log::ClusterPtr m_cluster;
};

WEIR_TEST(SlidesTest)
#include "SlidesTest.moc"
