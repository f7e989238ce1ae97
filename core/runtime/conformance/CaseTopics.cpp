#include "core/runtime/conformance/CaseTopics.h"

namespace weir::runtime {
namespace {

std::optional<std::string_view> caseBytes(const std::optional<std::string> &bytes)
{
    return bytes ? std::optional<std::string_view>(*bytes) : std::nullopt;
}

} // namespace

void CaseTopics::appendInput(const std::string &topic, CaseRecord record)
{
    m_logs[topic].push_back(std::move(record));
}

void CaseTopics::append(const std::string &topic, CaseRecord record, const catalog::Source *source)
{
    m_reported.emplace_back();
    renderCaseRecord(topic, record, source, m_reported.back());
    m_logs[topic].push_back(std::move(record));
}

void CaseTopics::appendAll(exec::OutputBuffer &output, const catalog::Source *source)
{
    for (const auto *partition : output.filled()) {
        const RecordRun run = partition->records.run();
        for (const RecordView &view : run.records) {
            CaseRecord record;
            record.timestamp = view.timestamp;
            if (view.hasKey()) {
                record.key = std::string(view.key());
            }
            if (view.hasValue()) {
                record.value = std::string(view.value());
            }
            for (const HeaderView &header : run.headersOf(view)) {
                record.headers.emplace_back(std::string(header.key),
                                            header.value ? std::optional<std::string>(*header.value)
                                                         : std::nullopt);
            }
            append(partition->topic, std::move(record), source);
        }
    }
    output.clear();
}

const std::vector<CaseRecord> &CaseTopics::log(const std::string &topic) const
{
    static const std::vector<CaseRecord> kNone;
    const auto it = m_logs.find(topic);
    return it == m_logs.end() ? kNone : it->second;
}

SlabPtr CaseTopics::slab(const std::string &topic, std::size_t index) const
{
    const CaseRecord &record = log(topic)[index];
    std::vector<HeaderView> headers;
    for (const auto &[key, value] : record.headers) {
        headers.push_back({key, caseBytes(value)});
    }
    RecordBuffer buffer;
    buffer.add(record.timestamp, caseBytes(record.key), caseBytes(record.value), headers);
    buffer.records()[0].offset = static_cast<std::int64_t>(index);
    return std::make_shared<const Slab>(TopicPartition{topic, 0}, std::move(buffer),
                                        static_cast<std::int64_t>(index) + 1);
}

} // namespace weir::runtime
