// What may be claimed about the nominal list and the people on it.
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

persistence::Board board(Stage& stage) {
    return stage.look(chair, [](Gate& gate) { return persistence::read_board(gate, panel); });
}
persistence::NominalRecord record_of(Stage& stage, const std::string& name) {
    return stage.look(chair, [&](Gate& gate) { return persistence::open_nominal(gate, stage.known(name).record); });
}

void same(const std::string& claimed, const std::string& holds) {
    if (claimed != holds) throw Failed(fmt::format("it is {}", holds.empty() ? "empty" : holds));
}

template <std::size_t N>
void state_is(Stage& stage, const std::string& name, const char (&state)[N]) {
    same(state, record_of(stage, name).state);
}

void list_is(Stage& stage, const std::string& names) {
    std::vector<std::string> stand;
    for (const auto& entry : board(stage).entries) stand.push_back(entry.person.name);
    same(domain::listed(listed(names)), domain::listed(stand));
}

void agreed_list_is(Stage& stage, const std::string& names) {
    const auto list = stage.look("PCSO Jess Marlow", [&](Gate& gate) { return persistence::print_agreed_list(gate, panel, stage.agreed_list); });
    std::vector<std::string> stand;
    for (const auto& entry : list.entries) stand.push_back(entry.person.name);
    same(domain::listed(listed(names)), domain::listed(stand));
}

void review_is(Stage& stage, const std::string& name, const std::string& claimed) {
    const auto state = record_of(stage, name).review;
    using State = persistence::ReviewState;
    same(claimed, state == State::in_time ? "in time" : state == State::due_soon ? "due soon" : state == State::overdue ? "overdue" : "not running");
}

void warns(Stage& stage, int on_list, int cap) {
    const auto figures = board(stage).figures;
    if (!figures.over_cap) throw Failed("no warning shows");
    same(fmt::format("{} of {}", on_list, cap), fmt::format("{} of {}", figures.on_list, figures.cap));
}

void timeline_says(Stage& stage, const std::string& name, const std::string& words) {
    std::string stands;
    for (const auto& event : record_of(stage, name).history) {
        if (event.words == words || event.note == words) return;
        stands += "\n  " + event.words + ": " + event.note;
    }
    throw Failed("the timeline says" + stands);
}

void refused(Stage& stage, const std::string& message, const std::string& authority) {
    auto& refusals = stage.refusals;
    const auto found = std::ranges::find_if(refusals, [&](const auto& r) { return r.message == message && r.authority == authority; });
    if (found == refusals.end()) {
        std::string holds = refusals.empty() ? "nothing was refused" : "it was refused:";
        for (const auto& r : refusals) holds += fmt::format("\n  {} [{}]", r.message, r.authority);
        throw Failed(holds);
    }
    refusals.erase(found);
}

void next_review_is(Stage& stage, const std::string& name, domain::Date day) {
    const auto next = record_of(stage, name).next_review;
    same(domain::long_date(day), next ? domain::long_date(*next) : "");
}

}  // namespace

std::vector<Sentence> claims_about_the_list() {
    return {
        {Kind::then, "it is refused: {rule} [{authority}]", [](Stage& s, const Gaps& g, Details&) { refused(s, g[0], g[1]); }},
        {Kind::then, "it is refused: {rule}", [](Stage& s, const Gaps& g, Details&) { refused(s, g[0], ""); }},
        {Kind::then, "{person} is put forward", [](Stage& s, const Gaps& g, Details&) { state_is(s, g[0], "proposed"); }},
        {Kind::then, "{person} is on the ranked list", [](Stage& s, const Gaps& g, Details&) { state_is(s, g[0], "active"); }},
        {Kind::then, "{person} is monitored", [](Stage& s, const Gaps& g, Details&) { state_is(s, g[0], "monitored"); }},
        {Kind::then, "{person} is archived", [](Stage& s, const Gaps& g, Details&) { state_is(s, g[0], "archived"); }},
        {Kind::then, "{person} is declined", [](Stage& s, const Gaps& g, Details&) { state_is(s, g[0], "declined"); }},
        {Kind::then, "{person} is not known", [](Stage& s, const Gaps& g, Details&) {
             if (s.people.contains(g[0]) || s.number("SELECT count(*) FROM person_name WHERE full_name = '" + g[0] + "'") > 0) throw Failed("something is stored about " + g[0]);
         }},
        {Kind::then, "the list is {list}", [](Stage& s, const Gaps& g, Details&) { list_is(s, g[0]); }},
        {Kind::then, "the agreed list of that meeting still is {list}", [](Stage& s, const Gaps& g, Details&) { agreed_list_is(s, g[0]); }},
        {Kind::then, "the list waits to be agreed", [](Stage& s, const Gaps&, Details&) {
             if (board(s).agreed) throw Failed("the order stands as agreed");
         }},
        {Kind::then, "the review of {person} is {list}", [](Stage& s, const Gaps& g, Details&) { review_is(s, g[0], g[1]); }},
        {Kind::then, "the next review of {person} is {day}", [](Stage& s, const Gaps& g, Details&) { next_review_is(s, g[0], day_of(g[1], s.today())); }},
        {Kind::then, "the first to renew or archive is {person}", [](Stage& s, const Gaps& g, Details&) {
             const auto overdue = board(s).overdue;
             same(s.known(g[0]).record, overdue.empty() ? "" : overdue.front());
         }},
        {Kind::then, "a warning shows that {number} people stand on a list of {number}", [](Stage& s, const Gaps& g, Details&) { warns(s, *domain::parse_figures(g[0]), *domain::parse_figures(g[1])); }},
        {Kind::then, "no warning shows about the length of the list", [](Stage& s, const Gaps&, Details&) {
             if (board(s).figures.over_cap) throw Failed("a warning shows");
         }},
        {Kind::then, "archiving {person} is suggested", [](Stage& s, const Gaps& g, Details&) {
             const auto suggestions = board(s).suggestions;
             if (std::ranges::find(suggestions, s.known(g[0]).record, &persistence::ArchiveSuggestion::id) == suggestions.end()) throw Failed("nothing is suggested about them");
         }},
        {Kind::then, "the timeline of {person} says {text}", [](Stage& s, const Gaps& g, Details&) { timeline_says(s, g[0], g[1]); }},
        {Kind::then, "{person} has been listed {number} times", [](Stage& s, const Gaps& g, Details&) { same(g[1], std::to_string(record_of(s, g[0]).times_listed)); }},
        {Kind::then, "the place of custody of {person} is {text}", [](Stage& s, const Gaps& g, Details&) { same(g[1], record_of(s, g[0]).custody_place); }},
        {Kind::then, "they are told {text}", [](Stage& s, const Gaps& g, Details&) { same(g[0], s.said); }},
    };
}

}  // namespace casework::scenarios
