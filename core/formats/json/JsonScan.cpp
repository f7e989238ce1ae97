#include "core/formats/json/JsonScan.h"

#include <cstring>
#include <string_view>

namespace weir::formats::scan {

namespace {

constexpr int kMaxScanDepth = 32;

bool isScanDigit(const char *at, const char *end)
{
    return at < end && *at >= '0' && *at <= '9';
}

/// Reads at least one digit.
const char *scanDigits(const char *at, const char *end)
{
    if (!isScanDigit(at, end)) {
        return nullptr;
    }
    while (isScanDigit(at, end)) {
        ++at;
    }
    return at;
}

const char *nested(const char *at, const char *end, bool &nonAscii, int depth);

/// Reads the elements of a list or the members of an object, `at` behind its bracket.
const char *members(const char *at, const char *end, bool &nonAscii, int depth, char close)
{
    at = skipBlanks(at, end);
    if (at < end && *at == close) {
        return at + 1;
    }
    while (at < end) {
        if (close == '}') {
            if (*at != '"' || (at = textEnd(at + 1, end, nonAscii)) == nullptr) {
                return nullptr;
            }
            at = skipBlanks(at + 1, end);
            if (at >= end || *at != ':') {
                return nullptr;
            }
            at = skipBlanks(at + 1, end);
        }
        at = nested(at, end, nonAscii, depth);
        if (at == nullptr || (at = skipBlanks(at, end)) >= end) {
            return nullptr;
        }
        if (*at == close) {
            return at + 1;
        }
        if (*at != ',') {
            return nullptr;
        }
        at = skipBlanks(at + 1, end);
    }
    return nullptr;
}

const char *nested(const char *at, const char *end, bool &nonAscii, int depth)
{
    if (at >= end || depth > kMaxScanDepth) {
        return nullptr;
    }
    switch (*at) {
    case '"':
        at = textEnd(at + 1, end, nonAscii);
        return at == nullptr ? nullptr : at + 1;
    case '{':
        return members(at + 1, end, nonAscii, depth + 1, '}');
    case '[':
        return members(at + 1, end, nonAscii, depth + 1, ']');
    case 't':
    case 'f':
    case 'n':
        return literal(at, end);
    default:
        return anyNumber(at, end);
    }
}

} // namespace

const char *anyNumber(const char *at, const char *end)
{
    if (at < end && *at == '-') {
        ++at;
    }
    if (at < end && *at == '0') {
        ++at;
    } else if ((at = scanDigits(at, end)) == nullptr) {
        return nullptr;
    }
    if (at < end && *at == '.' && (at = scanDigits(at + 1, end)) == nullptr) {
        return nullptr;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at < end && (*at == '+' || *at == '-')) {
            ++at;
        }
        return scanDigits(at, end);
    }
    return at;
}

const char *literal(const char *at, const char *end)
{
    for (const std::string_view word : {"null", "true", "false"}) {
        if (static_cast<std::size_t>(end - at) >= word.size() &&
            std::memcmp(at, word.data(), word.size()) == 0) {
            return at + word.size();
        }
    }
    return nullptr;
}

const char *anyValue(const char *at, const char *end, bool &nonAscii)
{
    return nested(at, end, nonAscii, 0);
}

} // namespace weir::formats::scan
