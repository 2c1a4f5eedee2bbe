// The machine of a fixed penalty, generated from its table, and the rules of section 52 by name.
#include <catch2/catch.hpp>

#include "domain/community_protection/penalty_workflow.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

using Row = Step<PenaltyState, PenaltyEvent, PenaltyFacts>;

// Dated 1 March 2026, a Sunday; £75 within 10 days, £100 within 14.
PenaltyFacts good() {
    PenaltyFacts f;
    f.today = on(2026, 3, 1);
    f.authority = delegated();
    f.area = "maidstone";
    f.breach_binding = true;
    f.belief = "Seen drinking by PC Osei with body-worn video";
    f.notice_council = "maidstone-borough";
    f.able_councils = {"maidstone-borough"};
    f.penalty = {.dated = on(2026, 3, 1), .pence = 10000, .early_pence = 7500, .early_days = 10, .particulars = "Drinking on the bandstand at 4:10pm on 27 February 2026", .payee_council = "maidstone-borough",
                 .payee_name = "Maidstone Borough Council", .payee_address = "Maidstone House, ME15 6JQ", .methods = {"post", "online"}};
    f.payment = {.method = "online", .sent_on = {}, .received_on = on(2026, 3, 1), .pence = 10000};
    f.reason = "Not in the public interest";
    return f;
}
PenaltyFacts unpaid() {
    auto f = good();
    f.today = on(2026, 3, 16);
    f.rules.late_payment_accepted = true;
    return f;
}
PenaltyFacts facts_for(const Row& row) {
    auto f = row.from == PenaltyState::unpaid || row.event == PenaltyEvent::run_out ? unpaid() : good();
    if (row.event == PenaltyEvent::cancel) f.reason = "defect", f.note = "Wrong requirement named";
    return f;
}
const Breaks<PenaltyFacts> breaks{
    {"offence_believed", [](auto& f) { f.belief = ""; }},
    {"requirement_bound", [](auto& f) { f.breach_binding = false; }},
    {"officer_named", [](auto& f) { f.authority = std::nullopt; }},
    {"officer_authorised", [](auto& f) { f.authority->until = on(2026, 2, 28); }},
    {"one_for_the_offence", [](auto& f) { f.other_penalty = "FPN-2026-0003"; }},
    {"dated", [](auto& f) { f.penalty.dated = on(2026, 3, 2); }},
    {"within_cap", [](auto& f) { f.penalty.pence = 15000; }},
    {"early_is_less", [](auto& f) { f.penalty.early_pence = 10000; }},
    {"early_is_short", [](auto& f) { f.penalty.early_days = 14; }},
    {"particulars_given", [](auto& f) { f.penalty.particulars = " "; }},
    {"payee_is_council", [](auto& f) { f.penalty.payee_council = "kent-county"; }},
    {"payee_addressed", [](auto& f) { f.penalty.payee_address = ""; }},
    {"methods_stated", [](auto& f) { f.penalty.methods = {"online"}; }},
    {"payment_dated", [](auto& f) { f.payment.received_on = on(2026, 3, 17); }},
    {"paid_early_enough", [](auto& f) { f.today = on(2026, 3, 12); f.payment.received_on = on(2026, 3, 12); }},
    {"early_amount_paid", [](auto& f) { f.payment.pence = 7499; }},
    {"paid_in_time", [](auto& f) { f.today = on(2026, 3, 16); f.payment.received_on = on(2026, 3, 16); }},
    {"whole_amount_paid", [](auto& f) { f.payment.pence = 7500; }},
    {"period_over", [](auto& f) { f.today = on(2026, 3, 15); }},
    {"late_accepted", [](auto& f) { f.rules.late_payment_accepted = false; }},
    {"cancel_coded", [](auto& f) { f.reason = "mercy"; }},
    {"cancel_explained", [](auto& f) { f.note = ""; }},
    {"reason_given", [](auto& f) { f.reason = ""; }},
};
Outcome<Row> take(PenaltyState from, PenaltyEvent event, const PenaltyFacts& f) { return decide(penalty_workflow(), from, event, f); }
std::string first(const Outcome<Row>& taken) { return taken ? std::string() : taken.error().front().message + " [" + taken.error().front().authority + "]"; }

}  // namespace

TEST_CASE("every step of a fixed penalty can be taken") { every_step_is_taken(penalty_workflow(), facts_for); }
TEST_CASE("every guard of a fixed penalty stops its step") { every_guard_stops_its_step(penalty_workflow(), facts_for, breaks); }
TEST_CASE("every other state of a fixed penalty refuses the step in words") { every_other_state_refuses(penalty_workflow(), facts_for); }

TEST_CASE("the table of fixed penalties is the reviewed one") {
    CHECK(print_table(penalty_workflow()) == golden("penalty_workflow.txt", print_table(penalty_workflow())));
    CHECK(print_dot(penalty_workflow()) == golden("penalty_workflow.dot", print_dot(penalty_workflow())));
}

// Practice notes 16, vector 3.
TEST_CASE("a penalty dated 1 March can be paid through 15 March and is unpaid on the 16th") {
    auto f = good();
    const auto last = penalty_last_day(f.penalty, law());
    CHECK(last->last == on(2026, 3, 15));
    f.today = on(2026, 3, 15);
    CHECK(first(take(PenaltyState::issued, PenaltyEvent::run_out, f)) == "The person can pay until the end of 15 March 2026 [2014 Act s.52(5)]");
    f.today = on(2026, 3, 16);
    CHECK(take(PenaltyState::issued, PenaltyEvent::run_out, f));
}

// Practice notes 16, vector 5.
TEST_CASE("a penalty of £150 is refused before the higher cap begins and allowed from its first day") {
    auto f = good();
    f.penalty.pence = 15000;
    CHECK(first(take(PenaltyState::unissued, PenaltyEvent::issue, f)) == "The penalty must be £100 or less [2014 Act s.52(7)]");
    auto commenced = law();
    for (auto& rule : commenced)
        if (rule.value == 50000) rule.from = on(2026, 3, 2);
    f.law = &commenced;
    f.today = on(2026, 3, 3);
    CHECK_FALSE(take(PenaltyState::unissued, PenaltyEvent::issue, f));
    f.penalty.dated = on(2026, 3, 2);
    CHECK(take(PenaltyState::unissued, PenaltyEvent::issue, f));
}

// Practice notes 16, vector 4.
TEST_CASE("an early period of 14 days is refused and 13 is allowed") {
    auto f = good();
    f.penalty.early_days = 14;
    CHECK(first(take(PenaltyState::unissued, PenaltyEvent::issue, f)) == "The time for paying early must be fewer than 14 days [2014 Act s.52(8)]");
    f.penalty.early_days = 13;
    CHECK(take(PenaltyState::unissued, PenaltyEvent::issue, f));
    f.penalty.early_days = 0, f.penalty.early_pence = 0;
    CHECK(take(PenaltyState::unissued, PenaltyEvent::issue, f));
}

TEST_CASE("a payment by post counts from the ordinary course of post") {
    auto f = good();
    f.today = on(2026, 3, 20);
    f.payment = {.method = "post", .sent_on = on(2026, 3, 11), .received_on = {}, .pence = 10000};
    CHECK(payment_effective(f.payment, f.rules, f.holidays)->last == on(2026, 3, 13));
    CHECK(take(PenaltyState::issued, PenaltyEvent::pay, f));
    f.payment.sent_on = on(2026, 3, 13);  // a Friday: it would arrive on Tuesday the 17th
    CHECK(first(take(PenaltyState::issued, PenaltyEvent::pay, f)) == "The last day to pay was 15 March 2026. Record it as a late payment [2014 Act s.52(5)(b)]");
}

TEST_CASE("the lower amount is enough only in its own time") {
    auto f = good();
    f.payment.pence = 7500;
    f.payment.received_on = f.today = on(2026, 3, 11);
    CHECK(take(PenaltyState::issued, PenaltyEvent::pay_early, f));
    f.payment.received_on = f.today = on(2026, 3, 12);
    CHECK(first(take(PenaltyState::issued, PenaltyEvent::pay_early, f)) == "The lower amount could be paid until 11 March 2026 [2014 Act s.52(8)]");
    CHECK(first(take(PenaltyState::issued, PenaltyEvent::pay, f)) == "The penalty is £100 [2014 Act s.52(5)(b)]");
}

TEST_CASE("a penalty for a notice of the police is paid to a council that could have issued it") {
    auto f = good();
    f.notice_council = "";
    CHECK(take(PenaltyState::unissued, PenaltyEvent::issue, f));
    f.able_councils = {"swale-borough"};
    CHECK_FALSE(take(PenaltyState::unissued, PenaltyEvent::issue, f));
}

TEST_CASE("the certificate states what was received and by when") {
    auto f = good();
    CHECK(certificate_statement(f, PenaltyState::unpaid) == "Payment of a fixed penalty of £100 was not received by 15 March 2026.");
    f.payment.received_on = on(2026, 3, 4);
    CHECK(certificate_statement(f, PenaltyState::paid_early) == "Payment of a fixed penalty of £75 was received by 4 March 2026.");
    CHECK(certificate_statement(PenaltyFacts{}, PenaltyState::unpaid).empty());
}
