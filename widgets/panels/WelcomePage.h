#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace weir::studio {

class HintBar;

/// What the centre shows when there is nothing open yet: how to begin, and recent files.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecentFiles(const QStringList &files);
    /// Returns the bar over the page: recovery.
    HintBar *notice() const { return m_notice; }

Q_SIGNALS:
    void demoRequested();
    void openRequested();
    void newRequested();
    void connectRequested();
    void recentRequested(const QString &path);

private:
    HintBar *m_notice = nullptr;
    QVBoxLayout *m_recent = nullptr;
    QWidget *m_recentBox = nullptr;
};

} // namespace weir::studio
