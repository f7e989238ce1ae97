#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace weir::studio {

/// What the centre shows when there is nothing open yet: how to begin, and recent files.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecentFiles(const QStringList &files);

Q_SIGNALS:
    void demoRequested();
    void openRequested();
    void newRequested();
    void connectRequested();
    void recentRequested(const QString &path);

private:
    QVBoxLayout *m_recent = nullptr;
    QWidget *m_recentBox = nullptr;
};

} // namespace weir::studio
