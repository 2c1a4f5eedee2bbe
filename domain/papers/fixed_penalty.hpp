// What every fixed penalty notice says alike: the amounts, the days, and to whom and how it is paid (2014 Act ss.52 and 68).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/papers/paper_writing.hpp"

namespace casework::domain::papers {

struct PenaltyTerms {
    int pence = 0, early_pence = 0;
    std::optional<Date> dated, last, early_last;  // last: of the 14 days following the date of the notice
    std::string immunity;                         // "section 68(4)"
};
void say_amounts(Writing& out, const PenaltyTerms& terms);

struct Payment {
    std::vector<std::string> ways;
    std::string payee_name, payee_address, reference;
    std::string by_post;  // "section 68(8) and (9)"
};
// Cash or a cheque by post is always among the ways: the Act leaves no choice.
void say_ways_to_pay(Writing& out, const Payment& payment);

}  // namespace casework::domain::papers
