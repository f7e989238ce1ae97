#include "app/cli/Command.h"
#include "app/cli/RecordJson.h"
#include "app/cli/SourceLookup.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <memory>

namespace weir::cli {

namespace {

struct PrintOptions {
    ClusterOption cluster;
    std::string topic;
    std::string from;
    std::string sqlFile;
    std::uint64_t limit = 0;
    std::optional<std::int32_t> partition;
    bool follow = false;
    bool json = false;
};

/// Where a partition's reading begins, by `--from`.
Result<std::vector<log::Position>> startPositions(const PrintOptions &options,
                                                  log::Cluster &cluster, std::size_t partitions,
                                                  CommandContext &context)
{
    const std::string from = !options.from.empty() ? options.from
                             : options.follow      ? "end"
                                                   : "beginning";
    if (from == "beginning") {
        return std::vector<log::Position>(partitions, log::Position::beginning());
    }
    if (from == "end") {
        return std::vector<log::Position>(partitions, log::Position::end());
    }
    std::int64_t offset = 0;
    const char *end = from.data() + from.size();
    if (const auto parsed = std::from_chars(from.data(), end, offset);
        parsed.ec == std::errc() && parsed.ptr == end) {
        return std::vector<log::Position>(partitions, log::Position::at(offset));
    }
    WEIR_ASSIGN(const EpochMs time, parseTime(from, SystemClock().now()));
    WEIR_ASSIGN(const auto offsets,
                cluster.offsetsForTime(options.topic, time, adminDeadline(context)));
    std::vector<log::Position> positions;
    for (const std::int64_t at : offsets) {
        positions.push_back(log::Position::at(at));
    }
    return positions;
}

/// Prints one topic: all that is there now, or on and on with --follow.
class PrintRun {
public:
    PrintRun(const PrintOptions &options, CommandContext &context)
        : m_options(options)
        , m_context(context)
    {
    }

    Status run()
    {
        WEIR_ASSIGN(m_cluster, m_options.cluster.open("weir print"));
        WEIR_ASSIGN(m_source,
                    lookUpSource(*m_cluster, m_options.topic, m_options.sqlFile, m_context));
        WEIR_TRY(assign());
        while (!done()) {
            auto polled = m_reader->poll(
                Deadline::in(std::chrono::milliseconds(500), m_context.interrupted), kPollBytes);
            if (!polled) {
                if (m_context.interrupted.stop_requested()) {
                    break;
                }
                return fail(polled.error());
            }
            WEIR_TRY(printPolled(*polled));
            m_context.terminal.flush();
        }
        return {};
    }

private:
    static constexpr std::size_t kPollBytes = 4U << 20U;

    Status assign()
    {
        WEIR_ASSIGN(const auto offsets,
                    m_cluster->offsets(m_options.topic, adminDeadline(m_context)));
        WEIR_ASSIGN(const auto starts,
                    startPositions(m_options, *m_cluster, offsets.size(), m_context));
        if (m_options.partition &&
            (*m_options.partition < 0 ||
             static_cast<std::size_t>(*m_options.partition) >= offsets.size())) {
            return fail(
                userError("cli.unknown-partition",
                          fmt::format("{} has no partition {}; it has {}, from 0 on",
                                      m_options.topic, *m_options.partition, offsets.size())));
        }
        WEIR_ASSIGN(m_reader, m_cluster->openReader());
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            const auto number = static_cast<std::int32_t>(i);
            if (m_options.partition && *m_options.partition != number) {
                continue;
            }
            const TopicPartition partition{m_options.topic, number};
            WEIR_TRY(m_reader->assign(partition, starts[i], adminDeadline(m_context)));
            WEIR_ASSIGN(const std::int64_t position, m_reader->position(partition));
            if (!m_options.follow && position < offsets[i].lastStable) {
                m_until[partition] = offsets[i].lastStable;
            }
        }
        return {};
    }

    bool done() const
    {
        const bool limitReached = m_options.limit > 0 && m_printed >= m_options.limit;
        const bool allRead = !m_options.follow && m_until.empty();
        return limitReached || allRead || m_context.interrupted.stop_requested() ||
               !m_context.terminal.outOpen();
    }

    Status printPolled(const log::Polled &polled)
    {
        for (const SlabPtr &slab : polled.slabs) {
            const auto until = m_until.find(slab->source());
            for (const RecordView &record : slab->records()) {
                const bool past =
                    !m_options.follow && (until == m_until.end() || record.offset >= until->second);
                if (past || done()) {
                    break;
                }
                print(*slab, record);
            }
            if (until != m_until.end() && slab->nextOffset() >= until->second) {
                m_until.erase(until);
            }
        }
        for (const log::ReaderEvent &event : polled.events) {
            if (event.kind == log::ReaderEvent::Kind::EndReached) {
                m_until.erase(event.partition);
            } else if (event.error) {
                return fail(*event.error);
            } else if (event.kind == log::ReaderEvent::Kind::OffsetOutOfRange) {
                return fail(
                    userError("cli.offset-out-of-range",
                              fmt::format("{} partition {} has no offset {}", event.partition.topic,
                                          event.partition.partition, event.position)));
            }
        }
        return {};
    }

    void print(const Slab &slab, const RecordView &record)
    {
        m_context.terminal.result(
            m_options.json
                ? recordToJsonLine(slab.source(), record, slab.headersOf(record), m_source.get())
                : recordToTextLine(slab.source(), record, m_source.get()));
        ++m_printed;
    }

    const PrintOptions &m_options;
    CommandContext &m_context;
    log::ClusterPtr m_cluster;
    std::unique_ptr<log::Reader> m_reader;
    std::shared_ptr<const catalog::Source> m_source;
    std::map<TopicPartition, std::int64_t> m_until;
    std::uint64_t m_printed = 0;
};

} // namespace

void addPrintCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command = app.add_subcommand("print", "Print the records of a topic");
    command->footer(
        "Examples:\n  weir print ratings --limit 10\n  weir print ratings --follow --json\n"
        "  weir print RATINGS_BY_CLUB_STATUS --json --from '15 min ago'\n"
        "  weir print ratings --from 5313 --partition 0 --cluster kafka://localhost:9092");
    const auto options = std::make_shared<PrintOptions>();
    options->cluster.addTo(*command);
    command->add_option("TOPIC", options->topic)->required();
    command->add_option(
        "--from", options->from,
        "beginning, end, an offset, or a time (2026-11-23T10:15:00Z, @EPOCH_MS, '15 min ago')");
    command->add_option("--limit", options->limit, "End after N records");
    command->add_option("--partition", options->partition, "Only this partition");
    command
        ->add_option("--sql", options->sqlFile,
                     "SQL file that declares the topic's source (for windowed keys)")
        ->check(CLI::ExistingFile);
    command->add_flag("--follow", options->follow, "Go on with what is appended, until Ctrl+C");
    command->add_flag("--json", options->json, "One JSON object a line");
    command->callback([options, &context] {
        if (const Status status = PrintRun(*options, context).run(); !status) {
            failUnlessInterrupted(context, status.error());
        }
    });
}

} // namespace weir::cli
