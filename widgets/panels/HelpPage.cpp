#include "widgets/panels/HelpPage.h"

#include "widgets/style/Appearance.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QVBoxLayout>

#include <utility>

namespace weir::studio {

namespace {

constexpr int kIndexRole = Qt::UserRole + 1;

/// Gives code the face of SQL, whatever the document thinks is a fixed font.
void setCodeFont(QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            QTextCharFormat format = part.fragment().charFormat();
            if (format.fontFixedPitch()) {
                QTextCursor cursor(&document);
                cursor.setPosition(part.fragment().position());
                cursor.setPosition(part.fragment().position() + part.fragment().length(),
                                   QTextCursor::KeepAnchor);
                QTextCharFormat code;
                code.setFont(theme().monoFont());
                code.setForeground(themeColor(ColorRole::Function));
                cursor.mergeCharFormat(code);
            }
        }
    }
}

} // namespace

std::vector<HelpTopic> readHelp(const QString &markdown)
{
    std::vector<HelpTopic> topics;
    QString group;
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith(QStringLiteral("## "))) {
            topics.push_back({line.mid(3).trimmed(), group, line + u'\n'});
        } else if (line.startsWith(QStringLiteral("# "))) {
            group = line.mid(2).trimmed();
        } else if (!topics.empty()) {
            topics.back().markdown += line + u'\n';
        }
    }
    return topics;
}

HelpPage::HelpPage(std::vector<HelpTopic> topics, QWidget *parent)
    : QWidget(parent)
    , m_topics(std::move(topics))
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_text(new QTextBrowser(this))
{
    setObjectName(QStringLiteral("helpPage"));
    m_filter->setObjectName(QStringLiteral("helpFilter"));
    m_filter->setPlaceholderText(tr("Search the help"));
    m_filter->setAccessibleName(tr("Search the help"));
    m_filter->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("helpTopics"));
    m_list->setAccessibleName(tr("Topics of the help"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Help"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(20);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(8, 8, 8, 0);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);
    auto *sides = new QSplitter(Qt::Horizontal, this);
    sides->setObjectName(QStringLiteral("helpSplitter"));
    sides->setChildrenCollapsible(false);
    sides->addWidget(left);
    sides->addWidget(m_text);
    sides->setStretchFactor(1, 1);
    sides->setSizes({230, 600});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(sides);
    connect(m_filter, &QLineEdit::textChanged, this, &HelpPage::fill);
    connect(m_list, &QListWidget::currentRowChanged, this, &HelpPage::showCurrent);
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &HelpPage::fill);
    fill();
}

void HelpPage::fill()
{
    const QString wanted = m_filter->text().trimmed();
    const QString before = currentTopic();
    m_list->clear();
    QString group;
    for (std::size_t i = 0; i < m_topics.size(); ++i) {
        const HelpTopic &topic = m_topics[i];
        if (!wanted.isEmpty() && !topic.title.contains(wanted, Qt::CaseInsensitive) &&
            !topic.markdown.contains(wanted, Qt::CaseInsensitive)) {
            continue;
        }
        if (topic.group != group) {
            group = topic.group;
            auto *heading = new QListWidgetItem(group.toUpper(), m_list);
            heading->setFlags(Qt::NoItemFlags);
            heading->setFont(theme().smallFont());
            heading->setForeground(themeColor(ColorRole::Dim));
            heading->setData(kIndexRole, -1);
        }
        auto *item = new QListWidgetItem(topic.title, m_list);
        item->setData(kIndexRole, static_cast<int>(i));
    }
    if (!showTopic(before) && m_list->count() > 1) {
        m_list->setCurrentRow(1);
    }
}

bool HelpPage::showTopic(const QString &title)
{
    const auto rowOf = [this, &title] {
        for (int row = 0; row < m_list->count(); ++row) {
            if (m_list->item(row)->data(kIndexRole).toInt() >= 0 &&
                m_list->item(row)->text().compare(title, Qt::CaseInsensitive) == 0) {
                return row;
            }
        }
        return -1;
    };
    const int row = rowOf();
    if (row >= 0) {
        m_list->setCurrentRow(row);
        m_list->scrollToItem(m_list->item(row), QAbstractItemView::PositionAtCenter);
    }
    return row >= 0;
}

QString HelpPage::currentTopic() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item && item->data(kIndexRole).toInt() >= 0 ? item->text() : QString();
}

void HelpPage::showCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    const int index = item ? item->data(kIndexRole).toInt() : -1;
    if (index >= 0) {
        m_text->document()->setDefaultFont(theme().uiFont());
        m_text->setMarkdown(m_topics[static_cast<std::size_t>(index)].markdown);
        setCodeFont(*m_text->document());
        m_text->moveCursor(QTextCursor::Start);
    }
}

} // namespace weir::studio
