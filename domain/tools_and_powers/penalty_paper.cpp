// Plain English on the pavement; what section 68 wants stands in it whoever fills in the rest.
#include "domain/tools_and_powers/penalty_paper.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/papers/fixed_penalty.hpp"
#include "domain/text.hpp"

namespace casework::domain::tools_and_powers {
namespace {

using F = PenaltyPaperFacts;
using Row = papers::PartRow<F>;
using papers::Writing;

CodeList methods() { return community_protection::payment_methods(); }
std::string reference(const F& f) { return fmt::format("{}, breach {}", f.head.reference, f.breach); }

void say_offence(Writing& out, const F& f) {
    out.heading("What the offence is");
    out.fact("When", fmt::format("{} at {}", long_date(f.on), time_words(f.at))).fact("Where", f.place).fact("Order", fmt::format("Public spaces protection order for {}, made by {}", f.area, f.head.council));
    out.say("You breached this article of the order:");
    out.require(f.article);
    papers::say_lines(out, f.asked.particulars);
    if (f.alcohol)
        out.say("You were required to stop drinking, or to hand over what was or looked like alcohol, and did not do so. Not doing it without reasonable excuse is an offence (section 63(6)). A court can fine you up to £500.");
    else
        out.say("Doing without reasonable excuse what the order prohibits, or not doing what it requires, is an offence (section 67(1)). A court can fine you up to £1,000.");
}

void say_amounts(Writing& out, const F& f) {
    const auto& p = f.penalty;
    papers::PenaltyTerms terms{p.pence, p.early_pence, p.notice_on, penalty_last_day(p.notice_on, *f.law), {}, "section 68(4)"};
    if (p.early_days > 0) terms.early_last = last_day_following(p.notice_on, p.early_days);
    papers::say_amounts(out, terms);
}

void say_payment(Writing& out, const F& f) {
    papers::Payment payment{{}, f.asked.payee_name, f.asked.payee_address, reference(f), "section 68(8) and (9)"};
    for (const auto& way : f.asked.methods) payment.ways.push_back(words_for(methods(), way));
    papers::say_ways_to_pay(out, payment);
    out.say(fmt::format("The penalty is paid to {}, which made the order (section 68(3)).", f.head.council));
}

constexpr Row rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "2014 Act s.68"}, [](Writing& out, const F& f) {
         out.heading("Fixed penalty notice");
         out.say(fmt::format("Section 68, Anti-social Behaviour, Crime and Policing Act 2014. {}. Dated {}.", reference(f), long_date(f.penalty.notice_on)));
     }},
    {{"to", "Whom it is for", "2014 Act s.68(1)"}, [](Writing& out, const F& f) { address_to(out, f.head); }},
    {{"choice", "That the person may pay or let a court decide", "2014 Act s.68(2)"},
     [](Writing& out, const F&) { out.say("You can pay this penalty instead of being prosecuted. You do not have to pay it: you may choose that a court decides."); }},
    {{"offence", "Particulars of the offence in reasonable detail", "2014 Act s.68(5)(a)"}, say_offence},
    {{"amounts", "The amounts, the 14 days and that no proceedings are started within them", "2014 Act s.68(4), (5)(b), (c), (7)"}, say_amounts},
    {{"payment", "To whom and how it can be paid", "2014 Act s.68(3), (5)(d), (e), (8)"}, say_payment},
    {{"help", "Where to ask", ""}, [](Writing& out, const F& f) { out.say(fmt::format("To talk about this, or if you need it in another language or format: {}", f.head.contact)); }},
    {{"signature", "Who gives the notice, and that they may", "2014 Act s.68(1)"}, [](Writing& out, const F& f) {
         if (f.constable) out.signature(f.officer, "Constable", "");
         else out.signature(f.officer, "Person authorised by the council", f.head.council);
     }},
};

Refusals rule(std::string message, std::string_view authority) { return {{RefusalKind::rule, {}, std::move(message), std::string(authority)}}; }
Refusal under(std::string_view field, std::string message, std::string_view authority) { return {RefusalKind::invalid, std::string(field), std::move(message), std::string(authority)}; }
bool given(std::string_view text) { return !trimmed(text).empty(); }

}  // namespace

papers::PaperText penalty_paper_text(const F& facts) { return papers::written<F>(rows, facts, facts.head.wording); }
std::vector<papers::PaperPart> parts_of_penalty_paper(std::string_view) { return papers::parts_of<F>(rows); }

Refusals penalty_paper_stopped(const F& f) {
    if (f.state.empty()) return rule("No fixed penalty was given for this breach", "2014 Act s.68(1)");
    if (f.state != "issued") return rule(fmt::format("This penalty has ended: it was {}", f.state), "2014 Act s.68");
    if (!given(f.head.recipient)) return rule("Nobody is named to whom the notice is given", "2014 Act s.68(1)");
    if (f.penalty.payee != f.order_agency) return rule("The penalty is paid to the council that made the order", "2014 Act s.68(3)");
    const auto last = penalty_last_day(f.penalty.notice_on, *f.law);
    return f.today > last ? rule(fmt::format("The 14 days of this penalty ended on {}: a notice made now would promise what has passed", long_date(last)), "2014 Act s.68(4)") : Refusals{};
}

Refusals penalty_paper_refused(const F& f) {
    auto refusals = penalty_paper_stopped(f);
    if (!refusals.empty()) return refusals;
    const auto& a = f.asked;
    if (!given(a.particulars)) refusals.push_back(under("particulars", "Enter what happened, in reasonable detail", "2014 Act s.68(5)(a)"));
    if (!given(a.payee_name)) refusals.push_back(under("payee_name", "Enter the name to which the penalty is paid", "2014 Act s.68(5)(d)"));
    if (!given(a.payee_address)) refusals.push_back(under("payee_address", "Enter the address to which the penalty is paid", "2014 Act s.68(5)(d)"));
    if (a.methods.empty() || !std::ranges::all_of(a.methods, [](const auto& way) { return has_code(methods(), way); })) refusals.push_back(under("methods", "Select how the penalty can be paid", "2014 Act s.68(5)(e)"));
    else if (std::ranges::find(a.methods, "post") == a.methods.end()) refusals.push_back(under("methods", "Payment by post can always be made: select it", "2014 Act s.68(8)"));
    return refusals;
}

papers::PaperText sample_of_penalty_paper(std::string_view, std::string_view wording) {
    using namespace std::chrono;
    constexpr Date day = year{2026} / 3 / 2;
    F f;
    f.head.reference = "EXAMPLE-0001", f.head.council = "the council", f.head.recipient = "Example Person", f.head.contact = "the council", f.head.wording = wording;
    f.breach = 1, f.area = "the town centre", f.article = "1. Play amplified music", f.on = day, f.at = 1390, f.place = "Example Street", f.officer = "A. Officer";
    f.state = "issued", f.penalty = {day, 10000, 7500, 10, "council", false}, f.order_agency = "council", f.today = day;
    f.asked = {"Music from a loudspeaker on a trolley could be heard 40 metres away.", "the council, Payments", "Town Hall, Maidstone", {"post", "online"}, ""};
    return penalty_paper_text(f);
}

}  // namespace casework::domain::tools_and_powers
