#include "core/project/History.h"

#include <algorithm>

namespace weir::project {

namespace {

constexpr const char *kTyping = "Typing";
constexpr const char *kDelete = "Delete";

std::size_t countCharacters(const std::string &bytes)
{
    return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    }));
}

bool holdsLineEnd(const sql::TextPatch &patch)
{
    return patch.inserted.find_first_of("\r\n") != std::string::npos ||
           patch.removed.find_first_of("\r\n") != std::string::npos;
}

} // namespace

History::History(sql::SqlText text, Arrangement arrangement, const Clock &clock)
    : m_text(std::move(text))
    , m_arrangement(std::move(arrangement))
    , m_clock(clock)
{
}

Status History::type(const sql::TextPatch &patch)
{
    const bool merges = mergesWithTyping(patch);
    Change change{{patch}};
    WEIR_TRY(perform(change));
    if (merges) {
        m_steps[m_done - 1].change.patches.push_back(patch);
    } else {
        dropUndone();
        m_steps.push_back({patch.inserted.empty() ? kDelete : kTyping, change});
        ++m_done;
    }
    noteTyping(patch, merges);
    if (m_listener) {
        m_listener(change);
    }
    return {};
}

Status History::join(const sql::TextPatch &patch)
{
    if (!canUndo() || canRedo() || isClean()) {
        return type(patch); // nothing was made since: it begins a step
    }
    Change change{{patch}};
    WEIR_TRY(perform(change));
    Step &step = m_steps[m_done - 1];
    step.change.patches.push_back(patch);
    if (step.label == kDelete && !patch.inserted.empty()) {
        step.label = kTyping;
    }
    if (m_typing) {
        noteTyping(patch, true); // a newline has ended the merging, its indent does not begin it
    }
    if (m_listener) {
        m_listener(change);
    }
    return {};
}

Status History::apply(std::string label, Change change)
{
    if (change.isEmpty()) {
        return {};
    }
    breakTyping();
    WEIR_TRY(perform(change));
    dropUndone();
    m_steps.push_back({std::move(label), change});
    ++m_done;
    if (m_listener) {
        m_listener(change);
    }
    return {};
}

Status History::undo()
{
    breakTyping();
    if (!canUndo()) {
        return {};
    }
    Change back = m_steps[m_done - 1].change.inverse();
    for (sql::TextPatch &patch : back.patches) {
        patch.revision =
            m_text.revision() + static_cast<std::uint64_t>(&patch - back.patches.data());
    }
    WEIR_TRY(perform(back));
    --m_done;
    if (m_listener) {
        m_listener(back);
    }
    return {};
}

Status History::redo()
{
    breakTyping();
    if (!canRedo()) {
        return {};
    }
    Change again = m_steps[m_done].change;
    for (sql::TextPatch &patch : again.patches) {
        patch.revision =
            m_text.revision() + static_cast<std::uint64_t>(&patch - again.patches.data());
    }
    WEIR_TRY(perform(again));
    ++m_done;
    if (m_listener) {
        m_listener(again);
    }
    return {};
}

std::vector<std::string> History::labels() const
{
    std::vector<std::string> labels;
    for (const Step &step : m_steps) {
        labels.push_back(step.label);
    }
    return labels;
}

Status History::goTo(std::size_t steps)
{
    const std::size_t goal = std::min(steps, m_steps.size());
    while (m_done > goal) {
        WEIR_TRY(undo());
    }
    while (m_done < goal) {
        WEIR_TRY(redo());
    }
    return {};
}

void History::forgetClean()
{
    breakTyping();
    m_clean.reset();
}

void History::setClean()
{
    breakTyping();
    m_clean = m_done;
}

bool History::mergesWithTyping(const sql::TextPatch &patch) const
{
    if (!m_typing || m_clean == m_done || canRedo() || holdsLineEnd(patch)) {
        return false;
    }
    const bool goesOn =
        patch.offset == m_typing->end || patch.offset + patch.removed.size() == m_typing->end;
    const std::size_t more = countCharacters(patch.inserted) + countCharacters(patch.removed);
    return goesOn && m_clock.now() - m_typing->last <= kPauseMs &&
           m_typing->characters + more <= kMergedCharacters;
}

void History::noteTyping(const sql::TextPatch &patch, bool merged)
{
    if (holdsLineEnd(patch)) {
        m_typing.reset();
        return;
    }
    const std::size_t before = merged ? m_typing->characters : 0;
    m_typing = Typing{m_clock.now(), patch.offset + patch.inserted.size(),
                      before + countCharacters(patch.inserted) + countCharacters(patch.removed)};
}

void History::dropUndone()
{
    m_steps.resize(m_done);
    if (m_clean && *m_clean > m_done) {
        m_clean.reset();
    }
}

Status History::perform(Change &change)
{
    for (std::size_t i = 0; i < change.patches.size(); ++i) {
        const Status applied = m_text.apply(change.patches[i]);
        if (!applied) {
            // All or nothing: what was applied of it is taken back.
            while (i-- > 0) {
                WEIR_TRY(m_text.reapply(change.patches[i].inverse()));
            }
            return applied;
        }
    }
    arrange(change);
    return {};
}

void History::arrange(const Change &change)
{
    for (const PositionChange &moved : change.positions) {
        if (moved.after) {
            m_arrangement.positions[moved.key] = *moved.after;
        } else {
            m_arrangement.positions.erase(moved.key);
        }
    }
    if (change.plots) {
        m_arrangement.plots = change.plots->after;
    }
}

} // namespace weir::project
