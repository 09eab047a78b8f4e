# Entries of ctest that look at the source tree and at what an installation gives.
foreach(check format sizes clean-words)
  add_test(NAME ${check} COMMAND ${CMAKE_SOURCE_DIR}/tests/checks.sh ${check})
  set_tests_properties(${check} PROPERTIES SKIP_RETURN_CODE 77 LABELS tree)
endforeach()

# The built-in list against the npm package, where ./dev could install it.
add_test(NAME npm-package
  COMMAND ${CMAKE_SOURCE_DIR}/tests/npm/check.sh $<TARGET_FILE:licet_tests> ${CMAKE_BINARY_DIR}/npm)
set_tests_properties(npm-package PROPERTIES SKIP_RETURN_CODE 77
  FAIL_REGULAR_EXPRESSION "test cases: +0 ")

# The rules as an answer-set program, where clingo is installed.
set_tests_properties(asp_oracle PROPERTIES SKIP_REGULAR_EXPRESSION "clingo is not installed" TIMEOUT 600)

# A project outside this tree finds, links and runs an installed licet.
if(NOT LICET_SANITIZE)
  set(stage ${CMAKE_BINARY_DIR}/stage)
  add_test(NAME install COMMAND ${CMAKE_COMMAND} --install ${CMAKE_BINARY_DIR} --prefix ${stage})
  set_tests_properties(install PROPERTIES FIXTURES_SETUP installed)
  add_test(NAME package COMMAND ${CMAKE_CTEST_COMMAND}
    --build-and-test ${CMAKE_SOURCE_DIR}/tests/package ${CMAKE_BINARY_DIR}/package
    --build-generator ${CMAKE_GENERATOR}
    --build-options -Dlicet_ROOT=${stage} -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}
    --test-command consumer)
  set_tests_properties(package PROPERTIES FIXTURES_REQUIRED installed)
endif()
