#include "app/cli/Command.h"
#include "app/cli/LineInput.h"
#include "core/base/BigEndian.h"
#include "core/types/Partitioner.h"
#include "core/types/RecordBuffer.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

namespace weir::cli {

namespace {

struct ProduceOptions {
    ClusterOption cluster;
    std::string topic;
    std::string separator;
    std::string keyType = "STRING";
    std::string timestamp;
    bool nullOnEmpty = false;
};

Result<std::string> encodeKey(const std::string &text, const std::string &type, std::size_t line)
{
    if (type == "STRING") {
        return text;
    }
    try {
        std::size_t used = 0;
        const long long number = std::stoll(text, &used);
        const bool fits = type == "BIGINT" || (number >= INT32_MIN && number <= INT32_MAX);
        if (used == text.size() && fits) {
            return type == "INT" ? bigEndianBytes(static_cast<std::int32_t>(number))
                                 : bigEndianBytes(static_cast<std::int64_t>(number));
        }
    } catch (const std::exception &) {
        // Falls through to the error below: the standard library reports by exception only.
    }
    return fail(
        userError("cli.bad-key", fmt::format("line {}: key '{}' is not {}", line, text, type)));
}

/// Reads lines and appends them in batches by partition; where the next line is not there yet, what
/// is there is sent.
class ProduceRun {
public:
    ProduceRun(const ProduceOptions &options, CommandContext &context)
        : m_options(options)
        , m_context(context)
    {
    }

    Status run()
    {
        WEIR_ASSIGN(const auto cluster, m_options.cluster.open("weir produce"));
        WEIR_ASSIGN(const auto topic, cluster->topic(m_options.topic, adminDeadline(m_context)));
        WEIR_ASSIGN(m_writer, cluster->openWriter());
        m_buffers.resize(static_cast<std::size_t>(topic.partitions));
        // Also the lines before one that is refused are sent.
        const Status added = addLines();
        WEIR_TRY(send());
        WEIR_TRY(added);
        m_context.terminal.info(
            fmt::format("produced {} records to {}", groupedNumber(m_sent), m_options.topic));
        return {};
    }

private:
    static constexpr std::size_t kBatch = 10000;

    Status addLines()
    {
        LineInput input(STDIN_FILENO, m_context.interrupted);
        while (true) {
            WEIR_ASSIGN(const std::optional<std::string> line, input.next());
            if (!line) {
                return {};
            }
            ++m_line;
            WEIR_TRY(add(*line));
            if (++m_pending >= kBatch || input.mustWait()) {
                WEIR_TRY(send());
            }
        }
    }

    Status add(const std::string &line)
    {
        std::optional<std::string> key;
        std::string value = line;
        if (!m_options.separator.empty()) {
            const auto at = line.find(m_options.separator);
            if (at == std::string::npos) {
                return fail(userError("cli.no-key", fmt::format("line {} has no key separator '{}'",
                                                                m_line, m_options.separator)));
            }
            WEIR_ASSIGN(key, encodeKey(line.substr(0, at), m_options.keyType, m_line));
            value = line.substr(at + m_options.separator.size());
        }
        EpochMs timestamp = SystemClock().now();
        if (!m_options.timestamp.empty()) {
            WEIR_ASSIGN(timestamp, parseTime(m_options.timestamp, timestamp));
        }
        const auto partitions = static_cast<std::int32_t>(m_buffers.size());
        const std::int32_t partition =
            key ? partitionOfKey(*key, partitions)
                : static_cast<std::int32_t>(m_line % static_cast<std::uint64_t>(partitions));
        const bool null = m_options.nullOnEmpty && value.empty();
        m_buffers[static_cast<std::size_t>(partition)].add(
            timestamp, key, null ? std::nullopt : std::optional<std::string_view>(value));
        return {};
    }

    /// Not ended by Ctrl+C: what was read is sent.
    Status send()
    {
        for (std::size_t i = 0; i < m_buffers.size(); ++i) {
            if (m_buffers[i].empty()) {
                continue;
            }
            const TopicPartition partition{m_options.topic, static_cast<std::int32_t>(i)};
            WEIR_TRY(m_writer->append({partition, m_buffers[i].run()},
                                      Deadline::in(std::chrono::seconds(30))));
            m_sent += m_buffers[i].size();
            m_buffers[i].clear();
        }
        m_pending = 0;
        WEIR_ASSIGN(const auto acks, m_writer->flush(Deadline::in(std::chrono::seconds(30))));
        for (const log::BatchAck &ack : acks) {
            if (!ack.baseOffset) {
                return fail(ack.baseOffset.error());
            }
        }
        return {};
    }

    const ProduceOptions &m_options;
    CommandContext &m_context;
    std::unique_ptr<log::Writer> m_writer;
    std::vector<RecordBuffer> m_buffers;
    std::uint64_t m_line = 0;
    std::size_t m_pending = 0;
    std::uint64_t m_sent = 0;
};

} // namespace

void addProduceCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command =
        app.add_subcommand("produce", "Append the lines of standard input to a topic");
    command->footer("Examples:\n  echo '{\"stars\":4}' | weir produce ratings\n"
                    "  weir produce customers --key-separator : --key-type INT < customers.txt");
    const auto options = std::make_shared<ProduceOptions>();
    options->cluster.addTo(*command);
    command->add_option("TOPIC", options->topic)->required();
    command->add_option("--key-separator", options->separator,
                        "What stands between key and value in a line");
    command
        ->add_option("--key-type", options->keyType,
                     "How the key is written: STRING, INT or BIGINT")
        ->check(CLI::IsMember({"STRING", "INT", "BIGINT"}));
    command->add_option("--timestamp", options->timestamp, "Time of all records (default: now)");
    command->add_flag("--null-on-empty", options->nullOnEmpty,
                      "An empty value is a null (tombstone)");
    command->callback([options, &context] {
        if (const Status status = ProduceRun(*options, context).run(); !status) {
            failCommand(context, status.error());
        }
    });
}

} // namespace weir::cli
