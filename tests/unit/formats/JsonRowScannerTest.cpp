#include "core/formats/Codec.h"
#include "core/types/Arena.h"
#include "tests/support/TestRegistry.h"

#include <QObject>
#include <QTest>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace weir;
using namespace weir::formats;

namespace {

/// JSON is written with ' for ": moc does not read raw strings.
std::string scannerJson(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::vector<ColumnDefinition> kScannedColumns = {
    {"ID", DataType::bigint()},   {"STARS", DataType::integer()},
    {"NAME", DataType::string()}, {"RATIO", DataType::doubleType()},
    {"OK", DataType::boolean()},  {"at", DataType::timestamp()}};

std::unique_ptr<Codec> scannerCodec(bool plain, std::vector<bool> used = {})
{
    CodecSpec spec;
    spec.format.name = "JSON";
    spec.columns = kScannedColumns;
    spec.used = std::move(used);
    if (!plain) {
        // A column of a nested type, which no document has, sends every document to the parser.
        spec.columns.push_back({"NEVER_THERE", DataType::array(DataType::integer())});
        if (!spec.used.empty()) {
            spec.used.push_back(true);
        }
    }
    return std::move(*makeCodec(spec));
}

/// Decodes one text at a time, with bytes behind it that would go on with it.
std::string decodeScanned(Codec &codec, const std::string &text)
{
    const std::string padded = text + scannerJson("7'}, 'id':9e1 }]}\\'  '") + std::string(64, '1');
    const std::vector<Payload> payloads = {Payload(padded.data(), text.size())};
    Arena arena;
    Decoded decoded;
    codec.decode(payloads, arena, decoded);
    if (!decoded.rejects.empty()) {
        return "rejected: " + decoded.rejects[0].reason;
    }
    std::string row = decoded.nulls[0] != 0 ? "NULL" : "";
    for (std::size_t i = 0; i < kScannedColumns.size(); ++i) {
        row += '|';
        row += decoded.columns[i] ? toText(decoded.columns[i]->valueAt(0), kScannedColumns[i].type)
                                  : "-";
    }
    return row;
}

std::vector<std::string> scannedDocuments()
{
    std::vector<std::string> texts = {
        "{'id':1,'stars':5,'name':'kind crew','ratio':0.25,'ok':true,'at':1519304105213}",
        "{'id':-2,'stars':0,'name':'','ratio':-1e-7,'ok':false,'at':0}",
        " { 'id' : 3 , 'stars':null,\t'name':null,'ratio':7,'ok':null,'at':null } \n",
        "{'name':'last first','id':4}",
        "{'id':1,'id':2,'ID':3,'id':4,'name':'a','name':'b'}",
        "{'ID':1,'id':'not a number','Id':7}",
        "{'id':'12','stars':'3','ratio':'1.5','ok':'true'}",
        "{'id':1.9,'stars':2e1,'name':17,'at':1.0}",
        "{'id':123456789012345678,'stars':2147483647}",
        "{'id':9223372036854775807,'stars':-2147483648}",
        "{'id':9223372036854775808}",
        "{'stars':2147483648}",
        "{'id':-0,'ratio':-0,'stars':01}",
        "{'ratio':1e400,'id':1}",
        "{'ratio':4.9e-324,'ratio2':1e-400}",
        "{'ratio':0.1e1,'more':1.e1}",
        "{'name':'it said \\'no\\' \\u00e9 \\n','id':1}",
        "{'n\\u0061me':'escaped name','id':1}",
        "{'name':'\xC3\xA9t\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC','id':1}",
        "{'name':'\xC3','id':1}",
        "{'more':'\xFF','id':1}",
        "{'name':'tab\there'}",
        "{'more':{'a':[1,2,{'b':'c'}],'d':{}},'id':5,'rest':[[],[[]],'x']}",
        "{'more':{'a':[1,2,},'id':5}",
        "{'id':5}}",
        "{'id':5} x",
        "{'id':5",
        "{'id':5,}",
        "{,}",
        "{}",
        "[]",
        "null",
        "",
        "{'id':tru,'ok':truex}",
        "{'ok':tru}",
        "{'ok':1}",
        "{'name':{'a':1 , 'b':[1, 2]},'id':8}",
        "{'name':'a message of much more than sixteen bytes, to the very end of it','id':9}",
    };
    for (std::string &text : texts) {
        text = scannerJson(text);
    }
    return texts;
}

/// Changes a document at random: bytes set, put in, taken out, a piece doubled, the end cut off.
std::string mutated(std::string text, std::mt19937 &random)
{
    static const std::string alphabet = scannerJson("{}[]:,''\\ \n0129-+.eEtfn\xC3\xA9\x01idax");
    for (unsigned changes = 1 + random() % 3; changes > 0 && !text.empty(); --changes) {
        const std::size_t at = random() % text.size();
        const char c = alphabet[random() % alphabet.size()];
        switch (random() % 5) {
        case 0:
            text[at] = c;
            break;
        case 1:
            text.insert(at, 1, c);
            break;
        case 2:
            text.erase(at, 1 + random() % 3);
            break;
        case 3:
            text.insert(at, text.substr(random() % text.size(), random() % 12));
            break;
        default:
            text.resize(random() % 8 == 0 ? at : text.size());
        }
    }
    return text;
}

} // namespace

/// Plain documents are read by a scanner, all others by a full parser: nobody may tell.
class JsonRowScannerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesWhatTheParserGives()
    {
        const auto scanner = scannerCodec(true);
        const auto parser = scannerCodec(false);
        for (int round = 0; round < 3; ++round) { // later rounds know the names
            for (const std::string &text : scannedDocuments()) {
                QCOMPARE(decodeScanned(*scanner, text), decodeScanned(*parser, text));
            }
        }
    }

    void givesWhatTheParserGivesOnMutations()
    {
        std::mt19937 random(7);
        const std::vector<std::string> texts = scannedDocuments();
        for (const std::vector<bool> &used :
             {std::vector<bool>{}, {true, false, false, false, false, true}}) {
            const auto scanner = scannerCodec(true, used);
            const auto parser = scannerCodec(false, used);
            std::size_t good = 0;
            for (int i = 0; i < 15'000; ++i) {
                const std::string text = mutated(texts[random() % texts.size()], random);
                const std::string expected = decodeScanned(*parser, text);
                good += expected.front() == '|' ? 1 : 0;
                const std::string got = decodeScanned(*scanner, text);
                if (got != expected) {
                    qWarning("%s", text.c_str());
                }
                QCOMPARE(got, expected);
            }
            QVERIFY(good > 2'000); // the mutations are not all broken
        }
    }

    void bareValuesGiveWhatTheParserGives()
    {
        CodecSpec spec;
        spec.format.name = "JSON";
        spec.role = PayloadRole::Key;
        spec.columns = {{"K", DataType::bigint()}};
        const auto codec = makeCodec(spec);
        const std::vector<std::pair<std::string, std::string>> cases = {
            {"12", "12"},  {" 12 ", "12"}, {"'12'", "12"}, {"1.5", "1"},     {"null", "null"},
            {"12 3", "!"}, {"12]", "!"},   {"", "!"},      {"-", "!"},       {"nul", "!"},
            {"[12]", "!"}, {"-7", "-7"},   {"007", "!"},   {"{'K':1}", "!"},
        };
        for (const auto &[text, expected] : cases) {
            const std::string padded = scannerJson(text) + std::string(64, '9');
            const std::vector<Payload> payloads = {Payload(padded.data(), text.size())};
            Arena arena;
            Decoded decoded;
            (*codec)->decode(payloads, arena, decoded);
            const std::string got =
                !decoded.rejects.empty()
                    ? "!"
                    : toText(decoded.columns[0]->valueAt(0), DataType::bigint());
            QCOMPARE(got, expected);
            QCOMPARE(decoded.nulls[0] != 0, expected == "null");
        }
    }
};

WEIR_TEST(JsonRowScannerTest)
#include "JsonRowScannerTest.moc"
