#include "app/studio/actions/ActionTable.h"

#include <QCoreApplication>

#include <array>

namespace weir::studio {

namespace {

using A = ActionId;
using C = ActionContext;
using G = Glyph;
using M = MenuId;
using K = QKeySequence;

constexpr K::StandardKey kNone = K::UnknownKey;

// clang-format off
constexpr std::array<ActionSpec, kActionCount> kActions = {{
    {A::FileNew, M::File, 0, "file.new", QT_TRANSLATE_NOOP("Actions", "&New Pipeline"), QT_TRANSLATE_NOOP("Actions", "Start an empty pipeline"), G::New, C::Global, K::New, ""},
    {A::FileOpen, M::File, 0, "file.open", QT_TRANSLATE_NOOP("Actions", "&Open…"), QT_TRANSLATE_NOOP("Actions", "Open a pipeline (NAME.sql) from a folder"), G::Open, C::Global, K::Open, ""},
    {A::FileSave, M::File, 1, "file.save", QT_TRANSLATE_NOOP("Actions", "&Save"), QT_TRANSLATE_NOOP("Actions", "Write the pipeline to its files"), G::Save, C::Global, K::Save, ""},
    {A::FileSaveAs, M::File, 1, "file.save-as", QT_TRANSLATE_NOOP("Actions", "Save &As…"), QT_TRANSLATE_NOOP("Actions", "Write the pipeline under another name"), G::SaveAs, C::Global, kNone, "Ctrl+Shift+S"},
    {A::FileClose, M::File, 2, "file.close-tab", QT_TRANSLATE_NOOP("Actions", "&Close Tab"), QT_TRANSLATE_NOOP("Actions", "Close the tab in the centre; the designer stays"), G::Close, C::Global, kNone, "Ctrl+W"},
    {A::Quit, M::File, 3, "file.quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), QT_TRANSLATE_NOOP("Actions", "Stop the engine with a checkpoint and close the window"), G::Quit, C::Global, K::Quit, "Ctrl+Q"},

    {A::Undo, M::Edit, 0, "edit.undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), QT_TRANSLATE_NOOP("Actions", "Take back the last change of the pipeline"), G::Undo, C::Global, kNone, "Ctrl+Z"},
    {A::Redo, M::Edit, 0, "edit.redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), QT_TRANSLATE_NOOP("Actions", "Make the change again that was taken back"), G::Redo, C::Global, kNone, "Ctrl+Shift+Z; Ctrl+Y"},
    {A::Cut, M::Edit, 1, "edit.cut", QT_TRANSLATE_NOOP("Actions", "Cu&t"), QT_TRANSLATE_NOOP("Actions", "Move the selection to the clipboard"), G::Cut, C::Global, kNone, "Ctrl+X"},
    {A::Copy, M::Edit, 1, "edit.copy", QT_TRANSLATE_NOOP("Actions", "&Copy"), QT_TRANSLATE_NOOP("Actions", "Copy the selection; rows as tab-separated text"), G::Copy, C::Global, kNone, "Ctrl+C"},
    {A::CopyJson, M::Edit, 1, "edit.copy-json", QT_TRANSLATE_NOOP("Actions", "Copy as &JSON"), QT_TRANSLATE_NOOP("Actions", "Copy the selected rows as JSON lines"), G::Copy, C::Table, kNone, "Ctrl+Shift+C"},
    {A::Paste, M::Edit, 1, "edit.paste", QT_TRANSLATE_NOOP("Actions", "&Paste"), QT_TRANSLATE_NOOP("Actions", "Insert the clipboard's text at the caret"), G::Paste, C::Global, kNone, "Ctrl+V"},
    {A::Duplicate, M::Edit, 1, "edit.duplicate", QT_TRANSLATE_NOOP("Actions", "&Duplicate"), QT_TRANSLATE_NOOP("Actions", "Repeat the line or selection below itself"), G::Duplicate, C::Editor, kNone, "Ctrl+D"},
    {A::Delete, M::Edit, 1, "edit.delete", QT_TRANSLATE_NOOP("Actions", "D&elete"), QT_TRANSLATE_NOOP("Actions", "Delete what is selected"), G::Delete, C::Canvas, kNone, "Del"},
    {A::SelectAll, M::Edit, 1, "edit.select-all", QT_TRANSLATE_NOOP("Actions", "Select &All"), QT_TRANSLATE_NOOP("Actions", "Select everything in the editor, table or canvas"), G::SelectAll, C::Global, kNone, "Ctrl+A"},
    {A::Rename, M::Edit, 2, "edit.rename", QT_TRANSLATE_NOOP("Actions", "Rena&me…"), QT_TRANSLATE_NOOP("Actions", "Rename a stream, table or column everywhere"), G::Rename, C::Global, kNone, "F2"},
    {A::Find, M::Edit, 3, "edit.find", QT_TRANSLATE_NOOP("Actions", "&Find Here…"), QT_TRANSLATE_NOOP("Actions", "Find text in the SQL, or filter the list that has the focus"), G::Search, C::Global, kNone, "Ctrl+F", QT_TRANSLATE_NOOP("Actions", "Find")},
    {A::Replace, M::Edit, 3, "edit.replace", QT_TRANSLATE_NOOP("Actions", "&Replace…"), QT_TRANSLATE_NOOP("Actions", "Find text in the SQL and put other text in its place"), G::Rename, C::Global, kNone, "Ctrl+H", QT_TRANSLATE_NOOP("Actions", "Find")},
    {A::FindNext, M::Edit, 3, "edit.find-next", QT_TRANSLATE_NOOP("Actions", "Find &Next"), QT_TRANSLATE_NOOP("Actions", "Go to the next match of what is looked for"), G::Next, C::Global, kNone, "F3", QT_TRANSLATE_NOOP("Actions", "Find")},
    {A::FindPrevious, M::Edit, 3, "edit.find-previous", QT_TRANSLATE_NOOP("Actions", "Find &Previous"), QT_TRANSLATE_NOOP("Actions", "Go to the match before"), G::Previous, C::Global, kNone, "Shift+F3", QT_TRANSLATE_NOOP("Actions", "Find")},
    {A::FindInProject, M::Edit, 3, "edit.find-in-project", QT_TRANSLATE_NOOP("Actions", "F&ind in Project…"), QT_TRANSLATE_NOOP("Actions", "Find a name in statements, columns and topics"), G::Search, C::Global, kNone, "Ctrl+Shift+F", QT_TRANSLATE_NOOP("Actions", "Find")},
    {A::ToggleComment, M::Edit, 4, "edit.comment", QT_TRANSLATE_NOOP("Actions", "Toggle C&omment"), QT_TRANSLATE_NOOP("Actions", "Put -- before the selected lines, or take it away"), G::CommentLine, C::Editor, kNone, "Ctrl+/"},
    {A::Complete, M::Edit, 4, "edit.complete", QT_TRANSLATE_NOOP("Actions", "Comp&lete"), QT_TRANSLATE_NOOP("Actions", "Offer names and keywords that fit at the caret"), G::Command, C::Editor, kNone, "Ctrl+Space"},
    {A::GoToDefinition, M::Edit, 4, "edit.definition", QT_TRANSLATE_NOOP("Actions", "&Go to Definition"), QT_TRANSLATE_NOOP("Actions", "Show where the name at the caret is made, and select its node"), G::Next, C::Editor, kNone, "F12"},
    {A::PeekDefinition, M::Edit, 4, "edit.peek", QT_TRANSLATE_NOOP("Actions", "Pee&k"), QT_TRANSLATE_NOOP("Actions", "Show what the name at the caret is, and the rows at its node, without leaving"), G::Eye, C::Editor, kNone, "Alt+F12"},
    {A::NextProblem, M::Edit, 5, "edit.next-problem", QT_TRANSLATE_NOOP("Actions", "&Next Problem"), QT_TRANSLATE_NOOP("Actions", "Move the caret to the next problem"), G::Next, C::Global, kNone, "F8"},
    {A::PreviousProblem, M::Edit, 5, "edit.previous-problem", QT_TRANSLATE_NOOP("Actions", "Pre&vious Problem"), QT_TRANSLATE_NOOP("Actions", "Move the caret to the problem before"), G::Previous, C::Global, kNone, "Shift+F8"},
    {A::FixProblem, M::Edit, 5, "edit.fix", QT_TRANSLATE_NOOP("Actions", "Fi&x Problem"), QT_TRANSLATE_NOOP("Actions", "Apply the first fix of the problem at the caret"), G::Fix, C::Global, kNone, "Alt+Return"},

    {A::CommandPalette, M::View, 0, "view.command-palette", QT_TRANSLATE_NOOP("Actions", "Command &Palette…"), QT_TRANSLATE_NOOP("Actions", "Find a command by its name"), G::Command, C::Global, kNone, "Ctrl+Shift+P"},
    {A::GoTo, M::View, 0, "view.go-to", QT_TRANSLATE_NOOP("Actions", "&Go To…"), QT_TRANSLATE_NOOP("Actions", "Go to a node, topic, column or statement by its name"), G::Search, C::Global, kNone, "Ctrl+P"},
    {A::ShowCanvas, M::View, 1, "view.canvas", QT_TRANSLATE_NOOP("Actions", "&Canvas"), QT_TRANSLATE_NOOP("Actions", "Show the canvas alone"), G::Layout, C::Global, kNone, "Ctrl+Alt+1", "", true},
    {A::ShowBoth, M::View, 1, "view.both", QT_TRANSLATE_NOOP("Actions", "Canvas an&d SQL"), QT_TRANSLATE_NOOP("Actions", "Show canvas and SQL side by side"), G::PanelRight, C::Global, kNone, "Ctrl+Alt+2", "", true},
    {A::ShowSql, M::View, 1, "view.sql", QT_TRANSLATE_NOOP("Actions", "S&QL"), QT_TRANSLATE_NOOP("Actions", "Show the SQL alone"), G::Format, C::Global, kNone, "Ctrl+Alt+3", "", true},
    {A::ToggleLeft, M::View, 2, "view.left", QT_TRANSLATE_NOOP("Actions", "&Left Panels"), QT_TRANSLATE_NOOP("Actions", "Show or hide Topics, Project and Groups"), G::PanelLeft, C::Global, kNone, "Ctrl+B", "", true},
    {A::ToggleBottom, M::View, 2, "view.bottom", QT_TRANSLATE_NOOP("Actions", "&Bottom Panels"), QT_TRANSLATE_NOOP("Actions", "Show or hide Plot, Results, Problems, Dead letters and Log"), G::PanelBottom, C::Global, kNone, "Ctrl+J", "", true},
    {A::ToggleRight, M::View, 2, "view.right", QT_TRANSLATE_NOOP("Actions", "&Inspector Side"), QT_TRANSLATE_NOOP("Actions", "Show or hide Inspector and History"), G::PanelRight, C::Global, kNone, "Ctrl+Shift+B", "", true},
    {A::ShowTopics, M::View, 3, "view.topics", QT_TRANSLATE_NOOP("Actions", "&Topics"), QT_TRANSLATE_NOOP("Actions", "Show the topics of the cluster"), G::Topic, C::Global, kNone, "", "Panel"},
    {A::ShowProject, M::View, 3, "view.project", QT_TRANSLATE_NOOP("Actions", "&Project"), QT_TRANSLATE_NOOP("Actions", "Show the outline of statements and nodes"), G::Project, C::Global, kNone, "", "Panel"},
    {A::ShowGroups, M::View, 3, "view.groups", QT_TRANSLATE_NOOP("Actions", "&Groups"), QT_TRANSLATE_NOOP("Actions", "Show who reads, and how far behind"), G::Cluster, C::Global, kNone, "", "Panel"},
    {A::ShowInspector, M::View, 3, "view.inspector", QT_TRANSLATE_NOOP("Actions", "&Inspector"), QT_TRANSLATE_NOOP("Actions", "Show what is selected, its figures and columns"), G::Info, C::Global, kNone, "", "Panel"},
    {A::ShowHistory, M::View, 3, "view.history", QT_TRANSLATE_NOOP("Actions", "&History"), QT_TRANSLATE_NOOP("Actions", "Show the steps of the pipeline, to go back to any of them"), G::History, C::Global, kNone, "", "Panel"},
    {A::ShowPlot, M::View, 3, "view.plot", QT_TRANSLATE_NOOP("Actions", "P&lot"), QT_TRANSLATE_NOOP("Actions", "Show the plot of a windowed table"), G::Plot, C::Global, kNone, "", "Panel"},
    {A::ShowResults, M::View, 3, "view.results", QT_TRANSLATE_NOOP("Actions", "&Results"), QT_TRANSLATE_NOOP("Actions", "Show the rows of the last query"), G::Results, C::Global, kNone, "", "Panel"},
    {A::ShowProblems, M::View, 3, "view.problems", QT_TRANSLATE_NOOP("Actions", "Pro&blems"), QT_TRANSLATE_NOOP("Actions", "Show everything that is wrong, with fixes"), G::Problem, C::Global, kNone, "Ctrl+Shift+M", "Panel"},
    {A::ShowDeadLetters, M::View, 3, "view.dead-letters", QT_TRANSLATE_NOOP("Actions", "&Dead Letters"), QT_TRANSLATE_NOOP("Actions", "Show records that could not be read, and why"), G::DeadLetter, C::Global, kNone, "", "Panel"},
    {A::ShowLog, M::View, 3, "view.log", QT_TRANSLATE_NOOP("Actions", "L&og"), QT_TRANSLATE_NOOP("Actions", "Show what the engine did"), G::Log, C::Global, kNone, "", "Panel"},
    {A::ZoomIn, M::View, 4, "view.zoom-in", QT_TRANSLATE_NOOP("Actions", "&Zoom In"), QT_TRANSLATE_NOOP("Actions", "Enlarge the canvas"), G::ZoomIn, C::Global, kNone, "Ctrl++; Ctrl+="},
    {A::ZoomOut, M::View, 4, "view.zoom-out", QT_TRANSLATE_NOOP("Actions", "Zoom &Out"), QT_TRANSLATE_NOOP("Actions", "Make the canvas smaller"), G::ZoomOut, C::Global, kNone, "Ctrl+-"},
    {A::ZoomReset, M::View, 4, "view.zoom-100", QT_TRANSLATE_NOOP("Actions", "&Actual Size"), QT_TRANSLATE_NOOP("Actions", "Show the canvas at 100 %"), G::Search, C::Global, kNone, "Ctrl+0"},
    {A::ZoomFit, M::View, 4, "view.fit", QT_TRANSLATE_NOOP("Actions", "&Fit"), QT_TRANSLATE_NOOP("Actions", "Show the whole pipeline"), G::Fit, C::Canvas, kNone, "Shift+1"},
    {A::ZoomSelection, M::View, 4, "view.fit-selection", QT_TRANSLATE_NOOP("Actions", "Fit &Selection"), QT_TRANSLATE_NOOP("Actions", "Show the selected nodes as large as they fit"), G::Fit, C::Canvas, kNone, "Shift+2"},
    {A::FoldStatement, M::View, 7, "view.fold", QT_TRANSLATE_NOOP("Actions", "&Fold Statement"), QT_TRANSLATE_NOOP("Actions", "Fold the statement at the caret to its first line, or open it"), G::ChevronRight, C::Editor, kNone, "Ctrl+M", QT_TRANSLATE_NOOP("Actions", "Fold")},
    {A::FoldAll, M::View, 7, "view.fold-all", QT_TRANSLATE_NOOP("Actions", "Fold &All"), QT_TRANSLATE_NOOP("Actions", "Fold every statement to its first line"), G::ChevronRight, C::Global, kNone, "", QT_TRANSLATE_NOOP("Actions", "Fold")},
    {A::UnfoldAll, M::View, 7, "view.unfold-all", QT_TRANSLATE_NOOP("Actions", "&Unfold All"), QT_TRANSLATE_NOOP("Actions", "Open every folded statement"), G::ChevronDown, C::Global, kNone, "", QT_TRANSLATE_NOOP("Actions", "Fold")},
    {A::ThemeSystem, M::View, 5, "view.theme-system", QT_TRANSLATE_NOOP("Actions", "Theme: &System"), QT_TRANSLATE_NOOP("Actions", "Follow the desktop's light or dark setting"), G::Theme, C::Global, kNone, "", "Theme", true},
    {A::ThemeDark, M::View, 5, "view.theme-dark", QT_TRANSLATE_NOOP("Actions", "Theme: &Dark"), QT_TRANSLATE_NOOP("Actions", "Use the dark theme"), G::Theme, C::Global, kNone, "", "Theme", true},
    {A::ThemeLight, M::View, 5, "view.theme-light", QT_TRANSLATE_NOOP("Actions", "Theme: &Light"), QT_TRANSLATE_NOOP("Actions", "Use the light theme"), G::Theme, C::Global, kNone, "", "Theme", true},
    {A::FullScreen, M::View, 6, "view.full-screen", QT_TRANSLATE_NOOP("Actions", "F&ull Screen"), QT_TRANSLATE_NOOP("Actions", "Fill the screen with the window, or go back"), G::Fullscreen, C::Global, kNone, "F11", "", true},
    {A::ResetLayout, M::View, 6, "view.reset-layout", QT_TRANSLATE_NOOP("Actions", "Rese&t Layout"), QT_TRANSLATE_NOOP("Actions", "Put all panels back where they were at first"), G::Refresh, C::Global, kNone, ""},

    {A::QuickAdd, M::Insert, 0, "insert.quick-add", QT_TRANSLATE_NOOP("Actions", "&Quick Add…"), QT_TRANSLATE_NOOP("Actions", "Search for a node to add at the pointer"), G::Plus, C::Canvas, kNone, "/; Shift+A"},
    {A::InsertSource, M::Insert, 1, "insert.source", QT_TRANSLATE_NOOP("Actions", "&Source"), QT_TRANSLATE_NOOP("Actions", "Read a topic: CREATE STREAM or CREATE TABLE"), G::Source, C::Canvas, kNone, ""},
    {A::InsertFilter, M::Insert, 1, "insert.filter", QT_TRANSLATE_NOOP("Actions", "&Filter"), QT_TRANSLATE_NOOP("Actions", "Keep rows for which a condition holds: WHERE"), G::Filter, C::Canvas, kNone, ""},
    {A::InsertColumns, M::Insert, 1, "insert.columns", QT_TRANSLATE_NOOP("Actions", "&Columns"), QT_TRANSLATE_NOOP("Actions", "Choose, rename and compute columns: SELECT"), G::Columns, C::Canvas, kNone, ""},
    {A::InsertJoin, M::Insert, 1, "insert.join", QT_TRANSLATE_NOOP("Actions", "&Join"), QT_TRANSLATE_NOOP("Actions", "Put together rows of two inputs by key: JOIN"), G::Join, C::Canvas, kNone, ""},
    {A::InsertWindow, M::Insert, 1, "insert.window", QT_TRANSLATE_NOOP("Actions", "&Window"), QT_TRANSLATE_NOOP("Actions", "Cut time into windows: WINDOW TUMBLING"), G::Window, C::Canvas, kNone, ""},
    {A::InsertGroup, M::Insert, 1, "insert.group", QT_TRANSLATE_NOOP("Actions", "&Group"), QT_TRANSLATE_NOOP("Actions", "Count and sum by key: GROUP BY"), G::Group, C::Canvas, kNone, ""},
    {A::InsertSink, M::Insert, 1, "insert.sink", QT_TRANSLATE_NOOP("Actions", "S&ink"), QT_TRANSLATE_NOOP("Actions", "Write rows to another system"), G::Sink, C::Canvas, kNone, ""},
    {A::InsertNote, M::Insert, 1, "insert.note", QT_TRANSLATE_NOOP("Actions", "&Note"), QT_TRANSLATE_NOOP("Actions", "Write a comment above a statement"), G::Note, C::Canvas, kNone, ""},

    {A::LayOut, M::Pipeline, 0, "pipeline.lay-out", QT_TRANSLATE_NOOP("Actions", "&Lay Out"), QT_TRANSLATE_NOOP("Actions", "Arrange all frames from left to right; one step to undo"), G::Layout, C::Canvas, kNone, "Ctrl+L"},
    {A::FormatSql, M::Pipeline, 0, "pipeline.format", QT_TRANSLATE_NOOP("Actions", "&Format SQL"), QT_TRANSLATE_NOOP("Actions", "Indent the statements evenly and keep comments"), G::Format, C::Global, kNone, "Ctrl+Shift+I"},
    {A::ExplainStatement, M::Pipeline, 1, "pipeline.explain", QT_TRANSLATE_NOOP("Actions", "&Explain Statement"), QT_TRANSLATE_NOOP("Actions", "Show how the statement at the caret is carried out"), G::Info, C::Global, kNone, ""},

    {A::ApplyAll, M::Run, 0, "run.apply-all", QT_TRANSLATE_NOOP("Actions", "&Run Pipeline"), QT_TRANSLATE_NOOP("Actions", "Make what runs equal to the SQL"), G::Run, C::Global, kNone, "Ctrl+Shift+Return"},
    {A::ApplyStatement, M::Run, 0, "run.apply-statement", QT_TRANSLATE_NOOP("Actions", "Run Statement at &Caret"), QT_TRANSLATE_NOOP("Actions", "Apply the statement at the caret, or what is selected, with what it needs; run it if it is a query"), G::Run, C::Global, kNone, "Ctrl+Return; F5"},
    {A::Pause, M::Run, 1, "run.pause", QT_TRANSLATE_NOOP("Actions", "&Pause"), QT_TRANSLATE_NOOP("Actions", "Hold all queries where they are"), G::Pause, C::Global, kNone, ""},
    {A::Resume, M::Run, 1, "run.resume", QT_TRANSLATE_NOOP("Actions", "R&esume"), QT_TRANSLATE_NOOP("Actions", "Let paused queries go on"), G::Run, C::Global, kNone, ""},
    {A::Stop, M::Run, 1, "run.stop", QT_TRANSLATE_NOOP("Actions", "&Stop Query"), QT_TRANSLATE_NOOP("Actions", "Stop the selected query, or all if none is selected, with a checkpoint"), G::Stop, C::Global, kNone, "Ctrl+.; Shift+F5"},
    {A::StopAll, M::Run, 1, "run.stop-all", QT_TRANSLATE_NOOP("Actions", "S&top All"), QT_TRANSLATE_NOOP("Actions", "Stop every query with a checkpoint; offsets and state stay"), G::Stop, C::Global, kNone, "Ctrl+Shift+."},
    {A::PauseView, M::Run, 2, "run.pause-view", QT_TRANSLATE_NOOP("Actions", "Pause the &View"), QT_TRANSLATE_NOOP("Actions", "Hold figures and rows on the screen; the engine goes on"), G::EyeOff, C::Global, kNone, "Ctrl+Shift+Space", "", true},

    {A::OpenRecords, M::Data, 0, "data.records", QT_TRANSLATE_NOOP("Actions", "&Open Records"), QT_TRANSLATE_NOOP("Actions", "Open the selected topic and follow its newest records"), G::Topic, C::Global, kNone, "Ctrl+Shift+O"},
    {A::FilterTopics, M::Data, 0, "data.filter-topics", QT_TRANSLATE_NOOP("Actions", "&Filter Topics"), QT_TRANSLATE_NOOP("Actions", "Type a part of a topic's name"), G::Filter, C::Global, kNone, "Ctrl+Shift+T"},
    {A::FollowNewest, M::Data, 0, "data.follow", QT_TRANSLATE_NOOP("Actions", "Follow &Newest"), QT_TRANSLATE_NOOP("Actions", "Show the newest rows as they come"), G::ArrowDown, C::Table, kNone, "Ctrl+End"},
    {A::RefreshTopics, M::Data, 1, "data.refresh", QT_TRANSLATE_NOOP("Actions", "&Refresh Columns"), QT_TRANSLATE_NOOP("Actions", "Read a sample of the selected topic again and infer its columns"), G::Refresh, C::Global, kNone, ""},
    {A::CreateTopic, M::Data, 2, "data.create-topic", QT_TRANSLATE_NOOP("Actions", "&Create Topic…"), QT_TRANSLATE_NOOP("Actions", "Make a topic on the cluster"), G::Plus, C::Global, kNone, ""},
    {A::DeleteTopic, M::Data, 2, "data.delete-topic", QT_TRANSLATE_NOOP("Actions", "&Delete Topic…"), QT_TRANSLATE_NOOP("Actions", "Delete the selected topic with all its records"), G::Delete, C::Global, kNone, ""},

    {A::PlotLive, M::Plot, 0, "plot.live", QT_TRANSLATE_NOOP("Actions", "&Live"), QT_TRANSLATE_NOOP("Actions", "Keep the newest window at the right"), G::Live, C::Global, kNone, ""},
    {A::PlotFit, M::Plot, 0, "plot.fit", QT_TRANSLATE_NOOP("Actions", "&Show Plot"), QT_TRANSLATE_NOOP("Actions", "Open the bottom panel at the plot"), G::Plot, C::Global, kNone, ""},

    {A::Settings, M::Tools, 0, "tools.settings", QT_TRANSLATE_NOOP("Actions", "&Settings…"), QT_TRANSLATE_NOOP("Actions", "Change theme and behaviour"), G::Settings, C::Global, K::Preferences, "Ctrl+,"},
    {A::ShortcutSheet, M::Tools, 0, "tools.shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard Shortcuts"), QT_TRANSLATE_NOOP("Actions", "List all commands with their keys"), G::Keyboard, C::Global, kNone, "Ctrl+?"},
    {A::OpenCluster, M::Tools, 1, "tools.cluster", QT_TRANSLATE_NOOP("Actions", "&Connect to a Cluster…"), QT_TRANSLATE_NOOP("Actions", "Work on the local cluster or on a Kafka (host:port)"), G::Cluster, C::Global, kNone, ""},

    {A::NextTab, M::Window, 0, "window.next-tab", QT_TRANSLATE_NOOP("Actions", "&Next Tab"), QT_TRANSLATE_NOOP("Actions", "Show the next tab of the centre"), G::Next, C::Global, kNone, "Ctrl+Tab; Ctrl+PgDown"},
    {A::PreviousTab, M::Window, 0, "window.previous-tab", QT_TRANSLATE_NOOP("Actions", "&Previous Tab"), QT_TRANSLATE_NOOP("Actions", "Show the tab before"), G::Previous, C::Global, kNone, "Ctrl+Shift+Tab; Ctrl+PgUp"},
    {A::NextPane, M::Window, 1, "window.next-pane", QT_TRANSLATE_NOOP("Actions", "Next P&ane"), QT_TRANSLATE_NOOP("Actions", "Move the focus to the next part of the window"), G::PanelRight, C::Global, kNone, "F6"},
    {A::PreviousPane, M::Window, 1, "window.previous-pane", QT_TRANSLATE_NOOP("Actions", "Previous Pan&e"), QT_TRANSLATE_NOOP("Actions", "Move the focus to the part before"), G::PanelLeft, C::Global, kNone, "Shift+F6"},
    {A::WelcomePage, M::Window, 2, "window.welcome", QT_TRANSLATE_NOOP("Actions", "&Welcome Page"), QT_TRANSLATE_NOOP("Actions", "Show how to begin, and recent files"), G::Star, C::Global, kNone, ""},

    {A::Help, M::Help, 0, "help.help", QT_TRANSLATE_NOOP("Actions", "&Help"), QT_TRANSLATE_NOOP("Actions", "Explain the part of the window that has the focus"), G::Help, C::Global, K::HelpContents, "F1"},
    {A::About, M::Help, 1, "help.about", QT_TRANSLATE_NOOP("Actions", "&About Weir"), QT_TRANSLATE_NOOP("Actions", "Show version and licence"), G::Info, C::Global, kNone, ""},
}};
// clang-format on

constexpr std::array<const char *, kMenuCount> kMenuTitles = {
    QT_TRANSLATE_NOOP("Actions", "&File"),     QT_TRANSLATE_NOOP("Actions", "&Edit"),
    QT_TRANSLATE_NOOP("Actions", "&View"),     QT_TRANSLATE_NOOP("Actions", "&Insert"),
    QT_TRANSLATE_NOOP("Actions", "&Pipeline"), QT_TRANSLATE_NOOP("Actions", "&Run"),
    QT_TRANSLATE_NOOP("Actions", "&Data"),     QT_TRANSLATE_NOOP("Actions", "P&lot"),
    QT_TRANSLATE_NOOP("Actions", "&Tools"),    QT_TRANSLATE_NOOP("Actions", "&Window"),
    QT_TRANSLATE_NOOP("Actions", "&Help")};

} // namespace

std::span<const ActionSpec> actionTable()
{
    return kActions;
}

const ActionSpec &actionSpec(ActionId id)
{
    return kActions[static_cast<std::size_t>(id)];
}

QList<QKeySequence> actionKeys(const ActionSpec &spec)
{
    QList<QKeySequence> keys;
    if (spec.standard != QKeySequence::UnknownKey) {
        keys = QKeySequence::keyBindings(spec.standard);
    }
    for (const QString &text :
         QString::fromLatin1(spec.keys).split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        const QKeySequence key = QKeySequence::fromString(text, QKeySequence::PortableText);
        if (!keys.contains(key)) {
            keys.append(key);
        }
    }
    return keys;
}

QString actionTitle(const ActionSpec &spec)
{
    QString title = QCoreApplication::translate("Actions", spec.text);
    title.remove(u'&');
    if (title.endsWith(u'…')) {
        title.chop(1);
    }
    return title;
}

QString menuTitle(MenuId menu)
{
    return QCoreApplication::translate("Actions", kMenuTitles[static_cast<std::size_t>(menu)]);
}

} // namespace weir::studio
