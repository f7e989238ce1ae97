#include "core/bind/Bind.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;

namespace {

bind::BoundScript inSession(const std::string &text)
{
    return bind::bind(sql::parse(text), {}, {.mode = bind::BindMode::Imperative});
}

} // namespace

/// Statement after statement against a growing catalogue.
class SessionBindTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dropsWhatNoQueryUsesAfterTerminateAll()
    {
        const std::string text =
            "CREATE STREAM A (K STRING KEY, V INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON', "
            "PARTITIONS=1);"
            "CREATE STREAM B (K STRING KEY, V INT) WITH (KAFKA_TOPIC='b', VALUE_FORMAT='JSON', "
            "PARTITIONS=1);"
            "INSERT INTO B SELECT * FROM A;";
        const bind::BoundScript used = inSession(text + "DROP STREAM B;");
        QCOMPARE(used.diagnostics.size(), std::size_t(1));
        QCOMPARE(used.diagnostics.front().code, std::string("catalog.source-in-use"));
        QVERIFY(inSession(text + "TERMINATE ALL; DROP STREAM B; DROP STREAM A;").ok());
    }
};

WEIR_TEST(SessionBindTest)
#include "SessionBindTest.moc"
