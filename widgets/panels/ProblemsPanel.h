#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/Error.h"

#include <QWidget>

#include <cstdint>
#include <string>
#include <vector>

class QPushButton;

namespace weir::studio {

class TablePanel;

/// Everything the person must see of the text and the run: what, where, what now, with Fix (R32).
class ProblemsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ProblemsPanel(QWidget *parent = nullptr);

    /// Shows the diagnostics of a text in one revision, and failures of the run (no place).
    void setProblems(const std::vector<Diagnostic> &diagnostics, const std::vector<Error> &failures,
                     const std::string &sql, std::uint64_t revision);
    int problemCount() const;
    TablePanel *table() const { return m_table; }

Q_SIGNALS:
    void problemActivated(const weir::SourceSpan &span);
    /// `revision` is the one that the fix was made for; the text may have gone on since.
    void fixRequested(const weir::Fix &fix, std::uint64_t revision);

private:
    void showFix();

    TablePanel *m_table = nullptr;
    QPushButton *m_fix = nullptr;
    std::vector<Diagnostic> m_diagnostics;
    std::uint64_t m_revision = 0;
};

} // namespace weir::studio
