# Files of one folder are compiled together, a dozen at a time: the headers they share are read once and templates are made once, which
# takes a third of a clean build away. A compiler cache does better with single files, and shows a header that a file forgot.
# These stay alone, because a name of their own is also a neighbour's own (as tables of workflows all have states and steps):
set(casework_alone
  domain/community_protection/made_papers.cpp
  domain/community_protection/matter.cpp
  domain/community_protection/measures.cpp
  domain/community_protection/parts.cpp
  domain/community_protection/requirements.cpp
  domain/community_protection/rules.cpp
  domain/community_protection/service.cpp
  domain/documents/safe_contact.cpp
  domain/tools_and_powers/external_orders.cpp
  domain/tools_and_powers/kept_elsewhere.cpp
  domain/tools_and_powers/law.cpp
  domain/tools_and_powers/orders_on_people.cpp
  domain/tools_and_powers/penalty_paper.cpp
  domain/tools_and_powers/police_powers.cpp
  domain/tools_and_powers/powers_over_places.cpp
  domain/tools_and_powers/pspo_breach.cpp
  domain/vulnerability/fields.cpp
  persistence/ledger_details.cpp
  persistence/ledger_rotation.cpp
  persistence/ledger_subjects.cpp
  persistence/ledger_verify.cpp
  persistence/access/emergency.cpp
  persistence/access/pointers.cpp
  persistence/access/reviews.cpp
  persistence/audit/reading_patterns.cpp
  persistence/case_review/review_steps.cpp
  persistence/community_protection/case_changes.cpp
  persistence/demo/nominal_story.cpp
  persistence/demo/other_groups.cpp
  persistence/demo/report_story.cpp
  persistence/demo/vulnerability_story.cpp
  persistence/nominals/board.cpp
  persistence/nominals/nominal_record.cpp
  persistence/nominals/nominal_values.cpp
  persistence/tools/tool_steps.cpp
  server/response_bytes.cpp
  server/commands/agency.cpp
  server/commands/group.cpp
  web/multipart.cpp
  web/access/interest_handlers.cpp
  web/administration/settings_handlers.cpp
  web/audit/report_handlers.cpp
  web/community_protection/wording_handlers.cpp
  web/nominals/nominal_json.cpp
  web/nominals/person_answers.cpp
  web/nominals/person_handlers.cpp
  domain/community_protection/papers.cpp
  domain/community_protection/sample_papers.cpp
  auth/sealed_file.cpp
  auth/signing_key.cpp
  persistence/database.cpp
  persistence/disposal/record_rows.cpp
  web/nominals/figures_handlers.cpp
  web/jobs/import_rows.cpp
  web/tools/paper_handlers.cpp
  web/community_protection/case_json.cpp
  web/community_protection/step_handlers.cpp
  web/json_form.cpp
  server/localhost_certificate.cpp
  server/unsafe_combinations.cpp
  persistence/ledger.cpp
  web/tools/tool_handlers.cpp
  web/routes.cpp
  server/log.cpp
  persistence/ledger_bundle.cpp
  server/mailer.cpp
  persistence/ledger_stream.cpp
  server/metrics.cpp
  persistence/rights.cpp
)

# casework_join TARGET
function(casework_join target)
  if(CCACHE OR CASEWORK_COVERAGE)
    return()
  endif()
  set(count 0)
  set(before "")
  get_target_property(sources ${target} SOURCES)
  list(SORT sources)
  foreach(source ${sources})
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
    if(name MATCHES "^\\.\\.|_workflow\\.cpp$" OR name IN_LIST casework_alone)
      continue()
    endif()
    get_filename_component(directory ${name} DIRECTORY)
    if(NOT directory STREQUAL before)
      set(count 0)
      set(before ${directory})
    endif()
    math(EXPR group "${count} / 12")
    math(EXPR count "${count} + 1")
    string(REPLACE "/" "_" group "${directory}_${group}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
