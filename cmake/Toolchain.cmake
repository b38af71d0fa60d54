# Language level, warnings, sanitizers, ccache and linker: the same for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(mirrorlake_options INTERFACE)
target_compile_options(mirrorlake_options INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual)
# GCC 12 sees overlapping copies in "text" + std::string where there are none (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(mirrorlake_options INTERFACE -Wno-restrict)
endif()
if(MIRRORLAKE_WERROR)
  target_compile_options(mirrorlake_options INTERFACE -Werror)
endif()
target_compile_definitions(mirrorlake_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_USE_QSTRINGBUILDER
  MIRRORLAKE_VERSION="${PROJECT_VERSION}")
target_include_directories(mirrorlake_options INTERFACE ${CMAKE_SOURCE_DIR}/core)

set(MIRRORLAKE_SANITIZE "" CACHE STRING "Sanitizers for the whole build, for example address,undefined")
if(MIRRORLAKE_SANITIZE)
  add_compile_options(-fsanitize=${MIRRORLAKE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MIRRORLAKE_SANITIZE})
endif()
