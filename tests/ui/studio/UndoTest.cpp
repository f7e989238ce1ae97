#include "app/studio/Document.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/editor/SqlEditor.h"

#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

/// One key is one step to undo, however many places it changes.
class UndoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneUndoTakesBackOneKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("move lines")
            << int(Qt::Key_Up) << int(Qt::AltModifier) << QByteArray("two\nthree\n  one\n");
        QTest::newRow("indent") << int(Qt::Key_Tab) << 0 << QByteArray("  one\n  two\n  three\n");
        QTest::newRow("replace") << int(Qt::Key_X) << 0 << QByteArray("  one\nx\n");
    }
    void oneUndoTakesBackOneKey()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QByteArray, result);
        const std::string before = "  one\ntwo\nthree\n";
        StudioDriver driver;
        driver.showWindow();
        Document &document = driver.studio->document();
        document.reset(before, {});
        driver.studio->showDesigner();
        SqlEditor &editor = driver.studio->editor();
        editor.setFocus();
        editor.select({before.find("two"), before.size() - 1});
        QTest::keyClick(&editor, static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
        QCOMPARE(QByteArray::fromStdString(document.text().bytes()), result);
        QCOMPARE(document.history().doneSteps(), std::size_t(1));
        document.undo();
        QCOMPARE(document.text().bytes(), before);
        QCOMPARE(editor.bytes(), before);
    }

    void aNewLineAndItsIndentAreOneStep()
    {
        StudioDriver driver;
        driver.showWindow();
        Document &document = driver.studio->document();
        document.reset("  a", {});
        driver.studio->showDesigner();
        SqlEditor &editor = driver.studio->editor();
        editor.setFocus();
        editor.setCaret(3);
        QTest::keyClick(&editor, Qt::Key_Return);
        QCOMPARE(document.text().bytes(), std::string("  a\n  "));
        QTest::keyClicks(&editor, QStringLiteral("bc"));
        document.undo();
        QCOMPARE(document.text().bytes(), std::string("  a\n  "));
        document.undo();
        QCOMPARE(document.text().bytes(), std::string("  a"));
    }
};

WEIR_TEST(UndoTest)
#include "UndoTest.moc"
