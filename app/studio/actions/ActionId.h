#pragma once

namespace weir::studio {

/// Every thing a person can ask for. What each is called, its keys and its place in the menus stand
/// in `ActionTable.cpp`; a new action is one line here, one there and one `on()` in wiring.
enum class ActionId {
    // File
    FileNew,
    FileOpen,
    FileSave,
    FileSaveAs,
    FileClose,
    Quit,
    // Edit
    Undo,
    Redo,
    Cut,
    Copy,
    CopyJson,
    Paste,
    Duplicate,
    Delete,
    SelectAll,
    Rename,
    Find,
    FindInProject,
    ToggleComment,
    Complete,
    GoToDefinition,
    NextProblem,
    PreviousProblem,
    FixProblem,
    // View
    CommandPalette,
    GoTo,
    ShowCanvas,
    ShowBoth,
    ShowSql,
    ToggleLeft,
    ToggleBottom,
    ToggleRight,
    ShowTopics,
    ShowProject,
    ShowGroups,
    ShowInspector,
    ShowHistory,
    ShowPlot,
    ShowResults,
    ShowProblems,
    ShowDeadLetters,
    ShowLog,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ZoomFit,
    ZoomSelection,
    ThemeSystem,
    ThemeDark,
    ThemeLight,
    FullScreen,
    ResetLayout,
    // Insert
    QuickAdd,
    InsertSource,
    InsertFilter,
    InsertColumns,
    InsertJoin,
    InsertWindow,
    InsertGroup,
    InsertSink,
    InsertNote,
    // Pipeline
    LayOut,
    FormatSql,
    ExplainStatement,
    // Run
    ApplyAll,
    ApplyStatement,
    Pause,
    Resume,
    Stop,
    StopAll,
    PauseView,
    // Data
    OpenRecords,
    FilterTopics,
    FollowNewest,
    RefreshTopics,
    CreateTopic,
    DeleteTopic,
    // Plot
    PlotLive,
    PlotFit,
    // Tools
    Settings,
    ShortcutSheet,
    OpenCluster,
    // Window
    NextTab,
    PreviousTab,
    NextPane,
    PreviousPane,
    WelcomePage,
    // Help
    Help,
    About,
};
inline constexpr int kActionCount = static_cast<int>(ActionId::About) + 1;

} // namespace weir::studio
