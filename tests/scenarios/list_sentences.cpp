// What people do with the nominal list: put forward, decide, update, review, step down, archive, bring back, order.
#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/people/people.hpp"
#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {
namespace {

using persistence::Gate;
using Gaps = std::vector<std::string>;
namespace codes = domain::nominals;

constexpr const char* panel = "tctf";
constexpr const char* chair = "Sgt Priya Nair";
constexpr const char* proposer = "CPO Mel Hart";

// The code of those words; words that are not in the list are handed on as they are, so that the refusal shows.
std::string code_of(domain::CodeList list, const std::string& words) {
    for (const auto& code : list)
        if (code.words == words) return std::string(code.code);
    return words;
}

persistence::Proposal proposal_of(const std::string& name, Details& details, domain::Date today) {
    persistence::Proposal proposal;
    proposal.name = name;
    const auto age = details.text("age", "37");
    if (const auto years = domain::parse_figures(age)) proposal.born = domain::add_days(domain::add_months(today, -12 * *years), -40);
    if (const auto estimate = details.text("estimated age", ""); !estimate.empty()) {
        proposal.born.reset();
        proposal.estimated_age = domain::parse_figures(estimate);
        proposal.age_basis = "As appears";
    }
    if (!details.left_out("behaviours")) proposal.behaviours = {code_of(codes::behaviours(), details.text("behaviour", "Shoplifting or theft"))};
    proposal.evidence = details.text("evidence", "Six thefts from shops since September.");
    proposal.nexus = details.text("link to the town centre", "All in Week Street.");
    proposal.not_better_elsewhere = details.text("reason why here", "No other group works with them.");
    return proposal;
}

void put_forward(Stage& stage, const std::string& who, const std::string& name, Details& details, const std::string& person = {}) {
    auto proposal = proposal_of(name, details, stage.today());
    proposal.person = person;
    if (!person.empty()) proposal.born.reset();
    const auto saved = stage.act(who, [&](Gate& gate) { return persistence::propose(gate, panel, proposal); });
    if (saved) stage.people[name] = {saved->id, stage.figure("SELECT person_id FROM nominal WHERE id = '" + saved->id + "'")};
}

void take(Stage& stage, const std::string& who, const std::string& name, const char* event, persistence::StepAnswers answers) {
    const auto& id = stage.known(name).record;
    answers.version = stage.version_of("nominal", id);
    stage.act(who, [&](Gate& gate) { return persistence::take_step(gate, id, event, answers); });
}

void accept(Stage& stage, const std::string& who, const std::string& name, Details& details) {
    persistence::StepAnswers answers;
    answers.necessity = details.text("necessity", "Single agencies have not stopped it.");
    answers.proportionality = details.text("proportionality", "Only what the group needs is shared.");
    answers.lawful_basis = code_of(codes::lawful_bases(), details.text("lawful basis", "Law enforcement, shared by the police"));
    answers.not_better_elsewhere = !details.left_out("confirmation that no other group manages this better");
    take(stage, who, name, "accept", answers);
}

void archive(Stage& stage, const std::string& who, const std::string& name, Details& details) {
    persistence::StepAnswers answers;
    answers.reason = code_of(codes::archive_reasons(), details.text("reason", "No longer affecting the town centre"));
    answers.release_on = details.day("date of release", stage.today(), "");
    answers.transferred_to = details.text("group that takes over", "");
    answers.note = details.text("sentence", "");
    take(stage, who, name, "archive", answers);
}

// Steps that ask for a reason, and for the day of what is new.
void bring_back(Stage& stage, const std::string& who, const std::string& name, const char* event, const char* asked_for, Details& details) {
    persistence::StepAnswers answers;
    answers.reason = details.text("reason", "Two thefts this week.");
    answers.evidence_on = details.day(asked_for, stage.today(), "today");
    take(stage, who, name, event, answers);
}

void needs_meeting(Stage& stage, Details& nothing);

void list(Stage& stage, const std::string& name) {
    Details usual;
    put_forward(stage, proposer, name, usual);
    needs_meeting(stage, usual);
    accept(stage, chair, name, usual);
    if (!stage.refusals.empty()) throw Failed(stage.refusals.front().message);
}

// A meeting with a quorum, unless one is in session.
void needs_meeting(Stage& stage, Details&) {
    if (!stage.figure("SELECT id FROM meeting WHERE state = 'in_session'").empty()) return;
    const auto attendees = [&](const char* who, const char* how) { return persistence::Attendee{stage.account(who), how}; };
    stage.meeting = stage.look(chair, [&](Gate& gate) {
        return persistence::schedule_meeting(gate, panel, {"Nominals and locations", "Town Hall", "1. The list", stage.today(), 14 * 60});
    }).id;
    stage.look(chair, [&](Gate& gate) {
        return persistence::record_attendance(gate, stage.meeting, {attendees(chair, "in_room"), attendees(proposer, "in_room"), attendees("Dana Crisp", "online")});
    });
    stage.look(chair, [&](Gate& gate) { return persistence::accept_confidentiality(gate, stage.meeting); });
    stage.look(chair, [&](Gate& gate) { return persistence::take_meeting_step(gate, stage.meeting, "start", {1, "", ""}); });
}

void list_many(Stage& stage, int count) {
    static const Gaps given{"Ada", "Ben", "Cal", "Dee", "Eli", "Fay"}, family{"Ashby", "Birch", "Crane", "Dunn", "Elms"};
    for (int i = 0; i < count; ++i)
        list(stage, given.at(static_cast<std::size_t>(i) % given.size()) + " " + family.at(static_cast<std::size_t>(i) / given.size()));
}

void update(Stage& stage, const std::string& who, const std::string& name, int incidents) {
    persistence::MeetingUpdate made;
    made.version = stage.version_of("nominal", stage.known(name).record);
    made.incidents = incidents;
    made.summary = "As the officers report.";
    domain::Clash clash;
    stage.act(who, [&](Gate& gate) { return persistence::save_update(gate, stage.known(name).record, made, clash); });
}

void review(Stage& stage, const std::string& who, const std::string& name, Details& details) {
    persistence::StepAnswers answers;
    answers.next_review = details.day("next review", stage.today(), "in 28 days");
    take(stage, who, name, "review", answers);
}

std::vector<std::string> records_of(Stage& stage, std::string_view names) {
    std::vector<std::string> ids;
    for (const auto& name : listed(names)) ids.push_back(stage.known(name).record);
    return ids;
}

// The order as the person opened it, or as it stands now when they have opened none.
void save_order(Stage& stage, const std::string& who, std::string_view names) {
    const auto opened = stage.kept.find(who + " order");
    const int version = opened != stage.kept.end() ? *domain::parse_figures(opened->second) : stage.look(chair, [](Gate& gate) { return persistence::read_board(gate, panel); }).version;
    if (opened != stage.kept.end()) stage.kept.erase(opened);
    const auto ids = records_of(stage, names);
    persistence::OrderClash clash;
    stage.act(who, [&](Gate& gate) { return persistence::save_order(gate, panel, version, ids, "", clash); });
    for (const auto& person : clash.people)
        if (person.asked) stage.said += fmt::format("{} moved {} to {}, you to {}", person.by_name, person.name, person.theirs, person.mine);
    stage.kept[who + " refused order"] = fmt::format("{} {} {}", version, clash.version, fmt::join(ids, " "));
}

// The answer to the page that asked about a person whom both moved: the same order once more, with the choice.
void choose_place(Stage& stage, const std::string& who, const std::string& name, domain::Keep keep) {
    const auto& refused = stage.kept.at(who + " refused order");
    const auto words = domain::words_of(refused);
    const std::vector<std::string> ids(words.begin() + 2, words.end());
    const domain::Choices choices{.seen = 0, .seen_order = *domain::parse_figures(words[1]), .fields = {{stage.known(name).record, keep}}};
    persistence::OrderClash clash;
    stage.act(who, [&](Gate& gate) { return persistence::save_order(gate, panel, *domain::parse_figures(words[0]), ids, "", clash, choices); });
}

void save_custody(Stage& stage, const std::string& who, const std::string& name, const std::string& place) {
    const auto& id = stage.known(name).record;
    const auto record = stage.look(who, [&](Gate& gate) { return persistence::open_nominal(gate, id); });
    auto edit = persistence::edit_of(record);
    if (const auto opened = stage.kept.find(who + " " + name); opened != stage.kept.end()) {
        edit.version = *domain::parse_figures(opened->second);
        stage.kept.erase(opened);
    }
    edit.custody_place = place;
    domain::Clash clash;
    stage.act(who, [&](Gate& gate) { return persistence::edit_nominal(gate, id, edit, clash); });
    for (const auto& field : clash.fields) stage.said += fmt::format("{} entered {}, you entered {}", field.by_name, field.theirs, field.mine);
}

void record_age(Stage& stage, const std::string& who, const std::string& name, int age) {
    const auto& known = stage.known(name);
    stage.act(who, [&](Gate& gate) {
        return gate.perform(known.record, {auth::Action::edit, "edit", "person", domain::LoggedOperation::alteration}, [&](persistence::Writing& writing) {
            persistence::PersonFacts facts;
            facts.names = {{"name", name}};
            facts.birth = persistence::StatedBirth{{}, age, writing.today, "as_appears"};
            return persistence::edit_person(writing, known.record, known.person, 1, facts);
        });
    });
}

int number(const std::string& figures) { return *domain::parse_figures(figures); }

}  // namespace

std::vector<Sentence> list_sentences() {
    return {
        {Kind::given, "{number} days pass", [](Stage& s, const Gaps& g, Details&) { s.house.pass_days(number(g[0])); }},
        {Kind::given, "{number} minutes pass", [](Stage& s, const Gaps& g, Details&) { s.pass(std::chrono::minutes(number(g[0]))); }},
        {Kind::given, "a meeting is in session", [](Stage& s, const Gaps&, Details& d) { needs_meeting(s, d); }},
        {Kind::given, "{person} is on the ranked list", [](Stage& s, const Gaps& g, Details&) { list(s, g[0]); }},
        {Kind::given, "{number} people are on the ranked list", [](Stage& s, const Gaps& g, Details&) { list_many(s, number(g[0])); }},
        {Kind::when, "{who} puts forward {person}", [](Stage& s, const Gaps& g, Details& d) { put_forward(s, g[0], g[1], d); }},
        {Kind::when, "{who} puts forward {person} again", [](Stage& s, const Gaps& g, Details& d) { put_forward(s, g[0], g[1], d, s.known(g[1]).person); }},
        {Kind::when, "{who} puts {person} on the list", [](Stage& s, const Gaps& g, Details& d) { accept(s, g[0], g[1], d); }},
        {Kind::when, "{who} leaves {person} for a later meeting", [](Stage& s, const Gaps& g, Details& d) {
             persistence::StepAnswers answers;
             answers.reason = d.text("reason", "Probation reports next time.");
             take(s, g[0], g[1], "wait", answers);
         }},
        {Kind::when, "{who} declines {person}", [](Stage& s, const Gaps& g, Details& d) {
             persistence::StepAnswers answers;
             answers.reason = code_of(codes::decline_reasons(), d.text("reason", "Better managed elsewhere"));
             answers.signpost = d.text("signpost", "The housing panel");
             take(s, g[0], g[1], "decline", answers);
         }},
        {Kind::when, "{who} saves an update of {person} with {number} incidents", [](Stage& s, const Gaps& g, Details&) { update(s, g[0], g[1], number(g[2])); }},
        {Kind::when, "{who} reviews {person}", [](Stage& s, const Gaps& g, Details& d) { review(s, g[0], g[1], d); }},
        {Kind::when, "{who} steps {person} down", [](Stage& s, const Gaps& g, Details& d) {
             persistence::StepAnswers answers;
             answers.reason = d.text("reason", "Quiet for a month.");
             take(s, g[0], g[1], "step_down", answers);
         }},
        {Kind::when, "{who} returns {person} to the ranked list", [](Stage& s, const Gaps& g, Details& d) { bring_back(s, g[0], g[1], "escalate", "new incident", d); }},
        {Kind::when, "{who} archives {person}", [](Stage& s, const Gaps& g, Details& d) { archive(s, g[0], g[1], d); }},
        {Kind::when, "{who} puts {person} back on the list", [](Stage& s, const Gaps& g, Details& d) { bring_back(s, g[0], g[1], "reopen", "new evidence", d); }},
        {Kind::when, "{who} records that {person} seems {number} years old", [](Stage& s, const Gaps& g, Details&) { record_age(s, g[0], g[1], number(g[2])); }},
        {Kind::when, "{who} adds the note {text} about {person}", [](Stage& s, const Gaps& g, Details&) {
             s.act(g[0], [&](Gate& gate) { return persistence::add_note(gate, s.known(g[2]).record, g[1]); });
         }},
        {Kind::when, "{who} orders the list {list}", [](Stage& s, const Gaps& g, Details&) { save_order(s, g[0], g[1]); }},
        {Kind::when, "{who} keeps {person} where the other put them", [](Stage& s, const Gaps& g, Details&) { choose_place(s, g[0], g[1], domain::Keep::theirs); }},
        {Kind::when, "{who} keeps {person} where they put them", [](Stage& s, const Gaps& g, Details&) { choose_place(s, g[0], g[1], domain::Keep::mine); }},
        {Kind::when, "{who} agrees the order", [](Stage& s, const Gaps& g, Details&) {
             const int version = s.look(chair, [](Gate& gate) { return persistence::read_board(gate, panel); }).version;
             const auto agreed = s.act(g[0], [&](Gate& gate) { return persistence::agree_order(gate, s.meeting, version); });
             if (agreed) s.agreed_list = agreed->id;
         }},
        {Kind::given, "{who} has opened the order form", [](Stage& s, const Gaps& g, Details&) {
             s.kept[g[0] + " order"] = std::to_string(s.look(g[0], [](Gate& gate) { return persistence::read_board(gate, panel, "open_order_form"); }).version);
         }},
        {Kind::given, "{who} has opened the edit form of {person}", [](Stage& s, const Gaps& g, Details&) {
             s.kept[g[0] + " " + g[1]] = std::to_string(s.look(g[0], [&](Gate& gate) { return persistence::open_nominal(gate, s.known(g[1]).record, "open_edit_form"); }).version);
         }},
        {Kind::when, "{who} enters {text} as the place of custody of {person}", [](Stage& s, const Gaps& g, Details&) { save_custody(s, g[0], g[2], g[1]); }},
    };
}

}  // namespace casework::scenarios
