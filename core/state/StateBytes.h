#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace weir::state {

/// Writes state as opaque bytes: integers as varints, texts with their length.
class StateWriter {
public:
    void putUnsigned(std::uint64_t value);
    void putSigned(std::int64_t value);
    void putText(std::string_view text);

    const std::string &bytes() const { return m_bytes; }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what a StateWriter wrote. Reading past the end or a malformed number gives zero or an
/// empty text and makes ok() false for good; texts are views into the bytes given.
class StateReader {
public:
    /// A `stop` that is requested makes ok() false soon: for who reads much on a thread that may
    /// have to end.
    explicit StateReader(std::string_view bytes, std::stop_token stop = {})
        : m_bytes(bytes)
        , m_stop(std::move(stop))
    {
    }

    std::uint64_t takeUnsigned();
    std::int64_t takeSigned();
    std::string_view takeText();

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_bytes.empty(); }
    /// Returns `state.corrupt` if anything read so far was malformed.
    Status check() const;

private:
    static constexpr std::uint32_t kTextsBetweenLooks = 4096;

    std::string_view m_bytes;
    std::stop_token m_stop;
    std::uint32_t m_texts = 0;
    bool m_ok = true;
};

} // namespace weir::state
