#include "core/language/Help.h"

#include "core/functions/FunctionRegistry.h"
#include "core/sql/view/Statement.h"

#include <algorithm>
#include <array>
#include <map>

namespace weir::language {

namespace {

using sql::SyntaxKind;

struct KindTopic {
    SyntaxKind kind;
    const char *topic;
};

constexpr std::array kTopics{
    KindTopic{SyntaxKind::CreateAsSelect, "CREATE AS SELECT"},
    KindTopic{SyntaxKind::InsertInto, "INSERT INTO"},
    KindTopic{SyntaxKind::InsertValues, "INSERT VALUES"},
    KindTopic{SyntaxKind::QueryStatement, "SELECT"},
    KindTopic{SyntaxKind::DropSource, "DROP"},
    KindTopic{SyntaxKind::Terminate, "TERMINATE"},
    KindTopic{SyntaxKind::Show, "SHOW"},
    KindTopic{SyntaxKind::Describe, "DESCRIBE"},
    KindTopic{SyntaxKind::Explain, "EXPLAIN"},
    KindTopic{SyntaxKind::Print, "PRINT"},
    KindTopic{SyntaxKind::SetProperty, "SET"},
    KindTopic{SyntaxKind::UnsetProperty, "SET"},
    KindTopic{SyntaxKind::Define, "DEFINE"},
    KindTopic{SyntaxKind::Undefine, "DEFINE"},
    KindTopic{SyntaxKind::CreateType, "CREATE TYPE"},
    KindTopic{SyntaxKind::SelectClause, "SELECT"},
    KindTopic{SyntaxKind::FromClause, "FROM"},
    KindTopic{SyntaxKind::JoinRelation, "JOIN"},
    KindTopic{SyntaxKind::WithinClause, "WITHIN"},
    KindTopic{SyntaxKind::WindowClause, "WINDOW"},
    KindTopic{SyntaxKind::WhereClause, "WHERE"},
    KindTopic{SyntaxKind::GroupByClause, "GROUP BY"},
    KindTopic{SyntaxKind::PartitionByClause, "PARTITION BY"},
    KindTopic{SyntaxKind::HavingClause, "HAVING"},
    KindTopic{SyntaxKind::EmitClause, "EMIT CHANGES"},
    KindTopic{SyntaxKind::LimitClause, "LIMIT"},
    KindTopic{SyntaxKind::Properties, "WITH"},
    KindTopic{SyntaxKind::CaseExpression, "CASE"},
    KindTopic{SyntaxKind::CastExpression, "CAST"},
    KindTopic{SyntaxKind::LambdaExpression, "Lambda"},
    KindTopic{SyntaxKind::ColumnDefinition, "Types"},
};

std::string topicOf(sql::SyntaxNode node)
{
    if (node.kind() == SyntaxKind::CreateSource) {
        return sql::StatementView(node).sourceType() == sql::SourceType::Table ? "CREATE TABLE"
                                                                               : "CREATE STREAM";
    }
    const auto found = std::find_if(kTopics.begin(), kTopics.end(), [node](const KindTopic &each) {
        return each.kind == node.kind();
    });
    return found == kTopics.end() ? std::string() : found->topic;
}

} // namespace

std::vector<FunctionHelp> functionHelp()
{
    std::map<std::string, FunctionHelp> byName;
    for (const catalog::FunctionSignature *signature :
         functions::FunctionRegistry::builtins().signatures()) {
        FunctionHelp &help = byName[signature->name];
        help.name = signature->name;
        help.family = signature->family;
        help.overloads.push_back({signature->toString(), signature->description});
    }
    std::vector<FunctionHelp> all;
    for (auto &[name, help] : byName) {
        all.push_back(std::move(help));
    }
    return all;
}

std::string helpTopicAt(const sql::SyntaxTree &tree, std::size_t offset)
{
    sql::SyntaxNode node = tree.nodeAt(offset);
    if (node.kind() == SyntaxKind::Name && node.parent().kind() == SyntaxKind::CallExpression) {
        return sql::identifierOf(node).name;
    }
    for (; node; node = node.parent()) {
        if (const std::string topic = topicOf(node); !topic.empty()) {
            return topic;
        }
    }
    return {};
}

std::vector<std::string> syntaxTopics()
{
    std::vector<std::string> topics = {"CREATE STREAM", "CREATE TABLE"};
    for (const KindTopic &each : kTopics) {
        if (std::find(topics.begin(), topics.end(), each.topic) == topics.end()) {
            topics.emplace_back(each.topic);
        }
    }
    return topics;
}

} // namespace weir::language
