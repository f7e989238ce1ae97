// The sizes of WeirStyle; what it paints is in WeirStyle.cpp.
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"
#include "widgets/style/WeirStyle.h"

#include <QLineEdit>
#include <QStyleOption>

#include <algorithm>

namespace weir::studio {

int WeirStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                           const QWidget *widget) const
{
    const Metrics &size = metrics();
    switch (metric) {
    case PM_SplitterWidth:
        return size.hairline;
    case PM_ScrollBarExtent:
        return size.scrollBar;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ButtonDefaultIndicator:
    case PM_MenuBarPanelWidth:
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QLineEdit *>(widget) ? 2 : 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return size.unit;
    case PM_MenuBarHMargin:
        return size.unit;
    case PM_MenuBarVMargin:
        return 2;
    case PM_MenuBarItemSpacing:
        return 2;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return size.icon;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return size.icon;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return size.panelMargin;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 2 * size.unit;
    case PM_ToolBarItemSpacing:
        return size.unit;
    case PM_HeaderDefaultSectionSizeVertical:
        return size.row;
    case PM_HeaderMargin:
        return 0; // the label keeps the cells' margin by itself
    case PM_FocusFrameHMargin:
        return 7;
    case PM_TreeViewIndentation:
        return 16;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WeirStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_UnderlineShortcut:
        return 0;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Table_GridLineColor:
        return static_cast<int>(themeColor(ColorRole::Hairline).rgba());
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_Widget_Animation_Duration:
    case SH_Widget_Animate:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize WeirStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    const Metrics &our = metrics();
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool link = buttonKind(widget) == ButtonKind::Link;
        int width = size.width() + (link ? our.unit : 6 * our.unit);
        if (button && button->features & QStyleOptionButton::HasMenu) {
            width += 16;
        }
        // Filled buttons are semi-bold, which is wider than what Qt measured.
        const ButtonKind kind = buttonKind(widget);
        if (button && (kind == ButtonKind::Filled || kind == ButtonKind::Run)) {
            width += QFontMetrics(theme().strongFont()).horizontalAdvance(button->text) -
                     QFontMetrics(theme().uiFont()).horizontalAdvance(button->text);
        }
        return {std::max(width, link ? 0 : 2 * our.control), link ? our.text + 4 : our.control};
    }
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (!button || button->toolButtonStyle == Qt::ToolButtonIconOnly) {
            return {std::max(size.width() + 8, our.control - 2), our.control - 2};
        }
        int width = size.width() + 4 * our.unit;
        const ButtonKind kind = buttonKind(widget);
        if (kind == ButtonKind::Filled || kind == ButtonKind::Run) {
            width += 2 * our.unit +
                     QFontMetrics(theme().strongFont()).horizontalAdvance(button->text) -
                     QFontMetrics(theme().uiFont()).horizontalAdvance(button->text);
        }
        if (button->features & QStyleOptionToolButton::HasMenu) {
            width += 16;
        }
        return {width, our.control};
    }
    case CT_LineEdit:
        return {size.width() + 8, our.control};
    case CT_ComboBox:
        return {size.width() + 36, our.control};
    case CT_TabBarTab: {
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (!tab) {
            return size;
        }
        int width =
            QFontMetrics(theme().strongFont()).size(Qt::TextShowMnemonic, tab->text).width() +
            2 * our.panelMargin + 2;
        width += tab->icon.isNull() ? 0 : our.icon + 6;
        width += tab->rightButtonSize.isEmpty() ? 0 : tab->rightButtonSize.width() + 2;
        return {width, our.tab};
    }
    case CT_MenuBarItem:
        return {size.width() + 16, our.text + 12};
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator) {
            return {size.width(), 9};
        }
        const bool keys = item && item->text.contains(u'\t');
        return {size.width() + 12 + our.icon + 10 + 20 + (keys ? 32 : 0), our.row};
    }
    case CT_HeaderSection:
        return {size.width() + 8, our.row};
    case CT_ItemViewItem:
        return {size.width(), std::max(size.height(), our.row)};
    case CT_ProgressBar:
        return {size.width(), 10};
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect WeirStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                SubControl subControl, const QWidget *widget) const
{
    const auto *bar =
        control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (!bar) {
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    }
    const bool flat = bar->orientation == Qt::Horizontal;
    const int length = flat ? bar->rect.width() : bar->rect.height();
    const int range = bar->maximum - bar->minimum;
    int thumb = length;
    if (range > 0) {
        const qint64 whole = static_cast<qint64>(range) + bar->pageStep;
        thumb = static_cast<int>(static_cast<qint64>(bar->pageStep) * length /
                                 std::max<qint64>(1, whole));
        thumb = std::clamp(thumb, std::min(28, length), length);
    }
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                              length - thumb, bar->upsideDown);
    const auto part = [&](int from, int size) {
        const QRect place =
            flat ? QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height())
                 : QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size);
        return visualRect(bar->direction, bar->rect, place);
    };
    switch (subControl) {
    case SC_ScrollBarSlider:
        return part(start, thumb);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + thumb, length - start - thumb);
    case SC_ScrollBarGroove:
        return bar->rect;
    default:
        return {};
    }
}

QRect WeirStyle::subElementRect(SubElement element, const QStyleOption *option,
                                const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        return QProxyStyle::subElementRect(element, option, widget).adjusted(4, 0, -4, 0);
    case SE_PushButtonFocusRect:
        return option->rect;
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

} // namespace weir::studio
