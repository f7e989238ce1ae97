#include "core/log/kafka/KafkaReader.h"

#include "core/log/LogErrors.h"
#include "core/log/kafka/KafkaMessage.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace weir::log {

namespace {

constexpr std::size_t kMessagesACall = 1000;
constexpr std::size_t kLeastPrefetchKb = 64;
// librdkafka does not tell a reader that stands at the end that its topic was deleted.
constexpr auto kLookEvery = std::chrono::seconds(2);
constexpr auto kLookPatience = std::chrono::milliseconds(500);
// Longer than the admin takes to be sure that a topic is missing.
constexpr auto kAnswerPatience = std::chrono::seconds(2);
constexpr int kLooksThatCount = 2;

} // namespace

KafkaReader::KafkaReader(std::shared_ptr<KafkaAdmin> admin, const ReaderOptions &options)
    : m_admin(std::move(admin))
    , m_options(options)
{
    m_messages.resize(kMessagesACall);
}

KafkaReader::~KafkaReader()
{
    for (auto &[partition, fetching] : m_partitions) {
        stop(partition, fetching);
    }
    m_topics.clear();
}

void KafkaReader::onQueue(rd_kafka_t * /*handle*/, void *self)
{
    static_cast<KafkaReader *>(self)->m_signal.notify();
}

void KafkaReader::onError(rd_kafka_t * /*handle*/, int code, const char *reason, void *self)
{
    // Called by rd_kafka_poll() of this reader's thread.
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN || code == RD_KAFKA_RESP_ERR__RESOLVE) {
        static_cast<KafkaReader *>(self)->m_outage =
            kafkaError(static_cast<rd_kafka_resp_err_t>(code), "Kafka", reason);
    }
}

Status KafkaReader::connect()
{
    for (auto &[partition, fetching] : m_partitions) {
        stop(partition, fetching); // begins anew at its position
    }
    m_topics.clear();
    m_handle.reset();
    // Each partition's queue prefetches on its own, by a setting of the whole client: the budget is
    // divided by those known now, with room for others, so that not each of them needs a new
    // client.
    m_dividedFor = std::bit_ceil(m_partitions.size());
    const std::size_t share = m_options.prefetchBytes / 1024 / m_dividedFor;
    WEIR_ASSIGN(
        KafkaConfig config,
        makeKafkaConfig(m_admin->address(), {{"enable.auto.commit", "false"},
                                             {"enable.auto.offset.store", "false"},
                                             {"check.crcs", "true"},
                                             {"isolation.level", "read_committed"},
                                             {"enable.partition.eof", "true"},
                                             {"auto.offset.reset", "error"},
                                             {"fetch.wait.max.ms", "10"},
                                             {"fetch.error.backoff.ms", "50"},
                                             {"queued.max.messages.kbytes",
                                              std::to_string(std::max(share, kLeastPrefetchKb))}}));
    rd_kafka_conf_set_opaque(config.get(), this);
    rd_kafka_conf_set_error_cb(config.get(), &KafkaReader::onError);
    WEIR_ASSIGN(m_handle, makeKafkaHandle(RD_KAFKA_CONSUMER, std::move(config)));
    return {};
}

Result<rd_kafka_topic_t *> KafkaReader::openTopic(const std::string &name, const Deadline &deadline)
{
    KafkaTopic &topic = m_topics[name];
    if (topic == nullptr) {
        topic.reset(rd_kafka_topic_new(m_handle.get(), name.c_str(), nullptr));
        // Without metadata the first fetch waits half a second.
        WEIR_TRY(retryKafka(deadline, kafkaTopicWords(name), [&](int slice) {
            const rd_kafka_metadata_t *found = nullptr;
            const auto code = rd_kafka_metadata(m_handle.get(), 0, topic.get(), &found, slice);
            const KafkaMetadata freed(found);
            return code;
        }));
    }
    return topic.get();
}

Status KafkaReader::start(const TopicPartition &partition, Fetching &fetching,
                          const Deadline &deadline)
{
    WEIR_ASSIGN(fetching.topic, openTopic(partition.topic, deadline));
    fetching.queue.reset(rd_kafka_queue_new(m_handle.get()));
    rd_kafka_queue_cb_event_enable(fetching.queue.get(), &KafkaReader::onQueue, this);
    if (rd_kafka_consume_start_queue(fetching.topic, partition.partition, fetching.position,
                                     fetching.queue.get()) != 0) {
        fetching.queue.reset();
        return fail(kafkaError(rd_kafka_last_error(), kafkaTopicWords(partition.topic)));
    }
    return {};
}

void KafkaReader::stop(const TopicPartition &partition, Fetching &fetching)
{
    if (fetching.queue != nullptr) {
        rd_kafka_queue_cb_event_enable(fetching.queue.get(), nullptr, nullptr);
        rd_kafka_consume_stop(fetching.topic, partition.partition);
        fetching.queue.reset();
    }
}

Status KafkaReader::assign(const TopicPartition &partition, Position position,
                           const Deadline &deadline)
{
    WEIR_ASSIGN(const std::int64_t offset, resolve(partition, position, deadline));
    Fetching &fetching = m_partitions[partition];
    stop(partition, fetching);
    fetching.position = offset;
    fetching.stopped = false;
    fetching.missing = 0;
    return {};
}

Result<std::int64_t> KafkaReader::resolve(const TopicPartition &partition, Position position,
                                          const Deadline &deadline)
{
    if (position.kind != Position::Kind::Offset) {
        return m_admin->resolve(partition, position, deadline);
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextQuestion) {
        return position.offset;
    }
    const Deadline patient(std::min(deadline.at(), now + kAnswerPatience), deadline.cancel());
    auto offset = m_admin->resolve(partition, position, patient);
    if (!offset && offset.error().retriable && !deadline.cancelled()) {
        m_nextQuestion = std::chrono::steady_clock::now() + kLookEvery;
        return position.offset;
    }
    return offset;
}

Status KafkaReader::seek(const TopicPartition &partition, Position position,
                         const Deadline &deadline)
{
    if (!m_partitions.contains(partition)) {
        return fail(unassignedError(partition));
    }
    return assign(partition, position, deadline);
}

void KafkaReader::unassign(const TopicPartition &partition)
{
    const auto found = m_partitions.find(partition);
    if (found != m_partitions.end()) {
        stop(partition, found->second);
        m_partitions.erase(found);
    }
}

void KafkaReader::hold(const TopicPartition &partition)
{
    const auto found = m_partitions.find(partition);
    if (found != m_partitions.end()) {
        found->second.held = true;
    }
}

void KafkaReader::release(const TopicPartition &partition)
{
    const auto found = m_partitions.find(partition);
    if (found != m_partitions.end()) {
        found->second.held = false;
    }
}

Result<std::int64_t> KafkaReader::position(const TopicPartition &partition) const
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end()) {
        return fail(unassignedError(partition));
    }
    return found->second.position;
}

void KafkaReader::wake()
{
    m_woken = true;
    m_signal.notify();
}

Result<Polled> KafkaReader::poll(const Deadline &deadline, std::size_t byteBudget)
{
    if (m_partitions.size() > m_dividedFor) {
        WEIR_TRY(connect());
    }
    Polled polled;
    while (true) {
        const std::uint64_t mark = m_signal.mark();
        WEIR_TRY(collect(byteBudget, polled, deadline));
        if (std::exchange(m_suspicious, false)) {
            lookForTopics(polled);
        }
        if (m_woken.exchange(false) || !polled.empty() || deadline.cancelled() ||
            deadline.passed()) {
            return polled;
        }
        // Errors of the whole client arrive in no partition's queue: look for them now and then.
        m_signal.wait(mark, Deadline(std::min(deadline.at(), std::chrono::steady_clock::now() +
                                                                 std::chrono::seconds(1)),
                                     deadline.cancel()));
        if (m_signal.mark() == mark && std::chrono::steady_clock::now() >= m_nextLook) {
            lookForTopics(polled);
        }
    }
}

void KafkaReader::lookForTopics(Polled &polled)
{
    m_nextLook = std::chrono::steady_clock::now() + kLookEvery;
    const auto all = m_admin->topics(Deadline::in(kLookPatience));
    if (!all || all->empty()) {
        return; // an outage is told by the error callback; a broker without topics has just started
    }
    for (auto &[partition, fetching] : m_partitions) {
        const auto found = std::ranges::lower_bound(*all, partition.topic, {}, &TopicInfo::name);
        const bool there = found != all->end() && found->name == partition.topic &&
                           partition.partition < found->partitions;
        if (there && fetching.missing > 0) {
            stop(partition, fetching); // the client may have given it up: begins anew
        }
        fetching.missing = there ? 0 : fetching.missing + 1;
        if (fetching.missing >= kLooksThatCount && !fetching.stopped) {
            fetching.stopped = true;
            ReaderEvent event{ReaderEvent::Kind::TopicGone, partition, fetching.position};
            event.error = unknownTopicError(partition.topic);
            polled.events.push_back(std::move(event));
        }
    }
}

Status KafkaReader::collect(std::size_t byteBudget, Polled &polled, const Deadline &deadline)
{
    if (m_handle == nullptr) {
        return {}; // nothing was ever assigned
    }
    rd_kafka_poll(m_handle.get(), 0);
    if (m_outage) {
        ReaderEvent event{ReaderEvent::Kind::Outage, {}, 0};
        event.error = std::exchange(m_outage, std::nullopt);
        polled.events.push_back(std::move(event));
    }
    std::vector<std::pair<const TopicPartition *, Fetching *>> active;
    for (auto &[partition, fetching] : m_partitions) {
        if (fetching.held || fetching.stopped) {
            continue;
        }
        if (fetching.queue == nullptr) {
            const Deadline patient(
                std::max(deadline.at(), std::chrono::steady_clock::now() + std::chrono::seconds(5)),
                deadline.cancel());
            if (const Status started = start(partition, fetching, patient); !started) {
                if (!started.error().retriable) {
                    return started;
                }
                // No broker answers: the others would wait as long for nothing.
                polled.events.push_back(
                    {ReaderEvent::Kind::Outage, partition, fetching.position, started.error()});
                break;
            }
        }
        active.emplace_back(&partition, &fetching);
    }
    if (active.empty()) {
        return {};
    }
    std::rotate(active.begin(), active.begin() + std::ptrdiff_t(m_first++ % active.size()),
                active.end());
    std::size_t left = std::max<std::size_t>(byteBudget, 1);
    while (left > 0 && !active.empty()) {
        const std::size_t share = std::max<std::size_t>(left / active.size(), 1);
        std::erase_if(active, [&](const auto &entry) {
            const std::size_t taken =
                left == 0 ? 0 : take(*entry.first, *entry.second, std::min(share, left), polled);
            left -= std::min(left, taken);
            return taken == 0;
        });
    }
    return {};
}

std::size_t KafkaReader::take(const TopicPartition &partition, Fetching &fetching,
                              std::size_t bytes, Polled &polled)
{
    RecordBuffer buffer;
    std::size_t taken = 0;
    std::optional<ReaderEvent> event;
    while (taken < bytes && !event) {
        // Small budgets ask for few messages: what was taken from the queue must be handed out.
        const std::size_t most =
            std::clamp<std::size_t>((bytes - taken) / sizeof(RecordView), 1, kMessagesACall);
        const ssize_t count =
            rd_kafka_consume_batch_queue(fetching.queue.get(), 0, m_messages.data(), most);
        if (count <= 0) {
            break;
        }
        for (ssize_t i = 0; i < count; ++i) {
            rd_kafka_message_t *message = m_messages[std::size_t(i)];
            if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
                copyKafkaMessage(*message, buffer);
                fetching.position = message->offset + 1;
                taken += message->len + message->key_len + sizeof(RecordView);
                event.reset(); // an end that was passed by what came behind it
            } else {
                event = eventOf(partition, fetching, *message);
            }
            rd_kafka_message_destroy(message);
        }
    }
    if (!buffer.empty()) {
        const std::int64_t next = buffer.records().back().offset + 1;
        polled.slabs.push_back(std::make_shared<Slab>(partition, std::move(buffer), next));
    }
    if (event) {
        polled.events.push_back(std::move(*event));
        return 0;
    }
    return taken;
}

std::optional<ReaderEvent> KafkaReader::eventOf(const TopicPartition &partition, Fetching &fetching,
                                                const rd_kafka_message_t &message)
{
    ReaderEvent event{ReaderEvent::Kind::EndReached, partition, fetching.position};
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        // Transaction markers lie between the last record and the end.
        fetching.position = std::max(fetching.position, message.offset);
        event.position = fetching.position;
        return event;
    }
    event.error = kafkaError(message.err, kafkaTopicWords(partition.topic));
    switch (message.err) {
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
        event.kind = ReaderEvent::Kind::OffsetOutOfRange;
        event.error->code = "log.offset-out-of-range";
        break;
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
        // The client believes the first broker that it asks.
        m_suspicious = m_suspicious || fetching.missing == 0;
        fetching.missing = std::max(fetching.missing, 1);
        return std::nullopt;
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        event.kind = ReaderEvent::Kind::NotAuthorized;
        break;
    default:
        event.kind = ReaderEvent::Kind::Outage;
        break;
    }
    fetching.stopped = event.kind != ReaderEvent::Kind::Outage;
    return event;
}

} // namespace weir::log
