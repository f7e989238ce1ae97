#include "app/studio/Document.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <utility>

namespace weir::studio {

QString Document::name() const
{
    if (!m_path.isEmpty()) {
        return QFileInfo(m_path).fileName();
    }
    return m_title.isEmpty() ? tr("Untitled") : m_title;
}

void Document::reset(std::string bytes, const QString &path, const QString &title)
{
    m_text = sql::SqlText(std::move(bytes));
    m_path = path;
    m_title = title;
    m_edited = false;
    Q_EMIT replaced();
    Q_EMIT stateChanged();
}

Status Document::apply(const std::vector<sql::TextPatch> &patches, const QString &)
{
    for (const sql::TextPatch &patch : patches) {
        WEIR_TRY(m_text.apply(patch));
        Q_EMIT patched(patch);
    }
    setEdited(m_edited || !patches.empty());
    return {};
}

void Document::setEdited(bool edited)
{
    if (std::exchange(m_edited, edited) != edited) {
        Q_EMIT stateChanged();
    }
}

Status Document::open(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(
            userError("project.cannot-read",
                      tr("Cannot read %1: %2").arg(path, file.errorString()).toStdString()));
    }
    const QByteArray bytes = file.readAll();
    reset(std::string(bytes.constData(), static_cast<std::size_t>(bytes.size())),
          QFileInfo(path).absoluteFilePath());
    return {};
}

Status Document::save(const QString &path)
{
    QSaveFile file(path);
    const std::string &bytes = m_text.bytes();
    const auto size = static_cast<qint64>(bytes.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), size) != size ||
        !file.commit()) {
        return fail(
            userError("project.cannot-write",
                      tr("Cannot write %1: %2").arg(path, file.errorString()).toStdString()));
    }
    m_path = QFileInfo(path).absoluteFilePath();
    m_edited = false;
    Q_EMIT stateChanged();
    return {};
}

} // namespace weir::studio
