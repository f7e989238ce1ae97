#include "widgets/canvas/PaletteStrip.h"

#include "widgets/canvas/CanvasDrag.h"
#include "widgets/canvas/CanvasPicture.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"
#include "widgets/style/Icon.h"

#include <QApplication>
#include <QDrag>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace weir::studio {

namespace {

constexpr int kStripMargin = 8;
constexpr int kIconRoom = 38; ///< icon, gap and both sides of a button with words
constexpr int kWordRoom = 16;
constexpr int kIconOnlyWidth = 30;
constexpr char kOperatorProperty[] = "weirOperator";

// Windows and groups make tables, sinks are amber: the strip shows what an entry results in.
FlowKind entryKind(OperatorKind op)
{
    switch (op) {
    case OperatorKind::Window:
    case OperatorKind::Group:
        return FlowKind::Table;
    case OperatorKind::Sink:
        return FlowKind::Sink;
    case OperatorKind::Note:
        return FlowKind::Topic;
    default:
        return FlowKind::Stream;
    }
}

} // namespace

PaletteStrip::PaletteStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("palette"));
    setFixedHeight(metrics().tab);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(kStripMargin, 0, kStripMargin, 0);
    m_row->setSpacing(0);
    addEntry(OperatorKind::Source, tr("Source"),
             tr("Drag to the canvas: a stream or table over a topic"));
    addEntry(OperatorKind::Filter, tr("Filter"),
             tr("Drag onto a stream or table: keep rows where …"));
    addEntry(OperatorKind::Columns, tr("Columns"),
             tr("Drag onto a stream or table: choose and compute columns"));
    addEntry(OperatorKind::Join, tr("Join"),
             tr("Drag onto a stream or table: join it with another"));
    addEntry(OperatorKind::Window, tr("Window"), tr("Drag onto a stream: group its rows by time"));
    addEntry(OperatorKind::Group, tr("Group"), tr("Drag onto a stream or table: aggregate by key"));
    addEntry(OperatorKind::Sink, tr("Sink"), tr("Drag onto a stream or table: write it elsewhere"));
    addEntry(OperatorKind::Note, tr("Note"), tr("Drag to the canvas: a comment in the SQL"));
    m_row->addStretch(1);
    m_search =
        addText(tr("/ to search"), tr("Find an operator, function or stream to add (/)"), "search");
    connect(m_search, &QToolButton::clicked, this, &PaletteStrip::searchRequested);
    connect(addText(tr("Lay out"), tr("Arrange everything that was not placed by hand (Ctrl+L)"),
                    "layOut"),
            &QToolButton::clicked, this, &PaletteStrip::layOutRequested);
    connect(addText(tr("Fit"), tr("Show the whole pipeline (Shift+1)"), "fit"),
            &QToolButton::clicked, this, &PaletteStrip::fitRequested);
    m_zoom = addText(QString(), tr("Zoom; click for 100 % (Ctrl+0)"), "zoom");
    connect(m_zoom, &QToolButton::clicked, this, &PaletteStrip::zoomResetRequested);
    setZoom(1);
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &PaletteStrip::applyTheme);
    applyTheme();
}

QToolButton *PaletteStrip::addEntry(OperatorKind op, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("palette.") + text);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    const FlowKind kind = entryKind(op);
    button->setIcon(
        icon(op == OperatorKind::Source ? Glyph::Stream : operatorGlyph({.op = op, .kind = kind}),
             flowColor(kind)));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setProperty(kOperatorProperty, static_cast<int>(op));
    button->installEventFilter(this);
    connect(button, &QToolButton::clicked, this, [this, op] { Q_EMIT operatorChosen(op); });
    m_row->addWidget(button);
    m_entries.push_back(button);
    return button;
}

QToolButton *PaletteStrip::addText(const QString &text, const QString &tip, const char *name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("palette.") + QLatin1String(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_row->addWidget(button);
    m_words.push_back(button);
    return button;
}

void PaletteStrip::applyTheme()
{
    for (QToolButton *each : m_entries) {
        each->setFont(theme().smallFont());
    }
    for (QToolButton *each : m_words) {
        each->setFont(theme().smallFont());
        QPalette dimmed = each->palette();
        dimmed.setColor(QPalette::ButtonText, themeColor(ColorRole::Dim));
        each->setPalette(dimmed);
    }
    update();
}

void PaletteStrip::setZoom(double scale)
{
    m_zoom->setText(tr("%1 %").arg(qRound(scale * 100)));
}

QSize PaletteStrip::minimumSizeHint() const
{
    return {240, metrics().tab};
}

// Gives every button just the room that its words need and returns what the strip needs then.
int PaletteStrip::arrange(bool words, bool search, bool commands)
{
    const QFontMetrics font(theme().smallFont());
    int sum = 2 * kStripMargin;
    for (QToolButton *each : m_entries) {
        const int width = words ? font.horizontalAdvance(each->text()) + kIconRoom : kIconOnlyWidth;
        each->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        each->setFixedWidth(width);
        sum += width + m_row->spacing();
    }
    for (QToolButton *each : m_words) {
        const bool shown = each == m_search ? search : each == m_zoom || commands;
        each->setVisible(shown);
        const QString text = each == m_zoom ? tr("%1 %").arg(100) : each->text();
        const int width = font.horizontalAdvance(text) + kWordRoom;
        each->setFixedWidth(width);
        sum += shown ? width + m_row->spacing() : 0;
    }
    return sum;
}

// A narrow strip first loses the search hint, then the words of the entries; the tips stay. At last
// it loses the commands, which have keys and stand in the menus.
void PaletteStrip::resizeEvent(QResizeEvent *)
{
    if (arrange(true, true, true) > width() && arrange(true, false, true) > width() &&
        arrange(false, true, true) > width() && arrange(false, false, true) > width()) {
        arrange(false, false, false);
    }
    m_row->activate();
}

bool PaletteStrip::eventFilter(QObject *watched, QEvent *event)
{
    auto *button = qobject_cast<QToolButton *>(watched);
    if (button && event->type() == QEvent::MouseButtonPress) {
        m_pressed = static_cast<QMouseEvent *>(event)->position().toPoint();
    } else if (button && event->type() == QEvent::MouseMove) {
        const auto *move = static_cast<QMouseEvent *>(event);
        const QPoint by = move->position().toPoint() - m_pressed;
        if ((move->buttons() & Qt::LeftButton) &&
            by.manhattanLength() >= QApplication::startDragDistance()) {
            button->setDown(false);
            auto *drag = new QDrag(button);
            drag->setMimeData(operatorMimeData(
                static_cast<OperatorKind>(button->property(kOperatorProperty).toInt())));
            drag->setPixmap(button->icon().pixmap(QSize(16, 16), devicePixelRatioF()));
            drag->exec(Qt::CopyAction);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PaletteStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(ColorRole::Panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
