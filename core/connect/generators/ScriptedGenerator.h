#pragma once

#include "core/connect/Generator.h"

#include <utility>

namespace weir::connect {

/// A few fixed events, all at the start, so that no window border falls between them.
class ScriptedGenerator : public Generator {
public:
    const GeneratorTraits &traits() const override { return m_traits; }
    std::int64_t offsetOf(std::uint64_t /*index*/) const override { return 0; }

protected:
    ScriptedGenerator(GeneratorTraits traits, const GeneratorSettings &settings)
        : Generator(settings.start)
        , m_traits(std::move(traits))
    {
    }

private:
    GeneratorTraits m_traits;
};

} // namespace weir::connect
