#pragma once

#include <QStatusBar>

class QToolButton;

namespace weir::studio {

class ElidedLabel;
class Swatch;

/// The status bar (R7): left engine state, records/s, lag, problems; right profile, zone, caret,
/// zoom.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Failed };

    explicit StatusLine(QWidget *parent);

    void setEngine(State state, const QString &text, const QString &rate, const QString &lag);
    void setProblems(int count);
    void setProfile(const QString &profile);
    /// One-based; 0 hides it.
    void setCaret(int line, int column);
    void setZoom(double scale);

Q_SIGNALS:
    void problemsClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fitHeight();

    Swatch *m_dot = nullptr;
    ElidedLabel *m_state = nullptr;
    ElidedLabel *m_rate = nullptr;
    ElidedLabel *m_lag = nullptr;
    QToolButton *m_problems = nullptr;
    ElidedLabel *m_profile = nullptr;
    ElidedLabel *m_caret = nullptr;
    ElidedLabel *m_zoom = nullptr;
};

} // namespace weir::studio
