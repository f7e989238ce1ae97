#include "core/project/EditOp.h"

#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::project;

namespace {

struct Edited {
    std::string text;
    std::string selected;
    Edit edit;
    std::string errorCode;
};

Edited edited(const std::string &original, const EditOp &op)
{
    sql::SqlText text(original);
    const sql::ParsedScript script = sql::parse(original);
    const Arrangement arrangement;
    const Result<Edit> edit = planEdit({text, *script.tree, arrangement}, op);
    if (!edit) {
        return {original, {}, {}, edit.error().code};
    }
    for (const sql::TextPatch &patch : edit->change.patches) {
        if (!text.apply(patch)) {
            return {original, {}, {}, "stale"};
        }
    }
    const SourceSpan span = edit->selection.value_or(SourceSpan{});
    return {text.bytes(), text.bytes().substr(span.begin, span.length()), *edit, {}};
}

} // namespace

class EditOpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addsAFilterBehindAllElse()
    {
        const Edited result =
            edited("CREATE STREAM ratings (A INT); -- note", AddFilter{"RATINGS", Position{33, 7}});
        QCOMPARE(result.text,
                 std::string("CREATE STREAM ratings (A INT); -- note\nCREATE STREAM "
                             "RATINGS_FILTERED AS SELECT * FROM RATINGS WHERE TRUE;\n"));
        QCOMPARE(result.selected, std::string("TRUE"));
        QCOMPARE(result.edit.touched, std::vector<std::string>{"RATINGS_FILTERED"});
        QCOMPARE(result.edit.change.positions[0].after->x, 40);
        QVERIFY(sql::parse(result.text).ok());
    }

    void closesTheLastStatementAndKeepsTheLineEnds()
    {
        const Edited result =
            edited("DROP STREAM x;\r\nCREATE TABLE `t` AS SELECT * FROM b  ", AddFilter{"t"});
        QCOMPARE(result.text,
                 std::string("DROP STREAM x;\r\nCREATE TABLE `t` AS SELECT * FROM b;  \r\n"
                             "CREATE TABLE `t_FILTERED` AS SELECT * FROM `t` WHERE TRUE;\r\n"));
        QCOMPARE(result.selected, std::string("TRUE"));
    }

    void findsAFreeName()
    {
        const Edited result =
            edited("CREATE STREAM A (X INT);CREATE STREAM A_FILTERED (X INT);", AddFilter{"A"});
        QCOMPARE(result.edit.touched, std::vector<std::string>{"A_FILTERED_2"});
    }

    void insertsAStatement()
    {
        const Edited result =
            edited("", InsertStatement{"CREATE STREAM S (A INT) WITH (KAFKA_TOPIC='s')", {}});
        QCOMPARE(result.text, std::string("CREATE STREAM S (A INT) WITH (KAFKA_TOPIC='s');\n"));
        QCOMPARE(result.edit.touched, std::vector<std::string>{"S"});
        QCOMPARE(edited("DROP STREAM a", InsertStatement{"DROP STREAM b;", {}}).text,
                 std::string("DROP STREAM a;\nDROP STREAM b;\n"));
    }

    void renamesASourceWhereverItIsNamed()
    {
        const Edited result = edited(
            "CREATE STREAM a (a INT, x INT); -- a\n"
            "CREATE TABLE b AS SELECT a.x, A.*, a, c.a FROM a JOIN c ON a.x = c.a GROUP BY a.x;\n"
            "CREATE STREAM d AS SELECT a.x FROM c a;\n"
            "INSERT INTO a SELECT * FROM (SELECT a.x FROM `A`) q; DROP STREAM a; DESCRIBE FUNCTION "
            "a;",
            RenameSource{"A", "new"});
        QCOMPARE(
            result.text,
            std::string(
                "CREATE STREAM `new` (a INT, x INT); -- a\n"
                "CREATE TABLE b AS SELECT `new`.x, `new`.*, a, c.a FROM `new` JOIN c ON `new`.x = "
                "c.a GROUP BY `new`.x;\n"
                "CREATE STREAM d AS SELECT a.x FROM c a;\n"
                "INSERT INTO `new` SELECT * FROM (SELECT `new`.x FROM `new`) q; DROP STREAM `new`; "
                "DESCRIBE FUNCTION a;"));
        QCOMPARE(result.edit.touched, (std::vector<std::string>{"A", "B", "INSERT:A#1", "DROP#1"}));
        const std::string two = "CREATE STREAM A (X INT); CREATE STREAM B (X INT);";
        QCOMPARE(edited(two, RenameSource{"A", "B"}).errorCode, std::string("project.name-taken"));
        QCOMPARE(edited(two, RenameSource{"C", "D"}).errorCode,
                 std::string("project.unknown-source"));
    }

    void refusesWhatItCannotDo()
    {
        QCOMPARE(edited("", AddFilter{"A"}).errorCode, std::string("project.unknown-source"));
        QCOMPARE(edited("CREATE STREAM A (X INT); 'x", AddFilter{"A"}).errorCode,
                 std::string("project.open-text"));
        QCOMPARE(edited("", InsertStatement{"HELLO", {}}).errorCode,
                 std::string("project.wrong-statement"));
        QCOMPARE(edited("", InsertStatement{"DROP STREAM a; DROP STREAM b;", {}}).errorCode,
                 std::string("project.wrong-statement"));
    }
};

WEIR_TEST(EditOpTest)
#include "EditOpTest.moc"
