#include "app/studio/Demo.h"

#include "app/studio/DemoFolders.h"
#include "app/studio/MainWindow.h"
#include "app/studio/Settings.h"
#include "app/studio/Studio.h"
#include "core/log/Cluster.h"
#include "core/session/LiveEngine.h"
#include "tests/support/TestRegistry.h"
#include "widgets/charts/WindowPlot.h"
#include "widgets/charts/WindowSeriesStore.h"
#include "widgets/style/Appearance.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace weir;
using namespace weir::studio;

namespace {

constexpr EpochMs kMinute = 60'000;
/// Half a minute is open; fifteen minutes before it the generators began.
constexpr EpochMs kOpen = 1'763'908'920'000;
constexpr EpochMs kNow = kOpen + kMinute / 2;
static_assert(kOpen % kMinute == 0);

struct RawRecord {
    std::string key;
    std::string value;
};

/// club status and window start -> count
using Counts = std::map<std::pair<std::string, EpochMs>, double>;

std::string text(const Counts &counts)
{
    std::string all;
    for (const auto &[at, count] : counts) {
        all += at.first + ' ' + std::to_string((at.second - kOpen) / kMinute) + ": " +
               std::to_string(count) + '\n';
    }
    return all;
}

/// A second process's view of the cluster: raw records, no part of the engine.
class Reader {
public:
    explicit Reader(const std::string &address)
        : m_cluster(log::openCluster(address, {.clock = std::make_shared<FixedClock>(kNow)}))
    {
    }

    std::vector<RawRecord> all(const std::string &topic) const
    {
        std::vector<RawRecord> records;
        const auto deadline = Deadline::in(std::chrono::seconds(60));
        auto reader = (*m_cluster)->openReader();
        const auto offsets = (*m_cluster)->offsets(topic, deadline);
        if (!offsets) {
            return records;
        }
        std::size_t open = offsets->size();
        for (std::size_t i = 0; i < offsets->size(); ++i) {
            const auto status = (*reader)->assign({topic, static_cast<std::int32_t>(i)},
                                                  log::Position::beginning(), deadline);
            open -= status ? 0 : 1;
        }
        while (open > 0) {
            const auto polled = (*reader)->poll(deadline, 1U << 20U);
            if (!polled || deadline.passed()) {
                return {};
            }
            for (const SlabPtr &slab : polled->slabs) {
                for (const RecordView &record : slab->records()) {
                    records.push_back({std::string(record.key()), std::string(record.value())});
                }
            }
            for (const log::ReaderEvent &event : polled->events) {
                open -= event.kind == log::ReaderEvent::Kind::EndReached ? 1 : 0;
            }
        }
        return records;
    }

private:
    Result<log::ClusterPtr> m_cluster;
};

QJsonObject objectOf(const std::string &json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

/// The table's rows as its topic holds them: the last record of a key and window wins.
Counts rowsOf(const Reader &reader)
{
    Counts counts;
    for (const RawRecord &record : reader.all("RATINGS_BY_CLUB_STATUS")) {
        // A windowed key: the key's bytes, then the window's start, big-endian.
        const std::size_t name = record.key.size() - 8;
        const auto start = qFromBigEndian<qint64>(record.key.data() + name);
        counts[{record.key.substr(0, name), start}] =
            objectOf(record.value).value(QLatin1String("RATINGS_COUNT")).toDouble();
    }
    return counts;
}

/// What the table must hold, counted by hand from the topics that it is made of.
Counts countedByHand(const Reader &reader)
{
    std::map<int, std::string> clubs;
    for (const RawRecord &record : reader.all("customers")) {
        const QJsonObject customer = objectOf(record.value);
        for (const QString &field : customer.keys()) {
            if (field.compare(QLatin1String("club_status"), Qt::CaseInsensitive) == 0) {
                clubs[qFromBigEndian<qint32>(record.key.data())] =
                    customer.value(field).toString().toStdString();
            }
        }
    }
    Counts counts;
    for (const RawRecord &record : reader.all("ratings")) {
        QJsonObject rating;
        const QJsonObject fields = objectOf(record.value);
        for (const QString &field : fields.keys()) {
            rating.insert(field.toLower(), fields.value(field));
        }
        const auto club = clubs.find(rating.value(QLatin1String("user_id")).toInt());
        if (club != clubs.end()) {
            const auto time =
                static_cast<EpochMs>(rating.value(QLatin1String("rating_time")).toDouble());
            counts[{club->second, time / kMinute * kMinute}] += 1;
        }
    }
    return counts;
}

Counts plotted(const WindowSeriesStore &store)
{
    Counts counts;
    for (const WindowSeriesStore::Series &series : store.drawn()) {
        for (const auto &[start, point] : series.points) {
            counts[{series.key, start}] = point.value;
        }
    }
    return counts;
}

Counts ofMinute(const Counts &counts, EpochMs start)
{
    Counts minute;
    for (const auto &[at, count] : counts) {
        if (at.second == start) {
            minute[at] = count;
        }
    }
    return minute;
}

} // namespace

/// The first minute of a person with Weir (UI.md), with the real engine: the demo's pipeline, its
/// generators and its plot. The clock stands still, so that what comes is known.
class DemoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSecondDemoLeavesTheFirstItsFolder()
    {
        const QTemporaryDir data;
        auto first = std::make_unique<DemoFolders>(data.path());
        DemoFolders second(data.path());
        const QString folder = QString::fromStdString(first->takeEmpty().substr(6));
        QCOMPARE(folder, data.filePath(QStringLiteral("demo")));
        QFile used(folder + QStringLiteral("/used"));
        QVERIFY(used.open(QIODevice::WriteOnly));
        const std::string other = second.takeEmpty();
        QVERIFY(other.substr(6) != folder.toStdString());
        QVERIFY(used.exists());
        // The demo again in the window of the first: not below its engine either.
        QVERIFY(first->takeEmpty().substr(6) != folder.toStdString());
        QVERIFY(used.exists());
        first->leaveOthers();
        QCOMPARE(QString::fromStdString(second.takeEmpty().substr(6)), folder);
        QVERIFY(!used.exists());
        QVERIFY(QFileInfo(folder).isDir());
        first.reset();
    }

    void thePlotShowsFifteenEndedMinutesAsTheTableHasThem()
    {
        const QTemporaryDir folder;
        const std::string address =
            "local:" + folder.filePath(QStringLiteral("cluster")).toStdString();
        QVERIFY(QDir().mkpath(folder.filePath(QStringLiteral("cluster"))));
        Appearance::install(ThemeChoice::Dark);
        Settings settings(folder.filePath(QStringLiteral("settings.json")));
        session::LiveEngine engine(runtime::EngineOptions{
            .cluster = address, .clock = std::make_shared<FixedClock>(kNow)});
        Studio studio(engine, settings);
        studio.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&studio.window()));
        runDemo(studio);

        const auto *plot = studio.window().findChild<WindowPlot *>();
        QVERIFY(plot);
        const Reader reader(address);
        // The generators have written all of it before the pipeline begins to read.
        QTRY_VERIFY_WITH_TIMEOUT(engine.snapshot()->state == runtime::RunState::Running, 60'000);
        const Counts truth = countedByHand(reader);
        QCOMPARE(reader.all("ratings").size(), std::size_t(15 * 60 * 20));
        QVERIFY2(truth.size() > 16, text(truth).c_str());
        QTRY_COMPARE_WITH_TIMEOUT(text(plotted(plot->store())), text(truth), 60'000);

        // Fifteen minutes have ended and one grows, of every club status.
        const auto &series = plot->store().drawn();
        QCOMPARE(series.size(), std::size_t(4));
        for (const WindowSeriesStore::Series &each : series) {
            std::set<EpochMs> ended;
            std::set<EpochMs> open;
            for (const auto &[start, point] : each.points) {
                (plot->store().isOpen(point) ? open : ended).insert(start);
            }
            QCOMPARE(ended.size(), std::size_t(15));
            QCOMPARE(*ended.rbegin(), kOpen - kMinute);
            QCOMPARE(open, std::set<EpochMs>{kOpen});
        }
        // The last ended minute is, row for row, what somebody else reads from the table's topic.
        const Counts last = ofMinute(plotted(plot->store()), kOpen - kMinute);
        QCOMPARE(last.size(), std::size_t(4));
        QTRY_COMPARE_WITH_TIMEOUT(text(ofMinute(rowsOf(reader), kOpen - kMinute)), text(last),
                                  60'000);
    }
};

WEIR_TEST(DemoTest)
#include "DemoTest.moc"
