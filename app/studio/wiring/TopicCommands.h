#pragma once

#include <QObject>

namespace weir::studio {

class ActionRegistry;
class Ask;
class Requests;
class TopicsPanel;

/// Makes and deletes topics. Deleting asks first, and names what is lost. GUI thread.
class TopicCommands : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        TopicsPanel &topics;
        Requests &requests;
        Ask &ask;
    };

    TopicCommands(const Needs &needs, QObject *parent);

private:
    void create();
    void remove();
    void enableActions();

    Needs m_needs;
};

} // namespace weir::studio
