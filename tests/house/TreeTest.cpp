#include "tests/house/HouseRules.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace weir::house;
namespace fs = std::filesystem;

namespace {

const fs::path kRoot = WEIR_SOURCE_DIR;

std::string contentOf(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

bool isSource(const fs::path &file)
{
    return file.extension() == ".h" || file.extension() == ".cpp";
}

} // namespace

/// The rules of the house hold for every file of the tree.
class TreeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourcesKeepTheRules()
    {
        QString found;
        int files = 0;
        for (const char *top : {"app", "core", "widgets", "tests"}) {
            for (const auto &entry : fs::recursive_directory_iterator(kRoot / top)) {
                if (!entry.is_regular_file() || !isSource(entry.path())) {
                    continue;
                }
                ++files;
                const std::string path = fs::relative(entry.path(), kRoot).generic_string();
                for (const Violation &violation : checkFile(path, contentOf(entry.path()))) {
                    found += QString("\n%1:%2: %3: %4")
                                 .arg(violation.file.c_str())
                                 .arg(violation.line)
                                 .arg(violation.rule.c_str(), violation.text.c_str());
                }
            }
        }
        QVERIFY2(files > 50, "the tree was not found");
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    /// The links of core/CMakeLists.txt say no more than the table of directions.
    void linksKeepTheDirections()
    {
        const std::string text = contentOf(kRoot / "core/CMakeLists.txt");
        static const std::regex room(R"(weir_core_room\((\w+)([^)]*)\))");
        static const std::regex link(R"(\bweir_(\w+))");
        std::set<std::string> rooms;
        for (std::sregex_iterator it(text.begin(), text.end(), room), end; it != end; ++it) {
            const std::string name = (*it)[1];
            if (name == "name") {
                continue;
            }
            rooms.insert(name);
            const auto allowed = allowedRooms(name);
            const std::string links = (*it)[2];
            for (std::sregex_iterator at(links.begin(), links.end(), link); at != end; ++at) {
                const std::string linked = (*at)[1];
                QVERIFY2(std::find(allowed.begin(), allowed.end(), linked) != allowed.end(),
                         qPrintable(QString("core/CMakeLists.txt: %1 links %2")
                                        .arg(name.c_str(), linked.c_str())));
            }
        }
        QVERIFY(rooms.size() > 15);
    }

    void roomsHaveAReadme()
    {
        QString found;
        for (const auto &entry : fs::directory_iterator(kRoot / "core")) {
            if (entry.is_directory() && !fs::exists(entry.path() / "README.md")) {
                found += QString("\ncore/%1 has no README.md").arg(entry.path().filename().c_str());
            }
        }
        for (const char *other : {"core", "widgets", "app", "tests", "installer"}) {
            if (!fs::exists(kRoot / other / "README.md")) {
                found += QString("\n%1 has no README.md").arg(other);
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void readmesAreShort()
    {
        for (const char *top : {"app", "core", "widgets", "tests"}) {
            for (const auto &entry : fs::recursive_directory_iterator(kRoot / top)) {
                if (entry.path().filename() == "README.md") {
                    const std::string text = contentOf(entry.path());
                    const auto lines = std::count(text.begin(), text.end(), '\n');
                    QVERIFY2(lines <= 40, entry.path().c_str());
                }
            }
        }
    }
};

WEIR_TEST(TreeTest)
#include "TreeTest.moc"
