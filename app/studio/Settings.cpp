#include "app/studio/Settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace weir::studio {

Settings::Settings(QString path)
    : m_path(std::move(path))
{
    if (m_path.isEmpty()) {
        m_path = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                 QStringLiteral("/weir/settings.json");
    }
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly)) {
        m_root = QJsonDocument::fromJson(file.readAll()).object();
    }
}

void Settings::write() const
{
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    // A read-only home is no reason to bother anybody: the settings then last for this run.
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(m_root).toJson());
        file.commit();
    }
}

ThemeChoice Settings::theme() const
{
    return themeChoiceOf(m_root.value(QLatin1String("theme")).toString());
}

void Settings::setTheme(ThemeChoice choice)
{
    m_root.insert(QLatin1String("theme"), themeChoiceName(choice));
    write();
}

Preferences Settings::preferences() const
{
    Preferences chosen;
    chosen.theme = theme();
    const QJsonObject fonts = m_root.value(QLatin1String("fonts")).toObject();
    chosen.fonts.uiFamily = fonts.value(QLatin1String("ui")).toString();
    chosen.fonts.uiPoints = fonts.value(QLatin1String("uiPoints")).toDouble(chosen.fonts.uiPoints);
    chosen.fonts.monoFamily = fonts.value(QLatin1String("mono")).toString();
    chosen.fonts.monoPoints =
        fonts.value(QLatin1String("monoPoints")).toDouble(chosen.fonts.monoPoints);
    chosen.wheelPans = m_root.value(QLatin1String("wheelPans")).toBool();
    chosen.zone = m_root.value(QLatin1String("zone")).toString();
    return chosen;
}

void Settings::setPreferences(const Preferences &preferences)
{
    m_root.insert(QLatin1String("theme"), themeChoiceName(preferences.theme));
    m_root.insert(QLatin1String("fonts"),
                  QJsonObject{{QLatin1String("ui"), preferences.fonts.uiFamily},
                              {QLatin1String("uiPoints"), preferences.fonts.uiPoints},
                              {QLatin1String("mono"), preferences.fonts.monoFamily},
                              {QLatin1String("monoPoints"), preferences.fonts.monoPoints}});
    m_root.insert(QLatin1String("wheelPans"), preferences.wheelPans);
    m_root.insert(QLatin1String("zone"), preferences.zone);
    write();
}

QJsonObject Settings::shortcuts() const
{
    return m_root.value(QLatin1String("shortcuts")).toObject();
}

void Settings::setShortcuts(const QJsonObject &shortcuts)
{
    m_root.insert(QLatin1String("shortcuts"), shortcuts);
    write();
}

QJsonObject Settings::layout() const
{
    return m_root.value(QLatin1String("layout")).toObject();
}

void Settings::setLayout(const QJsonObject &layout)
{
    m_root.insert(QLatin1String("layout"), layout);
    write();
}

QStringList Settings::recentFiles() const
{
    QStringList files;
    for (const auto &value : m_root.value(QLatin1String("recent")).toArray()) {
        if (QFileInfo::exists(value.toString())) {
            files.append(value.toString());
        }
    }
    return files;
}

void Settings::addRecent(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    m_root.insert(QLatin1String("recent"), QJsonArray::fromStringList(files.mid(0, kMaxRecent)));
    write();
}

QString themeChoiceName(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

ThemeChoice themeChoiceOf(const QString &name)
{
    return name == QLatin1String("dark")    ? ThemeChoice::Dark
           : name == QLatin1String("light") ? ThemeChoice::Light
                                            : ThemeChoice::System;
}

} // namespace weir::studio
