#include "widgets/editor/SqlEditor.h"

#include "tests/support/TestRegistry.h"
#include "widgets/style/Appearance.h"

#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace weir;
using namespace weir::studio;

// Real key events against the editor; a SqlText beside it takes every patch, as History does.
class SqlEditorTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SqlEditor> m_editor;
    sql::SqlText m_text;
    std::vector<sql::TextPatch> m_patches;

    void open(const std::string &bytes)
    {
        m_editor = std::make_unique<SqlEditor>();
        m_editor->resize(600, 400);
        m_text = sql::SqlText(bytes);
        m_patches.clear();
        m_editor->load(m_text);
        connect(m_editor.get(), &SqlEditor::edited, this, &SqlEditorTest::take);
        m_editor->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
        m_editor->setFocus();
    }
    void take(const sql::TextPatch &patch)
    {
        QVERIFY(m_text.apply(patch).has_value());
        m_patches.push_back(patch);
    }
    void sendIme(const QString &preedit, const QString &commit)
    {
        QInputMethodEvent event(preedit, {});
        event.setCommitString(commit);
        QApplication::sendEvent(m_editor.get(), &event);
    }

private Q_SLOTS:
    void cleanup() { m_editor.reset(); }

    void typingBecomesPatches()
    {
        open("");
        QTest::keyClicks(m_editor.get(), "SELECT 1;");
        QCOMPARE(m_text.bytes(), std::string("SELECT 1;"));
        QCOMPARE(m_editor->bytes(), m_text.bytes());
        QCOMPARE(m_editor->revision(), m_text.revision());
        QCOMPARE(m_patches.size(), std::size_t(9));
    }

    void deletionsCarryTheirBytes()
    {
        open("ab é\r\ncd");
        m_editor->setCaret(5);
        QTest::keyClick(m_editor.get(), Qt::Key_Backspace);
        QCOMPARE(m_patches.back().removed, std::string("é"));
        QTest::keyClick(m_editor.get(), Qt::Key_Delete);
        QCOMPARE(m_patches.back().removed, std::string("\r\n"));
        QCOMPARE(m_text.bytes(), std::string("ab cd"));
        QTest::keyClick(m_editor.get(), Qt::Key_Backspace, Qt::ControlModifier);
        QCOMPARE(m_text.bytes(), m_editor->bytes());
        QVERIFY(m_text.bytes().size() < 5);
    }

    void undoGoesThroughTheOwner()
    {
        open("SELECT 1;");
        m_editor->setCaret(8);
        QTest::keyClicks(m_editor.get(), "23");
        // Ctrl+Z must not reach Scintilla's own undo.
        QTest::keyClick(m_editor.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_editor->bytes(), std::string("SELECT 123;"));
        for (std::size_t i = 2; i-- > 0;) {
            const auto undone = m_text.reapply(m_patches[i].inverse());
            QVERIFY(undone.has_value());
            m_editor->applyPatch(*undone);
        }
        QCOMPARE(m_editor->bytes(), std::string("SELECT 1;"));
        QCOMPARE(m_editor->revision(), m_text.revision());
        QCOMPARE(m_patches.size(), std::size_t(2));
    }

    void foreignPatchesKeepTheCaret()
    {
        open("a\nb\nc");
        m_editor->setCaret(4);
        QSignalSpy jumped(m_editor.get(), &SqlEditor::caretJumped);
        QSignalSpy moved(m_editor.get(), &SqlEditor::caretMoved);
        const sql::TextPatch patch = m_text.replace({0, 1}, "longer");
        QVERIFY(m_text.apply(patch).has_value());
        m_editor->applyPatch(patch);
        QCOMPARE(m_editor->caret(), std::size_t(9));
        QTRY_COMPARE(moved.count(), 1);
        QCOMPARE(moved.front().front().value<std::size_t>(), std::size_t(9));
        QVERIFY(m_patches.empty());
        m_editor->applyPatch(patch); // comes twice: not applied twice
        QCOMPARE(m_editor->bytes(), m_text.bytes());
        QCOMPARE(jumped.count(), 0);
    }

    void controlKeysAreLeftToTheShell()
    {
        open("one\ntwo");
        for (const int key : {Qt::Key_Z, Qt::Key_Y, Qt::Key_D, Qt::Key_L, Qt::Key_T, Qt::Key_U}) {
            QTest::keyClick(m_editor.get(), static_cast<Qt::Key>(key), Qt::ControlModifier);
        }
        QCOMPARE(m_editor->bytes(), std::string("one\ntwo"));
        QVERIFY(m_patches.empty());
    }

    void composingMakesOnePatchAtTheCommit()
    {
        open("x");
        m_editor->setCaret(1);
        sendIme(QStringLiteral("に"), {});
        sendIme(QStringLiteral("にほ"), {});
        QVERIFY(m_patches.empty());
        sendIme({}, QStringLiteral("日本"));
        QCOMPARE(m_patches.size(), std::size_t(1));
        QCOMPARE(m_text.bytes(), std::string("x日本"));
        QCOMPARE(m_editor->bytes(), m_text.bytes());
        sendIme(QStringLiteral("あ"), {});
        sendIme({}, {}); // given up
        QCOMPARE(m_editor->bytes(), std::string("x日本"));
        QTest::keyClicks(m_editor.get(), "y");
        QCOMPARE(m_text.bytes(), std::string("x日本y"));
        QCOMPARE(m_patches.size(), std::size_t(2));
    }

    void pasteTakesTheLineEndsOfTheFile_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("LF") << QByteArray("a\n") << QByteArray("x\ny\na\n");
        QTest::newRow("CRLF") << QByteArray("a\r\n") << QByteArray("x\r\ny\r\na\r\n");
    }
    void pasteTakesTheLineEndsOfTheFile()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, result);
        open(file.toStdString());
        QApplication::clipboard()->setText("x\r\ny\n");
        QTest::keyClick(m_editor.get(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(QByteArray::fromStdString(m_text.bytes()), result);
        QCOMPARE(m_editor->bytes(), m_text.bytes());
    }

    void oddBytesSurvive()
    {
        const std::string odd = "\xEF\xBB\xBFSELECT '\xFF\xC3' \r\n, \x01 FROM T;\r";
        open(odd);
        QCOMPARE(m_editor->bytes(), odd);
        m_editor->setCaret(odd.size());
        QTest::keyClicks(m_editor.get(), "x");
        QCOMPARE(m_text.bytes(), odd + "x");
        m_editor->setCaret(3);
        QTest::keyClicks(m_editor.get(), "y");
        QTest::keyClick(m_editor.get(), Qt::Key_Backspace);
        QCOMPARE(m_text.bytes(), odd + "x");
        QCOMPARE(m_editor->bytes(), m_text.bytes());
    }

    void enterKeepsLineEndAndIndent()
    {
        open("  a\r\nb");
        m_editor->setCaret(3);
        QTest::keyClick(m_editor.get(), Qt::Key_Return);
        QCOMPARE(m_text.bytes(), std::string("  a\r\n  \r\nb"));
        QCOMPARE(m_editor->bytes(), m_text.bytes());
    }

    void fixesAreAskedForByAltEnter()
    {
        open("SELECT X FROM T;");
        m_editor->setDiagnostics({{.code = "bind.unknown-column",
                                   .span = {7, 8},
                                   .message = "No column X in T",
                                   .hint = "Did you mean Y?",
                                   .fixes = {{"Y", {{{7, 8}, "Y"}}}}}});
        m_editor->setCaret(7);
        QSignalSpy asked(m_editor.get(), &SqlEditor::fixRequested);
        auto *card = m_editor->findChild<QWidget *>("errorCard");
        QTRY_VERIFY(card->isVisible());
        QTest::keyClick(m_editor.get(), Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(m_editor->bytes(), std::string("SELECT X FROM T;"));
        QTest::keyClick(m_editor.get(), Qt::Key_Escape);
        QVERIFY(!card->isVisible());
    }

    void diagnosticsMoveWithTheText()
    {
        open("SELECT X FROM T;");
        m_editor->setDiagnostics({{.code = "a", .span = {7, 8}, .message = "x"},
                                  {.code = "b", .span = {14, 15}, .message = "t"}});
        m_editor->setCaret(0);
        QTest::keyClicks(m_editor.get(), "  ");
        QCOMPARE(m_editor->diagnostics().size(), std::size_t(2));
        QCOMPARE(m_editor->diagnostics()[0].span, (SourceSpan{9, 10}));
        m_editor->setCaret(10);
        QTest::keyClick(m_editor.get(), Qt::Key_Backspace);
        QCOMPARE(m_editor->diagnostics().size(), std::size_t(1));
        QCOMPARE(m_editor->diagnostics()[0].span, (SourceSpan{15, 16}));
    }

    void completionReplacesThePrefix()
    {
        open("SELECT ");
        m_editor->setCaret(7);
        QSignalSpy asked(m_editor.get(), &SqlEditor::completionRequested);
        QTest::keyClicks(m_editor.get(), "us");
        QCOMPARE(asked.count(), 2);
        m_editor->showCompletions({{CompletionEntry::Kind::Column, "USER_ID", "INT", "USER_ID"},
                                   {CompletionEntry::Kind::Column, "USERS", "INT", "USERS"}},
                                  {7, 9}, m_text.revision());
        QVERIFY(m_editor->isCompleting());
        QTest::keyClick(m_editor.get(), Qt::Key_Down);
        QTest::keyClicks(m_editor.get(), "er");
        QVERIFY(m_editor->isCompleting());
        QTest::keyClick(m_editor.get(), Qt::Key_Return);
        QCOMPARE(m_text.bytes(), std::string("SELECT USER_ID"));
        QVERIFY(!m_editor->isCompleting());
        m_editor->showCompletions({{CompletionEntry::Kind::Keyword, "FROM", {}, "FROM"}}, {0, 0},
                                  1);
        QVERIFY2(!m_editor->isCompleting(), "a stale answer shows nothing");
    }

    void commentsAndDuplicates()
    {
        open("a\nb\n");
        m_editor->select({0, 4});
        m_editor->toggleComment();
        QCOMPARE(m_text.bytes(), std::string("-- a\n-- b\n"));
        m_editor->toggleComment();
        QCOMPARE(m_text.bytes(), std::string("a\nb\n"));
        m_editor->setCaret(0);
        m_editor->duplicateLine();
        QCOMPARE(m_text.bytes(), std::string("a\na\nb\n"));
    }

    void aVeryLongLineIsEdited()
    {
        open("SELECT '" + std::string(60'000, 'x') + "';");
        m_editor->setCaret(8);
        QTest::keyClicks(m_editor.get(), "ab");
        QTest::keyClick(m_editor.get(), Qt::Key_End);
        QCOMPARE(m_editor->caret(), m_text.size());
        QCOMPARE(m_editor->bytes(), m_text.bytes());
    }

    void largeFilesAreReadOnly()
    {
        std::string large;
        while (large.size() <= SqlEditor::kReadOnlyBytes) {
            large += std::string(999, 'x') + '\n';
        }
        open(large);
        QVERIFY(m_editor->isTooLarge());
        QTest::keyClicks(m_editor.get(), "y");
        m_editor->pasteClipboard();
        QVERIFY(m_patches.empty());
    }

    void stylesByTheRealLexerAcrossLines()
    {
        open("/* a\nb */ SELECT COUNT(*)\nFROM T;");
        m_editor->SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
        const auto styleAt = [this](int at) {
            return static_cast<int>(m_editor->SendScintilla(QsciScintilla::SCI_GETSTYLEAT,
                                                            static_cast<unsigned long>(at)));
        };
        const int comment = styleAt(1);
        QCOMPARE(styleAt(5), comment);
        QVERIFY(styleAt(10) != comment);
        QCOMPARE(styleAt(10), styleAt(26));  // SELECT and FROM
        QVERIFY(styleAt(17) != styleAt(10)); // COUNT
        m_editor->setCaret(8);
        QTest::keyClick(m_editor.get(), Qt::Key_Backspace); // opens the comment to the end
        m_editor->SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
        QCOMPARE(styleAt(25), comment);
    }
};

WEIR_TEST(SqlEditorTest)
#include "SqlEditorTest.moc"
