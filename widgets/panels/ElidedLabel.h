#pragma once

#include "widgets/style/Theme.h"

#include <QWidget>

namespace weir::studio {

/// One line of plain text in a colour of the theme; too long for its width, it is elided and its
/// tool tip shows the whole. Never reads rich text, so outside data is safe in it.
class ElidedLabel : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText)

public:
    enum class Face { Ui, Strong, Small, SmallStrong, Mono, SmallMono };

    explicit ElidedLabel(const QString &text = {}, ColorRole role = ColorRole::Text,
                         Face face = Face::Ui, QWidget *parent = nullptr);

    const QString &text() const { return m_text; }
    void setText(const QString &text);
    void setRole(ColorRole role);
    void setAlignment(Qt::Alignment alignment);
    void setElideMode(Qt::TextElideMode mode);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QFont face() const;

    QString m_text;
    ColorRole m_role;
    Face m_face;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

} // namespace weir::studio
