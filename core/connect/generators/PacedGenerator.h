#pragma once

#include "core/connect/Generator.h"
#include "core/connect/RecordRandom.h"

#include <string_view>
#include <utility>

namespace weir::connect {

/// An endless stream: record n lies in the n-th interval of 1 / rate, at a random place of it.
class PacedGenerator : public Generator {
public:
    const GeneratorTraits &traits() const override { return m_traits; }
    std::int64_t offsetOf(std::uint64_t index) const override
    {
        return std::int64_t((double(index) + jitter(index)) * m_spacingMs);
    }

protected:
    PacedGenerator(GeneratorTraits traits, const GeneratorSettings &settings)
        : Generator(settings.start)
        , m_traits(std::move(traits))
        , m_seed(seedOf(m_traits.name, settings.seed))
        , m_spacingMs(1000.0 / (settings.rate > 0 ? settings.rate : kUnpacedRate))
    {
    }

    /// Returns the random numbers of a record's content.
    RecordRandom randomOf(std::uint64_t index) const { return {m_seed, index}; }
    double spacingMs() const { return m_spacingMs; }

private:
    static constexpr double kUnpacedRate = 1e6;

    // FNV-1a of the name, so that two streams of one seed do not run in step.
    static std::uint64_t seedOf(std::string_view name, std::uint64_t seed)
    {
        std::uint64_t hash = 0xcbf29ce484222325U ^ seed;
        for (const char byte : name) {
            hash = (hash ^ std::uint8_t(byte)) * 0x100000001b3U;
        }
        return hash;
    }

    // Of another seed than the content, so that times tell nothing about it.
    double jitter(std::uint64_t index) const { return RecordRandom(~m_seed, index).fraction(); }

    GeneratorTraits m_traits;
    std::uint64_t m_seed;
    double m_spacingMs;
};

/// A table's rows: `limit` records at 1 ms from each other, the last 1 ms before the start.
class ReferenceGenerator : public Generator {
public:
    const GeneratorTraits &traits() const override { return m_traits; }
    std::int64_t offsetOf(std::uint64_t index) const override
    {
        return std::int64_t(index) - std::int64_t(*m_traits.limit);
    }

protected:
    ReferenceGenerator(GeneratorTraits traits, const GeneratorSettings &settings)
        : Generator(settings.start)
        , m_traits(std::move(traits))
    {
    }

private:
    GeneratorTraits m_traits;
};

} // namespace weir::connect
