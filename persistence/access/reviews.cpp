// What owner and information governance do about emergency access and requests for access.
#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/mail.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::emergency_access;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;

constexpr int words_most = 500;

bool is_governance(const domain::Actor& actor) { return actor.role == domain::BaseRole::auditor && !actor.disabled && !actor.agency_suspended; }

bool answers_for(Transaction& tx, const domain::Actor& actor, const EmergencyLine& line, domain::Date today) {
    const bool owner = !line.record.empty() && actor.role == domain::BaseRole::practitioner && !actor.disabled && !actor.agency_suspended && coordinates_panel(actor, line.panel, today) && !is_excluded(tx, actor, line.record);
    return (is_governance(actor) || owner) && actor.account != line.account;
}

bool reviews(Transaction& tx, const domain::Actor& actor, const EmergencyLine& line, domain::Date today) {
    return !line.reviewed_at && answers_for(tx, actor, line, today) && rules::may_review(actor.account, line.account, line_of(tx, line.account));
}

// Whoever could review it, while the hour runs, and once.
bool co_approves(Transaction& tx, const domain::Actor& actor, const EmergencyLine& line, domain::Instant now) {
    return !line.record.empty() && line.until && *line.until > now && !line.co_approved_at && reviews(tx, actor, line, london_date(now));
}

bool decides(Transaction& tx, const domain::Actor& actor, const AccessRequestLine& line, domain::Date today) {
    return !line.record.empty() && !line.answered_at && actor.role == domain::BaseRole::practitioner && !actor.disabled && !actor.agency_suspended && actor.account != line.account &&
           coordinates_panel(actor, line.panel, today) && !is_excluded(tx, actor, line.record);
}

// Information governance sees what a reference is, never whom somebody asked about.
void redact(const domain::Actor& actor, EmergencyLine& line) {
    if (is_governance(actor)) line.asked = line.asked.find(", born ") == std::string::npos ? "An exact reference" : "A name and date of birth";
}

void append(Transaction& tx, const AccessDesk& desk, std::string_view action, LoggedOperation operation, std::vector<std::string> objects, std::string_view panel, std::vector<std::string> approvals = {}) {
    auto entry = desk.who;
    entry.action = action;
    entry.operation = operation;
    entry.object_type = "record";
    entry.objects = std::move(objects);
    entry.panel = panel;
    entry.approvals = std::move(approvals);
    const auto receipt = desk.ledger.append(tx, std::move(entry));
    if (desk.receipt != nullptr) *desk.receipt = receipt;
}

std::vector<std::string> objects_of(std::string_view record, std::string_view id, std::string_view account) {
    std::vector<std::string> objects{std::string(id), std::string(account)};
    if (!record.empty()) objects.insert(objects.begin(), std::string(record));
    return objects;
}

std::optional<EmergencyLine> emergency_of(Transaction& tx, const domain::Actor& actor, std::string_view id, domain::Instant now) {
    const auto today = london_date(now);
    auto lines = emergency_lines(tx, "WHERE e.id = :id", {with("id", id)});
    if (lines.empty() || !answers_for(tx, actor, lines.front(), today)) return std::nullopt;
    lines.front().may_review = reviews(tx, actor, lines.front(), today);
    lines.front().may_co_approve = co_approves(tx, actor, lines.front(), now);
    return std::move(lines.front());
}

std::optional<AccessRequestLine> request_of(Transaction& tx, const domain::Actor& actor, std::string_view id, domain::Date today) {
    auto lines = access_request_lines(tx, "WHERE q.id = :id", {with("id", id)});
    if (lines.empty() || lines.front().record.empty() || !coordinates_panel(actor, lines.front().panel, today) || is_excluded(tx, actor, lines.front().record) || actor.account == lines.front().account) return std::nullopt;
    lines.front().may_answer = decides(tx, actor, lines.front(), today);
    return std::move(lines.front());
}

domain::Actor standing_now(Transaction& tx, const AccessDesk& desk) {
    auto actor = desk.actor;
    reload_standing(tx, actor);
    return actor;
}

}  // namespace

bool answers_for_emergencies(const domain::Actor& actor, domain::Date today) {
    return is_governance(actor) || (actor.role == domain::BaseRole::practitioner && std::ranges::any_of(actor.memberships, [&](const auto& m) { return coordinates_panel(actor, m.panel, today); }));
}

AccessDuties access_duties(Transaction& tx, const domain::Actor& actor, domain::Instant now) {
    const auto today = london_date(now);
    AccessDuties duties;
    if (!answers_for_emergencies(actor, today)) return duties;
    for (auto& line : emergency_lines(tx, "WHERE e.reviewed_at IS NULL ORDER BY e.review_due, e.id LIMIT 200", {}))
        if (duties.reviews.size() < 50 && answers_for(tx, actor, line, today)) {
            line.may_review = reviews(tx, actor, line, today);
            redact(actor, line);
            duties.reviews.push_back(std::move(line));
        }
    for (auto& line : access_request_lines(tx, "WHERE q.answered_at IS NULL AND q.record_id <> '' ORDER BY q.asked_at, q.id LIMIT 200", {}))
        if (duties.requests.size() < 50 && decides(tx, actor, line, today)) duties.requests.push_back(std::move(line));
    return duties;
}

Outcome<EmergencyLine> open_emergency(const AccessDesk& desk, std::string_view id) {
    Outcome<EmergencyLine> opened = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        const auto actor = standing_now(tx, desk);
        auto line = emergency_of(tx, actor, id, desk.now);
        if (!line) return;
        append(tx, desk, "read_emergency", LoggedOperation::consultation, objects_of(line->record, id, line->account), line->panel);
        redact(actor, *line);
        opened = *std::move(line);
    });
    return opened;
}

Outcome<bool> review_emergency(const AccessDesk& desk, std::string_view id, std::string_view outcome, std::string_view words) {
    if (!domain::has_code(rules::outcomes(), outcome)) return domain::refuse(RefusalKind::invalid, "outcome", "Select what the review found");
    if (domain::trimmed(words).empty()) return domain::refuse(RefusalKind::invalid, "words", "Say what you looked at and why you decide so");
    if (domain::code_points(words) > words_most) return domain::refuse(RefusalKind::invalid, "words", fmt::format("Must be {} characters or less", words_most));
    Outcome<bool> closed = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        closed = domain::not_found();
        const auto actor = standing_now(tx, desk);
        const auto line = emergency_of(tx, actor, id, desk.now);
        if (!line) return;
        if (!line->may_review) {
            closed = line->reviewed_at ? domain::refuse(RefusalKind::conflict, {}, "This was reviewed already")
                                       : domain::refuse(RefusalKind::rule, {}, "You lead the person who used it: somebody else reviews it", "Emergency access, review");
            return;
        }
        tx.run("UPDATE emergency_request SET outcome = :outcome, reviewed_by = :by, reviewed_at = :now, review_words = :words WHERE id = :id",
               {with("outcome", outcome), with("by", actor.account), with_at("now", desk.now), with("words", domain::tidy_lines(words)), with("id", id)});
        append(tx, desk, "review_emergency", LoggedOperation::security, objects_of(line->record, id, line->account), line->panel);
        closed = true;
    });
    return closed;
}

Outcome<bool> co_approve_emergency(const AccessDesk& desk, std::string_view id, std::string_view words) {
    if (auto refusals = rules::co_approval_refused(words); !refusals.empty()) return std::unexpected(std::move(refusals));
    Outcome<bool> approved = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        approved = domain::not_found();
        const auto actor = standing_now(tx, desk);
        const auto line = emergency_of(tx, actor, id, desk.now);
        if (!line) return;
        // Of the very grant that this request gave: a later one of the same person needs an agreement of its own.
        if (!line->may_co_approve || tx.run("UPDATE emergency_grant SET co_approved = 1 WHERE record_id = :record AND account = :account AND until_at = :until AND co_approved = 0",
                                            {with("record", line->record), with("account", line->account), with_at("until", *line->until)}) == 0) {
            approved = domain::refuse(RefusalKind::rule, {}, line->co_approved_at ? "Somebody agreed to this already" : "Nothing is open that you could agree to: the hour is over, it was asked for anew, or you lead the person", "Access table, D8");
            return;
        }
        tx.run("UPDATE emergency_request SET co_approved_by = :by, co_approved_at = :now, co_approval_words = :words WHERE id = :id",
               {with("by", actor.account), with_at("now", desk.now), with("words", domain::tidy_lines(words)), with("id", id)});
        tell_of_emergency(tx, desk, line->panel, line->record, "Protected details in an emergency", "Somebody agreed that an emergency access shows protected details too.");
        write_mail(tx, line->account, "Your emergency access", fmt::format("Somebody agreed to protected details for the rest of the hour. See {}\n", desk.address), desk.now);
        append(tx, desk, "co_approve_emergency", LoggedOperation::disclosure, objects_of(line->record, id, line->account), line->panel, {std::string(id), actor.account, line->account});
        approved = true;
    });
    return approved;
}

Outcome<AccessRequestLine> open_access_request(const AccessDesk& desk, std::string_view id) {
    Outcome<AccessRequestLine> opened = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        opened = domain::not_found();
        auto line = request_of(tx, standing_now(tx, desk), id, london_date(desk.now));
        if (!line) return;
        append(tx, desk, "read_access_request", LoggedOperation::consultation, objects_of(line->record, id, line->account), line->panel);
        opened = *std::move(line);
    });
    return opened;
}

namespace {

domain::Refusals answer_refused(Transaction& tx, const AccessDesk& desk, const AccessRequestLine& line, bool allows, std::optional<domain::Date> until, std::string_view reason) {
    const auto today = london_date(desk.now);
    if (!line.may_answer) return domain::refuse(RefusalKind::conflict, {}, "This was answered already").error();
    if (domain::trimmed(reason).empty()) return domain::refuse(RefusalKind::invalid, "reason", "Say why").error();
    if (domain::code_points(reason) > words_most) return domain::refuse(RefusalKind::invalid, "reason", fmt::format("Must be {} characters or less", words_most)).error();
    if (!allows) return {};
    if (!until || *until < today || *until > domain::add_days(today, rules::access_days_most)) return domain::refuse(RefusalKind::invalid, "until", fmt::format("Enter a last day, at most {} days ahead", rules::access_days_most)).error();
    int sensitivity = 0;
    tx.one("SELECT sensitivity FROM record WHERE id = :id", {with("id", line.record)}, {&sensitivity});
    if (sensitivity == 1) return domain::refuse(RefusalKind::rule, {}, "This record is standard: share it with a group of theirs, or restrict it first", "Access table, D5").error();
    return {};
}

}  // namespace

Outcome<bool> answer_access_request(const AccessDesk& desk, std::string_view id, bool allows, std::optional<domain::Date> until, std::string_view reason) {
    Outcome<bool> answered = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        answered = domain::not_found();
        const auto actor = standing_now(tx, desk);
        const auto line = request_of(tx, actor, id, london_date(desk.now));
        if (!line) return;
        if (auto refusals = answer_refused(tx, desk, *line, allows, until, reason); !refusals.empty()) {
            answered = std::unexpected(std::move(refusals));
            return;
        }
        if (allows)
            tx.run("INSERT INTO record_participant (record_id, account, until, reason, named_by) VALUES (:record, :account, :until, :reason, :by) "
                   "ON CONFLICT (record_id, account) DO UPDATE SET until = excluded.until, reason = excluded.reason, named_by = excluded.named_by",
                   {with("record", line->record), with("account", line->account), with_day("until", *until), with("reason", domain::tidy_lines(reason)), with("by", actor.account)});
        tx.run("UPDATE access_request SET answer = :answer, answered_by = :by, answered_at = :now, answer_reason = :reason, until = :until WHERE id = :id",
               {with("answer", allows ? "allowed" : "refused"), with("by", actor.account), with_at("now", desk.now), with("reason", domain::tidy_lines(reason)),
                with("until", allows ? domain::iso_date(*until) : std::string()), with("id", id)});
        write_mail(tx, line->account, "Your request for access was answered", fmt::format("Somebody answered your request for access. See {}\n", desk.address), desk.now);
        append(tx, desk, allows ? "allow_access" : "refuse_access", LoggedOperation::alteration, objects_of(line->record, id, line->account), line->panel);
        answered = true;
    });
    return answered;
}

std::vector<EmergencyMonth> emergency_months(Transaction& tx, const domain::Actor& actor, domain::Date today) {
    std::vector<EmergencyMonth> months;
    for (const auto& line : emergency_lines(tx, "ORDER BY e.asked_at DESC LIMIT 10000", {})) {
        if (!answers_for(tx, actor, line, today)) continue;
        const auto month = domain::iso_date(london_date(line.asked_at)).substr(0, 7);
        if (months.empty() || months.back().month != month) {
            if (months.size() == 24) break;
            months.push_back({.month = month});
        }
        auto& m = months.back();
        ++m.asked;
        m.opened += line.until.has_value();
        m.justified += line.outcome == "justified";
        m.not_justified += line.outcome == "not_justified";
        m.waiting += !line.reviewed_at;
        m.overdue += !line.reviewed_at && line.review_due < today;
    }
    return months;
}

}  // namespace casework::persistence
