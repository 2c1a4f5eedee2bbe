// Meetings: scheduling, agenda, attendance and quorum, confidentiality, minutes and what is added to them later.
#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {
namespace {

using persistence::Gate;
using Gaps = std::vector<std::string>;

constexpr const char* panel = "tctf";
constexpr const char* chair = "Sgt Priya Nair";

persistence::MeetingRecord meeting_of(Stage& stage) {
    return stage.look(chair, [&](Gate& gate) { return persistence::open_meeting(gate, stage.meeting); });
}

void schedule(Stage& stage, const std::string& who, Details& details) {
    persistence::NewMeeting meeting{details.text("title", "Nominals and locations"), "Town Hall", "", details.day("day", stage.today(), "today"), 14 * 60};
    const auto saved = stage.act(who, [&](Gate& gate) { return persistence::schedule_meeting(gate, panel, meeting); });
    if (saved) stage.meeting = saved->id;
}

// Somebody of each agency takes part.
void attend(Stage& stage, const std::string& who, const std::string& agencies) {
    std::vector<persistence::Attendee> attendees;
    for (const auto& name : listed(agencies)) {
        const auto account = stage.figure("SELECT a.id FROM account a JOIN membership m ON m.account = a.id WHERE a.agency = '" + stage.agency(name) + "' AND m.panel = 'tctf' ORDER BY a.id LIMIT 1");
        if (account.empty()) throw Failed("nobody of " + name + " is a member");
        attendees.push_back({account, "in_room"});
    }
    stage.act(who, [&](Gate& gate) { return persistence::record_attendance(gate, stage.meeting, attendees); });
}

void step(Stage& stage, const std::string& who, const char* event, const std::string& agenda, const std::string& minutes) {
    const int version = stage.version_of("meeting", stage.meeting);
    stage.act(who, [&](Gate& gate) { return persistence::take_meeting_step(gate, stage.meeting, event, {version, agenda, minutes}); });
}

// What the meeting's page shows of its people and actions, or why it does not.
void look_at_people(Stage& stage, const std::string& who) {
    const auto opened = stage.act(who, [&](Gate& gate) { return persistence::open_meeting(gate, stage.meeting); });
    if (!opened) return;
    stage.refusals = opened->closed;
    std::vector<std::string> names;
    for (const auto& entry : opened->to_update) names.push_back(entry.person.name);
    stage.said = fmt::format("{} and {}", names.empty() ? "nobody" : domain::listed(names), domain::counted(std::ssize(opened->actions), "action"));
}

void same(const std::string& claimed, const std::string& holds) {
    if (claimed != holds) throw Failed(fmt::format("it is {}", holds.empty() ? "empty" : holds));
}

void has_addendum(Stage& stage, const std::string& words, const std::string& who, const std::string& reason) {
    std::string stand = "the corrections are";
    for (const auto& line : meeting_of(stage).addenda) {
        if (line.words == words && line.by_name == who && line.reason == reason) return;
        stand += fmt::format("\n  {} by {} because {}", line.words, line.by_name, line.reason);
    }
    throw Failed(stand);
}

}  // namespace

std::vector<Sentence> meeting_sentences() {
    return {
        {Kind::when, "{who} schedules a meeting", [](Stage& s, const Gaps& g, Details& d) { schedule(s, g[0], d); }},
        {Kind::when, "{who} publishes the agenda", [](Stage& s, const Gaps& g, Details& d) { step(s, g[0], "publish_agenda", d.text("agenda", "1. The list"), ""); }},
        {Kind::when, "{who} records that {list} take part", [](Stage& s, const Gaps& g, Details&) { attend(s, g[0], g[1]); }},
        {Kind::when, "{who} accepts the confidentiality statement", [](Stage& s, const Gaps& g, Details&) {
             s.act(g[0], [&](Gate& gate) { return persistence::accept_confidentiality(gate, s.meeting); });
         }},
        {Kind::when, "{who} looks at the people of the meeting", [](Stage& s, const Gaps& g, Details&) { look_at_people(s, g[0]); }},
        {Kind::then, "the meeting shows {list}", [](Stage& s, const Gaps& g, Details&) { same(g[0], s.said); }},
        {Kind::when, "{who} starts the meeting", [](Stage& s, const Gaps& g, Details&) { step(s, g[0], "start", "", ""); }},
        {Kind::when, "{who} ends the meeting", [](Stage& s, const Gaps& g, Details&) { step(s, g[0], "end", "", ""); }},
        {Kind::when, "{who} writes the minutes {text}", [](Stage& s, const Gaps& g, Details&) { step(s, g[0], "write_minutes", "", g[1]); }},
        {Kind::when, "{who} approves the minutes", [](Stage& s, const Gaps& g, Details&) { step(s, g[0], "approve_minutes", "", ""); }},
        {Kind::when, "{who} adds the correction {text} because {text}", [](Stage& s, const Gaps& g, Details&) {
             s.act(g[0], [&](Gate& gate) { return persistence::add_addendum(gate, s.meeting, g[1], g[2]); });
         }},
        {Kind::then, "the meeting is {list}", [](Stage& s, const Gaps& g, Details&) {
             auto state = meeting_of(s).line.state;
             std::ranges::replace(state, '_', ' ');
             same(g[0], state);
         }},
        {Kind::then, "the minutes are {text}", [](Stage& s, const Gaps& g, Details&) { same(g[0], meeting_of(s).minutes); }},
        {Kind::then, "below them stands {text} by {who} because {text}", [](Stage& s, const Gaps& g, Details&) { has_addendum(s, g[0], g[1], g[2]); }},
    };
}

}  // namespace casework::scenarios
