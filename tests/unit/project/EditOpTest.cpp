#include "core/project/EditOp.h"

#include "core/bind/Bind.h"
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

std::size_t problems(const std::string &text)
{
    return bind::bind(sql::parse(text), {}).diagnostics.size();
}

Edited edited(const std::string &original, const EditOp &op, bool bound = false)
{
    sql::SqlText text(original);
    const sql::ParsedScript script = sql::parse(original);
    const Arrangement arrangement;
    const plan::LogicalPlan plan = bind::bind(script, {}).plan;
    const Result<Edit> edit =
        planEdit({text, *script.tree, arrangement, bound ? &plan : nullptr}, op);
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
                "CREATE TABLE b AS SELECT a.x, A.*, a, c.a FROM `new` a JOIN c ON a.x = c.a GROUP "
                "BY "
                "a.x;\n"
                "CREATE STREAM d AS SELECT a.x FROM c a;\n"
                "INSERT INTO `new` SELECT * FROM (SELECT `new`.x FROM `new`) q; DROP STREAM `new`; "
                "DESCRIBE FUNCTION a;"));
        QCOMPARE(result.edit.touched, (std::vector<std::string>{"A", "B", "INSERT:A#1", "DROP#1"}));
        const std::string two = "CREATE STREAM A (X INT); CREATE STREAM B (X INT);";
        QCOMPARE(edited(two, RenameSource{"A", "B"}).errorCode, std::string("project.name-taken"));
        QCOMPARE(edited(two, RenameSource{"C", "D"}).errorCode,
                 std::string("project.unknown-source"));
    }

    void renamesWhatIsJoinedAndKeepsItsColumnsNames()
    {
        const std::string text =
            "CREATE STREAM R (ID INT KEY, V INT) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');\n"
            "CREATE TABLE T (ID INT PRIMARY KEY, V INT) WITH (KAFKA_TOPIC='t', "
            "VALUE_FORMAT='JSON');\n"
            "CREATE STREAM J AS SELECT * FROM R JOIN T new ON R.ID = new.ID;\n"
            "CREATE STREAM K AS SELECT R_ID, R_V, NEW_V FROM J;\n"
            "CREATE STREAM L AS SELECT R.ID, R.V FROM R;\n";
        QCOMPARE(problems(text), std::size_t(0));
        const Edited result = edited(text, RenameSource{"R", "NEW"});
        QVERIFY2(result.text.find("FROM NEW R JOIN T new ON R.ID = new.ID") != std::string::npos,
                 result.text.c_str());
        QVERIFY2(result.text.find("SELECT NEW.ID, NEW.V FROM NEW;") != std::string::npos,
                 result.text.c_str());
        QCOMPARE(problems(result.text), std::size_t(0));
    }

    void keepsThePlacesOfWhatItRenames()
    {
        const std::string text = "CREATE STREAM A (X INT); CREATE STREAM B (X INT);\n"
                                 "INSERT INTO A SELECT * FROM B; INSERT INTO A SELECT * FROM B;\n"
                                 "CREATE STREAM A (X INT);";
        const sql::SqlText bytes(text);
        const sql::ParsedScript script = sql::parse(text);
        Arrangement arrangement;
        arrangement.positions = {{"A", {20, 20}},
                                 {"A@2", {40, 20}},
                                 {"B", {60, 20}},
                                 {"INSERT:A#1", {80, 20}},
                                 {"INSERT:A#2", {100, 20}}};
        const Result<Edit> edit =
            planEdit({bytes, *script.tree, arrangement}, RenameSource{"A", "N"});
        QVERIFY(edit);
        for (const PositionChange &change : edit->change.positions) {
            if (change.before) {
                arrangement.positions.erase(change.key);
            } else {
                arrangement.positions.emplace(change.key, *change.after);
            }
        }
        const std::map<std::string, Position> wanted = {{"N", {20, 20}},
                                                        {"N@2", {40, 20}},
                                                        {"B", {60, 20}},
                                                        {"INSERT:N#1", {80, 20}},
                                                        {"INSERT:N#2", {100, 20}}};
        QCOMPARE(arrangement.positions.size(), wanted.size());
        QVERIFY(arrangement.positions == wanted);
    }

    void renamesAColumnWhereverItGoes()
    {
        const std::string text =
            "CREATE STREAM R (ID INT KEY, STARS BIGINT) WITH (KAFKA_TOPIC='r', "
            "VALUE_FORMAT='JSON');\n"
            "CREATE STREAM A AS SELECT ID, STARS * 2 AS n FROM R;\n"
            "CREATE STREAM B WITH (TIMESTAMP='N') AS SELECT * FROM A x WHERE x.N > 1 AND n < 9;\n"
            "CREATE STREAM C AS SELECT ID, N, TRANSFORM(ARRAY[1], N => N + 1) AS T FROM B;\n"
            "CREATE STREAM S (ID INT KEY, N BIGINT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
            "INSERT INTO S SELECT ID, n FROM A;\n";
        const Edited result = edited(text, RenameColumn{"B", "N", "TWICE"}, true);
        QCOMPARE(problems(text), std::size_t(0));
        QCOMPARE(
            result.text,
            std::string(
                "CREATE STREAM R (ID INT KEY, STARS BIGINT) WITH (KAFKA_TOPIC='r', "
                "VALUE_FORMAT='JSON');\n"
                "CREATE STREAM A AS SELECT ID, STARS * 2 AS TWICE FROM R;\n"
                "CREATE STREAM B WITH (TIMESTAMP='TWICE') AS SELECT * FROM A x WHERE x.TWICE > 1 "
                "AND TWICE < 9;\n"
                "CREATE STREAM C AS SELECT ID, TWICE, TRANSFORM(ARRAY[1], N => N + 1) AS T FROM "
                "B;\n"
                "CREATE STREAM S (ID INT KEY, N BIGINT) WITH (KAFKA_TOPIC='s', "
                "VALUE_FORMAT='JSON');\n"
                "INSERT INTO S SELECT ID, TWICE AS N FROM A;\n"));
        QCOMPARE(result.edit.touched, (std::vector<std::string>{"A", "B", "C", "INSERT:S#1"}));
        QCOMPARE(problems(result.text), problems(text));
        QCOMPARE(edited(text, RenameColumn{"B", "N", "ID"}, true).errorCode,
                 std::string("project.name-taken"));
        QCOMPARE(edited(text, RenameColumn{"C", "ID", "X"}, true).errorCode,
                 std::string("project.name-of-data"));
        QCOMPARE(edited(text, RenameColumn{"B", "Q", "X"}, true).errorCode,
                 std::string("project.unknown-column"));
        QCOMPARE(edited(text, RenameColumn{"B", "N", "X"}).errorCode,
                 std::string("project.not-bound"));
        const std::string star = text + "INSERT INTO S SELECT * FROM A;\n";
        QCOMPARE(edited(star, RenameColumn{"A", "N", "X"}, true).errorCode,
                 std::string("project.names-must-agree"));
    }

    void renamesAColumnOfAJoin()
    {
        const std::string text =
            "CREATE STREAM R (ID INT KEY, V INT) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');\n"
            "CREATE TABLE T (ID INT PRIMARY KEY, V INT) WITH (KAFKA_TOPIC='t', "
            "VALUE_FORMAT='JSON');\n"
            "CREATE STREAM A AS SELECT ID, V AS W FROM R;\n"
            "CREATE STREAM J AS SELECT * FROM A JOIN T ON A.ID = T.ID;\n"
            "CREATE STREAM K AS SELECT A_ID, A_W FROM J;\n";
        const Edited result = edited(text, RenameColumn{"K", "A_W", "W2"}, true);
        QCOMPARE(result.errorCode, std::string());
        QVERIFY2(result.text.find("V AS W2 FROM R") != std::string::npos, result.text.c_str());
        QVERIFY2(result.text.find("SELECT A_ID, A_W2 FROM J") != std::string::npos,
                 result.text.c_str());
        QCOMPARE(problems(result.text), problems(text));
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
