#include "widgets/editor/EditorPane.h"

#include "widgets/editor/FindBar.h"
#include "widgets/editor/SqlEditor.h"

#include <QVBoxLayout>

namespace weir::studio {

EditorPane::EditorPane(QWidget *parent)
    : QWidget(parent)
    , m_findBar(new FindBar(this))
    , m_editor(new SqlEditor(this))
{
    setObjectName(QStringLiteral("editorPane"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_findBar);
    column->addWidget(m_editor, 1);
    setFocusProxy(m_editor);
}

} // namespace weir::studio
