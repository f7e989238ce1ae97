#include "app/studio/Application.h"

#include "app/studio/Demo.h"
#include "app/studio/DemoFolders.h"
#include "app/studio/MainWindow.h"
#include "app/studio/OneWindow.h"
#include "app/studio/Screens.h"
#include "app/studio/Settings.h"
#include "app/studio/Studio.h"
#include "core/log/Cluster.h"
#include "core/session/LiveEngine.h"
#include "widgets/style/Appearance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>
#include <QTimer>

#include <clocale>
#include <cstdio>
#include <memory>
#include <optional>

namespace weir::studio {

namespace {

ApplicationOptions parseOptions(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Designer and monitor for streaming pipelines over Kafka"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QStringLiteral("Run the demo pipeline on a cluster of its own."));
    const QCommandLineOption cluster(QStringLiteral("cluster"),
                                     QStringLiteral("local[:PATH] or kafka://host:port."),
                                     QStringLiteral("ADDRESS"));
    const QCommandLineOption screens(
        QStringLiteral("screens"),
        QStringLiteral("Write pictures of the screens into DIR and end."), QStringLiteral("DIR"));
    const QCommandLineOption look(QStringLiteral("theme"), QStringLiteral("system, dark or light."),
                                  QStringLiteral("NAME"));
    const QCommandLineOption empty(QStringLiteral("new"),
                                   QStringLiteral("Begin with an empty pipeline."));
    parser.addOptions({demo, cluster, screens, look, empty});
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("A pipeline (NAME.sql)."),
                                 QStringLiteral("[FILE]"));
    parser.process(application);
    return {parser.isSet(demo),
            parser.value(cluster),
            parser.value(screens),
            parser.value(look),
            parser.positionalArguments().value(0),
            parser.isSet(empty)};
}

std::unique_ptr<session::EnginePort> makeEngine(const ApplicationOptions &options,
                                                DemoFolders &demo)
{
    runtime::EngineOptions engine;
    if (!options.cluster.isEmpty()) {
        engine.cluster = options.cluster.toStdString();
    } else if (options.demo) {
        engine.cluster = demo.takeEmpty();
    }
    return std::make_unique<session::LiveEngine>(engine);
}

/// Writes the screens once the run has read what there is (at once without one), then ends.
void renderWhenQuiet(Studio &studio, session::EnginePort &engine, const ApplicationOptions &options)
{
    constexpr int kQuietSnapshots = 8;
    const auto render = [&studio, folder = options.screensFolder] {
        QApplication::exit(renderScreens(studio, folder) ? 0 : 1);
    };
    if (!options.demo) {
        QTimer::singleShot(0, &studio, render);
        return;
    }
    QObject::connect(&engine, &session::EnginePort::snapshotChanged, &studio,
                     [&engine, render, quiet = 0]() mutable {
                         const auto snapshot = engine.snapshot();
                         const bool still = snapshot->state == runtime::RunState::Running &&
                                            snapshot->lagRecords == 0 && !snapshot->queries.empty();
                         quiet = still ? quiet + 1 : 0;
                         if (quiet == kQuietSnapshots) {
                             render();
                         }
                     });
}

/// Makes the project this process's; nothing: go on. Else another window has it, and the process
/// ends with this code.
std::optional<int> takeProject(OneWindow &windows, const QString &file)
{
    while (!file.isEmpty() && !windows.take(file)) {
        switch (windows.raiseOwner(file)) {
        case OneWindow::Raised::Yes:
            return 0;
        case OneWindow::Raised::NoAnswer:
            std::fputs(qPrintable(QStringLiteral("%1 is open in another window of Weir, which "
                                                 "does not answer.\n")
                                      .arg(file)),
                       stderr);
            return 1;
        case OneWindow::Raised::NobodyHasIt:
            break;
        }
    }
    return std::nullopt;
}

/// A window needs a display; help, the version and pictures do not. Returns whether to go on.
bool findDisplay(int argc, char **argv)
{
    for (const char *named : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (qEnvironmentVariableIsSet(named)) {
            return true;
        }
    }
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument == "-platform" || argument.startsWith("--platform")) {
            return true;
        }
        for (const char *windowless :
             {"-h", "--help", "--help-all", "-v", "--version", "--screens"}) {
            if (argument == windowless) {
                qputenv("QT_QPA_PLATFORM", "offscreen");
                return true;
            }
        }
    }
    return false;
}

} // namespace

int runApplication(int argc, char **argv)
{
    if (!findDisplay(argc, argv)) {
        std::fputs("weir-studio needs a desktop, and neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
                   "Without a screen run the same file by: weir run FILE.sql\n",
                   stderr);
        return 1;
    }
    QApplication application(argc, argv);
    // Qt takes over the locale of the desktop; numbers in SQL and records know only the point.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("Weir"));
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    const ApplicationOptions options = parseOptions(application);
    OneWindow windows({}, options.cluster.isEmpty()
                              ? QStringList()
                              : QStringList{QStringLiteral("--cluster"), options.cluster});
    // Pictures of a project may be taken while it is open.
    const bool pictures = !options.screensFolder.isEmpty();
    if (const auto code = takeProject(windows, pictures ? QString() : options.file)) {
        return *code;
    }
    // Pictures are taken of a fresh window, and what they did to it is nobody's layout.
    const QTemporaryDir scratch;
    Settings settings(options.screensFolder.isEmpty()
                          ? QString()
                          : scratch.filePath(QStringLiteral("settings.json")));
    Appearance::install(options.theme.isEmpty() ? settings.theme() : themeChoiceOf(options.theme));
    DemoFolders demo; // before the engine, which is at work in one of them until it is gone
    const std::unique_ptr<session::EnginePort> engine = makeEngine(options, demo);
    Studio studio(*engine, settings, {}, {}, pictures ? nullptr : &windows);
    QObject::connect(&windows, &OneWindow::raiseRequested, &studio, &Studio::raise);
    QObject::connect(&studio, &Studio::demoRequested, &studio, [&studio, &demo] {
        // The demo has a cluster of its own, whichever one the window was opened with. If that is
        // the one of an earlier demo, the engine is at work in it until the new one is open.
        studio.openCluster(demo.takeEmpty(), [&demo] { demo.leaveOthers(); });
        runDemo(studio);
    });
    studio.keepJournal(QString::fromStdString(log::defaultDataFolder()) +
                       QStringLiteral("/journal.db"));
    if (options.demo) {
        runDemo(studio);
    } else if (!options.file.isEmpty()) {
        studio.openFile(options.file);
    } else if (options.empty) {
        studio.showDesigner();
    } else {
        studio.showWelcome();
    }
    studio.window().show();
    if (!options.screensFolder.isEmpty()) {
        renderWhenQuiet(studio, *engine, options);
    }
    return QApplication::exec();
}

} // namespace weir::studio
