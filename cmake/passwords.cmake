# The list of common passwords comes from a pinned npm package at build time and is not kept in this repository.
find_program(NODE NAMES node nodejs REQUIRED)
set(common_passwords ${CMAKE_BINARY_DIR}/generated/common_passwords.cpp)
add_custom_command(
  OUTPUT ${common_passwords}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/web/build/install-packages.mjs
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/cmake/common-passwords.mjs 12 ${common_passwords}
  DEPENDS ${CMAKE_SOURCE_DIR}/web/package-lock.json ${CMAKE_SOURCE_DIR}/cmake/common-passwords.mjs
  COMMENT "Embedding common passwords"
  VERBATIM)
target_sources(casework_auth PRIVATE ${common_passwords})
