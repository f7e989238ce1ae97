#include "app/studio/wiring/SettingsCommands.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/MainWindow.h"
#include "app/studio/Settings.h"
#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/actions/ShortcutsPage.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/models/DisplayZone.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/SettingsPage.h"

#include <array>
#include <utility>

namespace weir::studio {

namespace {

const QString &settingsId()
{
    static const QString id = QStringLiteral("settings");
    return id;
}

constexpr std::array<std::pair<ActionId, ThemeChoice>, 3> kThemes = {
    {{ActionId::ThemeSystem, ThemeChoice::System},
     {ActionId::ThemeDark, ThemeChoice::Dark},
     {ActionId::ThemeLight, ThemeChoice::Light}}};

} // namespace

SettingsCommands::SettingsCommands(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    ActionRegistry &actions = m_needs.actions;
    actions.on(ActionId::Settings, this, [this] { openSettings(); });
    actions.on(ActionId::ShortcutSheet, this, [this] { openShortcuts(); });
    actions.takeKeys(m_needs.settings.shortcuts());
    connect(&actions, &ActionRegistry::keysChanged, this,
            [this] { m_needs.settings.setShortcuts(m_needs.actions.changedKeys()); });
    connectThemes();
    // The theme of the command line goes before the saved one.
    Preferences saved = m_needs.settings.preferences();
    saved.theme = Appearance::instance().choice();
    apply(saved);
}

void SettingsCommands::connectThemes()
{
    for (const auto &pair : kThemes) {
        const ThemeChoice choice = pair.second;
        m_needs.actions.onToggled(pair.first, this, [this, choice](bool) {
            Preferences chosen = m_needs.settings.preferences();
            chosen.theme = choice;
            change(chosen);
        });
    }
}

void SettingsCommands::apply(const Preferences &preferences)
{
    Appearance &appearance = Appearance::instance();
    appearance.setFonts(preferences.fonts);
    if (appearance.choice() != preferences.theme) {
        appearance.setChoice(preferences.theme);
    }
    for (const auto &pair : kThemes) {
        m_needs.actions.setChecked(pair.first, pair.second == preferences.theme);
    }
    m_needs.panels.designer->canvas()->setWheelPans(preferences.wheelPans);
    DisplayZone::instance().choose(preferences.zone);
    if (auto *page = qobject_cast<SettingsPage *>(
            m_needs.window.stack(MainWindow::Side::Centre)->page(settingsId()))) {
        page->setPreferences(preferences);
    }
}

void SettingsCommands::change(const Preferences &preferences)
{
    apply(preferences);
    m_needs.settings.setPreferences(preferences);
}

void SettingsCommands::openSettings()
{
    PanelStack *centre = m_needs.window.stack(MainWindow::Side::Centre);
    if (!centre->page(settingsId())) {
        auto *page = new SettingsPage;
        Preferences shown = m_needs.settings.preferences();
        shown.theme = Appearance::instance().choice();
        page->setPreferences(shown);
        centre->addPage(settingsId(), tr("Settings"), page, true);
        connect(page, &SettingsPage::changed, this, &SettingsCommands::change);
        connect(page, &SettingsPage::shortcutsRequested, this, &SettingsCommands::openShortcuts);
        connect(page, &SettingsPage::defaultsRequested, this, [this] { change({}); });
    }
    m_needs.window.showPage(settingsId());
}

void SettingsCommands::openShortcuts()
{
    const QString id = QStringLiteral("shortcuts");
    PanelStack *centre = m_needs.window.stack(MainWindow::Side::Centre);
    if (!centre->page(id)) {
        centre->addPage(id, tr("Keyboard shortcuts"), new ShortcutsPage(m_needs.actions), true);
    }
    m_needs.window.showPage(id);
}

} // namespace weir::studio
