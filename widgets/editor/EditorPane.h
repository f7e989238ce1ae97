#pragma once

#include <QWidget>

namespace weir::studio {

class FindBar;
class SqlEditor;

/// The SQL side of the designer: the editor with its bars over it.
class EditorPane : public QWidget {
    Q_OBJECT

public:
    explicit EditorPane(QWidget *parent = nullptr);

    SqlEditor *editor() const { return m_editor; }
    FindBar *findBar() const { return m_findBar; }

private:
    FindBar *m_findBar = nullptr;
    SqlEditor *m_editor = nullptr;
};

} // namespace weir::studio
