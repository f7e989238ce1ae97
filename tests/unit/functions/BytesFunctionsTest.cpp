#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

class BytesFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encodingsAreTurnedIntoEachOther()
    {
        const Given greek = text("zpXOu867zqzOtM6x");
        QCOMPARE(called("ENCODE", {greek, text("base64"), text("UTF8")}), std::string("Ελλάδα"));
        QCOMPARE(called("ENCODE", {text("Ελλάδα"), text("utf8"), text("hex")}),
                 std::string("ce95cebbcebbceacceb4ceb1"));
        QCOMPARE(called("ENCODE", {text("Ab"), text("ascii"), text("base64")}),
                 std::string("QWI="));
        QCOMPARE(called("ENCODE", {text("Ελ"), text("ascii"), text("hex")}), std::string("3f3f"));
        QCOMPARE(called("ENCODE", {text("c3a9"), text("hex"), text("ascii")}),
                 std::string("\uFFFD\uFFFD"));
        QCOMPARE(called("ENCODE", {text(""), text("hex"), text("utf8")}), std::string(""));
        QCOMPARE(called("ENCODE", {none(), text("hex"), text("utf8")}), std::string("null"));
    }

    void hexTakesPrefixesAndRefusesTheRest()
    {
        QCOMPARE(called("ENCODE", {text("0x4578616d706c6521"), text("hex"), text("utf8")}),
                 std::string("Example!"));
        QCOMPARE(called("ENCODE", {text("0x578616d706c6521"), text("hex"), text("utf8")}),
                 std::string("\u0005xample!"));
        QCOMPARE(called("ENCODE", {text("X'4578'"), text("hex"), text("utf8")}), std::string("Ex"));
        QCOMPARE(called("ENCODE", {text("457"), text("hex"), text("utf8")}), std::string("error"));
        QCOMPARE(called("ENCODE", {text("zz"), text("hex"), text("utf8")}), std::string("error"));
        QCOMPARE(called("ENCODE", {text("a"), text("utf16"), text("hex")}), std::string("error"));
    }

    void textsBecomeBytesAndBack()
    {
        QCOMPARE(called("FROM_BYTES", {bytes("\x01\xff"), text("hex")}), std::string("01ff"));
        QCOMPARE(called("FROM_BYTES", {bytes("é"), text("utf8")}), std::string("é"));
        QCOMPARE(called("FROM_BYTES", {bytes("é"), text("ascii")}), std::string("\uFFFD\uFFFD"));
        QCOMPARE(called("FROM_BYTES", {bytes("a"), text("none")}), std::string("error"));
        QCOMPARE(called("TO_BYTES", {text("?"), text("base64")}), std::string("error"));
    }

    void numbersAreReadInBothOrders()
    {
        const std::string year = std::string("\x00\x00\x07\xe5", 4);
        QCOMPARE(called("INT_FROM_BYTES", {bytes(year)}), std::string("2021"));
        QCOMPARE(called("INT_FROM_BYTES", {bytes(year), text("LITTLE_ENDIAN")}),
                 std::string("-452526080"));
        QCOMPARE(called("INT_FROM_BYTES", {bytes(year), text("MIDDLE")}), std::string("error"));
        QCOMPARE(called("INT_FROM_BYTES", {bytes("abc")}), std::string("error"));
        QCOMPARE(called("BIGINT_FROM_BYTES",
                        {bytes(std::string("\x00\x00\x00\x01\x2a\x05\xf2\x00", 8))}),
                 std::string("5000000000"));
        QCOMPARE(called("DOUBLE_FROM_BYTES", {bytes("\x40\x80\xa6\xfd\x9b\xc9\xf5\x82")}),
                 std::string("532.8738323"));
        QCOMPARE(called("DOUBLE_FROM_BYTES", {none(DataType::bytes())}), std::string("null"));
    }

    void md5IsThatOfTheRfc()
    {
        QCOMPARE(called("MD5", {text("")}), std::string("d41d8cd98f00b204e9800998ecf8427e"));
        QCOMPARE(called("MD5", {text("abc")}), std::string("900150983cd24fb0d6963f7d28e17f72"));
        QCOMPARE(called("MD5", {text("message digest")}),
                 std::string("f96b697d7cb7938d525a2f31aaf161d0"));
        QCOMPARE(called("MD5", {text("1234567890123456789012345678901234567890123456789012345678901"
                                     "2345678901234567890")}),
                 std::string("57edf4a22be3c955ac49da2e2107b67a"));
        QCOMPARE(called("MD5", {none()}), std::string("null"));
    }

    void sixteenBytesAreAUuid()
    {
        QCOMPARE(called("UUID", {bytes("0123456789abcdef")}),
                 std::string("30313233-3435-3637-3839-616263646566"));
        QCOMPARE(called("UUID", {bytes("0123")}), std::string("null"));
        const std::string random = called("UUID", {});
        QCOMPARE(random.size(), std::size_t{36});
        QCOMPARE(random[14], '4');
        QVERIFY(std::string("89ab").find(random[19]) != std::string::npos);
    }
};

WEIR_TEST(BytesFunctionsTest)
#include "BytesFunctionsTest.moc"
