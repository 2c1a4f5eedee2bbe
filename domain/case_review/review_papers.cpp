// Plain English for people who asked for help. No letter names the victim, another complainant or whom the behaviour comes from.
#include "domain/case_review/review_papers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "domain/text.hpp"

namespace casework::domain::case_review {
namespace {

using F = ReviewPaperFacts;
using Row = papers::PartRow<F>;
using papers::Writing;
using papers::say_lines;

constexpr std::string_view act = "Section 104, Anti-social Behaviour, Crime and Policing Act 2014";
constexpr std::string_view route = "2014 Act Schedule 4 paragraph 3";
constexpr int ahead_days = 7;  // a letter may be dated for the post of the coming days

Date dated(const F& f) { return f.asked.letter_on.value_or(f.today); }
void title(Writing& out, const F& f, std::string heading, std::string_view section = act) {
    out.heading(std::move(heading));
    out.say(fmt::format("{}. {}. {}.", section, f.head.reference, long_date(dated(f))));
}
void to(Writing& out, const F& f) { address_to(out, f.head); }
void sign_it(Writing& out, const F& f) { sign(out, f.head); }
void typed(Writing& out, const F& f) { say_lines(out, f.asked.typed); }
std::string_view who(const F& f) { return f.by_victim ? "you" : "the person you applied for"; }

void say_handling(Writing& out, const F&) {
    out.say("If you are not satisfied with how your application is dealt with, tell the officer named below. They tell you how to complain and who looks at it.");
}

// Where and until when the decision of this letter can be appealed against.
void say_appeal(Writing& out, const F& f, std::string_view against) {
    out.heading("If you are not satisfied");
    out.say(fmt::format("You can appeal {}. The last day is {}: {} following {}, the date of this letter.", against, long_date(appeal_last_day(dated(f), f.procedure)), counted(f.procedure.appeal_calendar_days, "day"), long_date(dated(f))));
    say_lines(out, f.asked.appeal_route);
}

constexpr Row acknowledgement_rows[] = {
    {{"title", "What the letter is, the Act, the reference and its date", "2014 Act s.104(3)"}, [](Writing& out, const F& f) { title(out, f, "We have your application for an ASB case review"); }},
    {{"to", "Whom it is for", "2014 Act s.104(1)"}, to},
    {{"received", "When the application was received, and that it goes to every relevant body", "2014 Act s.104(3)(b)"}, [](Writing& out, const F& f) {
         out.say(fmt::format("Thank you. We received your application on {}.{}", f.days.received_on ? long_date(*f.days.received_on) : std::string("the day you made it"), f.by_victim ? "" : " You made it for somebody else, who agrees to it."));
         out.say("We pass it to every body that has to look at it: the district council, the police, the integrated care board, and a housing provider that takes part.");
     }},
    {{"threshold", "What decides whether there is a review", "2014 Act s.104(4), (5), (11)"}, [](Writing& out, const F& f) {
         out.heading("What is decided first");
         out.say(fmt::format("There must be a review when at least {} about the behaviour qualify. A complaint qualifies when it was made within {} beginning with the day of the behaviour, and you applied within {} beginning with the day of the complaint.",
                             counted(f.procedure.threshold_count, "complaint"), counted(f.procedure.report_months, "month"), counted(f.procedure.apply_months, "month")));
         out.say("With fewer complaints the bodies may still decide that there is a review. They look at how persistent the behaviour is, what harm it does or could do, and how well it was responded to.");
     }},
    {{"next", "By when it is decided, and that the applicant is told", "2014 Act s.104(6)"}, [](Writing& out, const F& f) {
         out.heading("What happens next");
         out.say(fmt::format("We write to you with the decision.{}", f.decide_by ? fmt::format(" It is made by {}: {} after we received your application.", long_date(*f.decide_by), counted(f.procedure.threshold_days, "working day")) : std::string()));
     }},
    {{"safety", "How the service keeps in touch, and what to do in danger", ""}, [](Writing& out, const F& f) {
         out.say(fmt::format("We reach {} only in the way that was asked for. Tell us if that changes. If it happens again, report it. In an emergency call 999.", who(f)));
     }},
    {{"dissatisfied", "What to do when not satisfied with how it is dealt with", route}, say_handling},
    {{"typed", "What the officer adds", ""}, typed},
    {{"signature", "The point of contact", "2014 Act s.104(3)(a)"}, sign_it},
};

constexpr Row request_rows[] = {
    {{"title", "What is asked for, the Act, the reference and its date", "2014 Act Schedule 4 paragraph 7"}, [](Writing& out, const F& f) { title(out, f, "Request for information for an ASB case review", "Schedule 4 paragraph 7, Anti-social Behaviour, Crime and Policing Act 2014"); }},
    {{"to", "The bodies that are asked", "2014 Act Schedule 4 paragraph 7"}, to},
    {{"duty", "The duty to give it, and its bounds", "2014 Act Schedule 4 paragraph 7"}, [](Writing& out, const F& f) {
         out.say(fmt::format("An application for an ASB case review was received on {} and is passed to you with this request (section 104(3)(b)).", f.days.received_on ? long_date(*f.days.received_on) : std::string("the day it was made")));
         out.say("A body that exercises public functions must give the information that is asked for as far as it has it in the exercise of those functions. It need not, and must not, where data protection law or the law on the interception of communications forbids it. Give no more than the review needs.");
     }},
    {{"complaints", "The complaints by date and reference, without anybody’s name", "2014 Act s.104(11); UK GDPR Art 5(1)(c)"}, [](Writing& out, const F& f) {
         out.heading("What the review is about");
         out.say(fmt::format("The victim has the reference {}. No name stands in this request: the officer named below gives it to you in the secure way that is agreed with you.", f.victim));
         if (f.asked_about.empty()) out.say("The application lists no complaint yet.");
         for (const auto& c : f.asked_about)
             out.item(fmt::format("Happened on {}, reported on {} to {}{}{}", long_date(c.behaviour_on), long_date(c.reported_on), c.agency, c.category.empty() ? "" : ": " + lower_first(c.category), c.reference.empty() ? "" : ". Reference " + c.reference));
     }},
    {{"questions", "What the bodies are asked", "2014 Act s.104(4), (5), (12)"}, [](Writing& out, const F&) {
         out.heading("What we ask you for");
         out.item("Other complaints about this behaviour that you hold: when it happened, when it was reported and your reference");
         out.item("What you did about each of them, and when");
         out.item("What you know of how persistent it is, and of the harm it does or could do");
         out.item("Your assessment of the risk to the victim, and how they can be reached safely");
         out.item("Whether you think the response so far was adequate");
     }},
    {{"by", "By when and to whom", "Local review procedure"}, [](Writing& out, const F& f) {
         out.say(fmt::format("Answer {}to the officer named below, marked with the reference {}.", f.answer_by ? fmt::format("by {} ({} after this request), ", long_date(*f.answer_by), counted(f.procedure.information_days, "working day")) : std::string(), f.head.reference));
     }},
    {{"typed", "What the officer adds", ""}, typed},
    {{"signature", "The point of contact", "2014 Act s.104(3)(a)"}, sign_it},
};

void say_count(Writing& out, const F& f) {
    out.say(fmt::format("{}. {} needed for a review that must be held.", counted(qualifying_count(f.complaints), "complaint qualifies", "complaints qualify"), counted(f.procedure.threshold_count, "is", "are")));
    std::map<std::string, int> others;
    for (const auto& each : f.complaints)
        if (!each.qualifies()) ++others[each.reason];
    for (const auto& [reason, count] : others)
        if (const auto* code = find_code(qualifying_reasons(), reason)) out.item(fmt::format("{}: {} ({})", counted(count, "does not count", "do not count"), lower_first(code->words), code->note));
}

constexpr Row threshold_rows[] = {
    {{"title", "What was decided, the Act, the reference and its date", "2014 Act s.104(6)"}, [](Writing& out, const F& f) { title(out, f, f.met ? "There will be an ASB case review" : "There will be no ASB case review"); }},
    {{"to", "Whom it is for", "2014 Act s.104(6)"}, to},
    {{"decision", "The decision, by whom and when", "2014 Act s.104(6)"}, [](Writing& out, const F& f) {
         out.say(fmt::format("You applied on {}. On {} the relevant bodies decided that the threshold for a review is {}. The decision was made by: {}.", f.days.received_on ? long_date(*f.days.received_on) : std::string("the day we wrote to you about"),
                             f.days.threshold_on ? long_date(*f.days.threshold_on) : std::string("the day named here"), f.met ? "met" : "not met", f.decided_by));
     }},
    {{"reasons", "The reasons, with the complaints that were counted", "2014 Act s.104(4), (5), (11)"}, [](Writing& out, const F& f) {
         out.heading("Why");
         say_count(out, f);
         if (f.met) out.say(f.by_count ? "Because enough complaints qualify there must be a review (section 104(4))." : "The bodies decided it by their procedure (section 104(5)).");
         else out.say("With fewer complaints the bodies looked at how persistent the behaviour is, what harm it does or could do, and how well it was responded to (section 104(5)).");
         say_lines(out, f.reason);
     }},
    {{"next", "When it is met, what follows; when it is not, advice", "Statutory guidance on the ASB case review"}, [](Writing& out, const F& f) {
         out.heading(f.met ? "What happens next" : "What you can do now");
         if (f.met) {
             out.say(fmt::format("A panel whose chair has not handled the case looks at what was done{}. It asks {} what it should know. Then we tell you the outcome and what was recommended.",
                                 f.review_by ? fmt::format(" and meets by {}: {} after the decision", long_date(*f.review_by), counted(f.procedure.review_days, "working day")) : std::string(), who(f)));
         }
         say_lines(out, f.asked.advice);
         if (!f.met) out.say("If it happens again, report it each time. Later complaints can be counted when you apply again. In an emergency call 999.");
     }},
    {{"appeal", "How to complain or appeal, and the last day", route}, [](Writing& out, const F& f) {
         if (!f.met) return say_appeal(out, f, "against this decision");
         out.heading("If you are not satisfied");
         say_handling(out, f);
         say_lines(out, f.asked.appeal_route);
     }},
    {{"typed", "What the officer adds", ""}, typed},
    {{"signature", "The point of contact", "2014 Act s.104(3)(a)"}, sign_it},
};

constexpr Row outcome_rows[] = {
    {{"title", "What the letter is, the Act, the reference and its date", "2014 Act s.104(8)"}, [](Writing& out, const F& f) { title(out, f, "The outcome of your ASB case review"); }},
    {{"to", "Whom it is for", "2014 Act s.104(8)"}, to},
    {{"review", "When the review was held and which bodies took part", "2014 Act s.104(1)"}, [](Writing& out, const F& f) {
         out.say(fmt::format("The review was held on {}.{}", f.days.panel_on ? long_date(*f.days.panel_on) : std::string("the day of the panel"), f.took_part.empty() ? std::string() : " These bodies took part: " + listed(f.took_part) + "."));
     }},
    {{"outcome", "The outcome, as far as it may be told", "2014 Act s.104(8)(a)"}, [](Writing& out, const F& f) {
         out.heading("The outcome");
         say_lines(out, f.asked.outcome);
     }},
    {{"recommendations", "Every recommendation and to whom, or that there is none", "2014 Act s.104(7), (8)(b)"}, [](Writing& out, const F& f) {
         out.heading("What was recommended");
         if (f.days.recommendations.empty()) return void(out.say("The review made no recommendations."));
         for (const auto& each : f.days.recommendations) out.item(fmt::format("To {}: {}", each.to, each.text));
         out.say("Whoever exercises public functions must have regard to what is recommended to them (section 104(7)). We follow it up.");
     }},
    {{"appeal", "How to appeal, and the last day", route}, [](Writing& out, const F& f) { say_appeal(out, f, "against how the review was carried out"); }},
    {{"safety", "What to do when it goes on", ""}, [](Writing& out, const F&) { out.say("If it happens again, report it. In an emergency call 999."); }},
    {{"typed", "What the officer adds", ""}, typed},
    {{"signature", "The point of contact", "2014 Act s.104(3)(a)"}, sign_it},
};

std::span<const Row> rows_of(std::string_view paper) {
    if (paper == "review_acknowledgement") return acknowledgement_rows;
    if (paper == "review_request") return request_rows;
    if (paper == "review_threshold") return threshold_rows;
    return paper == "review_outcome" ? std::span<const Row>(outcome_rows) : std::span<const Row>();
}

}  // namespace

std::vector<std::string_view> review_papers() { return {"review_acknowledgement", "review_request", "review_threshold", "review_outcome"}; }
bool names_applicant(std::string_view paper) { return !rows_of(paper).empty() && paper != "review_request"; }
Date appeal_last_day(Date letter_on, const Procedure& procedure) { return last_day_following(letter_on, procedure.appeal_calendar_days); }
papers::PaperText review_paper_text(std::string_view paper, const F& facts) { return papers::written<F>(rows_of(paper), facts, facts.head.wording); }
std::vector<papers::PaperPart> parts_of_review_paper(std::string_view paper) { return papers::parts_of<F>(rows_of(paper)); }

// --- whether it can be made -------------------------------------------------------------------------------------------------------

namespace {

Refusals rule(std::string message, std::string_view authority) { return {{RefusalKind::rule, {}, std::move(message), std::string(authority)}}; }
bool one_of(State state, std::initializer_list<State> states) { return std::ranges::find(states, state) != states.end(); }
bool given(std::string_view text) { return !trimmed(text).empty(); }

Refusals decision_stopped(const F& f) {
    if (!f.days.threshold_on) return rule("The bodies have not decided the threshold yet", "2014 Act s.104(6)");
    if (f.state == State::threshold_appeal) return rule("An appeal against the threshold decision is being decided", route);
    return !f.met && f.appealed ? rule("The appeal against this decision has been decided", route) : Refusals{};
}

Refusals outcome_stopped(const F& f) {
    if (f.state == State::review_appeal) return rule("An appeal against the review is being decided", route);
    if (!one_of(f.state, {State::review_held, State::outcome_notified, State::monitoring, State::closed})) return rule("The review has not been held yet", "2014 Act s.104(8)");
    return f.appealed ? rule("The appeal against this review has been decided", route) : Refusals{};
}

// The decision or event that the letter tells of: it is dated no earlier.
std::optional<Date> told_from(std::string_view paper, const F& f) {
    if (paper == "review_threshold") return f.days.threshold_on;
    return paper == "review_outcome" ? f.days.panel_on : f.days.received_on;
}

Refusal under(std::string_view field, std::string message, std::string_view authority) { return {RefusalKind::invalid, std::string(field), std::move(message), std::string(authority)}; }

}  // namespace

Refusals review_paper_stopped(std::string_view paper, const F& f) {
    if (!f.days.received_on || one_of(f.state, {State::unknown, State::offered, State::not_wanted})) return rule("Nobody has applied yet", "2014 Act s.104(1)");
    if (f.state == State::withdrawn) return rule("The application was withdrawn", "Local review procedure");
    if (paper == "review_threshold") return decision_stopped(f);
    if (paper == "review_outcome") return outcome_stopped(f);
    if (paper == "review_acknowledgement") return f.days.threshold_on ? rule("The threshold is decided: the letter about the decision is the one to send", "2014 Act s.104(6)") : Refusals{};
    if (f.state == State::received) return rule("Acknowledge the application first", "Local review procedure");
    return one_of(f.state, {State::acknowledged, State::info_gathering, State::threshold_met, State::review_scheduled}) ? Refusals{} : rule("The bodies have decided: there is nothing more to ask for", "2014 Act Schedule 4 paragraph 7");
}

Refusals review_paper_refused(std::string_view paper, const F& f) {
    auto refusals = review_paper_stopped(paper, f);
    if (!refusals.empty()) return refusals;
    const auto& a = f.asked;
    const auto from = told_from(paper, f);
    if (!a.letter_on) refusals.push_back(under("letter_on", "Enter the date of the letter", "Local review procedure"));
    else if (from && *a.letter_on < *from) refusals.push_back(under("letter_on", fmt::format("Date of the letter must be on or after {}: it tells what was done then", long_date(*from)), "Local review procedure"));
    else if (*a.letter_on > add_days(f.today, ahead_days)) refusals.push_back(under("letter_on", fmt::format("Date of the letter must be on or before {}", long_date(add_days(f.today, ahead_days))), "Local review procedure"));
    if (paper == "review_request" && (a.bodies.empty() || !std::ranges::all_of(a.bodies, [](const auto& body) { return has_code(relevant_bodies(), body); }))) refusals.push_back(under("bodies", "Select the bodies that are asked", "2014 Act Schedule 4 paragraph 7"));
    if (paper == "review_threshold" && !f.met) {
        if (!given(a.advice)) refusals.push_back(under("advice", "Enter what the applicant can do instead", "Statutory guidance on the ASB case review"));
        if (!given(a.appeal_route)) refusals.push_back(under("appeal_route", "Enter how the applicant can complain or appeal", route));
    }
    if (paper == "review_outcome") {
        if (!given(a.outcome)) refusals.push_back(under("outcome", "Enter the outcome as it may be told", "2014 Act s.104(8)(a)"));
        if (!given(a.appeal_route)) refusals.push_back(under("appeal_route", "Enter how the applicant can appeal", route));
    }
    return refusals;
}

papers::PaperText sample_of_review_paper(std::string_view paper, std::string_view wording) {
    using namespace std::chrono;
    constexpr Date day = year{2026} / 3 / 2;
    F f;
    f.head.reference = "EXAMPLE-0001", f.head.council = "the council", f.head.officer = "A. Officer", f.head.officer_title = "Case review coordinator", f.head.contact = "the officer named above", f.head.wording = wording;
    f.head.recipient = paper == "review_request" ? "District council, chief officer of police and integrated care board" : "Example Person";
    f.state = State::threshold_not_met, f.victim = "EXAMPLE-0002", f.days.received_on = day, f.days.threshold_on = add_days(day, 14), f.days.panel_on = add_days(day, 40);
    f.decided_by = "the district council and the police", f.reason = "The one complaint that counts was dealt with in a week.";
    f.decide_by = add_days(day, 18), f.answer_by = add_days(day, 16), f.review_by = add_days(day, 60), f.today = add_days(day, 15);
    f.asked_about = {{add_days(day, -40), add_days(day, -38), "Kent Police", "Noise", "46/1234/26"}};
    f.took_part = {"the district council", "the police", "the integrated care board"};
    f.days.recommendations = {{"Kent Police", "Patrol Example Street on Friday evenings.", "", "", {}}};
    f.asked = {add_days(day, 15), "Keep a diary of what happens.", "Write to the Police and Crime Commissioner.", "The bodies agreed who does what from now on.", {"district", "police", "icb"}, ""};
    return review_paper_text(paper, f);
}

}  // namespace casework::domain::case_review
