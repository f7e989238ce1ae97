#pragma once

#include <QWidget>

#include <vector>

class QPushButton;
class QTableView;

namespace weir::studio {

class ElidedLabel;
class FeedTableModel;

/// A live table (R26): it follows the newest rows until the person scrolls away, then holds still,
/// and a pill counts what came since; a click returns. The line below says what is kept and what
/// was lost.
class FeedTable : public QWidget {
    Q_OBJECT

public:
    explicit FeedTable(FeedTableModel *model, QWidget *parent = nullptr);

    bool isFollowing() const { return m_following; }
    void setFollowing(bool follow);
    QTableView *view() const { return m_view; }
    FeedTableModel *model() const { return m_model; }
    int waiting() const { return m_waiting; }
    /// Returns the selected rows, in order; all rows when none is selected.
    std::vector<int> selectedRows() const;

Q_SIGNALS:
    void followingChanged(bool following);
    /// Double click, or Enter.
    void rowActivated(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOutColumns();
    void scrolled(int value);
    void rowsCame(int count);
    void rowsWent(int count);
    void showState();
    void placePill();

    FeedTableModel *m_model;
    QTableView *m_view = nullptr;
    QPushButton *m_pill = nullptr;
    ElidedLabel *m_state = nullptr;
    bool m_following = true;
    bool m_moving = false; ///< the scroll bar moves by our own doing
    int m_waiting = 0;
    int m_lost = 0; ///< rows that left the frozen view because the ring let them go
};

} // namespace weir::studio
