#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

namespace {

std::string part(const char *function, const char *url)
{
    return called(function, {text(url)});
}

} // namespace

class UrlFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsOfAUrlAreFound()
    {
        const char *const url = "https://me@docs.example.io:8080/a%20b/c.html?x=1&y=foo%20bar#f%23";
        QCOMPARE(part("URL_EXTRACT_PROTOCOL", url), std::string("https"));
        QCOMPARE(part("URL_EXTRACT_HOST", url), std::string("docs.example.io"));
        QCOMPARE(part("URL_EXTRACT_PORT", url), std::string("8080"));
        QCOMPARE(part("URL_EXTRACT_PATH", url), std::string("/a b/c.html"));
        QCOMPARE(part("URL_EXTRACT_QUERY", url), std::string("x=1&y=foo bar"));
        QCOMPARE(part("URL_EXTRACT_FRAGMENT", url), std::string("f#"));
    }

    void missingPartsAreNullAndWrongUrlsErrors()
    {
        QCOMPARE(part("URL_EXTRACT_PORT", "http://a.b"), std::string("null"));
        QCOMPARE(part("URL_EXTRACT_PATH", "http://a.b"), std::string(""));
        QCOMPARE(part("URL_EXTRACT_QUERY", "http://a.b/?"), std::string(""));
        QCOMPARE(part("URL_EXTRACT_QUERY", "http://a.b/"), std::string("null"));
        QCOMPARE(part("URL_EXTRACT_PROTOCOL", "a.b/c"), std::string("null"));
        QCOMPARE(part("URL_EXTRACT_HOST", "mailto:a@b.c"), std::string("null"));
        QCOMPARE(part("URL_EXTRACT_PATH", "mailto:a@b.c"), std::string("null"));
        QCOMPARE(part("URL_EXTRACT_HOST", "http://[::1]:80/"), std::string("[::1]"));
        QCOMPARE(part("URL_EXTRACT_HOST", "http://a_b/"), std::string("null"));
        for (const char *wrong :
             {"http://a b", "http://a/%zz", "http://a/<", "http://", "1a://b"}) {
            QCOMPARE(part("URL_EXTRACT_HOST", wrong), std::string("error"));
        }
    }

    void parametersAreFoundByTheirDecodedName()
    {
        const Given url = text("http://a.b?a%20b=c%20d&flag&n=1=2&n=3");
        QCOMPARE(called("URL_EXTRACT_PARAMETER", {url, text("a b")}), std::string("c d"));
        QCOMPARE(called("URL_EXTRACT_PARAMETER", {url, text("flag")}), std::string(""));
        QCOMPARE(called("URL_EXTRACT_PARAMETER", {url, text("n")}), std::string("1=2"));
        QCOMPARE(called("URL_EXTRACT_PARAMETER", {url, text("none")}), std::string("null"));
        QCOMPARE(called("URL_EXTRACT_PARAMETER", {text("http://a"), text("n")}),
                 std::string("null"));
    }

    void formsAreEncodedAndDecoded()
    {
        QCOMPARE(part("URL_ENCODE_PARAM", "?foo $bar*é-_.~"),
                 std::string("%3Ffoo+%24bar*%C3%A9-_.%7E"));
        QCOMPARE(part("URL_DECODE_PARAM", "%3Ffoo+%24bar%20%C3%A9"), std::string("?foo $bar é"));
        QCOMPARE(part("URL_DECODE_PARAM", "100%"), std::string("error"));
        QCOMPARE(part("URL_DECODE_PARAM", ""), std::string(""));
    }
};

WEIR_TEST(UrlFunctionsTest)
#include "UrlFunctionsTest.moc"
