#pragma once

#include <QObject>
#include <QString>
#include <QTimeZone>

namespace weir::studio {

/// The time zone that times are shown in; what is stored and exported as data never depends on it.
/// One object per process, UTC until somebody chooses. GUI thread.
class DisplayZone : public QObject {
    Q_OBJECT

public:
    static DisplayZone &instance();

    /// Takes an IANA id; "" or an unknown one is UTC, "local" is the machine's own zone.
    void choose(const QString &id);
    const QTimeZone &zone() const { return m_zone; }
    /// Returns what stands in headings: "UTC", "Europe/Berlin".
    QString name() const;

Q_SIGNALS:
    void changed();

private:
    DisplayZone();

    QTimeZone m_zone;
};

} // namespace weir::studio
