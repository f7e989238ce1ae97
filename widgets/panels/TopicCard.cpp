#include "widgets/panels/TopicCard.h"

#include "widgets/models/Figures.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/RateLine.h"
#include "widgets/style/Appearance.h"

#include <QGridLayout>
#include <QPainter>

#include <algorithm>

namespace weir::studio {

TopicCard::TopicCard(QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Strong, this))
    , m_partitions(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, this))
    , m_columns(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, this))
    , m_line(new RateLine(this))
    , m_span(new ElidedLabel(tr("last 5 minutes"), ColorRole::Dim, ElidedLabel::Face::Small, this))
    , m_peak(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, this))
{
    setObjectName(QStringLiteral("topicCard"));
    m_name->setElideMode(Qt::ElideMiddle);
    m_partitions->setAlignment(Qt::AlignRight);
    m_peak->setAlignment(Qt::AlignRight);
    m_line->setFixedHeight(28);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 10, 14, 10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_partitions, 0, 1);
    grid->addWidget(m_columns, 1, 0, 1, 2);
    grid->addWidget(m_line, 2, 0, 1, 2);
    grid->addWidget(m_span, 3, 0);
    grid->addWidget(m_peak, 3, 1);
}

void TopicCard::show(const TopicRow &topic, const std::vector<double> &rates)
{
    m_name->setText(topic.name);
    m_partitions->setText(topic.missing ? tr("not made yet")
                                        : countOf(static_cast<std::uint64_t>(topic.partitions),
                                                  tr("%1 partition"), tr("%1 partitions")));
    QStringList facts;
    if (!topic.columns.isEmpty()) {
        facts.append(topic.columns);
    }
    if (topic.records) {
        facts.append(tr("%1 records").arg(countText(*topic.records)));
    }
    if (topic.bytes) {
        facts.append(bytesText(*topic.bytes));
    }
    m_columns->setText(facts.join(QStringLiteral(", ")));
    m_line->setRole(topic.role());
    m_line->setValues(rates);
    const double peak = rates.empty() ? 0 : *std::max_element(rates.begin(), rates.end());
    m_peak->setText(peak < 0.05 ? tr("quiet") : tr("peak %1").arg(rateText(peak)));
}

void TopicCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
