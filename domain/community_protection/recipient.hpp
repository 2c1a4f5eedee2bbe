// Whom a warning or notice is for: a person aged 16 or over, a body, or an occupier or owner whose name cannot be found out.
#pragma once

#include <optional>
#include <string>

#include "domain/calendar.hpp"

namespace casework::domain::community_protection {

struct Recipient {
    std::string kind = {};       // recipient_kinds
    std::string id = {};         // of the person or body; empty for an unknown occupier
    std::string name = {};
    std::string body_kind = {};  // body_kinds, for a body
    std::optional<Date> born = {};
    std::optional<int> estimated_age = {};  // where no birth date is known: on the day it is asked for
    std::string age_basis = {};             // people::age_bases, for an estimate

    bool is_individual() const { return kind == "individual"; }
};

// Nothing for a body, and for a person of whom neither birth date nor estimate with its basis is known.
std::optional<int> age_at(const Recipient& recipient, Date issue);
// A body and an unknown occupier have no age; an individual of unknown age is not old enough.
bool old_enough(const Recipient& recipient, Date issue, int min_age);
// 16 or 17: allowed, and youth justice or children's services are considered first.
bool is_young(const Recipient& recipient, Date issue);

}  // namespace casework::domain::community_protection
