#pragma once

#include <QWidget>

namespace weir::studio {

class ElidedLabel;

/// What a name means, over the editor: a title and some lines in the face of SQL. Never takes the
/// focus.
class PeekCard : public QWidget {
    Q_OBJECT

public:
    explicit PeekCard(QWidget *parent);

    QString title() const;
    QString body() const { return m_body; }
    /// Fills the card and gives it the size that its text needs, `most` at most.
    void fill(const QString &title, const QString &body, const QSize &most);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_title = nullptr;
    QString m_body;
};

} // namespace weir::studio
