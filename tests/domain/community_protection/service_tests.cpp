// How a paper is given, when it counts as given, and how days are counted and printed.
#include <catch2/catch.hpp>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

const LocalRules rules;
const BankHolidays easter_2023{on(2023, 4, 7), on(2023, 4, 10)};
std::vector<std::string> fields(const ServiceRecord& service, const Recipient& recipient, Date today) {
    std::vector<std::string> found;
    for (const auto& refusal : service_refused(service, recipient, today)) found.push_back(refusal.field);
    return found;
}
using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("what is handed over or left counts from that day") {
    auto service = by_hand(on(2023, 4, 6));
    CHECK(given_on(service, rules, easter_2023)->last == on(2023, 4, 6));
    service.method = "left";
    CHECK(given_on(service, rules, easter_2023)->last == on(2023, 4, 6));
    CHECK(service_words(service) == "Left at the proper address on 6 April 2023 at 10:15am");
}

TEST_CASE("a letter counts from the ordinary course of post unless the true day is shown") {
    auto service = by_post(on(2023, 4, 6));
    const auto day = given_on(service, rules, easter_2023);
    CHECK(day->last == on(2023, 4, 12));
    CHECK(how_counted(*day, "it counts as given on") == "2 working days after 6 April 2023, the day of posting: it counts as given on 12 April 2023 (Interpretation Act 1978 s.7)");
    service.arrived_on = on(2023, 4, 13);
    CHECK(given_on(service, rules, easter_2023)->last == on(2023, 4, 13));
    auto slower = rules;
    slower.post_working_days = 4;
    CHECK(given_on(by_post(on(2023, 4, 6)), slower, easter_2023)->last == on(2023, 4, 14));
}

TEST_CASE("a body is given a paper through its secretary and at its office") {
    auto service = by_post(on(2023, 4, 6));
    CHECK(fields(service, company(), on(2023, 4, 6)) == Fields{"address_kind", "received_by"});
    service.address_kind = "registered";
    service.received_by = "The Secretary";
    CHECK(service_refused(service, company(), on(2023, 4, 6)).empty());
    auto partnership = company();
    partnership.body_kind = "partnership";
    service.address_kind = "principal";
    CHECK(service_refused(service, partnership, on(2023, 4, 6)).empty());
}

TEST_CASE("a person is reached at the last known address or the one they gave") {
    auto service = by_post(on(2023, 4, 6));
    CHECK(service_refused(service, adult(), on(2023, 4, 6)).empty());
    service.address_kind = "nominated";
    CHECK(service_refused(service, adult(), on(2023, 4, 6)).empty());
    service.address_kind = "registered";
    CHECK(fields(service, adult(), on(2023, 4, 6)) == Fields{"address_kind"});
}

TEST_CASE("everything that a record of service lacks is said at once") {
    CHECK(fields(ServiceRecord{}, adult(), on(2023, 4, 6)) == Fields{"method", "address", "served_on", "served_at", "served_by"});
    for (const auto* method : {"email", "text"}) {
        auto service = by_hand(on(2023, 4, 6));
        service.method = method;
        const auto refusals = service_refused(service, adult(), on(2023, 4, 6));
        REQUIRE(refusals.size() == 1);
        CHECK(refusals.front().authority == "2014 Act s.55");
    }
}

// Practice notes 16, vector 1.
TEST_CASE("a deadline keeps what it was counted from and counts again to the same day") {
    const auto appeal = count_by(Counting::beginning_with, rule_on(law(), "cpn.appeal_days", on(2026, 3, 1)), on(2026, 3, 1), "the day the notice was given");
    CHECK(appeal.last == on(2026, 3, 21));
    CHECK(appeal.rule == "cpn.appeal_days from 2014-10-20");
    CHECK(counts_again(appeal));
    auto altered = appeal;
    altered.last = on(2026, 3, 22);
    CHECK_FALSE(counts_again(altered));
    CHECK(in_time(appeal, on(2026, 3, 21)));
    CHECK_FALSE(in_time(appeal, on(2026, 3, 22)));
    for (const auto counting : {Counting::beginning_with, Counting::following, Counting::from, Counting::months, Counting::working_days, Counting::set}) CHECK(parse_counting(name(counting)) == counting);
}

TEST_CASE("each way of counting is printed in words that a person can follow") {
    const Date day = on(2026, 3, 1);
    CHECK(how_counted(count_by(Counting::following, 14, day, "the date of the penalty", "r", "s.52(5)")) == "14 days following 1 March 2026, the date of the penalty: the last day is 15 March 2026 (s.52(5))");
    CHECK(how_counted(count_by(Counting::from, 14, day, "the day of issue", "r", "")) == "14 days from 1 March 2026, the day of issue, which does not count: the last day is 15 March 2026");
    CHECK(how_counted(count_by(Counting::months, 6, on(2026, 8, 31), "the day of the failure", "r", "")) == "6 months after 31 August 2026, the day of the failure: the last day is 28 February 2027");
    CHECK(how_counted(set_day(day, "set in the warning", "")) == "Set in the warning: 1 March 2026");
}

TEST_CASE("the law is the one in force on the day and what is not commenced never is") {
    CHECK(rule_on(law(), "cpn.fpn.cap", on(2026, 11, 1)).value == 10000);
    CHECK_FALSE(find_rule(law(), "cpn.fpn.cap", on(2014, 10, 19)));
    CHECK(rule_on(law(), "cpn.fpn.cap", on(2010, 1, 1)).value == 10000);
    CHECK_THROWS(rule_on(law(), "cpn.fpn.floor", on(2026, 1, 1)));
    auto commenced = law();
    for (auto& rule : commenced)
        if (rule.value == 50000) rule.from = on(2027, 1, 4);
    CHECK(rule_on(commenced, "cpn.fpn.cap", on(2027, 1, 3)).value == 10000);
    CHECK(rule_on(commenced, "cpn.fpn.cap", on(2027, 1, 4)).value == 50000);
    commenced[0].until = on(2026, 1, 1);
    CHECK_FALSE(find_rule(commenced, commenced[0].key, on(2026, 1, 2)));
}

// Practice notes 16, vector 4.
TEST_CASE("settings outside the law are refused with its section") {
    const auto wrong = [](auto change) {
        LocalRules changed;
        change(changed);
        return local_rules_refused(changed, law(), on(2026, 11, 1));
    };
    CHECK(wrong([](auto&) {}).empty());
    CHECK(wrong([](auto& r) { r.penalty_early_days = 14; }).front().message == "The time for paying early must be fewer than 14 days");
    CHECK(wrong([](auto& r) { r.penalty_early_days = 14; }).front().authority == "2014 Act s.52(8)");
    CHECK(wrong([](auto& r) { r.penalty_early_days = 13; }).empty());
    CHECK(wrong([](auto& r) { r.penalty_pence = 15000; }).front().message == "The fixed penalty must be £100 or less");
    CHECK(wrong([](auto& r) { r.penalty_early_pence = 10000; }).front().field == "penalty_early_pence");
    CHECK(pounds(150000) == "£1,500");
    CHECK(pounds(7550) == "£75.50");
}

TEST_CASE("no code of community protection stands twice in its list") {
    for (const auto list : {conduct_categories(), conduct_tests(), requirement_kinds(), recipient_kinds(), body_kinds(), premises_capacities(), inform_methods(), service_methods(), courtesy_methods(), address_kinds(),
                            agency_kinds(), authority_kinds(), explanations(), young_considerations(), task_forces(), evidence_kinds(), no_action_reasons(), escalation_outcomes(), appeal_grounds(), appeal_outcomes(), review_outcomes(),
                            discharge_reasons(), breach_defences(), payment_methods(), penalty_cancel_reasons(), court_results(), remedial_consents()})
        for (const auto& row : list) {
            CHECK(std::ranges::count(list, row.code, &Code::code) == 1);
            CHECK_FALSE(row.words.empty());
        }
}
