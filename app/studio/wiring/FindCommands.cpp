#include "app/studio/wiring/FindCommands.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/wiring/EngineView.h"
#include "widgets/editor/EditorPane.h"
#include "widgets/editor/FindBar.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/RecordTab.h"
#include "widgets/panels/TopicsPanel.h"

#include <QApplication>
#include <QLineEdit>

#include <algorithm>

namespace weir::studio {

FindCommands::FindCommands(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
    , m_editor(*needs.pane.editor())
    , m_bar(*needs.pane.findBar())
{
    ActionRegistry &actions = m_needs.actions;
    actions.on(ActionId::Find, this, [this] { find(); });
    actions.on(ActionId::Replace, this, [this] { open(true); });
    actions.on(ActionId::FindNext, this, [this] { step(true); });
    actions.on(ActionId::FindPrevious, this, [this] { step(false); });
    connect(&m_bar, &FindBar::queryChanged, this, &FindCommands::seekWhileTyping);
    connect(&m_bar, &FindBar::nextRequested, this, [this] { step(true); });
    connect(&m_bar, &FindBar::previousRequested, this, [this] { step(false); });
    connect(&m_bar, &FindBar::replaceRequested, this, &FindCommands::replaceOne);
    connect(&m_bar, &FindBar::replaceAllRequested, this, &FindCommands::replaceAll);
    connect(&m_bar, &FindBar::closed, this, &FindCommands::close);
    connect(&m_needs.document, &Document::textChanged, this, [this] {
        if (m_bar.isVisible()) {
            search();
            showCount();
        }
    });
    connect(&m_needs.document, &Document::replaced, this, [this] {
        m_matches.clear();
        m_bar.hide();
    });
    connect(&m_editor, &SqlEditor::caretMoved, this, &FindCommands::showCount);
}

void FindCommands::find()
{
    if (!filterFocusedList()) {
        open(false);
    }
}

// A list that can be filtered takes Ctrl+F for itself.
bool FindCommands::filterFocusedList()
{
    if (m_needs.panels.topics->isAncestorOf(QApplication::focusWidget())) {
        m_needs.panels.topics->focusFilter();
        return true;
    }
    const PanelStack *centre = m_needs.window.stack(MainWindow::Side::Centre);
    const auto *records = qobject_cast<RecordTab *>(centre->page(centre->currentPage()));
    auto *filter =
        records ? records->findChild<QLineEdit *>(QStringLiteral("recordFilter")) : nullptr;
    if (filter) {
        filter->setFocus(Qt::ShortcutFocusReason);
    }
    return filter != nullptr;
}

void FindCommands::open(bool replace)
{
    if (m_needs.panels.designer->mode() == DesignerPage::Mode::Canvas) {
        m_needs.actions.action(ActionId::ShowBoth)->trigger();
    }
    m_needs.window.stack(MainWindow::Side::Centre)->showPage(QStringLiteral("designer"));
    const SourceSpan selected = m_editor.selection();
    const std::string bytes =
        m_needs.document.text().bytes().substr(selected.begin, selected.length());
    const bool oneLine = bytes.find_first_of("\r\n") == std::string::npos;
    if (!m_bar.isVisible()) {
        m_origin = selected;
        m_wentOn = false;
    }
    m_bar.setReplaceDisabled(
        m_editor.isTooLarge() ? tr("A file larger than 5 MB is shown, not edited") : QString());
    m_bar.open(replace, oneLine ? QString::fromStdString(bytes) : QString());
}

void FindCommands::search()
{
    m_query = m_bar.query();
    m_matches.clear();
    m_search.reset();
    Result<language::TextSearch> made = language::TextSearch::compile(m_query);
    if (made) {
        m_search = std::move(*made);
        m_matches = m_search->findAll(m_needs.document.text().bytes());
        m_bar.setCount(0, m_matches.size(), m_matches.size() == language::TextSearch::kMostMatches);
    } else if (made.error().code == "language.empty-search") {
        m_bar.setCount(0, 0, false);
    } else {
        m_bar.setFailure(QString::fromStdString(made.error().message));
    }
    m_editor.setMatches(m_bar.isVisible() ? m_matches : std::vector<SourceSpan>());
}

// Each letter looks again from where the search began.
void FindCommands::seekWhileTyping()
{
    search();
    if (m_matches.empty()) {
        return;
    }
    const std::size_t from = m_wentOn ? m_editor.selection().begin : m_origin.begin;
    const auto at = std::lower_bound(
        m_matches.begin(), m_matches.end(), from,
        [](const SourceSpan &match, std::size_t offset) { return match.begin < offset; });
    show(at == m_matches.end() ? 0 : static_cast<std::size_t>(at - m_matches.begin()));
}

void FindCommands::step(bool forward)
{
    if (m_bar.query().pattern.empty()) {
        return open(false);
    }
    search();
    if (m_matches.empty()) {
        return;
    }
    m_wentOn = true;
    const SourceSpan here = m_editor.selection();
    const auto begins = [](const SourceSpan &match, std::size_t offset) {
        return match.begin < offset;
    };
    auto at = std::lower_bound(m_matches.begin(), m_matches.end(), here.begin, begins);
    if (forward) {
        at += at != m_matches.end() && *at == here ? 1 : 0;
        at = at == m_matches.end() ? m_matches.begin() : at;
    } else {
        at = at == m_matches.begin() ? m_matches.end() - 1 : at - 1;
    }
    show(static_cast<std::size_t>(at - m_matches.begin()));
}

void FindCommands::show(std::size_t match)
{
    m_editor.select(m_matches[match]);
    showCount();
}

void FindCommands::showCount()
{
    if (!m_bar.isVisible() || m_matches.empty()) {
        return;
    }
    const auto at = std::find(m_matches.begin(), m_matches.end(), m_editor.selection());
    m_bar.setCount(at == m_matches.end() ? 0 : static_cast<std::size_t>(at - m_matches.begin()) + 1,
                   m_matches.size(), m_matches.size() == language::TextSearch::kMostMatches);
}

void FindCommands::replaceOne()
{
    const SourceSpan here = m_editor.selection();
    if (!m_search || std::find(m_matches.begin(), m_matches.end(), here) == m_matches.end()) {
        return step(true);
    }
    const sql::SqlText &text = m_needs.document.text();
    const std::string with =
        m_search->replacement(text.bytes(), here, m_bar.replacement().toStdString());
    const Status status =
        m_needs.document.apply(tr("Replace"), {.patches = {text.replace(here, with)}});
    if (!status) {
        m_needs.view.addFailure(status.error());
        return;
    }
    // Go on behind what was put in, or it could be found again.
    m_editor.setCaret(here.begin + with.size());
    step(true);
}

void FindCommands::replaceAll()
{
    search();
    if (!m_search || m_matches.empty()) {
        return;
    }
    const sql::SqlText &text = m_needs.document.text();
    std::vector<TextEdit> edits;
    for (const SourceSpan &match : m_matches) {
        edits.push_back(
            {match, m_search->replacement(text.bytes(), match, m_bar.replacement().toStdString())});
    }
    const QString label = tr("Replace %1").arg(static_cast<qulonglong>(edits.size()));
    const Status status = m_needs.document.apply(label, {.patches = sql::patchesOf(text, edits)});
    if (!status) {
        m_needs.view.addFailure(status.error());
    }
}

void FindCommands::close()
{
    m_editor.setMatches({});
    if (!m_wentOn) {
        m_editor.select(m_origin);
    }
    m_editor.setFocus(Qt::OtherFocusReason);
}

} // namespace weir::studio
