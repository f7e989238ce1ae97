#include "widgets/panels/WelcomePage.h"

#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/HintBar.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"
#include "widgets/style/Icon.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace weir::studio {

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_notice(new HintBar(this))
{
    setObjectName(QStringLiteral("welcomePage"));
    m_notice->setObjectName(QStringLiteral("welcomeNotice"));
    auto *column = new QWidget(this);
    column->setFixedWidth(480);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);

    auto *title = new QLabel(tr("Weir"), column);
    QFont large = theme().strongFont();
    large.setPointSizeF(large.pointSizeF() * 2);
    title->setFont(large);
    auto *subtitle = new QLabel(tr("Streaming pipelines over Kafka: write SQL or drag nodes, and "
                                   "watch real rows at every step. "
                                   "No server and no account is needed to begin."),
                                column);
    subtitle->setWordWrap(true);
    subtitle->setForegroundRole(QPalette::PlaceholderText);
    // The column is centred, so its layout does not ask labels for their height at its width.
    title->setMinimumHeight(title->sizeHint().height());
    subtitle->setMinimumHeight(subtitle->heightForWidth(column->maximumWidth()));
    layout->addWidget(title);
    layout->addWidget(subtitle);
    layout->addSpacing(10);

    auto *demo =
        new QPushButton(icon(Glyph::Run, ColorRole::OnFilled), tr("Run the demo pipeline"), column);
    demo->setObjectName(QStringLiteral("welcomeDemo"));
    setButtonKind(*demo, ButtonKind::Run);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *open = new QPushButton(icon(Glyph::Open), tr("Open…"), column);
    auto *create = new QPushButton(icon(Glyph::New), tr("New pipeline"), column);
    auto *kafka = new QPushButton(icon(Glyph::Cluster), tr("Connect to a Kafka…"), column);
    open->setObjectName(QStringLiteral("welcomeOpen"));
    create->setObjectName(QStringLiteral("welcomeNew"));
    kafka->setObjectName(QStringLiteral("welcomeConnect"));
    row->addWidget(open);
    row->addWidget(create);
    row->addWidget(kafka);
    row->addStretch(1);
    layout->addWidget(demo, 0, Qt::AlignLeft);
    layout->addLayout(row);
    layout->addSpacing(14);

    m_recentBox = new QWidget(column);
    m_recent = new QVBoxLayout(m_recentBox);
    m_recent->setContentsMargins(0, 0, 0, 0);
    m_recent->setSpacing(2);
    layout->addWidget(m_recentBox);

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_notice);
    outer->addStretch(2);
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    connect(demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(create, &QPushButton::clicked, this, &WelcomePage::newRequested);
    connect(kafka, &QPushButton::clicked, this, &WelcomePage::connectRequested);
    setRecentFiles({});
}

void WelcomePage::setRecentFiles(const QStringList &files)
{
    qDeleteAll(m_recentBox->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_recentBox->setVisible(!files.isEmpty());
    if (files.isEmpty()) {
        return;
    }
    m_recent->addWidget(
        new ElidedLabel(tr("RECENT"), ColorRole::Dim, ElidedLabel::Face::SmallStrong, m_recentBox));
    for (const QString &path : files) {
        auto *line = new QWidget(m_recentBox);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 2, 0, 2);
        auto *button = new QPushButton(QFileInfo(path).fileName(), line);
        button->setObjectName(QStringLiteral("recent-") + QFileInfo(path).fileName());
        setButtonKind(*button, ButtonKind::Link);
        auto *folder =
            new ElidedLabel(QFileInfo(path).path(), ColorRole::Dim, ElidedLabel::Face::Small, line);
        folder->setElideMode(Qt::ElideMiddle);
        row->addWidget(button);
        row->addWidget(folder, 1);
        m_recent->addWidget(line);
        connect(button, &QPushButton::clicked, this,
                [this, path] { Q_EMIT recentRequested(path); });
    }
}

} // namespace weir::studio
