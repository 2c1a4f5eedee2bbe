// Plain English once more; nothing here names who complained, and the update to them names nobody else.
#include "domain/community_protection/made_papers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/community_protection/codes.hpp"
#include "domain/documents/safe_contact.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using papers::PartRow;
using papers::Writing;
using papers::say_lines;

using F = MadePaperFacts;
using Row = PartRow<F>;

std::string paper_words(const F& f) { return f.notice ? "community protection notice" : "community protection warning"; }
void title(Writing& out, const F& f, std::string heading, std::string_view section) {
    out.heading(std::move(heading));
    out.say(fmt::format("{}. {}.", section, f.head.reference));
}
void signed_by(Writing& out, const F& f) { out.signature(f.head.officer, f.head.officer_title, f.head.council); }
void sign_letter(Writing& out, const F& f) { sign(out, f.head); }
void to(Writing& out, const F& f) { address_to(out, f.head); }
std::string when(const ServiceRecord& s) { return (s.on ? long_date(*s.on) : std::string()) + (s.at ? " at " + time_words(*s.at) : std::string()); }

void say_service(Writing& out, const F& f) {
    if (!f.service) return;
    const auto& s = *f.service;
    out.fact("Paper", paper_words(f) + " " + f.head.reference).fact("For", f.head.recipient).fact("How it was given", words_for(service_methods(), s.method));
    out.fact("Where", tidy_line(s.address)).fact("Kind of address", s.address_kind.empty() ? std::string() : words_for(address_kinds(), s.address_kind)).fact("When", when(s));
    out.fact("Given by", f.served_by).fact("Received by", s.received_by).fact("Witness", s.witness).fact("Proof kept", s.proof);
    if (f.given) out.fact("Counts as given on", long_date(f.given->last)), out.say(upper_first(how_counted(*f.given, "it counts as given on")) + ".");
}

constexpr Row service_rows[] = {
    {{"title", "The name of the paper and the reference", "2014 Act s.55"}, [](Writing& out, const F& f) { title(out, f, "Statement of service", "Section 55, Anti-social Behaviour, Crime and Policing Act 2014"); }},
    {{"service", "What was given, to whom, how, where, when and by whom", "2014 Act s.55"}, say_service},
    {{"truth", "That the statement is true", "Criminal Justice Act 1967 s.9"}, [](Writing& out, const F&) {
         out.say("This statement is true to the best of my knowledge and belief. I make it knowing that, if it is put in evidence, I can be prosecuted if I have said in it anything that I know to be false or do not believe to be true.");
     }},
    {{"signature", "The signature of who gave it", "Criminal Justice Act 1967 s.9"}, [](Writing& out, const F& f) { out.signature(f.served_by, "", f.head.council); }},
};

constexpr Row posting_rows[] = {
    {{"title", "The name of the paper and the reference", "2014 Act s.45"}, [](Writing& out, const F& f) { title(out, f, "Certificate of posting on premises", "Section 45, Anti-social Behaviour, Crime and Policing Act 2014"); }},
    {{"enquiries", "The enquiries that did not find the occupier or owner", "2014 Act s.45(1)(c)"}, [](Writing& out, const F& f) {
         out.heading("Enquiries");
         out.say("Reasonable enquiries were made to find out the name or proper address of the occupier or owner of the premises. They did not succeed:");
         if (f.service)
             for (const auto& each : f.service->enquiries) out.item(long_date(each.on) + ": " + each.what);
     }},
    {{"service", "Where, when and by whom it was posted", "2014 Act s.45(2), (4)"}, [](Writing& out, const F& f) {
         out.heading("Posting");
         say_service(out, f);
         out.say("The notice is treated as issued to the occupier or owner at the time when it was posted (section 45(4)).");
     }},
    {{"signature", "The signature of who posted it", "2014 Act s.45"}, [](Writing& out, const F& f) { out.signature(f.served_by, "", f.head.council); }},
};

constexpr Row withdrawal_rows[] = {
    {{"title", "The name of the paper and the reference", "[2019] EWHC 84 (Admin)"}, [](Writing& out, const F& f) { title(out, f, f.notice ? "Your community protection notice is withdrawn" : "Your community protection warning is withdrawn", "Section 43, Anti-social Behaviour, Crime and Policing Act 2014"); }},
    {{"to", "Whom it is for", "2014 Act s.55"}, to},
    {{"withdrawal", "That it is withdrawn, from when, and what that means", "[2019] EWHC 84 (Admin)"}, [](Writing& out, const F& f) {
         out.say(fmt::format("The {} {} is withdrawn{}. You no longer have to do what it says.", paper_words(f), f.head.reference, f.ended_on ? " from " + long_date(*f.ended_on) : ""));
         if (!f.end_reason.empty()) out.say("Why: " + f.end_reason + ".");
         out.say(f.notice ? "What happened while the notice was in force can still be looked at." : "A notice cannot rest on this warning. If the conduct goes on, a new warning may be given.");
     }},
    {{"typed", "What the officer adds", ""}, [](Writing& out, const F& f) { say_lines(out, f.typed); }},
    {{"signature", "The officer, the council and how to reach them", "2014 Act s.53"}, sign_letter},
};

constexpr Row update_rows[] = {
    {{"title", "The name of the letter and the reference", "Statutory guidance, victims"}, [](Writing& out, const F& f) { title(out, f, "An update about what you reported", "Your report" + (f.reported_on ? " of " + long_date(*f.reported_on) : std::string())); }},
    {{"report", "What the report was about, without anybody’s name", "UK GDPR Art 5(1)(c)"}, [](Writing& out, const F& f) { out.say(fmt::format("You told us about something that we count as: {}. Thank you. Nobody is told that it was you.", lower_first(f.category))); }},
    {{"state", "What has happened since", "UK GDPR Art 5(1)(c)"}, [](Writing& out, const F& f) {
         out.heading("What has happened");
         out.say(f.state);
         if (!f.ended_on) out.say("We cannot tell you who is concerned or what has been asked of them.");
     }},
    {{"typed", "What the officer adds", ""}, [](Writing& out, const F& f) { say_lines(out, f.typed); }},
    {{"next", "What to do when it goes on, and the right to a case review", "2014 Act s.104"}, [](Writing& out, const F& f) {
         out.heading("What you can do");
         out.say("If it happens again, tell us when and where. In an emergency call 999.");
         out.say("If you have reported anti-social behaviour three times in six months you can ask for a case review.");
         out.say("To talk about this, or if you need it in another language or format: " + f.head.council + ".");
     }},
};

void say_breach(Writing& out, const F& f) {
    if (!f.breach) return;
    const auto& b = *f.breach;
    out.heading("The offence");
    out.fact("Breach", b.reference).fact("On", long_date(b.on) + (b.at ? " at " + time_words(*b.at) : "")).fact("Where", b.place);
    out.require(b.requirement);
    say_lines(out, b.words);
    out.fact("Evidence", b.evidence);
    if (b.limit) out.fact("Last day to start proceedings", long_date(b.limit->last)), out.say(upper_first(how_counted(*b.limit)) + ".");
}

constexpr Row prosecution_rows[] = {
    {{"title", "The name of the paper and the reference", "2014 Act s.48"}, [](Writing& out, const F& f) { title(out, f, "Summary of the prosecution file", "Section 48, Anti-social Behaviour, Crime and Policing Act 2014"); }},
    {{"defendant", "The defendant and the notice", "2014 Act s.48(1)"}, [](Writing& out, const F& f) {
         out.fact("Defendant", f.head.recipient).fact("Address", tidy_line(f.head.address)).fact("Maximum penalty", f.head.body ? "A fine without limit" : "A fine of level 4, £2,500");
         out.heading("The notice");
         out.fact("Warning", f.warning + (f.warning_given_on ? ", given on " + long_date(*f.warning_given_on) : ""));
         say_service(out, f);
     }},
    {{"offence", "The requirement, the breach and the clock", "2014 Act s.48(1); Magistrates’ Courts Act 1980 s.127"}, say_breach},
    {{"tests", "The two stages of the Code for Crown Prosecutors", "Code for Crown Prosecutors"}, [](Writing& out, const F& f) {
         if (!f.breach) return;
         out.heading("Why it is prosecuted");
         if (!f.breach->evidential.empty()) out.say("Evidential stage: " + f.breach->evidential);
         if (!f.breach->public_interest.empty()) out.say("Public interest stage: " + f.breach->public_interest);
         out.say("Defences of section 48(3), all reasonable steps and other reasonable excuse, were considered before the decision.");
     }},
    {{"proceedings", "How far it has come", ""}, [](Writing& out, const F& f) {
         if (!f.breach || f.breach->proceedings.empty()) return;
         out.heading("Proceedings");
         for (const auto& [label, value] : f.breach->proceedings) out.fact(label, value);
     }},
    {{"exhibits", "What is held as evidence", "Criminal Procedure and Investigations Act 1996 s.3"}, [](Writing& out, const F& f) {
         out.heading("Held as evidence");
         if (f.exhibits.empty()) out.say("No file is held.");
         for (const auto& each : f.exhibits) out.item(each.words + (each.taken.empty() ? "" : ", taken " + each.taken));
     }},
    {{"typed", "What the officer adds", ""}, [](Writing& out, const F& f) { say_lines(out, f.typed); }},
    {{"signature", "The officer in the case", "2014 Act s.53"}, signed_by},
};

constexpr Row closure_rows[] = {
    {{"title", "The name of the paper and the reference", "Local rule of the enforcement group"}, [](Writing& out, const F& f) { title(out, f, "Closure note", "Closed" + (f.ended_on ? " on " + long_date(*f.ended_on) : std::string())); }},
    {{"outcome", "How it ended and why", "Local rule of the enforcement group"}, [](Writing& out, const F& f) {
         out.fact("Outcome", f.state).fact("Reason", f.end_reason).fact("The person was told", f.told_on ? long_date(*f.told_on) : std::string());
         say_lines(out, f.end_note);
     }},
    {{"history", "What was done, by day", ""}, [](Writing& out, const F& f) {
         out.heading("What was done");
         for (const auto& [day, what] : f.history) out.fact(day, what);
     }},
    {{"typed", "What the officer adds", ""}, [](Writing& out, const F& f) { say_lines(out, f.typed); }},
    {{"signature", "The officer", "Local rule of the enforcement group"}, signed_by},
};

std::span<const Row> rows_of(std::string_view paper) {
    if (paper == "service_statement") return service_rows;
    if (paper == "posting_certificate") return posting_rows;
    if (paper == "withdrawal") return withdrawal_rows;
    if (paper == "complainant_update") return update_rows;
    if (paper == "prosecution_summary") return prosecution_rows;
    return paper == "closure_note" ? std::span<const Row>(closure_rows) : std::span<const Row>();
}

Refusals rule(std::string message, std::string authority) { return {{RefusalKind::rule, {}, std::move(message), std::move(authority)}}; }

// Whoever reported it learns what was done, not to whom.
Refusals update_refused(const F& f) {
    const auto words = documents::contact_words(f.typed);
    Refusals refusals;
    if (documents::names_person(words, f.head.recipient, {})) refusals.push_back({RefusalKind::rule, "typed", "Leave out the name of the person: whoever reported it is not told who is concerned", "UK GDPR Art 5(1)(c)"});
    if (documents::names_address(words, f.head.address, {})) refusals.push_back({RefusalKind::rule, "typed", "Leave out the address of the person", "UK GDPR Art 5(1)(c)"});
    return refusals;
}

}  // namespace

PaperText made_paper_text(std::string_view paper, const F& facts) { return papers::written<F>(rows_of(paper), facts, facts.head.wording); }
std::vector<PaperPart> parts_of_made_paper(std::string_view paper) { return papers::parts_of<F>(rows_of(paper)); }
std::vector<std::string_view> made_papers() { return {"service_statement", "posting_certificate", "withdrawal", "complainant_update", "prosecution_summary", "closure_note"}; }
bool made_paper_internal(std::string_view paper) { return paper == "prosecution_summary" || paper == "closure_note"; }

Refusals made_paper_refused(std::string_view paper, const F& f) {
    const bool posted = f.service && f.service->method == "posted_on_premises";
    if (paper == "service_statement" && !f.service) return rule("It has not been given yet", "2014 Act s.55");
    if (paper == "posting_certificate" && !posted) return rule("It was not posted on the premises", "2014 Act s.45");
    if (paper == "withdrawal" && !f.withdrawn) return rule("It has not been withdrawn", "[2019] EWHC 84 (Admin)");
    if (paper == "prosecution_summary" && !f.breach) return rule("No file for a prosecution has been opened", "2014 Act s.48");
    if (paper == "closure_note" && !f.ended_on) return rule("It is still open", "Local rule of the enforcement group");
    return paper == "complainant_update" ? update_refused(f) : Refusals{};
}

std::string_view made_paper_question(std::string_view paper) {
    if (paper == "complainant_update") return "What else should they know? (optional)";
    if (paper == "withdrawal" || paper == "prosecution_summary" || paper == "closure_note") return "What do you want to add? (optional)";
    return {};
}

}  // namespace casework::domain::community_protection
