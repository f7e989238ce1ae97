#pragma once

#include "app/studio/Panels.h"
#include "app/studio/actions/ActionRegistry.h"
#include "core/language/RunTargets.h"
#include "core/runtime/Command.h"

#include <QObject>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace weir::studio {

class Ask;
class Document;
class EngineView;
class FeedPump;
class Requests;
class SqlEditor;

/// Run, apply, pause, stop, and running one statement. On a Kafka cluster it asks once before
/// anything that writes is started. GUI thread.
class RunCommands : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        MainWindow &window;
        const Panels &panels;
        const Document &document;
        Requests &requests;
        EngineView &view;
        Ask &ask;
        const SqlEditor &editor;
    };

    RunCommands(const Needs &needs, QObject *parent);

    /// Applies the whole text.
    void applyAll();
    /// Applies or runs the statement at the caret, or what is selected.
    void runAtCaret();

Q_SIGNALS:
    /// A PRINT was run: whoever shows records shows those of the topic.
    void recordsAsked(const QString &topic);

private:
    void apply(std::vector<std::string> statements);
    void run(const std::vector<language::RunTarget> &targets);
    void runOnce(const std::string &sql);
    void steer(const std::string &sql, const std::string &query, runtime::Command command);
    std::string printedTopic(const std::string &name) const;
    void runQuery(const std::string &sql);
    int beginResults(const QString &statement);
    void sendForResults(runtime::Command command, int begun);
    void showAnswer(const Result<runtime::Answer> &answer);
    void sendStatement(const std::string &sql, const std::string &projectText);
    void explainAtCaret();
    void sayWhatIsMissing(const QString &what, const QString &sentence);
    void whenWritingIsFine(std::function<void()> go);
    void askBeforeWriting(std::function<void()> go);
    void enableActions();

    Needs m_needs;
    std::string m_query; ///< what Results shows
    QString m_readAt;    ///< where its rows were read
    FeedPump *m_results = nullptr;
    int m_begun = 0; ///< statements that took Results: an answer belongs to one of them
    std::set<std::string> m_allowedClusters;
};

} // namespace weir::studio
