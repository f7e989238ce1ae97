#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

namespace weir::test {

// Whole numbers as texts, calculated digit by digit as at school: slow, and independent of the
// code that it checks. `-` in front of a negative one, no leading zeros.

inline std::string stripped(std::string digits, bool negative)
{
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.empty() ? "0" : (negative ? "-" : "") + digits;
}

inline bool schoolLess(const std::string &a, const std::string &b)
{
    const bool negative = a[0] == '-';
    if (negative != (b[0] == '-')) {
        return negative;
    }
    const bool less = a.size() != b.size() ? a.size() < b.size() : a < b;
    return a != b && less != negative;
}

inline std::string addMagnitudes(std::string a, std::string b)
{
    std::string sum;
    int carry = 0;
    while (!a.empty() || !b.empty() || carry != 0) {
        for (std::string *text : {&a, &b}) {
            if (!text->empty()) {
                carry += text->back() - '0';
                text->pop_back();
            }
        }
        sum += static_cast<char>('0' + carry % 10);
        carry /= 10;
    }
    return std::string(sum.rbegin(), sum.rend());
}

/// `a` is not less than `b`.
inline std::string subtractMagnitudes(std::string a, std::string b)
{
    b.insert(0, a.size() - b.size(), '0');
    int borrow = 0;
    for (std::size_t i = a.size(); i-- > 0;) {
        int digit = a[i] - b[i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        digit += borrow * 10;
        a[i] = static_cast<char>('0' + digit);
    }
    return a;
}

inline std::string magnitudeOf(const std::string &a)
{
    return a[0] == '-' ? a.substr(1) : a;
}

inline std::string schoolAdd(const std::string &a, const std::string &b)
{
    const bool negative = a[0] == '-';
    const std::string left = magnitudeOf(a);
    const std::string right = magnitudeOf(b);
    if (negative == (b[0] == '-')) {
        return stripped(addMagnitudes(left, right), negative);
    }
    return schoolLess(left, right) ? stripped(subtractMagnitudes(right, left), !negative)
                                   : stripped(subtractMagnitudes(left, right), negative);
}

inline std::string schoolMultiply(const std::string &a, const std::string &b)
{
    std::string sum = "0";
    const std::string factor = magnitudeOf(b);
    for (std::size_t i = 0; i < factor.size(); ++i) {
        sum += '0';
        for (char n = '0'; n < factor[i]; ++n) {
            sum = addMagnitudes(sum, magnitudeOf(a));
        }
    }
    return stripped(sum, (a[0] == '-') != (b[0] == '-'));
}

/// A stream of numbers that is the same in every run.
class SchoolRandom {
public:
    std::uint64_t next()
    {
        m_state ^= m_state << 13U;
        m_state ^= m_state >> 7U;
        m_state ^= m_state << 17U;
        return m_state;
    }
    /// Returns a number of up to `most` digits; runs of 0 and 9 are frequent, they make carries.
    std::string number(std::size_t most)
    {
        std::string digits;
        const std::size_t size = 1 + next() % most;
        const std::uint64_t kind = next() % 4;
        while (digits.size() < size) {
            const char digit = static_cast<char>('0' + next() % 10);
            digits += kind == 0 ? '9' : (kind == 1 && digits.size() > 1 ? '0' : digit);
        }
        return stripped(digits, next() % 2 == 0);
    }

private:
    std::uint64_t m_state = 0x9e3779b97f4a7c15ULL;
};

} // namespace weir::test
