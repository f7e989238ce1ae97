#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace weir::studio {

/// One thing that is explained; `markdown` is our own text, never a person's.
struct HelpTopic {
    QString title;
    QString group; ///< heading in the list
    QString markdown;
};

/// Reads the sections of a help file: `# Group`, `## Title`, text.
std::vector<HelpTopic> readHelp(const QString &markdown);

/// The help: a list of topics with a field to search at the left, the text at the right.
class HelpPage : public QWidget {
    Q_OBJECT

public:
    explicit HelpPage(std::vector<HelpTopic> topics, QWidget *parent = nullptr);

    /// Shows a topic by its title (any case); returns false when there is none.
    bool showTopic(const QString &title);
    QString currentTopic() const;

private:
    void fill();
    void showCurrent();

    std::vector<HelpTopic> m_topics;
    QLineEdit *m_filter = nullptr;
    QListWidget *m_list = nullptr;
    QTextBrowser *m_text = nullptr;
};

} // namespace weir::studio
