#include "app/studio/wiring/SqlCommands.h"

#include "app/studio/Document.h"
#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/Selection.h"
#include "core/language/Hover.h"
#include "core/sql/Format.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Statement.h"
#include "widgets/editor/EditorPane.h"
#include "widgets/editor/SqlEditor.h"

#include <utility>

namespace weir::studio {

SqlCommands::SqlCommands(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
    , m_editor(*needs.pane.editor())
{
    ActionRegistry &actions = m_needs.actions;
    actions.on(ActionId::FormatSql, this, [this] { format(); });
    actions.on(ActionId::PeekDefinition, this, [this] { peek(); });
    connect(&m_editor, &SqlEditor::definitionRequested, this, &SqlCommands::goToDefinition);
    connect(&m_needs.document, &Document::stateChanged, this, &SqlCommands::enableActions);
    enableActions();
}

void SqlCommands::enableActions()
{
    m_needs.actions.setDisabledReason(ActionId::FormatSql,
                                      m_needs.document.text().size() == 0 ? tr("The text is empty")
                                      : m_editor.isTooLarge()
                                          ? tr("A file larger than 5 MB is shown, not edited")
                                          : QString());
}

// The selected statements, or all of them.
void SqlCommands::format()
{
    const sql::SqlText &text = m_needs.document.text();
    const SourceSpan selected = m_editor.selection();
    const sql::ParsedScript parsed = sql::parse(text.bytes());
    const std::vector<TextEdit> edits = sql::formatEdits(
        *parsed.tree, selected.length() > 0 ? std::optional(selected) : std::nullopt);
    const Status status =
        m_needs.document.apply(tr("Format"), {.patches = sql::patchesOf(text, edits)});
    if (!status) {
        m_needs.view.addFailure(status.error());
    }
}

void SqlCommands::goToDefinition(std::size_t offset)
{
    const auto language = m_needs.port.language();
    const sql::ParsedScript parsed = sql::parse(m_needs.document.text().bytes());
    const std::optional<SourceSpan> found =
        language::definitionAt(*parsed.tree, offset, language ? language->plan.get() : nullptr);
    if (!found) {
        return;
    }
    m_editor.select(*found);
    const sql::StatementView statement = sql::statementAt(*parsed.tree, found->begin);
    const std::vector<sql::StatementView> statements = sql::statementsOf(*parsed.tree);
    const std::vector<std::string> keys = sql::statementKeys(*parsed.tree);
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (statements[i].span() == statement.span()) {
            m_needs.selection.select(NodeKey{keys[i]});
        }
    }
}

void SqlCommands::peek()
{
    const auto language = m_needs.port.language();
    if (!language) {
        return;
    }
    const std::size_t caret = m_editor.caret();
    const std::string &bytes = m_needs.document.text().bytes();
    const sql::ParsedScript parsed = sql::parse(bytes);
    const auto hover = language::hoverAt(*parsed.tree, caret, language->plan.get());
    if (!hover) {
        return;
    }
    QString body = QString::fromStdString(hover->text);
    const qsizetype head = body.indexOf(u'\n');
    const QString title = body.left(head);
    body = head < 0 ? QString() : body.mid(head + 1);
    const auto definition = language::definitionAt(*parsed.tree, caret, language->plan.get());
    if (definition) {
        const sql::StatementView statement = sql::statementAt(*parsed.tree, definition->begin);
        body += (body.isEmpty() ? "" : "\n\n") +
                QString::fromUtf8(statement.node().text().data(),
                                  static_cast<qsizetype>(statement.node().text().size()));
        // The strip below the canvas shows the rows there.
        m_needs.selection.select(NodeKey{statement.name().name});
    }
    m_editor.showPeek(caret, title, body);
}

} // namespace weir::studio
