#include "core/exec/BatchRows.h"

#include <algorithm>

namespace weir::exec {
namespace {

template <class T>
RowVector<T> takeVector(const RowVector<T> &from, const std::vector<std::uint32_t> &rows)
{
    if (from.empty()) {
        return {};
    }
    std::vector<T> values(rows.size());
    const T *data = from.data();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        values[i] = data[rows[i]];
    }
    return RowVector<T>(std::move(values));
}

template <class T>
RowVector<T> pickVector(std::span<const Batch *const> inputs, const std::vector<RowPick> &picks,
                        RowVector<T> Batch::*member)
{
    const auto held = [member](const Batch *batch) { return !(batch->*member).empty(); };
    if (std::none_of(inputs.begin(), inputs.end(), held)) {
        return {};
    }
    std::vector<T> values(picks.size());
    for (std::size_t i = 0; i < picks.size(); ++i) {
        const RowVector<T> &from = inputs[picks[i].input]->*member;
        values[i] = from.empty() ? T{} : from[picks[i].row];
    }
    return RowVector<T>(std::move(values));
}

std::vector<ColumnPtr> takeColumns(const std::vector<ColumnPtr> &from,
                                   const std::vector<std::uint32_t> &rows)
{
    std::vector<ColumnPtr> columns;
    columns.reserve(from.size());
    for (const ColumnPtr &column : from) {
        const bool asIs = column == nullptr || column->isConstant();
        columns.push_back(asIs ? column : std::make_shared<const Column>(column->gather(rows)));
    }
    return columns;
}

std::vector<ColumnPtr> pickColumns(std::span<const Batch *const> inputs,
                                   const std::vector<RowPick> &picks,
                                   std::vector<ColumnPtr> Batch::*member)
{
    std::vector<ColumnPtr> columns;
    std::size_t count = 0;
    for (const Batch *input : inputs) {
        count = std::max(count, (input->*member).size());
    }
    for (std::size_t i = 0; i < count; ++i) {
        const Column *shape = nullptr;
        for (const Batch *input : inputs) {
            if (i < (input->*member).size() && (input->*member)[i] != nullptr) {
                shape = (input->*member)[i].get();
            }
        }
        if (shape == nullptr) {
            columns.emplace_back();
            continue;
        }
        auto column = std::make_shared<Column>(shape->type(), picks.size());
        for (std::size_t at = 0; at < picks.size(); ++at) {
            const std::vector<ColumnPtr> &from = inputs[picks[at].input]->*member;
            if (i < from.size() && from[i] != nullptr) {
                column->setFrom(at, *from[i], picks[at].row);
            }
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

void pickSources(std::span<const Batch *const> inputs, const std::vector<RowPick> &picks,
                 Batch &out)
{
    std::vector<std::uint32_t> firstSlab;
    for (const Batch *input : inputs) {
        firstSlab.push_back(static_cast<std::uint32_t>(out.slabs.size()));
        out.slabs.insert(out.slabs.end(), input->slabs.begin(), input->slabs.end());
    }
    out.source = pickVector(inputs, picks, &Batch::source);
    if (out.source.empty()) {
        return;
    }
    std::vector<RecordRef> &source = out.source.edit();
    for (std::size_t i = 0; i < picks.size(); ++i) {
        source[i].slab += firstSlab[picks[i].input];
    }
}

} // namespace

std::vector<RowPick> mergeBySeq(std::span<const Batch *const> inputs)
{
    std::vector<std::size_t> at(inputs.size(), 0);
    std::size_t total = 0;
    for (const Batch *input : inputs) {
        total += input->selection.size();
    }
    std::vector<RowPick> picks;
    picks.reserve(total);
    while (picks.size() < total) {
        std::size_t best = inputs.size();
        std::uint64_t bestSeq = 0;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            if (at[i] == inputs[i]->selection.size()) {
                continue;
            }
            const std::uint64_t seq = inputs[i]->seq[inputs[i]->selection[at[i]]];
            if (best == inputs.size() || seq < bestSeq) {
                best = i;
                bestSeq = seq;
            }
        }
        picks.push_back({static_cast<std::uint32_t>(best), inputs[best]->selection[at[best]]});
        ++at[best];
    }
    return picks;
}

Batch takeRows(const Batch &batch, const std::vector<std::uint32_t> &rows)
{
    Batch out;
    out.rows = rows.size();
    out.selection = Selection::all(rows.size());
    out.columns = takeColumns(batch.columns, rows);
    out.keyColumns = batch.keyColumns;
    out.seq = takeVector(batch.seq, rows);
    out.rowtime = takeVector(batch.rowtime, rows);
    out.partition = takeVector(batch.partition, rows);
    out.offset = takeVector(batch.offset, rows);
    out.keyNull = takeVector(batch.keyNull, rows);
    out.valueNull = takeVector(batch.valueNull, rows);
    out.windowStart = takeVector(batch.windowStart, rows);
    out.windowEnd = takeVector(batch.windowEnd, rows);
    out.source = takeVector(batch.source, rows);
    out.slabs = batch.slabs;
    out.table = batch.table;
    out.hasBefore = batch.hasBefore;
    out.before = takeColumns(batch.before, rows);
    out.beforeNull = takeVector(batch.beforeNull, rows);
    return out;
}

Batch pickRows(std::span<const Batch *const> inputs, const std::vector<RowPick> &picks)
{
    Batch out;
    out.rows = picks.size();
    out.selection = Selection::all(picks.size());
    out.columns = pickColumns(inputs, picks, &Batch::columns);
    out.before = pickColumns(inputs, picks, &Batch::before);
    out.seq = pickVector(inputs, picks, &Batch::seq);
    out.rowtime = pickVector(inputs, picks, &Batch::rowtime);
    out.partition = pickVector(inputs, picks, &Batch::partition);
    out.offset = pickVector(inputs, picks, &Batch::offset);
    out.keyNull = pickVector(inputs, picks, &Batch::keyNull);
    out.valueNull = pickVector(inputs, picks, &Batch::valueNull);
    out.windowStart = pickVector(inputs, picks, &Batch::windowStart);
    out.windowEnd = pickVector(inputs, picks, &Batch::windowEnd);
    out.beforeNull = pickVector(inputs, picks, &Batch::beforeNull);
    pickSources(inputs, picks, out);
    for (const Batch *input : inputs) {
        out.keyColumns = std::max(out.keyColumns, input->keyColumns);
        out.table = out.table || input->table;
        out.hasBefore = out.hasBefore || input->hasBefore;
    }
    return out;
}

void cutAtSeq(Batch &batch, std::uint64_t seq)
{
    if (batch.selection.empty() || batch.seq[batch.selection[batch.selection.size() - 1]] < seq) {
        return;
    }
    batch.selection =
        batch.selection.where([&batch, seq](std::uint32_t row) { return batch.seq[row] < seq; });
}

} // namespace weir::exec
