#include "core/bind/query/SinkBinder.h"

#include "core/bind/Coercion.h"
#include "core/functions/FunctionRegistry.h"
#include "core/plan/DescribeNode.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

/// What is kept between rows must fit the value format too, for it is written by it (SEMANTICS 4).
void checkIntermediateTypes(QueryDraft &draft, const catalog::FormatSpec &format)
{
    if (format.name != "DELIMITED") {
        return;
    }
    for (const plan::Node &node : draft.query.nodes) {
        const auto *aggregate = std::get_if<plan::AggregateOp>(&node.op);
        if (aggregate == nullptr) {
            continue;
        }
        for (const plan::ExprPtr &call : aggregate->aggregates) {
            std::vector<functions::Argument> arguments;
            std::vector<DataType> types;
            for (const plan::ExprPtr &operand : call->operands) {
                arguments.push_back(functions::Argument::of(operand->type));
                types.push_back(operand->type);
            }
            const auto resolved =
                functions::FunctionRegistry::builtins().resolve(call->name, arguments);
            const bool nested = resolved && resolved->aggregate != nullptr &&
                                resolved->aggregate->intermediateType &&
                                resolved->aggregate->intermediateType(types).isNested();
            if (nested) {
                draft.context.error(
                    "bind.intermediate-type", call->span,
                    fmt::format("{} has an intermediate type that the value format {} cannot hold",
                                call->name, format.name),
                    "Remove the function or change the format");
            }
        }
    }
}

void putSink(QueryDraft &draft, plan::SinkOp sink, bool table, SourceSpan span)
{
    plan::NodeIndex input = draft.last();
    const Schema schema = draft.node(input).schema;
    if (table) {
        input = draft.add("coalesce", plan::CoalesceOp{}, {input}, schema, span);
    }
    draft.add("sink", std::move(sink), {input}, schema, span);
}

/// A whole number or a short decimal fits a DECIMAL column by its kind; a value that turns out too
/// large becomes null.
plan::ExprPtr asColumn(const plan::ExprPtr &expr, const DataType &type)
{
    if (plan::ExprPtr result = coerced(expr, type)) {
        return result;
    }
    const bool number = expr->type.isNumeric() && !expr->type.is(TypeKind::Double);
    return number && type.is(TypeKind::Decimal) ? plan::makeCast(expr, type, true, expr->span)
                                                : nullptr;
}

/// The schema with `KEY` columns and the key's window, for a message about two that do not fit.
std::string schemaText(const Schema &schema, const std::optional<KeyWindow> &window)
{
    std::string text = "[" + schema.toString() + "]";
    if (window && window->kind == WindowKind::Session) {
        text += " by SESSION windows";
    } else if (window) {
        text += fmt::format(
            " by {} windows of {}", window->kind == WindowKind::Hopping ? "HOPPING" : "TUMBLING",
            window->sizeMs ? plan::durationText(*window->sizeMs) : std::string("unknown size"));
    }
    return text;
}

/// Keys are the same only if their windows are: a key names its window by the start alone, so the
/// size counts and the advance does not.
bool sameWindow(const std::optional<KeyWindow> &a, const std::optional<KeyWindow> &b)
{
    if (!a || !b) {
        return !a && !b;
    }
    const bool session = a->kind == WindowKind::Session;
    return session == (b->kind == WindowKind::Session) && (session || a->sizeMs == b->sizeMs);
}

void rememberTopic(BindContext &context, const std::string &topic, int partitions, int replicas)
{
    context.environment.topics.try_emplace(
        topic, catalog::TopicFact{
                   .name = topic, .partitions = partitions, .replicas = replicas, .config = {}});
}

} // namespace

std::shared_ptr<const catalog::Source>
bindNewSink(QueryDraft &draft, const sql::StatementView &statement, const std::string &name)
{
    BindContext &context = draft.context;
    const std::size_t before = context.diagnostics.size();
    const catalog::WithProperties with =
        readWith(context, statement.properties(), catalog::PropertyUse::Query);
    const plan::Node &root = draft.node(draft.last());
    auto source = std::make_shared<catalog::Source>();
    source->name = name;
    source->kind = root.table ? catalog::SourceKind::Table : catalog::SourceKind::Stream;
    source->schema = root.schema;
    source->keyWindow = root.keyWindow;
    source->topic =
        with.topic.value_or(context.setting("ksql.output.topic.name.prefix", "") + name);
    source->writtenBy = draft.query.key;
    source->nameOffset = statement.name().span.begin;
    const catalog::Source &left = *draft.leftSource;
    const SourceSpan span = statement.name().span;
    bindFormats(context, with, {.key = left.keyFormat, .value = left.valueFormat, .span = span},
                *source);
    bindTimestamp(context, with, span, *source);
    checkIntermediateTypes(draft, source->valueFormat);
    if (context.diagnostics.size() > before) {
        draft.failed = true;
        return nullptr;
    }
    const auto fact = context.environment.topics.find(left.topic);
    const bool known = fact != context.environment.topics.end();
    plan::SinkOp sink{.target = source,
                      .partitions = with.partitions,
                      .replicas = with.replicas,
                      .retentionMs = with.retentionMs};
    rememberTopic(context, source->topic,
                  with.partitions.value_or(known ? fact->second.partitions : 1),
                  with.replicas.value_or(known ? fact->second.replicas : 1));
    putSink(draft, std::move(sink), source->isTable(), span);
    return source;
}

void bindInsertSink(QueryDraft &draft, const sql::StatementView &statement,
                    const std::shared_ptr<const catalog::Source> &target, const BoundSelect &select)
{
    plan::Node &root = draft.node(draft.last());
    const Schema given = root.schema;
    const Schema &wanted = target->schema;
    auto &project = std::get<plan::ProjectOp>(root.op);
    bool fits = !root.table && sameWindow(root.keyWindow, target->keyWindow) &&
                given.key.size() == wanted.key.size() && given.value.size() == wanted.value.size();
    Schema cast = given;
    for (std::size_t i = 0; fits && i < wanted.size(); ++i) {
        const bool isKey = i < wanted.key.size();
        const std::size_t place = isKey ? i : i - wanted.key.size();
        plan::NamedExpr &named = isKey ? project.key[place] : project.value[place];
        const plan::ExprPtr expr = asColumn(named.expr, wanted.at(i).type);
        fits = named.name == wanted.at(i).name && expr != nullptr;
        if (fits) {
            project.identity = project.identity && expr == named.expr;
            named.expr = expr;
            (isKey ? cast.key : cast.value)[place].type = wanted.at(i).type;
        }
    }
    if (root.table) {
        draft.context.error("bind.insert-table-into-stream", select.selectSpan,
                            "The SELECT makes a table, which cannot be inserted into a stream");
        draft.failed = true;
        return;
    }
    if (!fits) {
        draft.context.error(
            "bind.schema-mismatch", select.selectSpan,
            fmt::format("Incompatible schema between results and sink {}. Result schema is {}, but "
                        "the sink schema is {}",
                        target->name, schemaText(given, root.keyWindow),
                        schemaText(wanted, target->keyWindow)));
        draft.failed = true;
        return;
    }
    root.schema = cast;
    putSink(draft, plan::SinkOp{.target = target}, false, statement.name().span);
}

} // namespace weir::bind
