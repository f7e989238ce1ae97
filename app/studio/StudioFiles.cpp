#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/Studio.h"
#include "app/studio/wiring/DiffPages.h"
#include "app/studio/wiring/DiskWatch.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/FileCommands.h"
#include "app/studio/wiring/HistoryLink.h"
#include "app/studio/wiring/JournalKeeper.h"
#include "widgets/panels/WelcomePage.h"

#include <utility>

// The part of Studio that ties the project to its files, its journal and its history.

namespace weir::studio {

void Studio::connectFiles()
{
    connect(m_files, &FileCommands::opened, this, &Studio::showDesigner);
    connect(m_files, &FileCommands::demoRequested, this, &Studio::demoRequested);
    m_diffs = new DiffPages(*m_window, this);
    m_disk = new DiskWatch(*m_document, *m_panels.designer->diskNotice(), *m_diffs, this);
    connect(m_disk, &DiskWatch::saveRequested, m_files, [this] { m_files->save(); });
    connect(m_disk, &DiskWatch::failed, m_view, &EngineView::addFailure);
    connect(m_document, &Document::generatorsChanged, this,
            [this] { m_port.setGenerators(m_document->project().sources); });
    new HistoryLink(*m_document, *m_panels.history, this);
}

void Studio::keepJournal(const QString &database)
{
    m_journal = new JournalKeeper({database,
                                   *m_document,
                                   *m_files,
                                   *m_diffs,
                                   *m_ask,
                                   {m_panels.designer->notice(), m_panels.welcome->notice()},
                                   m_clock},
                                  this);
    connect(m_journal, &JournalKeeper::failed, m_view, &EngineView::addFailure);
    connect(m_journal, &JournalKeeper::recovered, this, &Studio::showDesigner);
    m_journal->begin();
    m_journal->offerRecovery();
}

void Studio::openFile(const QString &path)
{
    m_files->open(path);
}

void Studio::openText(std::string sql, const QString &title,
                      std::vector<runtime::GeneratorSpec> generators)
{
    project::ProjectFile project;
    project.sources = std::move(generators);
    m_document->reset(std::move(sql), {}, title, std::move(project));
    showDesigner();
}

} // namespace weir::studio
