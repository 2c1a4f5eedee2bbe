// Reading the answers of putting somebody forward.
#include "web/nominals/propose_answers.hpp"

#include "domain/answers.hpp"
#include "domain/people/codes.hpp"
#include "web/form_fields.hpp"

namespace casework::web::nominals {

using domain::Refusals;

Described read_description(const Form& form, domain::Date today, bool adults_only, Refusals& refusals) {
    Described who;
    domain::take(who.name, domain::read_text(form.value("name"), {"name", "person’s full name"}, 120), refusals);
    who.born = optional_date(form, "born", "birth date", refusals);
    if (who.born && *who.born > today) refusals.push_back({domain::RefusalKind::invalid, "born-day", "Birth date must be in the past", {}});
    if (!form.value("age").empty()) {
        int age = 0;
        if (domain::take(age, domain::read_number(form.value("age"), {"age", "estimated age"}, 0, 120), refusals)) who.age = age;
        who.basis = form.value("basis");
        if (!domain::has_code(domain::people::age_bases(), who.basis)) refusals.push_back({domain::RefusalKind::invalid, "basis", "Select how the age is known", {}});
    }
    const auto years = who.born ? std::optional(domain::age_on(*who.born, today)) : who.age;
    if (adults_only && years && *years < 18)
        refusals.push_back({domain::RefusalKind::rule, who.born ? "born-day" : "age", "This person is under 18. Refer them to the District Contextual Safeguarding Meeting instead", "Children Act 2004 s.11"});
    return who;
}

persistence::Proposal read_proposal(const Form& form, const Described& who, Refusals& refusals) {
    const auto person = form.value("person");
    persistence::Proposal proposal{.person = person == "new" ? "" : person, .name = who.name, .born = who.born, .estimated_age = who.age, .age_basis = who.basis, .behaviours = form.values("behaviours"),
                                   .known_to = form.values("known_to"), .evidence = optional_text(form, "evidence", "what happened", refusals),
                                   .nexus = optional_text(form, "nexus", "how this affects the town centre", refusals),
                                   .not_better_elsewhere = optional_text(form, "elsewhere", "why no other group", refusals), .incidents = {}};
    if (!form.value("incidents").empty()) {
        int incidents = 0;
        if (domain::take(incidents, domain::read_number(form.value("incidents"), {"incidents", "number of incidents"}, 0, 500), refusals)) proposal.incidents = incidents;
    }
    return proposal;
}

}  // namespace casework::web::nominals
