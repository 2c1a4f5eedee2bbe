// ASB case reviews: the radar that offers one, applications, the threshold, the panel, recommendations, appeal, and the yearly figures.
#pragma once

#include "domain/case_review/figures.hpp"
#include "domain/case_review/radar.hpp"
#include "domain/case_review/review_clocks.hpp"
#include "persistence/nominals/nominals.hpp"
#include "persistence/work/record_duty.hpp"

namespace casework::persistence {

struct ReviewHead {
    std::string id, panel, panel_name, state, state_words, victim;  // ACR-2026-0003
    domain::Date state_since{};
    int version = 0;
    domain::FieldSet shown;
    bool may_edit = false, may_note = false, may_decide = false;
};

struct ReviewRecord : ReviewHead {
    domain::case_review::Facts facts;  // as they stand; what is protected is empty
    domain::case_review::History days;
    std::vector<domain::case_review::Classified> complaints;  // newest first, with the reason of each
    std::string channel, threshold, limb, plan, wish, appeal_grounds, appeal_decision, author_name;
    std::optional<domain::Date> offered_on;
    bool may_reveal = false;
    std::vector<domain::RunningClock> clocks;
    std::vector<StepOffer> offers;
    std::vector<EventLine> history;  // newest first, at most 25
};
domain::Outcome<ReviewRecord> open_review(Gate& gate, std::string_view id, std::string_view name = "read");

struct ReviewSource {
    ReviewHead head;
    std::string applicant, victim_name, contact, safe_contact;
};
domain::Outcome<ReviewSource> reveal_applicant(Gate& gate, std::string_view id);

struct ReviewTimeline {
    ReviewHead head;
    std::vector<EventLine> events;
    int next = 0;
};
domain::Outcome<ReviewTimeline> open_review_timeline(Gate& gate, std::string_view id, int before = 0);
domain::Outcome<Saved> add_review_note(Gate& gate, std::string_view id, std::string_view note);

struct CaseReviewLine {
    std::string id, state, state_words, victim;
    std::optional<domain::Date> received_on;
    std::string due_words;
    std::optional<domain::Date> due;
};
struct ReviewsAsked {
    bool closed = false;
    PageAsked page;
};
struct ReviewList {
    std::string panel, panel_name;
    bool may_create = false;
    std::vector<CaseReviewLine> lines;  // newest first, 25 a page
    PageEnds page;
    std::vector<domain::case_review::RadarLine> radar;  // victims to offer a review to, soonest last day first
};
domain::Outcome<ReviewList> list_reviews(Gate& gate, std::string_view panel, const ReviewsAsked& asked);

struct NewComplaint {
    std::optional<domain::Date> behaviour_on, reported_on;
    std::string agency, category, external_ref;
    bool hate = false;
};
// An application; with `review` it answers an offer. `victim`: the reference of the victim's reports, or empty.
struct Application {
    std::string review, victim, channel, applicant_kind, applicant, victim_name, contact, safe_contact, consent;
    domain::Date received_on{};
    std::vector<NewComplaint> complaints;
};
domain::Outcome<Saved> apply_for_review(Gate& gate, std::string_view panel, const Application& application);
domain::Outcome<Saved> offer_review(Gate& gate, std::string_view panel, std::string_view victim, std::string_view safe_contact);

struct ReviewAnswers {
    int version = 0;
    domain::case_review::Facts asked;  // only what the event asks for is read
    std::string plan;                  // one action a line
    NewComplaint complaint;            // one more that an agency holds, while information is gathered
};
domain::Outcome<Saved> take_review_step(Gate& gate, std::string_view id, std::string_view event, const ReviewAnswers& answers);
domain::Outcome<Saved> add_complaint(Gate& gate, std::string_view id, int version, const NewComplaint& complaint);
domain::Outcome<Saved> answer_recommendation(Gate& gate, std::string_view id, int version, int n, const domain::case_review::Recommendation& answer);

struct ReviewYear {
    int year = 0;
    domain::case_review::Figures figures;
};
struct ReviewFigures {
    std::string panel, panel_name;
    domain::Date on{};
    std::vector<ReviewYear> years;  // newest first, years without any with zeros
};
domain::Outcome<ReviewFigures> read_review_figures(Gate& gate, std::string_view panel, int years = 5);

// Clocks of open reviews, and victims to offer one to. For My work, at most 50.
std::vector<RecordDuty> review_duties(Listing& listing, const domain::Actor& actor);

}  // namespace casework::persistence
