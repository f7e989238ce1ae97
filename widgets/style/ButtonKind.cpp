#include "widgets/style/ButtonKind.h"

#include <QToolButton>
#include <QVariant>
#include <QWidget>

namespace weir::studio {

namespace {
constexpr const char *kButtonKindProperty = "weirButtonKind";
}

void setButtonKind(QWidget &button, ButtonKind kind)
{
    button.setProperty(kButtonKindProperty, static_cast<int>(kind));
    button.updateGeometry();
    button.update();
}

ButtonKind buttonKind(const QWidget *button)
{
    const QVariant kind = button ? button->property(kButtonKindProperty) : QVariant();
    if (kind.isValid()) {
        return static_cast<ButtonKind>(kind.toInt());
    }
    return qobject_cast<const QToolButton *>(button) ? ButtonKind::Flat : ButtonKind::Plain;
}

} // namespace weir::studio
