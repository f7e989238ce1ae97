#include "core/bind/ColumnNames.h"
#include "core/project/RenameEdit.h"

#include <algorithm>
#include <map>

namespace weir::project {

namespace {

using bind::ColumnFlow;
using bind::ColumnPlace;
using bind::ColumnSymbol;

/// What one renaming does to all columns that are copies of the one renamed.
class ColumnRenaming {
public:
    ColumnRenaming(const EditContext &context, const RenameColumn &op)
        : m_context(context)
        , m_op(op)
        , m_names(bind::columnNamesOf(context.tree, *context.plan))
    {
    }

    Result<Edit> run();

private:
    Status checkOrigin(const ColumnSymbol &origin) const;
    void follow(const ColumnSymbol &symbol, const std::string &name);
    Status checkFree() const;
    Status editPinned();
    void editPlaces();
    /// The name a column has afterwards.
    std::string nameOf(const ColumnSymbol &symbol) const
    {
        const auto renamed = m_renamed.find(symbol);
        return renamed == m_renamed.end() ? symbol.column : renamed->second;
    }

    const EditContext &m_context;
    const RenameColumn &m_op;
    bind::ColumnNames m_names;
    std::map<ColumnSymbol, std::string> m_renamed;
    std::vector<TextEdit> m_edits;
};

Status ColumnRenaming::checkOrigin(const ColumnSymbol &origin) const
{
    const auto made =
        std::find_if(m_names.places.begin(), m_names.places.end(), [&](const ColumnPlace &place) {
            return place.symbol == origin && (place.kind == ColumnPlace::Kind::Data ||
                                              place.kind == ColumnPlace::Kind::Alias);
        });
    if (made == m_names.places.end()) {
        return fail(userError("project.unknown-column",
                              m_op.from + " has no name in the text: give it one with AS"));
    }
    if (made->kind == ColumnPlace::Kind::Data) {
        return fail(userError("project.name-of-data",
                              origin.column + " is a field of the records that " + origin.source +
                                  " reads: give it another name with AS in a query"));
    }
    return {};
}

void ColumnRenaming::follow(const ColumnSymbol &symbol, const std::string &name)
{
    if (!m_renamed.emplace(symbol, name).second) {
        return;
    }
    for (const ColumnFlow &flow : m_names.flows) {
        if (flow.from == symbol && !flow.pinned) {
            // `R_STARS` of a join follows with its front.
            const std::size_t front = flow.to.column.size() - symbol.column.size();
            follow(flow.to, flow.to.column.substr(0, front) + name);
        }
    }
}

Status ColumnRenaming::checkFree() const
{
    for (const auto &[symbol, name] : m_renamed) {
        const auto source = m_context.plan->sources.find(symbol.source);
        if (source != m_context.plan->sources.end() && source->second->schema.find(name)) {
            return fail(userError("project.name-taken",
                                  symbol.source + " has a column " + name + " already"));
        }
    }
    return {};
}

// The names an INSERT INTO writes must stay those of its target.
Status ColumnRenaming::editPinned()
{
    for (const ColumnFlow &flow : m_names.flows) {
        const std::string read = nameOf(flow.from);
        const std::string written = nameOf(flow.to);
        const bool touched = m_renamed.count(flow.from) + m_renamed.count(flow.to) > 0;
        if (!flow.pinned || !touched || read == written) {
            continue;
        }
        if (flow.star) {
            return fail(userError("project.names-must-agree",
                                  "INSERT INTO " + flow.to.source +
                                      " writes * and needs equal names: list its columns first",
                                  flow.span));
        }
        m_edits.push_back({{flow.span.end, flow.span.end}, " AS " + sql::quoteIdentifier(written)});
    }
    return {};
}

void ColumnRenaming::editPlaces()
{
    for (const ColumnPlace &place : m_names.places) {
        const auto renamed = m_renamed.find(place.symbol);
        if (renamed == m_renamed.end()) {
            continue;
        }
        const bool quoted = place.kind == ColumnPlace::Kind::String;
        const bool asWritten = renamed->second == m_op.to && !m_op.written.empty();
        std::string text = asWritten ? m_op.written : sql::quoteIdentifier(renamed->second);
        if (quoted) {
            text = sql::quoteString(renamed->second);
            text = text.substr(1, text.size() - 2);
        }
        // A word may be put in right behind it.
        const auto behind = std::find_if(m_edits.begin(), m_edits.end(), [&](const TextEdit &edit) {
            return edit.span.begin == place.span.end && edit.span.length() == 0;
        });
        if (behind != m_edits.end()) {
            behind->span.begin = place.span.begin;
            behind->text = text + behind->text;
        } else {
            m_edits.push_back({place.span, text});
        }
    }
    std::sort(m_edits.begin(), m_edits.end(),
              [](const TextEdit &a, const TextEdit &b) { return a.span.begin < b.span.begin; });
}

Result<Edit> ColumnRenaming::run()
{
    const ColumnSymbol origin = m_names.origin({m_op.source, m_op.from});
    WEIR_TRY(checkOrigin(origin));
    if (m_op.to.empty()) {
        return fail(userError("project.name-taken", "Choose a name"));
    }
    follow(origin, m_op.to);
    WEIR_TRY(checkFree());
    WEIR_TRY(editPinned());
    editPlaces();
    Edit edit;
    edit.label = "Rename " + m_op.from + " to " + m_op.to;
    const std::vector<sql::StatementView> statements = sql::statementsOf(m_context.tree);
    const std::vector<std::string> keys = sql::statementKeys(m_context.tree);
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const SourceSpan span = statements[i].span();
        const bool touched = std::any_of(m_edits.begin(), m_edits.end(), [&](const TextEdit &each) {
            return each.span.begin >= span.begin && each.span.end <= span.end;
        });
        if (touched) {
            edit.touched.push_back(keys[i]);
        }
    }
    edit.change.patches = sql::patchesOf(m_context.text, m_edits);
    return edit;
}

} // namespace

Result<Edit> planRenameColumn(const EditContext &context, const RenameColumn &op)
{
    if (!context.plan) {
        return fail(userError("project.not-bound", "The text is not understood yet"));
    }
    return ColumnRenaming(context, op).run();
}

} // namespace weir::project
