#include "widgets/style/Theme.h"

#include <QFile>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr std::array<const char *, kColorRoleCount> kRoleNames = {
    "window",  "panel",  "raised",   "field",       "hairline",
    "outline", "hover",  "pressed",  "selectedRow", "currentStatement",
    "text",    "dim",    "faint",    "stream",      "table",
    "topic",   "sink",   "error",    "selection",   "ok",
    "keyword", "type",   "function", "string",      "number",
    "comment", "filled", "run",      "onFilled"};

/// How much smaller the small faces are.
constexpr qreal kStepPoints = 1;

/// The first of these families that the machine has, else the system's face.
QFont faceOf(QFontDatabase::SystemFont fallback, const QString &chosen, const QString &ours)
{
    for (const QString &family : {chosen, ours}) {
        if (!family.isEmpty() && QFontDatabase::hasFamily(family)) {
            return QFont(family);
        }
    }
    return QFontDatabase::systemFont(fallback);
}

qreal sane(double points)
{
    return std::clamp(points, FontChoice::kLeastPoints, FontChoice::kMostPoints);
}

QFont chromeFont(const FontChoice &fonts)
{
    QFont font = faceOf(QFontDatabase::GeneralFont, fonts.uiFamily, QStringLiteral("Inter"));
    font.setPointSizeF(sane(fonts.uiPoints));
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

QFont fixedFont(const FontChoice &fonts)
{
    QFont font =
        faceOf(QFontDatabase::FixedFont, fonts.monoFamily, QStringLiteral("JetBrains Mono"));
    font.setPointSizeF(sane(fonts.monoPoints));
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

Metrics metricsFor(const QFont &font)
{
    Metrics metrics;
    const int text = QFontMetrics(font).height();
    metrics.text = text;
    metrics.row = text + 10;
    metrics.control = text + 12;
    metrics.tab = text + 18;
    metrics.toolBar = metrics.control + 14;
    metrics.statusBar = text + 12;
    return metrics;
}

} // namespace

const char *colorRoleName(ColorRole role)
{
    return kRoleNames[static_cast<std::size_t>(role)];
}

Theme Theme::fromJson(const QByteArray &json, const FontChoice &fonts)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonObject colors = root.value(QLatin1String("colors")).toObject();
    Theme theme;
    theme.m_name = root.value(QLatin1String("name")).toString();
    for (int i = 0; i < kColorRoleCount; ++i) {
        const auto index = static_cast<std::size_t>(i);
        QColor color(colors.value(QLatin1String(kRoleNames[index])).toString());
        Q_ASSERT_X(color.isValid(), "Theme::fromJson", kRoleNames[index]);
        theme.m_colors[index] = color.isValid() ? color : QColor(Qt::magenta);
    }
    for (const auto &value : root.value(QLatin1String("series")).toArray()) {
        theme.m_series.emplace_back(value.toString());
    }
    Q_ASSERT_X(!theme.m_series.empty(), "Theme::fromJson", "series");
    theme.m_uiFont = chromeFont(fonts);
    theme.m_monoFont = fixedFont(fonts);
    theme.m_metrics = metricsFor(theme.m_uiFont);
    return theme;
}

Theme Theme::named(const QString &name, const FontChoice &fonts)
{
    QFile file(QStringLiteral(":/weir/themes/%1.json").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme::named", "no such theme");
    return fromJson(opened ? file.readAll() : QByteArray(), fonts);
}

bool Theme::isDark() const
{
    return color(ColorRole::Window).lightnessF() < color(ColorRole::Text).lightnessF();
}

QColor Theme::mix(ColorRole over, ColorRole ground, qreal share) const
{
    const QColor a = color(over);
    const QColor b = color(ground);
    const auto part = [share](qreal x, qreal y) {
        return std::clamp(x * share + y * (1 - share), 0.0, 1.0);
    };
    return QColor::fromRgbF(static_cast<float>(part(a.redF(), b.redF())),
                            static_cast<float>(part(a.greenF(), b.greenF())),
                            static_cast<float>(part(a.blueF(), b.blueF())));
}

QColor Theme::series(int index) const
{
    const int count = seriesCount();
    return count == 0 ? color(ColorRole::Text)
                      : m_series[static_cast<std::size_t>(((index % count) + count) % count)];
}

QFont Theme::strongFont() const
{
    QFont font = m_uiFont;
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::smallFont() const
{
    QFont font = m_uiFont;
    font.setPointSizeF(font.pointSizeF() - kStepPoints);
    return font;
}

QFont Theme::smallMonoFont() const
{
    QFont font = m_monoFont;
    font.setPointSizeF(font.pointSizeF() - kStepPoints);
    return font;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, ColorRole ours) {
        palette.setColor(role, color(ours));
    };
    set(QPalette::Window, ColorRole::Panel);
    set(QPalette::WindowText, ColorRole::Text);
    set(QPalette::Base, ColorRole::Field);
    set(QPalette::AlternateBase, ColorRole::Panel);
    set(QPalette::Text, ColorRole::Text);
    set(QPalette::PlaceholderText, ColorRole::Dim);
    set(QPalette::Button, ColorRole::Raised);
    set(QPalette::ButtonText, ColorRole::Text);
    set(QPalette::BrightText, ColorRole::OnFilled);
    set(QPalette::ToolTipBase, ColorRole::Raised);
    set(QPalette::ToolTipText, ColorRole::Text);
    set(QPalette::Highlight, ColorRole::SelectedRow);
    set(QPalette::HighlightedText, ColorRole::Text);
    set(QPalette::Link, ColorRole::Selection);
    set(QPalette::LinkVisited, ColorRole::Selection);
    set(QPalette::Light, ColorRole::Hover);
    set(QPalette::Midlight, ColorRole::Hover);
    set(QPalette::Mid, ColorRole::Outline);
    set(QPalette::Dark, ColorRole::Hairline);
    set(QPalette::Shadow, ColorRole::Hairline);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::ToolTipText}) {
        palette.setColor(QPalette::Disabled, role, color(ColorRole::Faint));
    }
    return palette;
}

} // namespace weir::studio
