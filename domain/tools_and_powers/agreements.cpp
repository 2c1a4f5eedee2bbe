// Tools without a statute behind each of them: contracts, warnings, mediation; what holds is what the parties agreed.
#include "domain/tools_and_powers/kind_guards.hpp"
#include "domain/tools_and_powers/kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

constexpr std::string_view practice = "Local practice: an agreement names who agreed, to what and until when it is looked at again";

constexpr G agreed = condition<"agreed">("Confirm that every party has agreed", practice);
constexpr G parties_named{"parties_named", "Enter who else is a party", practice, "parties", [](const Facts& f) {
                              return std::ranges::any_of(f.tool.parties, [](const auto& party) { return !trimmed(party).empty(); });
                          }};
constexpr G parent_present = condition_for_young<"parent_present">("Confirm that a parent or carer was part of it: the person is under 18", "Children Act 2004 s.11");
constexpr G explained = condition<"explained">("Confirm that the person was told what happens if it goes on", practice);
constexpr G is_tenant = condition<"is_tenant">("Confirm that the person is the tenant or lives with the tenant", practice);

constexpr ToolKind rows[] = {
    {.code = "abc", .words = "Acceptable behaviour contract", .provision = "Voluntary", .family = Family::agreement, .subjects = {.person = true},
     .issuers = {"partner", "district", "county", "housing_provider", "landlord", "constable", "support_officer", "school"}, .on_list = true, .on_making = {parties_named, agreed, parent_present}, .breach = "None by itself; it is evidence for what follows"},
    {.code = "verbal_warning", .words = "Verbal warning", .provision = "Voluntary", .family = Family::agreement, .subjects = {.person = true, .body = true},
     .issuers = {"partner", "district", "county", "housing_provider", "landlord", "constable", "support_officer", "school"}, .on_making = {explained}, .breach = "None by itself"},
    {.code = "written_warning", .words = "Written warning", .provision = "Voluntary", .family = Family::agreement, .subjects = {.person = true, .body = true, .premises = true},
     .issuers = {"partner", "district", "county", "housing_provider", "landlord", "constable", "support_officer", "school"}, .on_making = {explained}, .breach = "None by itself",
     .note = "A Community Protection Warning is made in its own record, because a notice depends on it"},
    {.code = "mediation", .words = "Mediation", .provision = "Voluntary", .family = Family::agreement, .subjects = {.person = true, .body = true, .premises = true},
     .issuers = {"partner", "district", "county", "housing_provider", "landlord", "constable", "support_officer"}, .on_making = {parties_named, agreed}, .breach = "None"},
    {.code = "tenancy_warning", .words = "Tenancy warning", .provision = "Terms of the tenancy", .family = Family::agreement, .subjects = {.person = true},
     .issuers = {"district", "housing_provider", "landlord"}, .on_making = {is_tenant, explained}, .breach = "The landlord may seek possession"},
    {.code = "parenting_contract", .words = "Parenting contract", .provision = "Voluntary", .family = Family::agreement, .subjects = {.person = true},
     .issuers = {"partner", "district", "county", "housing_provider", "school"}, .on_making = {parties_named, agreed}, .breach = "None by itself"},
};

}  // namespace

std::span<const ToolKind> agreements() { return rows; }

}  // namespace casework::domain::tools_and_powers
