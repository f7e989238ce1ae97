#pragma once

#include "widgets/models/InspectorContent.h"

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace weir::studio {

class ElidedLabel;
class EmptyHint;
class Swatch;

/// What is selected, read-only: name, state, clause, live figures, columns, note. New figures
/// change texts only; widgets are made anew when other lines are shown. GUI thread.
class InspectorPanel : public QWidget {
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget *parent = nullptr);

    void setContent(const InspectorContent &content);
    const InspectorContent &content() const { return m_content; }

private:
    bool sameShape(const InspectorContent &content) const;
    void build();
    void buildSection(QVBoxLayout &layout, const InspectorSection &section);
    void fill();

    InspectorContent m_content;
    QWidget *m_body = nullptr;
    EmptyHint *m_empty = nullptr;
    Swatch *m_glyph = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_state = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QLabel *m_remark = nullptr;
    QLabel *m_note = nullptr;
    ElidedLabel *m_clause = nullptr;
    std::vector<ElidedLabel *> m_values;
    std::vector<ElidedLabel *> m_asides;
};

} // namespace weir::studio
