#include "app/studio/Settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace weir::studio {

namespace {

constexpr int kLockPatienceMs = 1'000;

QStringList recentIn(const QJsonObject &root)
{
    QStringList files;
    for (const auto &value : root.value(QLatin1String("recent")).toArray()) {
        if (QFileInfo::exists(value.toString())) {
            files.append(value.toString());
        }
    }
    return files;
}

} // namespace

Settings::Settings(QString path)
    : m_path(std::move(path))
{
    if (m_path.isEmpty()) {
        m_path = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                 QStringLiteral("/weir/settings.json");
    }
    m_root = readFile().value_or(QJsonObject());
}

std::optional<QJsonObject> Settings::readFile() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

void Settings::changeFile(const std::function<void(QJsonObject &)> &change) const
{
    QDir().mkpath(QFileInfo(m_path).path());
    // Between the reading and the writing of another window. Where no lock can be had (a read-only
    // home) the file is hardly written either.
    QLockFile lock(m_path + QStringLiteral(".lock"));
    (void)lock.tryLock(kLockPatienceMs);
    QJsonObject root = readFile().value_or(m_root);
    change(root);
    QSaveFile file(m_path);
    // A read-only home is no reason to bother anybody: the settings then last for this run.
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(root).toJson());
        file.commit();
    }
}

void Settings::put(const QJsonObject &values)
{
    const auto insertInto = [&values](QJsonObject &root) {
        for (auto value = values.begin(); value != values.end(); ++value) {
            root.insert(value.key(), value.value());
        }
    };
    insertInto(m_root);
    changeFile(insertInto);
}

ThemeChoice Settings::theme() const
{
    return themeChoiceOf(m_root.value(QLatin1String("theme")).toString());
}

void Settings::setTheme(ThemeChoice choice)
{
    put({{QLatin1String("theme"), themeChoiceName(choice)}});
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
    // All of them come at once: what this window did not change another may have.
    const Preferences before = this->preferences();
    QJsonObject changed;
    if (preferences.theme != before.theme) {
        changed.insert(QLatin1String("theme"), themeChoiceName(preferences.theme));
    }
    if (!(preferences.fonts == before.fonts)) {
        changed.insert(QLatin1String("fonts"),
                       QJsonObject{{QLatin1String("ui"), preferences.fonts.uiFamily},
                                   {QLatin1String("uiPoints"), preferences.fonts.uiPoints},
                                   {QLatin1String("mono"), preferences.fonts.monoFamily},
                                   {QLatin1String("monoPoints"), preferences.fonts.monoPoints}});
    }
    if (preferences.wheelPans != before.wheelPans) {
        changed.insert(QLatin1String("wheelPans"), preferences.wheelPans);
    }
    if (preferences.zone != before.zone) {
        changed.insert(QLatin1String("zone"), preferences.zone);
    }
    if (!changed.isEmpty()) {
        put(changed);
    }
}

QJsonObject Settings::shortcuts() const
{
    return m_root.value(QLatin1String("shortcuts")).toObject();
}

void Settings::setShortcuts(const QJsonObject &shortcuts)
{
    put({{QLatin1String("shortcuts"), shortcuts}});
}

QJsonObject Settings::layout() const
{
    return m_root.value(QLatin1String("layout")).toObject();
}

void Settings::setLayout(const QJsonObject &layout)
{
    put({{QLatin1String("layout"), layout}});
}

QStringList Settings::recentFiles() const
{
    return recentIn(m_root);
}

void Settings::addRecent(const QString &path)
{
    changeFile([this, &path](QJsonObject &root) {
        // On top of what other windows have opened.
        QStringList files = recentIn(root);
        files.removeAll(path);
        files.prepend(path);
        const QJsonArray newest = QJsonArray::fromStringList(files.mid(0, kMaxRecent));
        root.insert(QLatin1String("recent"), newest);
        m_root.insert(QLatin1String("recent"), newest);
    });
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
