#pragma once

#include <QJsonObject>
#include <QMainWindow>

#include <array>
#include <functional>

class QSplitter;

namespace weir::studio {

class ActionRegistry;
class PanelStack;
class StatusLine;
class TopBar;

/// The frame of the window: menus, tool bar, four panel stacks in splitters, status bar. It knows
/// where things are, not what they show; wiring fills it.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    enum class Side { Left, Centre, Bottom, Right };

    MainWindow(ActionRegistry &actions, const std::function<void(class QMenu &)> &fileMenuExtra);

    PanelStack *stack(Side side) const { return m_stacks[static_cast<std::size_t>(side)]; }
    TopBar *topBar() const { return m_topBar; }
    StatusLine *statusLine() const { return m_statusLine; }

    /// Shows a page wherever it is, brings its side back, and gives it the focus.
    void showPage(const QString &id);

    /// Returns sizes, pages, collapsed sides and geometry; restoreLayout() takes them, clamps the
    /// window to a screen that exists and ignores what it does not know.
    QJsonObject saveLayout() const;
    void restoreLayout(const QJsonObject &layout);
    /// Puts everything where it was at first.
    void resetLayout();

Q_SIGNALS:
    /// The window wants to close; nothing happens until somebody calls `letClose()`.
    void closeAsked();

public Q_SLOTS:
    void letClose();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildSides();
    void connectActions(ActionRegistry &actions);
    void collapse(Side side, bool collapsed);
    void stepPane(int step);
    std::array<int, 4> sizes() const;
    void setSizes(const std::array<int, 4> &sizes);

    std::array<PanelStack *, 4> m_stacks{};
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    TopBar *m_topBar = nullptr;
    StatusLine *m_statusLine = nullptr;
    bool m_mayClose = false;
    bool m_restored = false;
};

} // namespace weir::studio
