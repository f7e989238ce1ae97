#include "app/studio/MainWindow.h"
#include "app/studio/wiring/RunCommands.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/ResultsPanel.h"

#include <QTest>

using namespace weir;
using namespace weir::studio;
using namespace weir::test;

/// Statements that are run by themselves, at the caret.
class RunOnceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steeringStatementsAreCommands()
    {
        StudioDriver driver;
        show(driver, "PAUSE POOR_RATINGS;");
        QCOMPARE(std::get<runtime::PauseRun>(driver.port.commands.back()).query,
                 std::string("POOR_RATINGS"));
        show(driver, "RESUME ALL;");
        QCOMPARE(std::get<runtime::ResumeRun>(driver.port.commands.back()).query, std::string());
        show(driver, "TERMINATE poor_ratings;");
        QCOMPARE(std::get<runtime::StopRun>(driver.port.commands.back()).query,
                 std::string("POOR_RATINGS"));
    }

    void aQueryThatDoesNotRunIsNotSteered()
    {
        StudioDriver driver;
        show(driver, "TERMINATE NOBODY;");
        QVERIFY(driver.port.commands.empty());
    }

    void printOpensTheRecords()
    {
        StudioDriver driver;
        show(driver, "PRINT 'POOR_RATINGS' FROM BEGINNING;");
        PanelStack *centre = driver.studio->window().stack(MainWindow::Side::Centre);
        QVERIFY(centre->page(QStringLiteral("records:POOR_RATINGS")));
        // A stream's name stands for its topic.
        show(driver, "PRINT RATINGS;");
        QVERIFY(centre->page(QStringLiteral("records:ratings")));
        show(driver, "PRINT other;");
        QVERIFY(centre->page(QStringLiteral("records:other")));
        QVERIFY(driver.port.commands.empty());
    }

private:
    /// Puts a statement behind the demo and runs it.
    static void show(StudioDriver &driver, const std::string &statement)
    {
        driver.showDemo();
        const std::string before = driver.studio->document().text().bytes();
        driver.studio->document().reset(before + "\n" + statement + "\n", {},
                                        QStringLiteral("ratings.sql"));
        driver.studio->editor().setCaret(before.size() + 3);
        driver.studio->runCommands().runAtCaret();
    }
};

WEIR_TEST(RunOnceTest)
#include "RunOnceTest.moc"
