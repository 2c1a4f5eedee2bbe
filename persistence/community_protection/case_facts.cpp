// What the guards of warnings and notices look at, gathered from the rows; and the words of the paper.
#include <algorithm>

#include "domain/text.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/community_protection/case_rows.hpp"
#include "persistence/documents/paper_wordings.hpp"

namespace casework::persistence {

// A person of estimated age counts on from the day it was judged; the guards ask for the age on other days.
protection::Recipient recipient_of(const CaseRow& row) {
    protection::Recipient r;
    r.kind = row.head.recipient_kind;
    r.id = r.is_individual() ? row.head.person.id : row.company_number.empty() ? domain::ascii_lower(row.head.recipient_name) : row.company_number;
    r.name = row.head.who();
    r.body_kind = row.body_kind;
    if (row.born) r.born = day_of(row.born);
    else if (row.head.person.age) r.estimated_age = row.head.person.age;
    r.age_basis = row.age_basis;
    return r;
}

std::string agency_kind_of(Transaction& tx, std::string_view account) {
    std::string kind;
    tx.one("SELECT g.kind FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :account", {with("account", account)}, {&kind});
    return kind;
}

protection::NoticeLife notice_life(const CaseRow& row) {
    return {row.given_on, row.warning() ? std::nullopt : row.day("ends_on"), row.head.state == "discharged" ? row.ended_on : std::nullopt, row.head.state == "quashed"};
}

std::vector<protection::AppealInterval> appeal_intervals(const std::vector<protection::Appeal>& appeals) {
    std::vector<protection::AppealInterval> all;
    for (const auto& appeal : appeals)
        if (appeal.lodged) all.push_back({*appeal.lodged, appeal.decided_on, appeal.stop_suspended_from});
    return all;
}

namespace {

protection::Conduct conduct_of(Transaction& tx, const CaseRow& row, domain::Date on) {
    return {row.value("category"), row.value("description"), row.day("first_on"), row.day("last_on"), row.value("locality"), own_area(tx, row.head.panel, on)};
}

protection::Limbs limbs_of(const CaseRow& row) {
    protection::Limbs limbs;
    constexpr std::array<std::string_view, 3> names{"detrimental", "persistent", "unreasonable"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        limbs[i].rationale = row.value(names[i]);
        const auto evidence = row.value(std::string(names[i]) + "_evidence");
        for (const auto line : domain::words_of(evidence, '\n')) limbs[i].evidence.emplace_back(line);
    }
    return limbs;
}

protection::Consideration considered_of(const CaseRow& row) {
    return {row.value("considered_note"), row.day("considered_on"), row.value("young"), row.value("young_note"), row.value("stale_reason")};
}

std::vector<protection::ConductEvent> conduct_events(Transaction& tx, std::string_view id) {
    std::vector<protection::ConductEvent> events;
    std::string on, evidence;
    int requirement = 0;
    tx.each("SELECT on_day, evidence, requirement FROM protection_event WHERE case_id = :id AND kind = 'breach' ORDER BY on_day", {with("id", id)}, {&on, &evidence, &requirement},
            [&] { events.push_back({day_of(on), !domain::trimmed(evidence).empty(), requirement}); });
    return events;
}

std::string officer_of(const CaseRow& row) { return row.officer.empty() ? row.author : row.officer; }

// The live one; where there is none the newest, so that the refusal says why it does not hold.
std::optional<protection::Authority> authority_of(Transaction& tx, const CaseRow& row, protection::Power power, domain::Date on) {
    const auto all = authorities_of(tx, officer_of(row));
    if (const auto* live = protection::authority_for(all, officer_of(row), power, own_area(tx, row.head.panel, on), on)) return *live;
    return all.empty() ? std::nullopt : std::optional(all.front());
}

}  // namespace

std::string own_area(Transaction& tx, std::string_view panel, domain::Date on) { return settings_on(tx, panel, on).word("own_area"); }

Asker asker_of(const domain::Actor& actor, std::string_view panel, domain::Date today) {
    const auto* membership = actor.membership(panel, today);
    return {actor.account, membership && membership->level == domain::Level::coordinator};
}

protection::LocalRules local_rules(Transaction& tx, std::string_view panel, domain::Date on) {
    const auto settings = settings_on(tx, panel, on);
    protection::LocalRules rules;
    rules.second_approver = settings["second_approver"] != 0;
    rules.rationale_characters_min = settings["rationale_characters"];
    rules.monitoring_days = settings["monitoring_days"];
    rules.warning_lapse_months = settings["warning_lapse_months"];
    rules.notice_months = settings["notice_months"];
    rules.review_months = settings["notice_review_months"];
    rules.consideration_days = settings["consideration_days"];
    rules.duplicate_check_days = settings["duplicate_check_days"];
    rules.post_working_days = settings["post_working_days"];
    rules.penalty_pence = settings["penalty_pence"];
    rules.penalty_early_pence = settings["penalty_early_pence"];
    rules.penalty_early_days = settings["penalty_early_days"];
    rules.late_payment_accepted = settings["late_payment_accepted"] != 0;
    return rules;
}

std::vector<protection::OpenMatter> open_matters(Transaction& tx, const auth::Scope& scope, domain::Instant now, const CaseRow& row) {
    std::vector<protection::OpenMatter> found;
    if (row.head.person.id.empty()) return found;
    const auto sql = scope_sql(scope, now);
    auto binds = sql.binds;
    binds.push_back(with("person", row.head.person.id));
    binds.push_back(with("id", row.head.id));
    binds.push_back(with("warning", row.warning_id));
    std::string urn, agency, state, since, kind, category;
    tx.each("SELECT c.id, g.name, c.kind, c.state, c.state_since, c.category FROM protection_case c JOIN record r ON r.id = c.id JOIN agency g ON g.id = r.owner_agency "
            "WHERE c.person_id = :person AND c.id <> :id AND c.id <> :warning AND c.warning_id <> :id AND c.ended_on IS NULL AND " + sql.condition + " ORDER BY c.state_since DESC LIMIT 20",
            binds, {&urn, &agency, &kind, &state, &since, &category}, [&] { found.push_back({urn, agency, row.head.person.id, category, state_words_of(kind, state), day_of(since)}); });
    return protection::duplicates(found, recipient_of(row), row.value("category"), row.head.id);
}

int linked_reports(Transaction& tx, const auth::Scope& scope, domain::Instant now, const CaseRow& row) {
    const auto sql = scope_sql(scope, now);
    auto binds = sql.binds;
    binds.push_back(with("matter", row.head.id));
    int reports = 0;
    tx.one("SELECT count(*) FROM report p JOIN record r ON r.id = p.id WHERE p.matter = :matter AND " + sql.condition, binds, {&reports});
    return reports;
}

namespace {

// What a warning and a notice rest on alike.
template <class Facts>
Facts facts_in_common(Transaction& tx, const CaseRow& row, const Asker& asker, std::vector<protection::OpenMatter> others, protection::Power power, domain::Date today) {
    Facts f;
    f.today = today;
    f.rules = local_rules(tx, row.head.panel, today);
    f.holidays = bank_holidays(tx);
    f.actor = asker.account;
    f.decides = asker.decides;
    f.author = row.author;
    f.agency_kind = agency_kind_of(tx, officer_of(row));
    f.authority = authority_of(tx, row, power, today);
    f.conduct = conduct_of(tx, row, today);
    f.limbs = limbs_of(row);
    f.recipient = recipient_of(row);
    f.premises = {row.value("premises"), row.value("capacity"), row.value("can_control") == "yes"};
    f.considered = considered_of(row);
    f.duplicates = {row.day("duplicates_on"), std::move(others), row.value("duplicates_because")};
    f.given_on = row.given_on;
    return f;
}

}  // namespace

protection::WarningFacts warning_facts(Transaction& tx, const CaseRow& row, const Asker& asker, std::vector<protection::OpenMatter> others, int reports, domain::Date today) {
    auto f = facts_in_common<protection::WarningFacts>(tx, row, asker, std::move(others), protection::Power::warning, today);
    f.reports = reports;
    f.text = stored(paper_text(tx, row, today));
    f.compliance_on = row.day("compliance_on");
    f.events = conduct_events(tx, row.head.id);
    f.override_reason = row.value("override_reason");
    tx.one("SELECT CASE WHEN count(*) > 0 THEN 1 ELSE 0 END FROM protection_case WHERE warning_id = :id AND state <> 'closed'", {with("id", row.head.id)}, {&f.notice_pending});
    return f;
}

namespace {

std::optional<protection::PriorWarning> prior_warning(Transaction& tx, const CaseRow& notice, domain::Date today) {
    const auto warning = case_row(tx, notice.warning_id, today);
    if (!warning) return std::nullopt;
    protection::PriorWarning prior;
    prior.urn = warning->head.id;
    tx.one("SELECT g.name FROM record r JOIN agency g ON g.id = r.owner_agency WHERE r.id = :id", {with("id", prior.urn)}, {&prior.agency});
    prior.recipient = recipient_of(*warning).id;
    prior.given_on = warning->given_on;
    prior.allowed_until = warning->day("compliance_on");
    prior.same_conduct = notice.value("same_conduct") == "yes";
    prior.withdrawn = warning->head.state == "withdrawn";
    prior.override_reason = notice.value("override_reason");
    return prior;
}

}  // namespace

protection::NoticeFacts notice_facts(Transaction& tx, const CaseRow& row, const Asker& asker, std::vector<protection::OpenMatter> others, domain::Date today) {
    auto f = facts_in_common<protection::NoticeFacts>(tx, row, asker, std::move(others), protection::Power::notice, today);
    f.warning = prior_warning(tx, row, today);
    f.enough_time = row.value("enough_time");
    f.events = conduct_events(tx, row.warning_id);
    for (const auto& line : informed_of(tx, row.head.id)) f.informed.push_back({line.name, line.role, line.on, line.method});
    f.informed_none_because = row.value("informed_none_because");
    f.requirements = requirements_of(tx, row.head.id, newest_version(tx, row.head.id));
    f.explained = protection::explained_in(paper_text(tx, row, today));
    f.ends_on = row.day("ends_on");
    f.review_on = row.day("review_on");
    return f;
}

domain::papers::PaperHead paper_head(Transaction& tx, const CaseRow& row, std::string_view officer) {
    auto head = head_by(tx, row.head.id, officer);
    head.recipient = row.head.who();
    head.address = row.value("address");
    head.body = row.head.recipient_kind == "body";
    return head;
}

protection::PaperText paper_text(Transaction& tx, const CaseRow& row, domain::Date given_on) {
    protection::PaperFacts f;
    f.head = paper_head(tx, row, officer_of(row));
    f.given_on = row.given_on.value_or(given_on);
    f.conduct = row.value("description");
    f.locality = row.value("locality");
    f.effect = row.value("detrimental");
    f.requirements = requirements_of(tx, row.head.id, newest_version(tx, row.head.id));
    f.compliance_on = row.day("compliance_on");
    f.head.wording = wording_in_force(tx, row.head.panel, row.head.kind, given_on).body;
    if (row.warning()) return protection::warning_text(f);
    const auto authorities = authorities_of(tx, officer_of(row));
    if (const auto* live = protection::authority_for(authorities, officer_of(row), protection::Power::notice, own_area(tx, row.head.panel, given_on), given_on)) f.head.officer_authority = protection::authority_words(*live);
    f.warning = row.warning_id;
    f.ends_on = row.day("ends_on");
    f.appeal = protection::count_by(protection::Counting::beginning_with, domain::rule_on(protection::law(), "cpn.appeal_days", *f.given_on), *f.given_on, "the day the notice was given");
    if (const auto warning = case_row(tx, row.warning_id, given_on)) {
        f.warning_given_on = warning->given_on;
        for (const auto& event : case_events(tx, row.warning_id, 20, {"1 = 0", {}}))
            if (event.kind == "breach" && !event.evidence.empty()) f.since.insert(f.since.begin(), {event.on, event.minute, event.place, event.words});
    }
    return protection::notice_text(f);
}

protection::PaperText variation_text(Transaction& tx, const CaseRow& row, const std::string& because, domain::Date from, domain::Date today) {
    protection::PaperFacts f;
    f.head = paper_head(tx, row, officer_of(row));
    f.given_on = row.given_on;
    f.requirements = requirements_of(tx, row.head.id, newest_version(tx, row.head.id));
    f.varied_because = because;
    f.varied_from = from;
    f.head.wording = wording_in_force(tx, row.head.panel, "variation", today).body;
    return protection::variation_text(f);
}

}  // namespace casework::persistence
