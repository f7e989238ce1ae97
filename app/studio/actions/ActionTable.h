#pragma once

#include "app/studio/actions/ActionId.h"
#include "widgets/style/Icon.h"

#include <QKeySequence>
#include <QList>
#include <QString>

#include <span>

namespace weir::studio {

/// Where the keys of an action work: everywhere in the window, or only while the focus is in the
/// editor, the canvas or a table.
enum class ActionContext { Global, Editor, Canvas, Table };

enum class MenuId { File, Edit, View, Insert, Pipeline, Run, Data, Plot, Tools, Window, Help };
inline constexpr int kMenuCount = static_cast<int>(MenuId::Help) + 1;

/// One row of the action table.
struct ActionSpec {
    ActionId id;
    MenuId menu;
    int section;      ///< menus draw a separator where this number changes
    const char *name; ///< stable, for settings and tests: "file.save"
    const char *text; ///< with one mnemonic; translated in the context "Actions"
    const char *tip;  ///< one sentence for the status bar and the palette
    Glyph glyph;
    ActionContext context;
    QKeySequence::StandardKey standard; ///< UnknownKey if there is none
    const char *keys;                   ///< "; "-separated portable texts, beside the standard key
    const char *submenu = "";           ///< entries with the same text here stand in one submenu
    bool checkable = false;
};

/// Returns the whole table, in the order of ActionId and of the menus.
std::span<const ActionSpec> actionTable();
/// Returns the row of an action.
const ActionSpec &actionSpec(ActionId id);
/// Returns all keys of an action, first the one that menus show.
QList<QKeySequence> actionKeys(const ActionSpec &spec);
/// Returns the translated text without mnemonic and ellipsis.
QString actionTitle(const ActionSpec &spec);
/// Returns the translated title of a menu, with mnemonic.
QString menuTitle(MenuId menu);

} // namespace weir::studio
