#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/Error.h"

#include <QWidget>

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

    /// Shows the diagnostics of a text, and failures of the run (spans of zero length, no place).
    void setProblems(const std::vector<Diagnostic> &diagnostics, const std::vector<Error> &failures,
                     const std::string &sql);
    int problemCount() const;
    TablePanel *table() const { return m_table; }

Q_SIGNALS:
    void problemActivated(const weir::SourceSpan &span);
    void fixRequested(const weir::Fix &fix);

private:
    void showFix();

    TablePanel *m_table = nullptr;
    QPushButton *m_fix = nullptr;
    std::vector<Diagnostic> m_diagnostics;
};

} // namespace weir::studio
