#include "core/formats/Codec.h"
#include "core/types/Arena.h"
#include "tests/support/TestRegistry.h"

#include <QObject>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace weir;
using namespace weir::formats;

namespace {

/// JSON is written with ' for ": moc does not read raw strings.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

CodecSpec jsonSpec(std::vector<ColumnDefinition> columns, PayloadRole role = PayloadRole::Value)
{
    CodecSpec spec;
    spec.format.name = "JSON";
    spec.role = role;
    spec.columns = std::move(columns);
    return spec;
}

/// Decodes texts (with the padding a slab gives) and prints each row, or why it was rejected.
std::vector<std::string> decodeTexts(Codec &codec, const std::vector<std::string> &texts,
                                     const CodecSpec &spec)
{
    std::vector<std::string> padded;
    std::vector<Payload> payloads;
    for (const std::string &text : texts) {
        padded.push_back(text + std::string(64, ' '));
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        payloads.emplace_back(padded[i].data(), texts[i].size());
    }
    Arena arena;
    Decoded decoded;
    codec.decode(payloads, arena, decoded);
    std::vector<std::string> rows(texts.size());
    for (std::size_t row = 0; row < texts.size(); ++row) {
        for (std::size_t i = 0; i < spec.columns.size(); ++i) {
            rows[row] += i == 0 ? "" : "|";
            rows[row] += decoded.columns[i]
                             ? toText(decoded.columns[i]->valueAt(row), spec.columns[i].type)
                             : "-";
        }
        rows[row] = decoded.nulls[row] != 0 ? "NULL" : rows[row];
    }
    for (const Reject &reject : decoded.rejects) {
        rows[reject.row] = "rejected: " + reject.reason;
    }
    return rows;
}

std::vector<std::string> decodeTexts(const CodecSpec &spec, const std::vector<std::string> &texts)
{
    const auto codec = makeCodec(spec);
    return decodeTexts(**codec, texts, spec);
}

const std::vector<ColumnDefinition> kPair = {{"ID", DataType::bigint()},
                                             {"NAME", DataType::string()}};

} // namespace

class JsonCodecTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fieldsAreFoundByExactThenUpperName()
    {
        const auto rows =
            decodeTexts(jsonSpec({{"ID", DataType::bigint()}, {"f1", DataType::bigint()}}),
                        {json("{'id':1,'f1':2}"), json("{'f1':2,'ID':1}"), json("{'F1':5,'Id':1}"),
                         json("{'ID':1,'id':9}"), json("{'id':9,'ID':1}"),
                         json("{'id':1,'id':2,'x':[{'y':3}]}"), "{}"});
        QCOMPARE(rows[0], std::string("1|2"));
        QCOMPARE(rows[1], std::string("1|2"));
        QCOMPARE(rows[2], std::string("1|null"));
        QCOMPARE(rows[3], std::string("1|null"));
        QCOMPARE(rows[4], std::string("1|null"));
        QCOMPARE(rows[5], std::string("2|null"));
        QCOMPARE(rows[6], std::string("null|null"));
    }

    void badDocumentsAreRejectedAlone()
    {
        const auto rows = decodeTexts(
            jsonSpec(kPair),
            {json("{'ID':1,'NAME':'a'}"), json("{'ID':1,'NAME':'a'"), json("{'ID':1} x"),
             json("{'ID':tru}"), json("{'ID':1,'NAME':'a'}}"), json("[1]"), "", json("{'ID':01}"),
             json("{'ID':2,'NAME':'b'}"), "null", json("{'ID':'x'}")});
        QCOMPARE(rows[0], std::string("1|a"));
        for (const std::size_t bad : {1, 2, 3, 4, 5, 6, 7, 10}) {
            QVERIFY2(rows[bad].rfind("rejected", 0) == 0, rows[bad].c_str());
        }
        QCOMPARE(rows[8], std::string("2|b"));
        QCOMPARE(rows[9], std::string("NULL"));
    }

    void numbersAndTextsAreCoerced()
    {
        const auto rows = decodeTexts(
            jsonSpec({{"I", DataType::integer()},
                      {"S", DataType::string()},
                      {"D", DataType::doubleType()},
                      {"C", DataType::decimal(4, 2)},
                      {"B", DataType::boolean()}}),
            {json("{'I':1.9,'S':10,'D':'1e3','C':'1.5','B':true}"),
             json("{'I':'7','S':true,'D':5,'C':12,'B':null}"), json("{'S':{'a': 1, 'b' : [1, 2]}}"),
             json("{'S':[1, 'x', {'a': 2}]}"), json("{'C':1.234}"), json("{'C':123}"),
             json("{'B':'true'}"), json("{'I':3000000000}"), json("{'S':'a\\n\\u00e4\\'b'}"),
             json("{'I':-0.5,'D':1e400}")});
        QCOMPARE(rows[0], std::string("1|10|1000.0|1.50|true"));
        QCOMPARE(rows[1], std::string("7|true|5.0|12.00|null"));
        QCOMPARE(rows[2], std::string("null|{\"a\":1,\"b\":[1,2]}|null|null|null"));
        QCOMPARE(rows[3], std::string("null|[1, x, {\"a\":2}]|null|null|null"));
        for (const std::size_t bad : {4, 5, 6, 7}) {
            QVERIFY2(rows[bad].rfind("rejected", 0) == 0, rows[bad].c_str());
        }
        QCOMPARE(rows[8], std::string("null|a\n\xc3\xa4\"b|null|null|null"));
        QCOMPARE(rows[9], std::string("0|null|Infinity|null|null"));
    }

    void unusedColumnsAreCheckedUnlessLazy()
    {
        CodecSpec spec = jsonSpec(kPair);
        spec.used = {false, true};
        const std::vector<std::string> texts = {json("{'ID':'x','NAME':'a'}"),
                                                json("{'ID':1,'NAME':'b'}")};
        auto rows = decodeTexts(spec, texts);
        QVERIFY(rows[0].rfind("rejected", 0) == 0);
        QCOMPARE(rows[1], std::string("-|b"));
        spec.lazy = true;
        rows = decodeTexts(spec, texts);
        QCOMPARE(rows[0], std::string("-|a"));
    }

    void whatWasLearnedNeverShows()
    {
        const CodecSpec spec = jsonSpec(kPair);
        const std::vector<std::string> texts = {json("{'id':1,'name':'a'}"),
                                                json("{'name':'a','id':1}"),
                                                json("{'id':1}"),
                                                json("{'x':0,'id':1,'name':'a'}"),
                                                json("{'id':1,'NAME':'b','name':'a'}"),
                                                json("{'i\\u0064':1,'name':'a'}")};
        const auto codec = makeCodec(spec);
        const auto together = decodeTexts(**codec, texts, spec);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            QCOMPARE(together[i], decodeTexts(spec, {texts[i]})[0]);
        }
    }

    void keysAreBareAloneAndObjectsTogether()
    {
        const auto bare = decodeTexts(jsonSpec({{"K", DataType::string()}}, PayloadRole::Key),
                                      {json("'a'"), "10", "null", "1,2", "\"a", json("'a\\tb'")});
        QCOMPARE(bare[0], std::string("a"));
        QCOMPARE(bare[1], std::string("10"));
        QCOMPARE(bare[2], std::string("NULL"));
        QVERIFY(bare[3].rfind("rejected", 0) == 0);
        QVERIFY(bare[4].rfind("rejected", 0) == 0);
        QCOMPARE(bare[5], std::string("a\tb"));
        const auto pair =
            decodeTexts(jsonSpec(kPair, PayloadRole::Key), {json("{'ID':1,'NAME':'a'}")});
        QCOMPARE(pair[0], std::string("1|a"));
    }

    void namesOfObjectsAreTextsOnly()
    {
        const DataType counted = DataType::map(DataType::integer(), DataType::string());
        for (const DataType &type :
             {counted, DataType::array(counted), DataType::structOf({{"M", counted}})}) {
            const auto codec = makeCodec(jsonSpec({{"M", type}}));
            QVERIFY(!codec);
            QCOMPARE(codec.error().code, std::string("formats.unsupported-type"));
        }
    }

    void equalNamesOfLargeMapsAreFound()
    {
        std::string text = "{'M':{";
        std::string expected = "{";
        for (int i = 0; i < 40; ++i) {
            text += "'k" + std::to_string(i) + "':1,";
            expected += (i == 0 ? "k" : ", k") + std::to_string(i) + (i == 3 ? "=7" : "=1");
        }
        const DataType counted = DataType::map(DataType::string(), DataType::integer());
        const auto rows =
            decodeTexts(jsonSpec({{"M", counted}}), {json(text + "'k3':7}}"), json("{'M':{}}")});
        QCOMPARE(rows[0], expected + "}");
        QCOMPARE(rows[1], std::string("{}"));
    }

    void encodeIsTheInverseOfDecode()
    {
        const DataType inner =
            DataType::structOf({{"A", DataType::array(DataType::integer())},
                                {"M", DataType::map(DataType::string(), DataType::doubleType())}});
        const CodecSpec spec = jsonSpec({{"I", DataType::integer()},
                                         {"D", DataType::doubleType()},
                                         {"C", DataType::decimal(22, 3)},
                                         {"W", DataType::decimal(60, 3)},
                                         {"S", DataType::string()},
                                         {"B", DataType::bytes()},
                                         {"N", inner}});
        const std::vector<std::string> texts = {
            json("{'I':-1,'D':1.0E7,'C':1.500,'W':-0.001,'S':'a\\'b\\\\\\u0001','B':'AQI=','N':{'A'"
                 ":[1,null,3]"
                 ",'M':{'x':0.5,'y':null}}}"),
            json("{'I':null,'D':'NaN','C':null,'W':null,'S':'','B':'','N':{'A':[],'M':null}}"),
            json("{'I':0,'D':-0.0,'C':-1234567890123456789.001,'W':-"
                 "123456789012345678901234567890123456789012345678901234567.891,'S':'ä','B':null,'"
                 "N':null}")};
        const auto codec = makeCodec(spec);
        std::vector<std::string> padded;
        std::vector<Payload> payloads;
        for (const std::string &text : texts) {
            padded.push_back(text + std::string(64, ' '));
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            payloads.emplace_back(padded[i].data(), texts[i].size());
        }
        Arena arena;
        Decoded decoded;
        (*codec)->decode(payloads, arena, decoded);
        QVERIFY2(decoded.rejects.empty(),
                 decoded.rejects.empty() ? "" : decoded.rejects[0].reason.c_str());
        std::vector<const Column *> columns;
        for (const auto &column : decoded.columns) {
            columns.push_back(column.get());
        }
        Encoded encoded;
        (*codec)->encode(columns, Selection::all(3), nullptr, arena, encoded);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            QCOMPARE(std::string(encoded.payloads[i]), texts[i]);
        }
        const std::vector<std::uint8_t> nulls = {0, 1, 0};
        (*codec)->encode(columns, Selection::of({1, 2}), nulls.data(), arena, encoded);
        QVERIFY(isNull(encoded.payloads[0]));
        QCOMPARE(std::string(encoded.payloads[1]), texts[2]);
    }
};

WEIR_TEST(JsonCodecTest)
#include "JsonCodecTest.moc"
