#include "tests/support/LayoutAudit.h"

#include "app/studio/Screens.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/style/Appearance.h"

#include <QDir>
#include <QTest>

using namespace weir::studio;
using weir::test::StudioDriver;

/// Walks every named screen in both themes (STUDIO.md 6). WEIR_SCREENS=DIR writes their pictures.
class LayoutAuditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void screensAreSound_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        for (const bool dark : {true, false}) {
            for (const QSize size : {QSize(1680, 1050), QSize(1100, 700)}) {
                QTest::addRow("%s %dx%d", dark ? "dark" : "light", size.width(), size.height())
                    << dark << size;
            }
        }
    }

    void screensAreSound()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        StudioDriver driver;
        driver.studio->keepJournal(driver.folder.filePath(QStringLiteral("journal.db")));
        driver.showDemo();
        driver.showWindow(size);
        Appearance::instance().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QString folder = qEnvironmentVariable("WEIR_SCREENS");
        QStringList problems;
        for (const QString &name : screenNames()) {
            showScreen(*driver.studio, name);
            QCoreApplication::sendPostedEvents();
            for (const QString &problem : weir::test::auditLayout(driver.studio->window())) {
                problems.append(name + QStringLiteral(": ") + problem);
            }
            if (!folder.isEmpty()) {
                QDir().mkpath(folder);
                driver.studio->window().grab().save(QStringLiteral("%1/%2-%3-%4.png")
                                                        .arg(folder, name, theme().name())
                                                        .arg(size.width()));
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }
};

WEIR_TEST(LayoutAuditTest)
#include "LayoutAuditTest.moc"
