#include "core/exec/lower/LowerNode.h"

#include "core/catalog/DeadLetters.h"
#include "core/exec/operators/Coalesce.h"
#include "core/exec/operators/Filter.h"
#include "core/exec/operators/Flatten.h"
#include "core/exec/operators/ForeignKeyJoin.h"
#include "core/exec/operators/Project.h"
#include "core/exec/operators/Rekey.h"
#include "core/exec/operators/Scan.h"
#include "core/exec/operators/SessionAggregate.h"
#include "core/exec/operators/Simple.h"
#include "core/exec/operators/Sink.h"
#include "core/exec/operators/StreamStreamJoin.h"
#include "core/exec/operators/StreamTableJoin.h"
#include "core/exec/operators/TableTableJoin.h"
#include "core/exec/source/SourceDecoder.h"
#include "core/functions/FunctionRegistry.h"

namespace weir::exec {
namespace {

LowerNode::Made notYet(const std::string &what)
{
    return fail(userError("exec.not-yet", what + " cannot run yet in this version"));
}

template <class Op, class... Args> LowerNode::Made makeOperator(Args &&...args)
{
    return std::shared_ptr<const Operator>(std::make_shared<Op>(std::forward<Args>(args)...));
}

Result<std::unique_ptr<formats::Codec>> sinkCodec(const catalog::FormatSpec &format,
                                                  formats::PayloadRole role,
                                                  const std::vector<ColumnDefinition> &columns)
{
    formats::CodecSpec spec;
    spec.format = format;
    spec.role = role;
    spec.columns = columns;
    return formats::makeCodec(spec);
}

} // namespace

Result<std::vector<Program>> LowerNode::programs(const std::vector<plan::NamedExpr> &exprs) const
{
    std::vector<Program> programs;
    for (const plan::NamedExpr &named : exprs) {
        WEIR_ASSIGN(Program program, Program::compile(named.expr, input(0).schema));
        programs.push_back(std::move(program));
    }
    return programs;
}

LowerNode::Made LowerNode::operator()(const plan::ScanOp &op)
{
    // A source that nobody can decode is refused here, by the name of its format, and not when the
    // query starts among others.
    WEIR_TRY(SourceDecoder::make(op, node.schema));
    ScanInput scan;
    scan.key = node.key;
    scan.topic = op.source->topic;
    scan.partitions = options.partitions ? options.partitions(scan.topic) : 1;
    scan.scan = op;
    scan.schema = node.schema;
    scan.deadLetterTopic = catalog::deadLetterTopicOf(*op.source);
    if (!scan.deadLetterTopic.empty() && options.partitions) {
        scan.deadLetterPartitions = options.partitions(scan.deadLetterTopic);
    }
    physical.scans.push_back(std::move(scan));
    const std::size_t index = physical.scans.size() - 1;
    if (!node.table) {
        return makeOperator<StreamScan>(node.key, node.schema, index);
    }
    TableScan::Parts parts{.scan = index,
                           .partitions = static_cast<std::size_t>(physical.scans[index].partitions),
                           .windowed = op.source->keyWindow.has_value(),
                           .materialised = needs.before || options.materialise};
    return makeOperator<TableScan>(node.key, node.schema, parts);
}

LowerNode::Made LowerNode::operator()(const plan::FilterOp &op)
{
    WEIR_ASSIGN(Program predicate, Program::compile(op.predicate, input(0).schema));
    if (node.table) {
        return makeOperator<TableFilter>(node.key, node.schema, std::move(predicate));
    }
    return makeOperator<StreamFilter>(node.key, node.schema, std::move(predicate));
}

LowerNode::Made LowerNode::operator()(const plan::ProjectOp &op)
{
    WEIR_ASSIGN(auto key, programs(op.key));
    WEIR_ASSIGN(auto value, programs(op.value));
    return makeOperator<Project>(node.key, node.schema, std::move(key), std::move(value));
}

LowerNode::Made LowerNode::operator()(const plan::RekeyOp &op)
{
    WEIR_ASSIGN(auto key, programs(op.key));
    return makeOperator<Rekey>(node.key, node.schema, std::move(key), op.value);
}

LowerNode::Made LowerNode::operator()(const plan::ExchangeOp &op)
{
    std::vector<Program> key;
    std::vector<ColumnDefinition> columns;
    for (const plan::ExprPtr &expr : op.key) {
        WEIR_ASSIGN(Program program, Program::compile(expr, input(0).schema));
        columns.push_back({"K" + std::to_string(columns.size()), program.type()});
        key.push_back(std::move(program));
    }
    WEIR_ASSIGN(auto partitioner, KeyPartitioner::make(op.keyFormat, columns, op.partitions));
    return makeOperator<Exchange>(node.key, node.schema, std::move(key), std::move(partitioner));
}

LowerNode::Made LowerNode::operator()(const plan::JoinOp &op)
{
    WEIR_ASSIGN(Program leftKey, Program::compile(op.leftKey, input(0).schema));
    std::vector<bool> used(needs.columns.begin() +
                               static_cast<std::ptrdiff_t>(node.schema.key.size()),
                           needs.columns.end());
    if (op.kind != plan::JoinKind::StreamTable) {
        WEIR_ASSIGN(Program rightKey, Program::compile(op.rightKey, input(1).schema));
        std::vector<DataType> key;
        for (const ColumnDefinition &column : node.schema.key) {
            key.push_back(column.type);
        }
        JoinShape shape(std::move(key), input(0).schema, input(1).schema, op.columns,
                        std::move(used));
        if (op.kind == plan::JoinKind::StreamStream) {
            StreamStreamJoin::Parts parts{
                op, {std::move(leftKey), std::move(rightKey)}, std::move(shape)};
            return makeOperator<StreamStreamJoin>(node.key, node.schema, std::move(parts));
        }
        if (op.kind == plan::JoinKind::ForeignKey) {
            WEIR_ASSIGN(auto codec, makeKeyCodec(sourceKeyFormat(), node.schema.key));
            ForeignKeyJoin::Parts parts{op.type,
                                        {std::move(leftKey), std::move(rightKey)},
                                        std::move(shape),
                                        std::move(codec)};
            return makeOperator<ForeignKeyJoin>(node.key, node.schema, std::move(parts));
        }
        TableTableJoin::Parts parts{op.type,
                                    {std::move(leftKey), std::move(rightKey)},
                                    std::move(shape),
                                    node.keyWindow.has_value()};
        return makeOperator<TableTableJoin>(node.key, node.schema, std::move(parts));
    }
    StreamTableJoin::Parts parts{op.type, std::move(leftKey), input(1).schema, op.columns,
                                 std::move(used)};
    return makeOperator<StreamTableJoin>(node.key, node.schema, std::move(parts));
}

LowerNode::Made LowerNode::operator()(const plan::WindowOp &)
{
    return makeOperator<PassThrough>(node.key, node.schema);
}

LowerNode::Made LowerNode::operator()(const plan::AggregateOp &op)
{
    WEIR_ASSIGN(AggregateParts parts, aggregateParts(op));
    parts.needsBefore = needs.before;
    parts.overTable = input(0).table;
    if (const auto *window = std::get_if<plan::WindowOp>(&input(0).op)) {
        parts.window = *window;
    }
    if (parts.emitsFinal()) {
        parts.needsBefore = false; // a final result is the first of its window
        WEIR_ASSIGN(parts.keyCodec, makeKeyCodec(sourceKeyFormat(), node.schema.key));
    }
    if (input(0).table) {
        return makeOperator<TableAggregate>(node.key, node.schema, std::move(parts));
    }
    if (parts.window && parts.window->kind == WindowKind::Session) {
        return makeOperator<SessionAggregate>(node.key, node.schema, std::move(parts));
    }
    return makeOperator<StreamAggregate>(node.key, node.schema, std::move(parts));
}

LowerNode::Made LowerNode::operator()(const plan::FlattenOp &op)
{
    std::vector<Flatten::Call> calls;
    for (const plan::NamedExpr &named : op.calls) {
        Flatten::Call call;
        call.type = named.expr->type;
        std::vector<functions::Argument> arguments;
        for (const plan::ExprPtr &operand : named.expr->operands) {
            WEIR_ASSIGN(Program program, Program::compile(operand, input(0).schema));
            arguments.push_back(functions::Argument::of(operand->type));
            call.arguments.push_back(std::move(program));
        }
        WEIR_ASSIGN(const auto resolved,
                    functions::FunctionRegistry::builtins().resolve(named.expr->name, arguments));
        if (resolved.table == nullptr || !resolved.table->kernel) {
            return notYet("The table function " + named.expr->name);
        }
        call.function = *resolved.table;
        calls.push_back(std::move(call));
    }
    return makeOperator<Flatten>(node.key, node.schema, std::move(calls));
}

LowerNode::Made LowerNode::operator()(const plan::UnionOp &)
{
    return makeOperator<Union>(node.key, node.schema);
}

LowerNode::Made LowerNode::operator()(const plan::CoalesceOp &)
{
    if (options.coalesce) {
        return makeOperator<Coalesce>(node.key, node.schema);
    }
    return makeOperator<PassThrough>(node.key, node.schema);
}

LowerNode::Made LowerNode::operator()(const plan::LimitOp &op)
{
    return makeOperator<Limit>(node.key, node.schema, op.count);
}

LowerNode::Made LowerNode::operator()(const plan::SinkOp &op)
{
    const catalog::Source &target = *op.target;
    Sink::Parts parts;
    parts.target = op.target;
    parts.partitions = options.partitions ? options.partitions(target.topic) : 1;
    parts.window = node.keyWindow ? node.keyWindow : target.keyWindow;
    WEIR_ASSIGN(parts.key,
                sinkCodec(target.keyFormat, formats::PayloadRole::Key, target.schema.key));
    WEIR_ASSIGN(parts.value,
                sinkCodec(target.valueFormat, formats::PayloadRole::Value, target.schema.value));
    if (target.timestamp) {
        WEIR_ASSIGN(parts.timestamp, timestampProgram(*target.timestamp, target.schema));
    }
    physical.target = op.target;
    physical.targetPartitions = parts.partitions;
    return makeOperator<Sink>(node.key, node.schema, std::move(parts));
}

LowerNode::Made LowerNode::operator()(const plan::ResultOp &)
{
    return makeOperator<ResultOutput>(node.key, node.schema);
}

} // namespace weir::exec
