#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace weir::connect {

/// Writes one record into memory of the caller: first its key in format KAFKA (ENGINE.md 4), then
/// its value as a JSON object, field by field. Names and texts are the generators' own plain ASCII
/// words and are not escaped.
class RowWriter {
public:
    static constexpr std::size_t kMostBytes = 1024;

    /// Begins at `memory`, which has room for kMostBytes.
    explicit RowWriter(char *memory)
        : m_begin(memory)
        , m_valueBegin(memory)
        , m_next(memory)
    {
    }

    void keyBigint(std::int64_t key);
    void keyInt(std::int32_t key);
    void keyText(std::string_view key);

    void field(std::string_view name, std::int64_t number);
    void field(std::string_view name, std::string_view text);
    /// Writes hundredths as a number with two decimals.
    void fieldHundredths(std::string_view name, std::int64_t hundredths);
    /// Ends the value; call last, once.
    void endValue();

    bool hasKey() const { return m_valueBegin != m_begin; }
    std::string_view key() const { return {m_begin, std::size_t(m_valueBegin - m_begin)}; }
    std::string_view value() const { return {m_valueBegin, std::size_t(m_next - m_valueBegin)}; }

private:
    void put(std::string_view bytes);
    void putNumber(std::int64_t number);
    void name(std::string_view name);
    void endKey() { m_valueBegin = m_next; }

    char *m_begin;
    char *m_valueBegin;
    char *m_next;
};

} // namespace weir::connect
