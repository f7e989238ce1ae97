#include "core/language/Completion.h"

#include "core/catalog/WithProperties.h"
#include "core/functions/FunctionRegistry.h"
#include "core/language/CaretContext.h"
#include "core/language/Scope.h"

#include <set>

namespace weir::language {

namespace {

using sql::Keyword;

/// Collects the entries for one caret.
class CompletionBuilder {
public:
    CompletionBuilder(const CaretContext &context, const CompletionFacts &facts)
        : m_context(context)
        , m_facts(facts)
    {
    }

    std::vector<Completion> run();

private:
    void words(std::initializer_list<std::string_view> texts,
               CompletionKind kind = CompletionKind::Keyword)
    {
        for (const std::string_view text : texts) {
            m_entries.push_back({kind, std::string(text), "", std::string(text)});
        }
    }
    void strings(const std::vector<std::string> &values, CompletionKind kind)
    {
        for (const std::string &value : values) {
            m_entries.push_back(
                {kind, value, "", m_context.inString ? value : sql::quoteString(value)});
        }
    }
    void sources();
    void columns(const std::string &alias);
    void functions();
    void propertyNames();
    void propertyValues();
    void expressionWords();

    const CaretContext &m_context;
    const CompletionFacts &m_facts;
    std::vector<Completion> m_entries;
};

void CompletionBuilder::sources()
{
    if (!m_facts.plan) {
        return;
    }
    for (const auto &[name, source] : m_facts.plan->sources) {
        m_entries.push_back({source->isTable() ? CompletionKind::Table : CompletionKind::Stream,
                             name, source->isTable() ? "table" : "stream",
                             sql::quoteIdentifier(name)});
    }
}

void CompletionBuilder::columns(const std::string &alias)
{
    const std::vector<ScopedSource> scope = sourcesInScope(m_context.statement, m_facts.plan);
    std::set<std::string> seen;
    for (const ScopedSource &scoped : scope) {
        if (!alias.empty() && scoped.alias != alias) {
            continue;
        }
        const Schema &schema = scoped.source->schema;
        for (std::size_t i = 0; i < schema.size(); ++i) {
            const std::string &name = schema.at(i).name;
            // A name in several sources must be qualified, so each is offered with its source.
            const bool qualified = alias.empty() && scope.size() > 1;
            const std::string label = qualified ? scoped.alias + "." + name : name;
            if (seen.insert(label).second) {
                const std::string prefix =
                    qualified ? sql::quoteIdentifier(scoped.alias) + "." : "";
                m_entries.push_back({CompletionKind::Column, label, schema.at(i).type.toString(),
                                     prefix + sql::quoteIdentifier(name)});
            }
        }
    }
}

void CompletionBuilder::functions()
{
    std::set<std::string> seen;
    for (const catalog::FunctionSignature *signature :
         functions::FunctionRegistry::builtins().signatures()) {
        if (seen.insert(signature->name).second) {
            m_entries.push_back({CompletionKind::Function, signature->name, signature->toString(),
                                 signature->name + "("});
        }
    }
}

void CompletionBuilder::propertyNames()
{
    const sql::SyntaxKind kind = m_context.statement.kind();
    const auto use = kind == sql::SyntaxKind::CreateAsSelect ? catalog::PropertyUse::Query
                     : kind == sql::SyntaxKind::InsertInto   ? catalog::PropertyUse::Insert
                                                             : catalog::PropertyUse::Declaration;
    for (const std::string &name : catalog::propertyNames(use)) {
        m_entries.push_back({CompletionKind::Keyword, name, "", name + "="});
    }
}

void CompletionBuilder::propertyValues()
{
    const std::string &name = m_context.property;
    if (name == "FORMAT" || name == "KEY_FORMAT" || name == "VALUE_FORMAT") {
        strings(
            {"JSON", "DELIMITED", "KAFKA", "NONE", "AVRO", "PROTOBUF", "PROTOBUF_NOSR", "JSON_SR"},
            CompletionKind::Value);
    } else if (name == "WINDOW_TYPE") {
        strings({"TUMBLING", "HOPPING", "SESSION"}, CompletionKind::Value);
    } else if (name == "KAFKA_TOPIC") {
        strings(m_facts.topics, CompletionKind::Topic);
    } else if (name == "TIMESTAMP") {
        for (const sql::ColumnView &column : m_context.statement.columns()) {
            strings({column.name().name}, CompletionKind::Column);
        }
    } else if (!m_context.inString && name == "WRAP_SINGLE_VALUE") {
        words({"TRUE", "FALSE"}, CompletionKind::Value);
    }
}

void CompletionBuilder::expressionWords()
{
    words({"AS",      "FROM",         "WHERE",       "GROUP BY", "HAVING",    "PARTITION BY",
           "WINDOW",  "EMIT CHANGES", "LIMIT",       "JOIN",     "LEFT JOIN", "ON",
           "WITHIN",  "AND",          "OR",          "NOT",      "IN",        "LIKE",
           "BETWEEN", "IS NULL",      "IS NOT NULL", "CASE",     "WHEN",      "THEN",
           "ELSE",    "END",          "CAST(",       "TRUE",     "FALSE",     "NULL",
           "DISTINCT"});
}

std::vector<Completion> CompletionBuilder::run()
{
    switch (m_context.place) {
    case CaretPlace::Nothing:
        break;
    case CaretPlace::Statement:
        words({"CREATE STREAM", "CREATE TABLE", "CREATE TYPE", "INSERT INTO", "SELECT",
               "DROP STREAM", "DROP TABLE", "SHOW", "DESCRIBE", "EXPLAIN", "PRINT", "SET", "DEFINE",
               "TERMINATE", "PAUSE", "RESUME", "ALTER", "ASSERT", "RUN SCRIPT"});
        break;
    case CaretPlace::SourceName:
        sources();
        break;
    case CaretPlace::TopicName:
        for (const std::string &topic : m_facts.topics) {
            m_entries.push_back({CompletionKind::Topic, topic, "topic", sql::quoteString(topic)});
        }
        break;
    case CaretPlace::PropertyName:
        propertyNames();
        break;
    case CaretPlace::PropertyValue:
        propertyValues();
        break;
    case CaretPlace::WindowType:
        words({"TUMBLING (SIZE ", "HOPPING (SIZE ", "SESSION ("});
        break;
    case CaretPlace::TimeUnit:
        words({"MILLISECONDS", "SECONDS", "MINUTES", "HOURS", "DAYS"}, CompletionKind::Value);
        break;
    case CaretPlace::Type:
        words({"BOOLEAN", "INTEGER", "BIGINT", "DOUBLE", "DECIMAL(", "STRING", "BYTES", "DATE",
               "TIME", "TIMESTAMP", "ARRAY<", "MAP<", "STRUCT<"});
        break;
    case CaretPlace::Member:
        columns(m_context.alias);
        break;
    case CaretPlace::Expression:
        columns({});
        functions();
        expressionWords();
        break;
    case CaretPlace::Other:
        for (const Keyword keyword : sql::allKeywords()) {
            words({sql::spelling(keyword)});
        }
        break;
    }
    return std::move(m_entries);
}

} // namespace

CompletionResult complete(const sql::SyntaxTree &tree, std::size_t caret,
                          const CompletionFacts &facts)
{
    const CaretContext context = contextAt(tree, caret);
    return {CompletionBuilder(context, facts).run(), context.replaces};
}

} // namespace weir::language
