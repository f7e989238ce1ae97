#include "core/project/LineDiff.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace weir::project {

namespace {

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

/// Numbers lines so that comparing two costs one comparison of integers.
class Numbering {
public:
    std::vector<int> number(const std::vector<std::string_view> &lines)
    {
        std::vector<int> numbers;
        numbers.reserve(lines.size());
        for (const std::string_view line : lines) {
            numbers.push_back(
                m_numbers.emplace(line, static_cast<int>(m_numbers.size())).first->second);
        }
        return numbers;
    }

private:
    std::unordered_map<std::string_view, int> m_numbers;
};

/// The greedy search of Myers' paper: x counts lines of `a`, y lines of `b`, k = x - y.
class ShortestEdit {
public:
    ShortestEdit(const int *a, std::ptrdiff_t aSize, const int *b, std::ptrdiff_t bSize)
        : m_a(a)
        , m_b(b)
        , m_aSize(aSize)
        , m_bSize(bSize)
    {
    }

    /// Marks what is removed of `a` and added of `b`. False: there are more than kMostLineEdits.
    bool find(std::vector<bool> &removed, std::vector<bool> &added)
    {
        const auto most = std::min(static_cast<std::ptrdiff_t>(kMostLineEdits), m_aSize + m_bSize);
        std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
        const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t & {
            return furthest[static_cast<std::size_t>(k + most + 1)];
        };
        for (std::ptrdiff_t d = 0; d <= most; ++d) {
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
                at(k) = slide(down ? at(k + 1) : at(k - 1) + 1, k);
            }
            m_trace.emplace_back();
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                m_trace.back().push_back(static_cast<int>(at(k)));
            }
            const std::ptrdiff_t goal = m_aSize - m_bSize;
            if (std::abs(goal) <= d && (goal - d) % 2 == 0 && at(goal) >= m_aSize) {
                walkBack(d, removed, added);
                return true;
            }
        }
        return false;
    }

private:
    std::ptrdiff_t slide(std::ptrdiff_t x, std::ptrdiff_t k) const
    {
        while (x < m_aSize && x - k < m_bSize && m_a[x] == m_b[x - k]) {
            ++x;
        }
        return x;
    }

    std::ptrdiff_t traced(std::ptrdiff_t d, std::ptrdiff_t k) const
    {
        return m_trace[static_cast<std::size_t>(d)][static_cast<std::size_t>((k + d) / 2)];
    }

    void walkBack(std::ptrdiff_t d, std::vector<bool> &removed, std::vector<bool> &added) const
    {
        std::ptrdiff_t x = m_aSize;
        std::ptrdiff_t k = m_aSize - m_bSize;
        for (; d > 0; --d) {
            const bool down = k == -d || (k != d && traced(d - 1, k - 1) < traced(d - 1, k + 1));
            const std::ptrdiff_t from = down ? k + 1 : k - 1;
            x = traced(d - 1, from);
            (down ? added : removed)[static_cast<std::size_t>(down ? x - from : x)] = true;
            k = from;
        }
    }

    const int *m_a;
    const int *m_b;
    std::ptrdiff_t m_aSize;
    std::ptrdiff_t m_bSize;
    std::vector<std::vector<int>> m_trace;
};

std::vector<LineChange> changesOf(const std::vector<std::string_view> &before,
                                  const std::vector<std::string_view> &after)
{
    Numbering numbering;
    const std::vector<int> a = numbering.number(before);
    const std::vector<int> b = numbering.number(after);
    std::size_t head = 0;
    while (head < std::min(a.size(), b.size()) && a[head] == b[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < std::min(a.size(), b.size()) - head &&
           a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
        ++tail;
    }
    const std::size_t aMiddle = a.size() - head - tail;
    const std::size_t bMiddle = b.size() - head - tail;
    std::vector<bool> removed(aMiddle, false);
    std::vector<bool> added(bMiddle, false);
    ShortestEdit edit(a.data() + head, static_cast<std::ptrdiff_t>(aMiddle), b.data() + head,
                      static_cast<std::ptrdiff_t>(bMiddle));
    if (!edit.find(removed, added)) {
        return {{head, aMiddle, head, bMiddle}};
    }
    std::vector<LineChange> changes;
    for (std::size_t x = 0, y = 0; x < aMiddle || y < bMiddle;) {
        LineChange change{head + x, 0, head + y, 0};
        for (; x < aMiddle && removed[x]; ++x) {
            ++change.removed;
        }
        for (; y < bMiddle && added[y]; ++y) {
            ++change.added;
        }
        if (change.removed + change.added == 0) {
            ++x;
            ++y;
        } else {
            changes.push_back(change);
        }
    }
    return changes;
}

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// Cuts what both ends have in common off an edit, never through a character.
TextEdit narrowed(std::string_view old, std::string_view fresh, std::size_t offset)
{
    const std::size_t shorter = std::min(old.size(), fresh.size());
    const auto startsCharacter = [](std::string_view text, std::size_t at) {
        return at >= text.size() || !isContinuation(text[at]);
    };
    std::size_t head = 0;
    while (head < shorter && old[head] == fresh[head]) {
        ++head;
    }
    while (head > 0 && !(startsCharacter(old, head) && startsCharacter(fresh, head))) {
        --head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head && old[old.size() - 1 - tail] == fresh[fresh.size() - 1 - tail]) {
        ++tail;
    }
    while (tail > 0 && !startsCharacter(old, old.size() - tail)) {
        --tail;
    }
    return {{offset + head, offset + old.size() - tail},
            std::string(fresh.substr(head, fresh.size() - tail - head))};
}

DiffLine lineOf(DiffLine::Kind kind, std::string_view line, std::size_t before, std::size_t after)
{
    DiffLine shown{.kind = kind, .before = before, .after = after};
    shown.unended = line.empty() || line.back() != '\n';
    shown.text = std::string(line.substr(0, line.size() - (shown.unended ? 0 : 1)));
    return shown;
}

} // namespace

std::vector<LineChange> lineChanges(std::string_view before, std::string_view after)
{
    return before == after ? std::vector<LineChange>() : changesOf(linesOf(before), linesOf(after));
}

std::vector<TextEdit> editsBetween(std::string_view before, std::string_view after)
{
    std::vector<TextEdit> edits;
    const std::vector<std::string_view> old = linesOf(before);
    const std::vector<std::string_view> fresh = linesOf(after);
    const auto spanOf = [](std::string_view text, const std::vector<std::string_view> &lines,
                           std::size_t first, std::size_t count) {
        const auto offset = [&](std::size_t line) {
            return line < lines.size() ? static_cast<std::size_t>(lines[line].data() - text.data())
                                       : text.size();
        };
        return SourceSpan{offset(first), offset(first + count)};
    };
    for (const LineChange &change : lineChanges(before, after)) {
        const SourceSpan from = spanOf(before, old, change.before, change.removed);
        const SourceSpan to = spanOf(after, fresh, change.after, change.added);
        edits.push_back(narrowed(before.substr(from.begin, from.length()),
                                 after.substr(to.begin, to.length()), from.begin));
    }
    return edits;
}

std::vector<DiffLine> diffLines(std::string_view before, std::string_view after,
                                std::size_t context)
{
    const std::vector<std::string_view> old = linesOf(before);
    const std::vector<std::string_view> fresh = linesOf(after);
    const std::vector<LineChange> changes = lineChanges(before, after);
    std::vector<DiffLine> lines;
    std::size_t done = 0; // lines of `before` that are listed or skipped
    const auto same = [&](std::size_t until, std::size_t shift) {
        for (; done < until; ++done) {
            lines.push_back(lineOf(DiffLine::Kind::Same, old[done], done + 1, done + 1 + shift));
        }
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const LineChange &change = changes[i];
        const std::size_t shift = change.after - change.before; // wraps, and back again
        const std::size_t first = std::max(done, change.before - std::min(change.before, context));
        if (first > done) {
            lines.push_back({.kind = DiffLine::Kind::Skipped, .skipped = first - done});
            done = first;
        }
        same(change.before, shift);
        for (std::size_t n = 0; n < change.removed; ++n) {
            lines.push_back(
                lineOf(DiffLine::Kind::Removed, old[change.before + n], change.before + n + 1, 0));
        }
        for (std::size_t n = 0; n < change.added; ++n) {
            lines.push_back(
                lineOf(DiffLine::Kind::Added, fresh[change.after + n], 0, change.after + n + 1));
        }
        done = change.before + change.removed;
        const std::size_t next = i + 1 < changes.size() ? changes[i + 1].before : old.size();
        same(std::min(next, done + context), shift + change.added - change.removed);
    }
    if (!changes.empty() && done < old.size()) {
        lines.push_back({.kind = DiffLine::Kind::Skipped, .skipped = old.size() - done});
    }
    return lines;
}

} // namespace weir::project
