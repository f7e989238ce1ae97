#pragma once

#include <QObject>
#include <QTimer>

namespace weir::studio {

class Document;
class HistoryPanel;
class VisibleWhile;

/// Keeps the list of steps at the document's history while somebody sees it. GUI thread.
class HistoryLink : public QObject {
    Q_OBJECT

public:
    HistoryLink(Document &document, HistoryPanel &panel, QObject *parent);

private:
    void show();

    Document &m_document;
    HistoryPanel &m_panel;
    VisibleWhile *m_seen = nullptr;
    QTimer m_due; ///< a burst of typing lists the steps once
};

} // namespace weir::studio
