#include "core/project/LineDiff.h"

#include "core/sql/SqlText.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <random>

using namespace weir;
using namespace weir::project;

namespace {

std::string applied(const std::string &before, const std::vector<TextEdit> &edits)
{
    sql::SqlText text(before);
    for (const sql::TextPatch &patch : sql::patchesOf(text, edits)) {
        if (!text.apply(patch)) {
            return "stale";
        }
    }
    return text.bytes();
}

// "-1 old", "+1 new", " 1/1 same", "~3"
std::string shown(const std::vector<DiffLine> &lines)
{
    std::string all;
    for (const DiffLine &line : lines) {
        switch (line.kind) {
        case DiffLine::Kind::Same:
            all += ' ' + std::to_string(line.before) + '/' + std::to_string(line.after);
            break;
        case DiffLine::Kind::Removed:
            all += '-' + std::to_string(line.before);
            break;
        case DiffLine::Kind::Added:
            all += '+' + std::to_string(line.after);
            break;
        case DiffLine::Kind::Skipped:
            all += '~' + std::to_string(line.skipped);
            break;
        }
        all += line.text.empty() ? "" : ' ' + line.text;
        all += line.unended && line.kind != DiffLine::Kind::Skipped ? "|\n" : "\n";
    }
    return all;
}

// The length of the longest common subsequence of lines, by the plain table.
std::size_t commonLines(const std::vector<std::string> &a, const std::vector<std::string> &b)
{
    std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                                               : std::max(table[i - 1][j], table[i][j - 1]);
        }
    }
    return table[a.size()][b.size()];
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines) {
        text += line;
    }
    return text;
}

} // namespace

class LineDiffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsChangesWithTheirSurroundings()
    {
        QCOMPARE(shown(diffLines("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nD\ne\nf\ng\nh\n", 1)),
                 std::string("~2\n 3/3 c\n-4 d\n+4 D\n 5/5 e\n~1\n 7/7 g\n+8 h\n"));
        QCOMPARE(shown(diffLines("a\nb\n", "b\n", 1)), std::string("-1 a\n 2/1 b\n"));
        QCOMPARE(shown(diffLines("", "x\ny", 1)), std::string("+1 x\n+2 y|\n"));
        QCOMPARE(shown(diffLines("x\n", "x", 1)), std::string("-1 x\n+1 x|\n"));
        QCOMPARE(shown(diffLines("x\n", "x\r\n", 1)), std::string("-1 x\n+1 x\r\n"));
        QVERIFY(diffLines("a\nb\n", "a\nb\n").empty());
    }

    void editsTouchOnlyWhatDiffers()
    {
        const std::vector<TextEdit> edits = editsBetween("WHERE A < 3;\nX\n", "WHERE A < 4;\nX\n");
        QCOMPARE(edits.size(), std::size_t(1));
        QCOMPARE(edits[0].span, (SourceSpan{10, 11}));
        QCOMPARE(edits[0].text, std::string("4"));
        // e with acute and with grave accent share their first byte; one line of Greek its last.
        const std::vector<TextEdit> accents = editsBetween("caf\u00e9", "caf\u00e8");
        QCOMPARE(accents.at(0).span, (SourceSpan{3, 5}));
        QCOMPARE(accents.at(0).text, std::string("\u00e8"));
        const std::vector<TextEdit> last = editsBetween("\u0390", "\u0490"); // CE 90, D2 90
        QCOMPARE(last.at(0).span, (SourceSpan{0, 2}));
    }

    /// Against the plain algorithm: as few lines as there can be, and the edits make the text.
    void randomTextsAreShortestAndExact()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            std::vector<std::string> a;
            std::vector<std::string> b;
            for (std::vector<std::string> *side : {&a, &b}) {
                const std::size_t count = random() % 20;
                for (std::size_t i = 0; i < count; ++i) {
                    side->push_back(
                        std::string(1 + random() % 2, static_cast<char>('a' + random() % 4)) +
                        "\n");
                }
                if (!side->empty() && random() % 3 == 0) {
                    side->back().pop_back();
                }
            }
            std::size_t removed = 0;
            std::size_t added = 0;
            for (const LineChange &change : lineChanges(joined(a), joined(b))) {
                removed += change.removed;
                added += change.added;
            }
            const std::size_t common = commonLines(a, b);
            QCOMPARE(removed, a.size() - common);
            QCOMPARE(added, b.size() - common);
            QCOMPARE(applied(joined(a), editsBetween(joined(a), joined(b))), joined(b));
        }
    }

    void aHopelesslyDifferentTextIsOneChange()
    {
        std::string before = "head\n";
        std::string after = "head\n";
        for (std::size_t i = 0; i < kMostLineEdits; ++i) {
            before += "a" + std::to_string(i) + "\n";
            after += "b" + std::to_string(i) + "\n";
        }
        before += "tail\n";
        after += "tail\n";
        QCOMPARE(lineChanges(before, after),
                 (std::vector<LineChange>{{1, kMostLineEdits, 1, kMostLineEdits}}));
        QCOMPARE(applied(before, editsBetween(before, after)), after);
    }
};

WEIR_TEST(LineDiffTest)
#include "LineDiffTest.moc"
