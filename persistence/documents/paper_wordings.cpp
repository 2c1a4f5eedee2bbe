// Keeping wordings, version by version, and finding the one in force.
#include "persistence/documents/paper_wordings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/nominals/nominal_rows.hpp"

namespace casework::persistence {
namespace {

namespace papers = domain::papers;
using auth::Action;
using domain::RefusalKind;
using domain::Refusals;

constexpr std::size_t why_max = 500;

std::vector<PaperWording> versions_of(Transaction& tx, std::string_view panel, std::string_view paper, const domain::Actor& actor) {
    std::vector<PaperWording> all;
    PaperWording each;
    std::string from;
    std::int64_t at = 0;
    std::optional<std::int64_t> answered;
    tx.each("SELECT w.paper, w.version, w.body, w.why, w.state, w.from_day, w.author, COALESCE(trim(a.title || ' ' || a.name), ''), w.at, COALESCE(trim(b.title || ' ' || b.name), ''), w.answered_at, w.answer_reason FROM paper_wording w "
            "LEFT JOIN account a ON a.id = w.author LEFT JOIN account b ON b.id = w.answered_by WHERE w.panel = :panel AND w.paper = :paper ORDER BY w.version DESC LIMIT 50",
            {with("panel", panel), with("paper", paper)},
            {&each.paper, &each.version, &each.body, &each.why, &each.state, &from, &each.author, &each.author_name, &at, &each.answered_by_name, &answered, &each.answer_reason}, [&] {
                each.from = day_of(from);
                each.at = instant_of(at);
                each.answered_at = instant_of(answered);
                each.may_answer = each.state == "draft" && each.author != actor.account;
                all.push_back(each);
            });
    return all;
}

Refusals wrong(std::string_view paper, const NewWording& wording, domain::Date today) {
    auto refusals = papers::wording_refused(paper, wording.body);
    if (domain::trimmed(wording.why).empty()) refusals.push_back({RefusalKind::invalid, "why", "Enter why the wording changes", {}});
    if (domain::code_points(wording.why) > why_max) refusals.push_back({RefusalKind::invalid, "why", "Why must be 500 characters or less", {}});
    if (wording.from < today) refusals.push_back({RefusalKind::rule, "from", "The day it takes effect must be today or later: what was given before is not worded anew", "Rules of this service"});
    return refusals;
}

}  // namespace

std::string WordingInForce::called() const { return version == 0 ? std::string() : fmt::format("{} {}", paper, version); }

WordingInForce wording_in_force(Transaction& tx, std::string_view panel, std::string_view paper, domain::Date day) {
    WordingInForce found{std::string(paper), {}, 0};
    tx.one("SELECT version, body FROM paper_wording WHERE panel = :panel AND paper = :paper AND state = 'approved' AND from_day <= :day ORDER BY from_day DESC, version DESC LIMIT 1",
           {with("panel", panel), with("paper", paper), with_day("day", day)}, {&found.version, &found.body});
    return found;
}

domain::Outcome<WordingList> list_wordings(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {Action::administer, "list_wordings", "panel"}, [&](Reading& reading) {
        WordingList list{std::string(panel), panel_name(reading.tx, panel), {}};
        for (const auto& kind : papers::paper_kinds()) {
            WordingLineOfList line{std::string(kind.name), 0, {}, 0};
            for (const auto& each : versions_of(reading.tx, panel, kind.name, gate.actor())) {
                if (each.state == "draft") ++line.drafts;
                if (each.state == "approved" && each.from <= reading.today && (!line.since || each.from > *line.since)) line.in_force = each.version, line.since = each.from;
            }
            list.lines.push_back(std::move(line));
        }
        return list;
    });
}

domain::Outcome<WordingHistory> open_wordings(Gate& gate, std::string_view panel, std::string_view paper) {
    if (!papers::find_paper(paper)) return domain::not_found();
    return gate.open_panel(panel, {Action::administer, "read_wordings", "panel"}, [&](Reading& reading) {
        return WordingHistory{std::string(panel), panel_name(reading.tx, panel), std::string(paper), wording_in_force(reading.tx, panel, paper, reading.today), versions_of(reading.tx, panel, paper, gate.actor())};
    });
}

domain::Outcome<int> draft_wording(Gate& gate, std::string_view panel, std::string_view paper, const NewWording& wording) {
    if (!papers::find_paper(paper)) return domain::not_found();
    return gate.perform_in_panel(panel, {Action::administer, "draft_wording", "panel", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<int> {
        if (auto refusals = wrong(paper, wording, writing.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        int version = 0;
        writing.tx.one("SELECT COALESCE(MAX(version), 0) + 1 FROM paper_wording WHERE panel = :panel AND paper = :paper", {with("panel", panel), with("paper", paper)}, {&version});
        writing.tx.run("INSERT INTO paper_wording (panel, paper, version, body, why, from_day, state, author, at) VALUES (:panel, :paper, :version, :body, :why, :from, 'draft', :author, :at)",
                       {with("panel", panel), with("paper", paper), with("version", version), with("body", domain::tidy_lines(wording.body)), with("why", domain::tidy_line(wording.why)), with_day("from", wording.from),
                        with("author", writing.actor.account), with_at("at", writing.now)});
        writing.entry.fields = {fmt::format("{} {}", paper, version), "from " + domain::iso_date(wording.from)};
        return version;
    });
}

domain::Outcome<bool> answer_wording(Gate& gate, std::string_view panel, std::string_view paper, int version, bool approve, std::string_view reason) {
    return gate.perform_in_panel(panel, {Action::administer, approve ? "approve_wording" : "refuse_wording", "panel", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<bool> {
        const auto versions = versions_of(writing.tx, panel, paper, writing.actor);
        const auto found = std::ranges::find(versions, version, &PaperWording::version);
        if (found == versions.end()) return domain::not_found();
        if (found->state != "draft") return domain::refuse(RefusalKind::conflict, {}, "It has been answered already");
        if (!found->may_answer) return domain::refuse(RefusalKind::rule, "answer", "You wrote this wording: another person must approve it", "Four eyes");
        if (!approve && domain::trimmed(reason).empty()) return domain::refuse(RefusalKind::invalid, "reason", "Enter why it is not approved");
        if (auto refusals = papers::wording_refused(paper, found->body); approve && !refusals.empty()) return std::unexpected(std::move(refusals));
        writing.tx.run("UPDATE paper_wording SET state = :state, answered_by = :by, answered_at = :at, answer_reason = :reason WHERE panel = :panel AND paper = :paper AND version = :version AND state = 'draft'",
                       {with("state", approve ? "approved" : "refused"), with("by", writing.actor.account), with_at("at", writing.now), with("reason", domain::tidy_line(reason)), with("panel", panel), with("paper", paper),
                        with("version", version)});
        writing.entry.fields = {fmt::format("{} {}", paper, version)};
        return true;
    });
}

}  // namespace casework::persistence
