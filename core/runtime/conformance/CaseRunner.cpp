#include "core/runtime/conformance/CaseRunner.h"

#include "core/optimize/Optimizer.h"
#include "core/plan/PrintCanonical.h"
#include "core/runtime/InsertRecord.h"
#include "core/runtime/conformance/CaseQuery.h"
#include "core/sql/Parser.h"
#include "core/sql/SyntaxNode.h"
#include "core/sql/view/Statement.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

namespace weir::runtime {
namespace {

/// Merges the records of several topics by their timestamps; those of one topic stay in their
/// order, and the one that is listed first goes first at equal times (PROTOCOL.md).
std::vector<CaseInput> mergedByTime(const std::vector<CaseInput> &inputs)
{
    std::map<std::string, std::deque<std::size_t>> left;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        left[inputs[i].topic].push_back(i);
    }
    std::vector<CaseInput> merged;
    while (!left.empty()) {
        const auto next =
            std::min_element(left.begin(), left.end(), [&](const auto &a, const auto &b) {
                const std::size_t first = a.second.front();
                const std::size_t second = b.second.front();
                return std::pair(inputs[first].timestamp, first) <
                       std::pair(inputs[second].timestamp, second);
            });
        merged.push_back(inputs[next->second.front()]);
        next->second.pop_front();
        if (next->second.empty()) {
            left.erase(next);
        }
    }
    return merged;
}

/// Runs the statements of one case in order, then its records.
class CaseRunner {
public:
    CaseRunner(const ConformanceCase &testCase, const CaseConfig &config)
        : m_case(testCase)
        , m_config(config)
    {
        m_report.id = testCase.id;
    }

    CaseReport run()
    {
        if (prepare() && runStatements() && feedInputs() && runQueries()) {
            answerSelects();
        }
        m_report.outputs = m_topics.reported();
        for (const auto &[name, source] : m_environment.sources) {
            m_report.sources.push_back(source);
        }
        return std::move(m_report);
    }

private:
    struct Select {
        std::size_t statement;
        std::shared_ptr<const plan::Query> query;
    };

    bool failWith(std::string phase, std::size_t statement, Error error)
    {
        m_report.failure = CaseFailure{std::move(phase), statement, std::move(error)};
        return false;
    }

    bool prepare()
    {
        m_environment.topicsKnown = true;
        m_environment.properties = m_case.properties;
        m_environment.properties.try_emplace("auto.offset.reset", "earliest");
        m_environment.schemaRegistry = true;
        for (const CaseTopic &topic : m_case.topics) {
            m_environment.topics[topic.name] = {topic.name, topic.partitions, topic.replicas};
        }
        return true;
    }

    bool runStatements()
    {
        std::vector<sql::ParsedScript> scripts;
        for (const std::string &text : m_case.statements) {
            scripts.push_back(sql::parse(text));
            if (!scripts.back().ok()) {
                return failWith("parse", scripts.size() - 1,
                                firstError(scripts.back().diagnostics));
            }
            if (const auto error = notOfTheEngine(scripts.back())) {
                return failWith("parse", scripts.size() - 1, *error);
            }
        }
        for (std::size_t i = 0; i < scripts.size(); ++i) {
            for (const sql::SyntaxNode statement : scripts[i].tree->root().children()) {
                if (!runStatement(std::string(statement.text()), i)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Weir's sessions and test files have RUN SCRIPT and ASSERT; the engine of the dialect does
    /// not.
    static std::optional<Error> notOfTheEngine(const sql::ParsedScript &parsed)
    {
        for (const sql::StatementView &statement : sql::statementsOf(*parsed.tree)) {
            switch (statement.kind()) {
            case sql::SyntaxKind::RunScript:
            case sql::SyntaxKind::AssertValues:
            case sql::SyntaxKind::AssertTombstone:
            case sql::SyntaxKind::AssertSource:
            case sql::SyntaxKind::AssertTopic:
            case sql::SyntaxKind::AssertSchema:
                return userError("runtime.case-statement", "Unknown statement", statement.span());
            default:
                break;
            }
        }
        return std::nullopt;
    }

    static Error firstError(const std::vector<Diagnostic> &diagnostics)
    {
        const Diagnostic *first = nullptr;
        for (const Diagnostic &diagnostic : diagnostics) {
            if (diagnostic.severity == Severity::Error && first == nullptr) {
                first = &diagnostic;
            }
        }
        return first == nullptr ? internalError("runtime.no-diagnostic", "An unknown error")
                                : userError(first->code, first->message, first->span);
    }

    /// Runs one statement of the element at `index`, which may hold several.
    bool runStatement(const std::string &text, std::size_t index)
    {
        const bind::BindOptions options{.mode = bind::BindMode::Imperative, .stopAtError = true};
        bind::BoundScript bound = bind::bind(sql::parse(text), m_environment, options);
        if (!bound.ok()) {
            return failWith("statement", index, firstError(bound.diagnostics));
        }
        if (m_config.reprint && !bound.plan.queries.empty()) {
            const std::string printed = plan::printCanonical(bound.plan);
            bound = bind::bind(sql::parse(printed), m_environment, options);
            if (!bound.ok()) {
                return failWith("statement", index, firstError(bound.diagnostics));
            }
        }
        for (const bind::BoundStatement &statement : bound.statements) {
            if (!act(statement.action, index)) {
                return false;
            }
        }
        m_environment = std::move(bound.after);
        return true;
    }

    bool act(const bind::StatementAction &action, std::size_t index)
    {
        if (const auto *insert = std::get_if<bind::InsertValues>(&action)) {
            return insertValues(*insert, index);
        }
        if (const auto *start = std::get_if<bind::StartQuery>(&action)) {
            return start->query->kind == plan::QueryKind::Push ||
                           start->query->kind == plan::QueryKind::Pull
                       ? addSelect(start->query, index)
                       : addQuery(start->query, start->replaces, index);
        }
        if (const auto *control = std::get_if<bind::ControlQuery>(&action)) {
            if (control->action == bind::QueryAction::Terminate) {
                removeQuery(control->query);
            }
        } else if (const auto *drop = std::get_if<bind::DropSource>(&action)) {
            removeQuery(drop->name);
        }
        return true;
    }

    bool insertValues(const bind::InsertValues &insert, std::size_t index)
    {
        auto encoded = encodeInsert(insert, 1, 0, index);
        if (!encoded) {
            return failWith("statement", index, std::move(encoded).error());
        }
        const RecordView &view = encoded->buffer.run().records[0];
        CaseRecord record;
        record.timestamp = view.timestamp;
        if (view.hasKey()) {
            record.key = std::string(view.key());
        }
        if (view.hasValue()) {
            record.value = std::string(view.value());
        }
        m_topics.append(insert.target->topic, std::move(record), insert.target.get());
        return true;
    }

    bool addSelect(std::shared_ptr<const plan::Query> query, std::size_t index)
    {
        auto made = CaseQuery::make(std::move(query), m_config, index);
        if (!made) {
            return failWith("statement", index, std::move(made).error());
        }
        m_selects.push_back(std::move(*made));
        return true;
    }

    bool addQuery(std::shared_ptr<const plan::Query> query, bool replaces, std::size_t index)
    {
        const std::string key = query->key;
        auto made = CaseQuery::make(std::move(query), m_config, index);
        if (!made) {
            return failWith("statement", index, std::move(made).error());
        }
        for (std::unique_ptr<CaseQuery> &known : m_queries) {
            if (replaces && known->writesSame(**made)) {
                known = std::move(*made);
                return true;
            }
        }
        m_queries.push_back(std::move(*made));
        return true;
    }

    void removeQuery(const std::string &key)
    {
        const auto same = [&key](const auto &query) { return key.empty() || query->key() == key; };
        m_queries.erase(std::remove_if(m_queries.begin(), m_queries.end(), same), m_queries.end());
    }

    const catalog::Source *sourceOn(const std::string &topic) const
    {
        for (const auto &[name, source] : m_environment.sources) {
            if (source->topic == topic) {
                return source.get();
            }
        }
        return nullptr;
    }

    bool feedInputs()
    {
        const std::vector<CaseInput> inputs =
            m_case.rest ? mergedByTime(m_case.inputs) : m_case.inputs;
        for (const CaseInput &input : inputs) {
            auto record = encodeCaseInput(input, sourceOn(input.topic));
            if (!record) {
                return failWith("statement", m_case.statements.size(), std::move(record).error());
            }
            m_inputOrder.push_back({input.topic, m_topics.log(input.topic).size()});
            m_topics.appendInput(input.topic, std::move(*record));
        }
        return true;
    }

    bool runQueries()
    {
        for (const std::unique_ptr<CaseQuery> &query : m_queries) {
            if (auto status = query->run(m_topics, m_inputOrder); !status) {
                return failWith("runtime", query->statement(), std::move(status).error());
            }
        }
        return true;
    }

    void answerSelects()
    {
        for (const std::unique_ptr<CaseQuery> &select : m_selects) {
            auto response = select->answer(m_topics, m_inputOrder);
            if (!response) {
                failWith("runtime", select->statement(), std::move(response).error());
                return;
            }
            m_report.responses.push_back(std::move(*response));
        }
    }

    const ConformanceCase &m_case;
    const CaseConfig &m_config;
    CaseReport m_report;
    CaseTopics m_topics;
    catalog::Environment m_environment;
    std::vector<CaseInputPlace> m_inputOrder;
    std::vector<std::unique_ptr<CaseQuery>> m_queries;
    std::vector<std::unique_ptr<CaseQuery>> m_selects;
};

} // namespace

CaseReport runConformanceCase(const ConformanceCase &testCase, const CaseConfig &config)
{
    return CaseRunner(testCase, config).run();
}

} // namespace weir::runtime
