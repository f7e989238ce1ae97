#include "widgets/panels/ResultsPanel.h"

#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/EmptyHint.h"
#include "widgets/panels/FeedTable.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace weir::studio {

ResultsPanel::ResultsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new FeedTableModel(FeedTableModel::Lead::Window, this))
    , m_empty(new EmptyHint(
          tr("Rows of a query appear here. Put the caret into a SELECT and press Ctrl+Enter."), {},
          this))
    , m_body(new QWidget(this))
{
    m_table = new FeedTable(m_model, m_body);
    m_statement = new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Mono, m_body);
    m_state = new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, m_body);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 14, 6);
    head->addWidget(m_statement, 1);
    head->addWidget(m_state);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addLayout(head);
    body->addWidget(m_table, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_body, 1);
    m_body->hide();
}

void ResultsPanel::begin(const QString &statement)
{
    m_empty->hide();
    m_body->show();
    m_statement->setText(statement);
    setState(tr("running"), false);
    m_model->clear();
    m_table->setFollowing(true);
}

void ResultsPanel::showAnswer(const runtime::TableAnswer &answer)
{
    // Several lines (EXPLAIN) do not fit into the line of the state.
    if (answer.rows.empty() && answer.message.find('\n') != std::string::npos) {
        runtime::TableAnswer lines;
        lines.columns = {tr("ANSWER").toStdString()};
        for (const QString &line :
             QString::fromStdString(answer.message).split(u'\n', Qt::SkipEmptyParts)) {
            lines.rows.push_back({runtime::Cell{line.toStdString(), false, false}});
        }
        return showAnswer(lines);
    }
    std::vector<ColumnDefinition> columns;
    for (const std::string &name : answer.columns) {
        columns.push_back({name, DataType::string()});
    }
    m_model->setColumns(std::move(columns));
    m_model->clear();
    runtime::FeedDrain drain;
    for (const auto &cells : answer.rows) {
        runtime::FeedRow row;
        row.sequence = drain.rows.size();
        row.cells = cells;
        drain.rows.push_back(std::move(row));
    }
    m_model->append(std::move(drain));
    setState(answer.message.empty() ? tr("finished") : QString::fromStdString(answer.message),
             false);
}

void ResultsPanel::setState(const QString &text, bool failed)
{
    m_state->setText(text);
    m_state->setRole(failed ? ColorRole::Error : ColorRole::Dim);
}

} // namespace weir::studio
