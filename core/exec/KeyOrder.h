#pragma once

#include "core/formats/Codec.h"
#include "core/state/KeyEncoding.h"
#include "core/types/Arena.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace weir::exec {

/// Keys of a state as columns and as bytes in the query's key format: rows are sorted by these
/// where order shows (ENGINE.md 7), and not by the encoding, which sorts by value.
struct KeyOrder {
    /// `keys` are as the encoding wrote them, with partition.
    KeyOrder(std::span<const std::string_view> keys, const state::KeyEncoding &encoding,
             formats::Codec &codec, Arena &arena);

    std::vector<std::shared_ptr<Column>> columns;
    formats::Encoded bytes;

    /// Whether key `a` comes before key `b`.
    bool before(std::size_t a, std::size_t b) const
    {
        return bytes.payloads[a] < bytes.payloads[b];
    }
};

} // namespace weir::exec
