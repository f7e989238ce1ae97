#include "widgets/panels/ProblemsPanel.h"

#include "widgets/panels/TablePanel.h"
#include "widgets/style/ButtonKind.h"
#include "widgets/style/Icon.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace weir::studio {

namespace {

PlainCell severityCell(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return {ProblemsPanel::tr("Error"), Glyph::Problem, ColorRole::Error};
    case Severity::Warning:
        return {ProblemsPanel::tr("Warning"), Glyph::Warning, ColorRole::Sink};
    case Severity::Hint:
        break;
    }
    return {ProblemsPanel::tr("Hint"), Glyph::Info, ColorRole::Selection};
}

} // namespace

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : QWidget(parent)
    , m_table(new TablePanel({tr("SEVERITY"), tr("PLACE"), tr("PROBLEM"), tr("WHAT NOW")},
                             {14, 12, 70, 40},
                             tr("No problems. Errors and warnings of the SQL and of the run appear "
                                "here, with a fix where there is one."),
                             this))
    , m_fix(new QPushButton(icon(Glyph::Fix, ColorRole::OnFilled), tr("Fix"), this))
{
    m_fix->setObjectName(QStringLiteral("problemFix"));
    setButtonKind(*m_fix, ButtonKind::Filled);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 8);
    bar->addWidget(m_fix);
    bar->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addLayout(bar);
    m_fix->hide();
    connect(m_table, &TablePanel::currentRowChanged, this, &ProblemsPanel::showFix);
    connect(m_table, &TablePanel::rowActivated, this, [this](int row) {
        if (row < static_cast<int>(m_diagnostics.size())) {
            Q_EMIT problemActivated(m_diagnostics[static_cast<std::size_t>(row)].span);
        }
    });
    connect(m_fix, &QPushButton::clicked, this, [this] {
        const auto row = static_cast<std::size_t>(m_table->currentRow());
        if (row < m_diagnostics.size() && !m_diagnostics[row].fixes.empty()) {
            Q_EMIT fixRequested(m_diagnostics[row].fixes.front(), m_revision);
        }
    });
}

void ProblemsPanel::setProblems(const std::vector<Diagnostic> &diagnostics,
                                const std::vector<Error> &failures, const std::string &sql,
                                std::uint64_t revision)
{
    m_revision = revision;
    m_diagnostics = diagnostics;
    const LineIndex lines(sql);
    std::vector<PlainTableModel::Row> rows;
    for (const Diagnostic &diagnostic : diagnostics) {
        const LineColumn place = lines.at(diagnostic.span.begin);
        const QString hint = !diagnostic.fixes.empty()
                                 ? QString::fromStdString(diagnostic.fixes.front().label)
                                 : QString::fromStdString(diagnostic.hint);
        rows.push_back(
            {severityCell(diagnostic.severity),
             {tr("Ln %1, Col %2").arg(place.line).arg(place.column), Glyph::None, ColorRole::Dim},
             {QString::fromStdString(diagnostic.message)},
             {hint, Glyph::None, ColorRole::Dim}});
    }
    for (const Error &error : failures) {
        rows.push_back(
            {severityCell(Severity::Error),
             {error.node.empty() ? tr("run") : QString::fromStdString(error.node.statement()),
              Glyph::None, ColorRole::Dim},
             {QString::fromStdString(error.message)},
             {error.retriable ? tr("Tried again by itself") : QString(), Glyph::None,
              ColorRole::Dim}});
    }
    m_table->model()->setRows(std::move(rows));
    showFix();
}

int ProblemsPanel::problemCount() const
{
    return m_table->model()->rowCount();
}

void ProblemsPanel::showFix()
{
    const int row = m_table->currentRow();
    const bool fixable = row >= 0 && row < static_cast<int>(m_diagnostics.size()) &&
                         !m_diagnostics[static_cast<std::size_t>(row)].fixes.empty();
    m_fix->setVisible(fixable);
    if (fixable) {
        m_fix->setText(QString::fromStdString(
            m_diagnostics[static_cast<std::size_t>(row)].fixes.front().label));
    }
}

} // namespace weir::studio
