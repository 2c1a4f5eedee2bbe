// A house whose enforcement group works: an officer with authority, and matters on the way from report to notice in force.
#pragma once

#include <catch2/catch.hpp>

#include "persistence/community_protection/cases.hpp"
#include "tests/support/house.hpp"

namespace casework::testing {

using namespace persistence;

class EnforcementHouse : public TestHouse {
  public:
    EnforcementHouse() : TestHouse(GENERATE(from_range(database_kinds()))) {
        database->write([](Transaction& tx) {
            tx.run("UPDATE agency SET kind = 'district' WHERE id = 'borough'");
            tx.run("UPDATE agency SET kind = 'police' WHERE id = 'kent-police'");
            tx.run("INSERT INTO officer_authority (id, panel, account, kind, instrument, given_by, areas, powers, from_day, added_by, at) VALUES ('AUT-1', 'tctf', 'USR-0003', 'delegation', 'SD 12.4', "
                   "'Head of Regulatory Services', 'maidstone', 'warning notice penalty', '2026-01-01', 'USR-0002', 0)");
        });
    }

    std::string opened(int year_born = 1984) {
        auto gate = as(contributor);
        NewMatter matter;
        matter.recipient_kind = "individual";
        matter.name = "Gary Tindle";
        matter.born = domain::Date{std::chrono::year{year_born} / 8 / 4};
        matter.title = "Street drinking, Brenchley Gardens";
        matter.category = "asb";
        matter.reported_on = today();
        matter.report = "Drinking and shouting on the bandstand most afternoons.";
        return must(open_matter(gate, "tctf", matter)).id;
    }
    CaseRecord read(const std::string& id) {
        auto gate = as(contributor);
        return must(open_case(gate, id));
    }
    domain::Outcome<Saved> save(const std::string& id, std::string_view part, const domain::FieldValues& values, int version = 0, const domain::Actor* who = nullptr) {
        const int on = version > 0 ? version : read(id).version;
        auto gate = as(who ? *who : contributor);
        domain::Clash clash;
        return save_part(gate, id, part, on, values, {}, clash);
    }
    domain::Outcome<Saved> step(const std::string& id, std::string_view event, CaseAnswers answers = {}, const domain::Actor* who = nullptr) {
        if (answers.version == 0) answers.version = read(id).version;
        auto gate = as(who ? *who : contributor);
        return take_case_step(gate, id, event, answers);
    }
    void fill(const std::string& id) {
        const auto day = domain::iso_date(domain::add_days(today(), -1));
        must(save(id, "conduct", {{"description", "You were drinking alcohol and shouting at people in Brenchley Gardens."}, {"first_on", day}, {"last_on", day}, {"locality", "Brenchley Gardens"}}));
        must(save(id, "tests", {{"detrimental", "Families and staff avoid the bandstand."}, {"detrimental_evidence", "Diary sheet 3"}, {"persistent", "It happens most afternoons since June."}, {"persistent_evidence", "Diary sheet 3"},
                                {"unreasonable", "It is a public garden with a school beside it."}, {"unreasonable_evidence", "PC Osei, statement"}}));
        must(save(id, "address", {{"address_kind", "last_known"}, {"address", "Care of Trinity, 20 Church Street, Maidstone"}}));
        must(save(id, "support", {{"considered_note", "Alcohol dependency: Trinity works with him."}}));
        must(save(id, "duplicates", {{"duplicates_because", ""}}));
        must(require(id));
    }
    domain::Outcome<Saved> require(const std::string& id) {
        auto gate = as(contributor);
        return save_requirements(gate, id, read(id).version, {{1, domain::community_protection::RequirementKind::stop, "Stop drinking alcohol in Brenchley Gardens.", {}, "The harm comes from drinking there."},
                                                              {2, domain::community_protection::RequirementKind::act, "Go to one appointment at Trinity.", domain::add_days(today(), 30), "It deals with the cause."}});
    }
    CaseAnswers handed_over() {
        CaseAnswers a;
        a.service.method = "hand";
        a.service.address = "The bandstand, Brenchley Gardens";
        a.service.on = today();
        a.service.at = 615;
        a.service.by = contributor.account;
        a.compliance_on = domain::add_days(today(), 14);
        a.unchanged = true;
        return a;
    }
    std::string given() {
        const auto id = opened();
        fill(id);
        must(step(id, "draft_warning"));
        must(step(id, "approve", {}, &deputy));
        must(step(id, "issue", handed_over()));
        return id;
    }
    void breach(const std::string& id) {
        auto gate = as(contributor);
        must(add_case_event(gate, id, {"breach", today(), 970, "Brenchley Gardens", "You were drinking alcohol on the bandstand", "video", "BWV 7731", "", 1, 0}));
    }
    // The draft of a notice, complete.
    std::string drafted(const std::string& warning) {
        pass_days(15);
        breach(warning);
        must(step(warning, "report_continuing"));
        const auto notice = must(step(warning, "decide_notice")).id;
        must(save(notice, "time", {{"same_conduct", "yes"}, {"enough_time", "Two weeks and an offer of support."}}));
        must(save(notice, "support", {{"considered_note", "Trinity still works with him."}}));
        must(save(notice, "duplicates", {{"duplicates_because", ""}}));
        must(save(notice, "term", {{"ends_on", domain::iso_date(domain::add_months(today(), 3))}, {"review_on", domain::iso_date(domain::add_months(today(), 2))}}));
        auto gate = as(contributor);
        must(add_informed(gate, notice, {"S. Bell", "support worker", "phone", today()}));
        return notice;
    }
    // A notice in force since today: requirement 1 to stop, requirement 2 to do within 30 days.
    std::string in_force() {
        const auto notice = drafted(given());
        must(step(notice, "submit"));
        must(step(notice, "authorise", {}, &deputy));
        must(step(notice, "issue", handed_over()));
        return notice;
    }
};

}  // namespace casework::testing
