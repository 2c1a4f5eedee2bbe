// The law of each kind of tool: met, then broken rule by rule, and the questions that practitioners ask about by name.
#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <set>

#include "domain/tools_and_powers/codes.hpp"
#include "domain/tools_and_powers/hours.hpp"
#include "domain/nominals/codes.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/tool_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::tools_and_powers;

namespace {

using Change = std::function<void(Facts&)>;

// How to break a rule that is not a box to tick; a rule of one kind only stands under "kind.rule".
const std::map<std::string, Change> breaks{
    {"cbo.old_enough", [](Facts& f) { f.age = 9; }},
    {"cbo_period", [](Facts& f) { f.tool.until = day("2028-03-31"); }},
    {"cbo_youth_period", [](Facts& f) { f.age = 15; f.tool.until = day("2029-10-01"); }},
    {"cbo_youth_review", [](Facts& f) { f.age = 15; f.tool.review_on = day("2027-10-01"); }},
    {"cbo_next_review", [](Facts& f) { f.age = 17; f.asked.next_review = day("2027-11-27"); }},
    {"cbo_varied_by", [](Facts& f) { f.asked.varied_by = "applicant"; }},
    {"injunction.old_enough", [](Facts& f) { f.age = std::nullopt; }},
    {"injunction_court", [](Facts& f) { f.age = 17; }},
    {"injunction_period", [](Facts& f) { f.age = 17; f.tool.court = "youth"; }},
    {"injunction_varied_by", [](Facts& f) { f.asked.varied_by = "offender"; }},
    {"home_exclusion", [](Facts& f) { f.tool.terms.front().from_home = true; f.tool.by = "tfl"; }},
    {"respect_order.old_enough", [](Facts& f) { f.age = 17; }},
    {"housing_injunction.old_enough", [](Facts& f) { f.age = 17; }},
    {"under_18", [](Facts& f) { f.age = 18; }},
    {"dispersal_direction.old_enough", [](Facts& f) { f.age = 9; }},
    {"locality", [](Facts& f) { f.tool.terms.front().area_name = ""; }},
    {"area_stated", [](Facts& f) { f.tool.terms.front().area_name = " "; }},
    {"authorisation_hours", [](Facts& f) { f.tool.ends_at = at("2026-11-28", 19); }},
    {"direction_hours", [](Facts& f) { f.tool.ends_at = at("2026-11-28", 20); }},
    {"authorised", [](Facts& f) { f.tool.particulars.authorised_until = at("2026-11-26", 18); }},
    {"recorded_whether_told", [](Facts& f) { f.asked.told = false; }},
    {"warned_before", [](Facts& f) { f.tool.made_on = day("2026-06-28"); }},
    {"needs_area", [](Facts& f) { f.tool.terms.front().area.clear(); }},
    {"pspo.at_most", [](Facts& f) { f.tool.until = day("2029-10-01"); }},
    {"pspo_expedited.at_most", [](Facts& f) { f.tool.until = day("2027-04-01"); }},
    {"pspo_extension", [](Facts& f) { f.tool.until = day("2031-10-01"); }},
    {"housing_issuer", [](Facts& f) { f.tool.by = "housing_provider"; }},
    {"served", [](Facts& f) { f.tool.particulars.served_at = at("2026-11-26", 9); }},
    {"notice_hours", [](Facts& f) { f.tool.ends_at = at("2026-11-27", 11); }},
    {"senior_extends", [](Facts& f) { f.tool.particulars.senior_agreed = false; }},
    {"extension_hours", [](Facts& f) { f.tool.ends_at = at("2026-11-28", 11); }},
    {"after_notice", [](Facts& f) { f.tool.particulars.served_at = std::nullopt; }},
    {"heard_in_time", [](Facts& f) { f.tool.particulars.heard_at = at("2026-11-02", 11); }},
    {"decided_in_time", [](Facts& f) { f.tool.made_on = day("2026-11-17"); }},
    {"parties_named", [](Facts& f) { f.tool.parties = {" "}; }},
    {"closure_order.at_most", [](Facts& f) { f.tool.until = day("2027-02-02"); }},
    {"closure_extension", [](Facts& f) { f.tool.until = day("2027-05-02"); }},
    {"trigger_named", [](Facts& f) { f.tool.particulars.trigger = "nuisance"; }},
    {"closed_long_enough", [](Facts& f) { f.tool.particulars.closure_hours = 48; }},
    {"landlord_notice", [](Facts& f) { f.tool.particulars.notice_on = day("2026-11-01"); }},
};
// Boxes that matter only in some cases: what makes them matter.
const std::map<std::string, Change> makes_it_matter{
    {"youth_views", [](Facts& f) { f.age = 15; }},
    {"youth_consulted", [](Facts& f) { f.age = 15; }},
    {"parent_present", [](Facts& f) { f.age = 15; }},
    {"housing_related", [](Facts& f) { f.tool.by = "housing_provider"; }},
    {"arrest_needs_harm", [](Facts& f) { f.tool.terms.front().power_of_arrest = true; }},
    {"home_exclusion_harm", [](Facts& f) { f.tool.terms.front().from_home = true; }},
};

void untick(Facts& f, std::string_view condition) {
    std::erase(f.tool.particulars.conditions, std::string(condition));
    std::erase(f.asked.conditions, std::string(condition));
}

void break_rule(const ToolKind& kind, const Guard<Facts>& guard, Facts& f, std::set<std::string>& used) {
    const auto own = std::string(kind.code) + "." + std::string(guard.rule);
    const auto change = breaks.contains(own) ? breaks.find(own) : breaks.find(std::string(guard.rule));
    if (guard.field == "conditions") {
        if (const auto matters = makes_it_matter.find(std::string(guard.rule)); matters != makes_it_matter.end()) matters->second(f);
        untick(f, guard.rule);
        return;
    }
    INFO(own);
    REQUIRE(change != breaks.end());
    used.insert(change->first);
    change->second(f);
}

bool by_court(const ToolKind& kind) { return kind.family == Family::court_order; }

struct Phase {
    State from;
    Event event;
    const Guards<Facts>* guards;
    Facts (*facts)(const ToolKind&);
};
std::vector<Phase> phases(const ToolKind& kind) {
    const auto made_from = by_court(kind) ? State::applied : State::proposed;
    const auto made_by = by_court(kind) ? Event::grant : Event::issue;
    std::vector<Phase> all{{made_from, made_by, &kind.on_subject, good_for}, {made_from, made_by, &kind.on_making, good_for}};
    if (by_court(kind)) all.push_back({State::proposed, Event::apply, &kind.on_subject, good_for});
    if (kind.interim) all.push_back({State::applied, Event::grant_interim, &kind.on_interim, good_for});
    if (kind.on_variation.begin() != kind.on_variation.end()) {
        all.push_back({State::in_force, Event::vary, &kind.on_variation, good_for});
        all.push_back({State::in_force, Event::discharge, &kind.on_variation, good_to_end});
    }
    if (kind.on_review.begin() != kind.on_review.end()) all.push_back({State::in_force, Event::review, &kind.on_review, good_for});
    if (kind.extendable) all.push_back({State::in_force, Event::extend, &kind.on_extension, good_to_extend});
    return all;
}

bool says(const Outcome<Step<State, Event, Facts>>& taken, std::string_view part) {
    return !taken && std::ranges::any_of(taken.error(), [&](const Refusal& r) { return r.message.find(part) != std::string::npos; });
}
bool cites(const Outcome<Step<State, Event, Facts>>& taken, std::string_view part) {
    return !taken && std::ranges::any_of(taken.error(), [&](const Refusal& r) { return r.authority.find(part) != std::string::npos; });
}
Outcome<Step<State, Event, Facts>> made(std::string_view code, const Change& change) {
    const auto& kind = *find_kind(code);
    Facts f = good_for(kind);
    change(f);
    return by_court(kind) ? take(State::applied, Event::grant, f) : take(State::proposed, Event::issue, f);
}
const Change nothing = [](Facts&) {};

}  // namespace

TEST_CASE("every kind of tool can be made when its law is met") {
    for (const auto* kind : tool_kinds())
        for (const auto& phase : phases(*kind)) {
            INFO(kind->code << " " << name(phase.event));
            const auto taken = take(phase.from, phase.event, phase.facts(*kind));
            for (const auto& refusal : taken ? Refusals{} : taken.error()) UNSCOPED_INFO(refusal.message);
            CHECK(taken);
        }
}

TEST_CASE("every rule of every kind of tool stops it by name and section") {
    std::set<std::string> used;
    for (const auto* kind : tool_kinds())
        for (const auto& phase : phases(*kind))
            for (const auto* guard : *phase.guards) {
                Facts f = phase.facts(*kind);
                break_rule(*kind, *guard, f, used);
                INFO(kind->code << " " << name(phase.event) << " without " << guard->rule);
                const auto taken = take(phase.from, phase.event, f);
                REQUIRE_FALSE(taken);
                CHECK(says(taken, guard->refusal(f).message));
                CHECK(cites(taken, guard->authority));
            }
    CHECK(used.size() == breaks.size());
}

TEST_CASE("no kind takes a subject, an issuer or a court that its law does not name") {
    for (const auto* kind : tool_kinds()) {
        INFO(kind->code);
        for (const auto subject : {SubjectKind::person, SubjectKind::body, SubjectKind::premises, SubjectKind::area}) {
            Facts f = good_for(*kind);
            f.tool.subject_kind = subject;
            CHECK(take(State::unknown, Event::propose, f).has_value() == kind->subjects.has(subject));
        }
        for (const auto& issuer : issuers()) {
            const auto taken = made(kind->code, [&](Facts& f) { f.tool.by = std::string(issuer.code); });
            if (!by_court(*kind) && std::ranges::find(kind->issuers, issuer.code) == kind->issuers.end()) CHECK(cites(taken, kind->provision));
        }
        for (const auto& court : courts())
            if (by_court(*kind) && std::ranges::find(kind->courts, court.code) == kind->courts.end())
                CHECK(cites(made(kind->code, [&](Facts& f) { f.tool.court = std::string(court.code); }), kind->provision));
    }
}

TEST_CASE("the kinds of tools and their law are the reviewed ones") {
    CHECK(print_kinds() == casework::tests::golden("tool_kinds.txt", print_kinds()));
}

TEST_CASE("the list of people and the register name tools by one table") {
    for (const auto& code : casework::domain::nominals::tool_kinds()) {
        INFO(code.code);
        CHECK(kind_words(code.code) == code.words);
        const auto* recorded = find_kind(code.code);
        CHECK((recorded == nullptr || (recorded->on_list && recorded->words == code.words && recorded->subjects.person)));
    }
    CHECK(find_kind("cpn") == nullptr);
    CHECK(kind_words("cpn") == "Community Protection Notice");
    Facts f = good_for(*find_kind("abc"));
    f.tool.kind = "cpw";
    CHECK_FALSE(take(State::unknown, Event::propose, f));
}

TEST_CASE("every issuer, court and rule that a kind names exists") {
    for (const auto* kind : tool_kinds()) {
        INFO(kind->code);
        for (const auto issuer : kind->issuers) CHECK((issuer.empty() || has_code(issuers(), issuer)));
        for (const auto court : kind->courts) CHECK((court.empty() || has_code(courts(), court)));
        CHECK_FALSE(kind->words.empty());
        CHECK_FALSE(kind->provision.empty());
        CHECK_FALSE(kind->breach.empty());
        CHECK(kind->restricted == (kind->family == Family::external));
        CHECK(std::ranges::count(tool_kinds(), kind->code, &ToolKind::code) == 1);
    }
    CHECK(find_kind("asbo") == nullptr);
    CHECK(kind_words("asbo") == "asbo");
}

TEST_CASE("a criminal behaviour order of 18 months for an adult is refused") {
    const auto taken = made("cbo", [](Facts& f) { f.tool.until = day("2028-03-31"); });
    CHECK(says(taken, "at least 24 months or until further order"));
    CHECK(cites(taken, "s.25(5)"));
    CHECK(made("cbo", nothing));
    CHECK(made("cbo", [](Facts& f) { f.tool.until = std::nullopt; f.tool.until_further_order = true; }));
}

TEST_CASE("a criminal behaviour order under 18 is fixed for one to three years and reviewed each year") {
    const auto young = [](std::string_view until, std::string_view review) {
        return made("cbo", [&](Facts& f) { f.age = 17; f.tool.until = day(until); f.tool.review_on = day(review); });
    };
    CHECK(young("2027-09-30", "2027-09-30"));
    CHECK(young("2029-09-30", "2027-09-30"));
    CHECK_FALSE(young("2027-09-29", "2027-09-01"));
    CHECK_FALSE(young("2029-10-01", "2027-09-30"));
    CHECK_FALSE(young("2029-09-30", "2027-10-01"));
    CHECK(cites(made("cbo", [](Facts& f) { f.age = 17; f.tool.until = std::nullopt; f.tool.until_further_order = true; }), "s.25(4)"));
}

TEST_CASE("only the prosecution applies for a criminal behaviour order") {
    Facts f = good_for(*find_kind("cbo"));
    f.tool.by = "district";
    const auto taken = take(State::proposed, Event::apply, f);
    CHECK(says(taken, "District or borough council cannot issue or apply for a criminal behaviour order"));
    CHECK(cites(taken, "2014 Act ss.22 to 33"));
}

TEST_CASE("a requirement of a court order names who supervises it") {
    const auto taken = made("cbo", [](Facts& f) { f.tool.terms.push_back(term(2, "2026-10-01", "requirement")); });
    CHECK(says(taken, "Term 2: enter who supervises the requirement"));
    CHECK(made("abc", [](Facts& f) { f.tool.terms.push_back(term(2, "2026-10-01", "requirement")); }));
}

TEST_CASE("an injunction against somebody of 17 goes to the youth court for at most twelve months") {
    const auto young = [](std::string_view until) { return made("injunction", [&](Facts& f) { f.age = 17; f.tool.court = "youth"; f.tool.until = day(until); }); };
    CHECK(young("2027-09-30"));
    CHECK(cites(young("2027-10-01"), "s.1(6)"));
    CHECK_FALSE(made("injunction", [](Facts& f) { f.age = 9; f.tool.court = "youth"; f.tool.until = day("2027-09-30"); }));
}

TEST_CASE("only an adult is kept out of their home and only by those whom the Act names") {
    const auto kept_out = [](int age, std::string by) {
        return made("injunction", [&](Facts& f) { f.age = age; f.tool.by = std::move(by); f.tool.court = age < 18 ? "youth" : "county"; f.tool.until = day("2027-09-30"); f.tool.terms.front().from_home = true; });
    };
    CHECK(kept_out(18, "chief_officer"));
    CHECK_FALSE(kept_out(17, "chief_officer"));
    CHECK_FALSE(kept_out(18, "environment_agency"));
}

TEST_CASE("a respect order cannot be recorded while its law waits for its first day") {
    const auto with_law = [](const LegalRules& rules) { return made("respect_order", [&](Facts& f) { f.law = &rules; }); };
    CHECK(says(with_law(law()), "The law of a respect order is not in force on 1 October 2026"));
    CHECK(with_law(commenced("respect_order", "2026-10-01")));
    CHECK_FALSE(with_law(commenced("respect_order", "2026-10-02")));
}

TEST_CASE("a dispersal direction of 50 hours is refused while the law says 48") {
    const auto given = [](const LegalRules& rules, int hours) {
        return made("dispersal_direction", [&](Facts& f) { f.law = &rules; f.tool.ends_at = *f.tool.begins_at + std::chrono::hours(hours); f.tool.until = day("2026-11-29"); });
    };
    CHECK(says(given(law(), 50), "The period must be at most 48 hours from when the direction is given"));
    CHECK(cites(given(law(), 50), "s.35(4)"));
    CHECK(given(law(), 48));
    const auto later = commenced("dispersal.direction_hours_max", "2026-11-26"), too_late = commenced("dispersal.direction_hours_max", "2026-11-27");
    CHECK(given(later, 50));
    CHECK(given(later, 72));
    CHECK_FALSE(given(later, 73));
    CHECK_FALSE(given(too_late, 50));
}

TEST_CASE("a dispersal direction may outlast its authorisation but is given while it runs") {
    CHECK(made("dispersal_direction", [](Facts& f) { f.tool.particulars.authorised_until = *f.tool.begins_at + std::chrono::minutes(1); }));
    CHECK(cites(made("dispersal_direction", [](Facts& f) { f.tool.particulars.authorised_until = f.tool.begins_at; }), "s.35(1)"));
}

TEST_CASE("a vehicle was seized after a warning until 28 June 2026 and needs none since") {
    const auto seized = [](std::string_view on, std::optional<Date> warned) {
        return made("vehicle_seizure", [&](Facts& f) { f.tool.made_on = day(on); f.tool.particulars.prior_warning_on = warned; });
    };
    CHECK(cites(seized("2026-06-28", {}), "s.59(4)"));
    CHECK(seized("2026-06-28", day("2025-06-28")));
    CHECK_FALSE(seized("2026-06-28", day("2025-06-27")));
    CHECK(seized("2026-06-29", {}));
    CHECK(made("vehicle_seizure", [](Facts& f) { f.tool.made_on = day("2026-06-28"); f.tool.particulars.conditions.emplace_back("warning_impracticable"); }));
    CHECK_FALSE(made("vehicle_warning", [](Facts& f) { f.tool.made_on = day("2026-06-29"); }));
}

TEST_CASE("a closure notice lasts a day or two with a senior officer and Christmas Day does not count") {
    const auto notice = [](std::string_view served, int hours, bool senior, const LegalRules& rules = law()) {
        return made("closure_notice", [&](Facts& f) {
            f.today = day("2027-01-05");
            f.law = &rules;
            last_from(f.tool, served, "2027-01-01");
            f.tool.begins_at = f.tool.particulars.served_at = at(served, 10);
            f.tool.ends_at = *f.tool.begins_at + std::chrono::hours(hours);
            f.tool.particulars.senior_agreed = senior;
        });
    };
    CHECK(notice("2026-11-26", 24, false));
    CHECK_FALSE(notice("2026-11-26", 25, false));
    CHECK(notice("2026-11-26", 48, true));
    CHECK_FALSE(notice("2026-11-26", 49, true));
    CHECK(notice("2026-12-24", 48, false));
    CHECK_FALSE(notice("2026-12-24", 49, false));
    CHECK(notice("2026-12-25", 38, false));  // 10am on Christmas Day: the clock begins at midnight
    CHECK_FALSE(notice("2026-12-25", 39, false));
    CHECK_FALSE(notice("2026-12-26", 25, false));
    CHECK(notice("2026-11-26", 72, true, commenced("closure_notice.hours_max", "2026-11-26")));
}

TEST_CASE("a bank holiday does not stop the hours of a closure notice") {
    CHECK(hours_after(at("2026-12-26", 10), 48) == at("2026-12-28", 10));
    CHECK(hours_after(at("2026-08-30", 10), 48) == at("2026-09-01", 10));
    CHECK(hours_after(at("2026-12-24", 0), 24) == at("2026-12-25", 0));
}

TEST_CASE("the hearing about a closure is due within 48 hours of service and the notice may go on for 48 more") {
    CHECK(closure_hearing_by(at("2026-12-24", 12), law()) == at("2026-12-27", 12));
    CHECK(closure_hearing_by(at("2026-11-01", 12), law()) == at("2026-11-03", 12));
    CHECK(closure_continues_until(at("2026-11-03", 12), law()) == at("2026-11-05", 12));
}

TEST_CASE("an interim order needs the conviction or the youth court that the order itself needs") {
    Facts f = good_for(*find_kind("cbo"));
    CHECK(take(State::applied, Event::grant_interim, f));
    untick(f, "convicted");
    CHECK(cites(take(State::applied, Event::grant_interim, f), "s.22(1)"));
}

TEST_CASE("an abatement notice is appealed within 21 days that begin with it") {
    CHECK(appeal_period("abatement_notice", day("2026-03-01"), law())->last == day("2026-03-21"));
}

TEST_CASE("a closure order lasts three months and six in total") {
    CHECK(made("closure_order", nothing));
    CHECK_FALSE(made("closure_order", [](Facts& f) { f.tool.until = day("2027-02-02"); }));
    Facts f = good_to_extend(*find_kind("closure_order"));
    CHECK(take(State::in_force, Event::extend, f));
    f.tool.until = day("2027-05-02");
    CHECK(cites(take(State::in_force, Event::extend, f), "s.82"));
}

TEST_CASE("a housing provider closes premises only once the law lets it") {
    const auto closed = [](const LegalRules& rules) { return made("closure_notice", [&](Facts& f) { f.tool.by = "housing_provider"; f.law = &rules; }); };
    CHECK(cites(closed(law()), "s.76"));
    CHECK(closed(commenced("closure_notice.housing_provider", "2026-11-01")));
}

TEST_CASE("a landlord has twelve months for the notice and three after a closure order") {
    const auto notice = [](std::string trigger, std::string_view on) {
        return made("possession_ground", [&](Facts& f) { f.tool.particulars.trigger = std::move(trigger); f.tool.particulars.trigger_on = day("2026-01-15"); f.tool.particulars.notice_on = day(on); });
    };
    CHECK(notice("cbo_breach", "2027-01-14"));
    CHECK_FALSE(notice("cbo_breach", "2027-01-15"));
    CHECK(notice("closure", "2026-04-14"));
    CHECK(says(notice("closure", "2026-04-15"), "on or before 14 April 2026, 3 months beginning with 15 January 2026"));
}

TEST_CASE("a public spaces protection order is extended before it ends and by three years at most") {
    Facts f = good_to_extend(*find_kind("pspo"));
    CHECK(take(State::in_force, Event::extend, f));
    f.today = day("2028-10-01");
    CHECK(says(take(State::in_force, Event::extend, f), "It cannot be changed"));
}

TEST_CASE("the consultation on an order for a place does not carry its variation or extension") {
    Facts f = good_to_extend(*find_kind("pspo"));
    f.asked.conditions.clear();
    CHECK(cites(take(State::in_force, Event::extend, f), "s.72"));
    CHECK(cites(take(State::in_force, Event::vary, f), "s.72"));
}

TEST_CASE("an extension is judged by the law of its own day and not by that of the order") {
    const auto rules = [] {
        LegalRules changed = law();
        changed.push_back({"closure_notice.extension_hours_max", 48, day("2026-11-27"), {}, "A later Act"});
        return changed;
    }();
    Facts f = good_to_extend(*find_kind("closure_notice"));
    f.law = &rules;
    f.tool.ends_at = at("2026-11-29", 10);
    CHECK(take(State::in_force, Event::extend, f));
    f.asked.on = day("2026-11-26");
    CHECK(cites(take(State::in_force, Event::extend, f), "s.77(4)"));
}

TEST_CASE("what was confirmed with the application need not be confirmed again when the court decides") {
    CHECK(made("cbo", [](Facts& f) { f.asked.conditions.clear(); }));
}

TEST_CASE("a decision about a closure is appealed within 21 days that begin with it and an order for a place within six weeks") {
    const auto appeal = appeal_period("closure_order", day("2026-03-01"), law());
    REQUIRE(appeal);
    CHECK(appeal->last == day("2026-03-21"));
    CHECK(appeal->counted == "21 days beginning with 1 March 2026");
    CHECK(appeal->to == "Crown Court");
    CHECK(appeal_period("pspo", day("2026-03-01"), law())->last == day("2026-04-11"));
    CHECK_FALSE(appeal_period("abc", day("2026-03-01"), law()));
}

TEST_CASE("the law of tools has one value for each day and the waiting rows have none") {
    for (const auto& a : law()) {
        CHECK_FALSE(a.authority.empty());
        for (const auto& b : law())
            if (&a != &b && a.key == b.key && a.from && b.from) CHECK(((a.until && *a.until < *b.from) || (b.until && *b.until < *a.from)));
    }
    for (const auto* key : {"respect_order", "closure_notice.housing_provider", "case_review.policing_body_review", "offence.cuckooing", "asb_information_duty"})
        CHECK_FALSE(exists(law(), key, tools_today));
    CHECK(value_on(law(), "pspo.penalty_pence_max", tools_today) == 10000);
    CHECK(exists(law(), "offence.vagrancy_begging", day("2026-06-28")));
    CHECK_FALSE(exists(law(), "offence.vagrancy_begging", day("2026-06-29")));
    CHECK(exists(law(), "offence.facilitating_begging", day("2026-06-29")));
}

TEST_CASE("the dated law of tools is the reviewed one") {
    std::string printed;
    for (const auto& rule : law()) printed += rule_id(rule) + (rule.until ? " to " + iso_date(*rule.until) : "") + " = " + std::to_string(rule.value) + " [" + rule.authority + "]\n";
    CHECK(printed == casework::tests::golden("tool_law.txt", printed));
}
