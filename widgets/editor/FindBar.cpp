#include "widgets/editor/FindBar.h"

#include "widgets/panels/ElidedLabel.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/Icon.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace weir::studio {

namespace {

constexpr int kNarrow = 400;

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_find(new QLineEdit(this))
    , m_count(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Ui, this))
    , m_replaceRow(new QWidget(this))
{
    setObjectName(QStringLiteral("findBar"));
    build();
    for (QLineEdit *field : {m_find, m_replace}) {
        field->setFont(theme().monoFont());
        field->setMinimumWidth(80);
        field->installEventFilter(this);
    }
    connect(&Appearance::instance(), &Appearance::themeChanged, this, [this] {
        m_find->setFont(theme().monoFont());
        m_replace->setFont(theme().monoFont());
    });
    connect(m_find, &QLineEdit::textChanged, this, &FindBar::queryChanged);
    for (QToolButton *option : {m_case, m_word, m_expression}) {
        connect(option, &QToolButton::toggled, this, &FindBar::queryChanged);
    }
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_close, &QToolButton::clicked, this, &FindBar::dismiss);
    connect(m_more, &QToolButton::toggled, this, &FindBar::showReplace);
    connect(m_one, &QPushButton::clicked, this, &FindBar::replaceRequested);
    connect(m_all, &QPushButton::clicked, this, &FindBar::replaceAllRequested);
    setCount(0, 0, false);
    hide();
}

void FindBar::build()
{
    m_find->setObjectName(QStringLiteral("findField"));
    m_find->setPlaceholderText(tr("Find"));
    m_find->setAccessibleName(tr("Find"));
    m_count->setObjectName(QStringLiteral("findCount"));
    m_more = button("findMore", static_cast<int>(Glyph::ChevronRight), tr("Show or hide Replace"));
    m_more->setCheckable(true);
    m_case = toggle("findCase", QStringLiteral("Aa"), tr("Match upper and lower case"));
    m_word = toggle("findWord", QStringLiteral("W"), tr("Match whole words only"));
    m_expression = toggle("findExpression", QStringLiteral(".*"),
                          tr("Regular expression; $1 in the replacement is its first group"));
    m_previous = button("findPrevious", static_cast<int>(Glyph::Previous),
                        tr("Previous match (Shift+Enter)"));
    m_next = button("findNext", static_cast<int>(Glyph::Next), tr("Next match (Enter)"));
    m_close = button("findClose", static_cast<int>(Glyph::Close), tr("Close (Esc)"));
    m_replace = new QLineEdit(m_replaceRow);
    m_replace->setObjectName(QStringLiteral("replaceField"));
    m_replace->setPlaceholderText(tr("Replace with"));
    m_replace->setAccessibleName(tr("Replace with"));
    m_one = new QPushButton(tr("Replace"), m_replaceRow);
    m_one->setObjectName(QStringLiteral("replaceOne"));
    m_all = new QPushButton(tr("All"), m_replaceRow);
    m_all->setObjectName(QStringLiteral("replaceAll"));
    m_all->setAccessibleName(tr("Replace all"));

    m_options = new QWidget(this);
    auto *options = new QHBoxLayout(m_options);
    options->setContentsMargins(0, 0, 0, 0);
    options->setSpacing(2);
    for (QToolButton *option : {m_case, m_word, m_expression}) {
        options->addWidget(option);
    }
    options->addSpacing(4);
    options->addWidget(m_count, 1);
    options->addWidget(m_previous);
    options->addWidget(m_next);
    m_top = new QHBoxLayout;
    m_top->setSpacing(2);
    m_top->addWidget(m_more);
    m_top->addWidget(m_find, 1);
    m_top->addWidget(m_options);
    m_top->addWidget(m_close);
    auto *below = new QHBoxLayout(m_replaceRow);
    below->setContentsMargins(m_more->sizeHint().width() + 2, 0, 0, 0);
    below->setSpacing(6);
    below->addWidget(m_replace, 1);
    below->addWidget(m_one);
    below->addWidget(m_all);
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(4, 4, 6, 5);
    m_rows->setSpacing(4);
    m_rows->addLayout(m_top);
    m_rows->addWidget(m_replaceRow);
    m_replaceRow->hide();
    QWidget *const order[] = {m_find, m_replace,    m_one,      m_all,  m_more, m_case,
                              m_word, m_expression, m_previous, m_next, m_close};
    for (std::size_t i = 1; i < std::size(order); ++i) {
        setTabOrder(order[i - 1], order[i]);
    }
}

QToolButton *FindBar::toggle(const char *name, const QString &text, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setObjectName(QLatin1String(name));
    made->setText(text);
    made->setCheckable(true);
    made->setToolTip(tip);
    made->setAccessibleName(tip);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

QToolButton *FindBar::button(const char *name, int glyph, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setObjectName(QLatin1String(name));
    made->setIcon(icon(static_cast<Glyph>(glyph), ColorRole::Dim));
    made->setIconSize({13, 13});
    made->setToolTip(tip);
    made->setAccessibleName(tip);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

void FindBar::open(bool replace, const QString &text)
{
    if (replace) {
        m_more->setChecked(true);
    }
    show();
    if (!text.isEmpty() && text != m_find->text()) {
        m_find->setText(text);
    } else {
        Q_EMIT queryChanged();
    }
    m_find->selectAll();
    m_find->setFocus(Qt::ShortcutFocusReason);
}

language::SearchQuery FindBar::query() const
{
    return {m_find->text().toStdString(), m_case->isChecked(), m_word->isChecked(),
            m_expression->isChecked()};
}

QString FindBar::replacement() const
{
    return m_replace->text();
}

void FindBar::setCount(std::size_t current, std::size_t count, bool more)
{
    const QLocale locale;
    const QString all =
        locale.toString(static_cast<qulonglong>(count)) + (more ? QStringLiteral("+") : QString());
    const bool asked = !m_find->text().isEmpty();
    m_count->setRole(asked && count == 0 ? ColorRole::Error : ColorRole::Dim);
    m_count->setText(
        !asked        ? QString()
        : count == 0  ? tr("none")
        : current > 0 ? tr("%1 of %2").arg(locale.toString(static_cast<qulonglong>(current)), all)
                      : all);
    m_count->setToolTip({});
    m_found = count > 0;
    setReplaceDisabled(m_replaceDisabled);
}

void FindBar::setFailure(const QString &message)
{
    setCount(0, 0, false);
    m_count->setText(tr("cannot be read"));
    m_count->setToolTip(message);
}

void FindBar::setReplaceDisabled(const QString &reason)
{
    m_replaceDisabled = reason;
    m_one->setEnabled(m_found && reason.isEmpty());
    m_all->setEnabled(m_found && reason.isEmpty());
    m_one->setToolTip(reason.isEmpty() ? tr("Replace this match and find the next") : reason);
    m_all->setToolTip(reason.isEmpty() ? tr("Replace all matches, one step to undo") : reason);
}

// In a narrow pane the options take a line of their own.
void FindBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    if (narrow != m_narrow) {
        m_narrow = narrow;
        if (narrow) {
            m_top->removeWidget(m_options);
            m_rows->insertWidget(1, m_options);
        } else {
            m_rows->removeWidget(m_options);
            m_top->insertWidget(2, m_options);
        }
    }
}

void FindBar::showReplace(bool shown)
{
    m_more->setIcon(icon(shown ? Glyph::ChevronDown : Glyph::ChevronRight, ColorRole::Dim));
    m_replaceRow->setVisible(shown);
}

void FindBar::dismiss()
{
    hide();
    Q_EMIT closed();
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) {
        return QWidget::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const auto modifiers = key->modifiers() & ~Qt::KeypadModifier;
    const bool ours = key->key() == Qt::Key_Escape ||
                      (enter && (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier));
    if (!ours) {
        return QWidget::eventFilter(watched, event);
    }
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
    } else if (!enter) {
        dismiss();
    } else if (modifiers == Qt::ShiftModifier) {
        Q_EMIT previousRequested();
    } else if (watched == m_replace) {
        if (m_one->isEnabled()) {
            Q_EMIT replaceRequested();
        }
    } else {
        Q_EMIT nextRequested();
    }
    return true;
}

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(ColorRole::Panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
