#include "app/cli/TextWidth.h"

#include <algorithm>

namespace weir::cli {

std::size_t displayWidth(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string cutTo(const std::string &text, std::size_t width)
{
    if (displayWidth(text) <= width) {
        return text;
    }
    std::size_t shown = 0;
    std::size_t i = 0;
    while (i < text.size() && shown + 1 < width) {
        ++i;
        while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) {
            ++i;
        }
        ++shown;
    }
    return text.substr(0, i) + "…";
}

std::string padTo(const std::string &text, std::size_t width, bool right)
{
    const std::string padding(width - std::min(width, displayWidth(text)), ' ');
    return right ? padding + text : text + padding;
}

} // namespace weir::cli
