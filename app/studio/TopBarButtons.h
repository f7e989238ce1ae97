#pragma once

#include <QAbstractButton>

namespace weir::studio {

/// Looks like a field and opens the Ctrl+P box.
class GoToBox : public QAbstractButton {
    Q_OBJECT

public:
    explicit GoToBox(QWidget *parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// The cluster in use: a dot for its state, its name, and where it is.
class ProfileButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit ProfileButton(QWidget *parent);
    void setProfile(const QString &name, const QString &place, bool reachable);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_place;
    bool m_reachable = false;
};

} // namespace weir::studio
