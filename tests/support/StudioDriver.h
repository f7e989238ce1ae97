#pragma once

#include "app/studio/Ask.h"
#include "app/studio/MainWindow.h"
#include "app/studio/Panels.h"
#include "app/studio/Settings.h"
#include "app/studio/Studio.h"
#include "app/studio/Windows.h"
#include "tests/support/FakeEnginePort.h"

#include <QTemporaryDir>

#include <memory>

namespace weir::test {

/// Answers that a test gives for the person, and what was asked.
struct AskRecord {
    studio::Ask::Changes changes = studio::Ask::Changes::Discard;
    bool confirm = true;
    QString text;
    QStringList asked;
    QString detail; ///< of the last question
    QString path;   ///< of file dialogs; empty = cancel
};

/// The real window over a fake engine, with settings of its own in a temporary folder.
class StudioDriver {
public:
    /// Without `windows` this is the only window; it must outlive the driver.
    explicit StudioDriver(studio::Windows *windows = nullptr);
    ~StudioDriver();

    /// Shows the demo pipeline as it would run: text, plan, figures, rows.
    void showDemo();
    void showWindow(QSize size = {1600, 980});

    QTemporaryDir folder;
    studio::Settings settings;
    FakeEnginePort port;
    std::shared_ptr<AskRecord> record;
    std::unique_ptr<studio::Studio> studio;
};

} // namespace weir::test
