#pragma once

#include "core/base/Diagnostic.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace weir::studio {

/// The card below a line with a problem: what, what now, and a Fix button (Alt+Enter). A child
/// widget over the editor; it never takes the focus by itself.
class ErrorCard : public QWidget {
    Q_OBJECT

public:
    explicit ErrorCard(QWidget *parent);

    /// Shows a diagnostic at `at`, at most `maxWidth` wide. Texts are shown as plain text.
    void setDiagnostic(const Diagnostic &diagnostic, int maxWidth);

Q_SIGNALS:
    void fixClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();

    QLabel *m_message = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_fix = nullptr;
    Severity m_severity = Severity::Error;
};

} // namespace weir::studio
