#include "widgets/panels/RecordTab.h"

#include "widgets/models/DisplayZone.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/FeedTable.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/Icon.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr std::int64_t kNewestRecords = 500;
constexpr std::int64_t kQuarterHour = 15 * 60 * 1000;

QString readable(const std::string &bytes, bool null)
{
    if (null) {
        return QStringLiteral("null");
    }
    const bool cut = static_cast<qsizetype>(bytes.size()) > RecordTab::kShownRecordCharacters;
    const QByteArray shown(bytes.data(), std::min(static_cast<qsizetype>(bytes.size()),
                                                  RecordTab::kShownRecordCharacters));
    if (cut) {
        return QString::fromUtf8(shown) +
               RecordTab::tr("\n… %1 in all").arg(bytesText(bytes.size()));
    }
    return QString::fromUtf8(shown);
}

} // namespace

RecordTab::RecordTab(const QString &topic, QWidget *parent)
    : QWidget(parent)
    , m_topic(topic)
    , m_model(new FeedTableModel(FeedTableModel::Lead::Record, this))
    , m_table(new FeedTable(m_model, this))
    , m_start(new QComboBox(this))
    , m_filter(new QLineEdit(this))
    , m_follow(new QToolButton(this))
    , m_failure(new ElidedLabel({}, ColorRole::Error, ElidedLabel::Face::Ui, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_record(new QPlainTextEdit(this))
{
    m_start->setObjectName(QStringLiteral("recordStart"));
    m_start->setAccessibleName(tr("Read from"));
    m_start->addItems({tr("Newest records"), tr("From the beginning"), tr("15 minutes ago"),
                       tr("Only new ones")});
    m_filter->setObjectName(QStringLiteral("recordFilter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter, as behind WHERE: STARS < 3"));
    m_filter->setFont(theme().monoFont());
    m_filter->setClearButtonEnabled(true);
    m_follow->setObjectName(QStringLiteral("recordFollow"));
    m_follow->setText(tr("Follow"));
    m_follow->setIcon(icon(Glyph::ArrowDown));
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setFocusPolicy(Qt::TabFocus);
    m_follow->setToolTip(tr("Show the newest records as they come"));
    m_record->setObjectName(QStringLiteral("recordText"));
    m_record->setAccessibleName(tr("Whole record"));
    m_record->setReadOnly(true);
    m_record->setFont(theme().monoFont());
    m_record->setTabChangesFocus(true);
    m_record->setFrameShape(QFrame::NoFrame);
    m_record->hide();
    m_failure->setContentsMargins(12, 0, 12, 6);
    m_failure->hide();

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 8);
    bar->setSpacing(8);
    bar->addWidget(m_start);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_follow);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_record);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_failure);
    layout->addWidget(m_splitter, 1);

    connect(m_start, &QComboBox::currentIndexChanged, this, &RecordTab::specChanged);
    connect(m_filter, &QLineEdit::returnPressed, this, &RecordTab::specChanged);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) {
            Q_EMIT specChanged();
        }
    });
    connect(m_follow, &QToolButton::clicked, m_table, &FeedTable::setFollowing);
    connect(m_table, &FeedTable::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_table->view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid() && m_record->isVisible()) {
                    Q_EMIT recordRequested(m_model->row(index.row()).record);
                }
            });
    connect(m_table, &FeedTable::rowActivated, this,
            [this](int row) { Q_EMIT recordRequested(m_model->row(row).record); });
}

runtime::TopicTailSpec RecordTab::spec(EpochMs now) const
{
    using Kind = runtime::FeedStart::Kind;
    runtime::TopicTailSpec spec;
    spec.topic = m_topic.toStdString();
    spec.predicate = m_filter->text().trimmed().toStdString();
    switch (m_start->currentIndex()) {
    case 1:
        spec.start = {Kind::Beginning, 0};
        break;
    case 2:
        spec.start = {Kind::Time, now - kQuarterHour};
        break;
    case 3:
        spec.start = {Kind::End, 0};
        break;
    default:
        spec.start = {Kind::LastRecords, kNewestRecords};
        break;
    }
    return spec;
}

runtime::TopicTailSpec RecordTab::specGoingOn(EpochMs now) const
{
    runtime::TopicTailSpec going = spec(now);
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const runtime::RecordName &record = m_model->row(i).record;
        std::int64_t &next = going.goOnAt[record.partition];
        next = std::max(next, record.offset + 1);
    }
    return going;
}

void RecordTab::setFailure(const QString &sentence)
{
    m_failure->setText(sentence);
    m_failure->setVisible(!sentence.isEmpty());
}

void RecordTab::showRecord(const runtime::FullRecord &record)
{
    QString text = tr("partition %1, offset %2, %3 %4")
                       .arg(record.record.partition)
                       .arg(record.record.offset)
                       .arg(timestampText(record.timestamp), DisplayZone::instance().name());
    text += tr("\nkey    %1\n").arg(readable(record.key, record.keyNull));
    for (const auto &[name, value] : record.headers) {
        text += tr("header %1: %2\n").arg(QString::fromStdString(name), readable(value, false));
    }
    const QByteArray value = QByteArray::fromStdString(record.value);
    const QJsonDocument json =
        value.size() < kShownRecordCharacters ? QJsonDocument::fromJson(value) : QJsonDocument();
    // Laid out for reading only; the bytes as they are stay in the topic and in what is copied.
    text += tr("value  %1")
                .arg(json.isNull() || record.valueNull
                         ? readable(record.value, record.valueNull)
                         : QString::fromUtf8(json.toJson(QJsonDocument::Indented)));
    m_record->setPlainText(text);
    m_record->show();
}

} // namespace weir::studio
