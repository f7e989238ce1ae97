#include "core/bind/relation/Relation.h"
#include "core/bind/statement/Statements.h"

#include <fmt/format.h>

namespace weir::bind {

StatementAction bindDropSource(StatementDraft &draft)
{
    BindContext &context = draft.context;
    const sql::StatementView &view = draft.view;
    const std::string name = context.nameOf(view.name());
    if (view.ifExists() && !context.catalog.find(name)) {
        return DropSource{.name = name, .source = nullptr, .deleteTopic = view.deleteTopic()};
    }
    const std::shared_ptr<const catalog::Source> source = findSource(context, view.name());
    if (!source) {
        return Nothing{};
    }
    const bool saysTable = view.sourceType() == sql::SourceType::Table;
    if (saysTable != source->isTable()) {
        const char *right = source->isTable() ? "TABLE" : "STREAM";
        context
            .error("bind.other-kind", view.sourceTypeSpan(),
                   fmt::format("{} is a {}", name, source->isTable() ? "table" : "stream"))
            .fixes.push_back({fmt::format("Write {}", right), {{view.sourceTypeSpan(), right}}});
        return Nothing{};
    }
    if (view.deleteTopic() && source->readOnly) {
        context.error("bind.read-only-source", view.span(),
                      fmt::format("Cannot delete topic for read-only source: {}", name));
        return Nothing{};
    }
    const Status dropped = context.catalog.drop(name);
    if (!dropped) {
        context.error(dropped.error(), view.name().span);
        return Nothing{};
    }
    return DropSource{.name = name, .source = source, .deleteTopic = view.deleteTopic()};
}

} // namespace weir::bind
