#include "core/sql/Similarity.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace weir::sql {

int editDistance(std::string_view a, std::string_view b, int limit)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (std::abs(static_cast<long>(a.size()) - static_cast<long>(b.size())) > limit) {
        return limit + 1;
    }
    std::array<std::vector<int>, 3> rows;
    rows.fill(std::vector<int>(b.size() + 1));
    for (std::size_t j = 0; j <= b.size(); ++j) {
        rows[0][j] = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<int> &row = rows[i % 3];
        const std::vector<int> &above = rows[(i + 2) % 3];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
            }
        }
    }
    return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

bool looksLike(std::string_view word, std::string_view meant)
{
    if (word.size() < 3 || meant.size() < 3) {
        return false;
    }
    const int limit = std::max(word.size(), meant.size()) <= 5 ? 1 : 2;
    return editDistance(word, meant, limit) <= limit;
}

} // namespace weir::sql
