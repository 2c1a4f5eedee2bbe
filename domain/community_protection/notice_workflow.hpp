// The machine of a community protection notice (practice notes 1.4): right when it is issued, for nobody can argue that at a trial ([2019] EWHC 84 (Admin)).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/community_protection/authority.hpp"
#include "domain/community_protection/matter.hpp"
#include "domain/community_protection/requirements.hpp"
#include "domain/community_protection/service.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection {

// A breach does not end a notice and two can be open at once: each is a record with a machine of its own (breach_workflow).
enum class NoticeState { undrafted, drafted, authorising, ready, in_force, under_appeal, quashed, discharged, expired, closed };
enum class NoticeEvent {
    draft, submit, send_back, authorise, revise, abandon, issue, lodge_appeal, quash, modify, dismiss_appeal, withdraw_appeal, vary, discharge, expire, review,
};

std::string_view name(NoticeState state);
std::string_view words(NoticeState state);
std::optional<NoticeState> parse_notice_state(std::string_view name);
std::string_view name(NoticeEvent event);
std::string_view words(NoticeEvent event);
std::optional<NoticeEvent> parse_notice_event(std::string_view name);

struct Appeal {
    std::optional<Date> lodged;
    std::string court;
    std::vector<std::string> grounds;  // appeal_grounds
    std::optional<Date> hearing;
    std::string outcome;               // appeal_outcomes, once decided
    std::optional<Date> decided_on;    // or withdrawn
    std::optional<Date> stop_suspended_from;
    bool late = false;                 // lodged after the last day: the court decides what follows
};

struct NoticeFacts {
    Date today{};
    LocalRules rules;
    const LegalRules* law = &community_protection::law();  // each day is judged by the rule in force on it
    BankHolidays holidays;
    std::string actor, author;
    bool decides = false;  // the actor takes the manager's decisions
    std::string agency_kind;  // of the issuing authority
    std::optional<Authority> authority;  // of the officer who issues it
    // what it rests on
    std::optional<PriorWarning> warning;
    std::string enough_time;  // why the time since the warning was enough
    std::vector<ConductEvent> events;
    Conduct conduct;
    Limbs limbs;
    Recipient recipient;
    PremisesLink premises;
    Consideration considered;
    DuplicateCheck duplicates;
    std::vector<Informed> informed;
    std::string informed_none_because;
    // the paper
    std::vector<Requirement> requirements;  // of the draft, or of the new version
    std::vector<std::string> explained;     // explanations that the text holds
    std::optional<Date> ends_on, review_on;
    bool unchanged = true;  // nothing has changed since it was authorised
    ServiceRecord service;
    // in force
    std::optional<Date> given_on;
    // answers
    Appeal appeal;                  // as lodged, or with its outcome
    std::string reason, note;       // typed, or a code
    std::optional<Date> told_on;    // when the person was told in writing
    std::optional<Date> version_from;  // first day of a new version

    Date issue_day() const;
};

const Workflow<NoticeState, NoticeEvent, NoticeFacts>& notice_workflow();

// 21 days beginning with the day it counts as given (s.46(2)).
Deadline appeal_last_day(Date given_on, const LegalRules& law);
std::optional<Deadline> appeal_last_day(const NoticeFacts& facts);
bool appeal_is_late(const NoticeFacts& facts);  // a flag, no refusal: the court decides

// One line of the panel "Before you issue a notice": done, must be done, or should be looked at by a supervisor.
enum class Check { done, must, should };
struct CheckLine {
    Check state{};
    std::string_view rule;  // of the guard behind it
    std::string heading, words, authority;
};
std::vector<CheckLine> before_you_issue(const NoticeFacts& facts);

}  // namespace casework::domain::community_protection
