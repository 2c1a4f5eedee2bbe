// A house with ASB case reviews on the way from application to outcome, on either database.
#pragma once

#include <catch2/catch.hpp>

#include "persistence/case_review/reviews.hpp"
#include "tests/support/house.hpp"

namespace casework::testing {

using namespace persistence;

class ReviewHouse : public TestHouse {
  public:
    ReviewHouse() : TestHouse(GENERATE(from_range(database_kinds()))) {}

    std::string applied(int complaints) {
        Application a;
        a.channel = "phone", a.applicant_kind = "victim", a.applicant = a.victim_name = "Walter Tarrant", a.contact = "By letter", a.safe_contact = "In the afternoon";
        a.received_on = today();
        for (int i = 0; i < complaints; ++i) a.complaints.push_back({domain::add_days(today(), -30 * (i + 1)), domain::add_days(today(), -30 * (i + 1) + 2), "kent-police", "asb", "", false});
        auto gate = as(chair);
        return must(apply_for_review(gate, "tctf", a)).id;
    }
    ReviewRecord read(const std::string& id) {
        auto gate = as(chair);
        return must(open_review(gate, id));
    }
    domain::Outcome<Saved> take(const std::string& id, std::string_view event, ReviewAnswers answers) {
        answers.version = read(id).version;
        auto gate = as(chair);
        return take_review_step(gate, id, event, answers);
    }
    // Gathered from every body, and decided.
    std::string decided(int complaints, std::string_view event) {
        const auto id = applied(complaints);
        ReviewAnswers a;
        a.asked.letter_on = today();
        must(take(id, "acknowledge", a));
        a.asked.relevant_bodies = a.asked.notified_bodies = {"district", "police", "icb"};
        must(take(id, "request_information", a));
        a.asked.all_classified = true, a.asked.victim_risk = "High: he lives alone.", a.asked.decided_by = "Council and police", a.asked.reason = "The bodies have weighed it.";
        a.asked.persistence = "Every week", a.asked.harm = "He does not leave the house", a.asked.adequacy = "One visit";
        must(take(id, event, a));
        return id;
    }
    ReviewAnswers convened(int days_ahead) const {
        ReviewAnswers a;
        a.asked.chair = "Nina Abbott, Head of Community Safety", a.asked.victim_invited = true, a.asked.panel_on = domain::add_days(today(), days_ahead);
        return a;
    }
    ReviewAnswers held() const {
        ReviewAnswers a;
        a.asked.panel_on = today(), a.asked.attending_bodies = {"district", "police", "icb"}, a.asked.victim_contribution = "He wants to sit in his garden.";
        a.asked.recommendations = {{"Kent Police", "Patrol the square on Friday evenings.", "", "", {}}, {"Golding Homes", "Mend the gate.", "", "", {}}};
        a.plan = "Camera at the gate\nOne officer for Mr Tarrant";
        return a;
    }
    ReviewAnswers letter() const {
        ReviewAnswers a;
        a.asked.letter_on = today(), a.asked.appeal_route = "Write to the Police and Crime Commissioner.", a.asked.letter_shareable = true, a.asked.advice = "Ring 101 when it happens.";
        return a;
    }
    ReviewAnswers because(const char* reason) const {
        ReviewAnswers a;
        a.asked.reason = reason, a.asked.decided_by = "Police and Crime Commissioner", a.asked.letter_on = today(), a.asked.panel_on = domain::add_days(today(), 20);
        return a;
    }
    std::string told_outcome() {
        const auto id = decided(3, "meet_threshold");
        must(take(id, "convene", convened(0)));
        must(take(id, "hold", held()));
        must(take(id, "notify_outcome", letter()));
        return id;
    }
    domain::Outcome<Saved> answer(const std::string& id, int n, const domain::case_review::Recommendation& what) {
        const auto version = read(id).version;
        auto gate = as(chair);
        return answer_recommendation(gate, id, version, n, what);
    }
};

}  // namespace casework::testing
