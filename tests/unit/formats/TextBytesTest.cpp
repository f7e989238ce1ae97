#include "core/formats/Codec.h"
#include "core/types/Arena.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <memory>
#include <string>

using namespace weir;
using namespace weir::formats;

namespace {

/// Decodes one payload of one column and prints it.
std::string decodedAs(const char *format, const DataType &type, const std::string &payload)
{
    CodecSpec spec;
    spec.format.name = format;
    spec.columns = {{"V", type}};
    const auto codec = makeCodec(spec);
    const std::string padded = payload + std::string(64, ' ');
    const Payload one(padded.data(), payload.size());
    Arena arena;
    Decoded decoded;
    (*codec)->decode({&one, 1}, arena, decoded);
    return decoded.rejects.empty() ? toText(decoded.columns[0]->valueAt(0), type) : "rejected";
}

} // namespace

class TextBytesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAreUtf8WhateverTheBytes()
    {
        for (const char *format : {"KAFKA", "DELIMITED"}) {
            QCOMPARE(decodedAs(format, DataType::string(), "a\xE9z"), std::string("a\uFFFDz"));
            QCOMPARE(decodedAs(format, DataType::string(), "é"), std::string("é"));
        }
        QCOMPARE(decodedAs("KAFKA", DataType::bytes(), "a\xE9z"), std::string("Yel6"));
    }
};

WEIR_TEST(TextBytesTest)
#include "TextBytesTest.moc"
