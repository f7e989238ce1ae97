#include "app/studio/Screens.h"

#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/Studio.h"
#include "app/studio/actions/CommandPalette.h"
#include "app/studio/wiring/DiskWatch.h"
#include "app/studio/wiring/JournalKeeper.h"
#include "app/studio/wiring/RecordTabs.h"
#include "core/project/AtomicFile.h"
#include "widgets/models/TopicModel.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/TopicsPanel.h"
#include "widgets/style/Appearance.h"

#include <QDir>
#include <QEventLoop>
#include <QPixmap>
#include <QTemporaryDir>
#include <QTimer>

namespace weir::studio {

namespace {

const QString &scratchFile()
{
    static const QTemporaryDir folder;
    static const QString path = folder.filePath(QStringLiteral("ratings.sql"));
    return path;
}

/// Saves the project into a scratch folder, edits it, and changes the file as another program
/// would.
void changeOnDisk(Studio &studio)
{
    Document &document = studio.document();
    const std::string text = document.text().bytes();
    std::string theirs = text;
    if (const std::size_t at = theirs.find("< 3"); at != std::string::npos) {
        theirs.replace(at, 3, "< 2");
    }
    const bool done =
        document.save(scratchFile()) &&
        document.apply(QStringLiteral("Edit"),
                       {.patches = {document.text().replace({0, 0}, "-- Only poor ratings.\n")}}) &&
        project::replaceFile(scratchFile().toStdString(), theirs + "-- checked\n");
    if (done) {
        studio.diskWatch().check();
    }
}

void offerRecovery(Studio &studio)
{
    constexpr EpochMs kWhen = 1'763'908'933'000;
    if (studio.journal()) {
        studio.journal()->offer({{.id = -1,
                                  .file = scratchFile().toStdString(),
                                  .runId = {},
                                  .text = "-- kept\n",
                                  .changedAt = kWhen}});
    }
}

void startFromDesigner(Studio &studio)
{
    if (studio.document().path() == scratchFile()) {
        studio.document().goTo(0);
        static_cast<void>(studio.document().save(scratchFile()));
    }
    if (studio.journal()) {
        studio.journal()->offer({});
    }

    studio.palette().hide();
    studio.window().resetLayout();
    studio.window().stack(MainWindow::Side::Right)->setCollapsed(studio.window().width() < 1400);
    studio.showDesigner();
}

/// Lets layouts, and feeds that open only now, come to rest.
void settle()
{
    constexpr int kRestMs = 600;
    QEventLoop rest;
    QTimer::singleShot(kRestMs, &rest, &QEventLoop::quit);
    rest.exec();
}

QString firstTopic(const Studio &studio)
{
    const TopicModel &model = *studio.panels().topics->model();
    const QString current = studio.panels().topics->currentTopic();
    const TopicRow *row = model.row(model.index(0, 0, model.index(0, 0)));
    return !current.isEmpty() ? current : row ? row->name : QString();
}

} // namespace

QStringList screenNames()
{
    return {QStringLiteral("designer"), QStringLiteral("project"),   QStringLiteral("records"),
            QStringLiteral("results"),  QStringLiteral("problems"),  QStringLiteral("dead-letters"),
            QStringLiteral("log"),      QStringLiteral("groups"),    QStringLiteral("palette"),
            QStringLiteral("welcome"),  QStringLiteral("collapsed"), QStringLiteral("history"),
            QStringLiteral("recovery"), QStringLiteral("disk"),      QStringLiteral("compare")};
}

void showScreen(Studio &studio, const QString &name)
{
    startFromDesigner(studio);
    if (name == QLatin1String("records")) {
        studio.recordTabs().open(firstTopic(studio));
    } else if (name == QLatin1String("palette")) {
        studio.actions().action(ActionId::CommandPalette)->trigger();
    } else if (name == QLatin1String("welcome")) {
        studio.showWelcome();
    } else if (name == QLatin1String("recovery")) {
        offerRecovery(studio);
        studio.showWelcome();
    } else if (name == QLatin1String("disk")) {
        changeOnDisk(studio);
    } else if (name == QLatin1String("compare")) {
        changeOnDisk(studio);
        studio.diskWatch().compare();
    } else if (name == QLatin1String("history")) {
        changeOnDisk(studio);
        studio.document().undo();
        studio.window().showPage(name);
    } else if (name == QLatin1String("collapsed")) {
        for (const auto side :
             {MainWindow::Side::Left, MainWindow::Side::Bottom, MainWindow::Side::Right}) {
            studio.window().stack(side)->setCollapsed(true);
        }
    } else if (name != QLatin1String("designer")) {
        studio.window().showPage(name);
    }
}

bool renderScreens(Studio &studio, const QString &folder)
{
    if (!QDir().mkpath(folder)) {
        return false;
    }
    const ThemeChoice before = Appearance::instance().choice();
    const int scale = qRound(studio.window().devicePixelRatioF() * 100);
    bool written = true;
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        Appearance::instance().setChoice(choice);
        for (const QString &name : screenNames()) {
            showScreen(studio, name);
            settle();
            const QString file =
                QStringLiteral("%1-%2-%3.png").arg(name, theme().name()).arg(scale);
            written = studio.window().grab().save(QDir(folder).filePath(file)) && written;
        }
    }
    Appearance::instance().setChoice(before);
    return written;
}

} // namespace weir::studio
