#include "widgets/panels/NodeRows.h"

#include "widgets/models/FeedTableModel.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/FeedTable.h"
#include "widgets/style/Appearance.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace weir::studio {

NodeRows::NodeRows(QWidget *parent)
    : QWidget(parent)
    , m_model(new FeedTableModel(FeedTableModel::Lead::Nothing, this, 2000))
    , m_table(new FeedTable(m_model, this))
    , m_title(new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Strong, this))
    , m_counts(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
{
    setObjectName(QStringLiteral("nodeRows"));
    m_counts->setObjectName(QStringLiteral("nodeCounts"));
    setMinimumHeight(100);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 14, 6);
    head->setSpacing(16);
    head->addWidget(m_title);
    head->addWidget(m_counts, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
    setNode({});
}

void NodeRows::setNode(const QString &name)
{
    m_title->setText(name.isEmpty() ? tr("Rows") : tr("Rows at %1").arg(name));
    m_inOut.reset();
    m_counts->setRole(ColorRole::Dim);
    m_counts->setText(name.isEmpty() ? tr("Select a node to see its rows")
                                     : tr("none yet: they appear here while the pipeline runs"));
    m_table->setVisible(!name.isEmpty());
}

void NodeRows::setCounts(std::uint64_t in, std::uint64_t out)
{
    m_inOut = {in, out};
    showCounts();
}

void NodeRows::setClause(const QString &clause, bool ofRunningVersion)
{
    m_clause = clause;
    m_ofRunningVersion = ofRunningVersion;
    if (m_inOut) {
        showCounts();
    }
}

void NodeRows::showCounts()
{
    const auto [in, out] = *m_inOut;
    m_counts->setRole(ColorRole::Dim);
    QString text = tr("%1 in, %2 out").arg(countText(in), countText(out));
    if (in > out && !m_clause.isEmpty()) {
        text += m_ofRunningVersion ? tr(", %1 dropped").arg(countText(in - out))
                                   : tr(", %1 dropped by %2").arg(countText(in - out), m_clause);
    }
    if (m_ofRunningVersion) {
        text += tr(" · of the running version");
    }
    m_counts->setText(text);
}

void NodeRows::setFailure(const QString &sentence)
{
    m_inOut.reset();
    m_counts->setRole(ColorRole::Error);
    m_counts->setText(sentence);
}

void NodeRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(ColorRole::Panel));
    painter.fillRect(QRect(0, 0, width(), 1), themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
