#pragma once

#include "core/log/Reader.h"

#include <memory>
#include <utility>

namespace weir::test {

/// A reader that passes everything on to another one; a test changes what it needs.
class PassingReader : public log::Reader {
public:
    explicit PassingReader(std::unique_ptr<log::Reader> reader)
        : m_reader(std::move(reader))
    {
    }

    Status assign(const TopicPartition &partition, log::Position position,
                  const Deadline &deadline) override
    {
        return m_reader->assign(partition, position, deadline);
    }
    Status seek(const TopicPartition &partition, log::Position position,
                const Deadline &deadline) override
    {
        return m_reader->seek(partition, position, deadline);
    }
    void unassign(const TopicPartition &partition) override { m_reader->unassign(partition); }
    void hold(const TopicPartition &partition) override { m_reader->hold(partition); }
    void release(const TopicPartition &partition) override { m_reader->release(partition); }
    Result<log::Polled> poll(const Deadline &deadline, std::size_t byteBudget) override
    {
        return m_reader->poll(deadline, byteBudget);
    }
    Result<std::int64_t> position(const TopicPartition &partition) const override
    {
        return m_reader->position(partition);
    }
    void wake() override { m_reader->wake(); }

private:
    std::unique_ptr<log::Reader> m_reader;
};

} // namespace weir::test
