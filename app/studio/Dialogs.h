#pragma once

#include "app/studio/Ask.h"

#include <QPointer>
#include <QWidget>

namespace weir::studio {

/// Asks by message boxes over a window, opened, never executed.
class DialogAsk final : public Ask {
public:
    explicit DialogAsk(QWidget *window)
        : m_window(window)
    {
    }

    void confirm(const QString &question, const QString &detail, const QString &verb,
                 std::function<void()> confirmed) override;
    void unsavedChanges(const QString &name, std::function<void(Changes)> answered) override;
    void text(const QString &question, const QString &hint, const QString &verb,
              std::function<void(const QString &)> answered) override;
    void tell(const QString &title, const QString &text) override;

private:
    QPointer<QWidget> m_window;
};

/// Chooses files by the desktop's own dialogs.
class DialogPickFile final : public PickFile {
public:
    explicit DialogPickFile(QWidget *window)
        : m_window(window)
    {
    }

    void toOpen(const QString &folder, std::function<void(const QString &)> chosen) override;
    void toSave(const QString &suggestion, std::function<void(const QString &)> chosen) override;

private:
    QPointer<QWidget> m_window;
};

} // namespace weir::studio
