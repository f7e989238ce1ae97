#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/actions/CommandPalette.h"
#include "app/studio/wiring/RecordTabs.h"
#include "app/studio/wiring/Selection.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/FeedTable.h"
#include "widgets/panels/InspectorPanel.h"
#include "widgets/panels/NodeRows.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/ProblemsPanel.h"
#include "widgets/panels/RecordTab.h"
#include "widgets/panels/TablePanel.h"
#include "widgets/panels/TopicsPanel.h"

#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

class StudioTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void snapshotFillsThePanels()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        const Panels &panels = driver.studio->panels();
        QCOMPARE(panels.problems->problemCount(), 1);
        QCOMPARE(panels.deadLetters->model()->rowCount(), 1);
        QCOMPARE(panels.groups->model()->rowCount(), 4);
        QCOMPARE(panels.inspector->content().title, QStringLiteral("Filter"));
        QCOMPARE(panels.inspector->content().clause, QStringLiteral("STARS < 3"));
        QCOMPARE(panels.inspector->content().note,
                 QStringLiteral("A filter: ratings of one and two stars."));
        const auto *run =
            driver.studio->window().findChild<QToolButton *>(QStringLiteral("runButton"));
        QCOMPARE(run->text(), QStringLiteral("Apply 1 change"));
        const CanvasScene &scene = panels.designer->canvas()->scene();
        QVERIFY(scene.block(scene.findBlock(NodeKey{"UNHAPPY_PLATINUM_CUSTOMERS"})).editedSinceRun);
        QVERIFY(!scene.block(scene.findBlock(NodeKey{"POOR_RATINGS"})).editedSinceRun);
    }

    void figuresOfTheRunningVersionAreSaidToBeIts()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        const Panels &panels = driver.studio->panels();
        const auto *counts =
            panels.designer->nodeRows()->findChild<ElidedLabel *>(QStringLiteral("nodeCounts"));
        QVERIFY(counts);
        QVERIFY2(counts->text().endsWith(QStringLiteral("dropped by STARS < 3")),
                 qPrintable(counts->text()));
        QCOMPARE(panels.inspector->content().sections.front().aside, QString());
        const std::size_t at = test::demoSql().find("STARS < 3") + 8;
        Document &document = driver.studio->document();
        QVERIFY(document.type(document.text().replace({at, at + 1}, "4")));
        QCOMPARE(panels.inspector->content().clause, QStringLiteral("STARS < 4"));
        QCOMPARE(panels.inspector->content().sections.front().aside,
                 QStringLiteral("of the running version"));
        QVERIFY2(counts->text().endsWith(QStringLiteral("dropped · of the running version")),
                 qPrintable(counts->text()));
        // Applied: the clause is the one of the rows again.
        driver.port.show(test::demoSnapshot(*driver.port.language()));
        QVERIFY2(counts->text().endsWith(QStringLiteral("dropped by STARS < 4")),
                 qPrintable(counts->text()));
        QCOMPARE(panels.inspector->content().sections.front().aside, QString());
    }

    void runSendsTheWholeText()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        auto *run = driver.studio->window().findChild<QToolButton *>(QStringLiteral("runButton"));
        QTest::mouseClick(run, Qt::LeftButton);
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        const auto &apply = std::get<runtime::ApplyText>(driver.port.commands.front());
        QCOMPARE(apply.text, test::demoSql());
        QVERIFY(apply.statements.empty());
        driver.port.reply(1, fail(userError("runtime.refused", "Not like this")));
        QCOMPARE(driver.studio->panels().problems->problemCount(), 2);
    }

    void hiddenPanelsHoldNoFeeds()
    {
        StudioDriver driver;
        driver.showDemo();
        QCOMPARE(driver.port.openFeeds(), std::size_t(0));
        driver.showWindow();
        QCOMPARE(driver.port.openFeeds(), std::size_t(2)); // rows at the selected node, the plot
        driver.studio->recordTabs().open(QStringLiteral("ratings"));
        QCOMPARE(driver.port.openFeeds(),
                 std::size_t(2)); // records and plot; the designer is hidden
        driver.studio->window().showPage(QStringLiteral("log"));
        QCOMPARE(driver.port.openFeeds(), std::size_t(1));
        QVERIFY(driver.port.feed<runtime::TopicTailSpec>());
        driver.studio->window().hide();
        QCOMPARE(driver.port.openFeeds(), std::size_t(0));
    }

    void scrollingEndsFollowAndThePillReturns()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        driver.studio->recordTabs().open(QStringLiteral("ratings"));
        auto *tab = driver.studio->window().findChild<RecordTab *>();
        FeedTable *table = tab->table();
        auto *feed = driver.port.feed<runtime::TopicTailSpec>();
        feed->push(std::vector<std::vector<std::string>>(200, {"1", "2", "3", "web", "x"}));
        QTRY_COMPARE(table->view()->verticalScrollBar()->value(),
                     table->view()->verticalScrollBar()->maximum());
        QVERIFY(table->isFollowing());
        QTest::keyClick(table->view(), Qt::Key_Home, Qt::ControlModifier);
        table->view()->verticalScrollBar()->setValue(0);
        QVERIFY(!table->isFollowing());
        feed->push({{"9", "9", "9", "web", "new"}});
        QCOMPARE(table->waiting(), 1);
        auto *pill = table->findChild<QPushButton *>(QStringLiteral("newRowsPill"));
        QVERIFY(pill->isVisible());
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(table->isFollowing());
        QVERIFY(feed->largestDrain <= 2000);
    }

    void fixChangesOnlyItsBytes()
    {
        StudioDriver driver;
        driver.showDemo();
        const auto diagnostics = driver.port.language()->diagnostics;
        ProblemsPanel *problems = driver.studio->panels().problems;
        const std::uint64_t revision = driver.studio->document().text().revision();
        // One that was found in another text is not of these bytes.
        Q_EMIT problems->fixRequested(diagnostics.front().fixes.front(), revision - 1);
        QCOMPARE(driver.studio->document().text().bytes(), test::demoSql());
        Q_EMIT problems->fixRequested(diagnostics.front().fixes.front(), revision);
        QCOMPARE(driver.studio->document().text().bytes(),
                 applyFix(test::demoSql(), diagnostics.front().fixes.front()));
        QVERIFY(driver.studio->document().isEdited());
        QCOMPARE(driver.port.text, driver.studio->document().text().bytes());
    }

    void typingReachesTheEngineAndIsUndone()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        SqlEditor &editor = driver.studio->editor();
        editor.setFocus();
        editor.setCaret(0);
        QTest::keyClicks(&editor, QStringLiteral("-- x"));
        QTest::keyClick(&editor, Qt::Key_Return);
        QCOMPARE(driver.port.text, "-- x\n" + test::demoSql());
        QVERIFY(driver.studio->document().isEdited());
        while (driver.studio->actions().action(ActionId::Undo)->isEnabled()) {
            driver.studio->actions().action(ActionId::Undo)->trigger();
        }
        QCOMPARE(editor.bytes(), test::demoSql());
        QCOMPARE(driver.port.text, test::demoSql());
        QVERIFY(!driver.studio->document().isEdited());
    }

    void anotherProjectInAUsedWindowIsUnderstood()
    {
        StudioDriver driver;
        driver.showWindow();
        SqlEditor &editor = driver.studio->editor();
        driver.studio->showDesigner();
        editor.setFocus();
        QTest::keyClicks(&editor, QStringLiteral("select nothing from nowhere, letter by letter"));
        driver.studio->openText(test::demoSql(), QStringLiteral("ratings.sql"), {});
        QCOMPARE(driver.port.language()->revision, driver.studio->document().text().revision());
        QVERIFY(driver.studio->panels().designer->canvas()->scene().findBlock(
                    NodeKey{"POOR_RATINGS"}) >= 0);
        QVERIFY(!editor.diagnostics().empty());
        QCOMPARE(editor.diagnostics().size(), driver.port.language()->diagnostics.size());
    }

    void theHistoryGoesToAnyStep()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        Document &document = driver.studio->document();
        for (const char *text : {"-- a\n", "-- b\n", "-- c\n"}) {
            QVERIFY(document.apply(QLatin1String(text).trimmed(),
                                   {.patches = {document.text().replace({0, 0}, text)}}));
        }
        QCOMPARE(driver.studio->actions().action(ActionId::Undo)->text(),
                 QStringLiteral("&Undo -- c"));
        driver.studio->actions().action(ActionId::ShowHistory)->trigger();
        auto *view = driver.studio->window().findChild<QListView *>(QStringLiteral("historyView"));
        QVERIFY(view && view->isVisible());
        QTRY_COMPARE(view->model()->rowCount(), 4);
        QCOMPARE(view->currentIndex().row(), 3);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(1, 0)).center());
        QCOMPARE(document.text().bytes(), "-- a\n" + test::demoSql());
        QCOMPARE(driver.studio->actions().action(ActionId::Redo)->text(),
                 QStringLiteral("&Redo -- b"));
        QCOMPARE(view->currentIndex().row(), 1);
        // By the keys: the mark moves, Enter goes.
        view->setFocus();
        QTest::keyClick(view, Qt::Key_End);
        QCOMPARE(document.text().bytes(), "-- a\n" + test::demoSql());
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(document.text().bytes(), "-- c\n-- b\n-- a\n" + test::demoSql());
    }

    void aFilterIsAddedByTheActionAndUndone()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        driver.studio->selection().select(NodeKey{"RATINGS"});
        driver.studio->actions().action(ActionId::InsertFilter)->trigger();
        QVERIFY(driver.port.text.find("WHERE TRUE") != std::string::npos);
        const SourceSpan selected = driver.studio->editor().selection();
        QCOMPARE(driver.port.text.substr(selected.begin, selected.length()), std::string("TRUE"));
        driver.studio->actions().action(ActionId::Undo)->trigger();
        QCOMPARE(driver.port.text, test::demoSql());
    }

    void savesAndOpensWithoutLosingAByte()
    {
        StudioDriver driver;
        const std::string bytes = "\xEF\xBB\xBF-- caf\xE9\r\nSELECT 1;";
        driver.studio->document().reset(bytes, {});
        driver.record->path = driver.folder.filePath(QStringLiteral("a.sql"));
        driver.studio->actions().action(ActionId::FileSaveAs)->trigger();
        driver.studio->document().reset({}, {});
        driver.studio->openFile(driver.record->path);
        QCOMPARE(driver.studio->document().text().bytes(), bytes);
        QCOMPARE(driver.settings.recentFiles(), QStringList{driver.record->path});
    }

    void panelsCollapseByKeysAndComeBack()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        MainWindow &window = driver.studio->window();
        const int before = window.stack(MainWindow::Side::Left)->width();
        QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
        QVERIFY(window.stack(MainWindow::Side::Left)->isCollapsed());
        QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(window.stack(MainWindow::Side::Left)->width(), before);
        window.stack(MainWindow::Side::Bottom)->setCollapsed(true);
        const QJsonObject layout = window.saveLayout();
        window.resetLayout();
        QVERIFY(!window.stack(MainWindow::Side::Bottom)->isCollapsed());
        window.restoreLayout(layout);
        QVERIFY(window.stack(MainWindow::Side::Bottom)->isCollapsed());
    }

    void paletteRunsACommand()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        driver.studio->window().activateWindow();
        driver.studio->actions().action(ActionId::CommandPalette)->trigger();
        auto *field = driver.studio->palette().findChild<QLineEdit *>();
        QTRY_VERIFY(driver.studio->palette().isVisible());
        QTest::keyClicks(field, QStringLiteral("log"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!driver.studio->palette().isVisible());
        QCOMPARE(driver.studio->window().stack(MainWindow::Side::Bottom)->currentPage(),
                 QStringLiteral("log"));
    }

    void unsavedChangesAreAskedAbout()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        QVERIFY(driver.studio->document().type(
            driver.studio->document().text().replace({0, 0}, "-- x\n")));
        driver.record->changes = Ask::Changes::Cancel;
        driver.studio->window().close();
        QTRY_COMPARE(driver.record->asked.size(), qsizetype(1));
        QVERIFY(driver.studio->window().isVisible());
        driver.record->changes = Ask::Changes::Discard;
        driver.studio->window().close();
        QTRY_VERIFY(!driver.studio->window().isVisible());
    }
};

WEIR_TEST(StudioTest)
#include "StudioTest.moc"
