#include "core/exec/TableReader.h"

#include "core/exec/operators/Project.h"

#include <algorithm>

namespace weir::exec {
namespace {

/// Follows the key columns of an operator's rows down to its input; nothing if one is computed.
std::optional<std::vector<std::size_t>> keysBelow(const Operator &op,
                                                  const std::vector<std::size_t> &keys)
{
    const auto *project = dynamic_cast<const Project *>(&op);
    if (project == nullptr) {
        return keys;
    }
    std::vector<std::size_t> below;
    for (const std::size_t key : keys) {
        const plan::Expr &expr = *project->keyPrograms()[key].expression();
        if (expr.kind != plan::ExprKind::Input || expr.part != plan::RowPart::Column) {
            return std::nullopt;
        }
        below.push_back(expr.index);
    }
    return below;
}

} // namespace

std::optional<TableReader> TableReader::of(const PhysicalQuery &query)
{
    if (query.nodes.empty() || query.target == nullptr || !query.target->isTable()) {
        return std::nullopt;
    }
    TableReader reader;
    std::size_t node = query.nodes.size() - 1;
    std::vector<std::size_t> keys(query.nodes[node].op->schema().key.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        keys[i] = i;
    }
    reader.m_keys = keys;
    while (!query.nodes[node].op->keepsTable()) {
        const PhysicalNode &at = query.nodes[node];
        if ((!at.op->passesTable() && !at.op->onlyDelays()) || at.inputs.size() != 1) {
            return std::nullopt;
        }
        if (!at.op->onlyDelays()) {
            reader.m_behind.push_back(node);
        }
        if (reader.m_keys) {
            reader.m_keys = keysBelow(*at.op, *reader.m_keys);
        }
        node = at.inputs[0];
    }
    std::reverse(reader.m_behind.begin(), reader.m_behind.end());
    reader.m_keeper = node;
    const std::size_t kept = query.nodes[node].op->schema().key.size();
    const bool whole = reader.m_keys && reader.m_keys->size() == kept &&
                       std::all_of(reader.m_keys->begin(), reader.m_keys->end(),
                                   [kept](std::size_t key) { return key < kept; });
    if (!whole) {
        reader.m_keys.reset();
    }
    return reader;
}

TableContents::Outcome TableReader::read(const Driver &driver, TableRequest request,
                                         OutputBuffer &output) const
{
    if (request.keys && !m_keys) {
        request.keys.reset();
    }
    if (request.keys) {
        for (std::vector<Value> &key : *request.keys) {
            std::vector<Value> kept(key.size());
            for (std::size_t i = 0; i < key.size(); ++i) {
                kept[(*m_keys)[i]] = key[i];
            }
            key = std::move(kept);
        }
    }
    Arena arena;
    StepContext context{arena};
    context.output = &output;
    const PhysicalQuery &query = driver.query();
    TableContents contents =
        query.nodes[m_keeper].op->contents(driver.stateOf(m_keeper), request, arena);
    if (contents.outcome != TableContents::Outcome::Whole) {
        return contents.outcome;
    }
    Batch rows = std::move(contents.rows);
    for (const std::size_t node : m_behind) {
        const Operator &op = *query.nodes[node].op;
        // Counters of the run must not see these rows.
        const auto state = op.makeState();
        const Batch *input = &rows;
        rows = op.process({&input, 1}, *state, context);
    }
    return contents.outcome;
}

std::optional<std::int64_t> TableReader::streamTime(const Driver &driver) const
{
    return driver.stateOf(m_keeper).streamTime();
}

} // namespace weir::exec
