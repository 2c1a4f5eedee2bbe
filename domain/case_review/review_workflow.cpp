// The table of the ASB case review.
#include "domain/case_review/review_workflow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::case_review {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

constexpr std::string_view local = "Local review procedure";
constexpr std::string_view guidance = "Statutory guidance on the ASB case review";

constexpr Code applicant_rows[] = {
    {"victim", "The victim", ""}, {"relative", "A relative or friend", "With the victim’s consent"}, {"councillor", "A councillor", "With the victim’s consent"},
    {"mp", "A member of Parliament", "With the victim’s consent"}, {"advocate", "A support worker or advocate", "With the victim’s consent"}, {"other", "Somebody else", "With the victim’s consent"},
};
constexpr Code answer_rows[] = {{"accepted", "Accepted", ""}, {"accepted_in_part", "Accepted in part", "Needs the reason"}, {"not_accepted", "Not accepted", "Needs the reason"}};
constexpr Code body_rows[] = {
    {"district", "District council", "2014 Act s.105(2)"}, {"police", "Chief officer of police", "2014 Act s.105(2)"},
    {"icb", "Integrated care board", "2014 Act s.105(2)"}, {"housing", "Co-opted housing provider", "2014 Act Schedule 4 paragraph 5"},
};

bool given(std::string_view text) { return !trimmed(text).empty(); }
bool past(const std::optional<Date>& day, Date today) { return day && *day <= today; }
int count_of(const Facts& f) { return qualifying_count(f.complaints); }
bool count_reached(const Facts& f) { return count_of(f) >= f.procedure.threshold_count; }
Date appeal_by(const Facts& f) { return f.decision_letter_on ? last_day_following(*f.decision_letter_on, f.procedure.appeal_calendar_days) : f.today; }

std::vector<std::string> missing(const std::vector<std::string>& wanted, const std::vector<std::string>& present) {
    std::vector<std::string> names;
    for (const auto& body : wanted)
        if (std::ranges::find(present, body) == present.end()) names.push_back(lower_first(words_for(body_rows, body)));
    return names;
}
bool answered(const Recommendation& r) { return has_code(answer_rows, r.answer) && r.answered_on && (r.answer == "accepted" || given(r.response)); }

// Offering and applying.
constexpr G radar_counts{"radar_counts", "Too few complaints qualify to offer a review", "2014 Act s.104(4)", "", [](const Facts& f) { return f.radar_count >= f.procedure.threshold_count; },
                         [](const Facts& f) { return fmt::format("{} of the {} needed to offer a review", counted(f.radar_count, "complaint qualifies", "complaints qualify"), f.procedure.threshold_count); }};
constexpr G none_open{"none_open", "A review for this victim is open already. Add the new complaints to it", local, "", [](const Facts& f) { return !f.open_review; }};
constexpr G safe_contact{"safe_contact", "Enter how and when the victim can be reached safely", guidance, "safe_contact", [](const Facts& f) { return given(f.safe_contact); }};
constexpr G applicant_named{"applicant_named", "Enter the name of the person who applies", "2014 Act s.104(1)", "applicant", [](const Facts& f) { return given(f.applicant); }};
constexpr G applicant_coded{"applicant_coded", "Select who applies", "2014 Act s.104(1)", "applicant_kind", [](const Facts& f) { return has_code(applicant_rows, f.applicant_kind); }};
constexpr G victim_named{"victim_named", "Enter who suffered the behaviour", "2014 Act s.104(1)", "victim", [](const Facts& f) { return given(f.victim); }};
constexpr G contact_given{"contact_given", "Enter how the applicant wants to hear from you", "2014 Act s.104", "contact", [](const Facts& f) { return given(f.contact); }};
constexpr G incidents_listed{"incidents_listed", "Add each incident with its date and who was told", "2014 Act s.104(11)", "incidents", [](const Facts& f) { return f.incidents > 0; }};
constexpr G consented{"consented", "Record the victim’s consent to this application", guidance, "consent", [](const Facts& f) { return f.applicant_kind == "victim" || given(f.consent); }};
constexpr G letter_dated{"letter_dated", "Enter the date of the letter, today or in the past", local, "letter_on", [](const Facts& f) { return past(f.letter_on, f.today); }};
constexpr G wish_recorded{"wish_recorded", "Enter what the applicant or victim said", local, "reason", [](const Facts& f) { return given(f.reason); }};

// The threshold.
constexpr G bodies_known{"bodies_known", "Select the relevant bodies, at least the district council, the police and the integrated care board", "2014 Act s.105(2)", "relevant_bodies", [](const Facts& f) {
                             return missing({"district", "police", "icb"}, f.relevant_bodies).empty();
                         }};
constexpr G bodies_notified{"bodies_notified", "Pass the application to every relevant body first", "2014 Act s.104", "notified_bodies",
                            [](const Facts& f) { return missing(f.relevant_bodies, f.notified_bodies).empty(); },
                            [](const Facts& f) { return "Pass the application to the " + listed(missing(f.relevant_bodies, f.notified_bodies)) + " first"; }};
constexpr G each_classified{"each_classified", "Confirm for each complaint whether it qualifies, with the reason", "2014 Act s.104(11) and (12)", "", [](const Facts& f) { return f.all_classified; }};
constexpr G risk_assessed{"risk_assessed", "Record the risk to the victim before the threshold is decided", guidance, "victim_risk", [](const Facts& f) { return given(f.victim_risk); }};
constexpr G decision_named{"decision_named", "Enter which bodies decided", "2014 Act s.104(4) and (5)", "decided_by", [](const Facts& f) { return given(f.decided_by); }};
constexpr G short_count_reasoned{"short_count_reasoned", "Enter why the threshold is met although fewer complaints qualify", "2014 Act s.104(5)", "reason", [](const Facts& f) { return count_reached(f) || given(f.reason); }};
constexpr G count_short{"count_short", "The threshold is met: enough complaints qualify, and the bodies must carry out the review", "2014 Act s.104(4)", "", [](const Facts& f) { return !count_reached(f); },
                        [](const Facts& f) { return "The threshold is met: " + counted(count_of(f), "complaint qualifies", "complaints qualify") + ", and the bodies must carry out the review"; }};
constexpr G considered{"considered", "Enter what the bodies made of persistence, harm and the adequacy of the response", "2014 Act s.104(5)", "harm",
                       [](const Facts& f) { return given(f.persistence) && given(f.harm) && given(f.adequacy); }};
constexpr G refusal_reasoned{"refusal_reasoned", "Enter why the threshold is not met", "2014 Act s.104", "reason", [](const Facts& f) { return given(f.reason); }};
constexpr G advice_given{"advice_given", "Enter what the applicant can do instead", local, "advice", [](const Facts& f) { return given(f.advice); }};
constexpr G route_given{"route_given", "Enter how the applicant can appeal or complain", "2014 Act Schedule 4 paragraph 3", "appeal_route", [](const Facts& f) { return given(f.appeal_route); }};

// Appeals.
constexpr G letter_sent{"letter_sent", "Send the applicant the decision first", "2014 Act s.104", "", [](const Facts& f) { return past(f.decision_letter_on, f.today); }};
constexpr G in_window{"in_window", "The time to appeal has ended", "2014 Act Schedule 4 paragraph 3; local review procedure", "", [](const Facts& f) { return !f.decision_letter_on || f.today <= appeal_by(f); },
                      [](const Facts& f) { return "The time to appeal ended on " + long_date(appeal_by(f)); }};
constexpr G first_appeal{"first_appeal", "This decision has been appealed against already", local, "", [](const Facts& f) { return !f.appealed_before; }};
constexpr G grounds_given{"grounds_given", "Enter why the applicant is dissatisfied", "2014 Act Schedule 4 paragraph 3", "reason", [](const Facts& f) { return given(f.reason); }};
constexpr G appeal_decided{"appeal_decided", "Enter who decided the appeal", "2014 Act Schedule 4 paragraph 3", "decided_by", [](const Facts& f) { return given(f.decided_by); }};
constexpr G appeal_reasoned{"appeal_reasoned", "Enter the reasons for the decision on the appeal", "2014 Act Schedule 4 paragraph 3", "reason", [](const Facts& f) { return given(f.reason); }};

// The panel and what comes of it.
constexpr G chair_named{"chair_named", "Enter who chairs the panel", local, "chair", [](const Facts& f) { return given(f.chair); }};
constexpr G chair_apart{"chair_apart", "Choose a chair who has not handled the case", guidance, "chair", [](const Facts& f) { return !f.chair_handled_case; }};
constexpr G victim_asked{"victim_asked", "Invite the victim to contribute", guidance, "victim_invited", [](const Facts& f) { return f.victim_invited; }};
constexpr G panel_ahead{"panel_ahead", "Enter the date of the panel, today or in the future", local, "panel_on", [](const Facts& f) { return f.panel_on && *f.panel_on >= f.today; }};
constexpr G panel_past{"panel_past", "Enter the date on which the panel met, today or in the past", local, "panel_on", [](const Facts& f) { return past(f.panel_on, f.today); }};
constexpr G bodies_attended{"bodies_attended", "Every relevant body takes part in the review", "2014 Act s.104", "attending_bodies",
                            [](const Facts& f) { return missing(f.relevant_bodies, f.attending_bodies).empty(); },
                            [](const Facts& f) { return "Every relevant body takes part in the review. Missing: " + listed(missing(f.relevant_bodies, f.attending_bodies)); }};
constexpr G victim_heard{"victim_heard", "Enter what the victim contributed, or why nothing", guidance, "victim_contribution", [](const Facts& f) { return given(f.victim_contribution); }};
constexpr G plan_or_reason{"plan_or_reason", "Add an action plan, or enter why there is none", guidance, "no_plan_reason", [](const Facts& f) { return f.plan_actions > 0 || given(f.no_plan_reason); }};
constexpr G shareable{"shareable", "Check that the letter says nothing about anybody else", "UK GDPR Article 5(1)(f)", "letter_shareable", [](const Facts& f) { return f.letter_shareable; }};
constexpr G recommendations_addressed{"recommendations_addressed", "Enter for each recommendation what it says and to which body", "2014 Act s.104", "recommendations", [](const Facts& f) {
                                          return std::ranges::all_of(f.recommendations, [](const auto& r) { return given(r.to) && given(r.text); });
                                      }};
constexpr G all_answered{"all_answered", "Every recommendation needs an answer: accepted, or not with the reason", "2014 Act s.104", "",
                         [](const Facts& f) { return std::ranges::all_of(f.recommendations, answered); },
                         [](const Facts& f) {
                             const auto open = f.recommendations.size() - static_cast<std::size_t>(std::ranges::count_if(f.recommendations, answered));
                             return counted(static_cast<long long>(open), "recommendation waits", "recommendations wait") + " for an answer: accepted, or not with the reason";
                         }};

constexpr StateRow<S> states[] = {
    {S::unknown}, {S::offered}, {S::not_wanted, true}, {S::received}, {S::acknowledged}, {S::info_gathering}, {S::threshold_met}, {S::threshold_not_met}, {S::closed_not_met},
    {S::threshold_appeal}, {S::review_scheduled}, {S::review_held}, {S::outcome_notified}, {S::review_appeal}, {S::monitoring}, {S::closed, true}, {S::withdrawn, true},
};

constexpr Step<S, E, Facts> steps[] = {
    // from                 event                   to                    who        guards                                                                          recorded as
    {S::unknown,           E::offer,               S::offered,           P::create, {radar_counts, none_open, safe_contact},                                        "review offered to the victim"},
    {S::unknown,           E::apply,               S::received,          P::create, {none_open, applicant_named, applicant_coded, victim_named, contact_given, safe_contact, incidents_listed, consented}, "application received"},
    {S::offered,           E::apply,               S::received,          P::create, {none_open, applicant_named, applicant_coded, victim_named, contact_given, safe_contact, incidents_listed, consented}, "application received"},
    {S::offered,           E::decline_offer,       S::not_wanted,        P::edit,   {wish_recorded},                                                                "review not wanted"},
    {S::received,          E::acknowledge,         S::acknowledged,      P::edit,   {letter_dated},                                                                 "application acknowledged"},
    {S::acknowledged,      E::request_information, S::info_gathering,    P::edit,   {bodies_known, bodies_notified},                                                "application passed to the relevant bodies"},
    {S::info_gathering,    E::meet_threshold,      S::threshold_met,     P::chair,  {each_classified, risk_assessed, decision_named, short_count_reasoned},         "threshold met"},
    {S::info_gathering,    E::refuse_threshold,    S::threshold_not_met, P::chair,  {each_classified, risk_assessed, decision_named, count_short, considered, refusal_reasoned}, "threshold not met"},
    {S::threshold_not_met, E::notify_refusal,      S::closed_not_met,    P::edit,   {letter_dated, advice_given, route_given},                                      "applicant told that the threshold is not met"},
    {S::threshold_not_met, E::appeal,              S::threshold_appeal,  P::create, {first_appeal, grounds_given},                                                  "threshold decision appealed"},
    {S::closed_not_met,    E::appeal,              S::threshold_appeal,  P::create, {letter_sent, in_window, first_appeal, grounds_given},                          "threshold decision appealed"},
    {S::threshold_appeal,  E::uphold_appeal,       S::threshold_met,     P::chair,  {appeal_decided, appeal_reasoned, letter_dated},                                "appeal upheld: threshold met"},
    {S::threshold_appeal,  E::dismiss_appeal,      S::closed_not_met,    P::chair,  {appeal_decided, appeal_reasoned, letter_dated},                                "appeal dismissed"},
    {S::threshold_met,     E::convene,             S::review_scheduled,  P::edit,   {chair_named, chair_apart, victim_asked, panel_ahead},                          "panel convened"},
    {S::review_scheduled,  E::convene,             S::review_scheduled,  P::edit,   {chair_named, chair_apart, victim_asked, panel_ahead},                          "panel moved to another day"},
    {S::review_scheduled,  E::hold,                S::review_held,       P::chair,  {panel_past, bodies_attended, victim_heard, plan_or_reason, recommendations_addressed}, "review held"},
    {S::review_held,       E::notify_outcome,      S::outcome_notified,  P::chair,  {letter_dated, shareable, route_given},                                         "applicant told the outcome"},
    {S::outcome_notified,  E::appeal,              S::review_appeal,     P::create, {letter_sent, in_window, first_appeal, grounds_given},                          "review appealed"},
    {S::outcome_notified,  E::track,               S::monitoring,        P::edit,   {},                                                                             "recommendations followed up"},
    {S::monitoring,        E::appeal,              S::review_appeal,     P::create, {letter_sent, in_window, first_appeal, grounds_given},                          "review appealed"},
    {S::review_appeal,     E::uphold_appeal,       S::review_scheduled,  P::chair,  {appeal_decided, appeal_reasoned, letter_dated, panel_ahead},                   "appeal upheld: review held again"},
    {S::review_appeal,     E::dismiss_appeal,      S::monitoring,        P::chair,  {appeal_decided, appeal_reasoned, letter_dated},                                "appeal dismissed"},
    {S::monitoring,        E::close,               S::closed,            P::edit,   {all_answered},                                                                 "closed"},
    {S::received,          E::withdraw,            S::withdrawn,         P::edit,   {wish_recorded},                                                                "application withdrawn"},
    {S::acknowledged,      E::withdraw,            S::withdrawn,         P::edit,   {wish_recorded},                                                                "application withdrawn"},
    {S::info_gathering,    E::withdraw,            S::withdrawn,         P::edit,   {wish_recorded},                                                                "application withdrawn"},
};

constexpr Workflow<S, E, Facts> table{"ASB case review", S::unknown, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 17> state_names{"unknown", "offered", "not_wanted", "received", "acknowledged", "info_gathering", "threshold_met", "threshold_not_met", "closed_not_met",
                                                       "threshold_appeal", "review_scheduled", "review_held", "outcome_notified", "review_appeal", "monitoring", "closed", "withdrawn"};
constexpr std::array<std::string_view, 17> state_words{"not applied for", "offered to the victim", "not wanted", "received", "acknowledged", "waiting for the agencies", "to be reviewed: threshold met", "refused: threshold not met",
                                                       "closed: threshold not met", "under appeal against the threshold decision", "waiting for the panel", "reviewed", "reviewed and the applicant told",
                                                       "under appeal against the review", "followed up", "closed", "withdrawn"};
constexpr std::array<std::string_view, 17> event_names{"offer", "decline_offer", "apply", "acknowledge", "request_information", "meet_threshold", "refuse_threshold", "notify_refusal", "appeal",
                                                       "uphold_appeal", "dismiss_appeal", "convene", "hold", "notify_outcome", "track", "close", "withdraw"};
constexpr std::array<std::string_view, 17> event_words{"offer a review", "record that no review is wanted", "record an application", "acknowledge the application", "ask the agencies for information", "decide that the threshold is met",
                                                       "decide that the threshold is not met", "tell the applicant of the refusal", "record an appeal", "uphold the appeal", "dismiss the appeal", "convene the panel",
                                                       "record the review", "tell the applicant the outcome", "follow the recommendations up", "close the review", "record that it is withdrawn"};

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }
std::optional<Event> parse_event(std::string_view text) { return named<Event>(event_names, text); }

const Workflow<State, Event, Facts>& workflow() { return table; }

CodeList applicant_kinds() { return applicant_rows; }
CodeList recommendation_answers() { return answer_rows; }
CodeList relevant_bodies() { return body_rows; }

std::string_view limb(const Facts& facts) { return count_reached(facts) ? "count" : "procedure"; }

}  // namespace casework::domain::case_review
