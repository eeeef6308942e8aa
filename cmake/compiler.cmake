# How everything is compiled: strict C++20, warnings as errors, and no floating-point surprises.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(truceline_flags INTERFACE)
target_compile_options(truceline_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Werror
  # A fused multiply-add gives other answers on other machines.
  -ffp-contract=off
  $<$<CONFIG:Debug>:-O1 -g1 -D_GLIBCXX_ASSERTIONS>)
target_include_directories(truceline_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)

set(TRUCELINE_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")
if(TRUCELINE_SANITIZE)
  target_compile_options(truceline_flags INTERFACE
    -fsanitize=${TRUCELINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(truceline_flags INTERFACE -fsanitize=${TRUCELINE_SANITIZE})
endif()
if(TRUCELINE_SANITIZE STREQUAL "thread")
  # The thread sanitizer does not understand fences; Asio's queues rest on mutexes anyway.
  target_compile_definitions(truceline_flags INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()

if(TRUCELINE_FUZZ)
  # Without this libFuzzer sees the branches of the targets but not of the code they try.
  target_compile_options(truceline_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

option(TRUCELINE_COVERAGE "Instrument for coverage" OFF)
if(TRUCELINE_COVERAGE)
  target_compile_options(truceline_flags INTERFACE --coverage)
  target_link_options(truceline_flags INTERFACE --coverage)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  target_link_options(truceline_flags INTERFACE -fuse-ld=mold)
endif()
