#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/wiring/Selection.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/FindBar.h"
#include "widgets/editor/PeekCard.h"
#include "widgets/editor/RenameBox.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/panels/ElidedLabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

namespace {

constexpr const char *kText =
    "CREATE STREAM R (ID INT KEY, STARS INT) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');\n"
    "CREATE STREAM A AS SELECT ID, STARS AS n FROM R;\n"
    "CREATE STREAM B AS\n  SELECT * FROM A\n  WHERE n > 1;\n";

/// The window with a text of our own, seen and with the focus in the SQL.
class Opened : public StudioDriver {
public:
    explicit Opened(const std::string &text = kText)
    {
        studio->document().reset(text, {});
        studio->showDesigner();
        showWindow();
        studio->window().activateWindow();
        editor().setFocus();
    }
    SqlEditor &editor() { return studio->editor(); }
    const std::string &text() { return studio->document().text().bytes(); }
    std::size_t find(const std::string &part) { return text().find(part); }
    std::string selected()
    {
        const SourceSpan span = editor().selection();
        return text().substr(span.begin, span.length());
    }
    template <class W> W *child(const char *name)
    {
        return studio->window().findChild<W *>(QLatin1String(name));
    }
    void undo() { studio->actions().action(ActionId::Undo)->trigger(); }
    /// Presses a key where the focus is, through the window's shortcuts.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : &studio->window(), key, modifiers);
    }
};

} // namespace

/// Find, replace, format, rename, definition, peek and fold, by keys on the real window.
class SqlToolsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhileTypingAndByKeys()
    {
        Opened driver("a star, a Star\nstars\n");
        driver.press(Qt::Key_F, Qt::ControlModifier);
        auto *bar = driver.child<FindBar>("findBar");
        auto *count = driver.child<ElidedLabel>("findCount");
        QTRY_VERIFY(bar->isVisible());
        QTRY_VERIFY(driver.child<QLineEdit>("findField")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), "star");
        QCOMPARE(count->text(), QStringLiteral("1 of 3"));
        QCOMPARE(driver.editor().selection(), (SourceSpan{2, 6}));
        driver.press(Qt::Key_Return);
        QCOMPARE(count->text(), QStringLiteral("2 of 3"));
        driver.press(Qt::Key_F3);
        driver.press(Qt::Key_F3);
        QCOMPARE(count->text(), QStringLiteral("1 of 3"));
        driver.press(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(count->text(), QStringLiteral("3 of 3"));
        QTest::mouseClick(driver.child<QToolButton>("findCase"), Qt::LeftButton);
        QTest::mouseClick(driver.child<QToolButton>("findWord"), Qt::LeftButton);
        QCOMPARE(count->text(), QStringLiteral("1 of 1"));
        driver.child<QLineEdit>("findField")->setFocus();
        driver.press(Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QVERIFY(driver.editor().hasFocus());
        QCOMPARE(driver.selected(), std::string("star"));
    }

    void escapeReturnsTheCaretWhereItWas()
    {
        Opened driver("one two three\n");
        driver.editor().setCaret(9);
        driver.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), "one");
        QCOMPARE(driver.editor().selection(), (SourceSpan{0, 3}));
        driver.press(Qt::Key_Escape);
        QCOMPARE(driver.editor().selection(), (SourceSpan{9, 9}));
    }

    void replacesOneAndAll()
    {
        Opened driver("ab ab ab\n");
        driver.press(Qt::Key_H, Qt::ControlModifier);
        QTest::keyClicks(driver.child<QLineEdit>("findField"), "a(b)");
        QTest::mouseClick(driver.child<QToolButton>("findExpression"), Qt::LeftButton);
        auto *with = driver.child<QLineEdit>("replaceField");
        QTRY_VERIFY(with->isVisible());
        QTest::keyClicks(with, "$1a");
        QTest::keyClick(with, Qt::Key_Return);
        QCOMPARE(driver.text(), std::string("ba ab ab\n"));
        QCOMPARE(driver.editor().selection(), (SourceSpan{3, 5}));
        QTest::mouseClick(driver.child<QPushButton>("replaceAll"), Qt::LeftButton);
        QCOMPARE(driver.text(), std::string("ba ba ba\n"));
        QCOMPARE(driver.editor().bytes(), driver.text());
        QVERIFY(!driver.child<QPushButton>("replaceAll")->isEnabled());
        driver.undo();
        QCOMPARE(driver.text(), std::string("ba ab ab\n"));
        driver.undo();
        QCOMPARE(driver.text(), std::string("ab ab ab\n"));
        auto *field = driver.child<QLineEdit>("findField");
        field->setText(QStringLiteral("("));
        QVERIFY(!driver.child<ElidedLabel>("findCount")->toolTip().isEmpty());
    }

    void formatsAsOneStep()
    {
        Opened driver("drop  stream a; -- x\nselect a,\nb from c;\n");
        driver.press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(driver.text(), std::string("DROP STREAM a; -- x\nSELECT\n  a,\n  b\nFROM c;\n"));
        QCOMPARE(driver.editor().bytes(), driver.text());
        QCOMPARE(driver.port.text, driver.text());
        driver.undo();
        QCOMPARE(driver.text(), std::string("drop  stream a; -- x\nselect a,\nb from c;\n"));
        driver.editor().select({0, 5});
        driver.press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(driver.text(), std::string("DROP STREAM a; -- x\nselect a,\nb from c;\n"));
    }

    void renamesASourceInPlace()
    {
        Opened driver;
        driver.studio->selection().select(NodeKey{"B/where"});
        driver.editor().setFocus();
        driver.editor().setCaret(driver.find("B AS"));
        driver.press(Qt::Key_F2);
        auto *field = driver.child<QLineEdit>("renameField");
        QVERIFY(field && field->hasFocus());
        QCOMPARE(field->text(), QStringLiteral("B"));
        QTest::keyClicks(field, "A");
        auto *verdict = driver.child<ElidedLabel>("renameVerdict");
        QVERIFY(!driver.child<RenameBox>("renameBox")->problem().isEmpty());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(driver.text(), std::string(kText)); // refused
        field->setText(QStringLiteral("more_stars"));
        QVERIFY2(verdict->text().contains(u'1'), qPrintable(verdict->text()));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(driver.find("CREATE STREAM more_stars AS") != std::string::npos);
        QCOMPARE(driver.studio->selection().current().value, std::string("MORE_STARS/where"));
        QVERIFY(driver.editor().hasFocus());
        driver.undo();
        QCOMPARE(driver.text(), std::string(kText));
        QCOMPARE(driver.studio->selection().current().value, std::string("B/where"));
    }

    void renamesAColumnAndGivesUp()
    {
        Opened driver;
        driver.editor().setCaret(driver.find("n > 1"));
        driver.press(Qt::Key_F2);
        QTest::keyClicks(driver.child<QLineEdit>("renameField"), "x");
        driver.press(Qt::Key_Escape);
        QCOMPARE(driver.text(), std::string(kText));
        QTRY_VERIFY(!driver.child<QLineEdit>("renameField"));
        driver.press(Qt::Key_F2);
        QTest::keyClicks(driver.child<QLineEdit>("renameField"), "stars2");
        driver.press(Qt::Key_Return);
        QVERIFY(driver.find("STARS AS stars2 FROM R") != std::string::npos);
        QVERIFY(driver.find("WHERE stars2 > 1") != std::string::npos);
        driver.undo();
        QCOMPARE(driver.text(), std::string(kText));
    }

    void renamesWhatIsSelectedOnTheCanvas()
    {
        Opened driver;
        driver.studio->selection().select(NodeKey{"A"});
        driver.studio->panels().designer->canvas()->setFocus();
        driver.press(Qt::Key_F2);
        auto *field = driver.child<QLineEdit>("renameField");
        QVERIFY(field);
        QVERIFY(driver.studio->panels().designer->canvas()->isAncestorOf(field));
        field->setText(QStringLiteral("A2"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(driver.find("FROM A2") != std::string::npos);
        QCOMPARE(driver.studio->selection().current().value, std::string("A2"));
    }

    void goesToDefinitions()
    {
        Opened driver;
        driver.editor().setCaret(driver.find("A\n  WHERE"));
        driver.press(Qt::Key_F12);
        QCOMPARE(driver.editor().selection().begin, driver.find("A AS SELECT"));
        QCOMPARE(driver.studio->selection().current().value, std::string("A"));
        driver.editor().setCaret(driver.find("n > 1"));
        driver.press(Qt::Key_F12);
        QCOMPARE(driver.editor().selection().begin, driver.find("n FROM R"));
    }

    void controlClickGoesToTheDefinition()
    {
        Opened driver;
        SqlEditor &editor = driver.editor();
        const std::size_t at = driver.find("R;\n");
        const QRect place = editor.placeOf({at, at + 1});
        QTest::mouseClick(editor.viewport(), Qt::LeftButton, Qt::ControlModifier,
                          place.center() - editor.viewport()->pos());
        QCOMPARE(driver.selected(), std::string("R"));
        QCOMPARE(editor.selection().begin, driver.find("R (ID"));
    }

    void commentsAndDuplicatesByKeys()
    {
        Opened driver("SELECT 1;\n");
        driver.editor().setCaret(3);
        driver.press(Qt::Key_Slash, Qt::ControlModifier);
        QCOMPARE(driver.text(), std::string("-- SELECT 1;\n"));
        driver.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(driver.text(), std::string("-- SELECT 1;\n-- SELECT 1;\n"));
        driver.undo();
        driver.undo();
        QCOMPARE(driver.text(), std::string("SELECT 1;\n"));
    }

    void peeksWithoutLeaving()
    {
        Opened driver;
        const std::size_t at = driver.find("A\n  WHERE");
        driver.editor().setCaret(at);
        driver.press(Qt::Key_F12, Qt::AltModifier);
        auto *card = driver.child<PeekCard>("peekCard");
        QVERIFY(card->isVisible());
        QVERIFY2(card->title().contains(QStringLiteral("Stream A")), qPrintable(card->title()));
        QVERIFY2(card->body().contains(QStringLiteral("N INT")), qPrintable(card->body()));
        QCOMPARE(driver.editor().caret(), at);
        QCOMPARE(driver.studio->selection().current().value, std::string("A"));
        driver.press(Qt::Key_Escape);
        QVERIFY(!card->isVisible());
    }

    void foldsStatements()
    {
        Opened driver;
        SqlEditor &editor = driver.editor();
        editor.setCaret(driver.find("WHERE n"));
        const auto lineSeen = [&editor](unsigned long line) {
            return editor.SendScintilla(QsciScintilla::SCI_GETLINEVISIBLE, line) != 0;
        };
        driver.press(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(lineSeen(2) && !lineSeen(3) && !lineSeen(4) && lineSeen(5));
        QCOMPARE(driver.text(), std::string(kText));
        driver.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), "n > 1");
        QVERIFY2(lineSeen(4), "what is found is shown");
    }

    void problemsAreWalkedByKeys()
    {
        Opened driver("SELECT x FROM nowhere;\nSELECT y FROM nothing;\n");
        driver.editor().setCaret(0);
        driver.press(Qt::Key_F8);
        const std::size_t first = driver.editor().caret();
        driver.press(Qt::Key_F8);
        QVERIFY(driver.editor().caret() > first);
        driver.press(Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(driver.editor().caret(), first);
    }

    void selectingANodeLightsItsStatement()
    {
        Opened driver;
        driver.editor().setCaret(0);
        const std::size_t caret = driver.editor().caret();
        driver.studio->selection().select(NodeKey{"B/where"});
        SqlEditor &editor = driver.editor();
        const auto marks = [&editor](int line) { return editor.markersAtLine(line); };
        QVERIFY(marks(3) != 0 && marks(0) == 0);
        QCOMPARE(driver.editor().caret(), caret);
        driver.editor().setCaret(driver.find("STARS AS"));
        QTRY_COMPARE(driver.studio->selection().current().statement(), std::string("A"));
        QVERIFY(marks(1) != 0 && marks(3) == 0);
    }
};

WEIR_TEST(SqlToolsTest)
#include "SqlToolsTest.moc"
