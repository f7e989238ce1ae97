#pragma once

#include "core/base/Result.h"
#include "core/catalog/Source.h"
#include "core/exec/expr/Program.h"
#include "core/formats/Codec.h"
#include "core/plan/Operators.h"
#include "core/types/Arena.h"
#include "core/types/Batch.h"
#include "core/types/Slab.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::exec {

/// Records of a slab as columns, together with the memory behind them. Rows that are not selected
/// were rejected. `batch.seq` is empty: a step numbers its rows. Immutable once made.
struct DecodedRows {
    SlabPtr slab;
    std::size_t first = 0; ///< record of the slab that is row 0
    Batch batch;
    std::vector<formats::Reject> rejects; ///< rising by row
    Arena arena;
};
using DecodedRowsPtr = std::shared_ptr<const DecodedRows>;

/// Decodes records of one topic by the columns that a source declares: whether a record is good is
/// decided by them alone, never by who reads it (ENGINE.md 5). One thread.
class SourceDecoder {
public:
    /// `schema` is the scan's: the source's columns, then its pseudo columns.
    static Result<std::shared_ptr<SourceDecoder>> make(const plan::ScanOp &scan,
                                                       const Schema &schema);

    DecodedRowsPtr decode(const SlabPtr &slab, std::size_t first, std::size_t count);
    /// Equal for decoders that give equal rows, so that what was decoded once can be shared.
    const std::string &signature() const { return m_signature; }
    const catalog::Source &source() const { return *m_source; }

private:
    SourceDecoder() = default;

    void decodeKeys(DecodedRows &rows, std::span<const RecordView> records,
                    std::vector<std::string> &reasons);
    void decodeValues(DecodedRows &rows, std::span<const RecordView> records,
                      std::vector<std::string> &reasons);
    void fillHeaders(DecodedRows &rows, std::span<const RecordView> records) const;
    void fillTimes(DecodedRows &rows, std::span<const RecordView> records,
                   std::vector<std::string> &reasons) const;
    void fillPseudoColumns(DecodedRows &rows) const;

    std::shared_ptr<const catalog::Source> m_source;
    std::vector<plan::RowPart> m_pseudo;
    std::string m_signature;
    std::unique_ptr<formats::Codec> m_key;
    std::unique_ptr<formats::Codec> m_value;
    /// Positions of the value columns that the codec fills; the others are header columns.
    std::vector<std::size_t> m_valueColumns;
    std::optional<Program> m_timestamp;
    formats::Decoded m_decodedKeys;
    formats::Decoded m_decodedValues;
};

/// Returns the expression of a row's time in ms from its TIMESTAMP column.
Result<Program> timestampProgram(const catalog::TimestampColumn &column, const Schema &schema);

} // namespace weir::exec
