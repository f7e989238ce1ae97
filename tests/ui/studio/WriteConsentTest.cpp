#include "app/studio/Document.h"
#include "app/studio/wiring/RunCommands.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/panels/ProblemsPanel.h"

#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

/// On a Kafka cluster the person is asked once before anything that writes is started.
class WriteConsentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kafkaIsAskedOnce()
    {
        StudioDriver driver;
        driver.showDemo();
        auto snapshot = test::demoSnapshot(*driver.port.language());
        snapshot.cluster = "kafka://broker:9092";
        driver.port.show(snapshot);
        driver.record->confirm = false;
        driver.studio->actions().action(ActionId::ApplyAll)->trigger();
        QVERIFY(driver.port.commands.empty());
        driver.record->confirm = true;
        driver.studio->actions().action(ActionId::ApplyAll)->trigger();
        driver.studio->actions().action(ActionId::ApplyAll)->trigger();
        QCOMPARE(driver.record->asked.size(), qsizetype(2));
        QCOMPARE(driver.port.commands.size(), std::size_t(2));
    }

    void nothingIsWrittenToAKafkaUnasked()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.record->confirm = false;
        const auto onKafka = [&driver](const char *address) {
            auto snapshot = test::demoSnapshot(*driver.port.language());
            snapshot.cluster = address;
            driver.port.show(snapshot);
        };
        const auto trigger = [&driver](ActionId id) {
            driver.studio->actions().action(id)->trigger();
        };
        // Not while it is being opened either: the snapshot still names the local cluster.
        driver.record->text = QStringLiteral("kafka://broker:9092");
        trigger(ActionId::OpenCluster);
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        trigger(ActionId::ApplyAll);
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        driver.record->asked.clear();
        onKafka("kafka://broker:9092");
        driver.port.reply(1, runtime::Answer());
        QCOMPARE(driver.record->asked, QStringList{"Write to kafka://broker:9092?"});
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        // A statement of the plan, and one that writes by itself.
        Document &document = driver.studio->document();
        driver.studio->editor().setCaret(test::demoSql().find("CREATE STREAM POOR_RATINGS"));
        trigger(ActionId::ApplyStatement);
        QVERIFY(document.apply(
            QStringLiteral("Edit"),
            {.patches = {document.text().replace(
                 {0, 0}, "INSERT INTO RATINGS (RATING_ID, STARS) VALUES (1, 2);\n")}}));
        driver.studio->editor().setCaret(3);
        trigger(ActionId::ApplyStatement);
        QCOMPARE(driver.record->asked.size(), qsizetype(3));
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        // Yes holds for this cluster, not for another one.
        driver.record->confirm = true;
        trigger(ActionId::ApplyStatement);
        trigger(ActionId::ApplyStatement);
        QCOMPARE(driver.record->asked.size(), qsizetype(4));
        QCOMPARE(driver.port.commands.size(), std::size_t(3));
        driver.record->confirm = false;
        onKafka("kafka://production:9092");
        trigger(ActionId::ApplyStatement);
        QCOMPARE(driver.record->asked.size(), qsizetype(5));
        QCOMPARE(driver.port.commands.size(), std::size_t(3));
    }

    void whatWasMeantForAClusterThatDidNotOpenIsDropped()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.record->text = QStringLiteral("local:/nowhere");
        driver.studio->actions().action(ActionId::OpenCluster)->trigger();
        driver.studio->actions().action(ActionId::ApplyAll)->trigger();
        driver.port.reply(1, fail(externalError("log.storage", "no such folder")));
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        QVERIFY(driver.studio->panels().problems->problemCount() > 1);
        driver.studio->actions().action(ActionId::ApplyAll)->trigger();
        QCOMPARE(driver.port.commands.size(), std::size_t(2));
    }
};

WEIR_TEST(WriteConsentTest)
#include "WriteConsentTest.moc"
