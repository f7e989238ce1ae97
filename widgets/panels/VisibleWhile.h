#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace weir::studio {

/// Tells whether a widget can be seen: shown, and its window not minimised. Panels hold their feeds
/// only while they can (STUDIO.md 2).
class VisibleWhile : public QObject {
    Q_OBJECT

public:
    /// Calls `changed` at each change, and once now if the widget is visible. Owned by `widget`.
    VisibleWhile(QWidget *widget, std::function<void(bool)> changed);

    bool isSeen() const { return m_seen; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void check();

    QWidget *m_widget;
    QPointer<QWidget> m_window;
    std::function<void(bool)> m_changed;
    bool m_seen = false;
};

} // namespace weir::studio
