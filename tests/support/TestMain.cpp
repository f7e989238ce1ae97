#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTest>

#include <cstdio>

#ifdef WEIR_TEST_WIDGETS
#include <QApplication>
#endif

namespace weir::test {

std::vector<TestClass> &testClasses()
{
    static std::vector<TestClass> classes;
    return classes;
}

} // namespace weir::test

// Usage: EXE [CLASS [qtest arguments]]; without CLASS every class runs.
int main(int argc, char **argv)
{
#ifdef WEIR_TEST_WIDGETS
    QApplication application(argc, argv);
#else
    QCoreApplication application(argc, argv);
#endif
    QStringList arguments = application.arguments();
    QString only;
    if (arguments.size() > 1 && !arguments.at(1).startsWith(u'-')) {
        only = arguments.takeAt(1);
    }
    int failures = 0;
    bool found = false;
    for (const auto &testClass : weir::test::testClasses()) {
        if (!only.isEmpty() && only != QString::fromStdString(testClass.name)) {
            continue;
        }
        found = true;
        failures += QTest::qExec(testClass.make().get(), arguments);
    }
    if (!found) {
        std::fprintf(stderr, "no test class named %s\n", qPrintable(only));
        return 2;
    }
    return failures == 0 ? 0 : 1;
}
