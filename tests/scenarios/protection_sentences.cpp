// Reports, tools and powers, ASB case reviews.
#include "tests/scenarios/protection_sentences.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/case_review/reviews.hpp"
#include "persistence/reports/reports.hpp"
#include "persistence/tools/tools.hpp"

namespace casework::scenarios {
namespace {

using persistence::Gate;
using Gaps = std::vector<std::string>;
namespace powers = domain::tools_and_powers;
constexpr const char* panel = "tctf";
constexpr const char* chair = "Sgt Priya Nair";

void same(const std::string& claimed, const std::string& holds) {
    if (claimed != holds) throw Failed("it is " + holds);
}
std::string last(Stage& s, const std::string& table) { return s.figure("SELECT MAX(id) FROM " + table); }

void record_report(Stage& s, const Gaps& g, Details& d) {
    persistence::NewReport n;
    auto& r = n.report;
    r.category = "asb", r.kind = "rowdy", r.what = "Shouting on the bandstand.", r.channel = "phone", r.place = "PLC-0003";
    r.occurred_from = r.reported_on = d.day("day", s.today(), "today");
    if (const auto agency = d.text("agency", ""); !agency.empty()) r.agency = s.agency(agency);
    n.reporter.kind = "victim", n.reporter.name = g[1], n.reporter.telephone = fmt::format("01622 555 {:04}", 100 + g[1].size());
    s.act(g[0], [&](Gate& gate) { return persistence::receive_report(gate, panel, n); });
}

void read_report(Stage& s, const Gaps& g, Details&) {
    const auto report = s.act(g[0], [&](Gate& gate) { return persistence::open_report(gate, last(s, "report")); });
    if (report) s.said = report->report.what + " " + report->about_name;
}
void look_at_source(Stage& s, const Gaps& g, Details&) {
    const auto source = s.act(g[0], [&](Gate& gate) { return persistence::reveal_source(gate, last(s, "report")); });
    if (source) s.said = source->reporter.name;
}

void join_report(Stage& s, const Gaps& g, Details&) {
    persistence::ReportAnswers answers;
    const auto id = last(s, "report");
    answers.version = s.version_of("report", id);
    answers.other = s.figure("SELECT MIN(id) FROM report");
    s.act(g[0], [&](Gate& gate) { return persistence::take_report_step(gate, id, "join", answers); });
}

persistence::ReviewList reviews(Stage& s) {
    return s.look(chair, [&](Gate& gate) { return persistence::list_reviews(gate, panel, {}); });
}

void apply(Stage& s, const Gaps& g, Details&) {
    persistence::Application a;
    a.channel = "phone", a.applicant_kind = "relative", a.applicant = "June Tarrant", a.victim_name = "Walter Tarrant", a.contact = "By telephone", a.safe_contact = "Through his daughter", a.consent = "Signed form";
    a.received_on = s.today();
    for (int i = 0; i < std::stoi(g[1]); ++i) a.complaints.push_back({domain::add_days(s.today(), -30 * (i + 1)), domain::add_days(s.today(), -30 * (i + 1) + 2), s.agency("Kent Police"), "asb", "", false});
    s.act(g[0], [&](Gate& gate) { return persistence::apply_for_review(gate, panel, a); });
}

void review_step(Stage& s, const std::string& who, std::string_view event, persistence::ReviewAnswers answers) {
    const auto id = last(s, "case_review");
    answers.version = s.version_of("case_review", id);
    s.act(who, [&](Gate& gate) { return persistence::take_review_step(gate, id, event, answers); });
}
void pass_on(Stage& s, const Gaps& g, Details&) {
    persistence::ReviewAnswers answers;
    answers.asked.letter_on = s.today();
    review_step(s, g[0], "acknowledge", answers);
    answers.asked.relevant_bodies = answers.asked.notified_bodies = {"district", "police", "icb"};
    review_step(s, g[0], "request_information", answers);
}
void decide(Stage& s, const std::string& who, std::string_view event, Details& d) {
    persistence::ReviewAnswers answers;
    auto& f = answers.asked;
    f.all_classified = true, f.victim_risk = "High: he lives alone.", f.decided_by = "Council and police", f.persistence = "Every week", f.harm = "He does not leave the house", f.adequacy = "One visit";
    f.reason = d.text("reason", "The bodies have weighed it.");
    review_step(s, who, event, answers);
}

void propose_order(Stage& s, const Gaps& g, Details&) {
    const auto saved = s.act(g[0], [&](Gate& gate) { return persistence::propose_tool(gate, panel, {"cbo", "person", s.known(g[1]).person, "", "Other ways have failed", {"STM-1"}}); });
    if (!saved) return;
    persistence::ToolAnswers applied;
    applied.version = 1, applied.wanted.by = "prosecution", applied.wanted.applied_on = s.today();
    s.act(g[0], [&](Gate& gate) { return persistence::take_tool_step(gate, saved->id, "apply", applied); });
}
void record_order(Stage& s, const Gaps& g, Details&) {
    persistence::ToolAnswers a;
    const auto id = last(s, "tool");
    a.version = s.version_of("tool", id);
    auto& t = a.wanted;
    t.court = "magistrates", t.court_case = "46MM1234526", t.publicity = "none", t.made_on = t.from = s.today(), t.review_on = domain::add_months(s.today(), 6);
    t.until = domain::add_days(domain::add_months(s.today(), std::stoi(g[1])), -1);
    powers::Term term;
    term.number = 1, term.kind = "prohibition", term.text = "Not to enter the town centre";
    a.terms = {{term, false}};
    for (const auto& condition : powers::conditions_of(*powers::find_kind("cbo"))) a.asked.conditions.emplace_back(condition.code);
    s.act(g[0], [&](Gate& gate) { return persistence::take_tool_step(gate, id, "grant", a); });
}

}  // namespace

std::vector<Sentence> protection_sentences() {
    return {
        {Kind::when, "{who} records a report of {name}", record_report},
        {Kind::when, "{who} reads the report", read_report},
        {Kind::when, "{who} looks at who reported it", look_at_source},
        {Kind::when, "{who} joins the report to the one before", join_report},
        {Kind::then, "nothing in it names {name}", [](Stage& s, const Gaps& g, Details&) { if (s.said.find(g[0]) != std::string::npos) throw Failed("it says " + s.said); }},
        {Kind::then, "it names {name}", [](Stage& s, const Gaps& g, Details&) { same(g[0], s.said); }},
        {Kind::then, "the figures say {number} reports and {number} incident", [](Stage& s, const Gaps& g, Details&) {
             const auto figures = s.look(chair, [&](Gate& gate) { return persistence::read_report_figures(gate, panel); });
             const auto& count = figures.years.front().counts.at("asb");
             same(g[0] + " and " + g[1], fmt::format("{} and {}", count.reports, count.incidents));
         }},
        {Kind::then, "no review is to be offered", [](Stage& s, const Gaps&, Details&) { if (!reviews(s).radar.empty()) throw Failed("one is: " + reviews(s).radar.front().why()); }},
        {Kind::then, "a review is to be offered: {why}", [](Stage& s, const Gaps& g, Details&) {
             const auto list = reviews(s);
             if (list.radar.empty()) throw Failed("none is");
             const auto why = list.radar.front().why();
             same(g[0], why.substr(0, why.find(',')));
         }},
        {Kind::when, "{who} offers the victim a review", [](Stage& s, const Gaps& g, Details&) {
             const auto victim = s.figure("SELECT MAX(victim) FROM report");
             s.act(g[0], [&](Gate& gate) { return persistence::offer_review(gate, panel, victim, "By text"); });
         }},
        {Kind::when, "{who} records an application with {number} complaints", apply},
        {Kind::when, "{who} passes the application to the agencies", pass_on},
        {Kind::when, "{who} decides that the threshold is met", [](Stage& s, const Gaps& g, Details& d) { decide(s, g[0], "meet_threshold", d); }},
        {Kind::when, "{who} decides that the threshold is not met", [](Stage& s, const Gaps& g, Details& d) { decide(s, g[0], "refuse_threshold", d); }},
        {Kind::then, "the review is {state}", [](Stage& s, const Gaps& g, Details&) {
             same(g[0], s.look(chair, [&](Gate& gate) { return persistence::open_review(gate, last(s, "case_review")); }).state_words);
         }},
        {Kind::then, "the four figures of this year are {list}", [](Stage& s, const Gaps& g, Details&) {
             const auto figures = s.look(chair, [&](Gate& gate) { return persistence::read_review_figures(gate, panel); }).years.front().figures;
             same(g[0], fmt::format("{}, {}, {} and {}", figures.applications, figures.threshold_not_met, figures.reviews, figures.with_recommendations));
         }},
        {Kind::when, "{who} proposes a criminal behaviour order on {person}", propose_order},
        {Kind::when, "{who} records the order for {number} months", record_order},
        {Kind::then, "the order is in force", [](Stage& s, const Gaps&, Details&) {
             const auto tool = s.look(chair, [&](Gate& gate) { return persistence::open_tool(gate, last(s, "tool")); });
             if (tool.standing != powers::Standing::live) throw Failed("it is " + std::string(words(tool.standing)));
         }},
    };
}

}  // namespace casework::scenarios
