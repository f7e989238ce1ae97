#pragma once

#include "widgets/panels/DiffPage.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>

namespace weir::studio {

class MainWindow;

/// Comparisons as tabs of the centre, one an id, with the choice between their sides. GUI thread.
class DiffPages : public QObject {
    Q_OBJECT

public:
    struct Comparison {
        QString tab;   ///< on the tab
        QString title; ///< over the lines
        DiffPage::Sides sides;
        /// The choice; an empty word has no button.
        QString first = {};
        std::function<void()> onFirst = {};
        QString second = {};
        std::function<void()> onSecond = {};
    };

    DiffPages(MainWindow &window, QObject *parent);

    /// Opens the tab of `id`, or shows something else in it. It closes with the choice.
    void show(const QString &id, Comparison comparison);
    void close(const QString &id);

private:
    void choose(const QString &id, std::function<void()> Comparison::*choice);

    MainWindow &m_window;
    std::map<QString, Comparison> m_shown;
};

} // namespace weir::studio
