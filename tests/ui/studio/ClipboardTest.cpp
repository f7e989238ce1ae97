#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/panels/ProblemsPanel.h"
#include "widgets/panels/TablePanel.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

/// Cut, copy and paste act on what has the focus, by key and from the menu.
class ClipboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_driver = std::make_unique<StudioDriver>();
        m_driver->showDemo();
        m_driver->showWindow();
        m_driver->studio->editor().select({0, 10});
        QApplication::clipboard()->setText(QStringLiteral("before"));
    }
    void cleanup() { m_driver.reset(); }

    void theSqlIsLeftAloneWhileTheFocusIsElsewhere()
    {
        m_driver->studio->panels().designer->canvas()->setFocus();
        QWidget *window = &m_driver->studio->window();
        QTest::keyClick(window, Qt::Key_X, Qt::ControlModifier);
        QTest::keyClick(window, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(window, Qt::Key_C, Qt::ControlModifier);
        trigger(ActionId::Cut);
        trigger(ActionId::Paste);
        trigger(ActionId::Copy);
        QCOMPARE(text(), test::demoSql());
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
        m_driver->studio->editor().setFocus();
        trigger(ActionId::Cut);
        QCOMPARE(text(), test::demoSql().substr(10));
        trigger(ActionId::Paste);
        QCOMPARE(text(), test::demoSql());
    }

    void aFieldTakesTheMenusEntries()
    {
        auto *field =
            m_driver->studio->window().findChild<QLineEdit *>(QStringLiteral("topicFilter"));
        field->setText(QStringLiteral("ratings"));
        field->setFocus();
        trigger(ActionId::SelectAll);
        trigger(ActionId::Cut);
        QCOMPARE(field->text(), QString());
        trigger(ActionId::Paste);
        QCOMPARE(field->text(), QStringLiteral("ratings"));
        QCOMPARE(text(), test::demoSql());
    }

    void aProblemIsCopiedAsText()
    {
        m_driver->studio->window().showPage(QStringLiteral("problems"));
        auto *view = m_driver->studio->panels().problems->table()->findChild<QTableView *>();
        view->selectRow(0);
        view->setFocus();
        trigger(ActionId::Copy);
        const QStringList cells = QApplication::clipboard()->text().split(u'\t');
        QCOMPARE(cells.size(), qsizetype(4));
        QCOMPARE(cells.front(), QStringLiteral("Error"));
    }

private:
    void trigger(ActionId id) { m_driver->studio->actions().action(id)->trigger(); }
    const std::string &text() const { return m_driver->studio->document().text().bytes(); }

    std::unique_ptr<StudioDriver> m_driver;
};

WEIR_TEST(ClipboardTest)
#include "ClipboardTest.moc"
