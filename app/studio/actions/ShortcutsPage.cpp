#include "app/studio/actions/ShortcutsPage.h"

#include "app/studio/actions/ActionRegistry.h"
#include "widgets/models/PlainTableModel.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/TablePanel.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::studio {

namespace {

QString keysText(const QAction &action)
{
    return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText)
        .replace(QStringLiteral("; "), QStringLiteral("   "));
}

QString contextText(ActionContext context)
{
    switch (context) {
    case ActionContext::Global:
        return ShortcutsPage::tr("everywhere");
    case ActionContext::Editor:
        return ShortcutsPage::tr("in the SQL");
    case ActionContext::Canvas:
        return ShortcutsPage::tr("on the canvas");
    case ActionContext::Table:
        return ShortcutsPage::tr("in a table of rows");
    }
    return {};
}

QString plain(QString title)
{
    return title.remove(u'&');
}

} // namespace

ShortcutsPage::ShortcutsPage(ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_filter(new QLineEdit(this))
    , m_table(
          new TablePanel({tr("COMMAND"), tr("MENU"), tr("KEYS"), tr("WORKS"), tr("WHAT IT DOES")},
                         {26, 9, 26, 16, 30}, tr("No command fits."), this))
    , m_command(new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Strong, this))
    , m_key(new QKeySequenceEdit(this))
    , m_set(new QPushButton(tr("Set Key"), this))
    , m_none(new QPushButton(tr("No Key"), this))
    , m_default(new QPushButton(tr("Default"), this))
    , m_allDefault(new QPushButton(tr("Reset All"), this))
    , m_verdict(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
{
    setObjectName(QStringLiteral("shortcutsPage"));
    build();
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsPage::fill);
    connect(m_table, &TablePanel::currentRowChanged, this, [this](int row) {
        const bool valid = row >= 0 && static_cast<std::size_t>(row) < m_rows.size();
        m_chosen = valid ? std::optional(m_rows[static_cast<std::size_t>(row)]) : std::nullopt;
        showChosen();
    });
    connect(m_key, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsPage::judge);
    connect(m_set, &QPushButton::clicked, this, &ShortcutsPage::set);
    connect(m_none, &QPushButton::clicked, this, [this] { m_actions.setKeys(*m_chosen, {}); });
    connect(m_default, &QPushButton::clicked, this, [this] {
        QJsonObject others = m_actions.changedKeys();
        others.remove(QLatin1String(actionSpec(*m_chosen).name));
        m_actions.takeKeys(others);
    });
    connect(m_allDefault, &QPushButton::clicked, this, [this] { m_actions.takeKeys({}); });
    connect(&m_actions, &ActionRegistry::keysChanged, this, [this] {
        const std::optional<ActionId> chosen = m_chosen;
        fill();
        selectRowOf(chosen);
        showChosen();
    });
    fill();
    showChosen();
}

void ShortcutsPage::build()
{
    m_filter->setObjectName(QStringLiteral("shortcutFilter"));
    m_filter->setPlaceholderText(tr("Search commands and keys"));
    m_filter->setAccessibleName(tr("Search commands and keys"));
    m_filter->setClearButtonEnabled(true);
    m_table->setObjectName(QStringLiteral("shortcutTable"));
    m_key->setObjectName(QStringLiteral("shortcutKey"));
    m_key->setAccessibleName(tr("New key"));
    m_key->setFixedWidth(190);
    m_set->setObjectName(QStringLiteral("shortcutSet"));
    m_none->setObjectName(QStringLiteral("shortcutNone"));
    m_default->setObjectName(QStringLiteral("shortcutDefault"));
    m_allDefault->setObjectName(QStringLiteral("shortcutAllDefault"));
    m_verdict->setObjectName(QStringLiteral("shortcutVerdict"));
    setButtonKind(*m_set, ButtonKind::Filled);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 8);
    top->setSpacing(8);
    top->addWidget(m_filter, 1);
    top->addWidget(m_allDefault);
    auto *below = new QHBoxLayout;
    below->setContentsMargins(12, 8, 12, 8);
    below->setSpacing(8);
    below->addWidget(m_command);
    below->addWidget(m_key);
    below->addWidget(m_set);
    below->addWidget(m_none);
    below->addWidget(m_default);
    below->addWidget(m_verdict, 1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(top);
    rows->addWidget(m_table, 1);
    rows->addLayout(below);
}

void ShortcutsPage::fill()
{
    const QString wanted = m_filter->text().trimmed();
    std::vector<PlainTableModel::Row> rows;
    m_rows.clear();
    for (const ActionSpec &spec : actionTable()) {
        const QString title = actionTitle(spec);
        const QString menu = plain(menuTitle(spec.menu));
        const QString keys = keysText(*m_actions.action(spec.id));
        const QString tip = QCoreApplication::translate("Actions", spec.tip);
        const QString all = QStringList{title, menu, keys, tip}.join(u' ');
        if (!wanted.isEmpty() && !all.contains(wanted, Qt::CaseInsensitive)) {
            continue;
        }
        const bool changed = m_actions.action(spec.id)->shortcuts() != actionKeys(spec);
        rows.push_back({{title, spec.glyph},
                        {menu, Glyph::None, ColorRole::Dim},
                        {keys, Glyph::None, changed ? ColorRole::Selection : ColorRole::Text},
                        {contextText(spec.context), Glyph::None, ColorRole::Dim},
                        {tip, Glyph::None, ColorRole::Dim}});
        m_rows.push_back(spec.id);
    }
    m_table->model()->setRows(std::move(rows));
}

void ShortcutsPage::choose(ActionId id)
{
    m_filter->clear();
    selectRowOf(id);
}

void ShortcutsPage::selectRowOf(std::optional<ActionId> id)
{
    const auto found = id ? std::find(m_rows.begin(), m_rows.end(), *id) : m_rows.end();
    if (found != m_rows.end()) {
        m_table->view()->selectRow(static_cast<int>(found - m_rows.begin()));
    }
}

void ShortcutsPage::showChosen()
{
    m_command->setText(m_chosen ? actionTitle(actionSpec(*m_chosen))
                                : tr("Choose a command to change its key"));
    for (QWidget *each : std::initializer_list<QWidget *>{m_key, m_none, m_default}) {
        each->setEnabled(m_chosen.has_value());
    }
    m_key->setKeySequence(m_chosen ? m_actions.action(*m_chosen)->shortcut() : QKeySequence());
    judge();
}

// One chord is a key here; what is pressed after it counts no more.
void ShortcutsPage::judge()
{
    const QKeySequence pressed = m_key->keySequence();
    if (pressed.count() > 1) {
        m_key->setKeySequence(QKeySequence(pressed[0]));
        return;
    }
    const bool same = m_chosen && m_actions.action(*m_chosen)->shortcuts().contains(pressed);
    std::optional<ActionId> clash;
    if (m_chosen && !pressed.isEmpty() && !same) {
        clash = m_actions.clashOf(*m_chosen, pressed);
    }
    m_set->setEnabled(m_chosen && !pressed.isEmpty() && !same && !clash);
    m_verdict->setRole(clash ? ColorRole::Error : ColorRole::Dim);
    m_verdict->setText(clash ? tr("%1 is the key of “%2”: take it away there first")
                                   .arg(pressed.toString(QKeySequence::NativeText),
                                        actionTitle(actionSpec(*clash)))
                             : QString());
}

void ShortcutsPage::set()
{
    const QKeySequence key = m_key->keySequence();
    m_actions.setKeys(*m_chosen, {key});
}

} // namespace weir::studio
