// Breaches of a public spaces protection order, rule by rule.
#include <catch2/catch.hpp>

#include "domain/tools_and_powers/pspo_breach.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"
#include "tests/domain/tool_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::tools_and_powers;

namespace {

PspoFacts good() {
    PspoFacts f;
    f.order = good_for(*find_kind("pspo")).tool;
    f.order.terms.front().alcohol = true;
    f.order.terms.front().hours = Hours{20 * 60, 6 * 60};
    f.article = 1;
    f.on = f.today = tools_today;
    f.at = 22 * 60;
    f.place = places::Point{524000, 51273000};
    f.person = "PER-2026-0004";
    f.age = 31;
    f.requirement_given = f.requirement_refused = true;
    f.authority_asked = f.authority_shown = true;
    f.items = {{"Can of beer", "Poured away"}};
    f.excuse = "none";
    f.result = "penalty";
    f.by = "authorised";
    f.officer = "USR-2026-0012";
    f.penalty = {tools_today, 10000, 7500, 10, "maidstone", false};
    return f;
}

const Breaks<PspoFacts> breaks{
    {"is_order", [](PspoFacts& f) { f.order.kind = "abc"; }},
    {"day_past", [](PspoFacts& f) { f.on = add_days(f.today, 1); }},
    {"article_held", [](PspoFacts& f) { f.article = 2; }},
    {"article_applied", [](PspoFacts& f) { f.at = 12 * 60; }},
    {"inside", [](PspoFacts& f) { f.place = places::Point{540000, 51273000}; }},
    {"who", [](PspoFacts& f) { f.person = ""; }},
    {"officer_named", [](PspoFacts& f) { f.by = "passer_by"; }},
    {"result_coded", [](PspoFacts& f) { f.result = ""; }},
    {"authority_shown", [](PspoFacts& f) { f.authority_shown = false; }},
    {"items_disposed", [](PspoFacts& f) { f.items.front().disposal = ""; }},
    {"requirement_refused", [](PspoFacts& f) { f.requirement_refused = false; }},
    {"excuse_weighed", [](PspoFacts& f) { f.excuse = ""; }},
    {"excuse_said", [](PspoFacts& f) { f.excuse = "given"; }},
    {"no_reasonable_excuse", [](PspoFacts& f) { f.excuse = "reasonable"; f.excuse_note = "He carried it for a neighbour."; }},
    {"person_identified", [](PspoFacts& f) { f.person = ""; }},
    {"old_enough", [](PspoFacts& f) { f.age = 17; }},
    {"notice_dated", [](PspoFacts& f) { f.penalty.notice_on = add_days(f.on, -1); }},
    {"amount_lawful", [](PspoFacts& f) { f.penalty.pence = 15000; }},
    {"early_lawful", [](PspoFacts& f) { f.penalty.early_days = 14; }},
    {"payee_made_order", [](PspoFacts& f) { f.penalty.payee = "kent-county"; }},
    {"one_penalty", [](PspoFacts& f) { f.penalty.another_for_same_offence = true; }},
};

bool cites(const Refusals& refusals, std::string_view section) {
    return std::ranges::any_of(refusals, [&](const Refusal& r) { return r.authority.find(section) != std::string::npos; });
}
Refusals refused(const std::function<void(PspoFacts&)>& change) {
    PspoFacts f = good();
    change(f);
    return pspo_breach_refused(f);
}

}  // namespace

TEST_CASE("a breach of a public spaces order that meets every rule is recorded") { CHECK(refused([](PspoFacts&) {}).empty()); }

TEST_CASE("every rule of a breach of a public spaces order stops its record") {
    std::size_t rules = 0;
    for (const auto* list : {&pspo_breach_rules(), &pspo_penalty_rules()})
        for (const auto* rule : *list) {
            INFO(rule->rule);
            PspoFacts f = good();
            REQUIRE(breaks.contains(std::string(rule->rule)));
            breaks.at(std::string(rule->rule))(f);
            CHECK(std::ranges::any_of(pspo_breach_refused(f), [&](const Refusal& r) { return r.message == rule->refusal(f).message; }));
            ++rules;
        }
    CHECK(rules == breaks.size());
}

TEST_CASE("the rules of a breach of a public spaces order are the reviewed ones") {
    CHECK(print_pspo_rules() == casework::tests::golden("pspo_breach.txt", print_pspo_rules()));
}

TEST_CASE("drinking where an order forbids it is no offence until a requirement is refused") {
    const auto drank = [](PspoFacts& f) { f.requirement_given = f.requirement_refused = false; };
    CHECK(cites(refused(drank), "ss.63, 67(4)"));
    CHECK(refused([&](PspoFacts& f) { drank(f); f.result = "warned"; }).empty());
    CHECK(refused([&](PspoFacts& f) { drank(f); f.order.terms.front().alcohol = false; }).empty());
}

TEST_CASE("a requirement is invalid when the authority that was asked for was not shown") {
    CHECK(cites(refused([](PspoFacts& f) { f.authority_shown = false; }), "s.63"));
    CHECK(refused([](PspoFacts& f) { f.authority_asked = f.authority_shown = false; }).empty());
}

TEST_CASE("an article with hours through the night applies from evening to morning") {
    CHECK(refused([](PspoFacts& f) { f.at = 20 * 60; }).empty());
    CHECK(refused([](PspoFacts& f) { f.at = 5 * 60 + 59; }).empty());
    CHECK(refused([](PspoFacts& f) { f.at = 6 * 60; }).front().message == "The article did not apply at 6am: it applies from 8pm to 6am");
}

TEST_CASE("a penalty above the cap of the day of its notice is refused") {
    CHECK(refused([](PspoFacts& f) { f.penalty.pence = 15000; }).front().message == "The penalty must be at most £100 on 27 November 2026");
    const auto later = commenced("pspo.penalty_pence_max", "2026-11-27"), too_late = commenced("pspo.penalty_pence_max", "2026-11-28");
    CHECK(refused([&](PspoFacts& f) { f.penalty.pence = 15000; f.law = &later; }).empty());
    CHECK_FALSE(refused([&](PspoFacts& f) { f.penalty.pence = 15000; f.law = &too_late; }).empty());
}

TEST_CASE("a lower amount is payable within fewer than 14 days or not offered at all") {
    CHECK(refused([](PspoFacts& f) { f.penalty.early_days = 13; }).empty());
    CHECK_FALSE(refused([](PspoFacts& f) { f.penalty.early_days = 14; }).empty());
    CHECK(refused([](PspoFacts& f) { f.penalty.early_days = f.penalty.early_pence = 0; }).empty());
}

TEST_CASE("a penalty dated 1 March blocks proceedings through 15 March") { CHECK(penalty_last_day(day("2026-03-01"), law()) == day("2026-03-15")); }

TEST_CASE("a reasonable excuse leaves a warning, and no penalty or report") {
    const auto excused = [](PspoFacts& f) { f.excuse = "reasonable"; f.excuse_note = "The can held water."; };
    CHECK(cites(refused(excused), "67(1)"));
    CHECK(refused([&](PspoFacts& f) { excused(f); f.result = "warned"; }).empty());
}

TEST_CASE("a penalty ends paid in its 14 days, later only where the partnership takes it, or cancelled with the reason") {
    PenaltyEnd end{.penalty = good().penalty, .outcome = "paid", .reason = "", .on = tools_today, .today = add_days(tools_today, 30)};
    CHECK(penalty_end_refused(end).empty());
    end.on = add_days(tools_today, 14);
    CHECK(penalty_end_refused(end).empty());
    end.on = add_days(tools_today, 15);
    REQUIRE(penalty_end_refused(end).size() == 1);
    CHECK(penalty_end_refused(end).front().message == "The last day to pay was 11 December 2026, and the partnership takes no late payment");
    end.late_accepted = true;
    CHECK(penalty_end_refused(end).empty());
    end.outcome = "cancelled";
    CHECK(penalty_end_refused(end).front().field == "reason");
    end.reason = "Wrong article";
    CHECK(penalty_end_refused(end).empty());
    end.on = add_days(tools_today, -1);
    end.outcome = "lost";
    CHECK(penalty_end_refused(end).size() == 2);
}

TEST_CASE("somebody unknown is described and given no penalty") {
    const auto unknown = [](PspoFacts& f) { f.person = ""; f.description = "Man in a red coat"; };
    CHECK(cites(refused(unknown), "s.68(1)"));
    CHECK(refused([&](PspoFacts& f) { unknown(f); f.result = "report"; }).empty());
}
