# One function a kind of target, so that every room is declared by one line that names its links.

find_program(WEIR_CCACHE ccache)
if(WEIR_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${WEIR_CCACHE})
endif()
find_program(WEIR_MOLD mold)
if(WEIR_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_library(weir_options INTERFACE)
target_include_directories(weir_options INTERFACE ${PROJECT_SOURCE_DIR})
# DOUBLE arithmetic must give the same bits on every machine (no fused multiply-add).
target_compile_options(weir_options INTERFACE
    -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wno-missing-field-initializers
    -ffp-contract=off)
if(WEIR_WERROR)
    target_compile_options(weir_options INTERFACE -Werror)
endif()
if(WEIR_SANITIZE)
    target_compile_options(weir_options INTERFACE
        -fsanitize=${WEIR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(weir_options INTERFACE -fsanitize=${WEIR_SANITIZE})
endif()

# weir_automoc(TARGET): runs moc on the target's files. CMake 3.25 with Ninja does not run it again for
# a file that is new to the target, so each configuration (a new file causes one) asks for it.
function(weir_automoc target)
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    file(REMOVE ${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/timestamp)
endfunction()

# weir_room(NAME [QT] [FAST] LINKS target...): the static library weir_NAME of every .cpp in this folder
# and its subfolders. Links are the only rooms and libraries its files may use. FAST: -O2 in release builds.
function(weir_room name)
    cmake_parse_arguments(ARG "QT;FAST" "" "LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    if(NOT sources)
        add_library(weir_${name} INTERFACE)
        target_link_libraries(weir_${name} INTERFACE weir_options ${ARG_LINKS})
        return()
    endif()
    add_library(weir_${name} STATIC ${sources})
    target_link_libraries(weir_${name} PUBLIC weir_options ${ARG_LINKS})
    if(ARG_FAST)
        target_compile_options(weir_${name} PRIVATE $<$<CONFIG:Release>:-O2>)
    endif()
    if(ARG_QT)
        target_sources(weir_${name} PRIVATE ${headers})
        weir_automoc(weir_${name})
    else()
        target_compile_definitions(weir_${name} PRIVATE QT_NO_KEYWORDS)
    endif()
endfunction()

# weir_tests(NAME [WIDGETS] LINKS target...): the executable weir_NAME_tests of every *Test.cpp in this folder,
# and one ctest entry a file. FileTest.cpp defines `class FileTest : public QObject`, ends with
# WEIR_TEST(FileTest) and `#include "FileTest.moc"`, and runs as `weir_NAME_tests FileTest`.
# WIDGETS: the tests run under a QApplication (offscreen) instead of a QCoreApplication. LAUNCHER: a command
# that the tests are run by.
function(weir_tests name)
    cmake_parse_arguments(ARG "WIDGETS" "TIMEOUT" "LINKS;LABELS;LAUNCHER" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    if(NOT sources)
        return()
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    if(WEIR_SANITIZE)
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")
    endif()
    add_executable(weir_${name}_tests ${sources})
    weir_automoc(weir_${name}_tests)
    target_compile_definitions(weir_${name}_tests PRIVATE
        WEIR_SOURCE_DIR="${PROJECT_SOURCE_DIR}" WEIR_BINARY_DIR="${PROJECT_BINARY_DIR}")
    set(support weir_test_support)
    if(ARG_WIDGETS)
        set(support weir_ui_test_support)
    endif()
    target_link_libraries(weir_${name}_tests PRIVATE ${support} ${ARG_LINKS})
    foreach(source ${sources})
        get_filename_component(class ${source} NAME_WE)
        if(class MATCHES "Test$")
            add_test(NAME ${name}.${class} COMMAND ${ARG_LAUNCHER} $<TARGET_FILE:weir_${name}_tests> ${class})
            set_tests_properties(${name}.${class} PROPERTIES
                TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" SKIP_REGULAR_EXPRESSION "WEIR-SKIPPED-ALL"
                ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8;LANG=C.UTF-8;QTEST_FUNCTION_TIMEOUT=${ARG_TIMEOUT}000")
        endif()
    endforeach()
endfunction()
