#pragma once

#include "app/studio/Panels.h"
#include "app/studio/actions/PaletteModel.h"
#include "core/session/EnginePort.h"

#include <QObject>

#include <functional>
#include <vector>

namespace weir::studio {

class ActionRegistry;
class CommandPalette;
class Document;
class RecordTabs;
class Selection;
class SqlEditor;

/// Fills the Ctrl+P box: commands behind ">", and everywhere one can go: statements, nodes,
/// columns, topics, and for "find in project" the lines of the SQL. GUI thread.
class GoToPlaces : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        session::EnginePort &port;
        const Panels &panels;
        Document &document;
        Selection &selection;
        RecordTabs &records;
        SqlEditor &editor;
        CommandPalette &palette;
        std::function<void()> showDesigner;
    };

    GoToPlaces(const Needs &needs, QObject *parent);

private:
    void open(const QString &query, bool lines = false);
    void addOutline(std::vector<PaletteEntry> &entries) const;
    void addColumns(std::vector<PaletteEntry> &entries) const;
    void addTopics(std::vector<PaletteEntry> &entries) const;
    void addLines(std::vector<PaletteEntry> &entries) const;
    void goTo(const NodeKey &key) const;
    void showBytes(SourceSpan span) const;

    Needs m_needs;
};

} // namespace weir::studio
