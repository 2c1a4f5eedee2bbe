// The stage of the demo: who acts, at what moment, and what must not be refused (private to this folder).
#pragma once

#include <fmt/format.h>

#include <map>

#include "persistence/demo/demo.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence::demo {

class Stage {
  public:
    Stage(Database& database, Ledger& ledger, domain::Instant now);

    Database& database;
    Ledger& ledger;
    const domain::Instant now;
    const domain::Date today;

    domain::Date day(int from_today) const { return domain::add_days(today, from_today); }
    // That many days from today at that time of day in London.
    domain::Instant at(int from_today, int hour, int minute = 0) const;
    // The gate as that person had it at that moment, signed in with the password just given.
    Gate gate(std::string_view username, domain::Instant when);
    const domain::Actor& actor(std::string_view username);
    // Version of a row by its id, from the table that the statement names.
    int version(const char* sql, std::string_view id);

  private:
    std::map<std::string, domain::Actor, std::less<>> actors_;
    int requests_ = 0;
};

// The answer, or a fault that names the step of the story and every refusal.
template <class T>
T must(std::string_view step, domain::Outcome<T> outcome) {
    if (outcome) return std::move(*outcome);
    std::string why;
    for (const auto& refusal : outcome.error()) why += fmt::format("{}{} ({})", why.empty() ? "" : "; ", refusal.message, refusal.field);
    throw std::runtime_error(fmt::format("the demo cannot {}: {}", step, why));
}

void found_partnership(Stage& stage, const std::string& password_hash);
void tell_nominals(Stage& stage);       // the Town Centre Task Force: meetings, list, plans
void tell_sharing(Stage& stage);        // with another group, and a colleague who is asked to agree to it
void tell_enforcement(Stage& stage);    // warnings and notices of the enforcement group
void tell_reports(Stage& stage);         // reports, tools and a case review of the enforcement group
void tell_places(Stage& stage);          // a public spaces protection order, closed premises
void tell_vulnerability(Stage& stage);   // cases of the vulnerability group
void tell_other_groups(Stage& stage);   // records that members of the task force must not learn of

}  // namespace casework::persistence::demo
