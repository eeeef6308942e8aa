# truceline_module(geo DEPENDS base LINKS ${GEOGRAPHICLIB} SOURCES a.cpp b.cpp TESTS a_test.cpp)
#
# Makes the library truceline_geo and, with TESTS, the program geo_test, which links only what the
# module itself may use: a test that needs more belongs to a higher module or to tests/.
function(truceline_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINKS;SOURCES;TESTS" ${ARGN})
  add_library(truceline_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(truceline_${name} PUBLIC truceline_flags PRIVATE ${ARG_LINKS})
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(truceline_${name} PUBLIC truceline_${dependency})
  endforeach()
  if(TRUCELINE_TESTS AND ARG_TESTS)
    truceline_test(${name}_test DEPENDS ${name} SOURCES ${ARG_TESTS})
  endif()
endfunction()

# A test program with the test library's main. ./dev test runs every program in bin/tests.
function(truceline_test name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINKS;SOURCES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(${name} PRIVATE truceline_${dependency})
  endforeach()
  target_link_libraries(${name} PRIVATE truceline_flags ${ARG_LINKS} GTest::gtest GTest::gtest_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/bin)
  target_compile_definitions(${name} PRIVATE TRUCELINE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endfunction()
