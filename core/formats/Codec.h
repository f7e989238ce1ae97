#pragma once

#include "core/base/Result.h"
#include "core/catalog/Source.h"
#include "core/types/Arena.h"
#include "core/types/Column.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weir::formats {

/// Bytes of a key or value; a null data pointer is a null payload, which is not an empty one.
using Payload = std::string_view;

/// Returns a null payload.
inline Payload nullPayload()
{
    return {};
}
inline bool isNull(Payload payload)
{
    return payload.data() == nullptr;
}

/// Whether a codec stands for the key or the value of records: a single key column is never wrapped
/// in an object, several always are (SEMANTICS 8).
enum class PayloadRole { Key, Value };

/// What a codec is made for; the same for all records, so that all choices are made once.
struct CodecSpec {
    catalog::FormatSpec format;
    PayloadRole role = PayloadRole::Value;
    /// All declared columns of that side: they decide whether a record is good (ENGINE.md 5).
    std::vector<ColumnDefinition> columns;
    /// Which of them are materialised by decode(), by column; empty means all.
    std::vector<bool> used;
    /// Checks only the used columns (DECODE='LAZY').
    bool lazy = false;
};

/// A record that cannot be read or written, and why.
struct Reject {
    std::uint32_t row = 0;
    std::string reason;
};

/// What decode() fills; reuse one from step to step.
struct Decoded {
    /// One a declared column, of as many rows as payloads; null where the column is not used. A row
    /// that is null or rejected has nulls.
    std::vector<std::shared_ptr<Column>> columns;
    /// 1 where the payload is null.
    std::vector<std::uint8_t> nulls;
    /// Rising by row.
    std::vector<Reject> rejects;
};

/// What encode() fills.
struct Encoded {
    /// One a selected row, in order, in the arena or static.
    std::vector<Payload> payloads;
    /// `row` counts selected rows; their payload is null.
    std::vector<Reject> rejects;
};

/// Turns payloads into columns and back. Made at plan time by makeCodec. Learns the order of fields
/// while it decodes, so one thread at a time; results never depend on what it learned.
class Codec {
public:
    virtual ~Codec() = default;
    Codec(const Codec &) = delete;
    Codec &operator=(const Codec &) = delete;

    /// Decodes one payload a row. 64 bytes behind every payload must be readable (slabs guarantee
    /// it). Texts are views into the payloads or into `arena`.
    virtual void decode(std::span<const Payload> payloads, Arena &arena, Decoded &out) = 0;

    /// Encodes the selected rows of `columns` (all of the spec, in order). `nullRows`, by row, may
    /// be null: rows with 1 give a null payload.
    virtual void encode(std::span<const Column *const> columns, const Selection &rows,
                        const std::uint8_t *nullRows, Arena &arena, Encoded &out) = 0;

protected:
    Codec() = default;
};

/// Makes the codec of a format. Errors: formats.unknown, formats.not-yet (a format that is not
/// built yet), formats.unsupported-type (a column type the format cannot hold), formats.columns (a
/// number of columns it cannot hold).
Result<std::unique_ptr<Codec>> makeCodec(const CodecSpec &spec);

/// Checks the same without making a codec, for the binder.
Status checkFormat(const CodecSpec &spec);

} // namespace weir::formats
