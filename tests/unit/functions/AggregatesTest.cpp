#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace weir;
using namespace weir::functions;

class AggregatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spreadIsThatOfTheSample()
    {
        AggregateRun variance(
            "STDDEV_SAMP",
            {{integer(0)}, {integer(10)}, {integer(7)}, {none(DataType::integer())}, {integer(6)}});
        QCOMPARE(variance.results(),
                 std::string("0.0 50.0 26.333333333333332 26.333333333333332 17.583333333333332"));
        QCOMPARE(variance.undone(), std::string("0.0"));
        AggregateRun deviation("STDDEV_SAMPLE", {{real(-1.8)}, {real(2.3)}});
        QCOMPARE(deviation.results(), std::string("0.0 2.899137802864845"));
        AggregateRun none1("STDDEV_SAMPLE", {{none(DataType::bigint())}});
        QCOMPARE(none1.results(), std::string("0.0"));
    }

    void correlationNeedsTwoDifferentPairs()
    {
        AggregateRun run("CORRELATION", {{bigint(1), bigint(8)},
                                         {bigint(-1), bigint(-2)},
                                         {none(DataType::bigint()), bigint(-6)},
                                         {bigint(-4), bigint(-1)}});
        QCOMPARE(run.results(), std::string("NaN 1.0 1.0 0.7455284088780169"));
        QCOMPARE(run.undone(), std::string("NaN"));
    }

    void topKeepsTheLargest()
    {
        std::vector<std::vector<Given>> rows;
        for (const Given &value : {integer(0), integer(100), none(DataType::integer()), integer(99),
                                   integer(7), integer(100)}) {
            rows.push_back({value, integer(3)});
        }
        QCOMPARE(AggregateRun("TOPK", rows).results(),
                 std::string("[0] [100, 0] [100, 0] [100, 99, 0] [100, 99, 7] [100, 100, 99]"));
        QCOMPARE(AggregateRun("TOPKDISTINCT", rows).results(),
                 std::string("[0] [100, 0] [100, 0] [100, 99, 0] [100, 99, 7] [100, 99, 7]"));
        QCOMPARE(AggregateRun("TOPK", rows).undone(), std::string("no undo"));
        rows[0][1] = integer(0);
        QCOMPARE(AggregateRun("TOPK", rows).results(), std::string("functions.bad-count"));
    }

    void topTakesOtherColumnsAlong()
    {
        AggregateRun run("TOPK", {{bigint(5), text("a"), boolean(true), integer(2)},
                                  {bigint(7), none(), boolean(false), integer(2)},
                                  {bigint(5), text("b"), boolean(true), integer(2)}});
        QCOMPARE(run.results(), std::string("[Struct{sort_col=5,col0=a,col1=true}] "
                                            "[Struct{sort_col=7,col1=false}, "
                                            "Struct{sort_col=5,col0=a,col1=true}] "
                                            "[Struct{sort_col=7,col1=false}, "
                                            "Struct{sort_col=5,col0=a,col1=true}]"));
    }

    void attrIsTheOneValueOfAll()
    {
        AggregateRun run("ATTR", {{text("1")}, {text("1")}, {none()}});
        QCOMPARE(run.results(), std::string("1 1 null"));
        QCOMPARE(run.undone(), std::string("1"));
        AggregateRun lists("ATTR",
                           {{list({integer(1), integer(2)})}, {list({integer(1), integer(2)})}});
        QCOMPARE(lists.results(), std::string("[1, 2] [1, 2]"));
    }

    void distinctValuesAreCountedExactlyWhileFew()
    {
        AggregateRun run("COUNT_DISTINCT", {{text("a")}, {none()}, {text("b")}, {text("a")}});
        QCOMPARE(run.results(), std::string("1 1 2 2"));
        QCOMPARE(run.undone(), std::string("no undo"));
    }

    void manyValuesAreToldApart()
    {
        std::vector<std::vector<Given>> rows;
        for (int i = 0; i < 100; ++i) {
            rows.push_back({text("v" + std::to_string(i % 40))});
        }
        AggregateRun collected("COLLECT_SET", rows);
        const std::string all = collected.results();
        QVERIFY2(all.find("differs") == std::string::npos, all.c_str());
        const std::string last = all.substr(all.rfind('['));
        QCOMPARE(std::count(last.begin(), last.end(), ','), 39);
        AggregateRun counted("HISTOGRAM", rows);
        QVERIFY(counted.results().find("v0=3, v1=3") != std::string::npos);
        QCOMPARE(counted.undone(), std::string("{v0=1}"));
        AggregateRun same("ATTR", rows);
        QCOMPARE(same.undone(), std::string("v0"));
    }

    void manyDistinctValuesAreEstimated()
    {
        constexpr int kMany = 50'000;
        const Result<ResolvedCall> call = FunctionRegistry::builtins().resolve(
            "COUNT_DISTINCT", std::vector<Argument>{Argument::of(DataType::bigint())});
        const auto aggregator =
            std::move(*call->aggregate->make(AggregateSpec{{DataType::bigint()}, {std::nullopt}}));
        std::uint64_t state = 0;
        auto *const memory = reinterpret_cast<std::byte *>(&state);
        aggregator->init(memory);
        Column column(DataType::bigint());
        for (int i = 0; i < kMany; ++i) {
            column.append(std::int64_t{i} * 3);
        }
        const Column *const arguments[] = {&column};
        for (int i = 0; i < 2 * kMany; ++i) {
            (void)aggregator->update(memory, arguments, static_cast<std::size_t>(i % kMany));
        }
        Arena arena;
        Column out(DataType::bigint(), 1);
        aggregator->result(memory, out, 0, arena);
        aggregator->destroy(memory);
        const double error = static_cast<double>(out.get<std::int64_t>(0)) / kMany - 1;
        QVERIFY2(std::fabs(error) < 0.06, std::to_string(error).c_str());
    }

    void listsAreSummedElementByElement()
    {
        const Given none1 = none(DataType::integer());
        AggregateRun run("SUM_LIST", {{list({integer(1), none1})},
                                      {none(DataType::array(DataType::integer()))},
                                      {list({integer(INT32_MAX)})}});
        QCOMPARE(run.results(), std::string("1 1 -2147483648"));
        QCOMPARE(run.undone(), std::string("1"));
        AggregateRun doubles("SUM_LIST", {{list({real(0.5), real(1)})}, {list({real(2)})}});
        QCOMPARE(doubles.results(), std::string("1.5 3.5"));
    }
};

WEIR_TEST(AggregatesTest)
#include "AggregatesTest.moc"
