// MASK and its kin: letters and digits made unreadable.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/LetterCase.h"
#include "core/functions/Utf8.h"

#include <optional>
#include <string>
#include <vector>

namespace weir::functions {

namespace {

using Text = std::string_view;

/// What stands for a character of each kind; nothing leaves it as it is.
struct Masks {
    std::optional<std::string> upper = "X";
    std::optional<std::string> lower = "x";
    std::optional<std::string> digit = "n";
    std::optional<std::string> other = "-";

    const std::optional<std::string> &of(std::uint32_t c) const
    {
        switch (letterKind(c)) {
        case LetterKind::Upper:
            return upper;
        case LetterKind::Lower:
            return lower;
        case LetterKind::Digit:
            return digit;
        case LetterKind::Other:
            break;
        }
        return other;
    }
};

std::string firstCharacter(Text text)
{
    std::size_t end = 0;
    if (!text.empty()) {
        nextCodePoint(text, end);
    }
    return std::string(text.substr(0, end));
}

/// Reads the mask arguments from `first` on; null and empty ones mask nothing.
Masks masksOf(const ScalarCall &call, std::size_t first, std::size_t row)
{
    Masks masks;
    std::optional<std::string> *const all[] = {&masks.upper, &masks.lower, &masks.digit,
                                               &masks.other};
    for (std::size_t i = 0; i < 4 && first + i < call.arguments.size(); ++i) {
        const Column &argument = call[first + i];
        const std::string mask =
            argument.isNull(row) ? std::string() : firstCharacter(argument.get<Text>(row));
        *all[i] = mask.empty() ? std::nullopt : std::optional(mask);
    }
    return masks;
}

/// Masks the characters from `from` to before `to`.
std::string masked(Text text, const Masks &masks, std::size_t from, std::size_t to)
{
    std::string result;
    std::size_t count = 0;
    for (std::size_t position = 0; position < text.size(); ++count) {
        const std::size_t start = position;
        const std::optional<std::string> &mask = masks.of(nextCodePoint(text, position));
        if (count >= from && count < to && mask) {
            result += *mask;
        } else {
            result += text.substr(start, position - start);
        }
    }
    return result;
}

std::size_t characterCount(Text text)
{
    std::size_t count = 0;
    for (std::size_t position = 0; position < text.size(); ++count) {
        nextCodePoint(text, position);
    }
    return count;
}

void maskKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isNull(row)) {
            return;
        }
        out.set(row, call.arena.copy(
                         masked(call[0].get<Text>(row), masksOf(call, 1, row), 0, SIZE_MAX)));
    });
}

enum class Place { Left, Right, KeepLeft, KeepRight };

/// Masks up to, from, or outside a number of characters; a negative number is an error.
template <Place P> void partMaskKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isNull(row) || call[1].isNull(row)) {
            return;
        }
        const std::int32_t wanted = call[1].get<std::int32_t>(row);
        if (wanted < 0) {
            out.setError(row);
            return;
        }
        const Text text = call[0].get<Text>(row);
        const auto count = static_cast<std::size_t>(wanted);
        const std::size_t size = characterCount(text);
        const std::size_t behind = size - std::min(count, size);
        const std::size_t from = P == Place::Right ? behind : P == Place::KeepLeft ? count : 0;
        const std::size_t to = P == Place::Left ? count : P == Place::KeepRight ? behind : size;
        out.set(row, call.arena.copy(masked(text, masksOf(call, 2, row), from, to)));
    });
}

void addPartMask(FunctionRegistry &registry, const std::string &name, const ScalarKernel &kernel,
                 const std::string &description)
{
    registry.add(name + "(STRING, INTEGER) -> STRING", nullAware(kernel), description);
    registry.add(name + "(STRING, INTEGER, STRING, STRING, STRING, STRING) -> STRING",
                 nullAware(kernel),
                 description + " The last arguments stand for large and small letters, digits and "
                               "others; null leaves them.");
}

} // namespace

void addMaskFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("string");
    registry.add("MASK(STRING) -> STRING", nullAware(maskKernel),
                 "Writes X, x, n and - for large and small letters, digits and others.");
    registry.add("MASK(STRING, STRING, STRING, STRING, STRING) -> STRING", nullAware(maskKernel),
                 "Writes the given characters for large and small letters, digits and others; null "
                 "leaves them.");
    addPartMask(registry, "MASK_LEFT", partMaskKernel<Place::Left>,
                "Masks the first characters of a text.");
    addPartMask(registry, "MASK_RIGHT", partMaskKernel<Place::Right>,
                "Masks the last characters of a text.");
    addPartMask(registry, "MASK_KEEP_LEFT", partMaskKernel<Place::KeepLeft>,
                "Masks all but the first characters of a text.");
    addPartMask(registry, "MASK_KEEP_RIGHT", partMaskKernel<Place::KeepRight>,
                "Masks all but the last characters of a text.");
}

} // namespace weir::functions
