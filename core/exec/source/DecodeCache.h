#pragma once

#include "core/exec/source/SourceDecoder.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace weir::exec {

/// Lets queries that stand at the same records share what was decoded once per (topic, formats,
/// columns) (ENGINE.md 5). Keeps nothing alive by itself. One thread.
class DecodeCache {
public:
    /// Most records that are decoded at once.
    static constexpr std::size_t kChunk = 2048;

    /// Returns the one decoder for everything that decodes alike.
    Result<std::shared_ptr<SourceDecoder>> decoder(const plan::ScanOp &scan, const Schema &schema)
    {
        WEIR_ASSIGN(auto made, SourceDecoder::make(scan, schema));
        std::weak_ptr<SourceDecoder> &known = m_decoders[made->signature()];
        if (auto shared = known.lock()) {
            return shared;
        }
        known = made;
        return made;
    }

    /// Returns the chunk of a slab that begins at record `first`.
    DecodedRowsPtr rows(const std::shared_ptr<SourceDecoder> &decoder, const SlabPtr &slab,
                        std::size_t first)
    {
        const std::size_t count = std::min(kChunk, slab->size() - first);
        std::weak_ptr<const DecodedRows> &known = m_rows[{decoder.get(), {slab.get(), first}}];
        if (auto shared = known.lock()) {
            return shared;
        }
        DecodedRowsPtr rows = decoder->decode(slab, first, count);
        known = rows;
        if (++m_made % kSweep == 0) {
            sweep();
        }
        return rows;
    }

private:
    static constexpr std::size_t kSweep = 256;

    void sweep()
    {
        for (auto it = m_rows.begin(); it != m_rows.end();) {
            it = it->second.expired() ? m_rows.erase(it) : std::next(it);
        }
    }

    using RowsKey = std::pair<const SourceDecoder *, std::pair<const Slab *, std::size_t>>;
    std::map<std::string, std::weak_ptr<SourceDecoder>> m_decoders;
    std::map<RowsKey, std::weak_ptr<const DecodedRows>> m_rows;
    std::size_t m_made = 0;
};

} // namespace weir::exec
