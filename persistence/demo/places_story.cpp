// Places of the demo: a public spaces protection order with its breaches, and premises that were closed.
#include <fmt/format.h>

#include "persistence/demo/stage.hpp"
#include "persistence/tools/public_spaces.hpp"

namespace casework::persistence::demo {
namespace {

namespace powers = domain::tools_and_powers;

class Places {
  public:
    explicit Places(Stage& stage) : stage_(stage) {}

    void tell() {
        tell_order();
        tell_closure();
    }

  private:
    Stage& stage_;
    int minute_ = 0;

    Gate gate(int day) { return stage_.gate("mel.hart", stage_.at(day, 14, minute_++ % 60)); }
    int version(const std::string& id) { return stage_.version("SELECT version FROM tool WHERE id = :id", id); }
    std::string proposed(int day, std::string_view kind, std::string_view subject_kind, std::string_view name, std::string_view why) {
        auto as = gate(day);
        return must("propose a tool on a place", propose_tool(as, "cpt", {std::string(kind), std::string(subject_kind), "", std::string(name), std::string(why), {"Reports of the last months"}})).id;
    }
    void step(const std::string& id, int day, std::string_view event, ToolAnswers answers) {
        answers.version = version(id);
        auto as = gate(day);
        must(fmt::format("{} {}", event, id), take_tool_step(as, id, event, answers));
    }
    ToolAnswers making(std::string_view kind, int from, int until) {
        ToolAnswers a;
        auto& t = a.wanted;
        t.by = "district", t.publicity = "public", t.made_on = t.from = stage_.day(from), t.until = stage_.day(until);
        for (const auto& condition : powers::conditions_of(*powers::find_kind(kind))) a.asked.conditions.emplace_back(condition.code);
        return a;
    }
    static powers::Term term(int number, std::string_view words) {
        powers::Term t;
        t.number = number, t.kind = "prohibition", t.text = words;
        return t;
    }

    void tell_order() {
        const auto id = proposed(-420, "pspo", "area", "Maidstone town centre", "Drinking and loud music in the streets, reported by residents and shops since spring.");
        auto made = making("pspo", -400, 600);
        made.wanted.review_on = stage_.day(45);
        auto drink = term(1, "Drink alcohol after being told to stop"), music = term(2, "Play amplified music");
        drink.alcohol = true;
        music.hours = powers::Hours{22 * 60, 7 * 60};
        for (auto* each : {&drink, &music}) each->area_name = "Maidstone town centre", each->area = {{519000, 51272000}, {524500, 51272000}, {524500, 51276500}, {519000, 51276500}}, made.terms.push_back({*each, false});
        step(id, -400, "issue", made);

        powers::PspoFacts drank;
        drank.article = 1, drank.on = stage_.day(-40), drank.at = 21 * 60 + 30, drank.place = domain::places::Point{521500, 51274000}, drank.place_words = "By the fountain on Jubilee Square";
        drank.person = person("Vince Harker"), drank.age = 41, drank.requirement_given = drank.requirement_refused = true, drank.authority_asked = drank.authority_shown = true;
        drank.items = {{"Two cans of beer", "Poured away"}}, drank.excuse = "none", drank.result = "penalty", drank.by = "authorised", drank.officer = "Mel Hart", drank.video = "BWV 7702", drank.penalty.notice_on = stage_.day(-40);
        breach(id, -40, drank);
        PenaltyAnswers paid{version(id), "paid", "", stage_.day(-33)};
        auto finance = gate(-33);
        must("record a payment", end_public_spaces_penalty(finance, id, 1, paid));

        powers::PspoFacts played;
        played.article = 2, played.on = stage_.day(-6), played.at = 23 * 60 + 10, played.place = domain::places::Point{522000, 51275000}, played.place_words = "Bank Street";
        played.description = "Man with a loudspeaker on a trolley", played.excuse = "given", played.excuse_note = "He said he did not know of the order.", played.result = "warned", played.by = "authorised", played.officer = "Mel Hart";
        breach(id, -6, played);
        drank.on = drank.penalty.notice_on = stage_.day(-3), drank.items.clear(), drank.authority_asked = drank.authority_shown = false;
        breach(id, -3, drank);
    }
    void breach(const std::string& id, int day, const powers::PspoFacts& facts) {
        auto as = gate(day);
        must("record a breach of the order", record_public_spaces_breach(as, id, version(id), facts));
    }
    std::string person(std::string_view name) {
        std::string id;
        stage_.database.read([&](Transaction& tx) { tx.one("SELECT pn.person_id FROM person_name pn JOIN protection_case c ON c.id = pn.record_id WHERE pn.full_name = :name ORDER BY c.id LIMIT 1", {with("name", name)}, {&id}); });
        return id;
    }

    void tell_closure() {
        constexpr std::string_view house = "16 Kingfisher Meadow";
        const auto keeps_out = term(1, "Nobody but those who live there may enter");
        const auto notice = proposed(-10, "closure_notice", "premises", house, "Parties with crowds most nights; two warnings to the tenant changed nothing.");
        auto served = making("closure_notice", -9, -8);
        served.wanted.begins_at = served.wanted.particulars.served_at = stage_.at(-9, 10), served.wanted.ends_at = stage_.at(-8, 9);
        served.terms = {{keeps_out, false}};
        step(notice, -9, "issue", served);
        const auto order = proposed(-9, "closure_order", "premises", house, "The notice ends before the parties do.");
        ToolAnswers applied;
        applied.wanted.by = "district", applied.wanted.applied_on = stage_.day(-9), applied.wanted.particulars.served_at = stage_.at(-9, 10);
        step(order, -9, "apply", applied);
        auto made = making("closure_order", -7, 80);
        made.wanted.court = "magistrates", made.wanted.court_case = "46MM0191126", made.wanted.review_on = stage_.day(20);
        made.wanted.particulars.served_at = stage_.at(-9, 10), made.wanted.particulars.heard_at = stage_.at(-7, 8);
        made.terms = {{keeps_out, false}};
        step(order, -7, "grant", made);
    }
};

}  // namespace

void tell_places(Stage& stage) { Places(stage).tell(); }

}  // namespace casework::persistence::demo
