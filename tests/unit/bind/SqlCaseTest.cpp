#include "tests/support/SqlCase.h"

#include "core/bind/Bind.h"
#include "core/plan/PlanDiff.h"
#include "core/plan/PrintCanonical.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;

namespace {

std::string errorsText(const bind::BoundScript &bound, const std::string &text)
{
    std::string result;
    for (const Diagnostic &diagnostic : bound.diagnostics) {
        result += renderDiagnostic(diagnostic, text, "case");
        for (const Fix &fix : diagnostic.fixes) {
            result += "  fix: " + fix.label + "\n";
        }
    }
    return result;
}

bool asExpected(const bind::BoundScript &bound, const std::string &text,
                const std::vector<test::SqlExpectation> &expects)
{
    if (expects.size() == 1 && expects.front().ok) {
        return bound.ok();
    }
    if (bound.diagnostics.size() != expects.size()) {
        return false;
    }
    for (std::size_t i = 0; i < expects.size(); ++i) {
        const Diagnostic &diagnostic = bound.diagnostics[i];
        const std::string at = text.substr(diagnostic.span.begin, diagnostic.span.length());
        if (diagnostic.code != expects[i].code || (!expects[i].at.empty() && at != expects[i].at)) {
            return false;
        }
    }
    return true;
}

const Fix *findFix(const bind::BoundScript &bound, const std::string &label)
{
    for (const Diagnostic &diagnostic : bound.diagnostics) {
        for (const Fix &fix : diagnostic.fixes) {
            if (fix.label == label) {
                return &fix;
            }
        }
    }
    return nullptr;
}

} // namespace

/// The cases of tests/sql: errors with code and span, fixes applied in turn, and the law
/// bind(parse(printCanonical(plan))) = plan for every text that binds.
class SqlCaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runs_data()
    {
        QTest::addColumn<QString>("path");
        for (const std::string &path : test::findSqlCases(WEIR_SOURCE_DIR "/tests/sql")) {
            if (path.find("/catalogs/") == std::string::npos) {
                QTest::newRow(path.substr(path.rfind('/') + 1).c_str())
                    << QString::fromStdString(path);
            }
        }
    }

    void runs()
    {
        QFETCH(QString, path);
        std::string error;
        const test::SqlCase sqlCase = test::readSqlCase(path.toStdString(), error);
        QVERIFY2(error.empty(), error.c_str());
        const bind::BoundScript catalog = bind::bind(sql::parse(sqlCase.catalog), {});
        QVERIFY2(catalog.ok(), errorsText(catalog, sqlCase.catalog).c_str());
        std::string text = sqlCase.sql;
        bind::BoundScript bound;
        for (const test::SqlRound &round : sqlCase.rounds) {
            if (!round.fix.empty()) {
                const Fix *fix = findFix(bound, round.fix);
                QVERIFY2(fix != nullptr, ("no fix: " + round.fix).c_str());
                text = applyFix(text, *fix);
            }
            bound = bind::bind(sql::parse(text), catalog.after);
            QVERIFY2(asExpected(bound, text, round.expects), errorsText(bound, text).c_str());
        }
        const std::string printed = plan::printCanonical(bound.plan);
        const bind::BoundScript again = bind::bind(sql::parse(printed), catalog.after);
        QVERIFY2(again.ok(), (printed + errorsText(again, printed)).c_str());
        QVERIFY2(plan::equivalent(bound.plan, again.plan), printed.c_str());
    }
};

WEIR_TEST(SqlCaseTest)
#include "SqlCaseTest.moc"
