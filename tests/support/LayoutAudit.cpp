#include "tests/support/LayoutAudit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStackedWidget>
#include <QStyle>
#include <QTabBar>
#include <QWidget>

namespace weir::test {

namespace {

QString nameOf(const QWidget &widget)
{
    const QString text = widget.property("text").toString();
    return QStringLiteral("%1 '%2' %3")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName(), text.left(40));
}

bool isControl(const QWidget &widget)
{
    if (qobject_cast<const QHeaderView *>(&widget)) {
        return false;
    }
    return qobject_cast<const QAbstractButton *>(&widget) ||
           qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget) ||
           qobject_cast<const QAbstractItemView *>(&widget);
}

void checkText(const QWidget &widget, QStringList &problems)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget);
        label && !label->text().isEmpty()) {
        const int wish =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        if (label->height() < wish ||
            (!label->wordWrap() && label->width() < label->sizeHint().width())) {
            problems.append(nameOf(widget) + QStringLiteral(" is cut"));
        }
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget);
        button && !button->text().isEmpty()) {
        if (button->width() < button->minimumSizeHint().width() && button->toolTip().isEmpty()) {
            problems.append(nameOf(widget) + QStringLiteral(" is cut and has no tool tip"));
        }
    }
}

void checkControl(const QWidget &widget, QStringList &problems)
{
    if (qobject_cast<const QTabBar *>(&widget) && widget.height() < 8) {
        problems.append(nameOf(widget) + QStringLiteral(" has no size"));
    }
    if (!isControl(widget)) {
        return;
    }
    if (widget.width() < 8 || widget.height() < 8) {
        problems.append(nameOf(widget) + QStringLiteral(" has no size"));
    }
    if (widget.objectName().isEmpty()) {
        problems.append(nameOf(widget) + QStringLiteral(" has no objectName"));
    }
    if (!widget.property("text").isValid() && widget.accessibleName().isEmpty()) {
        problems.append(nameOf(widget) + QStringLiteral(" has no accessible name"));
    }
}

bool mayOverlap(const QWidget &widget)
{
    // What is laid over others on purpose.
    static const QStringList kOver = {QStringLiteral("commandPalette"),
                                      QStringLiteral("newRowsPill")};
    return kOver.contains(widget.objectName()) || qobject_cast<const QSplitterHandle *>(&widget) ||
           qobject_cast<const QScrollBar *>(&widget) || widget.isWindow();
}

void checkSiblings(const QWidget &parent, QStringList &problems)
{
    if (qobject_cast<const QAbstractScrollArea *>(&parent) ||
        qobject_cast<const QLineEdit *>(&parent) || qobject_cast<const QTabBar *>(&parent) ||
        qobject_cast<const QStackedWidget *>(&parent)) {
        return;
    }
    const QList<QWidget *> children = parent.findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (qsizetype i = 0; i < children.size(); ++i) {
        const QWidget &a = *children.at(i);
        if (!a.isVisible() || mayOverlap(a)) {
            continue;
        }
        for (qsizetype j = i + 1; j < children.size(); ++j) {
            const QWidget &b = *children.at(j);
            if (b.isVisible() && !mayOverlap(b) && a.geometry().intersects(b.geometry())) {
                problems.append(nameOf(a) + QStringLiteral(" overlaps ") + nameOf(b));
            }
        }
        if (!parent.rect().adjusted(-1, -1, 1, 1).contains(a.geometry()) &&
            !a.geometry().isEmpty()) {
            problems.append(nameOf(a) + QStringLiteral(" sticks out of ") + nameOf(parent));
        }
    }
}

/// Everything that can be clicked can be reached by Tab.
void checkFocusOrder(QWidget &window, QStringList &problems)
{
    QList<const QWidget *> reached;
    const QWidget *at = &window;
    do {
        reached.append(at);
        at = at->nextInFocusChain();
    } while (at != &window && reached.size() < 5000);
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (isControl(*widget) && widget->isVisible() && widget->focusPolicy() & Qt::TabFocus &&
            !reached.contains(widget)) {
            problems.append(nameOf(*widget) + QStringLiteral(" is not in the focus order"));
        }
    }
}

} // namespace

QStringList auditLayout(QWidget &window)
{
    QStringList problems;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible()) {
            continue;
        }
        // Qt's own parts of its widgets (clear buttons, scroll buttons, the menu bar's extension).
        if (widget->objectName().startsWith(QStringLiteral("qt_")) ||
            qobject_cast<QTabBar *>(widget->parentWidget()) ||
            qobject_cast<QLineEdit *>(widget->parentWidget()) ||
            qobject_cast<QMenuBar *>(widget->parentWidget())) {
            continue;
        }
        checkText(*widget, problems);
        checkControl(*widget, problems);
        checkSiblings(*widget, problems);
    }
    checkFocusOrder(window, problems);
    return problems;
}

} // namespace weir::test
