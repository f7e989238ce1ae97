#include "core/bind/Bind.h"
#include "core/plan/PlanDiff.h"
#include "core/plan/PrintCanonical.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace weir;

namespace {

/// What binding one case gave, against what the case expects at statement time.
struct Verdict {
    bool right = false;
    std::string code; ///< of the first unexpected error, or "no-error"
    std::string text;
};

catalog::Environment environmentOf(const nlohmann::json &testCase)
{
    catalog::Environment environment;
    environment.schemaRegistry = true;
    for (const auto &topic : testCase["topics"]) {
        const std::string name = topic["name"];
        environment.topics[name] = {.name = name,
                                    .partitions = topic["partitions"].get<int>(),
                                    .replicas = topic["replicas"].get<int>(),
                                    .config = {}};
    }
    for (const auto &[name, value] : testCase["properties"].items()) {
        environment.properties[name] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return environment;
}

bool expectsStatementError(const nlohmann::json &testCase)
{
    const bool error =
        (testCase.contains("expectedException") && !testCase["expectedException"].is_null()) ||
        (testCase.contains("expectedError") && !testCase["expectedError"].is_null());
    return error && (testCase["kind"] == "rest" || testCase["inputs"].empty());
}

Verdict bindCase(const nlohmann::json &testCase)
{
    catalog::Environment environment = environmentOf(testCase);
    const bool wanted = expectsStatementError(testCase);
    const auto &statements = testCase["statements"];
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const std::string text = statements[i];
        const bind::BoundScript bound =
            bind::bind(sql::parse(text), environment, {.mode = bind::BindMode::Imperative});
        const bool last = i + 1 == statements.size();
        if (!bound.ok()) {
            const Diagnostic &first = bound.diagnostics.front();
            return {wanted && last, first.code,
                    text + "\n      " + first.message + " @ " +
                        text.substr(first.span.begin, first.span.length())};
        }
        if (last && wanted) {
            return {false, "no-error", text};
        }
        environment = bound.after;
    }
    return {true, {}, {}};
}

/// Binds the whole case as one text, prints the plan and binds that: the same plan, or what was
/// printed. Nothing for a text that does not bind.
std::optional<std::string> reprintCase(const nlohmann::json &testCase, bool &bound)
{
    std::string text;
    for (const auto &statement : testCase["statements"]) {
        text += statement.get<std::string>() + "\n";
    }
    const catalog::Environment environment = environmentOf(testCase);
    const bind::BoundScript first = bind::bind(sql::parse(text), environment);
    bound = first.ok();
    if (!bound) {
        return std::nullopt;
    }
    const std::string printed = plan::printCanonical(first.plan);
    const bind::BoundScript again = bind::bind(sql::parse(printed), environment);
    if (again.ok() && plan::equivalent(first.plan, again.plan)) {
        return std::nullopt;
    }
    return printed + (again.ok() ? "" : again.diagnostics.front().message);
}

} // namespace

/// Binds the statements of all conformance cases: those that must be refused are, the others bind.
class ConformanceBindTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bindsTheCases()
    {
        const QDir folder(QStringLiteral(WEIR_SOURCE_DIR "/../shared/conformance/ksql"));
        if (!folder.exists()) {
            QSKIP("WEIR-SKIPPED-ALL: ../shared/conformance is missing");
        }
        const bool verbose = qEnvironmentVariableIsSet("WEIR_VERBOSE");
        int right = 0;
        int total = 0;
        int refused = 0;
        int printed = 0;
        int changed = 0;
        std::map<std::string, int> codes;
        for (const QString &name : folder.entryList({"*.jsonl"}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            while (!file.atEnd()) {
                const QByteArray line = file.readLine();
                const auto testCase = nlohmann::json::parse(line.begin(), line.end());
                const Verdict verdict = bindCase(testCase);
                ++total;
                right += verdict.right ? 1 : 0;
                refused += expectsStatementError(testCase) ? 1 : 0;
                bool bound = false;
                const auto other = reprintCase(testCase, bound);
                printed += bound ? 1 : 0;
                changed += other ? 1 : 0;
                if (other && verbose) {
                    printf("CHANGED %s\n%s\n", testCase["id"].get<std::string>().c_str(),
                           other->c_str());
                }
                if (!verdict.right) {
                    ++codes[verdict.code];
                    if (verbose) {
                        printf("WRONG %s [%s]\n      %s\n",
                               testCase["id"].get<std::string>().c_str(), verdict.code.c_str(),
                               verdict.text.c_str());
                    }
                }
            }
        }
        for (const auto &[code, count] : codes) {
            printf("%5d %s\n", count, code.c_str());
        }
        printf("bound as expected: %d of %d (%d must be refused)\n", right, total, refused);
        printf("changed by printing and binding again: %d of %d\n", changed, printed);
        QCOMPARE(changed, 0);
        QVERIFY2(right >= kFloor, "fewer cases bind as expected than before");
    }

private:
    /// Raised whenever more cases come right.
    static constexpr int kFloor = 890;
};

WEIR_TEST(ConformanceBindTest)
#include "ConformanceBindTest.moc"
