#include "widgets/undo/HistoryModel.h"

#include "core/project/History.h"
#include "tests/support/TestRegistry.h"
#include "widgets/models/DiffModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::studio;

namespace {

// "label|detail" with marks: > current, - undone, * saved.
QStringList historyRows(const HistoryModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        QString text =
            index.data().toString() + u'|' + index.data(HistoryModel::DetailRole).toString();
        text += index.data(HistoryModel::CurrentRole).toBool() ? QStringLiteral(">") : QString();
        text += index.data(HistoryModel::DoneRole).toBool() ? QString() : QStringLiteral("-");
        text += index.data(HistoryModel::SavedRole).toBool() ? QStringLiteral("*") : QString();
        all.append(text);
    }
    return all;
}

} // namespace

class HistoryModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheHistory()
    {
        FixedClock clock(0);
        project::History history(sql::SqlText("SELECT 1;"), {}, clock);
        HistoryModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto show = [&] {
            model.show(historySteps(history), history.doneSteps(), history.cleanSteps());
        };
        show();
        QCOMPARE(historyRows(model), QStringList{"Opened|>*"});
        QVERIFY(history.type(history.text().replace({9, 9}, " --")).has_value());
        QVERIFY(history.apply("Add filter", {{history.text().replace({8, 8}, " WHERE\n  TRUE")}})
                    .has_value());
        show();
        QCOMPARE(historyRows(model),
                 (QStringList{"Opened|*", "Typing|--", "Add filter|WHERE TRUE>"}));
        history.setClean();
        QVERIFY(history.undo().has_value());
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        show();
        QCOMPARE(historyRows(model),
                 (QStringList{"Opened|", "Typing|-->", "Add filter|WHERE TRUE-*"}));
        QCOMPARE(inserted.size() + removed.size(), qsizetype(0));
        QCOMPARE(model.index(2).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Add filter, WHERE TRUE, undone, saved"));
        // Another way from here: what was undone is gone, and with it the saved state.
        QVERIFY(history.apply("Move", {.positions = {{"S", std::nullopt, project::Position{}}}})
                    .has_value());
        show();
        QCOMPARE(historyRows(model), (QStringList{"Opened|", "Typing|--", "Move|S>"}));
        QCOMPARE(removed.size(), qsizetype(1));
        QVERIFY(history.apply("Delete", {{history.text().replace({0, 7}, "")}}).has_value());
        show();
        QCOMPARE(historyRows(model).back(), QStringLiteral("Delete|−SELECT>"));
    }

    void diffRowsSayWhatBecameOfThem()
    {
        DiffModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLines(project::diffLines("a\nb\nc\nd\n", "a\nb\nc\n\te\r\n", 1));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.added(), 1);
        QCOMPARE(model.removed(), 1);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("2 lines are the same"));
        QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("line 3: c"));
        QCOMPARE(model.index(2).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("removed line 4: d"));
        // The CR is all that some lines differ by.
        QCOMPARE(model.index(3).data().toString(), QStringLiteral("    e") + QChar(0x240d));
        QCOMPARE(model.index(3).data(DiffModel::BeforeRole).toInt(), 0);
        QCOMPARE(model.index(3).data(DiffModel::AfterRole).toInt(), 4);
        model.setLines(project::diffLines("", std::string(5'000, 'x'), 1));
        QVERIFY(model.index(0).data().toString().size() < 600);
    }
};

WEIR_TEST(HistoryModelTest)
#include "HistoryModelTest.moc"
