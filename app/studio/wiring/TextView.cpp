#include "app/studio/wiring/TextView.h"

#include "app/studio/Document.h"
#include "app/studio/StatusLine.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/Selection.h"
#include "core/language/Completion.h"
#include "core/language/Semantics.h"
#include "core/sql/Parser.h"
#include "widgets/editor/SqlEditor.h"

#include <algorithm>
#include <utility>

namespace weir::studio {

namespace {

/// Colours and completion of larger texts would cost more than a frame.
constexpr std::size_t kSemanticBytes = 512 * 1024;

const session::StatementInfo *statementAt(const session::LanguageResult &language,
                                          std::size_t offset)
{
    for (const session::StatementInfo &statement : language.statements) {
        if (offset >= statement.span.begin && offset <= statement.span.end) {
            return &statement;
        }
    }
    return nullptr;
}

} // namespace

TextView::TextView(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    SqlEditor *editor = &m_needs.editor;
    Document *document = &m_needs.document;
    connect(document, &Document::replaced, this, [this] {
        m_needs.editor.load(m_needs.document.text());
        sendText();
    });
    connect(document, &Document::patched, editor, &SqlEditor::applyPatch);
    connect(document, &Document::textChanged, this, &TextView::sendText);
    connect(editor, &SqlEditor::edited, this, &TextView::edited);
    connect(editor, &SqlEditor::caretJumped, this, [this] { m_needs.document.breakTyping(); });
    connect(editor, &SqlEditor::caretMoved, this, &TextView::caretMoved);
    connect(editor, &SqlEditor::fixRequested, this,
            [this](const Fix &fix) { applyFix(fix, m_needs.editor.revision()); });
    connect(editor, &SqlEditor::completionRequested, this, &TextView::complete);
    connect(&m_needs.port, &session::EnginePort::languageChanged, this, &TextView::showLanguage);
    connect(&m_needs.selection, &Selection::changed, this, &TextView::highlight);
    connect(&m_needs.selection, &Selection::revealed, this, &TextView::reveal);
    editor->load(document->text());
    sendText();
}

void TextView::edited(const sql::TextPatch &patch, EditKind kind)
{
    Document &document = m_needs.document;
    const Status status = kind == EditKind::Typing ? document.type(patch)
                          : kind == EditKind::More
                              ? document.join(patch)
                              : document.apply(tr("Edit"), {.patches = {patch}});
    if (!status) {
        // The editor shows what the text is not: put the truth back.
        m_needs.view.addFailure(status.error());
        m_needs.editor.load(m_needs.document.text());
    }
}

void TextView::sendText()
{
    m_needs.port.setText(m_needs.document.text().bytes(), m_needs.document.text().revision());
}

void TextView::applyFix(const Fix &fix, std::uint64_t revision)
{
    if (revision != m_needs.document.text().revision()) {
        return;
    }
    const Status status =
        m_needs.document.apply(QString::fromStdString(fix.label),
                               {.patches = sql::patchesOf(m_needs.document.text(), fix.edits)});
    if (!status) {
        m_needs.view.addFailure(status.error());
    }
}

void TextView::showLanguage()
{
    const auto language = m_needs.port.language();
    if (!language || language->revision != m_needs.document.text().revision()) {
        return;
    }
    m_needs.editor.setDiagnostics(language->diagnostics);
    std::vector<SourceSpan> statements;
    for (const session::StatementInfo &statement : language->statements) {
        statements.push_back(statement.span);
    }
    m_needs.editor.setStatements(statements, language->revision);
    showSemantics(*language);
    highlight(m_needs.selection.current());
}

void TextView::showSemantics(const session::LanguageResult &language)
{
    const std::string &text = m_needs.document.text().bytes();
    if (text.size() > kSemanticBytes) {
        return;
    }
    static constexpr SemanticSpan::Role kRoles[] = {
        SemanticSpan::Role::Stream, SemanticSpan::Role::Table, SemanticSpan::Role::Column,
        SemanticSpan::Role::Function};
    std::vector<SemanticSpan> spans;
    const sql::ParsedScript parsed = sql::parse(text);
    for (const language::SemanticToken &token :
         language::semanticTokens(*parsed.tree, language.plan.get())) {
        spans.push_back({token.span, kRoles[static_cast<int>(token.what)]});
    }
    m_needs.editor.setSemantics(spans, language.revision);
}

void TextView::complete(std::size_t caret)
{
    const std::string &text = m_needs.document.text().bytes();
    if (text.size() > kSemanticBytes) {
        return;
    }
    const auto language = m_needs.port.language();
    language::CompletionFacts facts;
    facts.plan = language ? language->plan.get() : nullptr;
    for (const runtime::TopicGauges &topic : m_needs.port.snapshot()->topics) {
        facts.topics.push_back(topic.name);
    }
    const sql::ParsedScript parsed = sql::parse(text);
    const language::CompletionResult found = language::complete(*parsed.tree, caret, facts);
    std::vector<CompletionEntry> entries;
    for (const language::Completion &completion : found.entries) {
        entries.push_back({static_cast<CompletionEntry::Kind>(completion.kind),
                           QString::fromStdString(completion.label),
                           QString::fromStdString(completion.detail), completion.inserts});
    }
    m_needs.editor.showCompletions(std::move(entries), found.replaces,
                                   m_needs.document.text().revision());
}

void TextView::caretMoved(std::size_t offset, int line, int column)
{
    m_needs.status.setCaret(line, column);
    const auto language = m_needs.port.language();
    if (!m_needs.editor.hasFocus() || !language ||
        language->revision != m_needs.document.text().revision()) {
        return;
    }
    const session::StatementInfo *statement = statementAt(*language, offset);
    if (statement && !statement->key.empty() &&
        m_needs.selection.current().statement() != statement->key) {
        m_needs.selection.select(NodeKey{statement->key});
    }
}

void TextView::highlight(const NodeKey &key)
{
    const auto language = m_needs.port.language();
    if (!language || language->revision != m_needs.document.text().revision()) {
        return;
    }
    std::optional<SourceSpan> span;
    for (const session::StatementInfo &statement : language->statements) {
        if (!key.empty() && statement.key == key.statement()) {
            span = statement.span;
        }
    }
    m_needs.editor.highlightStatement(span);
}

void TextView::reveal(const NodeKey &key)
{
    const auto language = m_needs.port.language();
    if (!language || !language->plan) {
        return;
    }
    if (const plan::Node *node = language->plan->findNode(key)) {
        m_needs.editor.select(node->span);
        return;
    }
    for (const session::StatementInfo &statement : language->statements) {
        if (statement.key == key.statement()) {
            m_needs.editor.select({statement.span.begin, statement.span.begin});
        }
    }
}

} // namespace weir::studio
