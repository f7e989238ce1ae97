#pragma once

#include "app/studio/actions/ActionTable.h"

#include <QAction>
#include <QJsonObject>
#include <QObject>

#include <array>
#include <functional>
#include <optional>

class QMenu;
class QMenuBar;

namespace weir::studio {

/// One QAction for every row of the action table (R3): menus, tool bar, palette and context menus
/// all take it from here. An action nobody has connected is disabled and says so. GUI thread.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    QAction *action(ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }

    /// Connects an action; `context` ends the connection. Enables it.
    void on(ActionId id, QObject *context, std::function<void()> handler);
    /// As above for a checkable action; the handler gets the new state.
    void onToggled(ActionId id, QObject *context, std::function<void(bool)> handler);

    /// Enables an action, or disables it with a sentence that the status tip shows. Empty =
    /// enabled.
    void setDisabledReason(ActionId id, const QString &reason);
    QString disabledReason(ActionId id) const { return m_reasons[static_cast<std::size_t>(id)]; }
    /// Gives an action other keys; an empty list leaves it without.
    void setKeys(ActionId id, const QList<QKeySequence> &keys);
    /// Returns another action that already has this key where `id` would have it.
    std::optional<ActionId> clashOf(ActionId id, const QKeySequence &key) const;
    /// Returns the keys that are not the table's, by the action's stable name; takeKeys() gives
    /// them back and ignores what it does not know and what would clash.
    QJsonObject changedKeys() const;
    void takeKeys(const QJsonObject &keys);

    /// Sets the checked mark without calling the handler.
    void setChecked(ActionId id, bool checked);

    /// Makes the keys of a non-global context work while the focus is in `widget` or below it, and
    /// of global ones for Global.
    void addTo(QWidget *widget, ActionContext context);
    /// Fills the menu bar from the table; `fileMenuExtra` gets the File menu after its first
    /// section.
    void fill(QMenuBar &bar, const std::function<void(QMenu &)> &fileMenuExtra);

Q_SIGNALS:
    /// An action got other keys.
    void keysChanged();

private:
    void showTip(ActionId id);

    std::array<QAction *, kActionCount> m_actions{};
    std::array<QString, kActionCount> m_reasons;
};

} // namespace weir::studio
