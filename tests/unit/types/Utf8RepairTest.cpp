#include "core/types/Utf8Repair.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <string>
#include <utility>

using namespace weir;

class Utf8RepairTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodTextsStayTheyThemselves()
    {
        Arena arena;
        for (const std::string &text :
             {std::string(), std::string("plain"), std::string("eight by eight bytes"),
              std::string("é好😀"), std::string("\x7F\xC2\x80\xEF\xBF\xBF\xF4\x8F\xBF\xBF"),
              std::string("a\0b", 3)}) {
            QVERIFY(isUtf8(text));
            const std::string_view same = repairedText(text, arena);
            QVERIFY(same.data() == text.data() && same.size() == text.size());
        }
    }

    void wrongBytesBecomeReplacements()
    {
        const std::string mark = "\xEF\xBF\xBD";
        const std::pair<std::string, std::string> cases[] = {
            {"\x80", mark},
            {"ok \xFF!", "ok " + mark + "!"},
            {"\xC3", mark},
            {"\xC3(", mark + "("},
            {"\xE5\xA5", mark},
            {"\xE5\xA5z", mark + "z"},
            {"\xF0\x9F\x98", mark},
            {"\xC0\xAF", mark + mark},
            {"\xE0\x80\x80", mark + mark + mark},
            {"\xED\xA0\x80", mark + mark + mark},
            {"\xF4\x90\x80\x80", mark + mark + mark + mark},
            {"eight ok \xC3\xA9\xE9 eight ok", "eight ok é" + mark + " eight ok"},
        };
        Arena arena;
        for (const auto &[bytes, text] : cases) {
            QVERIFY(!isUtf8(bytes));
            QCOMPARE(std::string(repairedText(bytes, arena)), text);
            QVERIFY(isUtf8(text));
        }
    }
};

WEIR_TEST(Utf8RepairTest)
#include "Utf8RepairTest.moc"
