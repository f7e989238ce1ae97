#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/StatusLine.h"
#include "app/studio/wiring/RecordTabs.h"
#include "app/studio/wiring/Selection.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/NodeRows.h"
#include "widgets/panels/ProblemsPanel.h"
#include "widgets/panels/RecordTab.h"
#include "widgets/panels/TablePanel.h"

#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

namespace {

const std::vector<std::vector<std::string>> kOneRow = {{"1", "2", "3", "web", "x"}};

} // namespace

/// "Pause the View" holds figures and rows; the engine and what can be done about it go on.
class HeldViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_driver = std::make_unique<StudioDriver>();
        m_driver->showDemo();
        m_driver->showWindow();
    }
    void cleanup() { m_driver.reset(); }

    void rowsWaitAndComeWhenTheViewGoesOn()
    {
        const FeedTableModel *rows = m_driver->studio->panels().designer->nodeRows()->model();
        const int before = rows->rowCount();
        hold(true);
        auto *feed = m_driver->port.feed<runtime::NodeTapSpec>();
        QVERIFY(feed);
        feed->push(kOneRow);
        QCOMPARE(rows->rowCount(), before);
        hold(false);
        QCOMPARE(rows->rowCount(), before + 1);
    }

    void whatIsAskedForIsShownOnce()
    {
        hold(true);
        m_driver->studio->selection().select(NodeKey{"POOR_RATINGS"});
        const FeedTableModel *rows = m_driver->studio->panels().designer->nodeRows()->model();
        const int first = rows->rowCount();
        QVERIFY(first > 0);
        m_driver->port.feed<runtime::NodeTapSpec>()->push(kOneRow);
        QCOMPARE(rows->rowCount(), first);
    }

    void figuresStayAndProblemsAndActionsDoNot()
    {
        const Panels &panels = m_driver->studio->panels();
        const CanvasFigures figures = panels.designer->canvas()->figures();
        const int problems = panels.problems->problemCount();
        const int groups = panels.groups->model()->rowCount();
        hold(true);
        runtime::EngineSnapshot next = test::demoSnapshot(*m_driver->port.language());
        for (runtime::QueryGauges &query : next.queries) {
            for (runtime::NodeGauges &node : query.nodes) {
                node.out += 1'000'000;
                node.outRate += 1'000;
            }
        }
        next.queries.pop_back();
        next.error = userError("runtime.broken", "It broke");
        m_driver->port.show(next);
        QVERIFY(panels.designer->canvas()->figures() == figures);
        QCOMPARE(panels.groups->model()->rowCount(), groups);
        QCOMPARE(panels.problems->problemCount(), problems + 1);
        m_driver->port.show({});
        QVERIFY(!m_driver->studio->actions().action(ActionId::Stop)->isEnabled());
        m_driver->port.show(next);
        QVERIFY(m_driver->studio->actions().action(ActionId::Stop)->isEnabled());
        hold(false);
        QVERIFY(panels.designer->canvas()->figures() != figures);
        QCOMPARE(panels.groups->model()->rowCount(), groups - 1);
    }

private:
    void hold(bool held)
    {
        QAction *action = m_driver->studio->actions().action(ActionId::PauseView);
        if (action->isChecked() != held) {
            action->trigger();
        }
    }

    std::unique_ptr<StudioDriver> m_driver;
};

WEIR_TEST(HeldViewTest)
#include "HeldViewTest.moc"
