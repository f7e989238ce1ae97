#pragma once

namespace weir::studio {

class DesignerPage;
class HistoryPanel;
class InspectorPanel;
class MainWindow;
class ProblemsPanel;
class ProjectPanel;
class ResultsPanel;
class TablePanel;
class TopicsPanel;
class WelcomePage;

/// The panels of a window, owned by its stacks; what wiring fills and listens to.
struct Panels {
    TopicsPanel *topics = nullptr;
    ProjectPanel *project = nullptr;
    TablePanel *groups = nullptr;
    HistoryPanel *history = nullptr;
    DesignerPage *designer = nullptr;
    WelcomePage *welcome = nullptr;
    ResultsPanel *results = nullptr;
    ProblemsPanel *problems = nullptr;
    TablePanel *deadLetters = nullptr;
    TablePanel *log = nullptr;
    InspectorPanel *inspector = nullptr;
};

} // namespace weir::studio
