#include "widgets/style/Icon.h"

#include "widgets/style/Appearance.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

namespace weir::studio {

namespace {

constexpr std::array<const char *, kGlyphCount> kGlyphNames = {"",
                                                               "stream",
                                                               "table",
                                                               "topic",
                                                               "source",
                                                               "filter",
                                                               "columns",
                                                               "join",
                                                               "window",
                                                               "group",
                                                               "having",
                                                               "partition",
                                                               "sink",
                                                               "note",
                                                               "node",
                                                               "project",
                                                               "plot",
                                                               "results",
                                                               "cluster",
                                                               "generator",
                                                               "key",
                                                               "clock",
                                                               "run",
                                                               "pause",
                                                               "stop",
                                                               "undo",
                                                               "redo",
                                                               "search",
                                                               "new",
                                                               "open",
                                                               "save",
                                                               "save-as",
                                                               "close",
                                                               "cut",
                                                               "copy",
                                                               "paste",
                                                               "delete",
                                                               "plus",
                                                               "minus",
                                                               "fit",
                                                               "layout",
                                                               "zoom-in",
                                                               "zoom-out",
                                                               "settings",
                                                               "command",
                                                               "keyboard",
                                                               "help",
                                                               "fix",
                                                               "format",
                                                               "comment-line",
                                                               "next",
                                                               "previous",
                                                               "refresh",
                                                               "export",
                                                               "import",
                                                               "rename",
                                                               "select-all",
                                                               "duplicate",
                                                               "pin",
                                                               "eye",
                                                               "eye-off",
                                                               "star",
                                                               "star-filled",
                                                               "fullscreen",
                                                               "theme",
                                                               "quit",
                                                               "live",
                                                               "history",
                                                               "info",
                                                               "problem",
                                                               "warning",
                                                               "ok",
                                                               "dead-letter",
                                                               "log",
                                                               "dot",
                                                               "edited",
                                                               "chevron-down",
                                                               "chevron-right",
                                                               "arrow-down",
                                                               "panel-left",
                                                               "panel-bottom",
                                                               "panel-right"};

const QByteArray &glyphSource(Glyph glyph)
{
    static std::array<QByteArray, kGlyphCount> sources;
    QByteArray &source = sources[static_cast<std::size_t>(glyph)];
    if (source.isEmpty()) {
        QFile file(QStringLiteral(":/weir/icons/%1.svg").arg(QLatin1String(glyphName(glyph))));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(opened, "glyphSource", glyphName(glyph));
        source = opened ? file.readAll() : QByteArray("<svg/>");
    }
    return source;
}

QPixmap glyphPixmap(Glyph glyph, const QColor &color, QSize pixels)
{
    const QString key = QStringLiteral("weir-glyph-%1-%2-%3x%4")
                            .arg(static_cast<int>(glyph))
                            .arg(color.rgba(), 8, 16)
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QByteArray source = glyphSource(glyph);
    source.replace("currentColor", color.name().toLatin1());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    QSvgRenderer(source).render(&painter, QRectF(QPointF(0, 0), QSizeF(pixels)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/// Holds what to draw, not a picture: a theme switch needs no new icons.
class ThemedIconEngine final : public QIconEngine {
public:
    ThemedIconEngine(Glyph glyph, ColorRole role)
        : m_glyph(glyph)
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintGlyph(*painter, rect, m_glyph, colorFor(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return glyphPixmap(m_glyph, colorFor(mode), size);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(m_glyph, m_role); }
    QString key() const override { return QStringLiteral("weir"); }
    QString iconName() override { return QLatin1String(glyphName(m_glyph)); }
    bool isNull() override { return false; }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        return themeColor(mode == QIcon::Disabled ? ColorRole::Faint : m_role);
    }

    Glyph m_glyph;
    ColorRole m_role;
};

} // namespace

const char *glyphName(Glyph glyph)
{
    return kGlyphNames[static_cast<std::size_t>(glyph)];
}

QIcon icon(Glyph glyph, ColorRole role)
{
    return glyph == Glyph::None ? QIcon() : QIcon(new ThemedIconEngine(glyph, role));
}

void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color)
{
    if (glyph == Glyph::None || rect.isEmpty()) {
        return;
    }
    const qreal ratio = painter.device()->devicePixelRatioF() * painter.transform().m11();
    QPixmap pixmap = glyphPixmap(glyph, color, (rect.size() * ratio).toSize());
    painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()));
}

} // namespace weir::studio
