#include "tests/support/TestRegistry.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/Icon.h"

#include <QPixmap>
#include <QTest>

#include <cmath>

using namespace weir::studio;

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) +
           0.0722 * channel(color.blueF());
}

/// WCAG 2 contrast.
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private:
    void check(const Theme &theme, ColorRole ink, ColorRole ground, double least)
    {
        const double found = contrast(theme.color(ink), theme.color(ground));
        QVERIFY2(found >= least,
                 qPrintable(QStringLiteral("%1: %2 on %3 is %4")
                                .arg(theme.name(), QLatin1String(colorRoleName(ink)),
                                     QLatin1String(colorRoleName(ground)))
                                .arg(found)));
    }

private Q_SLOTS:
    void textAndGraphicsStandOut()
    {
        Appearance::instance();
        for (const QString &name : {QStringLiteral("dark"), QStringLiteral("light")}) {
            const Theme theme = Theme::named(name);
            for (const ColorRole ground : {ColorRole::Window, ColorRole::Panel, ColorRole::Raised,
                                           ColorRole::Field, ColorRole::SelectedRow}) {
                check(theme, ColorRole::Text, ground, 4.5);
            }
            for (const ColorRole ground :
                 {ColorRole::Window, ColorRole::Panel, ColorRole::Raised, ColorRole::Field}) {
                check(theme, ColorRole::Dim, ground, 4.5);
            }
            for (const ColorRole ink : {ColorRole::Keyword, ColorRole::Type, ColorRole::Function,
                                        ColorRole::String, ColorRole::Number, ColorRole::Comment}) {
                check(theme, ink, ColorRole::Field, ink == ColorRole::Comment ? 3.0 : 4.5);
            }
            for (const ColorRole ink :
                 {ColorRole::Stream, ColorRole::Table, ColorRole::Topic, ColorRole::Sink,
                  ColorRole::Error, ColorRole::Selection, ColorRole::Ok}) {
                check(theme, ink, ColorRole::Panel, 3.0);
            }
            check(theme, ColorRole::OnFilled, ColorRole::Filled, 4.5);
            check(theme, ColorRole::OnFilled, ColorRole::Run, 4.5);
        }
    }

    void everyGlyphIsDrawn()
    {
        Appearance::install(ThemeChoice::Dark);
        for (int i = 1; i < kGlyphCount; ++i) {
            const QImage image = icon(static_cast<Glyph>(i)).pixmap(16, 16).toImage();
            bool ink = false;
            for (int y = 0; y < image.height() && !ink; ++y) {
                for (int x = 0; x < image.width() && !ink; ++x) {
                    ink = qAlpha(image.pixel(x, y)) > 100;
                }
            }
            QVERIFY2(ink, glyphName(static_cast<Glyph>(i)));
        }
    }

    void aSwitchReachesWidgetsThatAreShown()
    {
        Appearance::install(ThemeChoice::Dark);
        QWidget window;
        QWidget child(&window);
        window.show();
        Appearance::instance().setChoice(ThemeChoice::Light);
        QCOMPARE(child.palette().color(QPalette::WindowText), themeColor(ColorRole::Text));
        QVERIFY(!theme().isDark());
    }
};

WEIR_TEST(ThemeTest)
#include "ThemeTest.moc"
