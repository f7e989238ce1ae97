#include "app/studio/actions/ActionRegistry.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace weir::studio {

ActionRegistry::ActionRegistry(QObject *parent)
    : QObject(parent)
{
    auto *themes = new QActionGroup(this);
    auto *designer = new QActionGroup(this);
    for (const ActionSpec &spec : actionTable()) {
        auto *made = new QAction(this);
        m_actions[static_cast<std::size_t>(spec.id)] = made;
        made->setObjectName(QLatin1String(spec.name));
        made->setText(QCoreApplication::translate("Actions", spec.text));
        made->setIcon(icon(spec.glyph));
        made->setShortcuts(actionKeys(spec));
        made->setShortcutContext(spec.context == ActionContext::Global
                                     ? Qt::WindowShortcut
                                     : Qt::WidgetWithChildrenShortcut);
        made->setCheckable(spec.checkable);
        if (spec.id >= ActionId::ThemeSystem && spec.id <= ActionId::ThemeLight) {
            themes->addAction(made);
        } else if (spec.id >= ActionId::ShowCanvas && spec.id <= ActionId::ShowSql) {
            designer->addAction(made);
        }
        setDisabledReason(spec.id, tr("Not available yet"));
    }
}

void ActionRegistry::on(ActionId id, QObject *context, std::function<void()> handler)
{
    connect(action(id), &QAction::triggered, context,
            [handler = std::move(handler)] { handler(); });
    setDisabledReason(id, {});
}

void ActionRegistry::onToggled(ActionId id, QObject *context, std::function<void(bool)> handler)
{
    connect(action(id), &QAction::triggered, context, std::move(handler));
    setDisabledReason(id, {});
}

void ActionRegistry::setDisabledReason(ActionId id, const QString &reason)
{
    m_reasons[static_cast<std::size_t>(id)] = reason;
    action(id)->setEnabled(reason.isEmpty());
    showTip(id);
}

void ActionRegistry::showTip(ActionId id)
{
    const QString tip = QCoreApplication::translate("Actions", actionSpec(id).tip);
    const QString &reason = m_reasons[static_cast<std::size_t>(id)];
    const QString sentence = reason.isEmpty() ? tip : tr("%1 — %2").arg(tip, reason);
    QAction *shown = action(id);
    shown->setStatusTip(sentence);
    const QString keys = shown->shortcut().toString(QKeySequence::NativeText);
    shown->setToolTip(keys.isEmpty() ? sentence : tr("%1 (%2)").arg(sentence, keys));
}

void ActionRegistry::setKeys(ActionId id, const QList<QKeySequence> &keys)
{
    action(id)->setShortcuts(keys);
    showTip(id);
    Q_EMIT keysChanged();
}

std::optional<ActionId> ActionRegistry::clashOf(ActionId id, const QKeySequence &key) const
{
    const ActionContext context = actionSpec(id).context;
    for (const ActionSpec &other : actionTable()) {
        const bool meets = context == ActionContext::Global ||
                           other.context == ActionContext::Global || other.context == context;
        if (other.id != id && meets && action(other.id)->shortcuts().contains(key)) {
            return other.id;
        }
    }
    return std::nullopt;
}

QJsonObject ActionRegistry::changedKeys() const
{
    QJsonObject changed;
    for (const ActionSpec &spec : actionTable()) {
        const QList<QKeySequence> keys = action(spec.id)->shortcuts();
        if (keys != actionKeys(spec)) {
            changed.insert(QLatin1String(spec.name),
                           QKeySequence::listToString(keys, QKeySequence::PortableText));
        }
    }
    return changed;
}

void ActionRegistry::takeKeys(const QJsonObject &keys)
{
    // First all that lose keys, so that the order of the table makes no clash.
    for (const ActionSpec &spec : actionTable()) {
        action(spec.id)->setShortcuts(
            keys.contains(QLatin1String(spec.name)) ? QList<QKeySequence>() : actionKeys(spec));
    }
    for (const ActionSpec &spec : actionTable()) {
        const QString text = keys.value(QLatin1String(spec.name)).toString();
        QList<QKeySequence> taken;
        for (const QKeySequence &key :
             QKeySequence::listFromString(text, QKeySequence::PortableText)) {
            if (!key.isEmpty() && !clashOf(spec.id, key)) {
                taken.append(key);
            }
        }
        if (keys.contains(QLatin1String(spec.name))) {
            action(spec.id)->setShortcuts(taken);
        }
        showTip(spec.id);
    }
    Q_EMIT keysChanged();
}

void ActionRegistry::setChecked(ActionId id, bool checked)
{
    action(id)->setChecked(checked);
}

void ActionRegistry::addTo(QWidget *widget, ActionContext context)
{
    for (const ActionSpec &spec : actionTable()) {
        if (spec.context == context) {
            widget->addAction(action(spec.id));
        }
    }
}

void ActionRegistry::fill(QMenuBar &bar, const std::function<void(QMenu &)> &fileMenuExtra)
{
    std::array<QMenu *, kMenuCount> menus{};
    std::array<int, kMenuCount> sections{};
    QMenu *submenu = nullptr;
    for (const ActionSpec &spec : actionTable()) {
        const auto place = static_cast<std::size_t>(spec.menu);
        if (!menus[place]) {
            menus[place] = bar.addMenu(menuTitle(spec.menu));
            menus[place]->setObjectName(QStringLiteral("menu%1").arg(place));
        } else if (sections[place] != spec.section) {
            if (spec.menu == MenuId::File && sections[place] == 0) {
                fileMenuExtra(*menus[place]);
            }
            menus[place]->addSeparator();
            submenu = nullptr;
        }
        sections[place] = spec.section;
        QMenu *menu = menus[place];
        if (*spec.submenu != '\0') {
            if (!submenu || submenu->parentWidget() != menu) {
                submenu = menu->addMenu(QCoreApplication::translate("Actions", spec.submenu));
            }
            menu = submenu;
        } else {
            submenu = nullptr;
        }
        menu->addAction(action(spec.id));
    }
}

} // namespace weir::studio
