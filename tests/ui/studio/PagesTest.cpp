#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/actions/CommandPalette.h"
#include "app/studio/actions/ShortcutsPage.h"
#include "app/studio/wiring/RunCommands.h"
#include "app/studio/wiring/Selection.h"
#include "core/language/Help.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/DisplayZone.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/HelpPage.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/ResultsPanel.h"
#include "widgets/panels/SettingsPage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

/// Settings, shortcuts, help and the Ctrl+P box on the real window.
class PagesTest : public QObject {
    Q_OBJECT

    template <class W> static W *child(StudioDriver &driver, const char *name)
    {
        return driver.studio->window().findChild<W *>(QLatin1String(name));
    }
    static void trigger(StudioDriver &driver, ActionId id)
    {
        driver.studio->actions().action(id)->trigger();
    }
    static QString centrePage(StudioDriver &driver)
    {
        return driver.studio->window().stack(MainWindow::Side::Centre)->currentPage();
    }

private Q_SLOTS:
    void cleanup()
    {
        Appearance::instance().setFonts({});
        Appearance::instance().setChoice(ThemeChoice::Dark);
        DisplayZone::instance().choose({});
    }

    void settingsWorkAtOnceAndAreSaved()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        QTest::keyClick(&driver.studio->window(), Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(centrePage(driver), QStringLiteral("settings"));
        child<QComboBox>(driver, "settingsTheme")->setCurrentIndex(2);
        QVERIFY(!theme().isDark());
        QVERIFY(driver.studio->actions().action(ActionId::ThemeLight)->isChecked());
        auto *points = child<QComboBox>(driver, "settingsMonoPoints");
        points->setFocus();
        QTest::keyClick(points, Qt::Key_Down);
        QCOMPARE(theme().monoFont().pointSizeF(), 10.0);
        QTest::mouseClick(child<QCheckBox>(driver, "settingsWheelPans"), Qt::LeftButton,
                          Qt::NoModifier, QPoint(8, 8));
        auto *zone = child<QComboBox>(driver, "settingsZone");
        zone->setCurrentIndex(zone->findData(QStringLiteral("Asia/Tokyo")));
        QCOMPARE(clockText(0), QStringLiteral("09:00:00.000"));
        const Settings again(driver.folder.filePath(QStringLiteral("settings.json")));
        const Preferences saved = again.preferences();
        QCOMPARE(static_cast<int>(saved.theme), static_cast<int>(ThemeChoice::Light));
        QCOMPARE(saved.fonts.monoPoints, 10.0);
        QVERIFY(saved.wheelPans);
        QCOMPARE(saved.zone, QStringLiteral("Asia/Tokyo"));
        // The theme of the View menu is the same setting.
        trigger(driver, ActionId::ThemeDark);
        QCOMPARE(child<QComboBox>(driver, "settingsTheme")->currentIndex(), 1);
        QTest::mouseClick(child<QPushButton>(driver, "settingsDefaults"), Qt::LeftButton);
        QVERIFY(child<SettingsPage>(driver, "settingsPage")->preferences() == Preferences());
        QCOMPARE(clockText(0), QStringLiteral("00:00:00.000"));
    }

    void wheelPansWhenChosen()
    {
        StudioDriver driver;
        Preferences chosen;
        chosen.wheelPans = true;
        chosen.theme = ThemeChoice::Dark;
        driver.settings.setPreferences(chosen);
        driver.studio.reset();
        driver.studio = std::make_unique<Studio>(driver.port, driver.settings);
        driver.showDemo();
        driver.showWindow();
        CanvasView &canvas = *driver.studio->panels().designer->canvas();
        const double scale = canvas.camera().scale();
        QWheelEvent wheel(QPointF(50, 50), canvas.mapToGlobal(QPointF(50, 50)), {}, {0, 120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &wheel);
        QCOMPARE(canvas.camera().scale(), scale);
    }

    void shortcutsAreChangedAndClashesRefused()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        trigger(driver, ActionId::ShortcutSheet);
        QCOMPARE(centrePage(driver), QStringLiteral("shortcuts"));
        ActionRegistry &actions = driver.studio->actions();
        child<ShortcutsPage>(driver, "shortcutsPage")->choose(ActionId::FormatSql);
        auto *key = child<QKeySequenceEdit>(driver, "shortcutKey");
        auto *set = child<QPushButton>(driver, "shortcutSet");
        key->setKeySequence(QKeySequence(QStringLiteral("Ctrl+S")));
        QVERIFY(!set->isEnabled());
        QVERIFY(child<ElidedLabel>(driver, "shortcutVerdict")->text().contains(u'S'));
        key->setKeySequence(QKeySequence(QStringLiteral("Ctrl+Alt+Shift+F")));
        QVERIFY(set->isEnabled());
        QTest::mouseClick(set, Qt::LeftButton);
        QCOMPARE(actions.action(ActionId::FormatSql)->shortcut(),
                 QKeySequence(QStringLiteral("Ctrl+Alt+Shift+F")));
        ActionRegistry fresh;
        fresh.takeKeys(
            Settings(driver.folder.filePath(QStringLiteral("settings.json"))).shortcuts());
        QCOMPARE(fresh.action(ActionId::FormatSql)->shortcut(),
                 actions.action(ActionId::FormatSql)->shortcut());
        QTest::mouseClick(child<QPushButton>(driver, "shortcutDefault"), Qt::LeftButton);
        QCOMPARE(actions.action(ActionId::FormatSql)->shortcuts(),
                 actionKeys(actionSpec(ActionId::FormatSql)));
        QVERIFY(actions.changedKeys().isEmpty());
        QTest::mouseClick(child<QPushButton>(driver, "shortcutNone"), Qt::LeftButton);
        QVERIFY(actions.action(ActionId::FormatSql)->shortcuts().isEmpty());
    }

    void savedKeysThatClashAreLeftOut()
    {
        ActionRegistry actions;
        actions.takeKeys({{QStringLiteral("file.save"), QStringLiteral("Ctrl+O; F7")},
                          {QStringLiteral("no.such"), QStringLiteral("F9")}});
        QCOMPARE(actions.action(ActionId::FileSave)->shortcuts(),
                 QList<QKeySequence>{QKeySequence(Qt::Key_F7)});
        QVERIFY(actions.action(ActionId::FileOpen)
                    ->shortcuts()
                    .contains(QKeySequence(QKeySequence::Open)));
    }

    void helpExplainsWhatHasTheFocus_data()
    {
        QTest::addColumn<QByteArray>("at");
        QTest::addColumn<QString>("topic");
        QTest::newRow("function") << QByteArray("COUNT(") << QStringLiteral("COUNT");
        QTest::newRow("window") << QByteArray("SIZE 1") << QStringLiteral("WINDOW");
        QTest::newRow("statement") << QByteArray("STREAM R") << QStringLiteral("CREATE STREAM");
        QTest::newRow("properties") << QByteArray("KAFKA_TOPIC") << QStringLiteral("WITH");
        QTest::newRow("grouping") << QByteArray("GROUP BY") << QStringLiteral("GROUP BY");
    }

    void helpExplainsWhatHasTheFocus()
    {
        QFETCH(QByteArray, at);
        QFETCH(QString, topic);
        StudioDriver driver;
        const std::string text =
            "CREATE STREAM R (ID INT KEY) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');\n"
            "CREATE TABLE T AS SELECT ID, COUNT(*) AS N FROM R WINDOW TUMBLING (SIZE 1 MINUTES) "
            "GROUP BY ID;\n";
        driver.studio->document().reset(text, {});
        driver.studio->showDesigner();
        driver.showWindow();
        driver.studio->window().activateWindow();
        driver.studio->editor().setFocus();
        driver.studio->editor().setCaret(text.find(at.toStdString()) + 1);
        QTest::keyClick(&driver.studio->editor(), Qt::Key_F1);
        auto *page = child<HelpPage>(driver, "helpPage");
        QVERIFY(page);
        QCOMPARE(page->currentTopic(), topic);
        QVERIFY(child<QTextBrowser>(driver, "helpText")->toPlainText().size() > 20);
    }

    void helpFollowsThePanels()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        driver.studio->window().activateWindow();
        driver.studio->panels().designer->canvas()->setFocus();
        QTest::keyClick(driver.studio->panels().designer->canvas(), Qt::Key_F1);
        auto *page = child<HelpPage>(driver, "helpPage");
        QCOMPARE(page->currentTopic(), QStringLiteral("Canvas"));
        driver.studio->window().showPage(QStringLiteral("topics"));
        trigger(driver, ActionId::Help);
        QCOMPARE(page->currentTopic(), QStringLiteral("Topics"));
        child<QLineEdit>(driver, "helpFilter")->setText(QStringLiteral("substring"));
        QVERIFY(page->showTopic(QStringLiteral("SUBSTRING")));
        QVERIFY(!page->showTopic(QStringLiteral("WINDOW")));
    }

    void everyTopicThatCanBeAskedForIsWritten()
    {
        QFile file(QStringLiteral(":/weir/help/sql.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::vector<HelpTopic> topics = readHelp(QString::fromUtf8(file.readAll()));
        for (const std::string &wanted : language::syntaxTopics()) {
            const bool found = std::any_of(topics.begin(), topics.end(), [&](const HelpTopic &t) {
                return t.title == QString::fromStdString(wanted) && t.markdown.size() > 40;
            });
            QVERIFY2(found, wanted.c_str());
        }
        for (const language::FunctionHelp &function : language::functionHelp()) {
            for (const auto &overload : function.overloads) {
                QVERIFY2(!overload.description.empty(), overload.signature.c_str());
            }
        }
    }

    void goToFindsColumnsAndLines()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        driver.studio->window().activateWindow();
        trigger(driver, ActionId::GoTo);
        auto *field = child<QLineEdit>(driver, "commandPaletteField");
        auto *list = driver.studio->palette().findChild<QAbstractItemView *>();
        field->setText(QStringLiteral("CLUB_STATUS"));
        QVERIFY(list->model()
                    ->index(0, 0)
                    .data(PaletteModel::DetailRole)
                    .toString()
                    .contains(QStringLiteral("column of")));
        QTest::keyClick(field, Qt::Key_Escape);
        trigger(driver, ActionId::FindInProject);
        field->setText(QStringLiteral("EMIT CHANGES"));
        field->setText(QStringLiteral("STARS < 3"));
        QVERIFY(list->model()->rowCount() > 0);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(driver.studio->editor().hasFocus());
    }

    void explainIsAskedWithoutRunning()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        const std::string &text = driver.studio->document().text().bytes();
        driver.studio->editor().setFocus();
        driver.studio->editor().setCaret(text.find("POOR_RATINGS AS") + 2);
        trigger(driver, ActionId::ExplainStatement);
        QCOMPARE(driver.port.commands.size(), std::size_t(1));
        const auto &sent = std::get<runtime::RunStatement>(driver.port.commands.front());
        QVERIFY2(sent.text.rfind("EXPLAIN CREATE STREAM POOR_RATINGS", 0) == 0, sent.text.c_str());
        QVERIFY2(sent.projectText.find("POOR_RATINGS") == std::string::npos,
                 "its own name would be taken");
        runtime::TableAnswer answer;
        answer.message = "sink\n  filter\n    source\n";
        driver.port.reply(1, runtime::Answer{answer});
        QCOMPARE(driver.studio->panels().results->model()->rowCount(), 3);
    }

    void topicsAreMadeAndDeletedByName()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        driver.record->text = QStringLiteral("orders: 4");
        trigger(driver, ActionId::CreateTopic);
        QCOMPARE(std::get<runtime::CreateTopic>(driver.port.commands.back()).partitions, 4);
        QCOMPARE(std::get<runtime::CreateTopic>(driver.port.commands.back()).topic,
                 std::string("orders"));
        const std::size_t before = driver.port.commands.size();
        driver.record->text = QStringLiteral("wrong");
        trigger(driver, ActionId::DeleteTopic);
        QCOMPARE(driver.port.commands.size(), before);
    }

    void theRightButtonSelectsAndShowsAMenu()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        CanvasView &canvas = *driver.studio->panels().designer->canvas();
        const int block = canvas.scene().findBlock(NodeKey{"CUSTOMERS"});
        QVERIFY(block >= 0);
        const QRectF rect = canvas.scene().block(block).rect;
        QTest::mouseClick(&canvas, Qt::RightButton, {},
                          canvas.camera().toView(rect.center()).toPoint());
        auto *menu = canvas.findChild<QMenu *>(QStringLiteral("contextMenu"));
        QVERIFY(menu && menu->isVisible());
        QCOMPARE(driver.studio->selection().current().statement(), std::string("CUSTOMERS"));
        QVERIFY(menu->actions().contains(driver.studio->actions().action(ActionId::Rename)));
        menu->close();

        SqlEditor &editor = driver.studio->editor();
        const std::size_t name = test::demoSql().find("POOR_RATINGS AS") + 3;
        const QPoint at =
            editor.viewport()->mapFrom(&editor, editor.placeOf({name, name + 1}).center());
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, editor.viewport()->mapToGlobal(at));
        QApplication::sendEvent(editor.viewport(), &event);
        menu = editor.findChild<QMenu *>(QStringLiteral("contextMenu"));
        QVERIFY(menu && menu->isVisible());
        QVERIFY(editor.caret() == name || editor.caret() == name + 1);
        QVERIFY(menu->actions().contains(driver.studio->actions().action(ActionId::Paste)));
        menu->close();
    }

    void theDesignerIsNotClosed()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        QAction *close = driver.studio->actions().action(ActionId::FileClose);
        QVERIFY(!close->isEnabled());
        trigger(driver, ActionId::Settings);
        QVERIFY(close->isEnabled());
        close->trigger();
        QVERIFY(!close->isEnabled());
    }

    void whatIsDisabledSaysWhy()
    {
        StudioDriver driver;
        driver.showDemo();
        for (const ActionSpec &spec : actionTable()) {
            QVERIFY2(!driver.studio->actions().disabledReason(spec.id).contains(
                         QStringLiteral("Not available")),
                     spec.name);
        }
    }
};

WEIR_TEST(PagesTest)
#include "PagesTest.moc"
