#include "widgets/panels/InspectorPanel.h"

#include "widgets/panels/ClauseBox.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/EmptyHint.h"
#include "widgets/panels/Swatch.h"
#include "widgets/style/Appearance.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace weir::studio {

namespace {

QLabel *wrappedLabel(QWidget *parent, QPalette::ColorRole role)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(role);
    return label;
}

QFrame *hairline(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFixedHeight(17);
    return line;
}

} // namespace

InspectorPanel::InspectorPanel(QWidget *parent)
    : QWidget(parent)
    , m_empty(new EmptyHint(
          tr("Select a node, a statement or a topic to see its figures and columns."), {}, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("inspectorScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_body = new QWidget(scroll);
    m_body->setAutoFillBackground(false);
    scroll->setWidget(m_body);
    layout->addWidget(m_empty);
    layout->addWidget(scroll, 1);
    m_body->hide();
}

bool InspectorPanel::sameShape(const InspectorContent &content) const
{
    const bool alike = content.title.isEmpty() == m_content.title.isEmpty() &&
                       content.clauseTitle == m_content.clauseTitle &&
                       content.note.isEmpty() == m_content.note.isEmpty() &&
                       content.remark.isEmpty() == m_content.remark.isEmpty() &&
                       content.sections.size() == m_content.sections.size();
    if (!alike) {
        return false;
    }
    for (std::size_t i = 0; i < content.sections.size(); ++i) {
        const auto &a = content.sections[i];
        const auto &b = m_content.sections[i];
        if (a.title != b.title || a.rows.size() != b.rows.size()) {
            return false;
        }
        for (std::size_t j = 0; j < a.rows.size(); ++j) {
            if (a.rows[j].name != b.rows[j].name || a.rows[j].mono != b.rows[j].mono) {
                return false;
            }
        }
    }
    return true;
}

void InspectorPanel::setContent(const InspectorContent &content)
{
    if (content == m_content) {
        return;
    }
    const bool rebuild = !sameShape(content);
    m_content = content;
    if (rebuild) {
        build();
    }
    if (!m_content.title.isEmpty()) {
        fill();
    }
}

void InspectorPanel::build()
{
    m_empty->setVisible(m_content.title.isEmpty());
    m_body->setVisible(!m_content.title.isEmpty());
    qDeleteAll(m_body->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    delete m_body->layout();
    m_values.clear();
    m_asides.clear();
    m_clause = nullptr;
    m_remark = nullptr;
    m_note = nullptr;
    if (m_content.title.isEmpty()) {
        return;
    }
    auto *layout = new QVBoxLayout(m_body);
    const int margin = metrics().panelMargin + 3;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    m_glyph = new Swatch(Glyph::Node, ColorRole::Stream, m_body);
    m_title = new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Strong, m_body);
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    m_title->setElideMode(Qt::ElideMiddle);
    m_state = new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, m_body);
    m_state->setAlignment(Qt::AlignRight);
    head->addWidget(m_glyph);
    head->addWidget(m_title, 1);
    head->addWidget(m_state);
    layout->addLayout(head);
    m_subtitle = new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, m_body);
    layout->addWidget(m_subtitle);
    if (!m_content.clauseTitle.isEmpty()) {
        layout->addSpacing(6);
        layout->addWidget(new ElidedLabel(m_content.clauseTitle, ColorRole::Dim,
                                          ElidedLabel::Face::Small, m_body));
        auto *box = new ClauseBox(m_body);
        m_clause = box->label();
        layout->addWidget(box);
    }
    if (!m_content.remark.isEmpty()) {
        m_remark = wrappedLabel(m_body, QPalette::WindowText);
        layout->addWidget(m_remark);
    }
    for (const InspectorSection &section : m_content.sections) {
        layout->addWidget(hairline(m_body));
        buildSection(*layout, section);
    }
    layout->addWidget(hairline(m_body));
    layout->addWidget(
        new ElidedLabel(tr("Note"), ColorRole::Text, ElidedLabel::Face::Strong, m_body));
    m_note = wrappedLabel(m_body, QPalette::PlaceholderText);
    layout->addWidget(m_note);
    layout->addStretch(1);
}

void InspectorPanel::buildSection(QVBoxLayout &layout, const InspectorSection &section)
{
    auto *head = new QHBoxLayout;
    head->addWidget(
        new ElidedLabel(section.title, ColorRole::Text, ElidedLabel::Face::Strong, m_body));
    head->addStretch(1);
    auto *aside = new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, m_body);
    head->addWidget(aside);
    m_asides.push_back(aside);
    layout.addLayout(head);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(5);
    grid->setHorizontalSpacing(12);
    grid->setColumnStretch(0, 1);
    int line = 0;
    for (const InspectorRow &row : section.rows) {
        auto *name =
            new ElidedLabel(row.name, row.mono ? ColorRole::Text : ColorRole::Dim,
                            row.mono ? ElidedLabel::Face::Mono : ElidedLabel::Face::Ui, m_body);
        auto *value = new ElidedLabel(
            {}, row.role, row.mono ? ElidedLabel::Face::SmallMono : ElidedLabel::Face::Ui, m_body);
        value->setAlignment(Qt::AlignRight);
        grid->addWidget(name, line, 0);
        grid->addWidget(value, line, 1);
        m_values.push_back(value);
        ++line;
    }
    layout.addLayout(grid);
}

void InspectorPanel::fill()
{
    m_glyph->set(m_content.glyph, m_content.role);
    m_title->setText(m_content.title);
    m_state->setText(m_content.state);
    m_state->setRole(m_content.stateRole);
    m_subtitle->setText(m_content.subtitle);
    if (m_clause) {
        m_clause->setText(m_content.clause);
    }
    if (m_remark) {
        m_remark->setText(m_content.remark);
    }
    m_note->setText(m_content.note.isEmpty()
                        ? tr("Comments above a statement in the SQL are its note here.")
                        : m_content.note);
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_content.sections.size(); ++i) {
        m_asides[i]->setText(m_content.sections[i].aside);
        for (const InspectorRow &row : m_content.sections[i].rows) {
            m_values[at]->setText(row.value);
            m_values[at]->setRole(row.role);
            ++at;
        }
    }
}

} // namespace weir::studio
