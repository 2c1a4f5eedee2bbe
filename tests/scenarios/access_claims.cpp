// What may be claimed about who sees whom, what the ledger holds, and that others learn nothing.
#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "domain/ledger_entry.hpp"
#include "domain/text.hpp"
#include "persistence/nominals/figures.hpp"
#include "persistence/people/people.hpp"
#include "persistence/record_access.hpp"
#include "persistence/search.hpp"
#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {
namespace {

using persistence::Gate;
using persistence::Transaction;
using Gaps = std::vector<std::string>;
using domain::RefusalKind;

constexpr const char* panel = "tctf";

void no_such_page(Stage& stage) {
    if (stage.refusals.size() != 1 || stage.refusals[0].kind != RefusalKind::not_found || stage.refusals[0].message != "Page not found")
        throw Failed(stage.refusals.empty() ? "they were shown a page" : stage.refusals[0].message);
    stage.refusals.clear();
}

void reveals(Stage& stage, const std::string& who, const std::string& name, bool may) {
    const auto record = stage.known(name).record;
    const bool allowed = stage.look(who, [&](Gate& gate) { return domain::Outcome<bool>(gate.would_allow(record, auth::Action::reveal).verdict == auth::Verdict::allow); });
    if (allowed != may) throw Failed(fmt::format("{} {} reveal them", who, allowed ? "may" : "may not"));
}

template <class T>
void hidden(const domain::Outcome<T>& outcome, const std::string& who, const char* where) {
    if (outcome || outcome.error().size() != 1 || outcome.error()[0].kind != RefusalKind::not_found || outcome.error()[0].message != "Page not found" || !outcome.error()[0].authority.empty())
        throw Failed(fmt::format("{} learns of it through {}", who, where));
}
void nothing(bool empty, const std::string& who, const char* where) {
    if (!empty) throw Failed(fmt::format("{} learns of it through {}", who, where));
}

// Every surface answers as it does for what never was.
void finds_nothing(Stage& stage, const std::string& who, const std::string& name) {
    const auto& known = stage.known(name);
    const auto asks = [&](auto reads) { return stage.looked(who, reads); };
    hidden(asks([&](Gate& gate) { return persistence::read_board(gate, panel); }), who, "the list");
    hidden(asks([&](Gate& gate) { return persistence::open_nominal(gate, known.record); }), who, "the record");
    hidden(asks([&](Gate& gate) { return persistence::open_person(gate, known.person); }), who, "the person");
    hidden(asks([&](Gate& gate) { return persistence::read_access(gate, known.record, ""); }), who, "the access log");
    hidden(asks([&](Gate& gate) { return persistence::archived_nominals(gate, panel); }), who, "the archived list");
    hidden(asks([&](Gate& gate) { return persistence::panel_actions(gate, panel); }), who, "the actions");
    hidden(asks([&](Gate& gate) { return persistence::panel_meetings(gate, panel); }), who, "the meetings");
    hidden(asks([&](Gate& gate) { return persistence::read_figures(gate, panel); }), who, "the figures");
    hidden(asks([&](Gate& gate) { return persistence::add_note(gate, known.record, "x"); }), who, "a note");
    const auto born = domain::parse_iso_date(stage.figure("SELECT born FROM person_birth WHERE person_id = '" + known.person + "'"));
    stage.looked(who, [&](Gate& gate) -> domain::Outcome<bool> {
        for (const auto& text : {name, known.record, known.person, domain::upper_first(name.substr(0, 3)), born ? domain::iso_date(*born) : name}) {
            const auto found = persistence::search(gate, text);
            nothing(found.hits.empty() && found.goes_to.empty(), who, "search");
        }
        nothing(persistence::list_people(gate).people.empty(), who, "the list of people");
        nothing(persistence::likely_matches(gate, name, born).empty(), who, "likely matches");
        const auto work = persistence::my_work(gate);
        nothing(work.waiting.empty() && work.reviews.empty() && work.meetings.empty() && work.actions.empty() && work.looked_at.empty(), who, "My work");
        return true;
    });
}

void nobody_outside(Stage& stage, const std::string& name) {
    for (const auto& who : stage.cast())
        if (stage.number("SELECT count(*) FROM membership WHERE panel = 'tctf' AND account = '" + stage.account(who) + "'") == 0) finds_nothing(stage, who, name);
}

std::vector<domain::LedgerEntry> entries_of(Stage& stage, const std::string& account, const std::string& action) {
    std::vector<domain::LedgerEntry> found;
    stage.house.database->read([&](Transaction& tx) {
        std::string hex;
        tx.each("SELECT hex_out(body) FROM audit_entry ORDER BY stream, seq", {}, {&hex}, [&] {
            auto entry = domain::decode_ledger_entry(*auth::from_hex(hex));
            if (entry.account == account && entry.action == action) found.push_back(std::move(entry));
        });
    });
    return found;
}

void ledger_holds(Stage& stage, const std::string& who, const std::string& action, const std::string& name, const char* outcome) {
    const auto& id = name.empty() ? std::string(panel) : stage.known(name).record;
    const auto entries = entries_of(stage, stage.account(who), action);
    const bool held = std::ranges::any_of(entries, [&](const auto& entry) { return entry.outcome == outcome && std::ranges::find(entry.objects, id) != entry.objects.end(); });
    if (!held) throw Failed(fmt::format("the ledger has {} entries of {} by {}, none like this", entries.size(), action, who));
}

void purpose_stands(Stage& stage, const std::string& who, const std::string& action, const std::string& purpose) {
    const auto entries = entries_of(stage, stage.account(who), action);
    if (entries.empty() || entries.back().purpose != purpose) throw Failed("the purpose in the ledger is " + (entries.empty() ? "nowhere" : entries.back().purpose));
}

void sees(Stage& stage, const std::string& names) {
    const auto claimed = listed(names);
    if (claimed != stage.seen) throw Failed("they see " + (stage.seen.empty() ? "nobody" : domain::listed(stage.seen)));
}

// Through the person's page nothing shows but what the records of the task force give.
void sees_only_own_records(Stage& stage, const std::string& who, const std::string& name) {
    const auto person = stage.look(who, [&](Gate& gate) { return persistence::open_person(gate, stage.known(name).person); });
    for (const auto& record : person.records)
        if (!record.record.starts_with("NOM-")) throw Failed("the record " + record.record + " shows");
    if (person.names.size() != 1 || person.births.size() > 1 || person.has_protected || !person.addresses.empty()) throw Failed("facts of another record show");
    const auto hits = stage.look(who, [&](Gate& gate) -> domain::Outcome<std::size_t> { return persistence::search(gate, "Hidden").hits.size(); });
    if (hits != 0) throw Failed("search finds the other name");
}

void asked_for(Stage& stage, const std::string& what) {
    if (stage.refusals.size() != 1 || stage.refusals[0].kind != RefusalKind::password_again || stage.refusals[0].message != what)
        throw Failed(stage.refusals.empty() ? "they were not asked" : "they were told: " + stage.refusals[0].message);
    stage.refusals.clear();
}

}  // namespace

std::vector<Sentence> claims_about_access() {
    return {
        {Kind::then, "there is no such page for them", [](Stage& s, const Gaps&, Details&) { no_such_page(s); }},
        {Kind::then, "they are asked to sign in", [](Stage& s, const Gaps&, Details&) {
             if (!s.asked_to_sign_in) throw Failed("they were not asked");
             s.asked_to_sign_in = false;
         }},
        {Kind::then, "they are asked for the purpose and the password", [](Stage& s, const Gaps&, Details&) { asked_for(s, "purpose"); }},
        {Kind::then, "they are asked for the password", [](Stage& s, const Gaps&, Details&) { asked_for(s, "password"); }},
        {Kind::then, "they see nobody", [](Stage& s, const Gaps&, Details&) {
             if (!s.seen.empty()) throw Failed("they see " + domain::listed(s.seen));
         }},
        {Kind::then, "they see {list}", [](Stage& s, const Gaps& g, Details&) { sees(s, g[0]); }},
        {Kind::then, "{who} may reveal the protected details of {person}", [](Stage& s, const Gaps& g, Details&) { reveals(s, g[0], g[1], true); }},
        {Kind::then, "{who} may not reveal the protected details of {person}", [](Stage& s, const Gaps& g, Details&) { reveals(s, g[0], g[1], false); }},
        {Kind::then, "nobody outside the group finds {person}", [](Stage& s, const Gaps& g, Details&) { nobody_outside(s, g[0]); }},
        {Kind::then, "{who} finds nothing about {person}", [](Stage& s, const Gaps& g, Details&) { finds_nothing(s, g[0], g[1]); }},
        {Kind::then, "{who} sees of {person} only what the task force knows", [](Stage& s, const Gaps& g, Details&) { sees_only_own_records(s, g[0], g[1]); }},
        {Kind::then, "the ledger holds that {who} did {text} to {person}", [](Stage& s, const Gaps& g, Details&) { ledger_holds(s, g[0], g[1], g[2], "done"); }},
        {Kind::then, "the ledger holds that {who} was refused {text} to {person}", [](Stage& s, const Gaps& g, Details&) { ledger_holds(s, g[0], g[1], g[2], "refused"); }},
        {Kind::then, "the ledger holds that {who} did {text} to the group", [](Stage& s, const Gaps& g, Details&) { ledger_holds(s, g[0], g[1], "", "done"); }},
        {Kind::then, "the ledger holds the purpose {text} of {text} by {who}", [](Stage& s, const Gaps& g, Details&) { purpose_stands(s, g[2], g[1], g[0]); }},
        {Kind::then, "the log names {who}", [](Stage& s, const Gaps& g, Details&) {
             if (std::ranges::find(s.seen, g[0]) == s.seen.end()) throw Failed("the log names " + domain::listed(s.seen));
         }},
    };
}

}  // namespace casework::scenarios
