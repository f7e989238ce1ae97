#pragma once

#include <QWidget>

#include <vector>

class QTabBar;
class QStackedWidget;
class QSplitter;

namespace weir::studio {

/// One side of the window: a tab strip over stacked pages. Collapsing hides it and gives its place
/// in the splitter away; showing a page brings it back with its old size.
class PanelStack : public QWidget {
    Q_OBJECT

public:
    explicit PanelStack(QWidget *parent = nullptr);

    /// Adds a page under a stable id; the stack owns it. Pages may be closable (centre tabs).
    void addPage(const QString &id, const QString &title, QWidget *page, bool closable = false);
    /// Removes and deletes a page.
    void removePage(const QString &id);
    QWidget *page(const QString &id) const;
    QString currentPage() const;
    QStringList pages() const;
    /// Shows a page, and the stack if it was collapsed.
    void showPage(const QString &id);
    void setTitle(const QString &id, const QString &title);
    /// Shows a number behind the title ("Problems 1"); 0 hides it.
    void setCount(const QString &id, int count);
    /// Shows a dot behind the title: unsaved.
    void setEdited(const QString &id, bool edited);
    /// Shows or hides a page's tab; the page stays.
    void setPageShown(const QString &id, bool shown);
    void stepPage(int step);

    bool isCollapsed() const { return m_collapsed; }
    void setCollapsed(bool collapsed);

Q_SIGNALS:
    void currentPageChanged(const QString &id);
    void collapsedChanged(bool collapsed);
    /// The person asked to close a closable page; the owner decides.
    void closeRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Page {
        QString id;
        QString title;
        QWidget *widget = nullptr;
        int count = 0;
        bool edited = false;
    };
    int find(const QString &id) const;
    void label(int index);

    std::vector<Page> m_pages;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    bool m_collapsed = false;
};

} // namespace weir::studio
