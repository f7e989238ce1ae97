#include "core/runtime/StatementRunner.h"

#include "core/base/RandomBits.h"
#include "core/plan/ExplainText.h"
#include "core/runtime/InsertRecord.h"
#include "core/runtime/ShowStatement.h"
#include "core/runtime/SinkTopics.h"

#include <fmt/format.h>

namespace weir::runtime {

namespace {

TableAnswer sentence(std::string text)
{
    TableAnswer answer;
    answer.message = std::move(text);
    return answer;
}

/// Runs one kind of action; what it does not name is for the caller.
class ActionRunner {
public:
    ActionRunner(const StatementContext &context, const Deadline &deadline)
        : m_context(context)
        , m_deadline(deadline)
    {
    }

    Result<TableAnswer> operator()(const bind::Nothing &) const
    {
        return sentence("nothing to do");
    }

    Result<TableAnswer> operator()(const bind::DeclareSource &declare) const
    {
        const plan::Declaration &declaration = declare.declaration;
        const catalog::Source &source = *declaration.source;
        if (const auto topic = declaredTopic(declaration)) {
            const Status made = m_context.cluster.createTopic(*topic, m_deadline);
            if (!made && made.error().code != "log.topic-exists") {
                return fail(made.error());
            }
        }
        return sentence(
            fmt::format("{} {} created", source.isTable() ? "table" : "stream", source.name));
    }

    Result<TableAnswer> operator()(const bind::InsertValues &insert) const
    {
        WEIR_ASSIGN(const auto topic, m_context.cluster.topic(insert.target->topic, m_deadline));
        WEIR_ASSIGN(const auto record,
                    encodeInsert(insert, topic.partitions, m_context.clock.now(), randomSeed()));
        WEIR_ASSIGN(const auto writer, m_context.cluster.openWriter());
        const log::OutputBatch batch{{topic.name, record.partition}, record.buffer.run()};
        WEIR_ASSIGN(const std::int64_t offset, writer->write(batch, m_deadline));
        return sentence(fmt::format("1 row inserted into {} (partition {}, offset {})",
                                    insert.target->name, record.partition, offset));
    }

    Result<TableAnswer> operator()(const bind::DropSource &drop) const
    {
        if (!drop.source) {
            return sentence(fmt::format("{} does not exist", drop.name));
        }
        if (drop.deleteTopic) {
            WEIR_TRY(m_context.cluster.deleteTopic(drop.source->topic, m_deadline));
            return sentence(
                fmt::format("{} dropped, topic {} deleted", drop.name, drop.source->topic));
        }
        return sentence(fmt::format("{} dropped", drop.name));
    }

    Result<TableAnswer> operator()(const bind::Show &show) const
    {
        return showStatement(show, m_context, m_deadline);
    }

    Result<TableAnswer> operator()(const bind::Describe &describe) const
    {
        return describeStatement(describe, m_context, m_deadline);
    }

    Result<TableAnswer> operator()(const bind::Explain &explain) const
    {
        if (explain.query) {
            return sentence(plan::explainText(*explain.query));
        }
        return explainRunning(explain.name, m_context);
    }

    Result<TableAnswer> operator()(const bind::SetProperty &set) const
    {
        return sentence(set.value ? fmt::format("{} = {}", set.name, *set.value)
                                  : fmt::format("{} unset", set.name));
    }

    Result<TableAnswer> operator()(const bind::DefineVariable &define) const
    {
        return sentence(define.value ? fmt::format("{} = {}", define.name, *define.value)
                                     : fmt::format("{} undefined", define.name));
    }

    Result<TableAnswer> operator()(const bind::DefineType &define) const
    {
        return sentence(define.type ? fmt::format("type {} created", define.name)
                                    : fmt::format("type {} dropped", define.name));
    }

    Result<TableAnswer> operator()(const bind::ControlQuery &) const
    {
        return elsewhere("PAUSE, RESUME and TERMINATE change what runs; give them where that was "
                         "started, in the studio or in 'weir sql'");
    }

    Result<TableAnswer> operator()(const bind::PrintTopic &print) const
    {
        return elsewhere(fmt::format("PRINT goes on for as long as records come; open the records "
                                     "of topic {}, or run it in 'weir sql'",
                                     print.topic));
    }

    Result<TableAnswer> operator()(const bind::StartQuery &) const
    {
        return elsewhere("a query runs with the text that it stands in; apply that");
    }

private:
    static Result<TableAnswer> elsewhere(std::string why)
    {
        return fail(userError("runtime.not-a-statement", std::move(why)));
    }

    const StatementContext &m_context;
    const Deadline &m_deadline;
};

} // namespace

Result<TableAnswer> runStatement(const bind::BoundStatement &statement,
                                 const StatementContext &context, const Deadline &deadline)
{
    return std::visit(ActionRunner(context, deadline), statement.action);
}

} // namespace weir::runtime
