#include "core/exec/KeyOrder.h"

namespace weir::exec {

KeyOrder::KeyOrder(std::span<const std::string_view> keys, const state::KeyEncoding &encoding,
                   formats::Codec &codec, Arena &arena)
{
    std::vector<Column *> writable;
    std::vector<const Column *> readable;
    for (const DataType &type : encoding.types()) {
        columns.push_back(std::make_shared<Column>(type, keys.size()));
        writable.push_back(columns.back().get());
        readable.push_back(columns.back().get());
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        encoding.decode(keys[i], true, writable, i, arena);
    }
    codec.encode(readable, Selection::all(keys.size()), nullptr, arena, bytes);
}

} // namespace weir::exec
