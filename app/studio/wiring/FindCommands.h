#pragma once

#include "app/studio/Panels.h"
#include "core/base/SourceSpan.h"
#include "core/language/TextSearch.h"

#include <QObject>

#include <optional>
#include <vector>

namespace weir::studio {

class ActionRegistry;
class Document;
class EditorPane;
class EngineView;
class FindBar;
class MainWindow;
class SqlEditor;

/// Find and replace: in the SQL by the bar over the editor, elsewhere by the filter of the list
/// that has the focus. Replacing goes through History: one match or all are one step. GUI thread.
class FindCommands : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        MainWindow &window;
        const Panels &panels;
        Document &document;
        EngineView &view;
        EditorPane &pane;
    };

    FindCommands(const Needs &needs, QObject *parent);

private:
    void find();
    void open(bool replace);
    bool filterFocusedList();
    void search();
    void seekWhileTyping();
    void step(bool forward);
    void show(std::size_t match);
    void showCount();
    void replaceOne();
    void replaceAll();
    void close();

    Needs m_needs;
    SqlEditor &m_editor;
    FindBar &m_bar;
    language::SearchQuery m_query;
    std::optional<language::TextSearch> m_search;
    std::vector<SourceSpan> m_matches;
    /// What was selected when the bar opened; Esc returns there if nobody went to a match.
    SourceSpan m_origin;
    bool m_wentOn = false;
};

} // namespace weir::studio
