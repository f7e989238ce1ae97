#pragma once

#include "core/base/NodeKey.h"
#include "core/exec/Operator.h"
#include "core/exec/source/SourceDecoder.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace weir::exec {

/// A node of the bound query whose rows no physical operator has, for a rule merged or moved it:
/// its rows are made again for who looks, by the nodes as they were bound, from the nearest one
/// that rules left as it was (ENGINE.md 12). Nothing is done while nobody looks.
class UnfusedNode {
public:
    struct Parts {
        NodeKey key;
        /// The physical node whose rows go in.
        std::size_t from = 0;
        /// Stateless, in order; the last stands for the node.
        std::vector<std::shared_ptr<const Operator>> chain;
        /// Set where the chain reads columns of a source that the query itself does not.
        std::shared_ptr<SourceDecoder> decoder;
    };

    explicit UnfusedNode(Parts parts)
        : m_parts(std::move(parts))
    {
    }

    const NodeKey &key() const { return m_parts.key; }
    std::size_t from() const { return m_parts.from; }
    /// Tells the context's tap which of the newest rows pass the node and which it drops.
    void tell(const Batch &rows, const StepContext &context) const;

private:
    Batch newest(const Batch &rows, std::vector<DecodedRowsPtr> &held) const;

    Parts m_parts;
};

} // namespace weir::exec
