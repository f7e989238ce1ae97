#pragma once

#include "core/formats/Codec.h"
#include "core/formats/json/JsonFieldOrder.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace weir::formats {

/// Decodes the plain documents that make up most of a topic in one pass over their bytes: an object
/// whose names are known, with texts without escapes, numbers, booleans and nulls in columns of
/// simple types. Accepts nothing that a full parser would reject, and gives the same values; of
/// everything else it says false, and a full parser decides. One thread.
class JsonRowScanner {
public:
    /// Gets ready for a batch: `columns` are those to fill, null where only checked (not even that
    /// when `lazy`).
    void begin(const std::vector<ColumnDefinition> &declared,
               std::span<const std::shared_ptr<Column>> columns, bool lazy);
    /// Decodes an object. When false, the row of any column may hold leftovers.
    bool decodeObject(Payload payload, std::size_t row, const JsonFieldOrder &order);
    /// Decodes a single value without an object around it into column 0; `null` says whether it
    /// was null.
    bool decodeBare(Payload payload, std::size_t row, bool &null);

private:
    struct Place {
        Column *column = nullptr; ///< null: only checked
        TypeKind kind = TypeKind::Boolean;
        std::uint64_t exactIn = 0; ///< document in which its exact name was seen
    };

    const char *readValue(const char *at, const char *end, Place &place, std::size_t row);
    const char *readText(const char *at, const char *end, Place &place, std::size_t row);
    const char *readDouble(const char *at, const char *end, Place &place, std::size_t row);
    bool wellFormed(Payload payload) const;

    std::vector<Place> m_places;
    std::uint64_t m_document = 0;
    bool m_simple = true; ///< all checked columns are of types it knows
    bool m_nonAscii = false;
};

} // namespace weir::formats
