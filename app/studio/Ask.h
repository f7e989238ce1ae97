#pragma once

#include <QString>

#include <functional>

namespace weir::studio {

/// Asks the person; nothing waits for the answer (no exec()). Tests answer by a fake.
class Ask {
public:
    enum class Changes { Save, Discard, Cancel };

    virtual ~Ask() = default;
    /// Asks before something that cannot be undone; `verb` stands on the button, Cancel is the
    /// default.
    virtual void confirm(const QString &question, const QString &detail, const QString &verb,
                         std::function<void()> confirmed) = 0;
    /// Asks what becomes of unsaved changes of `name`.
    virtual void unsavedChanges(const QString &name, std::function<void(Changes)> answered) = 0;
    /// Asks for one line of text; not called when the person cancels.
    virtual void text(const QString &question, const QString &hint, const QString &verb,
                      std::function<void(const QString &)> answered) = 0;
    /// Says something that must be read, with no choice.
    virtual void tell(const QString &title, const QString &text) = 0;
};

/// Lets the person choose a file. Not called back when they cancel. Tests answer by a fake.
class PickFile {
public:
    virtual ~PickFile() = default;
    virtual void toOpen(const QString &folder, std::function<void(const QString &)> chosen) = 0;
    virtual void toSave(const QString &suggestion, std::function<void(const QString &)> chosen) = 0;
};

} // namespace weir::studio
