#include "app/studio/wiring/JournalKeeper.h"

#include "app/studio/Document.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/HintBar.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace weir::studio {

JournalKeeper::JournalKeeper(const QString &database, Document &document, HintBar &bar,
                             const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_document(document)
    , m_bar(bar)
    , m_clock(clock)
{
    QDir().mkpath(QFileInfo(database).path());
    connect(&document, &Document::replaced, this, [this] { begin(); });
    connect(&document, &Document::patched, this, [this](const sql::TextPatch &patch) {
        if (m_journal) {
            m_journal->record(patch);
        }
    });
    connect(&document, &Document::saved, this, [this] {
        if (m_journal) {
            m_journal->saved(m_document.path().toStdString(), m_document.project().runId);
        }
    });
    connect(&bar, &HintBar::firstClicked, this, [this] { recover(); });
    connect(&bar, &HintBar::secondClicked, this, [this] { discard(); });
    begin();
}

JournalKeeper::~JournalKeeper() = default;

void JournalKeeper::begin()
{
    closeInOrder();
    auto opened =
        project::Journal::open(m_database.toStdString(), m_document.path().toStdString(),
                               m_document.project().runId, m_document.text().bytes(), m_clock);
    if (opened) {
        m_journal = std::move(*opened);
    } else {
        Q_EMIT failed(opened.error());
    }
}

void JournalKeeper::closeInOrder()
{
    if (m_journal) {
        if (const Status status = m_journal->close(); !status) {
            Q_EMIT failed(status.error());
        }
        m_journal.reset();
    }
}

void JournalKeeper::offerRecovery()
{
    auto unsaved = project::Journal::unsaved(m_database.toStdString());
    if (!unsaved || unsaved->empty()) {
        return;
    }
    m_unsaved = std::move(*unsaved);
    const project::UnsavedProject &newest = m_unsaved.front();
    const QString name = newest.file.empty()
                             ? tr("an untitled pipeline")
                             : QString::fromStdString(newest.file.filename().string());
    m_bar.setText(tr("Unsaved changes of %1 from %2 UTC were kept when Weir ended unexpectedly.")
                      .arg(name, timestampText(newest.changedAt).left(16)));
    m_bar.setActions(tr("Recover"), tr("Throw Away"));
}

void JournalKeeper::recover()
{
    if (m_unsaved.empty()) {
        return;
    }
    const project::UnsavedProject newest = m_unsaved.front();
    const QString path = QString::fromStdString(newest.file.string());
    if (path.isEmpty() || !m_document.open(path)) {
        project::ProjectFile project;
        project.runId = newest.runId;
        m_document.reset({}, {}, {}, std::move(project));
    }
    // The recovered text is a change of the saved one: it can be undone, and it is unsaved.
    const sql::TextPatch patch =
        m_document.text().replace({0, m_document.text().size()}, newest.text);
    if (const Status status = m_document.apply(tr("Recover"), {.patches = {patch}}); !status) {
        Q_EMIT failed(status.error());
        return;
    }
    discard();
    Q_EMIT recovered();
}

void JournalKeeper::discard()
{
    if (!m_unsaved.empty()) {
        const Status status =
            project::Journal::forget(m_database.toStdString(), m_unsaved.front().id);
        if (!status) {
            Q_EMIT failed(status.error());
        }
        m_unsaved.clear();
    }
    m_bar.setText({});
    m_bar.setActions({});
}

} // namespace weir::studio
