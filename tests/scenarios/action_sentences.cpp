// Actions of the 4P plan: adding with support first, completing, giving up, moving the day, handing on.
#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {
namespace {

using persistence::Gate;
using Gaps = std::vector<std::string>;

constexpr const char* chair = "Sgt Priya Nair";

void add(Stage& stage, const std::string& who, const std::string& heading, const std::string& agency, const std::string& name, Details& details) {
    persistence::NewAction action;
    for (const auto& code : domain::nominals::headings())
        if (code.words == heading) action.heading = code.code;
    action.words = details.text("words", "Outreach visit every morning");
    action.owner_agency = stage.agency(agency);
    action.due = details.day("due day", stage.today(), "in 7 days");
    action.pursue_first_reason = details.text("reason why enforcement comes first", "");
    const auto saved = stage.act(who, [&](Gate& gate) { return persistence::add_action(gate, stage.known(name).record, action); });
    if (saved) stage.action = saved->id;
}

void change(Stage& stage, const std::string& who, const char* event, Details& details, persistence::ActionChange change = {}) {
    change.version = stage.version_of("case_action", stage.action);
    change.event = event;
    change.outcome = details.text("outcome", change.outcome);
    domain::Clash clash;
    stage.act(who, [&](Gate& gate) { return persistence::change_action(gate, stage.action, change, clash); });
}

persistence::ActionRecord action_of(Stage& stage) {
    return stage.look(chair, [&](Gate& gate) { return persistence::open_action(gate, stage.action); });
}

void same(const std::string& claimed, const std::string& holds) {
    if (claimed != holds) throw Failed("it is " + holds);
}

}  // namespace

std::vector<Sentence> action_sentences() {
    return {
        {Kind::when, "{who} adds a {heading} action of {agency} for {person}", [](Stage& s, const Gaps& g, Details& d) { add(s, g[0], g[1], g[2], g[3], d); }},
        {Kind::when, "{who} starts the action", [](Stage& s, const Gaps& g, Details& d) { change(s, g[0], "start", d); }},
        {Kind::when, "{who} completes the action", [](Stage& s, const Gaps& g, Details& d) {
             persistence::ActionChange asked;
             asked.outcome = "A room at the hostel from Monday.";
             asked.finished_on = d.day("day", s.today(), "today");
             change(s, g[0], "complete", d, asked);
         }},
        {Kind::when, "{who} reports that the action cannot be achieved", [](Stage& s, const Gaps& g, Details& d) {
             persistence::ActionChange asked;
             asked.outcome = "The service has closed.";
             change(s, g[0], "report_not_achievable", d, asked);
         }},
        {Kind::when, "{who} drops the action", [](Stage& s, const Gaps& g, Details& d) {
             persistence::ActionChange asked;
             asked.outcome = "Not needed any more.";
             change(s, g[0], "drop", d, asked);
         }},
        {Kind::when, "{who} moves the action to {day}", [](Stage& s, const Gaps& g, Details& d) {
             persistence::ActionChange asked;
             asked.outcome = "The worker is away.";
             asked.due = day_of(g[1], s.today());
             change(s, g[0], "move_due_date", d, asked);
         }},
        {Kind::when, "{who} gives the action to {agency}", [](Stage& s, const Gaps& g, Details& d) {
             persistence::ActionChange asked;
             asked.outcome = "They know the person.";
             asked.owner_agency = s.agency(g[1]);
             change(s, g[0], "reassign", d, asked);
         }},
        {Kind::then, "the action is due {day}", [](Stage& s, const Gaps& g, Details&) { same(domain::long_date(day_of(g[0], s.today())), domain::long_date(action_of(s).line.due)); }},
        {Kind::then, "the action is {list}", [](Stage& s, const Gaps& g, Details&) {
             auto state = action_of(s).line.state;
             std::ranges::replace(state, '_', ' ');
             same(g[0], state);
         }},
        {Kind::then, "the action shows as overdue", [](Stage& s, const Gaps&, Details&) {
             if (!action_of(s).line.overdue) throw Failed("it does not show as overdue");
         }},
        {Kind::then, "the action belongs to {agency}", [](Stage& s, const Gaps& g, Details&) { same(g[0], action_of(s).line.owner_agency_name); }},
        {Kind::then, "the reason why enforcement came first is {text}", [](Stage& s, const Gaps& g, Details&) { same(g[0], s.figure("SELECT MAX(no_support_reason) FROM nominal")); }},
    };
}

}  // namespace casework::scenarios
