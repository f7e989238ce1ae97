#include "core/formats/DisplayText.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir::formats;
using namespace std::string_view_literals;

class DisplayTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void guesses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("appearance");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, std::string_view bytes, Appearance appearance,
                            const char *text) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size()))
                                << int(appearance) << QByteArray(text);
        };
        row("object", R"({"a":1})", Appearance::Json, R"({"a":1})");
        row("number", "42", Appearance::Json, "42");
        row("broken json", R"({"a":)", Appearance::Text, R"({"a":)");
        row("text", "gold", Appearance::Text, "gold");
        row("empty", "", Appearance::Text, "");
        row("four letters win over INT", "gold", Appearance::Text, "gold");
        row("INT", "\0\0\0\x03"sv, Appearance::Int, "3");
        row("negative INT", "\xff\xff\xff\xff"sv, Appearance::Int, "-1");
        row("BIGINT", "\0\0\0\0\0\0\x14\xc1"sv, Appearance::Bigint, "5313");
        row("binary", "\x01\xfe\x00"sv, Appearance::Binary, "01fe00");
    }

    void guesses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, appearance);
        QFETCH(QByteArray, text);
        const DisplayText shown =
            describeBytes(std::string_view(bytes.constData(), std::size_t(bytes.size())));
        QCOMPARE(int(shown.appearance), appearance);
        QCOMPARE(QByteArray::fromStdString(shown.text), text);
    }

    void nullIsNotEmpty()
    {
        QVERIFY(describeBytes(std::nullopt).appearance == Appearance::Null);
        QVERIFY(describeBytes("").appearance == Appearance::Text);
    }
};

WEIR_TEST(DisplayTextTest)
#include "DisplayTextTest.moc"
