// The words of the coded lists about people.
#include "domain/people/codes.hpp"

namespace casework::domain::people {
namespace {

constexpr Code name_rows[] = {{"name", "Full name", ""}, {"alias", "Also known as", ""}, {"nickname", "Nickname", ""}, {"former", "Former name", ""}};
constexpr Code age_rows[] = {
    {"as_appears", "As the person appears", "Judged by an officer or worker who met them"},
    {"as_stated", "As the person says", ""},
    {"document", "From a document that does not give the date", ""},
    {"partner", "As a partner agency says", ""},
};
constexpr Code address_rows[] = {
    {"home", "Home", ""},   {"care_of", "Care of", ""}, {"no_fixed", "No fixed address", ""},
    {"hostel", "Hostel", ""}, {"other", "Other", ""},   {"protected", "Protected", "Shown only by a reveal, which is recorded"},
};
constexpr Code marker_rows[] = {
    {"visit_in_pairs", "Visit in pairs", ""}, {"weapons", "May carry weapons", ""},       {"violent", "Has been violent to staff", ""},
    {"needles", "Carries needles", ""},       {"dog", "Dangerous dog at the address", ""}, {"self_harm", "May harm themselves", ""},
    {"infection", "Infection risk", ""},
};
constexpr Code relation_rows[] = {
    {"frequents", "Is often there", ""}, {"banned_from", "Banned from", ""}, {"sleeps_at", "Sleeps there", ""},
    {"works_at", "Works there", ""},     {"incident_at", "Incidents there", ""},
};

}  // namespace

CodeList name_kinds() { return name_rows; }
CodeList age_bases() { return age_rows; }
CodeList address_kinds() { return address_rows; }
CodeList markers() { return marker_rows; }
CodeList place_relations() { return relation_rows; }

FieldClass class_of_vulnerability(std::string_view code) {
    const bool health = code == "substance" || code == "mental_health" || code == "physical_health";
    return health ? FieldClass::f2 : FieldClass::f1;
}
FieldClass class_of_address(std::string_view kind) { return kind == "protected" ? FieldClass::f2 : FieldClass::f1; }

}  // namespace casework::domain::people
