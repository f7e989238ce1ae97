#include "widgets/panels/SettingsPage.h"

#include "widgets/panels/ElidedLabel.h"
#include "widgets/style/ButtonKind.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kColumnWidth = 560;
constexpr int kFieldWidth = 260;
constexpr int kLabelWidth = 170;
/// Sizes below go by halves.
constexpr double kWholeFrom = 11;

} // namespace

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("settingsPage"));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("settingsScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    auto *ground = new QWidget;
    scroll->setWidget(ground);
    m_column = new QWidget(ground);
    m_column->setMaximumWidth(kColumnWidth);
    auto *outer = new QHBoxLayout(ground);
    outer->setContentsMargins(28, 20, 28, 20);
    outer->addWidget(m_column, 1);
    outer->addStretch(0);
    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(18);

    QFormLayout *form = nullptr;
    column->addWidget(section(tr("APPEARANCE"), form));
    m_theme = new QComboBox(m_column);
    m_theme->setObjectName(QStringLiteral("settingsTheme"));
    m_theme->setAccessibleName(tr("Theme"));
    m_theme->addItems({tr("As the desktop"), tr("Dark"), tr("Light")});
    m_theme->setFixedWidth(kFieldWidth);
    form->addRow(label(tr("Theme")), m_theme);
    m_uiFamily = families("settingsUiFont", tr("Font"), false);
    form->addRow(label(tr("Font")), m_uiFamily);
    m_uiPoints = points("settingsUiPoints", tr("Font size"));
    form->addRow(label(tr("Font size")), m_uiPoints);
    m_monoFamily = families("settingsMonoFont", tr("Font of SQL and values"), true);
    form->addRow(label(tr("Font of SQL and values")), m_monoFamily);
    m_monoPoints = points("settingsMonoPoints", tr("Size of SQL and values"));
    form->addRow(label(tr("Size of SQL and values")), m_monoPoints);

    column->addWidget(section(tr("CANVAS"), form));
    m_wheelPans = new QCheckBox(tr("The wheel moves the canvas; Ctrl+wheel zooms"), m_column);
    m_wheelPans->setObjectName(QStringLiteral("settingsWheelPans"));
    form->addRow(m_wheelPans);

    column->addWidget(section(tr("TIMES"), form));
    m_zone = new QComboBox(m_column);
    m_zone->setObjectName(QStringLiteral("settingsZone"));
    m_zone->setAccessibleName(tr("Time zone for display"));
    m_zone->setFixedWidth(kFieldWidth);
    m_zone->setMaxVisibleItems(16);
    fillZones();
    form->addRow(label(tr("Shown in the zone")), m_zone);

    column->addWidget(section(tr("KEYBOARD"), form));
    auto *shortcuts = new QPushButton(tr("Keyboard shortcuts…"), m_column);
    shortcuts->setObjectName(QStringLiteral("settingsShortcuts"));
    form->addRow(label(tr("All commands and their keys")), shortcuts);
    auto *defaults = new QPushButton(tr("Reset these settings"), m_column);
    defaults->setObjectName(QStringLiteral("settingsDefaults"));
    setButtonKind(*defaults, ButtonKind::Link);
    column->addWidget(defaults, 0, Qt::AlignLeft);
    column->addStretch(1);

    for (QComboBox *box : {m_theme, m_uiFamily, m_uiPoints, m_monoFamily, m_monoPoints, m_zone}) {
        connect(box, &QComboBox::currentIndexChanged, this, &SettingsPage::take);
    }
    connect(m_wheelPans, &QCheckBox::toggled, this, &SettingsPage::take);
    connect(shortcuts, &QPushButton::clicked, this, &SettingsPage::shortcutsRequested);
    connect(defaults, &QPushButton::clicked, this, &SettingsPage::defaultsRequested);
    setPreferences({});
}

QWidget *SettingsPage::section(const QString &title, QFormLayout *&form)
{
    auto *made = new QWidget(m_column);
    auto *rows = new QVBoxLayout(made);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    rows->addWidget(new ElidedLabel(title, ColorRole::Dim, ElidedLabel::Face::SmallStrong, made));
    form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    rows->addLayout(form);
    return made;
}

QComboBox *SettingsPage::families(const char *name, const QString &label, bool fixed)
{
    auto *made = new QComboBox(m_column);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(label);
    made->setFixedWidth(kFieldWidth);
    made->addItem(fixed ? tr("Default (JetBrains Mono)") : tr("Default (Inter)"), QString());
    for (const QString &family : QFontDatabase::families()) {
        if (!QFontDatabase::isPrivateFamily(family) &&
            (!fixed || QFontDatabase::isFixedPitch(family))) {
            made->addItem(family, family);
        }
    }
    return made;
}

QComboBox *SettingsPage::points(const char *name, const QString &label)
{
    auto *made = new QComboBox(m_column);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(label);
    made->setFixedWidth(110);
    for (double size = FontChoice::kLeastPoints; size <= FontChoice::kMostPoints;
         size += size < kWholeFrom ? 0.5 : 1) {
        made->addItem(tr("%1 pt").arg(QLocale().toString(size)), size);
    }
    return made;
}

QLabel *SettingsPage::label(const QString &text)
{
    auto *made = new QLabel(text, m_column);
    made->setMinimumWidth(kLabelWidth);
    return made;
}

void SettingsPage::fillZones()
{
    m_zone->addItem(QStringLiteral("UTC"), QString());
    m_zone->addItem(
        tr("This machine's (%1)").arg(QString::fromLatin1(QTimeZone::systemTimeZoneId())),
        QStringLiteral("local"));
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        // Cities only; the rest are old names and bare offsets.
        if (id.contains('/') && !id.startsWith("Etc/")) {
            m_zone->addItem(QString::fromLatin1(id), QString::fromLatin1(id));
        }
    }
}

void SettingsPage::setPreferences(const Preferences &preferences)
{
    m_filling = true;
    m_shown = preferences;
    const auto pick = [](QComboBox *box, const QVariant &value) {
        box->setCurrentIndex(std::max(0, box->findData(value)));
    };
    m_theme->setCurrentIndex(static_cast<int>(preferences.theme));
    pick(m_uiFamily, preferences.fonts.uiFamily);
    pick(m_monoFamily, preferences.fonts.monoFamily);
    pick(m_uiPoints, preferences.fonts.uiPoints);
    pick(m_monoPoints, preferences.fonts.monoPoints);
    m_wheelPans->setChecked(preferences.wheelPans);
    pick(m_zone, preferences.zone);
    m_filling = false;
}

void SettingsPage::take()
{
    if (m_filling) {
        return;
    }
    Preferences chosen;
    chosen.theme = static_cast<ThemeChoice>(m_theme->currentIndex());
    chosen.fonts = {m_uiFamily->currentData().toString(), m_uiPoints->currentData().toDouble(),
                    m_monoFamily->currentData().toString(), m_monoPoints->currentData().toDouble()};
    chosen.wheelPans = m_wheelPans->isChecked();
    chosen.zone = m_zone->currentData().toString();
    if (chosen != m_shown) {
        m_shown = chosen;
        Q_EMIT changed(chosen);
    }
}

} // namespace weir::studio
