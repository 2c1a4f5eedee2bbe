// Erasing one record: asking, holds, deciding, and what is left.
#include "tests/scenarios/disposal_sentences.hpp"

#include "domain/text.hpp"
#include "persistence/disposal/disposals.hpp"

namespace casework::scenarios {
namespace {

using persistence::Gate;
using Gaps = std::vector<std::string>;
constexpr const char* why = "Asked for by the person, and nothing is due any more.";

std::string last_request(Stage& s) { return s.figure("SELECT id FROM disposal ORDER BY asked_at DESC, id DESC LIMIT 1"); }

void ask(Stage& s, const Gaps& g, Details& d) {
    const auto record = s.known(g[1]).record;
    const auto reason = d.text("reason", "subject_request");
    s.give_password(g[0]);
    s.give_purpose(g[0], {"request_erase", record, "data_subject"});
    s.act(g[0], [&](Gate& gate) { return persistence::ask_for_disposal(gate, record, reason, why); });
}

void answer(Stage& s, const std::string& who, bool approves) {
    const auto id = last_request(s);
    s.give_password(who);
    s.act(who, [&](Gate& gate) { return persistence::answer_disposal(gate, *s.house.ledger, id, approves, why); });
}

void stands(Stage& s, const Gaps& g, Details&) {
    const auto state = domain::disposal::parse_state(s.figure("SELECT state FROM disposal WHERE id = '" + last_request(s) + "'"));
    const std::string holds(state ? domain::disposal::words(*state) : "nothing");
    if (holds != g[0]) throw Failed("it is " + holds);
}

void nothing_left(Stage& s, const Gaps& g, Details&) {
    const auto known = s.known(g[0]);
    for (const auto& sql : {"SELECT count(*) FROM record WHERE id = '" + known.record + "'", "SELECT count(*) FROM person WHERE id = '" + known.person + "'", "SELECT count(*) FROM person_name WHERE full_name = '" + g[0] + "'",
                            "SELECT count(*) FROM record_event WHERE record_id = '" + known.record + "'"})
        if (s.number(sql) != 0) throw Failed("there is still something: " + sql);
    if (s.number("SELECT count(*) FROM disposal WHERE record_id = '" + known.record + "' AND state = 'erased' AND digest <> ''") != 1) throw Failed("there is no certificate");
}

void too_early(Stage& s, const Gaps&, Details&) {
    if (s.refusals.size() != 1 || !s.refusals[0].message.starts_with("Its retention period ends on ")) throw Failed("it was not");
    s.refusals.clear();
}

}  // namespace

std::vector<Sentence> disposal_sentences() {
    return {
        {Kind::when, "{who} asks to erase the record of {person}", ask},
        {Kind::when, "{who} approves the erasure", [](Stage& s, const Gaps& g, Details&) { answer(s, g[0], true); }},
        {Kind::when, "{who} refuses the erasure", [](Stage& s, const Gaps& g, Details&) { answer(s, g[0], false); }},
        {Kind::when, "{who} withdraws the erasure", [](Stage& s, const Gaps& g, Details&) { s.act(g[0], [&](Gate& gate) { return persistence::withdraw_disposal(gate, last_request(s)); }); }},
        {Kind::when, "{who} places a hold {text} on the record of {person}", [](Stage& s, const Gaps& g, Details&) {
             const domain::disposal::NewHold hold{g[1], "The coroner wrote today that she opens one.", s.today()};
             s.act(g[0], [&](Gate& gate) { return persistence::place_hold(gate, s.known(g[2]).record, hold); });
         }},
        {Kind::when, "{who} lifts the hold on the record of {person}", [](Stage& s, const Gaps& g, Details&) {
             s.act(g[0], [&](Gate& gate) { return persistence::lift_hold(gate, s.known(g[1]).record, 1, "The coroner has closed it."); });
         }},
        {Kind::then, "the erasure is {state}", stands},
        {Kind::then, "nothing of {person} is left but the certificate", nothing_left},
        {Kind::then, "it is refused because the retention period is not over", too_early},
    };
}

}  // namespace casework::scenarios
