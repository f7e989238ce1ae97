#include "core/log/Writer.h"

namespace weir::log {

Result<std::int64_t> Writer::write(const OutputBatch &batch, const Deadline &deadline)
{
    WEIR_ASSIGN(const std::uint64_t number, append(batch, deadline));
    WEIR_ASSIGN(std::vector<BatchAck> acks, flush(deadline));
    for (BatchAck &ack : acks) {
        if (ack.batch == number) {
            return std::move(ack.baseOffset);
        }
    }
    return fail(internalError("log.lost-ack", "The log did not report an appended batch"));
}

} // namespace weir::log
