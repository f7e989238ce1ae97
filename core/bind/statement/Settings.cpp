#include "core/catalog/Settings.h"

#include "core/bind/TypeBinder.h"
#include "core/bind/statement/Statements.h"

#include <fmt/format.h>

namespace weir::bind {

StatementAction bindSetProperty(StatementDraft &draft)
{
    auto &properties = draft.context.environment.properties;
    const std::size_t before = draft.context.diagnostics.size();
    const std::string name = draft.context.textOf(draft.view.literal(0));
    if (draft.view.kind() == sql::SyntaxKind::UnsetProperty) {
        properties.erase(name);
        return SetProperty{.name = name, .value = std::nullopt};
    }
    const std::string value = draft.context.textOf(draft.view.literal(1));
    if (draft.context.diagnostics.size() > before || draft.view.hasError()) {
        return Nothing{};
    }
    if (name == catalog::kEmitInterval && !catalog::millisecondsOf(value)) {
        draft.context.error("bind.bad-setting", draft.view.literal(1).span(),
                            fmt::format("{} is a number of milliseconds, not '{}'", name, value),
                            "Write '0' for every change, or for example '100'");
        return Nothing{};
    }
    properties[name] = value;
    return SetProperty{.name = name, .value = value};
}

StatementAction bindDefine(StatementDraft &draft)
{
    auto &variables = draft.context.environment.variables;
    const std::string name = upperCase(draft.view.name().name); // any case finds it
    if (draft.view.kind() == sql::SyntaxKind::Undefine) {
        if (variables.erase(name) == 0) {
            draft.context.error("bind.unknown-variable", draft.view.name().span,
                                fmt::format("There is no variable {}", name));
        }
        return DefineVariable{.name = name, .value = std::nullopt};
    }
    const std::size_t before = draft.context.diagnostics.size();
    const std::string value = draft.context.textOf(draft.view.literal(0));
    if (draft.context.diagnostics.size() > before || draft.view.hasError()) {
        return Nothing{}; // the text has a hole, which would be reported again wherever it is used
    }
    variables[name] = value;
    return DefineVariable{.name = name, .value = value};
}

StatementAction bindType(StatementDraft &draft)
{
    BindContext &context = draft.context;
    const std::string name = context.nameOf(draft.view.name());
    if (draft.view.kind() == sql::SyntaxKind::DropType) {
        if (!context.catalog.dropType(name) && !draft.view.ifExists()) {
            context.error("bind.unknown-type", draft.view.name().span,
                          fmt::format("There is no type {}", name));
            return Nothing{};
        }
        return DefineType{.name = name, .type = std::nullopt};
    }
    const std::optional<DataType> type = bindType(context, draft.view.type());
    if (!type) {
        return Nothing{};
    }
    if (draft.view.ifNotExists() && context.catalog.types().contains(name)) {
        return Nothing{};
    }
    if (context.options.mode == BindMode::Project) {
        context.catalog.dropType(name);
    }
    const Status added = context.catalog.addType(name, *type);
    if (!added) {
        context.error(added.error(), draft.view.name().span);
        return Nothing{};
    }
    return DefineType{.name = name, .type = type};
}

} // namespace weir::bind
