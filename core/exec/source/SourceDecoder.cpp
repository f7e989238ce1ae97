#include "core/exec/source/SourceDecoder.h"

#include <cstring>

namespace weir::exec {
namespace {

std::int64_t keyWindowTime(std::string_view key, std::size_t fromEnd)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, key.data() + key.size() - fromEnd, sizeof bits);
    return static_cast<std::int64_t>(__builtin_bswap64(bits));
}

formats::Payload payloadOf(const char *data, std::size_t size)
{
    return data == nullptr ? formats::nullPayload() : formats::Payload(data, size);
}

/// Says which columns of one side are read downstream or carry the row's time.
std::vector<bool> usedColumns(const plan::ScanOp &scan, const std::vector<ColumnDefinition> &side,
                              std::size_t first)
{
    std::vector<bool> used(side.size(), true);
    for (std::size_t i = 0; i < side.size() && !scan.used.empty(); ++i) {
        const auto &timestamp = scan.source->timestamp;
        used[i] = scan.used[first + i] || (timestamp && timestamp->column == side[i].name);
    }
    return used;
}

std::string decoderSignature(const plan::ScanOp &scan, const Schema &schema)
{
    const catalog::Source &source = *scan.source;
    std::string text = source.topic + '\n' + schema.toString() + '\n';
    for (const catalog::FormatSpec *format : {&source.keyFormat, &source.valueFormat}) {
        text += format->name + format->delimiter + (format->unwrapped ? "u" : "w") + '\n';
    }
    if (source.timestamp) {
        text += source.timestamp->column + '\n' + source.timestamp->format.value_or("") + '\n';
    }
    if (source.keyWindow) {
        text += std::to_string(static_cast<int>(source.keyWindow->kind)) + ' ' +
                std::to_string(source.keyWindow->sizeMs.value_or(0)) + '\n';
    }
    for (const catalog::HeaderColumn &header : source.headers) {
        text += header.column + '=' + header.header.value_or("*") + '\n';
    }
    for (const bool used : scan.used) {
        text += used ? '1' : '0';
    }
    return text + (source.lazyDecode ? "lazy" : "strict");
}

} // namespace

Result<Program> timestampProgram(const catalog::TimestampColumn &column, const Schema &schema)
{
    const auto index = schema.find(column.column);
    if (!index) {
        return fail(internalError("exec.no-timestamp-column",
                                  "The column " + column.column + " of TIMESTAMP is missing"));
    }
    auto input = std::make_shared<plan::Expr>();
    input->kind = plan::ExprKind::Input;
    input->type = schema.at(*index).type;
    input->index = *index;
    if (!input->type.is(TypeKind::String)) {
        return Program::compile(input, schema);
    }
    auto format = std::make_shared<plan::Expr>();
    format->kind = plan::ExprKind::Literal;
    format->type = DataType::string();
    format->value = Value(column.format.value_or("yyyy-MM-dd'T'HH:mm:ss.SSSX"));
    auto call = std::make_shared<plan::Expr>();
    call->kind = plan::ExprKind::Call;
    call->type = DataType::bigint();
    call->name = "STRINGTOTIMESTAMP";
    call->operands = {input, format};
    return Program::compile(call, schema);
}

Result<std::shared_ptr<SourceDecoder>> SourceDecoder::make(const plan::ScanOp &scan,
                                                           const Schema &schema)
{
    std::shared_ptr<SourceDecoder> decoder(new SourceDecoder());
    const catalog::Source &source = *scan.source;
    decoder->m_source = scan.source;
    decoder->m_pseudo = scan.pseudoColumns;
    decoder->m_signature = decoderSignature(scan, schema);

    formats::CodecSpec key;
    key.format = source.keyFormat;
    key.role = formats::PayloadRole::Key;
    key.columns = source.schema.key;
    key.used = usedColumns(scan, source.schema.key, 0);
    key.lazy = source.lazyDecode;
    WEIR_ASSIGN(decoder->m_key, formats::makeCodec(key));

    formats::CodecSpec value;
    value.format = source.valueFormat;
    value.lazy = source.lazyDecode;
    const std::vector<bool> used = usedColumns(scan, source.schema.value, source.schema.key.size());
    for (std::size_t i = 0; i < source.schema.value.size(); ++i) {
        if (!source.isHeaderColumn(source.schema.value[i].name)) {
            value.columns.push_back(source.schema.value[i]);
            value.used.push_back(used[i]);
            decoder->m_valueColumns.push_back(i);
        }
    }
    WEIR_ASSIGN(decoder->m_value, formats::makeCodec(value));
    if (source.timestamp) {
        WEIR_ASSIGN(decoder->m_timestamp, timestampProgram(*source.timestamp, source.schema));
    }
    return decoder;
}

DecodedRowsPtr SourceDecoder::decode(const SlabPtr &slab, std::size_t first, std::size_t count)
{
    auto rows = std::make_shared<DecodedRows>();
    const std::span<const RecordView> records = slab->records().subspan(first, count);
    rows->slab = slab;
    rows->first = first;
    Batch &batch = rows->batch;
    batch.rows = count;
    batch.keyColumns = m_source->schema.key.size();
    batch.columns.resize(m_source->schema.size());
    batch.slabs = {slab};
    std::vector<std::int64_t> offsets(count);
    std::vector<RecordRef> source(count);
    for (std::size_t i = 0; i < count; ++i) {
        offsets[i] = records[i].offset;
        source[i] = {0, static_cast<std::uint32_t>(first + i)};
    }
    batch.offset = RowVector<std::int64_t>(std::move(offsets));
    batch.source = RowVector<RecordRef>(std::move(source));
    batch.partition =
        RowVector<std::int32_t>(std::vector<std::int32_t>(count, slab->source().partition));

    std::vector<std::string> reasons; // by row, made when the first one is needed
    decodeKeys(*rows, records, reasons);
    decodeValues(*rows, records, reasons);
    fillHeaders(*rows, records);
    batch.selection = Selection::all(count);
    fillTimes(*rows, records, reasons);
    if (!reasons.empty()) {
        batch.selection =
            batch.selection.where([&reasons](std::uint32_t row) { return reasons[row].empty(); });
        for (std::uint32_t row = 0; row < count; ++row) {
            if (!reasons[row].empty()) {
                rows->rejects.push_back({row, std::move(reasons[row])});
            }
        }
    }
    fillPseudoColumns(*rows);
    return rows;
}

void SourceDecoder::decodeKeys(DecodedRows &rows, std::span<const RecordView> records,
                               std::vector<std::string> &reasons)
{
    Batch &batch = rows.batch;
    std::vector<formats::Payload> payloads(records.size());
    const bool windowed = m_source->keyWindow.has_value();
    const bool session = windowed && m_source->keyWindow->kind == WindowKind::Session;
    const std::size_t suffix = !windowed ? 0 : session ? 16 : 8;
    std::vector<std::int64_t> starts(windowed ? records.size() : 0);
    std::vector<std::int64_t> ends(windowed ? records.size() : 0);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const RecordView &record = records[i];
        payloads[i] = payloadOf(record.keyData, record.keySize);
        if (!windowed || formats::isNull(payloads[i])) {
            continue;
        }
        if (record.keySize < suffix) {
            reasons.resize(records.size());
            reasons[i] = "the key holds no window";
            payloads[i] = formats::nullPayload();
            continue;
        }
        starts[i] = keyWindowTime(record.key(), 8);
        ends[i] = session ? keyWindowTime(record.key(), 16)
                          : starts[i] + m_source->keyWindow->sizeMs.value_or(0);
        payloads[i].remove_suffix(suffix);
    }
    m_decodedKeys = {};
    m_key->decode(payloads, rows.arena, m_decodedKeys);
    for (std::size_t i = 0; i < batch.keyColumns; ++i) {
        batch.columns[i] = m_decodedKeys.columns[i];
    }
    batch.keyNull = RowVector<std::uint8_t>(std::move(m_decodedKeys.nulls));
    for (formats::Reject &reject : m_decodedKeys.rejects) {
        reasons.resize(records.size());
        reasons[reject.row] = std::move(reject.reason);
    }
    if (windowed) {
        batch.windowStart = RowVector<std::int64_t>(std::move(starts));
        batch.windowEnd = RowVector<std::int64_t>(std::move(ends));
    }
}

void SourceDecoder::decodeValues(DecodedRows &rows, std::span<const RecordView> records,
                                 std::vector<std::string> &reasons)
{
    Batch &batch = rows.batch;
    std::vector<formats::Payload> payloads(records.size());
    bool anyNull = false;
    for (std::size_t i = 0; i < records.size(); ++i) {
        payloads[i] = payloadOf(records[i].valueData, records[i].valueSize);
        anyNull = anyNull || formats::isNull(payloads[i]);
    }
    m_decodedValues = {};
    m_value->decode(payloads, rows.arena, m_decodedValues);
    for (std::size_t i = 0; i < m_valueColumns.size(); ++i) {
        batch.columns[batch.keyColumns + m_valueColumns[i]] = m_decodedValues.columns[i];
    }
    if (anyNull) {
        batch.valueNull = RowVector<std::uint8_t>(std::move(m_decodedValues.nulls));
    }
    for (formats::Reject &reject : m_decodedValues.rejects) {
        reasons.resize(records.size());
        reasons[reject.row] = std::move(reject.reason);
    }
}

void SourceDecoder::fillHeaders(DecodedRows &rows, std::span<const RecordView> records) const
{
    for (const catalog::HeaderColumn &header : m_source->headers) {
        const auto index = m_source->schema.find(header.column);
        auto column = std::make_shared<Column>(m_source->schema.at(*index).type, records.size());
        for (std::size_t row = 0; row < records.size(); ++row) {
            const auto headers = rows.slab->headersOf(records[row]);
            if (header.header) {
                for (const HeaderView &view : headers) {
                    if (view.key == *header.header && view.value) {
                        column->set(row, *view.value);
                    }
                }
                continue;
            }
            Column &elements = column->child(0);
            column->set(row, ListRange{static_cast<std::uint32_t>(elements.size()),
                                       static_cast<std::uint32_t>(headers.size())});
            for (const HeaderView &view : headers) {
                elements.appendNull();
                const std::size_t element = elements.size() - 1;
                elements.setValid(element);
                elements.child(0).set(element, view.key);
                if (view.value) {
                    elements.child(1).set(element, *view.value);
                }
            }
        }
        rows.batch.columns[*index] = std::move(column);
    }
}

void SourceDecoder::fillTimes(DecodedRows &rows, std::span<const RecordView> records,
                              std::vector<std::string> &reasons) const
{
    std::vector<std::int64_t> times(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        times[i] = records[i].timestamp;
    }
    if (m_timestamp) {
        EvalContext context{rows.arena};
        Selection candidates = Selection::all(records.size());
        if (!reasons.empty()) {
            candidates = candidates.where([&](std::uint32_t row) { return reasons[row].empty(); });
        }
        const bool fromKey =
            *m_source->schema.find(m_source->timestamp->column) < m_source->schema.key.size();
        if (!fromKey) { // a tombstone has no such column: its own time stands
            candidates = candidates.where(
                [&rows](std::uint32_t row) { return !rows.batch.isValueNull(row); });
        }
        const ColumnPtr column = m_timestamp->evaluate(rows.batch, candidates, context);
        candidates.forEach([&](std::uint32_t row) {
            if (!column->isNull(row) && column->get<std::int64_t>(row) >= 0) {
                times[row] = column->get<std::int64_t>(row);
                return;
            }
            reasons.resize(records.size());
            reasons[row] = "its timestamp " + m_source->timestamp->column +
                           (column->isNull(row) ? " is missing or unreadable" : " is negative");
        });
    } else {
        for (std::size_t row = 0; row < records.size(); ++row) {
            if (times[row] < 0) {
                reasons.resize(records.size());
                reasons[row] = "its timestamp is negative";
            }
        }
    }
    rows.batch.rowtime = RowVector<std::int64_t>(std::move(times));
}

void SourceDecoder::fillPseudoColumns(DecodedRows &rows) const
{
    Batch &batch = rows.batch;
    for (const plan::RowPart part : m_pseudo) {
        const bool narrow = part == plan::RowPart::RowPartition;
        auto column =
            std::make_shared<Column>(narrow ? DataType::integer() : DataType::bigint(), batch.rows);
        for (std::size_t row = 0; row < batch.rows; ++row) {
            switch (part) {
            case plan::RowPart::RowPartition:
                column->set<std::int32_t>(row, batch.partition[row]);
                break;
            case plan::RowPart::RowOffset:
                column->set<std::int64_t>(row, batch.offset[row]);
                break;
            case plan::RowPart::WindowStart:
            case plan::RowPart::WindowEnd:
                if (batch.windowed()) {
                    column->set<std::int64_t>(row, part == plan::RowPart::WindowStart
                                                       ? batch.windowStart[row]
                                                       : batch.windowEnd[row]);
                }
                break;
            case plan::RowPart::RowTime:
            case plan::RowPart::Column:
                column->set<std::int64_t>(row, batch.rowtime[row]);
                break;
            }
        }
        batch.columns.push_back(std::move(column));
    }
}

} // namespace weir::exec
