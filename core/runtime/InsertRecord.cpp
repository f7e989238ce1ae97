#include "core/runtime/InsertRecord.h"

#include "core/base/RandomBits.h"
#include "core/exec/expr/Program.h"
#include "core/formats/Codec.h"
#include "core/types/Partitioner.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::runtime {

namespace {

/// Evaluates the expressions of one row; each result is a column of one row.
class InsertRow {
public:
    InsertRow(const bind::InsertValues &insert, Arena &arena, EpochMs now, std::uint64_t seed)
        : m_insert(insert)
        , m_context{.arena = arena, .runSeed = seed, .now = now}
    {
        m_batch.rows = 1;
        m_batch.selection = Selection::all(1);
    }

    Status evaluate()
    {
        for (std::size_t i = 0; i < m_insert.values.size(); ++i) {
            WEIR_ASSIGN(ColumnPtr column,
                        one(m_insert.values[i], m_insert.target->schema.at(i).name));
            m_columns.push_back(std::move(column));
        }
        return {};
    }

    Result<EpochMs> rowTime()
    {
        if (!m_insert.rowTime) {
            return m_context.now;
        }
        WEIR_ASSIGN(const ColumnPtr column, one(m_insert.rowTime, "ROWTIME"));
        return column->isNull(0) ? m_context.now : column->get<std::int64_t>(0);
    }

    /// Encodes columns [begin, end) as the key or the value.
    Result<formats::Payload> encode(std::size_t begin, std::size_t end, formats::PayloadRole role)
    {
        const catalog::Source &target = *m_insert.target;
        const bool key = role == formats::PayloadRole::Key;
        formats::CodecSpec spec{.format = key ? target.keyFormat : target.valueFormat,
                                .role = role};
        std::vector<const Column *> columns;
        for (std::size_t i = begin; i < end; ++i) {
            if (!key && target.isHeaderColumn(target.schema.at(i).name)) {
                continue; // not in the payload
            }
            spec.columns.push_back(target.schema.at(i));
            columns.push_back(m_columns[i].get());
        }
        WEIR_ASSIGN(const auto codec, formats::makeCodec(spec));
        formats::Encoded encoded;
        codec->encode(columns, Selection::all(1), nullptr, m_context.arena, encoded);
        if (!encoded.rejects.empty()) {
            return fail(userError("runtime.insert-value", encoded.rejects.front().reason));
        }
        return encoded.payloads.front();
    }

    bool allNull(std::size_t begin, std::size_t end) const
    {
        return std::all_of(m_columns.begin() + static_cast<std::ptrdiff_t>(begin),
                           m_columns.begin() + static_cast<std::ptrdiff_t>(end),
                           [](const ColumnPtr &column) { return column->isNull(0); });
    }

private:
    Result<ColumnPtr> one(const plan::ExprPtr &expr, const std::string &name)
    {
        WEIR_ASSIGN(exec::Program program, exec::Program::compile(expr, Schema{}));
        m_programs.push_back(std::move(program)); // texts of literals live in it
        const std::uint64_t errorsBefore = m_context.errors;
        ColumnPtr column = m_programs.back().evaluate(m_batch, m_batch.selection, m_context);
        if (m_context.errors != errorsBefore) {
            Error error =
                userError("runtime.insert-value",
                          fmt::format("the value for {} cannot be computed", name), expr->span);
            return fail(std::move(error));
        }
        return column;
    }

    const bind::InsertValues &m_insert;
    exec::EvalContext m_context;
    Batch m_batch;
    std::vector<ColumnPtr> m_columns;
    std::vector<exec::Program> m_programs;
};

std::optional<std::string_view> payloadBytes(formats::Payload payload)
{
    return formats::isNull(payload) ? std::nullopt : std::optional<std::string_view>(payload);
}

} // namespace

Result<InsertRecord> encodeInsert(const bind::InsertValues &insert, std::int32_t partitions,
                                  EpochMs now, std::uint64_t seed)
{
    Arena arena;
    InsertRow row(insert, arena, now, seed);
    WEIR_TRY(row.evaluate());
    WEIR_ASSIGN(const EpochMs time, row.rowTime());
    const std::size_t keys = insert.target->schema.key.size();
    const std::size_t all = insert.target->schema.size();

    formats::Payload key = formats::nullPayload();
    if (keys > 0 && !row.allNull(0, keys)) {
        WEIR_ASSIGN(key, row.encode(0, keys, formats::PayloadRole::Key));
    }
    if (insert.target->isTable() && formats::isNull(key)) {
        return fail(userError("runtime.insert-key",
                              fmt::format("a row of table {} needs its key", insert.target->name)));
    }
    formats::Payload value = formats::nullPayload();
    if (!insert.keyOnly && all > keys) {
        WEIR_ASSIGN(value, row.encode(keys, all, formats::PayloadRole::Value));
    }
    InsertRecord result;
    result.buffer.add(time, payloadBytes(key), payloadBytes(value));
    result.partition = formats::isNull(key) ? 0 : partitionOfKey(key, partitions);
    return result;
}

Status insertRows(log::Cluster &cluster, const std::vector<bind::InsertValues> &inserts,
                  EpochMs now, const Deadline &deadline)
{
    WEIR_ASSIGN(const auto writer, cluster.openWriter());
    for (const bind::InsertValues &insert : inserts) {
        WEIR_ASSIGN(const auto topic, cluster.topic(insert.target->topic, deadline));
        WEIR_ASSIGN(const auto record, encodeInsert(insert, topic.partitions, now, randomSeed()));
        WEIR_TRY(writer->write({{topic.name, record.partition}, record.buffer.run()}, deadline));
    }
    return {};
}

} // namespace weir::runtime
