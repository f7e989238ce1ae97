#include "app/studio/Dialogs.h"

#include "widgets/style/ButtonKind.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace weir::studio {

namespace {

QString dialogTr(const char *text)
{
    return QCoreApplication::translate("Dialogs", text);
}

QMessageBox *box(QWidget *window, const QString &text, const QString &detail)
{
    auto *made = new QMessageBox(window);
    made->setObjectName(QStringLiteral("askBox"));
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setTextFormat(Qt::PlainText);
    made->setText(text);
    made->setInformativeText(detail);
    return made;
}

} // namespace

void DialogAsk::confirm(const QString &question, const QString &detail, const QString &verb,
                        std::function<void()> confirmed)
{
    QMessageBox *asked = box(m_window, question, detail);
    QPushButton *yes = asked->addButton(verb, QMessageBox::AcceptRole);
    asked->setDefaultButton(asked->addButton(QMessageBox::Cancel));
    QObject::connect(yes, &QPushButton::clicked, asked,
                     [confirmed = std::move(confirmed)] { confirmed(); });
    asked->open();
}

void DialogAsk::unsavedChanges(const QString &name, std::function<void(Changes)> answered)
{
    QMessageBox *asked = box(m_window, dialogTr("Save the changes of %1?").arg(name),
                             dialogTr("What is not saved is lost when the window closes."));
    asked->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    asked->setDefaultButton(QMessageBox::Save);
    setButtonKind(*asked->button(QMessageBox::Save), ButtonKind::Filled);
    QObject::connect(asked, &QMessageBox::finished, asked,
                     [answered = std::move(answered)](int result) {
                         answered(result == QMessageBox::Save      ? Changes::Save
                                  : result == QMessageBox::Discard ? Changes::Discard
                                                                   : Changes::Cancel);
                     });
    asked->open();
}

void DialogAsk::text(const QString &question, const QString &hint, const QString &verb,
                     std::function<void(const QString &)> answered)
{
    auto *asked = new QInputDialog(m_window);
    asked->setObjectName(QStringLiteral("askText"));
    asked->setAttribute(Qt::WA_DeleteOnClose);
    asked->setWindowTitle(verb);
    asked->setLabelText(question);
    asked->setTextValue(hint);
    asked->setOkButtonText(verb);
    QObject::connect(asked, &QInputDialog::textValueSelected, asked,
                     [answered = std::move(answered)](const QString &text) { answered(text); });
    asked->open();
}

void DialogAsk::tell(const QString &title, const QString &text)
{
    QMessageBox *told = box(m_window, title, text);
    told->setStandardButtons(QMessageBox::Ok);
    told->open();
}

void DialogPickFile::toOpen(const QString &folder, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(m_window, dialogTr("Open a Pipeline"), folder,
                                   dialogTr("Pipelines (*.sql);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                     [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    dialog->open();
}

void DialogPickFile::toSave(const QString &suggestion, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(m_window, dialogTr("Save the Pipeline"), suggestion,
                                   dialogTr("Pipelines (*.sql)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("sql"));
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                     [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    dialog->open();
}

} // namespace weir::studio
