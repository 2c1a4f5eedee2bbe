// Plain English for people at their door; the wording is the house's and needs the approval of the council's lawyers.
#include "domain/community_protection/papers.hpp"

#include <fmt/format.h>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/matter.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using papers::PartRow;
using papers::Writing;
using papers::say_lines;

// The sentences by which a notice explains each section (s.43(7)(b)).
constexpr std::string_view section_marks[] = {"(section 46)", "(section 47)", "(section 48)", "(section 49)", "(section 50)", "(section 51)"};

std::string when_words(const PaperEvent& event) { return long_date(event.on) + (event.at ? ", " + time_words(*event.at) : std::string()); }

void require_all(Writing& out, const PaperFacts& f) {
    for (const auto& r : f.requirements) out.require(fmt::format("{}. {}{}", r.number, r.text, r.due ? " By " + long_date(*r.due) + "." : ""));
}

void say_appeal(Writing& out, const PaperFacts& f) {
    out.heading("How to appeal");
    const auto days = f.appeal ? f.appeal->count : 21;
    out.say(fmt::format("You can appeal to the magistrates’ court within {} days beginning with the day you were given this notice (section 46).{}", days,
                        f.given_on && f.appeal ? fmt::format(" If you were given it on {} the last day is {}.", long_date(*f.given_on), long_date(f.appeal->last)) : std::string()));
    out.say("You can appeal because:");
    out.item("the conduct did not take place, had no detrimental effect, was not persistent or continuing, was not unreasonable, or you cannot reasonably be expected to control it");
    out.item("a requirement, or the time allowed for it, is unreasonable");
    out.item("there is a material defect or error in this notice");
    out.item("this notice was given to the wrong person");
    out.say("While an appeal is in progress you must still stop doing what this notice tells you to stop, unless the court orders otherwise. You do not have to do the other things until the appeal is decided or withdrawn.");
    out.say("Send your appeal to: " + f.court + ".");
}

void say_consequences(Writing& out, const PaperFacts& f) {
    out.heading("If you do not follow this notice");
    out.say("Failing to follow a requirement without reasonable excuse is an offence (section 48). You have not committed it if you took all reasonable steps.");
    out.item(f.head.body ? "A body can be fined without limit." : "An individual can be fined up to £2,500.");
    out.item("You may be given a fixed penalty to pay instead of going to court (section 52).");
    out.item("The council may have work done to put right a failure, and recover the cost from you (section 47).");
    out.item("A court that convicts you can order you to put things right (section 49), or to give up items used in the offence (section 50).");
    out.item("A justice of the peace can issue a warrant to seize items used in the offence (section 51).");
}

void say_title(Writing& out, const PaperFacts& f, std::string heading) {
    out.heading(std::move(heading));
    out.say("Section 43, Anti-social Behaviour, Crime and Policing Act 2014. " + f.head.reference + ".");
}
void say_requirements(Writing& out, const PaperFacts& f, std::string heading) {
    out.heading(std::move(heading));
    require_all(out, f);
}

void to(Writing& out, const PaperFacts& f) { address_to(out, f.head); }
void sign_it(Writing& out, const PaperFacts& f) { sign(out, f.head); }

constexpr PartRow<PaperFacts> warning_rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "2014 Act s.43(5)(a)"}, [](Writing& out, const PaperFacts& f) { say_title(out, f, "Community protection warning"); }},
    {{"to", "Whom it is for", "2014 Act s.43(5)(a)"}, to},
    {{"warning", "The sentence that a notice will be issued unless the conduct stops having the effect", "2014 Act s.43(5)(a)"}, [](Writing& out, const PaperFacts&) { out.say(std::string(warning_sentence())); }},
    {{"conduct", "The conduct and its effect on others", "2014 Act s.43(5)(a)"}, [](Writing& out, const PaperFacts& f) {
         out.heading("Why you have been given this warning");
         say_lines(out, f.conduct);
         out.say(fmt::format("This is having a detrimental effect on the quality of life of people in {}:", f.locality));
         say_lines(out, f.effect);
     }},
    {{"requirements", "What must change, and by when", "2014 Act s.43(5)(b)"}, [](Writing& out, const PaperFacts& f) {
         say_requirements(out, f, "What must change");
         if (f.compliance_on) out.say("This must have changed by the end of " + long_date(*f.compliance_on) + ".");
     }},
    {{"next", "What can happen next", ""}, [](Writing& out, const PaperFacts&) {
         out.heading("What can happen next");
         out.say("If a community protection notice is issued to you, not following it is an offence. It can lead to a fixed penalty, a fine, work done at your cost, or items being seized.");
     }},
    {{"challenge", "That there is no court appeal, and what to do instead", ""}, [](Writing& out, const PaperFacts&) { out.say("This warning has no court appeal. If you think it is wrong, or your circumstances should be considered, tell the officer."); }},
    {{"signature", "The officer, the council and how to reach them", "2014 Act s.53"}, sign_it},
};

constexpr PartRow<PaperFacts> notice_rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "2014 Act s.43"}, [](Writing& out, const PaperFacts& f) { say_title(out, f, "Community protection notice"); }},
    {{"to", "Whom it is for", "2014 Act s.43(1)"}, to},
    {{"binding", "That it binds, from when and until when, and the last day to appeal", "2014 Act ss.46(2), 48(1)"}, [](Writing& out, const PaperFacts& f) {
         out.say("You must do what this notice says. It is a criminal offence not to, unless you have a reasonable excuse.");
         if (f.given_on)
             out.say(fmt::format("It applies from {}{}.{}", long_date(*f.given_on), f.ends_on ? " until " + long_date(*f.ends_on) : "",
                                 f.appeal ? " You can appeal, but you must do so on or before " + long_date(f.appeal->last) + "." : ""));
     }},
    {{"conduct", "The warning, the conduct and that the tests are met", "2014 Act s.43(1), (5), (7)(a)"}, [](Writing& out, const PaperFacts& f) {
         out.heading("Why you have been given this notice");
         out.say(fmt::format("You were given a written warning ({}){}.{}", f.warning, f.warning_given_on ? " on " + long_date(*f.warning_given_on) : "", f.since.empty() ? "" : " Since then:"));
         for (const auto& event : f.since) out.item(when_words(event) + (event.place.empty() ? "" : ", " + event.place) + ": " + event.words);
         say_lines(out, f.conduct);
         out.say(fmt::format("I am satisfied that this conduct is unreasonable, that its effect is persistent or continuing, and that it has a detrimental effect on the quality of life of people in {}:", f.locality));
         say_lines(out, f.effect);
     }},
    {{"requirements", "What the person must do", "2014 Act s.43(3)"}, [](Writing& out, const PaperFacts& f) {
         say_requirements(out, f, "What you must do");
         out.say("If you cannot do any of these things, tell the officer named below straight away.");
     }},
    {{"signature", "The officer with their authority, the council and how to reach them", "2014 Act s.53"}, sign_it},
    {{"consequences", "The effect of sections 47 to 51", "2014 Act s.43(7)(b)"}, say_consequences},
    {{"appeal", "The effect of section 46: how to appeal, on which grounds and by when", "2014 Act s.43(7)(b)"}, say_appeal},
};

constexpr PartRow<PaperFacts> variation_rows[] = {
    {{"title", "The name of the paper, the Act and the reference", "[2019] EWHC 84 (Admin)"}, [](Writing& out, const PaperFacts& f) { say_title(out, f, "Variation of a community protection notice"); }},
    {{"to", "Whom it is for", "2014 Act s.55"}, to},
    {{"change", "That the notice is varied, from when and why", "[2019] EWHC 84 (Admin)"}, [](Writing& out, const PaperFacts& f) {
         out.say(fmt::format("The community protection notice {}{} is varied{}. It stays in force. What it required before holds for what happened before.", f.head.reference,
                             f.given_on ? ", given to you on " + long_date(*f.given_on) + "," : "", f.varied_from ? " from " + long_date(*f.varied_from) : ""));
         if (!f.varied_because.empty()) out.say("Why: " + f.varied_because);
     }},
    {{"requirements", "What the person must do from then on", "2014 Act s.43(3)"}, [](Writing& out, const PaperFacts& f) { say_requirements(out, f, "What you must do from then on"); }},
    {{"consequences", "The effect of sections 47 to 51", "2014 Act s.43(7)(b)"}, say_consequences},
    {{"signature", "The officer, the council and how to reach them", "2014 Act s.53"}, sign_it},
};

}  // namespace

PaperText warning_text(const PaperFacts& f) { return papers::written<PaperFacts>(warning_rows, f, f.head.wording); }
PaperText notice_text(const PaperFacts& f) { return papers::written<PaperFacts>(notice_rows, f, f.head.wording); }
PaperText variation_text(const PaperFacts& f) { return papers::written<PaperFacts>(variation_rows, f, f.head.wording); }

std::vector<PaperPart> parts_of_main_paper(std::string_view paper) {
    if (paper == "warning") return papers::parts_of<PaperFacts>(warning_rows);
    if (paper == "notice") return papers::parts_of<PaperFacts>(notice_rows);
    return paper == "variation" ? papers::parts_of<PaperFacts>(variation_rows) : std::vector<PaperPart>{};
}

std::vector<std::string> explained_in(const PaperText& text) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < std::size(section_marks); ++i)
        for (const auto& line : text)
            if (line.words.find(section_marks[i]) != std::string::npos) {
                found.emplace_back(explanations()[i].code);
                break;
            }
    return found;
}

}  // namespace casework::domain::community_protection
