#include "app/studio/wiring/JournalKeeper.h"

#include "app/studio/Ask.h"
#include "app/studio/Document.h"
#include "app/studio/wiring/DiffPages.h"
#include "app/studio/wiring/FileCommands.h"
#include "core/project/AtomicFile.h"
#include "core/project/LineDiff.h"
#include "widgets/models/DisplayZone.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/HintBar.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace weir::studio {

namespace {

constexpr QLatin1String kDiffId("recovery");

} // namespace

JournalKeeper::JournalKeeper(Needs needs, QObject *parent)
    : QObject(parent)
    , m_needs(std::move(needs))
{
    QDir().mkpath(QFileInfo(m_needs.database).path());
    Document *document = &m_needs.document;
    connect(document, &Document::replaced, this, &JournalKeeper::begin);
    connect(document, &Document::patched, this, [this](const sql::TextPatch &patch) {
        if (m_journal) {
            m_journal->record(patch);
        }
    });
    connect(document, &Document::saved, this, [this] {
        if (m_journal) {
            m_journal->saved(m_needs.document.path().toStdString(),
                             m_needs.document.project().runId);
        }
    });
    connect(document, &Document::unsaved, this, [this] {
        if (m_journal) {
            // No byte changed, but this window may hold the only copy now.
            m_journal->record({.revision = m_needs.document.text().revision()});
        }
    });
    for (HintBar *bar : m_needs.bars) {
        connect(bar, &HintBar::firstClicked, this, &JournalKeeper::recover);
        connect(bar, &HintBar::secondClicked, this, &JournalKeeper::askToDiscard);
        connect(bar, &HintBar::thirdClicked, this, &JournalKeeper::compare);
    }
}

JournalKeeper::~JournalKeeper() = default;

void JournalKeeper::begin()
{
    closeInOrder();
    const Document &document = m_needs.document;
    const auto listener = [this](const Status &status) {
        if (!status) {
            QMetaObject::invokeMethod(
                this, [this, error = status.error()] { Q_EMIT failed(error); },
                Qt::QueuedConnection);
        }
    };
    auto opened = project::Journal::open(
        m_needs.database.toStdString(), document.path().toStdString(), document.project().runId,
        document.text().bytes(), m_needs.clock, project::Journal::kDelay, listener);
    if (opened) {
        m_journal = std::move(*opened);
    } else {
        Q_EMIT failed(opened.error());
    }
}

void JournalKeeper::flush()
{
    if (m_journal) {
        (void)m_journal->flush(); // whose failure the listener hears of
    }
}

void JournalKeeper::closeInOrder()
{
    if (m_journal) {
        (void)m_journal->close(); // as above: else it is offered once too often
        m_journal.reset();
    }
}

void JournalKeeper::offerRecovery()
{
    if (auto unsaved = project::Journal::unsaved(m_needs.database.toStdString())) {
        offer(std::move(*unsaved));
    } else if (m_journal) { // else begin() has said it
        Q_EMIT failed(unsaved.error());
    }
}

void JournalKeeper::offer(std::vector<project::UnsavedProject> unsaved)
{
    m_unsaved = std::move(unsaved);
    offerNewest();
}

QString JournalKeeper::nameOf(const project::UnsavedProject &unsaved) const
{
    return unsaved.file.empty() ? tr("an untitled pipeline")
                                : QString::fromStdString(unsaved.file.filename().string());
}

void JournalKeeper::offerNewest()
{
    QString text;
    if (!m_unsaved.empty()) {
        const project::UnsavedProject &newest = m_unsaved.front();
        text = (newest.whole ? tr("Unsaved changes of %1 from %2 %3 were kept.")
                             : tr("Unsaved changes of %1 from %2 %3 were kept, but for the last: "
                                  "the journal is damaged."))
                   .arg(nameOf(newest), timestampText(newest.changedAt).left(16),
                        DisplayZone::instance().name());
    }
    for (HintBar *bar : m_needs.bars) {
        bar->setActions(tr("Recover"), tr("Throw Away"), tr("Compare"));
        bar->setText(text);
    }
}

void JournalKeeper::compare()
{
    if (m_unsaved.empty()) {
        return;
    }
    const project::UnsavedProject &newest = m_unsaved.front();
    // Never saved, or gone since: everything is new.
    const std::string saved = project::readWholeFile(newest.file).value_or(std::string());
    const QString name = nameOf(newest);
    m_needs.diffs.show(
        kDiffId, {.tab = tr("%1 · kept").arg(name),
                  .title = tr("%1: what was saved against what was kept").arg(name),
                  .sides = {saved, newest.text, tr("in what was saved"), tr("in what was kept")},
                  .first = tr("Recover"),
                  .onFirst = [this] { recover(); },
                  .second = tr("Throw Away"),
                  .onSecond = [this] { askToDiscard(); }});
}

void JournalKeeper::recover()
{
    if (!m_unsaved.empty()) {
        // The window may have been typed into since the offer was made.
        m_needs.files.whenSafe([this] { recoverNow(); });
    }
}

void JournalKeeper::recoverNow()
{
    const project::UnsavedProject newest = m_unsaved.front();
    const QString path = QString::fromStdString(newest.file.string());
    Document &document = m_needs.document;
    if (path.isEmpty() || !project::readWholeFile(newest.file)) {
        project::ProjectFile project;
        project.runId = newest.runId;
        document.reset({}, {}, {}, std::move(project));
    } else if (!m_needs.files.load(path)) {
        return;
    }
    // The recovered text is a change of the saved one: it can be undone, and it is unsaved.
    const std::vector<TextEdit> edits = project::editsBetween(document.text().bytes(), newest.text);
    if (const Status status =
            document.apply(tr("Recover"), {.patches = sql::patchesOf(document.text(), edits)});
        !status) {
        Q_EMIT failed(status.error());
        return;
    }
    // Kept anew before it is forgotten: a kill in between must not lose it.
    flush();
    discard();
    Q_EMIT recovered();
}

void JournalKeeper::askToDiscard()
{
    if (m_unsaved.empty()) {
        return;
    }
    const auto id = m_unsaved.front().id;
    m_needs.ask.confirm(tr("Throw away the changes of %1?").arg(nameOf(m_unsaved.front())),
                        tr("They stand in no file: nothing brings them back."), tr("Throw Away"),
                        [this, id] {
                            if (!m_unsaved.empty() && m_unsaved.front().id == id) {
                                discard();
                            }
                        });
}

void JournalKeeper::discard()
{
    if (!m_unsaved.empty()) {
        const Status status =
            project::Journal::forget(m_needs.database.toStdString(), m_unsaved.front().id);
        if (!status) {
            Q_EMIT failed(status.error());
        }
        m_unsaved.erase(m_unsaved.begin());
    }
    m_needs.diffs.close(kDiffId);
    offerNewest();
}

} // namespace weir::studio
