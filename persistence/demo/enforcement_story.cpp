// The enforcement group of the demo: a notice in force with two breaches, one that is ready to be given, a warning in draft, a business.
#include <fmt/format.h>

#include "persistence/community_protection/breaches.hpp"
#include "persistence/community_protection/case_rows.hpp"
#include "persistence/demo/stage.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence::demo {
namespace {

namespace protection = domain::community_protection;

struct AuthorityRow {
    std::string_view username, kind, instrument, given_by;
};
constexpr AuthorityRow authorities[] = {
    {"mel.hart", "delegation", "Scheme of delegation 12.4", "Head of Regulatory Services"},
    {"grace.holloway", "delegation", "Scheme of delegation 12.3", "Head of Regulatory Services"},
};

void found_authorities(Stage& stage) {
    stage.database.write([&](Transaction& tx) {
        for (const auto& [agency, kind] : {std::pair{"maidstone-borough", "district"}, {"kent-police", "police"}, {"kent-county", "county"}, {"valley-homes", "housing"}})
            tx.run("UPDATE agency SET kind = :kind WHERE id = :agency", {with("kind", kind), with("agency", agency)});
        for (const auto& row : authorities)
            tx.run("INSERT INTO officer_authority (id, panel, account, kind, instrument, given_by, areas, powers, from_day, added_by, at) VALUES (:id, 'cpt', :account, :kind, :instrument, :by, "
                   ":areas, 'warning notice penalty', :from, :added, 0)",
                   {with("id", next_reference(tx, "AUT", stage.today)), with("account", stage.actor(row.username).account), with("kind", row.kind), with("instrument", row.instrument), with("by", row.given_by),
                    with("areas", own_area(tx, "cpt", stage.today)), with("from", domain::iso_date(stage.day(-400))), with("added", stage.actor("grace.holloway").account)});
    });
}

struct Matter {
    std::string_view name, body_kind, title, category, report, description, locality, effect, persistence, unreasonable, address, support, stop, act;
    int age = 0;  // 0: a body
};
constexpr Matter drinking{"Vince Harker", "", "Street drinking and shouting, Brenchley Gardens", "asb", "Groups of drinkers on the bandstand shout at families most afternoons.",
                          "You drank alcohol on the bandstand of Brenchley Gardens and shouted at people who passed, on most afternoons.", "Brenchley Gardens and Earl Street",
                          "Families and staff of the shops avoid the bandstand.", "It has happened on most afternoons since the summer.", "It is a public garden beside a school, and you were asked to stop three times.",
                          "77 Hartnup Street, Maidstone", "Alcohol dependency: Bridgeway Recovery offers a place, and he knows it.", "Stop drinking alcohol in Brenchley Gardens.",
                          "Go to one appointment at Bridgeway Recovery.", 41};
constexpr Matter barking{"Paula Dimmock", "", "Barking at night, Kingfisher Meadow", "dog", "Two dogs bark for hours in the back garden after midnight.",
                         "You left two dogs in the garden of your home at night, where they barked for hours.", "Kingfisher Meadow", "Neighbours on both sides cannot sleep.", "It has happened on eleven nights of the last month.",
                         "The dogs could be kept inside at night.", "12 Kingfisher Meadow, Maidstone", "Nothing is known that stands in the way; she was offered advice by the dog warden.", "Stop leaving the dogs outside between 10pm and 7am.", "", 38};
constexpr Matter rubbish{"Riverside Fast Food", "association", "Rubbish in the service yard, Market Buildings", "nuisance", "Bags of food waste burst open in the yard and bring rats.",
                         "Bags of food waste from your kitchen were left open in the service yard behind Market Buildings.", "Market Buildings", "People who live above the yard cannot open their windows.", "It has been seen on nine visits since September.",
                         "A bin store stands unused ten metres away.", "3 Market Buildings, Maidstone", "No person is concerned.", "Stop leaving food waste outside the bin store.", "Clear the yard and have it disinfected.", 0};

constexpr Matter engines{"Idris Fenn", "", "Revving engines at night, Sutton Parade", "asb", "Motorbikes are revved and raced on the parade until midnight.",
                         "You revved and raced a motorbike on Sutton Parade after 10pm, on most evenings.", "Sutton Parade", "People who live above the shops cannot sleep.", "It has happened on most evenings for six weeks.",
                         "There is an off-road track nearby, and you were shown it.", "8 Tovil Bank, Maidstone", "Nothing is known that stands in the way.", "Stop revving and racing on Sutton Parade.", "", 29};
constexpr Matter doors{"Rhys Calloway", "", "Banging on doors at night, Lenworth Walk", "asb", "A man bangs on doors and shouts names in the street at night.",
                       "You banged on the door of 4 Lenworth Walk and shouted in the street, on five nights.", "Lenworth Walk", "Families are woken and afraid.", "It has happened on five nights in two weeks.",
                       "Nobody there knows you or asked you to come.", "31 Tovil Bank, Maidstone", "Nothing is known that stands in the way.", "Stop banging on doors in Lenworth Walk.", "", 35};

// Another group knows more of him: a place that his papers must not name. Its coordinator is asked, the officer learns nothing.
void keep_safe(Stage& stage) {
    auto gate = stage.gate("helen.fairley", stage.at(-4, 11));
    const Act act{auth::Action::create, "open_case", "case", domain::LoggedOperation::collection};
    must("open a restricted case", gate.perform_in_panel("daf", act, [&](Writing& w) -> domain::Outcome<std::string> {
        const auto id = next_reference(w.tx, "MAR", w.today);
        w.entry.objects.push_back(id);
        add_record(w.tx, w.permit, id, "case", "daf", domain::Sensitivity::s3, w.actor.agency, w.now);
        PersonFacts he, she;
        he.names.push_back({"name", std::string(doors.name)});
        she.names.push_back({"name", "Nadia Calloway"});
        she.addresses.push_back({"protected", "4 Lenworth Walk, Maidstone", "ME15 9ZZ", {}, {}});
        add_person(w, id, "perpetrator", he);
        return add_person(w, id, "victim", she);
    }));
}

// Who acts is always the same officer; the manager decides.
class Story {
  public:
    Story(Stage& stage, int first_day) : stage_(stage), day_(first_day) {}
    void later(int days) { day_ += days; }
    Gate gate(std::string_view who = "mel.hart") { return stage_.gate(who, stage_.at(day_, 10, minute_++ % 60)); }
    domain::Date today() const { return stage_.day(day_); }

    std::string open(const Matter& m) {
        NewMatter matter;
        matter.recipient_kind = m.age > 0 ? "individual" : "body";
        matter.name = m.name;
        if (m.age > 0) matter.born = stage_.day(-(m.age * 365 + m.age / 4 + 100));
        matter.body_kind = m.body_kind;
        matter.title = m.title;
        matter.category = m.category;
        matter.reported_on = today();
        matter.report = m.report;
        auto as = gate();
        return must("open a matter", open_matter(as, "cpt", matter)).id;
    }
    void part(const std::string& id, std::string_view name, const domain::FieldValues& values) {
        const int on = stage_.version("SELECT version FROM protection_case WHERE id = :id", id);
        auto as = gate();
        domain::Clash clash;
        must(fmt::format("answer {} of {}", name, id), save_part(as, id, name, on, values, {}, clash));
    }
    void fill(const std::string& id, const Matter& m) {
        part(id, "conduct", {{"description", std::string(m.description)}, {"first_on", domain::iso_date(stage_.day(day_ - 30))}, {"last_on", domain::iso_date(stage_.day(day_ - 1))}, {"locality", std::string(m.locality)}});
        part(id, "tests", {{"detrimental", std::string(m.effect)}, {"detrimental_evidence", "Diary sheets 1 to 4"}, {"persistent", std::string(m.persistence)}, {"persistent_evidence", "Diary sheets 1 to 4"},
                           {"unreasonable", std::string(m.unreasonable)}, {"unreasonable_evidence", "Officer’s note of the visit"}});
        part(id, "address", {{"address_kind", m.age > 0 ? "last_known" : "principal"}, {"address", std::string(m.address)}});
        part(id, "support", {{"considered_note", std::string(m.support)}});
        part(id, "duplicates", {{"duplicates_because", ""}});
        std::vector<protection::Requirement> all{{1, protection::RequirementKind::stop, std::string(m.stop), {}, "It is what harms people nearby."}};
        if (!m.act.empty()) all.push_back({2, protection::RequirementKind::act, std::string(m.act), stage_.day(day_ + 60), "It deals with the cause."});
        const int on = stage_.version("SELECT version FROM protection_case WHERE id = :id", id);
        auto as = gate();
        must("say what is asked", save_requirements(as, id, on, all));
    }
    std::string step(const std::string& id, std::string_view event, CaseAnswers answers = {}, std::string_view who = "mel.hart") {
        answers.version = stage_.version("SELECT version FROM protection_case WHERE id = :id", id);
        auto as = gate(who);
        return must(fmt::format("{} {}", event, id), take_case_step(as, id, event, answers)).id;
    }
    CaseAnswers given(const Matter& m, int days_allowed) {
        CaseAnswers a;
        a.service.method = m.age > 0 ? "hand" : "left";
        a.service.address_kind = m.age > 0 ? "" : "principal";
        a.service.address = m.address;
        a.service.on = today();
        a.service.at = 10 * 60 + 15;
        a.service.by = stage_.actor("mel.hart").account;
        a.service.received_by = m.age > 0 ? "" : "The manager on duty";
        a.service.proof = "Body-worn video";
        a.compliance_on = stage_.day(day_ + days_allowed);
        a.unchanged = true;
        return a;
    }
    std::string warned(const Matter& m, int days_allowed) {
        const auto id = open(m);
        fill(id, m);
        step(id, "draft_warning");
        step(id, "approve", {}, "grace.holloway");
        step(id, "issue", given(m, days_allowed));
        return id;
    }
    void breach(const std::string& id, std::string_view place, std::string_view words) {
        auto as = gate();
        must("record a breach", add_case_event(as, id, {"breach", today(), 16 * 60 + 10, std::string(place), std::string(words), "video", "Body-worn video, kept", "", 1, 0}));
    }
    std::string noticed(const std::string& warning) {
        step(warning, "report_continuing");
        const auto notice = step(warning, "decide_notice");
        part(notice, "time", {{"same_conduct", "yes"}, {"enough_time", "More than two weeks and an offer of support."}});
        part(notice, "support", {{"considered_note", "Bridgeway Recovery still offers a place."}});
        part(notice, "duplicates", {{"duplicates_because", ""}});
        part(notice, "term", {{"ends_on", domain::iso_date(domain::add_months(today(), 3))}, {"review_on", domain::iso_date(domain::add_months(today(), 2))}});
        auto as = gate();
        must("say who was told", add_informed(as, notice, {"Sam Bell", "recovery worker", "phone", today()}));
        step(notice, "submit");
        step(notice, "authorise", {}, "grace.holloway");
        return notice;
    }

    int alleged(const std::string& notice, std::string_view place, std::string_view words) {
        NewBreach seen;
        seen.on = today();
        seen.minute = 16 * 60 + 40;
        seen.requirement = 1;
        seen.place = place;
        seen.words = words;
        seen.evidence_kind = "video";
        seen.evidence = "Body-worn video, kept";
        auto as = gate();
        return must("record a breach of the notice", allege_breach(as, notice, seen)).version;
    }
    void penalise(const std::string& notice, int breach, std::string_view particulars) {
        auto as = gate();
        const domain::FieldValues answers{{"belief", "The officer saw it, and it is on video."}, {"particulars", std::string(particulars)}, {"payee_council", "maidstone-borough"}, {"payee_name", "Maidstone Borough Council, Payments"},
                                          {"payee_address", "Maidstone House, King Street, Maidstone"}, {"methods", "post online phone"}, {"dated", domain::iso_date(today())}};
        must("issue a fixed penalty", take_breach_step(as, notice, breach, {protection::Measure::penalty, "issue", 1, answers}));
    }

  private:
    Stage& stage_;
    int day_, minute_ = 0;
};

}  // namespace

void tell_enforcement(Stage& stage) {
    found_authorities(stage);
    Story first(stage, -50);
    const auto warning = first.warned(drinking, 14);
    first.later(20);
    first.breach(warning, "Brenchley Gardens", "You were drinking alcohol on the bandstand");
    first.later(8);
    first.breach(warning, "Brenchley Gardens", "You were drinking alcohol and shouted at a family");
    const auto notice = first.noticed(warning);
    first.later(1);
    first.step(notice, "issue", first.given(drinking, 0));
    first.later(12);
    const int fined = first.alleged(notice, "Brenchley Gardens", "Drank cider on the bandstand and shouted at a family.");
    first.later(1);
    first.penalise(notice, fined, "On the bandstand of Brenchley Gardens you drank alcohol and shouted at a family.");
    first.later(6);
    first.alleged(notice, "Brenchley Gardens", "Drank from a can on the steps of the bandstand.");

    Story second(stage, -30);
    const auto business = second.warned(rubbish, 10);
    second.later(15);
    second.breach(business, "Service yard", "Nine open bags of food waste lay in the yard");
    second.later(13);
    second.noticed(business);

    Story third(stage, -3);
    const auto dogs = third.open(barking);
    third.fill(dogs, barking);
    third.step(dogs, "draft_warning");

    keep_safe(stage);
    Story fourth(stage, -2);
    const auto matter = fourth.open(doors);
    fourth.fill(matter, doors);
    fourth.step(matter, "draft_warning");
    auto as = fourth.gate();
    if (open_paper(as, matter)) throw std::runtime_error("the demo shows a paper that names a protected address");

    // A warning that was not followed waits for the decision on a notice.
    Story fifth(stage, -24);
    const auto ignored = fifth.warned(engines, 10);
    fifth.later(19);
    fifth.breach(ignored, "Sutton Parade", "You raced two other riders past the shops at 11pm");
    fifth.later(1);
    fifth.step(ignored, "report_continuing");
}

}  // namespace casework::persistence::demo
