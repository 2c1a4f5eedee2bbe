# Stylesheet, script and icons: built from npm packages at compile time and carried inside the binary (web/build).
enable_language(ASM)
find_program(NODE NAMES node nodejs REQUIRED)
find_program(NPM npm REQUIRED)

set(asset_folder ${CMAKE_BINARY_DIR}/assets)
set(asset_outputs ${asset_folder}/assets.S ${asset_folder}/assets_table.inc ${asset_folder}/assets_symbols.inc ${asset_folder}/manifest.json)
file(GLOB_RECURSE asset_sources CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/web/styles/*.scss ${CMAKE_SOURCE_DIR}/web/scripts/*.js ${CMAKE_SOURCE_DIR}/web/icons/*.svg)

# install-packages.mjs does nothing when web/node_modules already is what the lock file says.
add_custom_command(
  OUTPUT ${asset_outputs}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/web/build/install-packages.mjs
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/web/build/build-assets.mjs ${asset_folder}
  DEPENDS ${asset_sources} ${CMAKE_SOURCE_DIR}/THIRD_PARTY_NOTICES ${CMAKE_SOURCE_DIR}/web/package-lock.json
    ${CMAKE_SOURCE_DIR}/web/build/install-packages.mjs ${CMAKE_SOURCE_DIR}/web/build/build-assets.mjs
  COMMENT "Building stylesheet and script"
  VERBATIM)

# Compiler flags for C++ mean nothing to the assembler: the file is a library of its own, without them.
add_library(casework_assets OBJECT ${asset_folder}/assets.S)
set_property(TARGET casework_assets PROPERTY COMPILE_OPTIONS -fcf-protection)
add_custom_target(casework_asset_files DEPENDS ${asset_outputs})
add_dependencies(casework_assets casework_asset_files)
add_dependencies(casework_web casework_asset_files)
target_sources(casework_web PRIVATE $<TARGET_OBJECTS:casework_assets>)
target_include_directories(casework_web PRIVATE ${asset_folder})
