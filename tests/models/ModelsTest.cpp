#include "core/bind/Bind.h"
#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/models/Figures.h"
#include "widgets/models/InspectorContent.h"
#include "widgets/models/OutlineModel.h"
#include "widgets/models/PlainTableModel.h"
#include "widgets/models/RateHistory.h"
#include "widgets/models/TopicFilter.h"
#include "widgets/models/TopicModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::studio;

namespace {

constexpr auto kMode = QAbstractItemModelTester::FailureReportingMode::QtTest;

runtime::FeedDrain drainOf(std::uint64_t first, int count)
{
    runtime::FeedDrain drain;
    for (int i = 0; i < count; ++i) {
        runtime::FeedRow row;
        row.sequence = first + static_cast<std::uint64_t>(i);
        row.cells = {{std::to_string(row.sequence), false, false}, {"", true, false}};
        drain.rows.push_back(std::move(row));
    }
    return drain;
}

TopicRow topicRow(const char *name, bool written, double rate = 0)
{
    TopicRow row;
    row.name = QLatin1String(name);
    row.written = written;
    row.rate = rate;
    return row;
}

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theInspectorSaysIntoWhichNodeOneWasMerged()
    {
        const std::string sql =
            "CREATE STREAM S (ID INT KEY, A INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
            "CREATE STREAM O AS SELECT * FROM S WHERE A > 3;\n";
        const bind::BoundScript bound = bind::bind(sql::parse(sql), {});
        const NodeKey where{"O/where"};
        const NodeKey project{"O/project"};
        runtime::EngineSnapshot snapshot;
        snapshot.queries.push_back({.key = "O"});
        snapshot.queries[0].nodes = {{.key = where, .in = 7, .out = 5},
                                     {.key = project, .in = 7, .out = 5, .mergedInto = where}};
        const InspectorContent merged = inspect(project, bound.plan, sql, {snapshot});
        const InspectorContent keeper = inspect(where, bound.plan, sql, {snapshot});
        QVERIFY2(merged.remark.contains(keeper.title), qPrintable(merged.remark));
        QVERIFY(keeper.remark.isEmpty());
        QVERIFY(!merged.sections.empty() && merged.sections[0] == keeper.sections[0]);
    }

    void feedKeepsTheNewestRowsWithOneChangeADrain()
    {
        FeedTableModel model(FeedTableModel::Lead::Nothing, nullptr, 10);
        const QAbstractItemModelTester tester(&model, kMode);
        model.setColumns({{"A", DataType::bigint()}, {"B", DataType::string()}});
        model.append(drainOf(0, 8));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.append(drainOf(8, 5));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.evicted(), std::uint64_t(3));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("3"));
        QCOMPARE(model.rowOfSequence(12), 9);
        model.append(drainOf(13, 25));
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.index(9, 0).data().toString(), QStringLiteral("37"));
        QVERIFY(model.index(0, 1).data(FeedTableModel::NullRole).toBool());
    }

    void feedCutsCellsAndCopies()
    {
        FeedTableModel model(FeedTableModel::Lead::Record, nullptr);
        model.setColumns({{"A", DataType::string()}});
        runtime::FeedDrain drain = drainOf(0, 1);
        drain.rows[0].cells = {{std::string(4000, 'x'), false, false}};
        model.append(std::move(drain));
        QCOMPARE(model.index(0, 3).data().toString().size(),
                 qsizetype(FeedTableModel::kMaxCellCharacters));
        QVERIFY(model.toTsv({0}).contains(QString(4000, u'x')));
        QVERIFY(model.toJsonLines({0}).startsWith(u'{'));
    }

    void topicsAreMergedNotReset()
    {
        TopicModel model;
        const QAbstractItemModelTester tester(&model, kMode);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRows({topicRow("a", false), topicRow("c", false), topicRow("w", true)});
        QCOMPARE(model.topicCount(), 3);
        const QPersistentModelIndex c = model.find(QStringLiteral("c"));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({topicRow("b", false), topicRow("c", false, 482), topicRow("w", true)});
        QVERIFY(c.isValid());
        QCOMPARE(c.data(TopicModel::FigureRole).toString(), QStringLiteral("482/s"));
        QCOMPARE(changed.size(), 2); // the row, and the heading that others stand below
        QCOMPARE(reset.size(), 0);
        TopicFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester filterTester(&filter, kMode);
        filter.setText(QStringLiteral("W"));
        QCOMPARE(filter.rowCount(), 1);
        // A heading appears with the first topic below it that is looked for.
        filter.setText(QStringLiteral("late"));
        QCOMPARE(filter.rowCount(), 0);
        model.setRows({topicRow("b", false), topicRow("c", false), topicRow("later", false)});
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
        model.setRows({topicRow("b", false)});
        QCOMPARE(filter.rowCount(), 0);
    }

    void topicsThatComeTogetherAreOneInsertion()
    {
        TopicModel model;
        const QAbstractItemModelTester tester(&model, kMode);
        model.setRows({topicRow("b", false), topicRow("y", false)});
        QSignalSpy came(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy went(&model, &QAbstractItemModel::rowsRemoved);
        const QPersistentModelIndex y = model.find(QStringLiteral("y"));
        model.setRows({topicRow("a", false), topicRow("b", false), topicRow("c", false),
                       topicRow("d", false), topicRow("y", false), topicRow("z", false)});
        QCOMPARE(came.size(), 3); // a; c and d; z
        QCOMPARE(model.topicCount(), 6);
        QCOMPARE(y.row(), 4);
        model.setRows({topicRow("y", false)});
        QCOMPARE(went.size(), 2);
        QCOMPARE(y.row(), 0);
        QCOMPARE(model.topicCount(), 1);
    }

    void headingsStandOverTheirNumbers()
    {
        PlainTableModel table({QStringLiteral("NAME"), QStringLiteral("LAG")});
        const auto right = [&table](int column) {
            const auto align =
                table.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
            return (align & Qt::AlignRight) != 0;
        };
        QVERIFY(!right(1));
        QSignalSpy told(&table, &QAbstractItemModel::headerDataChanged);
        table.setRows(
            {{{QStringLiteral("A")}, {QStringLiteral("7"), Glyph::None, ColorRole::Text, true}}});
        QCOMPARE(told.size(), 1);
        QVERIFY(!right(0));
        QVERIFY(right(1));
    }

    void plainTableAndOutlineAreSound()
    {
        PlainTableModel table({QStringLiteral("A"), QStringLiteral("B")});
        const QAbstractItemModelTester tester(&table, kMode);
        table.setRows({{{QStringLiteral("1")}, {QStringLiteral("2")}}});
        table.setRows({{{QStringLiteral("1")}, {QStringLiteral("3")}}, {{QStringLiteral("4")}}});
        QCOMPARE(table.rowCount(), 2);
        table.append({{{QStringLiteral("5")}}}, 2);
        QCOMPARE(table.rowCount(), 2);
        QCOMPARE(table.index(1, 0).data().toString(), QStringLiteral("5"));
        table.setRows({});
        OutlineModel outline;
        const QAbstractItemModelTester outlineTester(&outline, kMode);
        OutlineItem statement;
        statement.key = NodeKey{"A"};
        statement.children = {{NodeKey{"A/where"},
                               QStringLiteral("Filter"),
                               {},
                               Glyph::Filter,
                               ColorRole::Stream,
                               {},
                               {}}};
        outline.setItems({statement});
        QSignalSpy reset(&outline, &QAbstractItemModel::modelReset);
        outline.setItems({statement});
        QCOMPARE(reset.size(), 0);
        QCOMPARE(outline.find(NodeKey{"A/where"}).data().toString(), QStringLiteral("Filter"));
    }

    void ratesAreKeptOfTopicsThatMove()
    {
        RateHistory rates;
        rates.note({topicRow("a", false), topicRow("b", false)}, 0);
        QCOMPARE(rates.size(), std::size_t(0));
        rates.note({topicRow("a", false, 5), topicRow("b", false)}, 1'000);
        // A new text within the second is no new moment.
        rates.note({topicRow("a", false, 7), topicRow("b", false)}, 1'250);
        QCOMPARE(rates.of(QStringLiteral("a")), (std::vector<double>{0, 5}));
        QCOMPARE(rates.of(QStringLiteral("b")), (std::vector<double>{0, 0}));
        QCOMPARE(rates.size(), std::size_t(1));
        for (int second = 2; second < 400; ++second) {
            rates.note({topicRow("a", false, second < 50 ? 1 : 0), topicRow("c", false, 1)},
                       second * 1'000);
        }
        QCOMPARE(rates.of(QStringLiteral("c")).size(), RateHistory::kKept);
        QCOMPARE(rates.size(), std::size_t(1)); // a has stood still for five minutes
        rates.note({topicRow("a", false)}, 400'000);
        QCOMPARE(rates.size(), std::size_t(0)); // c is gone
    }

    void theNoteIsTheCommentRightAbove()
    {
        const auto note = [](const std::string &before) {
            return commentAbove(before + "SELECT 1;", {before.size(), before.size() + 8});
        };
        QCOMPARE(note("-- one\n  --two \n"), QStringLiteral("one two"));
        QCOMPARE(note("-- far\n\n-- near\n"), QStringLiteral("near"));
        QCOMPARE(note("-- far\n\n"), QString());
        QCOMPARE(note("SELECT 0;\n"), QString());
        QCOMPARE(note("\n-- caf\xC3\xA9\r\n"), QStringLiteral("café"));
        QCOMPARE(note(""), QString());
    }

    void figuresAreShort()
    {
        QCOMPARE(rateText(0.01), QString());
        QCOMPARE(rateText(0.44), QStringLiteral("0.4/s"));
        QCOMPARE(rateText(12'340), QStringLiteral("12.3 k/s"));
        QCOMPARE(bytesText(62'000'000), QStringLiteral("62 MB"));
        QCOMPARE(clockText(0), QStringLiteral("00:00:00.000"));
    }

    void commentAboveAStatementIsItsNote()
    {
        const std::string sql = "-- no\n\n-- Every\n-- rating.\nCREATE STREAM A;";
        QCOMPARE(commentAbove(sql, {sql.find("CREATE"), sql.size()}),
                 QStringLiteral("Every rating."));
        QCOMPARE(commentAbove(sql, {0, 3}), QString());
    }
};

WEIR_TEST(ModelsTest)
#include "ModelsTest.moc"
