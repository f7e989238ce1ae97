#include "app/studio/wiring/RecordTabs.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/FeedTable.h"
#include "widgets/panels/RecordTab.h"
#include "widgets/panels/ResultsPanel.h"

#include <QTableView>
#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

namespace {

const std::vector<std::vector<std::string>> kThreeRows(3, {"k", "v"});

} // namespace

/// What becomes of rows when their panel is hidden and shown again.
class FeedsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordsStayWhileTheirTabIsHidden()
    {
        StudioDriver driver;
        driver.showWindow();
        driver.studio->recordTabs().open(QStringLiteral("ratings"));
        auto *tab = driver.studio->window().findChild<RecordTab *>();
        auto *feed = driver.port.feed<runtime::TopicTailSpec>();
        QVERIFY(tab && feed);
        QVERIFY(std::get<runtime::TopicTailSpec>(feed->spec).goOnAt.empty());
        feed->push(kThreeRows);
        driver.studio->showDesigner();
        QVERIFY(!driver.port.feed<runtime::TopicTailSpec>());
        QCOMPARE(tab->model()->rowCount(), 3);
        driver.studio->recordTabs().open(QStringLiteral("ratings"));
        QCOMPARE(tab->model()->rowCount(), 3);
        feed = driver.port.feed<runtime::TopicTailSpec>();
        QVERIFY(feed);
        QCOMPARE(std::get<runtime::TopicTailSpec>(feed->spec).goOnAt,
                 (std::map<int, std::int64_t>{{0, 3}}));
        feed->push(kThreeRows);
        QCOMPARE(tab->model()->rowCount(), 6);
        // On another cluster they are not those of this topic.
        driver.studio->showDesigner();
        runtime::EngineSnapshot other;
        other.cluster = "kafka://elsewhere:9092";
        driver.port.show(other);
        driver.studio->recordTabs().open(QStringLiteral("ratings"));
        QCOMPARE(tab->model()->rowCount(), 0);
    }

    void aRecordIsOpenedByTheKeyboard()
    {
        StudioDriver driver;
        driver.showWindow();
        driver.studio->recordTabs().open(QStringLiteral("ratings"));
        auto *tab = driver.studio->window().findChild<RecordTab *>();
        auto *feed = driver.port.feed<runtime::TopicTailSpec>();
        feed->feedInfo.columns = {{"KEY", DataType::string()}, {"VALUE", DataType::string()}};
        feed->push(kThreeRows);
        QTableView *view = tab->table()->view();
        view->setCurrentIndex(view->model()->index(1, 0));
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        QCOMPARE(std::get<runtime::FetchRecord>(driver.port.commands.front()).record.offset,
                 std::int64_t(1));
    }

    void aCompleteResultIsNotReadAgain()
    {
        StudioDriver driver;
        driver.showWindow();
        driver.studio->openText("SELECT * FROM T;\n", {}, {});
        driver.studio->actions().action(ActionId::ApplyStatement)->trigger();
        auto *feed = driver.port.feed<runtime::QueryResultSpec>();
        QVERIFY(feed);
        feed->feedInfo.columns = {{"A", DataType::string()}, {"B", DataType::string()}};
        feed->push(kThreeRows);
        feed->pending.finished = true;
        feed->wake();
        const FeedTableModel *rows = driver.studio->panels().results->model();
        driver.studio->window().showPage(QStringLiteral("log"));
        driver.studio->window().showPage(QStringLiteral("results"));
        QVERIFY(!driver.port.feed<runtime::QueryResultSpec>());
        QCOMPARE(rows->rowCount(), 3);
        driver.studio->actions().action(ActionId::ApplyStatement)->trigger();
        QVERIFY(driver.port.feed<runtime::QueryResultSpec>());
        QCOMPARE(rows->rowCount(), 0);
    }
};

WEIR_TEST(FeedsTest)
#include "FeedsTest.moc"
