// The sentences about paying.
#include "domain/papers/fixed_penalty.hpp"

#include <fmt/format.h>

#include "domain/community_protection/rules.hpp"

namespace casework::domain::papers {

using community_protection::pounds;

void say_amounts(Writing& out, const PenaltyTerms& terms) {
    out.heading("What to pay and by when");
    out.say(fmt::format("The penalty is {}.{}", pounds(terms.pence),
                        terms.last ? fmt::format(" The last day to pay it is {}: 14 days following {}, the date of this notice.", long_date(*terms.last), terms.dated ? long_date(*terms.dated) : "the day it is given") : ""));
    if (terms.early_last) out.say(fmt::format("If you pay on or before {} the penalty is {}.", long_date(*terms.early_last), pounds(terms.early_pence)));
    out.say(fmt::format("No proceedings for this offence are started before the end of these 14 days. If you pay within them you cannot be convicted of it ({}).", terms.immunity));
    out.say("If you do not pay, you may be prosecuted.");
}

void say_ways_to_pay(Writing& out, const Payment& payment) {
    out.heading("How to pay");
    for (const auto& way : payment.ways) out.item(way);
    out.say(fmt::format("Pay to {}, {}. Say the reference {}.", payment.payee_name, tidy_line(payment.payee_address), payment.reference));
    out.say(fmt::format("You can always pay in cash or by cheque in a letter that you have paid to post. The payment then counts as made when the letter would arrive in the ordinary course of post ({}).", payment.by_post));
}

}  // namespace casework::domain::papers
