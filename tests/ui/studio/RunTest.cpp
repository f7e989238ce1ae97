#include "app/studio/Document.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/ResultsPanel.h"

#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

/// What Run, Apply and EXPLAIN send, and what becomes of the answers.
class RunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runMeansTheStatementAtTheCaretAfterAChangeAboveIt()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        Document &document = driver.studio->document();
        SqlEditor &editor = driver.studio->editor();
        editor.setFocus();
        editor.setCaret(test::demoSql().find("CREATE STREAM POOR_RATINGS") + 3);
        // More than the statement is long comes above it, as by Format or undo.
        QVERIFY(document.apply(QStringLiteral("Edit"),
                               {.patches = {document.text().replace(
                                    {0, 0}, "-- " + std::string(4'000, 'x') + "\n")}}));
        driver.studio->actions().action(ActionId::ApplyStatement)->trigger();
        const auto &apply = std::get<runtime::ApplyText>(driver.port.commands.back());
        QCOMPARE(apply.statements, std::vector<std::string>{"POOR_RATINGS"});
    }

    void runMeansOneStatementWhileTheTextIsStillBeingUnderstood()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        driver.port.understands = false;
        SqlEditor &editor = driver.studio->editor();
        editor.setFocus();
        editor.setCaret(test::demoSql().find("STARS < 3") + 9);
        QTest::keyClicks(&editor, QStringLiteral("0"));
        driver.studio->actions().action(ActionId::ApplyStatement)->trigger();
        const auto &apply = std::get<runtime::ApplyText>(driver.port.commands.back());
        QVERIFY(apply.text.find("STARS < 30") != std::string::npos);
        QCOMPARE(apply.statements, std::vector<std::string>{"POOR_RATINGS"});
    }

    void aSelectionIsAppliedAndRunInOrder()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        const std::string text = "CREATE STREAM S (V INT) WITH (KAFKA_TOPIC='s', "
                                 "VALUE_FORMAT='JSON', PARTITIONS=1);\n"
                                 "INSERT INTO S (V) VALUES (1);\nSELECT * FROM S;\n";
        driver.studio->openText(text, {}, {});
        driver.studio->editor().select({3, text.size()});
        const std::size_t before = driver.port.commands.size();
        driver.studio->actions().action(ActionId::ApplyStatement)->trigger();
        QCOMPARE(driver.port.commands.size(), before + 2);
        QCOMPARE(std::get<runtime::ApplyText>(driver.port.commands[before]).statements,
                 std::vector<std::string>{"S"});
        QCOMPARE(std::get<runtime::RunStatement>(driver.port.commands[before + 1]).text,
                 std::string("INSERT INTO S (V) VALUES (1)"));
        const auto *rows = driver.port.feed<runtime::QueryResultSpec>();
        QVERIFY(rows);
        QCOMPARE(std::get<runtime::QueryResultSpec>(rows->spec).sql,
                 std::string("SELECT * FROM S"));
    }

    void anAnswerOfAnEarlierStatementLeavesTheResultsOfALaterOne()
    {
        StudioDriver driver;
        driver.showWindow();
        driver.studio->openText("SHOW TOPICS;\nSHOW STREAMS;\n", {}, {});
        const std::size_t before = driver.port.commands.size();
        driver.studio->editor().setCaret(2);
        driver.studio->actions().action(ActionId::ApplyStatement)->trigger();
        driver.studio->editor().setCaret(16);
        driver.studio->actions().action(ActionId::ApplyStatement)->trigger();
        QCOMPARE(driver.port.commands.size(), before + 2);
        const auto second = static_cast<runtime::RequestId>(driver.port.commands.size());
        const FeedTableModel *rows = driver.studio->panels().results->model();
        runtime::TableAnswer answer{.columns = {"NAME"}, .rows = {{{"of streams", false, false}}}};
        driver.port.reply(second, runtime::Answer{answer});
        QCOMPARE(rows->rowCount(), 1);
        answer.rows = {{{"of topics", false, false}}, {{"more", false, false}}};
        driver.port.reply(second - 1, runtime::Answer{answer});
        QCOMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->row(0).cells.front().text, std::string("of streams"));
    }
};

WEIR_TEST(RunTest)
#include "RunTest.moc"
