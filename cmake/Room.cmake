# mirrorlake_room(NAME SOURCES a.cpp ... [DEPENDS rooms ...] [LINK targets ...])
# One room of core: a static library whose dependencies are the rooms it may include.
function(mirrorlake_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  set(target mirrorlake_${name})
  add_library(${target} STATIC ${ROOM_SOURCES})
  target_link_libraries(${target} PUBLIC mirrorlake_options)
  foreach(room IN LISTS ROOM_DEPENDS)
    target_link_libraries(${target} PUBLIC mirrorlake_${room})
  endforeach()
  target_link_libraries(${target} PRIVATE ${ROOM_LINK})
endfunction()

# mirrorlake_test(NAME SOURCES ... [LINK targets ...] [LABELS labels ...])
# One Qt Test program, registered with ctest. The first label says the kind: unit, loopback or gui.
function(mirrorlake_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE mirrorlake_options ${TEST_LINK} Qt6::Test)
  if(NOT TEST_LABELS)
    set(TEST_LABELS unit)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  # The folder of settings is nobody's: what whoever runs the tests has chosen counts for nothing.
  set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT 300
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/nobody")
endfunction()
