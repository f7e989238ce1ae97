#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

class TextPartFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void charactersComeFromTheirCode()
    {
        QCOMPARE(called("CHR", {integer(75)}), std::string("K"));
        QCOMPARE(called("CHR", {integer(22909)}), std::string("好"));
        QCOMPARE(called("CHR", {integer(0x1F600)}), std::string("😀"));
        QCOMPARE(called("CHR", {integer(-1)}), std::string("null"));
        QCOMPARE(called("CHR", {integer(0x110000)}), std::string("null"));
        QCOMPARE(called("CHR", {text("\\ud83d\\ude00")}), std::string("😀"));
        QCOMPARE(called("CHR", {text("\\u004B")}), std::string("K"));
        for (const char *wrong : {"", "75", "004b", "\\u00", "\\u004g", "\\ud83d", "\\u004bx"}) {
            QCOMPARE(called("CHR", {text(wrong)}), std::string("null"));
        }
    }

    void eltAndFieldAreEachOthersInverse()
    {
        QCOMPARE(called("ELT", {integer(2), text("a"), text("b")}), std::string("b"));
        QCOMPARE(called("ELT", {integer(0), text("a"), text("b")}), std::string("null"));
        QCOMPARE(called("ELT", {integer(3), text("a"), text("b")}), std::string("null"));
        QCOMPARE(called("ELT", {integer(1), none(), text("b")}), std::string("null"));
        QCOMPARE(called("FIELD", {text("b"), text("a"), text("b"), text("b")}), std::string("2"));
        QCOMPARE(called("FIELD", {text("c"), text("a"), none()}), std::string("0"));
        QCOMPARE(called("FIELD", {none(), none(), text("a")}), std::string("0"));
    }

    void entriesAreCutIntoMaps()
    {
        const auto split = [](const char *entries) {
            return called("SPLIT_TO_MAP", {text(entries), text("/"), text(":=")});
        };
        QCOMPARE(split("apple:=green/cherry:=red"), std::string("{apple=green, cherry=red}"));
        QCOMPARE(split("a:=1//b/a:=2:=3/c:="), std::string("{a=2, c=}"));
        QCOMPARE(split(""), std::string("{}"));
        QCOMPARE(called("SPLIT_TO_MAP", {text("a=1"), text(""), text("=")}), std::string("null"));
        QCOMPARE(called("SPLIT_TO_MAP", {text("a=1"), text("="), text("=")}), std::string("null"));
    }

    void masksHideWhatTheyAreToldTo()
    {
        const Given some = text("My Test $123");
        QCOMPARE(called("MASK", {some}), std::string("Xx-Xxxx--nnn"));
        QCOMPARE(called("MASK", {some, text("*"), none(), text("1"), none()}),
                 std::string("*y *est $111"));
        QCOMPARE(called("MASK_KEEP_LEFT", {some, integer(4)}), std::string("My Txxx--nnn"));
        QCOMPARE(called("MASK_KEEP_RIGHT", {some, integer(4)}), std::string("Xx-Xxxx-$123"));
        QCOMPARE(called("MASK_LEFT", {some, integer(4)}), std::string("Xx-Xest $123"));
        QCOMPARE(called("MASK_RIGHT", {some, integer(4)}), std::string("My Test -nnn"));
        QCOMPARE(called("MASK_RIGHT", {some, integer(99)}), std::string("Xx-Xxxx--nnn"));
        QCOMPARE(called("MASK_KEEP_LEFT", {some, integer(99)}), std::string("My Test $123"));
        QCOMPARE(called("MASK_LEFT", {some, integer(-1)}), std::string("error"));
        QCOMPARE(called("MASK", {text("Éé好")}), std::string("Xx-"));
        QCOMPARE(called("MASK_LEFT", {some, integer(2), text("A"), text("b"), none(), text("ö")}),
                 std::string("Ab Test $123"));
    }

    void patternsFindReplaceAndSplit()
    {
        const Given two = text("(.*) (.*)");
        QCOMPARE(called("REGEXP_EXTRACT", {two, text("hello there"), integer(2)}),
                 std::string("there"));
        QCOMPARE(called("REGEXP_EXTRACT", {text("l+"), text("hello")}), std::string("ll"));
        QCOMPARE(called("REGEXP_EXTRACT", {two, text("hello"), integer(2)}), std::string("null"));
        QCOMPARE(called("REGEXP_EXTRACT", {two, text("a b"), integer(3)}), std::string("null"));
        QCOMPARE(called("REGEXP_EXTRACT", {text("("), text("a b")}), std::string("error"));
        QCOMPARE(called("REGEXP_EXTRACT_ALL", {text(".*"), text("test")}), std::string("[test, ]"));
        QCOMPARE(called("REGEXP_EXTRACT_ALL", {text("(a)|(b)"), text("ab"), integer(2)}),
                 std::string("[null, b]"));
        QCOMPARE(called("REGEXP_EXTRACT_ALL", {text("(?<x>é)b?"), text("éébé"), integer(1)}),
                 std::string("[é, é, é]"));
        QCOMPARE(called("REGEXP_REPLACE", {text("cats bats"), text("([cb])at"), text("$1AT\\$")}),
                 std::string("cAT$s bAT$s"));
        QCOMPARE(called("REGEXP_REPLACE", {text("abc"), text("x*"), text("-")}),
                 std::string("-a-b-c-"));
        QCOMPARE(called("REGEXP_REPLACE", {text("abc"), text("b"), text("$1")}),
                 std::string("error"));
        QCOMPARE(called("REGEXP_SPLIT_TO_ARRAY", {text("aabcda"), text("(ab|cd)")}),
                 std::string("[a, , a]"));
        QCOMPARE(called("REGEXP_SPLIT_TO_ARRAY", {text("-a--"), text("-")}),
                 std::string("[, a, , ]"));
        QCOMPARE(called("REGEXP_SPLIT_TO_ARRAY", {text("aé"), text("")}), std::string("[a, é]"));
        QCOMPARE(called("REGEXP_SPLIT_TO_ARRAY", {none(), text("-")}), std::string("null"));
    }

    void distancesAreOnTheGlobe()
    {
        const auto distance = [](double latitude, const char *unit) {
            std::vector<Given> given = {real(latitude), real(-122.1663), real(51), real(0)};
            if (*unit != '\0') {
                given.push_back(text(unit));
            }
            return called("GEO_DISTANCE", given);
        };
        QCOMPARE(distance(37.4439, ""), std::string("8682.459061368269"));
        QCOMPARE(distance(37.4439, "km"), std::string("8682.459061368269"));
        QCOMPARE(distance(37.4439, "miles").substr(0, 7), std::string("5395.36"));
        QCOMPARE(distance(37.4439, "yards"), std::string("error"));
        QCOMPARE(distance(91, ""), std::string("error"));
    }
};

WEIR_TEST(TextPartFunctionsTest)
#include "TextPartFunctionsTest.moc"
