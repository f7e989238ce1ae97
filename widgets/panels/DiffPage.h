#pragma once

#include <QWidget>

#include <string>

class QListView;
class QPushButton;

namespace weir::studio {

class DiffModel;
class ElidedLabel;
class EmptyHint;

/// Two texts side by side as one list of lines, read-only, with the choice between them: what
/// stands on disk against what is written here, what was recovered against what was saved.
class DiffPage : public QWidget {
    Q_OBJECT

public:
    /// What is compared, and where it is ("on disk", "in this window").
    struct Sides {
        std::string before;
        std::string after;
        QString beforeName;
        QString afterName;
    };

    explicit DiffPage(QWidget *parent = nullptr);

    /// Compares two texts under a title.
    void compare(const QString &title, const Sides &sides);
    /// Sets up to two buttons; an empty text hides one.
    void setChoice(const QString &first, const QString &second = {});
    DiffModel *model() const { return m_model; }

Q_SIGNALS:
    void firstChosen();
    void secondChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DiffModel *m_model = nullptr;
    QListView *m_view = nullptr;
    EmptyHint *m_same = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_summary = nullptr;
    QWidget *m_header = nullptr;
    QPushButton *m_first = nullptr;
    QPushButton *m_second = nullptr;
};

} // namespace weir::studio
