#pragma once

#include "widgets/models/RateHistory.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QTreeView;

namespace weir::studio {

class EmptyHint;
class TopicCard;
class TopicFilter;
class TopicModel;

/// The topics of the cluster: filter, two groups, live figures, and a card of the selected one. GUI
/// thread.
class TopicsPanel : public QWidget {
    Q_OBJECT

public:
    explicit TopicsPanel(QWidget *parent = nullptr);

    /// Shows the topics as they are at a time.
    void setRows(const std::vector<TopicRow> &rows, EpochMs now);
    QString currentTopic() const;
    /// Returns the topics whose rows can be seen now, with the selected one: only these need
    /// counts.
    QStringList topicsInView() const;
    void selectTopic(const QString &topic);
    void focusFilter();
    TopicModel *model() const { return m_model; }

Q_SIGNALS:
    void currentTopicChanged(const QString &topic);
    /// The person wants to see the records (double click, Enter).
    void topicActivated(const QString &topic);

private:
    void showCard();

    TopicModel *m_model = nullptr;
    TopicFilter *m_filter = nullptr;
    QLineEdit *m_field = nullptr;
    QTreeView *m_view = nullptr;
    TopicCard *m_card = nullptr;
    EmptyHint *m_empty = nullptr;
    RateHistory m_rates;
};

} // namespace weir::studio
