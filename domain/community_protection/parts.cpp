// The table of the parts.
#include "domain/community_protection/parts.hpp"

#include <algorithm>
#include <string>

#include "domain/community_protection/codes.hpp"

namespace casework::domain::community_protection {
namespace {

using A = Answer;

constexpr PartField conduct[] = {
    {"title", "Short name of the matter", "For example, Street drinking, Brenchley Gardens. No names of people.", A::line, nullptr, 100},
    {"category", "Kind of conduct", "", A::code, conduct_categories},
    {"description", "What was done or not done?", "With dates and places. The person reads these words: never say who complained.", A::lines, nullptr, 4000},
    {"first_on", "First date", "For example, 27 3 2026", A::day},
    {"last_on", "Last date", "For example, 27 3 2026", A::day},
    {"locality", "Whose quality of life is affected, and where?", "The area whose people live, work or pass there", A::line, nullptr, 200},
};
constexpr PartField tests[] = {
    {"detrimental", "How does the conduct harm the quality of life of people in the area?", "", A::lines},
    {"detrimental_evidence", "Evidence of the harm", "One reference a line: diary sheet, statement, photograph", A::lines, nullptr, 1000},
    {"persistent", "Why is the effect persistent or continuing?", "", A::lines},
    {"persistent_evidence", "Evidence that it goes on", "One reference a line", A::lines, nullptr, 1000},
    {"unreasonable", "Why is the conduct unreasonable?", "", A::lines},
    {"unreasonable_evidence", "Evidence that it is unreasonable", "One reference a line", A::lines, nullptr, 1000},
};
constexpr PartField address[] = {
    {"address_kind", "What kind of address is it?", "E-mail and text are not ways of giving it (section 55)", A::code, address_kinds},
    {"address", "Address", "As it is written on the paper", A::lines, nullptr, 400},
    {"premises", "Premises that the conduct is about (optional)", "Address or name. Leave empty when the conduct is the person’s own.", A::line, nullptr, 200},
    {"capacity", "In which capacity does the person answer for the premises?", "Only where premises are named (section 44)", A::code, premises_capacities},
    {"can_control", "The person can reasonably be expected to control or affect the conduct", "", A::tick},
};
constexpr PartField support[] = {
    {"considered_note", "What do you know of vulnerability, capacity and equality, and of rights under Articles 8, 10 and 11?", "What you looked at, and what you changed because of it", A::lines},
    {"young", "For somebody aged 16 or 17: who was asked?", "", A::code, young_considerations},
    {"young_note", "What did they say?", "Only for somebody aged 16 or 17", A::lines},
    {"stale_reason", "Why is an older check enough?", "A supervisor’s reason", A::lines, nullptr, 2000, true},
};
constexpr PartField duplicates[] = {
    {"duplicates_because", "Why go on although another agency deals with this person?", "Leave empty when nothing was found", A::lines},
};
constexpr PartField compliance[] = {
    {"compliance_on", "By which day must the conduct change?", "Enough time is judged case by case: the Act sets none", A::day},
};
constexpr PartField time[] = {
    {"same_conduct", "The warning was about the same conduct", "", A::tick},
    {"enough_time", "Why has the person had enough time to deal with the matter?", "", A::lines},
    {"override_reason", "Why does an old warning still count?", "Only where it is older than the group’s limit; a supervisor’s reason", A::lines, nullptr, 2000, true},
};
constexpr PartField told[] = {
    {"informed_none_because", "Why was nobody told?", "Only where nobody is appropriate. It is no duty to consult, but it is proved (section 43(6)).", A::lines},
};
constexpr PartField term[] = {
    {"ends_on", "When does the notice end?", "3 months is usual for a first notice", A::day},
    {"review_on", "When is it reviewed?", "", A::day},
};

constexpr Part table[] = {
    {"conduct", "What is happening?", "What is happening", "", PartOf::both, conduct, ""},
    {"tests", "Are the three tests met?", "The three tests", "All three must be met on reasonable grounds (section 43(1)).", PartOf::both, tests, ""},
    {"address", "Where can it be given?", "Address", "", PartOf::both, address, ""},
    {"support", "What was considered?", "Vulnerability and equality", "The check counts from the day you save it.", PartOf::both, support, "considered_on"},
    {"duplicates", "Does anybody else deal with this person?", "Other agencies", "The check counts from the day you save it.", PartOf::both, duplicates, "duplicates_on"},
    {"compliance", "By when must the conduct change?", "Time to change", "", PartOf::warning, compliance, ""},
    {"time", "Has there been enough time since the warning?", "Enough time", "", PartOf::notice, time, ""},
    {"told", "Who was told before the notice?", "People told first", "Landlord, other agencies, support workers, the person harmed: whoever you think appropriate.", PartOf::notice, told, ""},
    {"term", "How long does the notice hold?", "End and review", "", PartOf::notice, term, ""},
};

bool fits(PartOf of, std::string_view kind) { return of == PartOf::both || (of == PartOf::warning) == (kind == "warning"); }

}  // namespace

std::span<const Part> parts() { return table; }

const Part* find_part(std::string_view name, std::string_view kind) {
    const auto found = std::ranges::find_if(table, [&](const Part& part) { return part.name == name && fits(part.of, kind); });
    return found == std::end(table) ? nullptr : found;
}

const PartField* find_part_field(std::string_view name) {
    for (const auto& part : table)
        for (const auto& field : part.fields)
            if (field.name == name) return &field;
    return nullptr;
}

bool in_preparation(std::string_view kind, std::string_view state) { return state == "drafted" || (kind == "warning" && state == "assessing"); }

Refusals change_refused(std::string_view kind, std::string_view state) {
    if (in_preparation(kind, state)) return {};
    const bool waits = state == "approved" || state == "authorising" || state == "ready";
    return {{RefusalKind::rule, {}, waits ? "Take the " + std::string(kind) + " back for changes first, so that what was approved is what is given" : "This " + std::string(kind) + " cannot be changed any more. What was given stays as it was given",
             "Local rule of the enforcement group"}};
}

Refusals answer_refused(const PartField& field, bool changed, bool decides) {
    if (!field.supervisors || !changed || decides) return {};
    return {{RefusalKind::rule, std::string(field.name), "Ask a manager or sergeant of the group to enter this reason", "Local rule of the enforcement group"}};
}

}  // namespace casework::domain::community_protection
