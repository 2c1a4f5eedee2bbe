// Plain English again; what the Act wants in each paper stands in it whoever writes the answers.
#include "domain/community_protection/breach_papers.hpp"

#include <fmt/format.h>

#include "domain/community_protection/codes.hpp"
#include "domain/papers/fixed_penalty.hpp"

namespace casework::domain::community_protection {
namespace {

using papers::PartRow;
using papers::Writing;
using papers::say_lines;

std::string day_words(const MeasureAnswers& answers, std::string_view field) {
    const auto day = answers.day(field);
    return day ? long_date(*day) : std::string("the day it is given");
}

void say_offence(Writing& out, const BreachPaperFacts& f) {
    out.say(fmt::format("On {}{} you did not follow a requirement of the community protection notice {}. Failing to follow it without reasonable excuse is an offence (section 48).", long_date(f.on),
                        f.place.empty() ? "" : ", " + f.place, f.head.reference));
    out.require(f.requirement);
}

struct BreachPaper {
    const BreachPaperFacts& f;
    const MeasureAnswers& answers;
};
using Row = PartRow<BreachPaper>;

void say_title(Writing& out, const BreachPaper& p, std::string heading, std::string_view section) {
    out.heading(std::move(heading));
    out.say(fmt::format("{}, Anti-social Behaviour, Crime and Policing Act 2014. {}.", section, p.f.reference));
}
void to(Writing& out, const BreachPaper& p) { address_to(out, p.f.head); }
void sign_it(Writing& out, const BreachPaper& p) { sign(out, p.f.head); }

void say_amounts(Writing& out, const BreachPaper& p) {
    PenaltyFacts facts;
    answer(facts, p.answers);
    papers::PenaltyTerms terms{facts.penalty.pence, facts.penalty.early_pence, p.answers.day("dated"), {}, {}, "section 52(5)"};
    if (const auto last = penalty_last_day(facts.penalty, *facts.law)) terms.last = last->last;
    if (const auto early = early_last_day(facts.penalty, *facts.law)) terms.early_last = early->last;
    papers::say_amounts(out, terms);
}

void say_ways_to_pay(Writing& out, const BreachPaper& p) {
    papers::Payment payment{{}, p.answers.text("payee_name"), p.answers.text("payee_address"), p.f.reference, "section 52(9) and (10)"};
    for (const auto& way : p.answers.list("methods")) payment.ways.push_back(words_for(payment_methods(), way));
    papers::say_ways_to_pay(out, payment);
}

constexpr Row penalty_rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "2014 Act s.52"}, [](Writing& out, const BreachPaper& p) { say_title(out, p, "Fixed penalty notice", "Section 52"); }},
    {{"to", "Whom it is for", "2014 Act s.52(1)"}, to},
    {{"choice", "That the person may pay or let a court decide", "2014 Act s.52(2)"},
     [](Writing& out, const BreachPaper&) { out.say("You can pay this penalty instead of being prosecuted. You do not have to pay it: you may choose that a court decides."); }},
    {{"offence", "Particulars of the offence in reasonable detail", "2014 Act s.52(6)(a)"}, [](Writing& out, const BreachPaper& p) {
         out.heading("What the offence is");
         say_offence(out, p.f);
         say_lines(out, p.answers.text("particulars"));
     }},
    {{"amounts", "The amounts, the 14 days and that no proceedings are started within them", "2014 Act s.52(5), (6)(b), (c)"}, say_amounts},
    {{"payment", "To whom and how it can be paid", "2014 Act s.52(6)(d), (e), (9)"}, say_ways_to_pay},
    {{"signature", "The officer with their authority, the council and how to reach them", "2014 Act s.53"}, sign_it},
};
constexpr Row certificate_rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "2014 Act s.52(11)"}, [](Writing& out, const BreachPaper& p) { say_title(out, p, "Certificate about the payment of a fixed penalty", "Section 52(11)"); }},
    {{"statement", "What is certified", "2014 Act s.52(11)(b)"}, [](Writing& out, const BreachPaper& p) {
         out.say(fmt::format("About the fixed penalty dated {}, given to {}.", day_words(p.answers, "dated"), p.f.head.recipient));
         out.say(p.f.certificate);
         if (const auto counted = p.answers.text("effective_counted"); !counted.empty()) out.say(upper_first(counted));
     }},
    {{"signature", "The signature by or for the chief finance officer", "2014 Act s.52(11)(a)"}, [](Writing& out, const BreachPaper& p) {
         out.say(fmt::format("Signed by or for the chief finance officer of {}:", p.f.payee_council));
         out.say("Name and date:");
     }},
};
constexpr Row works_rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "2014 Act s.47(3)"}, [](Writing& out, const BreachPaper& p) { say_title(out, p, "Notice of work that the council intends", "Section 47(3)"); }},
    {{"to", "Whom it is for", "2014 Act s.47(3)"}, to},
    {{"offence", "What was not followed", "2014 Act s.47(1)"}, [](Writing& out, const BreachPaper& p) { say_offence(out, p.f); }},
    {{"work", "The work and its estimated cost", "2014 Act s.47(3)(a), (b)"}, [](Writing& out, const BreachPaper& p) {
         out.heading("The work");
         say_lines(out, p.answers.text("work"));
         out.say(fmt::format("The estimated cost is {}. You may have to pay what the work costs.", pounds(p.answers.pence("estimate"))));
     }},
    {{"consent", "That consent is asked for", "2014 Act s.47(3)(c)"}, [](Writing& out, const BreachPaper&) {
         out.heading("Do you consent?");
         out.say("The council asks you, and the owner of the premises where that is somebody else, to consent to the work. Without consent it is not carried out on land that is not open to the air.");
     }},
    {{"signature", "The officer, the council and how to reach them", "2014 Act s.53"}, sign_it},
};
constexpr Row cost_rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "2014 Act s.47(6)"}, [](Writing& out, const BreachPaper& p) { say_title(out, p, "Notice of the cost of work", "Section 47(6)"); }},
    {{"to", "Whom it is for", "2014 Act s.47(6)"}, to},
    {{"work", "The work and the amount", "2014 Act s.47(5), (6)"}, [](Writing& out, const BreachPaper& p) {
         out.say(fmt::format("The council had work done on {} because a requirement of the notice {} was not followed.", day_words(p.answers, "done_on"), p.f.head.reference));
         say_lines(out, p.answers.text("details"));
         out.say(fmt::format("You must pay {}.", pounds(p.answers.pence("charged"))));
     }},
    {{"appeal", "How to appeal against the amount and by when", "2014 Act s.47(7)"}, [](Writing& out, const BreachPaper& p) {
         out.heading("How to appeal");
         const auto charged = p.answers.day("charged_on");
         const auto last = charged ? std::optional(cost_appeal_last_day(*charged, law())) : std::nullopt;
         out.say(fmt::format("You can appeal to the magistrates’ court because the amount is excessive, within 21 days beginning with the day this notice was issued (section 47(7)).{}", last ? " The last day is " + long_date(last->last) + "." : ""));
     }},
    {{"signature", "The officer, the council and how to reach them", "2014 Act s.53"}, sign_it},
};

std::span<const Row> rows_of(std::string_view paper) {
    if (paper == "penalty") return penalty_rows;
    if (paper == "certificate") return certificate_rows;
    if (paper == "works") return works_rows;
    return paper == "cost" ? std::span<const Row>(cost_rows) : std::span<const Row>();
}

}  // namespace

PaperText breach_paper_text(std::string_view paper, const BreachPaperFacts& f, const MeasureAnswers& answers) { return papers::written<BreachPaper>(rows_of(paper), {f, answers}, f.head.wording); }
std::vector<PaperPart> parts_of_breach_paper(std::string_view paper) { return papers::parts_of<BreachPaper>(rows_of(paper)); }

std::string_view paper_of(Measure measure, std::string_view event) {
    if (measure == Measure::penalty && event == "issue") return "penalty";
    if (measure == Measure::penalty && (event == "pay" || event == "pay_early" || event == "accept_late" || event == "run_out")) return "certificate";
    if (measure == Measure::works && event == "seek_consent") return "works";
    return measure == Measure::works && event == "notify_cost" ? "cost" : std::string_view{};
}

std::string_view paper_title(std::string_view paper) {
    if (paper == "penalty") return "Fixed penalty notice";
    if (paper == "certificate") return "Certificate about payment";
    return paper == "works" ? "Works notice with the estimate" : "Cost notice";
}

}  // namespace casework::domain::community_protection
