#include "widgets/models/RunSummary.h"

#include <QCoreApplication>
#include <QStringList>

#include <map>

namespace weir::studio {

namespace {

QString summaryTr(const char *text, int n = -1)
{
    return QCoreApplication::translate("RunSummary", text, nullptr, n);
}

QString plural(int n, const char *one, const char *many)
{
    return summaryTr(n == 1 ? one : many).arg(n);
}

QString sentenceOf(const RunSummary &summary)
{
    if (summary.statements == 0) {
        return summary.running ? summaryTr("The text has no query") : QString();
    }
    QStringList parts;
    if (summary.running) {
        parts.append(summary.asWritten == summary.statements
                         ? plural(summary.statements, "%1 statement runs as written",
                                  "%1 statements run as written")
                         : summaryTr("%1 of %2 statements run as written")
                               .arg(summary.asWritten)
                               .arg(summary.statements));
    } else {
        parts.append(
            plural(summary.statements, "%1 statement, not running", "%1 statements, not running"));
    }
    if (summary.withError > 0) {
        parts.append(plural(summary.withError, "%1 has an error", "%1 have errors"));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

RunSummary summarise(const session::LanguageResult *language,
                     const runtime::EngineSnapshot &snapshot)
{
    RunSummary summary;
    summary.running =
        snapshot.state != runtime::RunState::Stopped && snapshot.state != runtime::RunState::Failed;
    std::map<std::string, std::string> signatures;
    for (const runtime::QueryGauges &query : snapshot.queries) {
        if (query.state != runtime::RunState::Stopped) {
            signatures.emplace(query.key, query.signature);
        }
    }
    std::set<std::string> written;
    if (language) {
        for (const session::StatementInfo &statement : language->statements) {
            if (!statement.planStatement || (statement.signature.empty() && !statement.hasError)) {
                continue;
            }
            ++summary.statements;
            written.insert(statement.key);
            const auto runs = signatures.find(statement.key);
            if (statement.hasError) {
                ++summary.withError;
                if (runs != signatures.end()) {
                    summary.edited.insert(statement.key);
                }
            } else if (runs != signatures.end() && runs->second == statement.signature) {
                ++summary.asWritten;
            } else {
                ++summary.changes;
                if (runs != signatures.end()) {
                    summary.edited.insert(statement.key);
                }
            }
        }
    }
    for (const auto &runs : signatures) {
        summary.changes += written.count(runs.first) == 0 ? 1 : 0;
    }
    summary.sentence = sentenceOf(summary);
    summary.runText = !summary.running ? summaryTr("Run")
                      : summary.changes > 0
                          ? plural(summary.changes, "Apply %1 change", "Apply %1 changes")
                          : summaryTr("Apply");
    return summary;
}

} // namespace weir::studio
