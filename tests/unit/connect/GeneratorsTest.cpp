#include "core/connect/Generators.h"

#include "core/connect/GenerateBatch.h"
#include "tests/support/TestRegistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>
#include <set>

using namespace weir;
using namespace weir::connect;

namespace {

constexpr EpochMs kStart = 1'700'000'000'000;

RecordBuffer generated(const std::string &name, std::uint64_t seed, std::size_t most,
                       double rate = 20)
{
    const auto generator = makeGenerator(name, {.seed = seed, .start = kStart, .rate = rate});
    std::vector<RecordBuffer> partitions(1);
    generateBatch(**generator, {.first = 0, .until = INT64_MAX, .most = most}, partitions);
    return std::move(partitions[0]);
}

QJsonObject valueOf(const RecordView &record)
{
    return QJsonDocument::fromJson(QByteArray(record.valueData, qsizetype(record.valueSize)))
        .object();
}

std::int64_t bigEndian(std::string_view key)
{
    std::uint64_t number = 0;
    for (const char byte : key) {
        number = number << 8U | std::uint8_t(byte);
    }
    return std::int64_t(number);
}

bool sameRecords(const RecordBuffer &a, const RecordBuffer &b)
{
    const auto left = a.run().records;
    const auto right = b.run().records;
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const RecordView &x, const RecordView &y) {
                          return x.timestamp == y.timestamp && x.hasKey() == y.hasKey() &&
                                 x.key() == y.key() && x.value() == y.value();
                      });
}

} // namespace

class GeneratorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesValidJsonInRisingTime_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<int>("keySize"); // 0: no key, -1: text
        const auto row = [](const char *name, const QStringList &fields, int keySize) {
            QTest::newRow(name) << QString(name) << fields << keySize;
        };
        row("ratings",
            {"rating_id", "user_id", "stars", "route_id", "rating_time", "channel", "message"}, 8);
        row("customers",
            {"id", "first_name", "last_name", "email", "gender", "club_status", "comments"}, 4);
        row("users", {"user_id", "level"}, 4);
        row("accounts", {"account_id", "amount"}, 4);
        row("customer", {"id", "name", "card", "country"}, 4);
        row("orders", {"order_id", "customer_id", "status", "amount"}, 8);
        row("clickstream", {"userid", "page", "action"}, 4);
        row("pageviews_json", {"viewtime", "userid", "pageid"}, 0);
        row("authorization_attempts", {"card_number", "merchant", "amount"}, -1);
    }

    void makesValidJsonInRisingTime()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, fields);
        QFETCH(int, keySize);
        fields.sort();
        const RecordBuffer buffer = generated(name.toStdString(), 7, 500);
        QVERIFY(!buffer.empty());
        EpochMs before = 0;
        for (const RecordView &record : buffer.run().records) {
            QCOMPARE(valueOf(record).keys(), fields);
            QCOMPARE(record.hasKey(), keySize != 0);
            if (keySize > 0) {
                QCOMPARE(int(record.keySize), keySize);
            }
            QVERIFY(record.timestamp >= before);
            before = record.timestamp;
        }
    }

    void coversEveryGenerator()
    {
        std::set<std::string> names;
        for (const GeneratorTraits &traits : knownGenerators()) {
            names.insert(traits.name);
            QCOMPARE(traits.config.at("retention.ms"), std::string("-1"));
        }
        QCOMPARE(names, (std::set<std::string>{"accounts", "authorization_attempts", "clickstream",
                                               "customer", "customers", "orders", "pageviews_json",
                                               "ratings", "users"}));
    }

    void sameSeedGivesSameBytes()
    {
        for (const GeneratorTraits &traits : knownGenerators()) {
            QVERIFY(sameRecords(generated(traits.name, 3, 1000), generated(traits.name, 3, 1000)));
        }
        QVERIFY(!sameRecords(generated("ratings", 3, 1000), generated("ratings", 4, 1000)));
    }

    void keepsTheBytesOfASeedForGood()
    {
        const RecordBuffer buffer = generated("ratings", 1, 1);
        const RecordView &record = buffer.run().records[0];
        QCOMPARE(std::string(record.value()), std::string(kFirstRating));
        QCOMPARE(bigEndian(record.key()), std::int64_t(1));
    }

    void ratingsSpreadOverAllValues()
    {
        const int count = 44'000;
        const RecordBuffer buffer = generated("ratings", 1, count);
        std::map<int, int> users;
        std::map<int, int> stars;
        std::set<QString> channels;
        std::set<QString> messages;
        std::int64_t id = 0;
        for (const RecordView &record : buffer.run().records) {
            const QJsonObject value = valueOf(record);
            QCOMPARE(std::int64_t(value["rating_id"].toDouble()), ++id);
            QCOMPARE(bigEndian(record.key()), id);
            QCOMPARE(EpochMs(value["rating_time"].toDouble()), record.timestamp);
            const int route = value["route_id"].toInt();
            QVERIFY(route >= 1 && route <= 9999);
            ++users[value["user_id"].toInt()];
            ++stars[value["stars"].toInt()];
            channels.insert(value["channel"].toString());
            messages.insert(value["message"].toString());
        }
        QCOMPARE(users.size(), std::size_t(22));
        QCOMPARE(users.begin()->first, -1);
        QCOMPARE(users.rbegin()->first, 20);
        for (const auto &[user, seen] : users) {
            QVERIFY2(seen > 1700 && seen < 2300, qPrintable(QString("user %1").arg(user)));
        }
        QCOMPARE(stars.size(), std::size_t(5));
        QCOMPARE(stars.begin()->first, 1);
        for (const auto &[star, seen] : stars) {
            QVERIFY2(seen > 8300 && seen < 9300, qPrintable(QString("stars %1").arg(star)));
        }
        QCOMPARE(channels, (std::set<QString>{"web", "iOS", "ios", "iOS-test", "android"}));
        QCOMPARE(messages.size(), std::size_t(11));
        // 44 000 records at 20 a second.
        QCOMPARE((buffer.run().records.back().timestamp - kStart) / 1000, EpochMs(count / 20 - 1));
    }

    void customersComeBeforeTheStart()
    {
        const RecordBuffer buffer = generated("customers", 1, 100);
        QCOMPARE(buffer.size(), std::size_t(20));
        std::map<QString, int> statuses;
        for (const RecordView &record : buffer.run().records) {
            QVERIFY(record.timestamp < kStart && record.timestamp >= kStart - 20);
            QVERIFY(valueOf(record)["email"].toString().endsWith("@example.com"));
            QCOMPARE(bigEndian(record.key()), std::int64_t(valueOf(record)["id"].toInt()));
            ++statuses[valueOf(record)["club_status"].toString()];
        }
        QCOMPARE(statuses, (std::map<QString, int>{
                               {"bronze", 5}, {"silver", 3}, {"gold", 7}, {"platinum", 5}}));
    }

    void slideRowsAreThere()
    {
        std::vector<int> amounts;
        const RecordBuffer accounts = generated("accounts", 9, 100);
        for (const RecordView &record : accounts.run().records) {
            QCOMPARE(bigEndian(record.key()), std::int64_t(12345));
            amounts.push_back(valueOf(record)["amount"].toInt());
        }
        QCOMPARE(amounts, (std::vector<int>{50, 25, -60}));
        QStringList countries;
        const RecordBuffer customers = generated("customer", 9, 100);
        for (const RecordView &record : customers.run().records) {
            countries << valueOf(record)["country"].toString();
        }
        QCOMPARE(countries, (QStringList{"UK", "Germany", "UK"}));
    }

    void attemptsComeInBursts_data()
    {
        QTest::addColumn<double>("rate");
        QTest::newRow("slow") << 0.5;
        QTest::newRow("demo") << 20.0;
        QTest::newRow("fast") << 5000.0;
    }

    /// Each burst shows in one tumbling window of 5 s, wherever the border falls.
    void attemptsComeInBursts()
    {
        QFETCH(double, rate);
        const RecordBuffer buffer = generated("authorization_attempts", 1, 240, rate);
        const auto records = buffer.run().records;
        for (std::size_t first = 16; first < records.size(); first += 24) {
            std::map<EpochMs, int> windows;
            for (std::size_t i = first; i < first + 8; ++i) {
                QCOMPARE(records[i].key(), records[first].key());
                ++windows[records[i].timestamp / 5000];
            }
            QVERIFY(std::any_of(windows.begin(), windows.end(),
                                [](const auto &window) { return window.second > 3; }));
        }
    }

    void stopsAtTheTimeAsked()
    {
        const auto generator = makeGenerator("ratings", {.seed = 1, .start = kStart, .rate = 20});
        std::vector<RecordBuffer> partitions(4);
        const std::uint64_t next = generateBatch(
            **generator, {.first = 0, .until = kStart + 60'000, .most = 100'000}, partitions);
        QVERIFY(next >= 1199 && next <= 1201);
        QVERIFY((*generator)->timeOf(next) > kStart + 60'000);
        for (const RecordBuffer &partition : partitions) {
            QVERIFY(partition.size() > 200);
        }
    }

    void namesWhatIsWrong()
    {
        const auto unknown = makeGenerator("rating", {});
        QCOMPARE(unknown.error().code, std::string("connect.unknown-generator"));
        QVERIFY(unknown.error().message.find("ratings") != std::string::npos);
        QCOMPARE(makeGenerator("ratings", {.rate = -1}).error().code,
                 std::string("connect.invalid-rate"));
    }

private:
    static constexpr const char *kFirstRating =
        R"({"rating_id":1,"user_id":11,"stars":2,"route_id":4792,"rating_time":1700000000017,)"
        R"("channel":"iOS","message":"cold soup, warm smile"})";
};

WEIR_TEST(GeneratorsTest)
#include "GeneratorsTest.moc"
