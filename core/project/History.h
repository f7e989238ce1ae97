#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/project/Change.h"
#include "core/sql/SqlText.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace weir::project {

/// The only undo of a project (STUDIO.md 1): its text and arrangement, and the labelled steps that
/// made them. Every change goes through here. One thread.
class History {
public:
    /// Hears of every change right after it was made, also of undone and redone ones; the patches
    /// carry the revisions they were applied to.
    using Listener = std::function<void(const Change &)>;

    /// Typing merges into one step until a pause longer than this,
    static constexpr EpochMs kPauseMs = 1'000;
    /// or until the step holds this many characters.
    static constexpr std::size_t kMergedCharacters = 20;

    /// Starts with a text that counts as saved. `clock` must outlive the history.
    History(sql::SqlText text, Arrangement arrangement, const Clock &clock);

    const sql::SqlText &text() const { return m_text; }
    const Arrangement &arrangement() const { return m_arrangement; }
    void setListener(Listener listener) { m_listener = std::move(listener); }

    /// Applies a patch that a person typed; merges it into the step before if it goes on where that
    /// one stopped. Errors: `sql.stale-patch`, with nothing changed.
    Status type(const sql::TextPatch &patch);
    /// Applies a patch as part of the step that was made last: both are of one key, like the lines
    /// that change places. Errors: `sql.stale-patch`, with nothing changed.
    Status join(const sql::TextPatch &patch);
    /// Applies a change as one step; an empty one makes no step. Errors: `sql.stale-patch`, with
    /// nothing changed.
    Status apply(std::string label, Change change);
    /// Ends the merging of typing: the caret jumped, the focus went, the file was saved.
    void breakTyping() { m_typing.reset(); }

    bool canUndo() const { return m_done > 0; }
    bool canRedo() const { return m_done < m_steps.size(); }
    /// Takes the last step back, or does it again; nothing happens when there is none.
    Status undo();
    Status redo();

    /// The labels of all steps, oldest first; `doneSteps()` of them are done, the rest undone.
    std::vector<std::string> labels() const;
    std::size_t doneSteps() const { return m_done; }
    /// Returns what a step changes, `step` < labels().size().
    const Change &change(std::size_t step) const { return m_steps[step].change; }
    /// Undoes or redoes until `steps` of them are done (cut to all). Errors: as undo().
    Status goTo(std::size_t steps);

    /// Marks the present state as the saved one.
    void setClean();
    /// Forgets the saved state: the project's file is gone or holds what somebody else wrote.
    void forgetClean();
    bool isClean() const { return m_clean == m_done; }
    /// Returns how many steps are done in the saved state; nothing when no such state is left.
    std::optional<std::size_t> cleanSteps() const { return m_clean; }

private:
    struct Step {
        std::string label;
        Change change;
    };
    struct Typing {
        EpochMs last = 0;
        std::size_t end = 0;
        std::size_t characters = 0;
    };

    bool mergesWithTyping(const sql::TextPatch &patch) const;
    void noteTyping(const sql::TextPatch &patch, bool merged);
    void dropUndone();
    Status perform(Change &change);
    void arrange(const Change &change);

    sql::SqlText m_text;
    Arrangement m_arrangement;
    const Clock &m_clock;
    Listener m_listener;
    std::vector<Step> m_steps;
    std::size_t m_done = 0;
    /// The number of done steps at which the project equals its file; nothing = no such state left.
    std::optional<std::size_t> m_clean = 0;
    std::optional<Typing> m_typing;
};

} // namespace weir::project
