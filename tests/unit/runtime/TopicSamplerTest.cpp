#include "core/runtime/TopicSampler.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;

namespace {

SlabPtr slabOf(const std::vector<std::pair<std::string, std::string>> &records)
{
    RecordBuffer buffer;
    for (const auto &[key, value] : records) {
        buffer.add(0, key, value);
    }
    const auto count = static_cast<std::int64_t>(records.size());
    return std::make_shared<const Slab>(TopicPartition{"t", 0}, std::move(buffer), count);
}

std::string bigintKey(char last)
{
    return std::string(7, '\0') + last;
}

} // namespace

class TopicSamplerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheKeyByTheFieldThatEqualsIt()
    {
        const auto sample = inferColumns(
            "ratings",
            {slabOf(
                {{bigintKey(1),
                  R"({"rating_id":1,"stars":4,"rating_time":1519304105213,"channel":"web"})"},
                 {bigintKey(2),
                  R"({"rating_id":2,"stars":1,"rating_time":1519304105214,"channel":null})"}})});
        QCOMPARE(createStreamText(sample, "RATINGS"),
                 std::string(
                     "CREATE STREAM RATINGS (\n    RATING_ID BIGINT KEY,\n    STARS INTEGER,\n"
                     "    RATING_TIME BIGINT,\n    CHANNEL STRING\n) WITH (KAFKA_TOPIC='ratings', "
                     "VALUE_FORMAT='JSON');\n"));
        QCOMPARE(sample.columns[3].confidence, 0.5);
        QCOMPARE(sample.columns[1].confidence, 1.0);
    }

    void widensNumbersAndGivesUpOnMixtures()
    {
        const auto sample =
            inferColumns("t", {slabOf({{"a", R"({"n":1,"m":1,"o":{"x":true},"l":[1,2.5]})"},
                                       {"b", R"({"n":1.5,"m":"one","o":{"x":false},"l":[]})"}})});
        QCOMPARE(sample.columns.size(), std::size_t(5));
        QCOMPARE(sample.columns[0].name, std::string("ROWKEY"));
        QCOMPARE(sample.columns[1].type, DataType::doubleType());
        QCOMPARE(sample.columns[2].type, DataType::string());
        QCOMPARE(sample.columns[2].confidence, 0.5);
        QCOMPARE(sample.columns[3].type, DataType::structOf({{"x", DataType::boolean()}}));
        QCOMPARE(sample.columns[4].type, DataType::array(DataType::doubleType()));
    }

    void plainTextIsOneColumn()
    {
        const auto sample = inferColumns("t", {slabOf({{"a", "hello, world"}})});
        QCOMPARE(sample.valueFormat, std::string("KAFKA"));
        QCOMPARE(sample.columns.back().name, std::string("VALUE"));
        QCOMPARE(sample.columns.back().type, DataType::string());
    }

    void quotesNamesThatAreReserved()
    {
        const auto sample = inferColumns("t", {slabOf({{"a", "{\"from\":1,\"x y\":2}"}})});
        const std::string text = createStreamText(sample, "S");
        QVERIFY2(text.find("`FROM` INTEGER") != std::string::npos, text.c_str());
        QVERIFY2(text.find("`X Y` INTEGER") != std::string::npos, text.c_str());
    }

    void anEmptyTopicHasNoColumns()
    {
        const auto sample = inferColumns("t", {});
        QCOMPARE(sample.records, std::size_t(0));
        QVERIFY(sample.columns.empty());
    }
};

WEIR_TEST(TopicSamplerTest)
#include "TopicSamplerTest.moc"
