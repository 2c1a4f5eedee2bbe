// Sharing a record with another group, a colleague's agreement to it, and what may be claimed about both.
#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "domain/nominals/codes.hpp"
#include "persistence/second_person.hpp"
#include "persistence/shared_list.hpp"
#include "persistence/sharing.hpp"
#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {
namespace {

using persistence::Gate;
using Gaps = std::vector<std::string>;

constexpr const char* forum = "daf";

persistence::NewSharing sharing_with(Details& details) {
    persistence::NewSharing sharing{forum, "", details.text("reason", "She is at risk from him."), ""};
    const auto purpose = details.text("purpose", "To protect somebody at risk");
    for (const auto& code : domain::nominals::sharing_purposes())
        if (code.words == purpose) sharing.purpose = code.code;
    return sharing;
}

void share(Stage& stage, const Gaps& gaps, Details& details) {
    const auto sharing = sharing_with(details);
    stage.act(gaps[0], [&](Gate& gate) { return persistence::share(gate, stage.known(gaps[1]).record, sharing); });
}

void end_share(Stage& stage, const Gaps& gaps, Details& details) {
    const persistence::NewSharing ending{forum, "safeguarding", details.text("reason", "The risk has passed."), ""};
    stage.act(gaps[0], [&](Gate& gate) { return persistence::end_sharing(gate, stage.known(gaps[1]).record, ending); });
}

void list_shared(Stage& stage, const Gaps& gaps, Details&) {
    stage.act(gaps[0], [&](Gate& gate) {
        auto list = persistence::shared_with_panel(gate, forum);
        if (list)
            for (const auto& line : list->lines) stage.seen.push_back(line.one_line ? line.record : line.person.name);
        return list;
    });
}

void ask(Stage& stage, const Gaps& gaps, Details& details) {
    const auto sharing = sharing_with(details);
    stage.act(gaps[0], [&](Gate& gate) -> domain::Outcome<std::string> {
        auto request = persistence::propose_sharing(gate, stage.known(gaps[1]).record, sharing);
        if (!request) return request;
        stage.kept["request"] = *request;
        return persistence::ask_for_agreement(gate, *request, sharing.reason);
    });
}

void answer(Stage& stage, const std::string& who, bool agrees, const std::string& reason) {
    stage.act(who, [&](Gate& gate) { return persistence::answer_agreement(gate, stage.kept.at("request"), agrees, reason); });
}

void do_it(Stage& stage, const Gaps& gaps, Details&) {
    stage.act(gaps[0], [&](Gate& gate) -> domain::Outcome<std::string> {
        const auto request = persistence::open_agreement(gate, stage.kept.at("request"));
        if (!request) return std::unexpected(request.error());
        return persistence::share(gate, request->object, {request->recipient, request->purpose, request->why, request->id});
    });
}

void asks_colleague(Stage& stage, const Gaps&, Details&) {
    if (stage.refusals.size() != 1 || stage.refusals[0].kind != domain::RefusalKind::second_person) throw Failed(stage.refusals.empty() ? "it was done" : stage.refusals[0].message);
    stage.refusals.clear();
}

std::vector<persistence::AgreementRequest> asked_of(Stage& stage, const std::string& who) {
    return stage.look(who, [](Gate& gate) -> domain::Outcome<persistence::MyWork> { return persistence::my_work(gate); }).agreements.to_answer;
}
void is_asked(Stage& stage, const std::string& who, std::size_t times) {
    if (const auto requests = asked_of(stage, who); requests.size() != times) throw Failed(fmt::format("{} requests wait for {}", requests.size(), who));
}

void is_told(Stage& stage, const Gaps& gaps, Details&) {
    const auto request = stage.look(gaps[0], [&](Gate& gate) { return persistence::open_agreement(gate, stage.kept.at("request")); });
    if (request.answer_reason != gaps[1]) throw Failed("they are told: " + request.answer_reason);
}

void one_line(Stage& stage, const std::string& name) {
    if (stage.seen != std::vector<std::string>{stage.known(name).record}) throw Failed(fmt::format("they see {}", fmt::join(stage.seen, ", ")));
}

void shared_with_forum(Stage& stage, const std::string& name, bool shared) {
    const auto record = stage.look("Sgt Priya Nair", [&](Gate& gate) { return persistence::open_nominal(gate, stage.known(name).record); });
    if ((record.shared_with == std::vector<std::string>{"Domestic Abuse Forum"}) != shared) throw Failed(shared ? "it is not shared" : "it is shared");
}

void disclosure_stands(Stage& stage, const Gaps& gaps, Details&) {
    bool held = false;
    std::string body;
    stage.house.database->read([&](persistence::Transaction& tx) {
        tx.each("SELECT hex_out(body) FROM audit_entry", {}, {&body}, [&] {
            const auto entry = domain::decode_ledger_entry(*auth::from_hex(body));
            held = held || (entry.action == "share" && entry.outcome == "done" && entry.account == stage.account(gaps[0]) && entry.operation == domain::LoggedOperation::disclosure &&
                            entry.recipients == std::vector<std::string>{forum} && entry.objects.at(0) == stage.known(gaps[1]).record &&
                            std::ranges::find(entry.approvals, stage.account(gaps[2])) != entry.approvals.end());
        });
    });
    if (!held) throw Failed("no entry like this stands in the ledger");
}

}  // namespace

std::vector<Sentence> sharing_sentences() {
    return {
        {Kind::when, "{who} shares {person} with the Domestic Abuse Forum", share},
        {Kind::when, "{who} ends the sharing of {person} with the Domestic Abuse Forum", end_share},
        {Kind::when, "{who} opens what is shared with the Domestic Abuse Forum", list_shared},
        {Kind::when, "{who} asks a colleague to agree to sharing {person} with the Domestic Abuse Forum", ask},
        {Kind::when, "{who} agrees", [](Stage& s, const Gaps& g, Details&) { answer(s, g[0], true, ""); }},
        {Kind::when, "{who} does not agree", [](Stage& s, const Gaps& g, Details& d) { answer(s, g[0], false, d.text("reason", "Not needed.")); }},
        {Kind::when, "{who} does what was agreed", do_it},
        {Kind::then, "they have to ask a colleague", asks_colleague},
        {Kind::then, "{who} is asked to agree", [](Stage& s, const Gaps& g, Details&) { is_asked(s, g[0], 1); }},
        {Kind::then, "{who} is not asked to agree", [](Stage& s, const Gaps& g, Details&) { is_asked(s, g[0], 0); }},
        {Kind::then, "{who} is told about the request {text}", is_told},
        {Kind::then, "{person} is shared with the Domestic Abuse Forum", [](Stage& s, const Gaps& g, Details&) { shared_with_forum(s, g[0], true); }},
        {Kind::then, "the list holds only the reference of {person}", [](Stage& s, const Gaps& g, Details&) { one_line(s, g[0]); }},
        {Kind::then, "{person} is not shared", [](Stage& s, const Gaps& g, Details&) { shared_with_forum(s, g[0], false); }},
        {Kind::then, "the ledger holds that {who} disclosed {person} to the forum with the agreement of {who}", disclosure_stands},
    };
}

}  // namespace casework::scenarios
