#include "core/log/kafka/KafkaMessage.h"

#include <optional>
#include <string_view>
#include <vector>

namespace weir::log {

void copyKafkaMessage(const rd_kafka_message_t &message, RecordBuffer &to)
{
    using Bytes = std::optional<std::string_view>;
    const Bytes key = message.key == nullptr
                          ? std::nullopt
                          : Bytes({static_cast<const char *>(message.key), message.key_len});
    const Bytes value = message.payload == nullptr
                            ? std::nullopt
                            : Bytes({static_cast<const char *>(message.payload), message.len});
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t timestamp = rd_kafka_message_timestamp(&message, &type);
    rd_kafka_headers_t *headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        std::vector<HeaderView> views;
        const char *name = nullptr;
        const void *data = nullptr;
        std::size_t size = 0;
        while (rd_kafka_header_get_all(headers, views.size(), &name, &data, &size) ==
               RD_KAFKA_RESP_ERR_NO_ERROR) {
            views.push_back({name, data == nullptr
                                       ? std::nullopt
                                       : Bytes({static_cast<const char *>(data), size})});
        }
        to.add(timestamp, key, value, views);
    } else {
        to.add(timestamp, key, value);
    }
    RecordView &record = to.records().back();
    record.offset = message.offset;
    record.stampedByLog = type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME ? 1 : 0;
}

} // namespace weir::log
