// Powers of the police: dispersal (2014 Act Part 3), vehicles (Police Reform Act 2002 s.59) and ways out of court (Part 6).
#include "domain/tools_and_powers/kind_guards.hpp"
#include "domain/tools_and_powers/kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

std::string hours_words(const Facts& f, std::string_view key) { return "The period must be at most " + counted(f.law_value(key), "hour"); }

// Dispersal authorisation.
constexpr G in_writing = condition<"in_writing">("Confirm that the authorisation is in writing, is signed and states its grounds", "2014 Act s.34(4)");
constexpr G necessary = condition<"necessary">("Confirm that it may be necessary to remove or reduce the likelihood of harassment, alarm, distress, crime or disorder", "2014 Act s.34(2)");
constexpr G rights_regarded = condition<"rights_regarded">("Confirm that the rights of Articles 10 and 11 were regarded", "2014 Act s.34(3)");
constexpr G locality{"locality", "Enter the locality that the authorisation specifies", "2014 Act s.34(1)", "terms", [](const Facts& f) {
                         return std::ranges::any_of(f.tool.terms, [](const Term& t) { return !trimmed(t.area_name).empty(); });
                     }};
constexpr G authorisation_hours{"authorisation_hours", "The period must be at most 48 hours", "2014 Act s.34(1)", "ends_at",
                                [](const Facts& f) { return within_hours(f.tool.begins_at, f.tool.ends_at, f.law_value("dispersal.authorisation_hours_max")); },
                                [](const Facts& f) { return hours_words(f, "dispersal.authorisation_hours_max"); }};

// Dispersal direction, and what must be recorded of it (s.38).
constexpr G dispersal_age = age_from<"dispersal.age_min">("2014 Act s.36(1)");
constexpr G authorised{"authorised", "The direction must be given while a dispersal authorisation is in force", "2014 Act s.35(1)", "begins_at", [](const Facts& f) {
                           const auto& p = f.tool.particulars;
                           return f.tool.begins_at && p.authorised_from && p.authorised_until && *p.authorised_from <= *f.tool.begins_at && *f.tool.begins_at < *p.authorised_until;
                       }};
constexpr G public_place = condition<"public_place">("Confirm that the person was in a public place", "2014 Act s.35(1)");
constexpr G likely_to_contribute = condition<"likely_to_contribute">("Confirm that the person’s behaviour contributes or is likely to contribute to harassment, alarm, distress, crime or disorder", "2014 Act s.35(2)");
constexpr G written = condition<"written">("Confirm that the direction was given in writing, or that this was not reasonably practicable", "2014 Act s.35(5)");
constexpr G does_not_block = condition<"does_not_block">("Confirm that it keeps the person from neither home, work, court or other legal duty, education nor medical treatment", "2014 Act s.36");
constexpr G area_stated{"area_stated", "Enter the area that the person must leave", "2014 Act ss.35(5), 38(1)", "terms", locality.holds};
constexpr G direction_hours{"direction_hours", "The period must be at most 48 hours from when the direction is given", "2014 Act s.35(4)", "ends_at",
                            [](const Facts& f) { return within_hours(f.tool.begins_at, f.tool.ends_at, f.law_value("dispersal.direction_hours_max")); },
                            [](const Facts& f) { return hours_words(f, "dispersal.direction_hours_max") + " from when the direction is given"; }};
constexpr G recorded_whether_told{"recorded_whether_told", "Record that the person was told of the variation or withdrawal, or why not", "2014 Act s.38(2)", "told", [](const Facts& f) {
                                      return f.asked.told || !trimmed(f.asked.not_told_because).empty();
                                  }};

// Vehicles.
constexpr G careless_use = condition<"careless_use">("Confirm that the vehicle was used carelessly or off the road, and caused or is likely to cause alarm, distress or annoyance", "Police Reform Act 2002 s.59(1)");
constexpr G warned_before{"warned_before", "Enter the date of the warning, at most 12 months before the seizure", "Police Reform Act 2002 s.59(4) and (5)", "prior_warning_on", [](const Facts& f) {
                              if (!exists(*f.law, "vehicle.prior_warning", f.day())) return true;
                              const auto& warned = f.tool.particulars.prior_warning_on;
                              return f.confirmed("warning_impracticable") || (warned && *warned <= f.day() && f.day() <= add_months(*warned, 12));
                          }};

// Out of court.
constexpr G evidence_enough = condition<"evidence_enough">("Confirm that there is enough evidence", "2014 Act s.102");
constexpr G admitted = condition<"admitted">("Confirm that the person admits the behaviour or offence", "2014 Act s.102");
constexpr G victim_views = condition<"victim_views">("Confirm that the victim’s views were sought", "2014 Act s.102");

constexpr ToolKind rows[] = {
    {.code = "dispersal_authorisation", .words = "Dispersal authorisation", .provision = "2014 Act s.34", .family = Family::notice, .subjects = {.area = true}, .issuers = {"inspector", "chief_officer"}, .in_hours = true,
     .on_making = {in_writing, necessary, rights_regarded, locality, authorisation_hours}, .breach = "Directions under it: 2014 Act s.39"},
    {.code = "dispersal_direction", .words = "Dispersal direction", .provision = "2014 Act s.35", .family = Family::notice, .subjects = {.person = true},
     .issuers = {"constable_in_uniform", "inspector", "support_officer"}, .in_hours = true, .on_list = true, .on_subject = {dispersal_age},
     .on_making = {authorised, public_place, likely_to_contribute, written, does_not_block, area_stated, direction_hours}, .on_variation = {recorded_whether_told},
     .breach = "Not leaving or coming back: fine up to level 4 or up to 3 months. Not surrendering an item: fine up to level 2 (2014 Act s.39)",
     .note = "It may outlast the authorisation. Somebody under 16 may be taken home or to a place of safety (2014 Act s.35(7))"},
    {.code = "vehicle_warning", .words = "Warning before seizing a vehicle", .provision = "Police Reform Act 2002 s.59(4)", .family = Family::notice, .subjects = {.person = true},
     .issuers = {"constable_in_uniform"}, .exists_by = "vehicle.prior_warning", .on_making = {careless_use}, .breach = "The vehicle may be seized",
     .note = "Not needed for a seizure since 29 June 2026; warnings given before stay readable"},
    {.code = "vehicle_seizure", .words = "Seizure of a vehicle", .provision = "Police Reform Act 2002 s.59", .family = Family::notice, .subjects = {.person = true, .body = true},
     .issuers = {"constable_in_uniform"}, .at_once = true, .on_making = {careless_use, warned_before}, .breach = "Not stopping: fine up to level 3 (Police Reform Act 2002 s.59(6))"},
    {.code = "community_remedy", .words = "Community remedy", .provision = "2014 Act ss.101 and 102", .family = Family::agreement, .subjects = {.person = true},
     .issuers = {"constable", "constable_in_uniform", "inspector", "prosecution", "support_officer"}, .on_subject = {evidence_enough, admitted}, .on_making = {victim_views}, .breach = "The offence can be prosecuted instead"},
};

}  // namespace

std::span<const ToolKind> police_powers() { return rows; }

}  // namespace casework::domain::tools_and_powers
