#include "core/project/ProjectFile.h"

#include "core/project/AtomicFile.h"
#include "core/project/DurationText.h"
#include "tests/support/TestRegistry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::project;

class ProjectFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheSample()
    {
        const auto file =
            readProjectFile(std::string(WEIR_SOURCE_DIR) + "/resources/samples/ratings.weir");
        QVERIFY(file.has_value());
        QCOMPARE(file->sources.size(), std::size_t(2));
        QCOMPARE(file->sources[1].generator, std::string("ratings"));
        QCOMPARE(file->sources[1].backfillMs, std::int64_t(900'000));
        QCOMPARE(file->sources[1].rate, 20.0);
    }

    void writesSortedAndOnTheGrid()
    {
        ProjectFile project;
        project.runId = "abc";
        project.positions = {{"Z", {49, -31}}, {"A", {10, 0}}};
        project.sources = {{"ratings", "ratings", 7, 0, 90'000}};
        QCOMPARE(
            formatProjectFile(project),
            std::string(
                "{\n  \"positions\": {\n    \"A\": [\n      20,\n      0\n    ],\n    \"Z\": [\n"
                "      40,\n      -40\n    ]\n  },\n  \"runId\": \"abc\",\n  \"sources\": {\n"
                "    \"ratings\": {\n      \"backfill\": \"90s\",\n      \"generator\": "
                "\"ratings\",\n      \"rate\": \"max\",\n      \"seed\": 7\n    }\n  },\n"
                "  \"version\": 1\n}\n"));
    }

    void keepsUnknownFields()
    {
        const std::string text =
            R"({"version":1,"notes":{"a":[1,2]},"plots":[{"name":"p","source":"S",)"
            R"("value":"V","series":"C"}],"profile":"lab"})";
        const auto project = parseProjectFile(text);
        QVERIFY(project.has_value());
        QCOMPARE(project->plots[0].series, std::string("C"));
        const auto again = parseProjectFile(formatProjectFile(*project));
        QVERIFY(again.has_value());
        QVERIFY(again->unknown == project->unknown);
        QVERIFY(again->plots == project->plots);
        QCOMPARE(again->profile, std::string("lab"));
    }

    void keepsUnknownFieldsWithinPlotsAndSources()
    {
        const std::string text =
            R"({"plots":[{"name":"p","series":"","source":"S","value":"V","colour":"red"}],)"
            R"("sources":{"r":{"generator":"ratings","jitter":{"ms":5}},"s":{"seed":3}}})";
        auto project = parseProjectFile(text);
        QVERIFY(project.has_value());
        const auto written = nlohmann::json::parse(formatProjectFile(*project));
        QCOMPARE(written["plots"][0]["colour"].get<std::string>(), std::string("red"));
        QCOMPARE(written["plots"][0]["value"].get<std::string>(), std::string("V"));
        QCOMPARE(written["sources"]["r"]["jitter"]["ms"].get<int>(), 5);
        QCOMPARE(written["sources"]["r"]["generator"].get<std::string>(), std::string("ratings"));
        QCOMPARE(written["sources"]["s"].size(), std::size_t(4));
        // Of a generator that was removed nothing stays.
        project->sources.clear();
        QVERIFY(!nlohmann::json::parse(formatProjectFile(*project)).contains("sources"));
    }

    void namesWhatIsWrong()
    {
        const auto codeOf = [](const char *text) { return parseProjectFile(text).error().code; };
        QCOMPARE(codeOf("{"), std::string("project.no-json"));
        QCOMPARE(codeOf("[]"), std::string("project.no-json"));
        QCOMPARE(codeOf(R"({"version":99})"), std::string("project.newer-version"));
        QCOMPARE(codeOf(R"({"runId":1})"), std::string("project.wrong-field"));
        QCOMPARE(codeOf(R"({"positions":{"A":[1.5,2]}})"), std::string("project.wrong-field"));
        QCOMPARE(codeOf(R"({"sources":{"r":{"rate":-1}}})"), std::string("project.wrong-field"));
        QCOMPARE(codeOf(R"({"sources":{"r":{"backfill":"soon"}}})"),
                 std::string("project.wrong-field"));
        QCOMPARE(readProjectFile("/nowhere/x.weir").error().code,
                 std::string("project.unreadable"));
    }

    void savesAtomically()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.weir").toStdString();
        ProjectFile project;
        project.runId = newRunId();
        QVERIFY(saveProjectFile(path, project).has_value());
        project.profile = "x";
        QVERIFY(saveProjectFile(path, project).has_value());
        QCOMPARE(readProjectFile(path)->profile, std::string("x"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
        QCOMPARE(saveProjectFile(path / "b" / "c.weir", project).error().code,
                 std::string("project.unwritable"));
    }

    void readsDurations()
    {
        QCOMPARE(parseDuration("15m").value(), std::int64_t(900'000));
        QCOMPARE(parseDuration("7").value(), std::int64_t(7'000));
        QVERIFY(!parseDuration("-1s"));
        QVERIFY(!parseDuration("9999999999999999d"));
        QVERIFY(!parseDuration("m"));
        QCOMPARE(formatDuration(900'000), std::string("15m"));
        QCOMPARE(formatDuration(1'500), std::string("1500ms"));
        QCOMPARE(formatDuration(0), std::string("0s"));
    }
};

WEIR_TEST(ProjectFileTest)
#include "ProjectFileTest.moc"
