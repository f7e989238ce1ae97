#include "tests/support/StudioDriver.h"

#include "app/studio/Document.h"
#include "app/studio/wiring/Selection.h"
#include "tests/support/DemoPipeline.h"

#include <QTest>

#include <utility>

namespace weir::test {

namespace {

class RecordedAsk final : public studio::Ask {
public:
    explicit RecordedAsk(std::shared_ptr<AskRecord> record)
        : m_record(std::move(record))
    {
    }

    void confirm(const QString &question, const QString &detail, const QString &,
                 std::function<void()> confirmed) override
    {
        m_record->asked.append(question);
        m_record->detail = detail;
        if (m_record->confirm) {
            confirmed();
        }
    }
    void unsavedChanges(const QString &name, std::function<void(Changes)> answered) override
    {
        m_record->asked.append(name);
        answered(m_record->changes);
    }
    void text(const QString &question, const QString &, const QString &,
              std::function<void(const QString &)> answered) override
    {
        m_record->asked.append(question);
        if (!m_record->text.isEmpty()) {
            answered(m_record->text);
        }
    }
    void tell(const QString &title, const QString &) override { m_record->asked.append(title); }

private:
    std::shared_ptr<AskRecord> m_record;
};

class RecordedPick final : public studio::PickFile {
public:
    explicit RecordedPick(std::shared_ptr<AskRecord> record)
        : m_record(std::move(record))
    {
    }

    void toOpen(const QString &, std::function<void(const QString &)> chosen) override
    {
        answer(chosen);
    }
    void toSave(const QString &, std::function<void(const QString &)> chosen) override
    {
        answer(chosen);
    }

private:
    void answer(const std::function<void(const QString &)> &chosen)
    {
        if (!m_record->path.isEmpty()) {
            chosen(m_record->path);
        }
    }

    std::shared_ptr<AskRecord> m_record;
};

} // namespace

StudioDriver::StudioDriver(studio::Windows *windows)
    : settings(folder.filePath(QStringLiteral("settings.json")))
    , record(std::make_shared<AskRecord>())
{
    studio::Appearance::install(studio::ThemeChoice::Dark);
    studio = std::make_unique<studio::Studio>(port, settings, std::make_unique<RecordedAsk>(record),
                                              std::make_unique<RecordedPick>(record), windows);
}

StudioDriver::~StudioDriver()
{
    studio.reset();
}

void StudioDriver::showDemo()
{
    port.onSubscribe = [](FakeFeed &feed) {
        if (std::holds_alternative<runtime::WindowSeriesSpec>(feed.spec)) {
            feed.pending.points = demoWindows();
            feed.pending.streamTime = feed.pending.points.back().windowStart + 25'000;
            return;
        }
        feed.feedInfo.columns = {{"RATING_ID", DataType::bigint()},
                                 {"USER_ID", DataType::integer()},
                                 {"STARS", DataType::integer()},
                                 {"CHANNEL", DataType::string()},
                                 {"MESSAGE", DataType::string()}};
        for (int i = 0; i < 40; ++i) {
            feed.push(
                {{std::to_string(5313 + i), i % 7 == 0 ? "-1" : "3", std::to_string(1 + i % 5),
                  "web", i % 9 == 0 ? "\\0" : "is this as good as it gets?"}});
        }
        if (std::holds_alternative<runtime::NodeTapSpec>(feed.spec)) {
            for (auto &row : feed.pending.rows) {
                row.dropped = row.cells[2].text > "2";
                row.reason = row.dropped ? "STARS < 3 is false" : "";
            }
            feed.pending.inCount = 1000;
            feed.pending.outCount = 402;
        }
    };
    studio->document().reset(demoSql(), {}, QStringLiteral("ratings.sql"));
    studio->showDesigner();
    port.show(demoSnapshot(*port.language()));
    studio->selection().select(NodeKey{"POOR_RATINGS/where"});
}

void StudioDriver::showWindow(QSize size)
{
    studio->window().resize(size);
    studio->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&studio->window()));
}

} // namespace weir::test
