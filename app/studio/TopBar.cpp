#include "app/studio/TopBar.h"

#include "app/studio/TopBarButtons.h"
#include "app/studio/actions/ActionRegistry.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"

#include <QToolButton>

namespace weir::studio {

namespace {

QToolButton *textButton(ActionRegistry &actions, ActionId id, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    QAction *action = actions.action(id);
    button->setObjectName(QStringLiteral("bar-") + action->objectName());
    button->setDefaultAction(action);
    button->setText(text);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    // A default action sets its own text again at each change.
    QObject::connect(action, &QAction::changed, button, [button, text] { button->setText(text); });
    return button;
}

} // namespace

TopBar::TopBar(ActionRegistry &actions, QWidget *parent)
    : QToolBar(parent)
    , m_run(new QToolButton(this))
    , m_sentence(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
    , m_goTo(new GoToBox(this))
    , m_profile(new ProfileButton(this))
{
    setObjectName(QStringLiteral("topBar"));
    setWindowTitle(tr("Tool Bar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setFixedHeight(metrics().toolBar);
    connect(&Appearance::instance(), &Appearance::themeChanged, this,
            [this] { setFixedHeight(metrics().toolBar); });

    QAction *run = actions.action(ActionId::ApplyAll);
    m_run->setObjectName(QStringLiteral("runButton"));
    m_run->setText(tr("Run"));
    m_run->setIcon(icon(Glyph::Run, ColorRole::OnFilled));
    m_run->setIconSize({12, 12});
    m_run->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_run->setFocusPolicy(Qt::TabFocus);
    setButtonKind(*m_run, ButtonKind::Run);
    const auto follow = [this, run] {
        m_run->setEnabled(run->isEnabled());
        m_run->setToolTip(run->toolTip());
    };
    connect(run, &QAction::changed, m_run, follow);
    connect(m_run, &QToolButton::clicked, run, &QAction::trigger);
    follow();

    const auto gap = [this](int width) {
        auto *space = new QWidget(this);
        space->setFixedWidth(width);
        space->setObjectName(QStringLiteral("gap"));
        addWidget(space);
    };
    gap(8);
    addWidget(m_run);
    gap(4);
    addWidget(textButton(actions, ActionId::Pause, tr("Pause"), this));
    addWidget(textButton(actions, ActionId::StopAll, tr("Stop"), this));
    addSeparator();
    addWidget(textButton(actions, ActionId::Undo, tr("Undo"), this));
    addWidget(textButton(actions, ActionId::Redo, tr("Redo"), this));
    gap(8);
    m_sentence->setObjectName(QStringLiteral("stateSentence"));
    m_sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addWidget(m_sentence);
    gap(8);
    m_goTo->setObjectName(QStringLiteral("goToBox"));
    m_goTo->setToolTip(actions.action(ActionId::GoTo)->toolTip());
    connect(m_goTo, &QAbstractButton::clicked, actions.action(ActionId::GoTo), &QAction::trigger);
    addWidget(m_goTo);
    auto *spring = new QWidget(this);
    spring->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    spring->setObjectName(QStringLiteral("gap"));
    addWidget(spring);
    m_profile->setObjectName(QStringLiteral("profileButton"));
    connect(m_profile, &QAbstractButton::clicked, actions.action(ActionId::OpenCluster),
            &QAction::trigger);
    addWidget(m_profile);
    gap(10);
}

void TopBar::setRunText(const QString &text)
{
    m_run->setText(text);
}

void TopBar::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
}

void TopBar::setProfile(const QString &name, const QString &place, bool reachable)
{
    m_profile->setProfile(name, place, reachable);
}

} // namespace weir::studio
