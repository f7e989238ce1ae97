#include "widgets/canvas/CanvasAccessible.h"

#include "widgets/canvas/CanvasView.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QCoreApplication>

#include <memory>
#include <unordered_map>

namespace weir::studio {

namespace {

QString spokenState(RunState state)
{
    switch (state) {
    case RunState::None:
        return QCoreApplication::translate("CanvasAccessible", "not running");
    case RunState::Running:
        return QCoreApplication::translate("CanvasAccessible", "running");
    case RunState::Paused:
        return QCoreApplication::translate("CanvasAccessible", "paused");
    case RunState::Waiting:
        return QCoreApplication::translate("CanvasAccessible", "waiting");
    case RunState::Failed:
        return QCoreApplication::translate("CanvasAccessible", "failed");
    case RunState::Disabled:
        return QCoreApplication::translate("CanvasAccessible", "disabled");
    }
    return {};
}

// One node as a virtual child of the canvas.
class AccessibleNode : public QAccessibleInterface {
public:
    AccessibleNode(CanvasView *view, NodeKey key)
        : m_view(view)
        , m_key(std::move(key))
    {
    }

    bool isValid() const override { return m_view && index() >= 0; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        const bool name = kind == QAccessible::Name && index() >= 0;
        return name ? spokenName(m_view->scene(), m_view->figures(), index()) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        if (index() < 0) {
            return {};
        }
        const QRectF shown = m_view->camera().toView(m_view->scene().node(index()).rect);
        return {m_view->mapToGlobal(shown.topLeft().toPoint()), shown.size().toSize()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.selected = m_view->selection().contains(m_key);
        state.focused = state.selected && m_view->hasFocus();
        return state;
    }

private:
    int index() const { return m_view->scene().findNode(m_key); }

    CanvasView *m_view;
    NodeKey m_key;
};

class AccessibleCanvas : public QAccessibleWidget {
public:
    explicit AccessibleCanvas(CanvasView *view)
        : QAccessibleWidget(view, QAccessible::List, view->accessibleName())
    {
    }
    ~AccessibleCanvas() override
    {
        for (const auto &[key, id] : m_children) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }

    int childCount() const override { return static_cast<int>(view()->scene().nodes().size()); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount()) {
            return nullptr;
        }
        const NodeKey &key = view()->scene().node(index).key;
        auto found = m_children.find(key);
        if (found == m_children.end()) {
            auto *made = new AccessibleNode(view(), key);
            found = m_children.emplace(key, QAccessible::registerAccessibleInterface(made)).first;
        }
        return QAccessible::accessibleInterface(found->second);
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i)->rect().contains(x, y)) {
                return child(i);
            }
        }
        return nullptr;
    }
    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

private:
    CanvasView *view() const { return static_cast<CanvasView *>(widget()); }

    mutable std::unordered_map<NodeKey, QAccessible::Id> m_children;
};

QAccessibleInterface *makeAccessibleCanvas(const QString &className, QObject *object)
{
    auto *view = className == QLatin1String("weir::studio::CanvasView")
                     ? qobject_cast<CanvasView *>(object)
                     : nullptr;
    return view ? new AccessibleCanvas(view) : nullptr;
}

} // namespace

QString spokenName(const CanvasScene &scene, const CanvasFigures &figures, int index)
{
    const CanvasNode &node = scene.node(index);
    const CanvasBlock &block = scene.block(node.block);
    QStringList words;
    words << (block.framed ? node.title + QLatin1Char(' ') + block.name : node.title);
    if (!node.detail.isEmpty()) {
        words << node.detail;
    }
    words << spokenState(node.state);
    const auto figure = figures.find(node.key);
    if (figure != figures.end() && !figure->second.text.isEmpty()) {
        words << figure->second.text;
    }
    const auto inputs = static_cast<int>(node.inputs.size());
    words << (inputs == 1
                  ? QCoreApplication::translate("CanvasAccessible", "1 input")
                  : QCoreApplication::translate("CanvasAccessible", "%1 inputs").arg(inputs));
    if (!scene.mark(node.block).isEmpty()) {
        words << scene.mark(node.block);
    }
    return words.join(QLatin1String(", "));
}

void installCanvasAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessibleCanvas);
        return true;
    }();
    Q_UNUSED(installed);
}

} // namespace weir::studio
