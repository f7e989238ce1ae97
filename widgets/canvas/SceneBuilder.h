#pragma once

#include "core/plan/LogicalPlan.h"
#include "widgets/canvas/CanvasScene.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace weir::studio {

/// How a statement of the text stands: against the binder and against what runs.
struct StatementMark {
    std::string key;
    SourceSpan span = {};
    int errors = 0;              ///< diagnostics of severity Error inside it
    bool editedSinceRun = false; ///< its bound plan differs from the one that runs
    int line = 0;                ///< where it begins in the text, from 1; 0 = not known
};

/// Draws the bound plan as a scene: a declaration is a source node, any other statement of the plan
/// a frame with its operators, in the words of plan::describeNode. It remembers the last plan of
/// each statement, so that one with an error keeps its last good picture, dimmed (ARCHITECTURE 3).
class SceneBuilder {
public:
    /// Builds the scene of a plan; `marks` of statements that the plan does not know are used for
    /// those whose last good picture is kept.
    CanvasScene build(const plan::LogicalPlan &plan, const std::vector<StatementMark> &marks);
    /// Forgets the pictures of a text that was closed.
    void reset();

private:
    struct Draft;
    void remember(Draft &draft, const plan::LogicalPlan &plan);
    void addQuery(Draft &draft, const plan::Query &query, bool lastGood);
    void addSource(Draft &draft, const plan::Declaration &declaration, bool lastGood);

    std::map<std::string, std::shared_ptr<const plan::Query>> m_queries;
    std::map<std::string, std::shared_ptr<const plan::Declaration>> m_declarations;
};

} // namespace weir::studio
