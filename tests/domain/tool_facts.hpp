// Facts with which the law of a kind of tool is met, kind by kind, for the tests that then break one rule at a time.
#pragma once

#include "domain/tools_and_powers/tool_workflow.hpp"

namespace casework::domain::tools_and_powers {

inline Date day(std::string_view iso) { return *parse_iso_date(iso); }
inline Instant at(std::string_view iso, int hour) { return std::chrono::sys_days{day(iso)} + std::chrono::hours(hour); }
const Date tools_today = day("2026-11-27");

// The house's law with the day of one waiting power set.
inline LegalRules commenced(std::string_view key, std::string_view from) {
    LegalRules rules = law();
    for (auto& rule : rules)
        if (rule.key == key && !rule.from) rule.from = day(from);
    return rules;
}
// With every waiting power of the Act of 2026 that a kind exists by.
inline const LegalRules& law_with_new_orders() {
    static const LegalRules rules = [] {
        LegalRules all = law();
        for (auto& rule : all)
            if (rule.key.starts_with("respect_order") || rule.key == "youth_injunction" || rule.key == "housing_injunction") rule.from = day("2026-09-01");
        return all;
    }();
    return rules;
}

inline Term term(int number, std::string_view from, std::string kind = "prohibition") {
    Term t;
    t.number = number;
    t.kind = std::move(kind);
    t.text = "Not to enter the town centre between 8pm and 6am";
    t.area_name = "Maidstone town centre";
    t.area = {{521000, 51270000}, {527000, 51270000}, {527000, 51276000}, {521000, 51276000}};
    t.from = day(from);
    return t;
}

inline void last_from(Tool& tool, std::string_view made, std::string_view until) {
    tool.made_on = tool.from = day(made);
    tool.until = day(until);
    tool.until_further_order = false;
    tool.review_on = tool.from;
    tool.terms = {term(1, made)};
}

inline Facts good_for(const ToolKind& kind) {
    Facts f;
    f.today = tools_today;
    f.law = &law_with_new_orders();
    f.age = 34;
    Tool& t = f.tool;
    t.kind = std::string(kind.code);
    for (const auto subject : {SubjectKind::area, SubjectKind::premises, SubjectKind::body, SubjectKind::person})
        if (kind.subjects.has(subject)) t.subject_kind = subject;
    t.subject = "PER-2026-0001";
    t.by = std::string(kind.issuers.front());
    t.agency = "maidstone";
    t.parties = {"Maidstone Borough Council"};
    t.court = std::string(kind.courts.front());
    t.court_case = "46MM1234526";
    t.evidence = {"DOC-2026-0001"};
    t.applied_on = day("2026-09-15");
    t.publicity = "none";
    last_from(t, "2026-10-01", "2028-09-30");
    for (const auto& condition : conditions_of(kind)) t.particulars.conditions.emplace_back(condition.code);
    f.asked.conditions = t.particulars.conditions;
    f.asked.reason = "Other ways have failed";
    f.asked.told = true;
    f.asked.varied_by = "offender";
    f.asked.outcome = "keep";
    f.asked.next_review = day("2027-01-15");
    f.asked.breach = {1, 1, day("2026-11-01"), {}, {"DOC-2026-0009"}, "charged"};
    if (kind.code == "injunction") f.asked.varied_by = "respondent";
    if (kind.code == "youth_injunction") f.age = 15;
    if (kind.code == "vehicle_warning") last_from(t, "2026-06-01", "2027-05-31");
    if (kind.code == "dispersal_authorisation" || kind.code == "dispersal_direction") {
        last_from(t, "2026-11-26", "2026-11-28");
        t.begins_at = at("2026-11-26", 18);
        t.ends_at = at("2026-11-28", 18);
        t.particulars.authorised_from = at("2026-11-26", 12);
        t.particulars.authorised_until = at("2026-11-27", 12);
    }
    if (kind.code == "pspo_expedited") last_from(t, "2026-10-01", "2027-03-31");
    if (kind.code == "closure_notice") {
        last_from(t, "2026-11-26", "2026-11-27");
        t.begins_at = t.particulars.served_at = at("2026-11-26", 10);
        t.ends_at = at("2026-11-27", 10);
    }
    if (kind.code == "closure_order") {
        last_from(t, "2026-11-02", "2027-02-01");
        t.particulars.served_at = at("2026-10-31", 10);
        t.particulars.heard_at = at("2026-11-02", 10);
    }
    if (kind.code == "possession_ground") {
        t.particulars.trigger = "closure";
        t.particulars.trigger_on = day("2026-08-01");
        t.particulars.notice_on = day("2026-10-31");
        t.particulars.closure_hours = 49;
    }
    return f;
}

// The same, on the day it ends.
inline Facts good_to_end(const ToolKind& kind) {
    Facts f = good_for(kind);
    f.tool.ended_on = tools_today;
    return f;
}

// The same, as it stands when it is to be extended.
inline Facts good_to_extend(const ToolKind& kind) {
    Facts f = good_for(kind);
    f.asked.old_until = f.tool.until;
    f.asked.old_ends_at = f.tool.ends_at;
    f.tool.particulars.senior_agreed = true;
    if (kind.code == "pspo") f.tool.until = day("2031-09-30");
    if (kind.code == "closure_order") f.tool.until = day("2027-05-01");
    if (kind.code == "closure_notice") {
        f.tool.until = day("2026-11-28");
        f.tool.ends_at = at("2026-11-28", 10);
    }
    return f;
}

}  // namespace casework::domain::tools_and_powers
