#include "core/formats/DisplayText.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <map>

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
        row("a number beyond 64 bits", R"({"a":123456789012345678901234567890})", Appearance::Json,
            R"({"a":123456789012345678901234567890})");
        row("such a number behind quotes", "[\"\\\"1\",1e400]", Appearance::Json,
            "[\"\\\"1\",1e400]");
        row("a number beyond a double", "[1e400]", Appearance::Json, "[1e400]");
        row("broken behind such a number", "[1e400,]", Appearance::Text, "[1e400,]");
        row("no number", "[1e400.5]", Appearance::Text, "[1e400.5]");
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

    void readsWhatFormatKafkaWrote_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("appearance");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](std::string_view bytes, const char *type, Appearance appearance,
                            const char *text) {
            QTest::addRow("%s %s", type, text)
                << QByteArray(bytes.data(), qsizetype(bytes.size())) << QString(type)
                << int(appearance) << QByteArray(text);
        };
        row("1111", "INTEGER", Appearance::Int, "825307441");
        row("11111111", "BIGINT", Appearance::Bigint, "3544668469065756977");
        row("\x3f\xf8\0\0\0\0\0\0"sv, "DOUBLE", Appearance::Double, "1.5");
        row("\x7f\xf8\0\0\0\0\0\0"sv, "DOUBLE", Appearance::Double, "NaN");
        row("42", "STRING", Appearance::Text, "42");
        row("a\x01", "STRING", Appearance::Text, "a\x01");
        row("gold", "BYTES", Appearance::Binary, "676f6c64");
        row("gold.", "INTEGER", Appearance::Text, "gold.");
    }

    void readsWhatFormatKafkaWrote()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, type);
        QFETCH(int, appearance);
        QFETCH(QByteArray, text);
        const std::map<QString, weir::DataType> types = {{"INTEGER", weir::DataType::integer()},
                                                         {"BIGINT", weir::DataType::bigint()},
                                                         {"DOUBLE", weir::DataType::doubleType()},
                                                         {"STRING", weir::DataType::string()},
                                                         {"BYTES", weir::DataType::bytes()}};
        const DisplayText shown = describeKafkaBytes(
            std::string_view(bytes.constData(), std::size_t(bytes.size())), types.at(type));
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
