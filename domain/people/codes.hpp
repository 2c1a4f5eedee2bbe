// The coded lists about people: kinds of names and addresses, how an age was judged, staff-safety markers, links to places.
#pragma once

#include "domain/code_list.hpp"
#include "domain/marking.hpp"

namespace casework::domain::people {

CodeList name_kinds();       // name, alias, nickname, former
CodeList age_bases();        // why an age is thought so where no date is known
CodeList address_kinds();    // home, care_of, no_fixed, hostel, other, protected
CodeList markers();          // staff safety: what the officer at the door must know
CodeList place_relations();  // frequents, banned_from, sleeps_at ...

// Health is protected; the rest is identity. Codes are those of nominals::vulnerabilities.
FieldClass class_of_vulnerability(std::string_view code);
FieldClass class_of_address(std::string_view kind);

}  // namespace casework::domain::people
