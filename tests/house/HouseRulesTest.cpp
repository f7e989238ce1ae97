#include "tests/house/HouseRules.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir::house;

/// Each rule fires on a bad snippet and keeps silent on the good one beside it.
class HouseRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesOnBadCodeOnly_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rule"); // empty: nothing is wrong
        const auto row = [](const char *name, const char *path, const QString &text,
                            const char *rule) {
            QTest::newRow(name) << QString(path) << text << QString(rule);
        };
        row("upward include", "core/types/A.h", "#include \"core/sql/Lexer.h\"\n", "direction");
        row("formats knows no sql", "core/formats/A.h", "#include \"core/sql/Lexer.h\"\n",
            "direction");
        row("downward include", "core/sql/A.h", "#include \"core/types/Column.h\"\n", "");
        row("own room", "core/log/local/A.cpp", "#include \"core/log/Reader.h\"\n", "");
        row("unknown room", "core/cellar/A.cpp", "#include \"core/base/Error.h\"\n", "direction");
        row("core sees no widgets", "core/session/A.h", "#include \"widgets/style/Theme.h\"\n",
            "direction");
        row("widgets see no engine", "widgets/panels/A.h", "#include \"core/exec/Driver.h\"\n",
            "direction");
        row("widgets see no Engine.h", "widgets/panels/A.h", "#include \"core/runtime/Engine.h\"\n",
            "direction");
        row("widgets see session", "widgets/panels/A.h", "#include \"core/session/EnginePort.h\"\n",
            "");
        row("widgets see no app", "widgets/A.h", "#include \"app/studio/Application.h\"\n",
            "direction");
        row("cli sees no session", "app/cli/A.cpp", "#include \"core/session/EnginePort.h\"\n",
            "direction");
        row("app sees widgets", "app/studio/A.cpp", "#include \"widgets/style/Theme.h\"\n", "");
        row("nobody sees tests", "core/base/A.cpp", "#include \"tests/support/TestRegistry.h\"\n",
            "direction");
        row("include beside", "core/base/A.cpp", "#include \"Error.h\"\n", "include-root");
        row("include in a comment", "core/base/A.cpp", "// #include \"Error.h\"\n", "");
        row("Qt in core", "core/base/A.h", "#include <QString>\n", "qt-in-core");
        row("Qt in cli", "app/cli/A.cpp", "#include <QString>\n", "qt-in-core");
        row("Qt in session", "core/session/A.h", "#include <QObject>\n", "");
        row("message box", "widgets/A.cpp", "QMessageBox::warning(this);\n", "modal");
        row("process events", "widgets/A.cpp", "qApp->processEvents();\n", "modal");
        row("message box in app", "app/studio/A.cpp", "QMessageBox::warning(this);\n", "");
        row("message box in a comment", "widgets/A.cpp", "/* no\nQMessageBox */\n", "");
        row("connect to a lambda", "widgets/A.cpp",
            "connect(a, &A::done,\n    [this](int x) { go(x, 1); });\n", "lambda-connect");
        row("connect with context", "widgets/A.cpp",
            "connect(a, &A::done, this, [this](int x) { go(x, 1); });\n", "");
        row("connect to a slot", "widgets/A.cpp", "connect(a, &A::done, this, &B::go);\n", "");
        row("connect by name", "widgets/A.cpp", "connect(a, SIGNAL(done()), this, SLOT(go()));\n",
            "string-connect");
        row("style sheet", "app/studio/A.cpp", "setStyleSheet(\"x\");\n", "style-sheet");
        row("graphics view", "widgets/A.h", "class A : public QGraphicsView {};\n",
            "forbidden-class");
        row("dock widget", "app/studio/A.h", "QDockWidget *m_dock;\n", "forbidden-class");
        row("moc's output", "core/session/A.cpp", "#include \"moc_A.cpp\"\n", "");
        row("undo stack", "core/project/A.h", "QUndoStack m_stack;\n", "forbidden-class");
        row("colour by name", "widgets/A.cpp", "QColor c(\"red\");\nQColor(\"#fff\");\n", "colour");
        row("colour by number", "widgets/A.cpp", "paint(QColor(255, 0, 0));\n", "colour");
        row("colour of Qt", "widgets/A.cpp", "paint(Qt::darkGray);\n", "colour");
        row("colour text", "app/studio/A.cpp", "auto c = theme(\"#2a2b2c\");\n", "colour");
        row("colour in style", "widgets/style/A.cpp", "QColor(255, 0, 0);\n", "");
        row("colour from the theme", "widgets/A.cpp", "QColor c(theme.colour(id));\n", "");
        row("using namespace", "core/base/A.cpp", "using namespace std;\n", "using-namespace");
        row("using in a function", "core/base/A.cpp", "    using namespace literals;\n", "");
        row("long file", "core/base/A.cpp", QString("\n").repeated(401), "too-long");
        row("file of 400 lines", "core/base/A.cpp", QString("\n").repeated(400), "");
        row("left open", "core/base/A.cpp", QString("// TO") + "DO: more\n", "left-open");
        row("mended", "tests/unit/A.cpp", QString("// FIX") + "ME\n", "left-open");
    }

    void firesOnBadCodeOnly()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(QString, rule);
        const std::string source = text.toStdString();
        const auto violations = checkFile(path.toStdString(), source);
        if (rule.isEmpty()) {
            QCOMPARE(violations.size(), std::size_t(0));
            return;
        }
        QVERIFY(!violations.empty());
        for (const Violation &violation : violations) {
            QCOMPARE(QString::fromStdString(violation.rule), rule);
            QVERIFY(violation.line >= 1);
        }
    }

    void blanksCommentsAndStrings()
    {
        QCOMPARE(codeOf("a // b\n\"c\\\"d\" 1'000 'e' /* f\n */ R\"x(g)x\";", true),
                 std::string("a     \n\"    \" 1'000 ' '     \n    R\"x( )x\";"));
        QCOMPARE(codeOf("\"// no\" // yes", false), std::string("\"// no\"       "));
    }

    void splitsArguments()
    {
        QCOMPARE(callArguments("f(a, g(b, c), [d, e] { h(1, 2); }) , i", 1),
                 (std::vector<std::string>{"a", "g(b, c)", "[d, e] { h(1, 2); }"}));
    }

    void roomsHaveNoCircle()
    {
        for (const char *room : {"base", "types", "sql", "catalog", "functions", "plan", "bind",
                                 "optimize", "state", "formats", "log", "connect", "exec",
                                 "runtime", "language", "project", "exporter", "session"}) {
            QVERIFY(!allowedRooms(room).empty());
            for (const std::string_view below : allowedRooms(room)) {
                if (below != room) {
                    const auto back = allowedRooms(below);
                    QVERIFY(std::find(back.begin(), back.end(), room) == back.end());
                }
            }
        }
    }
};

WEIR_TEST(HouseRulesTest)
#include "HouseRulesTest.moc"
