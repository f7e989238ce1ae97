#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/actions/CommandPalette.h"
#include "tests/support/TestRegistry.h"

#include <QMenu>
#include <QMenuBar>
#include <QTest>

#include <map>
#include <set>

using namespace weir::studio;

class ActionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tableIsInTheOrderOfTheIds()
    {
        int expected = 0;
        for (const ActionSpec &spec : actionTable()) {
            QCOMPARE(static_cast<int>(spec.id), expected++);
        }
        QCOMPARE(expected, kActionCount);
    }

    void everyActionHasTextTipIconAndPaletteEntry()
    {
        const ActionRegistry actions;
        const auto entries = commandEntries(actions);
        QCOMPARE(entries.size(), actionTable().size());
        std::set<QString> names;
        std::set<QString> titles;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const ActionSpec &spec = actionTable()[i];
            QVERIFY2(QString::fromUtf8(spec.text).contains(u'&'), spec.name);
            QVERIFY2(QString::fromUtf8(spec.tip).size() > 10, spec.name);
            QVERIFY2(spec.glyph != Glyph::None, spec.name);
            QVERIFY2(!entries[i].title.isEmpty() && entries[i].command, spec.name);
            QVERIFY2(names.insert(QLatin1String(spec.name)).second, spec.name);
            QVERIFY2(titles.insert(entries[i].title).second, spec.name);
            QVERIFY2(!actions.action(spec.id)->statusTip().isEmpty(), spec.name);
        }
    }

    void keysDoNotClash()
    {
        std::map<QString, const ActionSpec *> global;
        std::map<std::pair<int, QString>, const ActionSpec *> local;
        for (const ActionSpec &spec : actionTable()) {
            for (const QKeySequence &key : actionKeys(spec)) {
                const QString text = key.toString(QKeySequence::PortableText);
                QVERIFY2(!text.isEmpty(), spec.name);
                const bool fresh =
                    spec.context == ActionContext::Global
                        ? global.emplace(text, &spec).second
                        : local.emplace(std::make_pair(static_cast<int>(spec.context), text), &spec)
                              .second;
                QVERIFY2(fresh,
                         qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(spec.name), text)));
            }
        }
        for (const auto &entry : local) {
            const auto clash = global.find(entry.first.second);
            QVERIFY2(clash == global.end(), entry.second->name);
        }
    }

    void bareFunctionKeysAreOnlyTheUsualOnes()
    {
        const std::set<QString> allowed = {"F1", "F2", "F3", "F5", "F6", "F8", "F11", "F12"};
        for (const ActionSpec &spec : actionTable()) {
            for (const QKeySequence &key : actionKeys(spec)) {
                const QString text = key.toString(QKeySequence::PortableText);
                if (text.startsWith(u'F') && text.size() <= 3 && text.size() > 1) {
                    QVERIFY2(allowed.count(text) == 1, qPrintable(text));
                }
            }
        }
    }

    void mnemonicsAreUniqueInAMenu()
    {
        ActionRegistry actions;
        QMenuBar bar;
        actions.fill(bar, [](QMenu &) {});
        QCOMPARE(bar.actions().size(), kMenuCount);
        for (QAction *menu : bar.actions()) {
            std::set<QChar> used;
            for (QAction *entry : menu->menu()->actions()) {
                const QString text = entry->text();
                const qsizetype at = text.indexOf(u'&');
                if (!entry->isSeparator() && at >= 0) {
                    QVERIFY2(used.insert(text.at(at + 1).toLower()).second,
                             qPrintable(menu->text() + u' ' + text));
                }
            }
        }
    }

    void unconnectedActionsAreDisabledWithAReason()
    {
        ActionRegistry actions;
        QVERIFY(!actions.action(ActionId::FileSave)->isEnabled());
        QVERIFY(!actions.disabledReason(ActionId::FileSave).isEmpty());
        int calls = 0;
        actions.on(ActionId::FileSave, this, [&calls] { ++calls; });
        actions.action(ActionId::FileSave)->trigger();
        QCOMPARE(calls, 1);
        actions.setDisabledReason(ActionId::FileSave, QStringLiteral("All is saved"));
        QVERIFY(actions.action(ActionId::FileSave)
                    ->statusTip()
                    .contains(QStringLiteral("All is saved")));
    }

    void paletteFindsBySubsequence()
    {
        QVERIFY(paletteScore(u"sa", u"Save As") > paletteScore(u"sa", u"Results as"));
        QVERIFY(paletteScore(u"xyz", u"Save") < 0);
        ActionRegistry actions;
        PaletteModel model;
        model.setEntries(commandEntries(actions));
        QCOMPARE(model.rowCount(), 0);
        model.setQuery(QStringLiteral(">save as"));
        QCOMPARE(model.entry(0).title, QStringLiteral("Save As"));
    }
};

WEIR_TEST(ActionsTest)
#include "ActionsTest.moc"
