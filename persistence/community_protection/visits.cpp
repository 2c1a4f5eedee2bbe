// Keeping visits, and what files bear on.
#include "persistence/community_protection/visits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/breach_rows.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;

void need(bool holds, std::string_view field, std::string message, Refusals& refusals) {
    if (!holds) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), {}});
}

std::vector<Bearing> possible(Transaction& tx, const CaseRow& row) {
    std::vector<Bearing> all;
    for (const auto& test : protection::conduct_tests()) all.push_back({std::string(test.code), std::string(test.words)});
    if (!row.warning())
        for (const auto& breach : breach_lines(tx, row.head.id)) all.push_back({fmt::format("breach {}", breach.n), fmt::format("Breach {} of {}", breach.n, domain::long_date(breach.on))});
    return all;
}

std::string file_name(Transaction& tx, std::string_view record, std::string_view file, const domain::FieldSet& fields) {
    std::string name;
    int field_class = 0;
    const bool there = tx.one("SELECT file_name, field_class FROM evidence_file WHERE id = :file AND record_id = :record AND state <> 'removed'", {with("file", file), with("record", record)}, {&name, &field_class});
    return there && fields.has(static_cast<domain::FieldClass>(field_class)) ? name : std::string();
}

std::vector<std::string> bearings_of(Transaction& tx, std::string_view file) {
    std::vector<std::string> all;
    std::string code;
    tx.each("SELECT bears_on FROM evidence_link WHERE file_id = :file ORDER BY bears_on", {with("file", file)}, {&code}, [&] { all.push_back(code); });
    return all;
}

}  // namespace

Refusals visit_refused(const NewVisit& v, domain::Date today) {
    Refusals refusals;
    need(v.on && *v.on <= today, "on", "Enter the date of the visit, today or in the past", refusals);
    need(!domain::trimmed(v.place).empty(), "place", "Enter where you were", refusals);
    need(domain::code_points(v.place) <= 200, "place", "Place must be 200 characters or less", refusals);
    need(v.seen == "person" || v.seen == "other" || v.seen == "nobody", "seen", "Select who was seen", refusals);
    need(v.seen != "other" || !domain::trimmed(v.seen_words).empty(), "seen_words", "Enter who was seen", refusals);
    need(domain::code_points(v.seen_words) <= 200, "seen_words", "Who was seen must be 200 characters or less", refusals);
    need(!domain::trimmed(v.note).empty(), "note", "Enter what happened", refusals);
    need(domain::code_points(v.note) <= 2000, "note", "What happened must be 2,000 characters or less", refusals);
    return refusals;
}

domain::Outcome<Saved> add_visit(Gate& gate, std::string_view id, const NewVisit& v) {
    return gate.perform(id, {auth::Action::note, "record_visit", "case", domain::LoggedOperation::collection}, [&](Writing& w) -> domain::Outcome<Saved> {
        const auto row = case_row(w.tx, id, w.today);
        if (!row) return domain::not_found();
        auto refusals = visit_refused(v, w.today);
        if (!v.file.empty() && file_name(w.tx, id, v.file, w.permit.fields()).empty()) refusals.push_back({RefusalKind::invalid, "file", "The photograph is not among the evidence of this case", {}});
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        int n = 0;
        w.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM protection_visit WHERE case_id = :id", {with("id", id)}, {&n});
        w.tx.run("INSERT INTO protection_visit (case_id, n, on_day, minute, place, seen, seen_words, note, file_id, account, at) VALUES (:id, :n, :on, :minute, :place, :seen, :seen_words, :note, :file, :account, :at)",
                 {with("id", id), with("n", n), with_day("on", *v.on), with_figure("minute", v.minute), with("place", domain::tidy_line(v.place)), with("seen", v.seen), with("seen_words", v.seen == "other" ? domain::tidy_line(v.seen_words) : std::string()),
                  with("note", domain::tidy_lines(v.note)), with("file", v.file), with("account", w.actor.account), with_at("at", w.now)});
        add_event(w, id, "record_visit", fmt::format("visit on {}, {}", domain::long_date(*v.on), domain::tidy_line(v.place)), domain::tidy_lines(v.note));
        w.entry.fields = {fmt::format("visit {}", n)};
        if (!v.file.empty()) w.entry.objects.push_back(v.file);
        return Saved{std::string(id), n};
    });
}

domain::Outcome<BearingsOfFile> open_bearings(Gate& gate, std::string_view id, std::string_view file) {
    auto opened = gate.open(id, {auth::Action::read, "open_edit_form", "case"}, [&](Reading& reading) {
        std::optional<BearingsOfFile> found;
        auto row = case_row(reading.tx, id, reading.today);
        const auto name = row ? file_name(reading.tx, id, file, reading.permit.fields()) : std::string();
        if (name.empty()) return found;
        read_rights(reading, gate.actor(), row->head);
        found = BearingsOfFile{row->head, std::string(file), name, possible(reading.tx, *row), bearings_of(reading.tx, file)};
        reading.shown.push_back(std::string(file));
        return found;
    });
    return found(std::move(opened));
}

domain::Outcome<Saved> save_bearings(Gate& gate, std::string_view id, std::string_view file, const std::vector<std::string>& chosen) {
    return gate.perform(id, {auth::Action::note, "link_evidence", "case", domain::LoggedOperation::alteration}, [&](Writing& w) -> domain::Outcome<Saved> {
        const auto row = case_row(w.tx, id, w.today);
        if (!row || file_name(w.tx, id, file, w.permit.fields()).empty()) return domain::not_found();
        const auto known = possible(w.tx, *row);
        for (const auto& code : chosen)
            if (std::ranges::find(known, code, &Bearing::code) == known.end()) return domain::refuse(RefusalKind::invalid, "bears_on", "Select tests or breaches from the list");
        w.tx.run("DELETE FROM evidence_link WHERE file_id = :file", {with("file", file)});
        for (const auto& code : chosen)
            w.tx.run("INSERT INTO evidence_link (file_id, bears_on, account, at) VALUES (:file, :code, :account, :at) ON CONFLICT DO NOTHING", {with("file", file), with("code", code), with("account", w.actor.account), with_at("at", w.now)});
        add_event(w, id, "link_evidence", "what a file proves was said", "");
        w.entry.objects.push_back(std::string(file));
        w.entry.fields = chosen.empty() ? std::vector<std::string>{"none"} : chosen;
        return Saved{std::string(id), row->head.version};
    });
}

}  // namespace casework::persistence
