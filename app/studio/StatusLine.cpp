#include "app/studio/StatusLine.h"

#include "widgets/models/DisplayZone.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/Swatch.h"
#include "widgets/style/Appearance.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace weir::studio {

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_dot(new Swatch(Glyph::Dot, ColorRole::Faint, this))
    , m_state(new ElidedLabel(tr("Nothing runs"), ColorRole::Text, ElidedLabel::Face::Ui, this))
    , m_rate(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
    , m_lag(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
    , m_problems(new QToolButton(this))
    , m_profile(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
    , m_caret(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
    , m_zoom(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
{
    setObjectName(QStringLiteral("statusLine"));
    setSizeGripEnabled(false);
    fitHeight();
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &StatusLine::fitHeight);
    m_problems->setObjectName(QStringLiteral("statusProblems"));
    m_problems->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problems->setIcon(icon(Glyph::Problem, ColorRole::Error));
    m_problems->setIconSize({13, 13});
    m_problems->setToolTip(tr("Show the problems"));
    m_problems->setFocusPolicy(Qt::TabFocus);
    m_problems->hide();
    connect(m_problems, &QToolButton::clicked, this, &StatusLine::problemsClicked);

    auto *left = new QWidget(this);
    auto *leftRow = new QHBoxLayout(left);
    leftRow->setContentsMargins(10, 0, 0, 0);
    leftRow->setSpacing(6);
    leftRow->addWidget(m_dot);
    leftRow->addWidget(m_state);
    leftRow->addSpacing(16);
    leftRow->addWidget(m_rate);
    leftRow->addSpacing(16);
    leftRow->addWidget(m_lag);
    leftRow->addSpacing(8);
    leftRow->addWidget(m_problems);
    addWidget(left);

    auto *right = new QWidget(this);
    auto *rightRow = new QHBoxLayout(right);
    rightRow->setContentsMargins(0, 0, 14, 0);
    rightRow->setSpacing(24);
    rightRow->addWidget(m_profile);
    auto *zone = new ElidedLabel(DisplayZone::instance().name(), ColorRole::Dim,
                                 ElidedLabel::Face::Ui, right);
    zone->setToolTip(tr("All times are in this zone; choose another in the settings"));
    connect(&DisplayZone::instance(), &DisplayZone::changed, zone,
            [zone] { zone->setText(DisplayZone::instance().name()); });
    rightRow->addWidget(zone);
    rightRow->addWidget(m_caret);
    rightRow->addWidget(m_zoom);
    addPermanentWidget(right);
    m_caret->hide();
    setZoom(1);
}

void StatusLine::fitHeight()
{
    setFixedHeight(metrics().statusBar);
    m_problems->setFixedHeight(metrics().statusBar - 5);
}

void StatusLine::setEngine(State state, const QString &text, const QString &rate,
                           const QString &lag)
{
    static constexpr ColorRole kRoles[] = {ColorRole::Faint, ColorRole::Ok, ColorRole::Sink,
                                           ColorRole::Error};
    static constexpr Glyph kGlyphs[] = {Glyph::Dot, Glyph::Dot, Glyph::Pause, Glyph::Problem};
    m_dot->set(kGlyphs[static_cast<int>(state)], kRoles[static_cast<int>(state)]);
    m_state->setText(text);
    m_rate->setText(rate);
    m_lag->setText(lag);
    m_rate->setVisible(!rate.isEmpty());
    m_lag->setVisible(!lag.isEmpty());
}

void StatusLine::setProblems(int count)
{
    m_problems->setText(
        countOf(static_cast<std::uint64_t>(count), tr("%1 problem"), tr("%1 problems")));
    m_problems->setVisible(count > 0);
}

void StatusLine::setProfile(const QString &profile)
{
    m_profile->setText(profile);
}

void StatusLine::setCaret(int line, int column)
{
    m_caret->setVisible(line > 0);
    m_caret->setText(tr("Ln %1, Col %2").arg(line).arg(column));
}

void StatusLine::setZoom(double scale)
{
    m_zoom->setText(tr("%1 %").arg(qRound(scale * 100)));
}

void StatusLine::paintEvent(QPaintEvent *event)
{
    QStatusBar::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
