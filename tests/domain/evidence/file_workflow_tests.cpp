// The machine of an evidence file.
#include <catch2/catch.hpp>

#include "domain/evidence/file_workflow.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::evidence;

namespace {

Facts facts_for(const Step<State, Event, Facts>&) {
    return {.claims_a_type = true, .bytes = 10, .bytes_max = 100, .quota_left = 100, .arriving = 9, .whole = true, .content_fits = true, .by_uploader = true, .reason_characters = 20, .relied_on = false};
}
const Breaks<Facts> breaks{
    {"accepted_type", [](Facts& f) { f.claims_a_type = false; }}, {"not_empty", [](Facts& f) { f.bytes = 0; }},        {"not_too_large", [](Facts& f) { f.bytes = 101; }},
    {"room_on_record", [](Facts& f) { f.quota_left = 9; }},       {"few_arriving", [](Facts& f) { f.arriving = 10; }}, {"whole", [](Facts& f) { f.whole = false; }},
    {"content_fits", [](Facts& f) { f.content_fits = false; }},   {"own_upload", [](Facts& f) { f.by_uploader = false; }}, {"reason_given", [](Facts& f) { f.reason_characters = 19; }},
    {"not_relied_on", [](Facts& f) { f.relied_on = true; }},
};

}  // namespace

TEST_CASE("every step of an evidence file can be taken") { every_step_is_taken(workflow(), facts_for); }
TEST_CASE("every guard of an evidence file stops its step") { every_guard_stops_its_step(workflow(), facts_for, breaks); }
TEST_CASE("every other state of an evidence file refuses the step in words") { every_other_state_refuses(workflow(), facts_for); }

TEST_CASE("the table of evidence files is the reviewed one") { CHECK(print_table(workflow()) == casework::tests::golden("evidence_file_workflow.txt", print_table(workflow()))); }

TEST_CASE("nothing but a finished scan makes an evidence file one that can be looked at") {
    for (const auto& step : workflow().steps)
        if (step.to == State::clean) {
            CHECK(step.from == State::held);
            CHECK(step.event == Event::pass);
        }
}

TEST_CASE("evidence that a document relies on stays, under the authority that says so") {
    auto facts = facts_for({});
    facts.relied_on = true;
    const auto removed = decide(workflow(), State::clean, Event::remove, facts);
    REQUIRE_FALSE(removed);
    CHECK(removed.error().front().authority == "CPIA 1996 s.26 and Code of Practice para 5.1");
}
