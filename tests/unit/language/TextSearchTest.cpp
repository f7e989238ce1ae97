#include "core/language/TextSearch.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::language;

namespace {

/// The matches of a query in a text, each as `begin-end`, or the error's code.
QByteArray foundIn(const std::string &text, const SearchQuery &query)
{
    const Result<TextSearch> search = TextSearch::compile(query);
    if (!search) {
        return QByteArray::fromStdString(search.error().code);
    }
    QByteArrayList all;
    for (const SourceSpan span : search->findAll(text)) {
        all.append(QByteArray::number(qulonglong(span.begin)) + "-" +
                   QByteArray::number(qulonglong(span.end)));
    }
    return all.join(' ');
}

std::string replacedIn(const std::string &text, const SearchQuery &query, const std::string &with)
{
    const Result<TextSearch> search = TextSearch::compile(query);
    std::string out = text;
    const std::vector<SourceSpan> found = search->findAll(text);
    for (auto span = found.rbegin(); span != found.rend(); ++span) {
        out.replace(span->begin, span->length(), search->replacement(text, *span, with));
    }
    return out;
}

} // namespace

class TextSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds()
    {
        QCOMPARE(foundIn("Stars stars STARS", {"stars"}), QByteArray("0-5 6-11 12-17"));
        QCOMPARE(foundIn("Stars stars STARS", {"stars", true}), QByteArray("6-11"));
        QCOMPARE(foundIn("star stars a_star star", {"star", false, true}), QByteArray("0-4 18-22"));
        QCOMPARE(foundIn("aaa", {"aa"}), QByteArray("0-2"));
        QCOMPARE(foundIn("a.b axb", {"a.b"}), QByteArray("0-3"));
        QCOMPARE(foundIn("É é", {"é"}), QByteArray("0-2 3-5"));
        QCOMPARE(foundIn("x\xff y x", {"x"}), QByteArray("0-1 5-6"));
    }

    void findsByExpression()
    {
        QCOMPARE(foundIn("a1 b22\nc", {"[a-z]\\d+", false, false, true}), QByteArray("0-2 3-6"));
        QCOMPARE(foundIn("ab\nab", {"^a", false, false, true}), QByteArray("0-1 3-4"));
        QCOMPARE(foundIn("abc", {"x*", false, false, true}), QByteArray());
        QCOMPARE(foundIn("a\nb", {"a\\nb", false, false, true}), QByteArray("0-3"));
        QCOMPARE(foundIn("abc", {"(a", false, false, true}), QByteArray("language.bad-expression"));
        QCOMPARE(foundIn("abc", {""}), QByteArray("language.empty-search"));
        // Takes exponential time where an engine goes back.
        const std::string hard(20'000, 'a');
        QCOMPARE(foundIn(hard, {"(a+)+$x", false, false, true}), QByteArray());
    }

    void replaces()
    {
        QCOMPARE(replacedIn("a.b a.b", {"a.b"}, "$1"), std::string("$1 $1"));
        QCOMPARE(replacedIn("k=v x=y", {"(\\w)=(\\w)", false, false, true}, "$2:$1$$\\n"),
                 std::string("v:k$\n y:x$\n"));
    }
};

WEIR_TEST(TextSearchTest)
#include "TextSearchTest.moc"
