#include "core/base/Diagnostic.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;

class DiagnosticTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rendersCaretUnderTheSpan()
    {
        const std::string text = "SELECT\n  é, FOO FROM T;";
        const Diagnostic diagnostic{.code = "bind.unknown-column",
                                    .span = {13, 16},
                                    .message = "No column FOO in T",
                                    .hint = "Did you mean BAR?"};
        QCOMPARE(renderDiagnostic(diagnostic, text, "a.sql"),
                 std::string("a.sql:2:6: error: No column FOO in T [bind.unknown-column]\n"
                             "    é, FOO FROM T;\n"
                             "       ^^^\n"
                             "  Did you mean BAR?\n"));
    }

    void rendersAtTheEndOfTheText()
    {
        const Diagnostic diagnostic{.code = "x", .span = {3, 3}, .message = "end"};
        QCOMPARE(renderDiagnostic(diagnostic, "ab\n", "f"),
                 std::string("f:2:1: error: end [x]\n  \n  ^\n"));
    }

    void findsManyPositionsInOneText()
    {
        const std::string text = "a\nbé c\n\nlast";
        const LineIndex lines(text);
        for (std::size_t offset = 0; offset <= text.size() + 2; ++offset) {
            const LineColumn one = lineColumn(text, offset);
            const LineColumn many = lines.at(offset);
            QCOMPARE(many.line, one.line);
            QCOMPARE(many.column, one.column);
        }
        QCOMPARE(lines.at(7).line, std::size_t(2));
    }

    void appliesEditsFromTheBack()
    {
        const Fix fix{"swap", {{{0, 1}, "xx"}, {{4, 5}, ""}}};
        QCOMPARE(applyFix("a b c", fix), std::string("xx b "));
    }
};

WEIR_TEST(DiagnosticTest)
#include "DiagnosticTest.moc"
