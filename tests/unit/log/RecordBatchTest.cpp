#include "core/log/RecordBatch.h"

#include "core/log/Crc32c.h"
#include "core/log/Varint.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <array>
#include <limits>

using namespace weir;
using namespace weir::log;

class RecordBatchTest : public QObject {
    Q_OBJECT

    static RecordBuffer sample(int count)
    {
        RecordBuffer buffer;
        const std::vector<HeaderView> headers = {{"h", "x"}, {"n", std::nullopt}, {"", ""}};
        for (int i = 0; i < count; ++i) {
            const std::string number = std::to_string(i);
            if (i % 3 == 0) {
                buffer.add(1'000'000 - i * 7, std::nullopt, number, headers);
            } else if (i % 3 == 1) {
                buffer.add(std::numeric_limits<std::int32_t>::max() + std::int64_t(i), number,
                           std::nullopt);
            } else {
                buffer.add(-5, "", "");
            }
        }
        return buffer;
    }

private Q_SLOTS:
    void checksumIsCastagnoli()
    {
        QCOMPARE(crc32c("123456789", 9), 0xE3069283U); // RFC 3720, B.4 and the usual check value
        const std::array<unsigned char, 32> zeros{};
        QCOMPARE(crc32c(zeros.data(), zeros.size()), 0x8A9136AAU);
        QCOMPARE(crc32c("", 0), 0U);
    }

    void varintsComeBack()
    {
        for (const std::int64_t value :
             {std::int64_t(0), std::int64_t(-1), std::int64_t(63), std::int64_t(64),
              std::int64_t(-65), std::numeric_limits<std::int64_t>::max(),
              std::numeric_limits<std::int64_t>::min()}) {
            std::array<char, 10> bytes{};
            const char *end = writeVarint(bytes.data(), value);
            QCOMPARE(std::size_t(end - bytes.data()), varintSize(value));
            const char *at = bytes.data();
            std::int64_t back = 0;
            QVERIFY(readVarint(at, end, back));
            QCOMPARE(back, value);
            QVERIFY(at == end); // the place, not the text there
        }
    }

    // The layout byte for byte, as the protocol's documentation of record batches has it.
    void laysOutOneRecordAsKafkaDoes()
    {
        RecordBuffer buffer;
        buffer.add(0x0102030405, "k", "v");
        std::string bytes;
        encodeRecordBatch(buffer.run(), {.lz4 = false}, bytes);
        setBaseOffset(bytes, 7);
        const QByteArray body = QByteArray::fromHex("0000"             // attributes
                                                    "00000000"         // last offset delta
                                                    "0000000102030405" // base timestamp
                                                    "0000000102030405" // max timestamp
                                                    "ffffffffffffffff" // producer id
                                                    "ffff"             // producer epoch
                                                    "ffffffff"         // base sequence
                                                    "00000001"         // records
                                                    "10000000026b027600");
        QByteArray expected = QByteArray::fromHex("0000000000000007"); // base offset
        expected += QByteArray::fromHex("0000003a");                   // length behind it
        expected += QByteArray::fromHex("0000000002");                 // leader epoch, magic
        const std::uint32_t crc = crc32c(body.constData(), std::size_t(body.size()));
        for (int shift = 24; shift >= 0; shift -= 8) {
            expected += char(crc >> unsigned(shift));
        }
        expected += body;
        QCOMPARE(QByteArray(bytes.data(), qsizetype(bytes.size())).toHex(), expected.toHex());
    }

    void everythingComesBack_data()
    {
        QTest::addColumn<bool>("lz4");
        QTest::addColumn<int>("count");
        QTest::newRow("plain") << false << 1000;
        QTest::newRow("lz4") << true << 1000;
        QTest::newRow("too small for lz4") << true << 1;
        QTest::newRow("many blocks of lz4") << true << 200'000;
    }
    void everythingComesBack()
    {
        QFETCH(bool, lz4);
        QFETCH(int, count);
        const RecordBuffer buffer = sample(count);
        std::string bytes;
        encodeRecordBatch(buffer.run(), {.lz4 = lz4}, bytes);
        setBaseOffset(bytes, 500);
        RecordBuffer back;
        QVERIFY(decodeRecordBatch(bytes, 0, back));
        QCOMPARE(back.size(), buffer.size());
        for (std::size_t i = 0; i < back.size(); ++i) {
            const RecordView &a = buffer.run().records[i];
            const RecordView &b = back.run().records[i];
            QCOMPARE(b.offset, 500 + std::int64_t(i));
            QCOMPARE(b.timestamp, a.timestamp);
            QCOMPARE(b.hasKey(), a.hasKey());
            QCOMPARE(b.hasValue(), a.hasValue());
            QCOMPARE(b.key(), a.key());
            QCOMPARE(b.value(), a.value());
            QVERIFY(std::ranges::equal(back.run().headersOf(b), buffer.run().headersOf(a)));
        }
        RecordBuffer tail;
        QVERIFY(decodeRecordBatch(bytes, 500 + count - 1, tail));
        QCOMPARE(tail.size(), std::size_t(1));
    }

    void damageIsFound()
    {
        const RecordBuffer buffer = sample(50);
        std::string bytes;
        encodeRecordBatch(buffer.run(), {}, bytes);
        for (std::size_t at = 8; at < bytes.size(); at += 3) {
            if (at >= 12 && at < 16) {
                continue; // the leader's epoch, not covered by the checksum
            }
            std::string damaged = bytes;
            damaged[at] = char(damaged[at] ^ 0x10);
            RecordBuffer back;
            const Status read = decodeRecordBatch(damaged, 0, back);
            QVERIFY2(!read, qPrintable(QString::number(at)));
            QCOMPARE(read.error().code, std::string("log.corrupt-batch"));
        }
        RecordBuffer back;
        QVERIFY(!decodeRecordBatch(std::string_view(bytes).substr(0, bytes.size() - 1), 0, back));
        QVERIFY(!decodeRecordBatch("", 0, back));
    }
};

WEIR_TEST(RecordBatchTest)
#include "RecordBatchTest.moc"
