#include "core/state/StateBytes.h"

namespace weir::state {

void StateWriter::putUnsigned(std::uint64_t value)
{
    while (value >= 0x80) {
        m_bytes.push_back(static_cast<char>(value | 0x80));
        value >>= 7U;
    }
    m_bytes.push_back(static_cast<char>(value));
}

void StateWriter::putSigned(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    putUnsigned((bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void StateWriter::putText(std::string_view text)
{
    putUnsigned(text.size());
    m_bytes.append(text);
}

std::uint64_t StateReader::takeUnsigned()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (m_bytes.empty()) {
            break;
        }
        const auto byte = static_cast<unsigned char>(m_bytes.front());
        m_bytes.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    m_ok = false;
    m_bytes = {};
    return 0;
}

std::int64_t StateReader::takeSigned()
{
    const std::uint64_t bits = takeUnsigned();
    return static_cast<std::int64_t>((bits >> 1U) ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
}

std::string_view StateReader::takeText()
{
    const std::uint64_t size = takeUnsigned();
    const bool stopped = ++m_texts % kTextsBetweenLooks == 0 && m_stop.stop_requested();
    if (stopped || size > m_bytes.size()) {
        m_ok = false;
        m_bytes = {};
        return {};
    }
    const std::string_view text = m_bytes.substr(0, size);
    m_bytes.remove_prefix(size);
    return text;
}

Status StateReader::check() const
{
    if (!m_ok) {
        return fail(internalError("state.corrupt", "The saved state cannot be read"));
    }
    return {};
}

} // namespace weir::state
