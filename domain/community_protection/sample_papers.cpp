// Papers with invented facts: how a wording reads before anybody is given it.
#include "domain/community_protection/breach_papers.hpp"
#include "domain/community_protection/made_papers.hpp"
#include "domain/community_protection/rules.hpp"

namespace casework::domain::community_protection {
namespace {

using namespace std::chrono;
constexpr Date day_of_sample = year{2026} / 3 / 2;

PaperHead head_of_sample(std::string_view wording) {
    PaperHead head;
    head.reference = "EXAMPLE-0001";
    head.council = "the council", head.officer = "A. Officer", head.officer_title = "Community Protection Officer", head.officer_authority = "delegated officer", head.contact = "the officer named above";
    head.recipient = "Example Person", head.address = "1 Example Street\nMaidstone";
    head.wording = wording;
    return head;
}

PaperFacts facts_of_sample(std::string_view wording) {
    PaperFacts f;
    f.head = head_of_sample(wording);
    f.conduct = "You did what this example describes.", f.locality = "Example Street", f.effect = "People nearby cannot sleep.";
    f.requirements = {{1, RequirementKind::stop, "Stop doing what this example describes.", {}, ""}, {2, RequirementKind::act, "Do what this example asks.", Date(day_of_sample + months{1}), ""}};
    f.compliance_on = day_of_sample + months{1};
    f.warning = "EXAMPLE-0000", f.warning_given_on = day_of_sample - months{1};
    f.given_on = day_of_sample;
    f.appeal = count_by(Counting::beginning_with, rule_on(law(), "cpn.appeal_days", day_of_sample), day_of_sample, "the day the notice was given");
    f.varied_because = "The first wording was not clear.", f.varied_from = day_of_sample + months{2};
    return f;
}

BreachPaperFacts breach_of_sample(std::string_view wording) {
    BreachPaperFacts f;
    f.head = head_of_sample(wording);
    f.reference = "EXAMPLE-0001, breach 1", f.on = day_of_sample + months{1}, f.place = "Example Street", f.requirement = "1. Stop doing what this example describes.";
    f.payee_council = "the council", f.certificate = "The penalty was not paid within the period.";
    return f;
}
MeasureAnswers answers_of_sample() {
    MeasureAnswers a;
    for (const auto& [field, value] : {std::pair{"dated", "2026-04-03"}, {"pence", "10000"}, {"early_pence", "7500"}, {"early_days", "10"}, {"payee_name", "the council, Payments"}, {"payee_address", "Town Hall, Maidstone"},
                                       {"methods", "post online"}, {"particulars", "You did it again."}, {"work", "Clear the yard."}, {"estimate", "40000"}, {"details", "The yard was cleared."}, {"charged", "38000"},
                                       {"charged_on", "2026-05-01"}, {"done_on", "2026-04-20"}})
        a.set(field, value);
    return a;
}
MadePaperFacts made_of_sample(std::string_view paper, std::string_view wording) {
    MadePaperFacts f;
    f.head = head_of_sample(wording);
    f.warning = "EXAMPLE-0000", f.warning_given_on = day_of_sample - months{1};
    f.notice = true, f.today = day_of_sample;
    ServiceRecord service;
    service.method = paper == "posting_certificate" ? "posted_on_premises" : "hand", service.address = "1 Example Street, Maidstone", service.on = day_of_sample, service.at = 615;
    service.enquiries = {{add_days(day_of_sample, -7), "Asked the neighbours and the landlord"}};
    f.service = service;
    f.served_by = "A. Officer";
    f.category = "Noise", f.state = "A warning has been given.", f.reported_on = day_of_sample - months{2};
    f.breach = PaperBreach{"EXAMPLE-0001, breach 1", "1. Stop doing what this example describes.", "Example Street", "It happened again.", "Body-worn video", Date(day_of_sample + months{1}), 970, {}, "The video shows it.", "It harms many people.", {}};
    return f;
}

}  // namespace

PaperText sample_of_paper(std::string_view paper, std::string_view wording) {
    if (paper == "warning") return warning_text(facts_of_sample(wording));
    if (paper == "notice") return notice_text(facts_of_sample(wording));
    if (paper == "variation") return variation_text(facts_of_sample(wording));
    if (!parts_of_breach_paper(paper).empty()) return breach_paper_text(paper, breach_of_sample(wording), answers_of_sample());
    return made_paper_text(paper, made_of_sample(paper, wording));
}

}  // namespace casework::domain::community_protection
