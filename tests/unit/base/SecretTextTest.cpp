#include "core/base/SecretText.h"

#include "core/base/Diagnostic.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;

class SecretTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void masksTheValueBehindAName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("url") << "jdbc:mysql://h/demo?user=u&password=p4ss&ssl=1"
                             << QStringLiteral("jdbc:mysql://h/demo?user=u&password=…&ssl=1");
        QTest::newRow("json") << R"("connection.password": "p4ss", "mode": "x")"
                              << QStringLiteral(R"("connection.password": "…", "mode": "x")");
        QTest::newRow("property") << "WITH ('SASL.Password' = 'p4ss', A='b')"
                                  << QStringLiteral("WITH ('SASL.Password' = '…', A='b')");
        QTest::newRow("two") << "secret=a token=b" << QStringLiteral("secret=… token=…");
        QTest::newRow("empty value") << "password=''"
                                     << "password=''";
        QTest::newRow("a column") << "SELECT PASSWORD, ID FROM T;"
                                  << "SELECT PASSWORD, ID FROM T;";
        QTest::newRow("nothing") << "SELECT 'é' FROM T;"
                                 << "SELECT 'é' FROM T;";
    }
    void masksTheValueBehindAName()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(QString::fromStdString(maskSecrets(text.toStdString())), masked);
    }

    void knowsTextsThatNameASecret()
    {
        QVERIFY(mayHoldSecret("SET 'basic.auth.user'='x'"));
        QVERIFY(mayHoldSecret("PASSWORD"));
        QVERIFY(!mayHoldSecret("SELECT * FROM RATINGS;"));
    }

    void aRenderedLineShowsNoSecretAndItsCaretStandsRight()
    {
        const std::string text = R"({"password": "hill7", "x": 1})";
        const Diagnostic diagnostic{.code = "c", .span = {22, 25}, .message = "m"};
        const std::string rendered = renderDiagnostic(diagnostic, text, "f");
        QVERIFY(rendered.find("hill7") == std::string::npos);
        QCOMPARE(rendered, std::string("f:1:23: error: m [c]\n  {\"password\": \"…\", \"x\": 1}\n"
                                       "                    ^^^\n"));
    }
};

WEIR_TEST(SecretTextTest)
#include "SecretTextTest.moc"
