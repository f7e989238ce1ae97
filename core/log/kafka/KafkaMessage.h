#pragma once

#include "core/types/RecordBuffer.h"

#include <librdkafka/rdkafka.h>

namespace weir::log {

/// Copies a message into the buffer; its librdkafka memory is freed by the caller.
void copyKafkaMessage(const rd_kafka_message_t &message, RecordBuffer &to);

} // namespace weir::log
