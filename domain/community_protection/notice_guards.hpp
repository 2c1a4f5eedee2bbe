// The guards of the notice's machine, each one rule of the Act or of practice with its authority.
#pragma once

#include "domain/community_protection/notice_workflow.hpp"
#include "domain/community_protection/shared_guards.hpp"

namespace casework::domain::community_protection::notice_guards {

using F = NoticeFacts;
using G = Guard<F>;
using shared::given;
using shared::practice;

constexpr std::string_view power_to_vary = "[2019] EWHC 84 (Admin)";

bool warning_too_old(const F& f);                       // past the partnership's months
std::string authority_wrong(const F& f, Date on);       // why the officer may not issue it on that day, or empty
std::string requirement_wrong(const F& f, std::string_view part);  // the first fault of that part of the requirements, or empty
bool end_allowed(const F& f);
bool review_allowed(const F& f);

// The warning that has to have been given (s.43(5)).
constexpr G warning_linked{"warning_linked", "Link the written warning: without one a notice cannot be issued", "2014 Act s.43(5)(a)", "", [](const F& f) { return f.warning && f.warning->written && given(f.warning->urn); }};
constexpr G warning_given{"warning_given", "Record first how and when the warning was given", "2014 Act s.43(5)(a)", "", [](const F& f) { return f.warning && f.warning->given_on && *f.warning->given_on <= f.today; }};
constexpr G warning_same_person{"warning_same_person", "The warning was given to somebody else. Give a warning to this person first", "2014 Act s.43(5)(a)", "",
                                       [](const F& f) { return f.warning && f.warning->recipient == f.recipient.id; }};
constexpr G warning_same_conduct{"warning_same_conduct", "Confirm that the warning was about the same conduct", "2014 Act s.43(5)", "same_conduct", [](const F& f) { return f.warning && f.warning->same_conduct; }};
constexpr G warning_live{"warning_live", "The warning was withdrawn or is too old to rely on. Give a new one, or have a supervisor enter why an old one still counts", "2014 Act s.43(5); local rule on the age of warnings", "",
                                [](const F& f) { return f.warning && !f.warning->withdrawn && (!warning_too_old(f) || given(f.warning->override_reason)); },
                                [](const F& f) {
                                    if (f.warning && f.warning->withdrawn) return std::string("The warning was withdrawn. Give a new one first");
                                    return std::string("The warning is too old to rely on. Give a new one, or have a supervisor enter why it still counts");
                                }};
constexpr G enough_time{"enough_time", "Enter why the person has had enough time to deal with the matter", "2014 Act s.43(5)(b)", "enough_time", [](const F& f) { return given(f.enough_time); }};
constexpr G still_happening{"still_happening", "Record at least one event with evidence after the warning was given and after the time it allowed", "2014 Act s.43(5)(b)", "", [](const F& f) {
                                       return f.warning && evidenced_since(f.events, f.warning->given_on, f.warning->allowed_until, std::min(f.today, f.issue_day())) > 0;
                                   }};

// The issuing authority and officer (ss.53, 57).
constexpr G authority_issues{"authority_issues", "Select an authority that can issue a notice", "2014 Act ss.53, 57", "agency", [](const F& f) { return agency_refused(f.agency_kind).empty(); },
                                    [](const F& f) { return agency_refused(f.agency_kind); }};
constexpr G authority_named{"authority_named", "Select the officer who issues the notice", "2014 Act s.53", "officer", [](const F& f) { return f.authority.has_value(); }};
constexpr G authority_live{"authority_live", "The officer has no live authority for this area", "2014 Act s.53", "", [](const F& f) { return authority_wrong(f, f.today).empty(); },
                                  [](const F& f) { return authority_wrong(f, f.today); }};
constexpr G authority_live_on_issue{"authority_live_on_issue", "The officer had no live authority on the day the notice was given", "2014 Act s.53", "", [](const F& f) { return authority_wrong(f, f.service.on.value_or(f.today)).empty(); },
                                           [](const F& f) { return authority_wrong(f, f.service.on.value_or(f.today)); }};
constexpr G manager_decides{"manager_decides", "Ask a manager to authorise the notice", practice, "", [](const F& f) { return !f.rules.second_approver || f.decides; }};
constexpr G manager_differs{"manager_differs", "Somebody other than the author authorises the notice", practice, "", [](const F& f) { return !f.rules.second_approver || f.actor != f.author; }};

// The paper.
constexpr G requirements_given{"requirements_given", "Enter at least one requirement", "2014 Act s.43(3)", "requirements", [](const F& f) { return requirement_wrong(f, "text").empty(); },
                                      [](const F& f) { return requirement_wrong(f, "text"); }};
constexpr G stop_without_due{"stop_without_due", "Remove the date of each requirement to stop: it holds at once and has no time limit", "2014 Act s.43(8)", "requirements",
                                    [](const F& f) { return std::ranges::none_of(f.requirements, [](const auto& r) { return r.kind == RequirementKind::stop && r.due; }); }};
constexpr G dues_ahead{"dues_ahead", "Dates of requirements must be on or after the day the notice is given", "2014 Act s.43(8)", "requirements",
                              [](const F& f) { return std::ranges::none_of(f.requirements, [&](const auto& r) { return r.due && *r.due < f.issue_day(); }); }};
constexpr G requirements_reasoned{"requirements_reasoned", "Enter why each requirement is reasonable to prevent or reduce the effect", "2014 Act s.43(4)", "requirements",
                                         [](const F& f) { return requirement_wrong(f, "reason").empty(); }, [](const F& f) { return requirement_wrong(f, "reason"); }};
constexpr G requirements_lawful_on_issue{"requirements_lawful_on_issue", "The requirements no longer fit the day the notice is given. Take the notice back and change them", "2014 Act s.43(3), (4), (8)", "",
                                                [](const F& f) { return requirements_refused(f.requirements, f.issue_day()).empty(); }};
constexpr G people_informed{"people_informed", "Record who was told before the notice, or why nobody was", "2014 Act s.43(6)", "informed", [](const F& f) { return informed_refused(f.informed, f.informed_none_because, f.today).empty(); },
                                   [](const F& f) { return informed_refused(f.informed, f.informed_none_because, f.today); }};
constexpr G told_before_issue{"told_before_issue", "Whoever is told must be told before the notice is given", "2014 Act s.43(6)", "", [](const F& f) { return informed_refused(f.informed, f.informed_none_because, f.service.on.value_or(f.today)).empty(); }};
constexpr G everything_explained{"everything_explained", "The notice must explain sections 46 to 51: appeal, work by the council, the offence, orders, forfeiture and seizure", "2014 Act s.43(7)(b)", "",
                                        [](const F& f) { return std::ranges::all_of(explanations(), [&](const Code& e) { return std::ranges::find(f.explained, e.code) != f.explained.end(); }); }};
constexpr G end_in_bounds{"end_in_bounds", "Enter the date the notice ends", practice, "ends_on", [](const F& f) { return end_allowed(f); }, [](const F& f) {
                                     return "Date the notice ends must be after " + long_date(f.issue_day()) + " and on or before " + long_date(add_months(f.issue_day(), f.rules.notice_months));
                                 }};
constexpr G review_in_bounds{"review_in_bounds", "Enter the date of the next review", practice, "review_on", [](const F& f) { return review_allowed(f); },
                                    [](const F& f) { return "Date of the next review must be after today and on or before " + long_date(add_months(f.today, f.rules.review_months)); }};
constexpr G next_review_in_bounds{"next_review_in_bounds", "Enter the date of the next review", practice, "review_on", [](const F& f) { return f.reason == "discharge" || review_allowed(f); },
                                         [](const F& f) { return "Date of the next review must be after today and on or before " + long_date(add_months(f.today, f.rules.review_months)); }};
constexpr G nothing_changed{"nothing_changed", "Confirm that nothing has changed since the notice was authorised, or take it back for changes", practice, "unchanged", [](const F& f) { return f.unchanged; }};
constexpr G age_on_record = shared::age_known<F>;

// Appeal (s.46).
constexpr G appeal_dated{"appeal_dated", "Enter the date the appeal was lodged, on or after the day the notice was given and not in the future", "2014 Act s.46(2)", "lodged",
                                [](const F& f) { return f.appeal.lodged && *f.appeal.lodged <= f.today && (!f.given_on || *f.appeal.lodged >= *f.given_on); }};
constexpr G court_named{"court_named", "Enter the magistrates’ court", "2014 Act s.46(1)", "court", [](const F& f) { return given(f.appeal.court); }};
constexpr G grounds_coded{"grounds_coded", "Select at least one ground of appeal", "2014 Act s.46(1)", "grounds",
                                 [](const F& f) { return !f.appeal.grounds.empty() && std::ranges::all_of(f.appeal.grounds, [](const auto& g) { return has_code(appeal_grounds(), g); }); }};
constexpr G result_dated{"result_dated", "Enter the date of the decision or withdrawal, on or after the day the appeal was lodged and not in the future", "2014 Act s.46(3), (4)", "decided_on",
                                [](const F& f) { return f.appeal.decided_on && *f.appeal.decided_on <= f.today && (!f.appeal.lodged || *f.appeal.decided_on >= *f.appeal.lodged); }};
constexpr G result_quashed{"result_quashed", "Record the decision of the court as it is: quashed", "2014 Act s.46(4)(a)", "outcome", [](const F& f) { return f.appeal.outcome == "quashed"; }};
constexpr G result_modified{"result_modified", "Record the decision of the court as it is: modified", "2014 Act s.46(4)(b)", "outcome", [](const F& f) { return f.appeal.outcome == "modified"; }};
constexpr G result_dismissed{"result_dismissed", "Record the decision of the court as it is: dismissed", "2014 Act s.46(4)(c)", "outcome", [](const F& f) { return f.appeal.outcome == "dismissed"; }};
constexpr G result_withdrawn{"result_withdrawn", "Record that the appeal was withdrawn", "2014 Act s.46(3)", "outcome", [](const F& f) { return f.appeal.outcome == "withdrawn"; }};
constexpr G version_from_court{"version_from_court", "The new version holds from the day of the court’s decision", "2014 Act s.46(4)(b)", "version_from", [](const F& f) { return f.version_from && f.version_from == f.appeal.decided_on; }};

// Afterwards.
constexpr G version_after_service{"version_after_service", "The new version can hold only from the day it is given", power_to_vary, "version_from", [](const F& f) {
                                             const auto day = community_protection::given_on(f.service, f.rules, f.holidays);
                                             return f.version_from && day && *f.version_from >= day->last;
                                         }};
constexpr G discharge_coded{"discharge_coded", "Select why the notice is withdrawn", power_to_vary, "reason", [](const F& f) { return has_code(discharge_reasons(), f.reason); }};
constexpr G discharge_explained{"discharge_explained", "Enter why the notice is withdrawn", power_to_vary, "note", [](const F& f) { return given(f.note); }};
constexpr G end_reached{"end_reached", "The notice has not reached its end", practice, "", [](const F& f) { return f.ends_on && f.today > *f.ends_on; },
                               [](const F& f) { return f.ends_on ? "The notice holds until the end of " + long_date(*f.ends_on) : std::string("No end is set for this notice"); }};
constexpr G review_coded{"review_coded", "Select the outcome of the review", practice, "reason", [](const F& f) { return has_code(review_outcomes(), f.reason); }};
constexpr G review_explained{"review_explained", "Enter what the review found", practice, "note", [](const F& f) { return given(f.note); }};

}  // namespace casework::domain::community_protection::notice_guards
