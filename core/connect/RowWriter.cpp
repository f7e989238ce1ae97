#include "core/connect/RowWriter.h"

#include "core/base/BigEndian.h"

#include <charconv>
#include <cstring>

namespace weir::connect {

namespace {

constexpr std::size_t kLongestNumber = 20;

} // namespace

void RowWriter::keyBigint(std::int64_t key)
{
    putBigEndian(m_next, key);
    m_next += sizeof(key);
    endKey();
}

void RowWriter::keyInt(std::int32_t key)
{
    putBigEndian(m_next, key);
    m_next += sizeof(key);
    endKey();
}

void RowWriter::keyText(std::string_view key)
{
    put(key);
    endKey();
}

void RowWriter::field(std::string_view name, std::int64_t number)
{
    this->name(name);
    putNumber(number);
}

void RowWriter::field(std::string_view name, std::string_view text)
{
    this->name(name);
    *m_next++ = '"';
    put(text);
    *m_next++ = '"';
}

void RowWriter::fieldHundredths(std::string_view name, std::int64_t hundredths)
{
    this->name(name);
    if (hundredths < 0) {
        *m_next++ = '-';
        hundredths = -hundredths;
    }
    putNumber(hundredths / 100);
    *m_next++ = '.';
    *m_next++ = char('0' + hundredths / 10 % 10);
    *m_next++ = char('0' + hundredths % 10);
}

void RowWriter::endValue()
{
    if (m_next == m_valueBegin) {
        *m_next++ = '{';
    }
    *m_next++ = '}';
}

void RowWriter::put(std::string_view bytes)
{
    std::memcpy(m_next, bytes.data(), bytes.size());
    m_next += bytes.size();
}

void RowWriter::putNumber(std::int64_t number)
{
    m_next = std::to_chars(m_next, m_next + kLongestNumber, number).ptr;
}

void RowWriter::name(std::string_view name)
{
    *m_next = m_next == m_valueBegin ? '{' : ',';
    m_next[1] = '"';
    m_next += 2;
    put(name);
    *m_next++ = '"';
    *m_next++ = ':';
}

} // namespace weir::connect
