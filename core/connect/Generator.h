#pragma once

#include "core/base/Clock.h"
#include "core/log/Topic.h"
#include "core/types/Record.h"

#include <cstdint>
#include <optional>
#include <string>

namespace weir::connect {

class RowWriter;

/// What a generator is made with. The same settings give the same bytes, on every machine.
struct GeneratorSettings {
    std::uint64_t seed = 1;
    /// Event time of the first record; rows of a table are stamped just before it.
    EpochMs start = 0;
    /// Records per second of event time; 0: as fast as possible, with event times as if a million
    /// were made per second. How fast they are written is up to the caller (GeneratorRun).
    double rate = 20;
};

/// What is fixed about a generator.
struct GeneratorTraits {
    /// Its name; also the name of the topic it fills by default.
    std::string name;
    /// One line for a person.
    std::string description;
    /// Settings of the topic it makes; never deletes by age, because event times may be old.
    log::TopicConfig config;
    /// How many records there are in all; nothing for an endless stream.
    std::optional<std::uint64_t> limit;
    /// Fills a table that streams are joined with: written before them, stamped before their start.
    bool reference = false;
};

/// Makes the records of one topic. Record n depends on the settings and n alone, so that a run can
/// begin anywhere. Immutable but for moveStart(); one thread.
class Generator {
public:
    virtual ~Generator() = default;

    virtual const GeneratorTraits &traits() const = 0;
    /// Returns the distance of record `index` from the start in ms; never falls with the index.
    virtual std::int64_t offsetOf(std::uint64_t index) const = 0;
    /// Writes key and value of record `index`, whose timestamp is `time`. At most
    /// RowWriter::kMostBytes.
    virtual void write(std::uint64_t index, EpochMs time, RowWriter &row) const = 0;
    /// Returns the index of a record of this generator where the record tells.
    virtual std::optional<std::uint64_t> indexOf(const RecordView &record) const;

    /// Returns the event time of record `index`.
    EpochMs timeOf(std::uint64_t index) const { return m_start + offsetOf(index); }
    EpochMs start() const { return m_start; }
    /// Sets the start so that record `index` gets the time `time`; the ones behind it follow.
    void moveStart(std::uint64_t index, EpochMs time) { m_start = time - offsetOf(index); }

protected:
    explicit Generator(EpochMs start)
        : m_start(start)
    {
    }

private:
    EpochMs m_start;
};

} // namespace weir::connect
