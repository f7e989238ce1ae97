#include "app/studio/Settings.h"

#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir::studio;

class SettingsTest : public QObject {
    Q_OBJECT

    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void windowsLeaveEachOthersChanges()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("weir/settings.json"));
        Settings first(path);
        Settings second(path);
        first.setShortcuts({{QStringLiteral("run"), QStringLiteral("F5")}});
        Preferences preferences = second.preferences();
        preferences.wheelPans = true;
        second.setPreferences(preferences);
        // All preferences come from a dialog at once; of them this one was changed.
        preferences = first.preferences();
        preferences.zone = QStringLiteral("UTC");
        first.setPreferences(preferences);

        const Settings later(path);
        QCOMPARE(later.shortcuts().value(QStringLiteral("run")).toString(), QStringLiteral("F5"));
        QVERIFY(later.preferences().wheelPans);
        QCOMPARE(later.preferences().zone, QStringLiteral("UTC"));
    }

    void recentFilesAreThoseOfAllWindows()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("settings.json"));
        const QString a = folder.filePath(QStringLiteral("a.sql"));
        const QString b = folder.filePath(QStringLiteral("b.sql"));
        write(a, "a");
        write(b, "b");
        Settings first(path);
        Settings second(path);
        first.addRecent(a);
        second.addRecent(b);
        QCOMPARE(second.recentFiles(), (QStringList{b, a}));
        QCOMPARE(Settings(path).recentFiles(), (QStringList{b, a}));
    }

    void aBrokenFileIsWrittenAnew()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("settings.json"));
        write(path, "{ broken");
        Settings settings(path);
        settings.setTheme(ThemeChoice::Dark);
        write(path, "");
        settings.setLayout({{QStringLiteral("width"), 7}});
        QCOMPARE(int(Settings(path).theme()), int(ThemeChoice::Dark));
        QCOMPARE(Settings(path).layout().value(QStringLiteral("width")).toInt(), 7);
    }
};

WEIR_TEST(SettingsTest)
#include "SettingsTest.moc"
