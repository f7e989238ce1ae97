#include "app/studio/wiring/RenameCommand.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/StatusLine.h"
#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/Selection.h"
#include "core/base/AsciiCase.h"
#include "core/bind/ColumnNames.h"
#include "core/sql/Lexer.h"
#include "core/sql/view/Statement.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/EditorPane.h"
#include "widgets/editor/RenameBox.h"
#include "widgets/editor/SqlEditor.h"

#include <utility>

namespace weir::studio {

namespace {

constexpr int kMessageMs = 5'000;

/// The one name that a text is, as the catalogue has it; nothing when it is no identifier.
std::optional<std::string> nameOf(const std::string &typed)
{
    const std::vector<sql::Token> tokens = sql::tokenize(typed);
    if (tokens.size() != 2 || tokens[0].unterminated) {
        return std::nullopt;
    }
    if (tokens[0].kind == sql::TokenKind::QuotedIdentifier) {
        return sql::unquote(typed);
    }
    const bool word = tokens[0].kind == sql::TokenKind::Word && !sql::isReserved(tokens[0].keyword);
    return word ? std::optional(upperCase(typed)) : std::nullopt;
}

} // namespace

RenameCommand::RenameCommand(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    m_needs.actions.on(ActionId::Rename, this, [this] { start(); });
}

void RenameCommand::start()
{
    SqlEditor &editor = *m_needs.pane.editor();
    if (!editor.hasFocus()) {
        if (const auto target = selectedTarget()) {
            CanvasView &canvas = *m_needs.panels.designer->canvas();
            const int block =
                canvas.scene().findBlock(NodeKey{m_needs.selection.current().statement()});
            if (canvas.isVisible() && block >= 0) {
                canvas.reveal(NodeKey{m_needs.selection.current().statement()});
                const QRectF rect = canvas.scene().block(block).rect;
                const QPointF corner = canvas.camera().toView(rect.topLeft());
                return ask(&canvas, QRect(corner.toPoint(), QSize(10, 10)), *target);
            }
        }
    }
    SourceSpan span;
    if (const auto target = targetAt(editor.caret(), span)) {
        return ask(&editor, editor.placeOf(span), *target);
    }
    m_needs.window.statusLine()->showMessage(
        tr("Put the caret into the name of a stream, a table or a column first"), kMessageMs);
}

std::optional<RenameCommand::Target> RenameCommand::targetAt(std::size_t offset,
                                                             SourceSpan &span) const
{
    const auto language = m_needs.port.language();
    const std::string &text = m_needs.document.text().bytes();
    if (!language || !language->plan || language->revision != m_needs.document.text().revision()) {
        return std::nullopt;
    }
    const sql::ParsedScript parsed = sql::parse(text);
    const sql::SyntaxNode node = parsed.tree->nodeAt(offset);
    if (node.kind() != sql::SyntaxKind::Name || node.text().empty()) {
        return std::nullopt;
    }
    span = node.span();
    const bind::ColumnNames names = bind::columnNamesOf(*parsed.tree, *language->plan);
    if (const bind::ColumnPlace *place = names.at(offset)) {
        return Target{place->symbol.source, place->symbol.column, std::string(node.text())};
    }
    const std::string name = sql::identifierOf(node).name;
    const sql::SyntaxKind parent = node.parent().kind();
    const bool named = sql::isStatement(parent) || parent == sql::SyntaxKind::SourceRelation ||
                       parent == sql::SyntaxKind::ColumnReference ||
                       parent == sql::SyntaxKind::StarItem;
    if (!named || language->plan->sources.count(name) == 0) {
        return std::nullopt;
    }
    return Target{name, {}, std::string(node.text())};
}

std::optional<RenameCommand::Target> RenameCommand::selectedTarget() const
{
    const auto language = m_needs.port.language();
    const std::string key = m_needs.selection.current().statement();
    if (key.empty() || !language || !language->plan || language->plan->sources.count(key) == 0) {
        return std::nullopt;
    }
    return Target{key, {}, sql::quoteIdentifier(key)};
}

void RenameCommand::ask(QWidget *over, const QRect &anchor, const Target &target)
{
    m_needs.pane.editor()->hidePeek();
    auto *box = new RenameBox(over, anchor, QString::fromStdString(target.written),
                              [this, target](const QString &typed) -> RenameBox::Verdict {
                                  if (typed.toStdString() == target.written) {
                                      return {{}, tr("Enter renames it everywhere, Esc leaves it")};
                                  }
                                  const Result<project::Edit> edit = plan(target, typed);
                                  if (!edit) {
                                      return {QString::fromStdString(edit.error().message), {}};
                                  }
                                  return {{},
                                          tr("%n place(s), one step to undo", nullptr,
                                             static_cast<int>(edit->change.patches.size()))};
                              });
    connect(box, &RenameBox::accepted, this,
            [this, target](const QString &typed) { apply(target, typed); });
}

Result<project::Edit> RenameCommand::plan(const Target &target, const QString &typed) const
{
    const std::string written = typed.trimmed().toStdString();
    const std::optional<std::string> name = nameOf(written);
    if (!name) {
        return fail(
            userError("project.no-name",
                      tr("Letters, digits and _, or any text in `backquotes`").toStdString()));
    }
    const auto language = m_needs.port.language();
    const Document &document = m_needs.document;
    const sql::ParsedScript parsed = sql::parse(document.text().bytes());
    const bool current = language && language->revision == document.text().revision();
    const project::EditContext context{document.text(), *parsed.tree, document.arrangement(),
                                       current ? language->plan.get() : nullptr};
    if (target.column.empty()) {
        return project::planEdit(context, project::RenameSource{target.source, *name, written});
    }
    return project::planEdit(context,
                             project::RenameColumn{target.source, target.column, *name, written});
}

void RenameCommand::apply(const Target &target, const QString &typed)
{
    if (typed.toStdString() == target.written) {
        return;
    }
    Result<project::Edit> edit = plan(target, typed);
    if (!edit) {
        m_needs.view.addFailure(edit.error());
        return;
    }
    const QString label = QString::fromStdString(edit->label);
    if (const Status status = m_needs.document.apply(label, std::move(edit->change)); !status) {
        m_needs.view.addFailure(status.error());
    }
}

} // namespace weir::studio
