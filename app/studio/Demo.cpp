#include "app/studio/Demo.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Panels.h"
#include "app/studio/Studio.h"
#include "app/studio/wiring/RunCommands.h"
#include "core/project/ProjectFile.h"

#include <QCoreApplication>
#include <QFile>

#include <utility>

namespace weir::studio {

namespace {

QByteArray sampleFile(const QString &name)
{
    QFile file(QStringLiteral(":/weir/samples/") + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "sampleFile", "missing resource");
    return opened ? file.readAll() : QByteArray();
}

} // namespace

void runDemo(Studio &studio)
{
    const QByteArray sql = sampleFile(QStringLiteral("ratings.sql"));
    const QByteArray beside = sampleFile(QStringLiteral("ratings.weir"));
    auto project = project::parseProjectFile(
        std::string_view(beside.constData(), static_cast<std::size_t>(beside.size())));
    Q_ASSERT(project.has_value());
    studio.openText(sql.toStdString(), QStringLiteral("ratings.sql"),
                    project ? std::move(project->sources) : std::vector<runtime::GeneratorSpec>());
    studio.panels().designer->showHint(
        QCoreApplication::translate("Demo", "Change < 3 to < 4 in the SQL and press Ctrl+Enter."));
    studio.runCommands().applyAll();
}

} // namespace weir::studio
