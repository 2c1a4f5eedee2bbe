// A house with a public spaces protection order in force and somebody who can breach it, on either database.
#pragma once

#include "persistence/tools/public_spaces.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

namespace casework::testing {

namespace powers = domain::tools_and_powers;

class OrderHouse : public EnforcementHouse {
  public:
    std::string person, order;
    OrderHouse() {
        person = read(opened()).person.id;
        order = proposed("pspo", "area", "Maidstone town centre");
        auto made = making("pspo", 24);
        made.wanted.review_on = domain::add_months(today(), 6);
        powers::Term drink;
        drink.number = 1, drink.kind = "prohibition", drink.text = "Drink alcohol after being told to stop", drink.alcohol = true;
        drink.area = {{519000, 51272000}, {524500, 51272000}, {524500, 51276500}, {519000, 51276500}};
        made.terms = {{drink, false}};
        must(take(order, "issue", made));
    }
    std::string proposed(const std::string& kind, const std::string& subject_kind, const std::string& name) {
        auto gate = as(contributor);
        return must(propose_tool(gate, "tctf", {kind, subject_kind, "", name, "Reports of residents", {"STM-1"}})).id;
    }
    ToolAnswers making(const std::string& kind, int months) {
        ToolAnswers a;
        auto& t = a.wanted;
        t.by = "district", t.publicity = "public", t.made_on = t.from = today(), t.until = domain::add_days(domain::add_months(today(), months), -1);
        for (const auto& condition : powers::conditions_of(*powers::find_kind(kind))) a.asked.conditions.emplace_back(condition.code);
        return a;
    }
    ToolRecord tool(const std::string& id, const domain::Actor* who = nullptr) {
        auto gate = as(who ? *who : contributor);
        return must(open_tool(gate, id));
    }
    domain::Outcome<Saved> take(const std::string& id, std::string_view event, ToolAnswers answers) {
        answers.version = tool(id).version;
        auto gate = as(contributor);
        return take_tool_step(gate, id, event, answers);
    }
    powers::PspoFacts met() {
        powers::PspoFacts f;
        f.article = 1, f.on = today(), f.at = 21 * 60, f.place = domain::places::Point{521500, 51274000};
        f.person = person, f.age = 41, f.requirement_given = f.requirement_refused = true, f.excuse = "none", f.result = "penalty", f.by = "authorised", f.officer = "Mel Hart";
        f.penalty.notice_on = today();
        return f;
    }
    domain::Outcome<Saved> record(const powers::PspoFacts& facts, const domain::Actor* who = nullptr) {
        const int version = tool(order).version;
        auto gate = as(who ? *who : contributor);
        return record_public_spaces_breach(gate, order, version, facts);
    }
    domain::Outcome<Saved> end(int n, const std::string& outcome, const std::string& reason = "") {
        const int version = tool(order).version;
        auto gate = as(contributor);
        return end_public_spaces_penalty(gate, order, n, {version, outcome, reason, today()});
    }
};

}  // namespace casework::testing
