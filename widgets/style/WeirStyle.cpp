#include "widgets/style/WeirStyle.h"

#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"
#include "widgets/style/StylePaint.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

namespace weir::studio {

namespace {

/// The option as its own type; WeirStyle is only called with the type that goes with the element.
template <class Option> const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

bool isInComboBox(const QWidget *widget)
{
    return widget && qobject_cast<const QComboBox *>(widget->parentWidget());
}

} // namespace

WeirStyle::WeirStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void WeirStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                              QPainter *painter, const QWidget *widget) const
{
    const Theme &look = theme();
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel:
        return paint::buttonBevel(look, *option, buttonKind(widget), *painter);
    case PE_FrameDefaultButton:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_FrameDockWidget:
        return;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange &&
            !qobject_cast<const QAbstractItemView *>(widget)) {
            paint::focusRing(look, option->rect, *painter);
        }
        return;
    case PE_PanelLineEdit:
        if (!isInComboBox(widget)) {
            const auto *frame = as<QStyleOptionFrame>(option);
            if (frame && frame->lineWidth > 0) {
                paint::fieldFrame(look, *option, *painter, option->state & State_HasFocus);
            }
        }
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        // Scroll areas sit flush in their panel; a frame is drawn only where a box is asked for.
        if (const auto *frame = as<QStyleOptionFrame>(option);
            frame && frame->frameShape == QFrame::Box) {
            paint::box(*painter, option->rect, {}, look.color(ColorRole::Hairline),
                       look.metrics().radius - 2);
        }
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, look.color(ColorRole::Field));
        return;
    case PE_FrameMenu:
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        return paint::panel(look, *option, *painter);
    case PE_PanelMenuBar:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paint::checkMark(look, *option, *painter);
    case PE_IndicatorRadioButton:
        return paint::radioMark(look, *option, *painter);
    case PE_IndicatorBranch:
        return paint::branch(look, *option, *painter);
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
        if (const auto *item = as<QStyleOptionViewItem>(option)) {
            paint::rowGround(look, *item, *painter);
        }
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            look.color(ColorRole::Hairline));
        return;
    case PE_IndicatorToolBarSeparator:
        painter->fillRect(
            QRect(option->rect.center().x(), option->rect.top() + 8, 1, option->rect.height() - 16),
            look.color(ColorRole::Hairline));
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void WeirStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    const Theme &look = theme();
    switch (element) {
    case CE_PushButtonBevel:
        return paint::buttonBevel(look, *option, buttonKind(widget), *painter);
    case CE_PushButtonLabel:
        return paint::buttonLabel(look, *as<QStyleOptionButton>(option), buttonKind(widget),
                                  *painter);
    case CE_TabBarTabShape:
        return paint::tabShape(look, *as<QStyleOptionTab>(option), *painter);
    case CE_TabBarTabLabel:
        return paint::tabLabel(look, *as<QStyleOptionTab>(option), *painter, widget);
    case CE_MenuBarItem:
        return paint::menuBarItem(look, *as<QStyleOptionMenuItem>(option), *painter);
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, look.color(ColorRole::Panel));
        return;
    case CE_ToolBar:
        painter->fillRect(option->rect, look.color(ColorRole::Panel));
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            look.color(ColorRole::Hairline));
        return;
    case CE_MenuItem:
        return paint::menuItem(look, *as<QStyleOptionMenuItem>(option), *painter);
    case CE_MenuEmptyArea:
        return;
    case CE_HeaderSection:
        return paint::headerSection(look, *as<QStyleOptionHeader>(option), *painter);
    case CE_HeaderLabel:
        return paint::headerLabel(look, *as<QStyleOptionHeader>(option), *painter);
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, look.color(ColorRole::Raised));
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            look.color(ColorRole::Hairline));
        return;
    case CE_Splitter:
        painter->fillRect(option->rect,
                          look.color(option->state & State_MouseOver ? ColorRole::Selection
                                                                     : ColorRole::Hairline));
        return;
    case CE_ProgressBarGroove:
        return paint::progressGroove(look, *as<QStyleOptionProgressBar>(option), *painter);
    case CE_ProgressBarContents:
        return paint::progressContents(look, *as<QStyleOptionProgressBar>(option), *painter);
    case CE_ShapedFrame:
        if (const auto *frame = as<QStyleOptionFrame>(option);
            frame && (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine)) {
            const QRect rect = option->rect;
            const bool flat = frame->frameShape == QFrame::HLine;
            painter->fillRect(flat ? QRect(rect.left(), rect.center().y(), rect.width(), 1)
                                   : QRect(rect.center().x(), rect.top(), 1, rect.height()),
                              look.color(ColorRole::Hairline));
            return;
        }
        return QProxyStyle::drawControl(element, option, painter, widget);
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void WeirStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    const Theme &look = theme();
    if (control == CC_ScrollBar) {
        const auto *bar = as<QStyleOptionSlider>(option);
        paint::scrollBar(look, *bar, *painter,
                         subControlRect(control, option, SC_ScrollBarSlider, widget));
    } else if (control == CC_ToolButton) {
        paint::toolButton(look, *as<QStyleOptionToolButton>(option), buttonKind(widget), *painter);
    } else if (control == CC_ComboBox) {
        paint::comboBox(look, *as<QStyleOptionComboBox>(option), *painter,
                        subControlRect(control, option, SC_ComboBoxArrow, widget));
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void WeirStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QTabBar *>(widget) ||
        qobject_cast<QScrollBar *>(widget) || qobject_cast<QSplitterHandle *>(widget) ||
        qobject_cast<QComboBox *>(widget) || qobject_cast<QHeaderView *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

} // namespace weir::studio
