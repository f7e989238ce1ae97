#pragma once

#include "widgets/models/Preferences.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;

namespace weir::studio {

/// The settings as a page: every change is told at once, nothing waits for an OK.
class SettingsPage : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent = nullptr);

    /// Shows these choices without telling anybody.
    void setPreferences(const Preferences &preferences);
    const Preferences &preferences() const { return m_shown; }

Q_SIGNALS:
    void changed(const weir::studio::Preferences &preferences);
    void shortcutsRequested();
    void defaultsRequested();

private:
    QWidget *section(const QString &title, QFormLayout *&form);
    QComboBox *families(const char *name, const QString &label, bool fixed);
    QComboBox *points(const char *name, const QString &label);
    QLabel *label(const QString &text);
    void fillZones();
    void take();

    Preferences m_shown;
    bool m_filling = false;
    QWidget *m_column = nullptr;
    QComboBox *m_theme = nullptr;
    QComboBox *m_uiFamily = nullptr;
    QComboBox *m_uiPoints = nullptr;
    QComboBox *m_monoFamily = nullptr;
    QComboBox *m_monoPoints = nullptr;
    QCheckBox *m_wheelPans = nullptr;
    QComboBox *m_zone = nullptr;
};

} // namespace weir::studio
