#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace weir::test {

/// One test class of this executable, made anew for each run.
struct TestClass {
    std::string name;
    std::function<std::unique_ptr<QObject>()> make;
};

/// Returns the test classes that this executable holds, filled before main().
std::vector<TestClass> &testClasses();

/// Adds a test class; called by WEIR_TEST only.
struct Registration {
    Registration(const char *name, std::function<std::unique_ptr<QObject>()> make)
    {
        testClasses().push_back({name, std::move(make)});
    }
};

} // namespace weir::test

/// Registers a Qt Test class under its own name: `weir_ROOM_tests CLASS [qtest arguments]`.
#define WEIR_TEST(Class)                                                                           \
    static const weir::test::Registration registered##Class(                                       \
        #Class, [] { return std::unique_ptr<QObject>(new Class); });
