// Reading, checking and writing the editable fields of an entry.
#include "persistence/nominals/nominal_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/rows_of_a_kind.hpp"
#include "domain/text.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
using domain::RefusalKind;

constexpr std::array<std::string_view, 3> bearers{"self", "others", "business"};
constexpr std::array<std::string_view, 4> headings{"pursue", "prevent", "protect", "prepare"};
constexpr std::size_t words_max = 500;

void read_columns(Transaction& tx, std::string_view id, NominalEdit& edit) {
    std::optional<std::string> custody, release;
    auto& r = edit.risks;
    for (std::size_t i = 0; i < bearers.size(); ++i) r[i].to = bearers[i];
    tx.one("SELECT version, risk_self, risk_self_reason, risk_others, risk_others_reason, risk_business, risk_business_reason, lead_officer, support_agency, "
           "custody_since, custody_place, release_on, no_support_reason FROM nominal WHERE id = :id",
           {with("id", id)},
           {&edit.version, &r[0].level, &r[0].reason, &r[1].level, &r[1].reason, &r[2].level, &r[2].reason, &edit.lead_officer, &edit.support_agency, &custody,
            &edit.custody_place, &release, &edit.no_support_reason});
    edit.custody_since = day_of(custody);
    edit.release_on = day_of(release);
}

void read_lists(Transaction& tx, std::string_view id, NominalEdit& edit) {
    std::string a, b, c;
    std::optional<std::string> from, until;
    tx.each("SELECT kind, code FROM nominal_code WHERE nominal_id = :id ORDER BY kind, code", {with("id", id)}, {&a, &b},
            [&] { (a == "behaviour" ? edit.behaviours : edit.known_to).push_back(b); });
    tx.each("SELECT kind, words, from_day, until_day FROM nominal_tool WHERE nominal_id = :id ORDER BY n", {with("id", id)}, {&a, &b, &from, &until},
            [&] { edit.tools.push_back({a, b, day_of(from), day_of(until)}); });
    tx.each("SELECT kind, words, until_day FROM nominal_condition WHERE nominal_id = :id ORDER BY n", {with("id", id)}, {&a, &b, &until},
            [&] { edit.conditions.push_back({a, b, day_of(until)}); });
    tx.each("SELECT service, offered_on, answer FROM nominal_support WHERE nominal_id = :id ORDER BY n", {with("id", id)}, {&a, &b, &c},
            [&] { edit.support.push_back({a, day_of(b), c}); });
    tx.each("SELECT heading, objective, measure FROM nominal_plan WHERE nominal_id = :id ORDER BY heading", {with("id", id)}, {&a, &b, &c}, [&] {
        const auto found = std::ranges::find(headings, a);
        if (found == headings.end()) return;
        const auto i = static_cast<std::size_t>(found - headings.begin());
        edit.objectives[i] = b;
        edit.measures[i] = c;
    });
}

void write_lists(Transaction& tx, std::string_view id, const NominalEdit& edit) {
    write_codes(tx, id, "behaviour", edit.behaviours);
    write_codes(tx, id, "known_to", edit.known_to);
    tx.run("DELETE FROM nominal_tool WHERE nominal_id = :id", {with("id", id)});
    tx.run("DELETE FROM nominal_condition WHERE nominal_id = :id", {with("id", id)});
    tx.run("DELETE FROM nominal_support WHERE nominal_id = :id", {with("id", id)});
    int n = 0;
    for (const auto& tool : edit.tools)
        tx.run("INSERT INTO nominal_tool (nominal_id, n, kind, words, from_day, until_day) VALUES (:id, :n, :kind, :words, :since, :until)",
               {with("id", id), with("n", ++n), with("kind", tool.kind), with("words", tool.words), with_day("since", tool.from), with_day("until", tool.until)});
    for (const auto& line : edit.conditions)
        tx.run("INSERT INTO nominal_condition (nominal_id, n, kind, words, until_day) VALUES (:id, :n, :kind, :words, :until)",
               {with("id", id), with("n", ++n), with("kind", line.kind), with("words", line.words), with_day("until", line.until)});
    for (const auto& line : edit.support)
        tx.run("INSERT INTO nominal_support (nominal_id, n, service, offered_on, answer) VALUES (:id, :n, :service, :day, :answer)",
               {with("id", id), with("n", ++n), with("service", line.service), with_day("day", line.offered_on), with("answer", line.answer)});
    for (std::size_t i = 0; i < headings.size(); ++i)
        tx.run("INSERT INTO nominal_plan (nominal_id, heading, objective, measure) VALUES (:id, :heading, :objective, :measure) "
               "ON CONFLICT (nominal_id, heading) DO UPDATE SET objective = excluded.objective, measure = excluded.measure",
               {with("id", id), with("heading", headings[i]), with("objective", edit.objectives[i]), with("measure", edit.measures[i])});
}

// Collects refusals in the words of the form.
struct Check {
    domain::Refusals refusals;
    void need(bool holds, std::string field, std::string message, std::string authority = {}) {
        if (!holds) refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), std::move(authority)});
    }
    void text(std::string_view value, const std::string& field, std::string_view label, std::size_t most = words_max) {
        need(domain::is_utf8(value) && domain::code_points(value) <= most, field, fmt::format("{} must be {} characters or less", label, most));
    }
};

void check_lists(Check& check, const NominalEdit& edit, domain::Date today) {
    check.need(std::ssize(edit.tools) <= domain::rows_max, "tools", fmt::format("Enter {} orders or fewer", domain::rows_max));
    check.need(std::ssize(edit.conditions) <= domain::rows_max, "conditions", fmt::format("Enter {} conditions or fewer", domain::rows_max));
    check.need(std::ssize(edit.support) <= domain::rows_max, "support", fmt::format("Enter {} offers of support or fewer", domain::rows_max));
    for (const auto& tool : edit.tools) {
        check.need(domain::has_code(nominals::tool_kinds(), tool.kind), "tools", "Select the kind of order or notice");
        check.text(tool.words, "tools", "Details of the order");
        check.need(!tool.from || !tool.until || *tool.from <= *tool.until, "tools", "Date the order ends must be on or after the date it starts");
    }
    for (const auto& line : edit.conditions) {
        check.need(domain::has_code(nominals::condition_kinds(), line.kind), "conditions", "Select bail or licence");
        check.need(!domain::trimmed(line.words).empty(), "conditions", "Enter the condition");
        check.text(line.words, "conditions", "Condition");
    }
    for (const auto& line : edit.support) {
        check.need(domain::has_code(nominals::support_services(), line.service), "support", "Select the service that was offered");
        check.need(domain::has_code(nominals::support_answers(), line.answer), "support", "Select what the person answered");
        check.need(line.offered_on.ok() && line.offered_on <= today, "support", "Date support was offered must be today or in the past");
    }
}

bool known(Transaction& tx, std::string_view sql, std::string_view id) {
    std::string found;
    return tx.one(sql, {with("id", id)}, {&found});
}

}  // namespace

void write_codes(Transaction& tx, std::string_view id, std::string_view kind, const std::vector<std::string>& codes) {
    tx.run("DELETE FROM nominal_code WHERE nominal_id = :id AND kind = :kind", {with("id", id), with("kind", kind)});
    for (const auto& code : codes)
        tx.run("INSERT INTO nominal_code (nominal_id, kind, code) VALUES (:id, :kind, :code) ON CONFLICT DO NOTHING", {with("id", id), with("kind", kind), with("code", code)});
}

NominalEdit read_edit(Transaction& tx, std::string_view id) {
    NominalEdit edit;
    read_columns(tx, id, edit);
    read_lists(tx, id, edit);
    return edit;
}

domain::FieldValues stored_values(Transaction& tx, std::string_view id) { return values_of(read_edit(tx, id)); }

void write_edit(Transaction& tx, std::string_view id, const NominalEdit& edit) {
    const auto& r = edit.risks;
    tx.run("UPDATE nominal SET risk_self = :self, risk_self_reason = :self_reason, risk_others = :others, risk_others_reason = :others_reason, "
           "risk_business = :business, risk_business_reason = :business_reason, lead_officer = :officer, support_agency = :agency, custody_since = :custody, "
           "custody_place = :place, release_on = :release, no_support_reason = :reason WHERE id = :id",
           {with("self", r[0].level), with("self_reason", r[0].reason), with("others", r[1].level), with("others_reason", r[1].reason), with("business", r[2].level),
            with("business_reason", r[2].reason), with("officer", edit.lead_officer), with("agency", edit.support_agency), with_day("custody", edit.custody_since),
            with("place", edit.custody_place), with_day("release", edit.release_on), with("reason", edit.no_support_reason), with("id", id)});
    write_lists(tx, id, edit);
}

domain::Refusals check_edit(Transaction& tx, std::string_view panel, const NominalEdit& edit, domain::Date today) {
    Check check;
    check.need(!edit.behaviours.empty(), "behaviours", "Select what the person does");
    for (const auto& code : edit.behaviours) check.need(domain::has_code(nominals::behaviours(), code), "behaviours", "Select what the person does");
    for (const auto& code : edit.known_to) check.need(known(tx, "SELECT id FROM agency WHERE id = :id", code), "known_to", "Select an agency from the list");
    for (const auto& risk : edit.risks) {
        const auto field = "risk_" + risk.to;
        check.need(risk.level.empty() || domain::has_code(nominals::risk_levels(), risk.level), field, "Select high, medium or low");
        check.need(risk.level.empty() || !domain::trimmed(risk.reason).empty(), "risk_reason_" + risk.to, "Enter the reason for the level of risk");
        check.text(risk.reason, "risk_reason_" + risk.to, "Reason");
    }
    check_lists(check, edit, today);
    std::string member;
    check.need(edit.lead_officer.empty() || tx.one("SELECT account FROM membership WHERE account = :id AND panel = :panel AND until >= :today",
                                                   {with("id", edit.lead_officer), with("panel", panel), with_day("today", today)}, {&member}),
               "lead_officer", "Select a member of this group");
    check.need(edit.support_agency.empty() || known(tx, "SELECT id FROM agency WHERE id = :id", edit.support_agency), "support_agency", "Select an agency from the list");
    check.need(!edit.custody_since || *edit.custody_since <= today, "custody_since", "Date custody began must be today or in the past");
    check.need(!edit.release_on || !edit.custody_since || *edit.release_on >= *edit.custody_since, "release_on", "Date of release must be on or after the date custody began");
    check.text(edit.custody_place, "custody_place", "Place of custody", 200);
    check.text(edit.no_support_reason, "no_support_reason", "Reason", 1000);
    for (std::size_t i = 0; i < headings.size(); ++i) {
        check.text(edit.objectives[i], fmt::format("objective_{}", headings[i]), "Objective", 1000);
        check.text(edit.measures[i], fmt::format("measure_{}", headings[i]), "Outcome measure", 1000);
    }
    return check.refusals;
}

}  // namespace casework::persistence
