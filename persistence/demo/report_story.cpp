// Reports, tools and a case review of the demo: a victim whose complaints add up, one incident told twice, an order on a person, a review under way.
#include <fmt/format.h>

#include "persistence/case_review/reviews.hpp"
#include "persistence/demo/stage.hpp"
#include "persistence/reports/reports.hpp"
#include "persistence/tools/tools.hpp"

namespace casework::persistence::demo {
namespace {

namespace powers = domain::tools_and_powers;

struct ReportSeed {
    int day;
    std::string_view category, kind, what, place, place_text, about_kind, about_name, agency, reporter_kind, reporter, telephone;
};
constexpr ReportSeed seeds[] = {
    {-62, "noise", "amplified_music", "Music through the wall until three in the morning.", "", "14 Kingfisher Meadow", "premises", "16 Kingfisher Meadow", "maidstone-borough", "victim", "Ivy Penfold", "01622 555 0141"},
    {-41, "asb", "neighbours", "Shouting and banging on the door after asking for quiet.", "", "14 Kingfisher Meadow", "premises", "16 Kingfisher Meadow", "kent-police", "victim", "Ivy Penfold", "01622 555 0141"},
    {-16, "noise", "amplified_music", "Music again, all night, with a crowd in the garden.", "", "14 Kingfisher Meadow", "premises", "16 Kingfisher Meadow", "valley-homes", "victim", "Ivy Penfold", "01622 555 0141"},
    {-9, "dogs", "nuisance", "A loose dog chased children off the bandstand.", "PLC-0003", "", "", "", "maidstone-borough", "witness", "Colin Marsh", "01622 555 0177"},
    {-9, "dogs", "nuisance", "A brown dog without a lead ran at people near the bandstand.", "PLC-0003", "", "", "", "maidstone-borough", "business", "Earl Street Kiosk", "01622 555 0122"},
    {-6, "fouling", "fouling", "Dog mess along the path to the school.", "PLC-0003", "", "location", "Brenchley Gardens", "maidstone-borough", "anonymous", "", ""},
    {-4, "asb", "drinking", "Four people drinking by the fountain, shouting at shoppers.", "PLC-0002", "", "location", "Jubilee Square", "maidstone-borough", "business", "Square Cafe", "01622 555 0188"},
    {-1, "strays", "found", "A stray collie was brought to the market office.", "PLC-0001", "", "", "", "maidstone-borough", "witness", "Ada Finch", "01622 555 0133"},
};

class Story {
  public:
    explicit Story(Stage& stage) : stage_(stage) {}
    Gate gate(int day, std::string_view who = "mel.hart") { return stage_.gate(who, stage_.at(day, 11, minute_++ % 60)); }

    std::string received(const ReportSeed& seed) {
        NewReport n;
        auto& r = n.report;
        r.category = seed.category, r.kind = seed.kind, r.what = seed.what, r.channel = seed.reporter_kind == "business" ? "email" : "phone", r.place = seed.place, r.agency = seed.agency;
        r.place_text = seed.place_text, r.place_text_reason = seed.place_text.empty() ? "" : "A home, not in the list of places";
        if (seed.place.empty()) r.ward = "Shepway";
        r.occurred_from = stage_.day(seed.day - 1), r.reported_on = stage_.day(seed.day);
        n.about_kind = seed.about_kind, n.about_name = seed.about_name;
        n.reporter.kind = seed.reporter_kind, n.reporter.name = seed.reporter, n.reporter.telephone = seed.telephone;
        auto as = gate(seed.day);
        return must("record a report", receive_report(as, "cpt", n)).id;
    }
    void step(const std::string& id, int day, std::string_view event, ReportAnswers answers) {
        answers.version = stage_.version("SELECT version FROM report WHERE id = :id", id);
        auto as = gate(day);
        must(fmt::format("{} {}", event, id), take_report_step(as, id, event, answers));
    }
    void tell_reports() {
        std::vector<std::string> ids;
        for (const auto& seed : seeds) ids.push_back(received(seed));
        const auto mel = stage_.actor("mel.hart").account;
        step(ids[0], -60, "assign", {.risk = "none", .officer = mel});
        step(ids[0], -55, "resolve", {.text = "Spoke to the tenant, who said it would stop.", .outcome = "visited", .told = "told"});
        step(ids[1], -40, "assign", {.risk = "repeat", .officer = mel});
        step(ids[2], -15, "assign", {.risk = "vulnerable", .officer = mel});
        step(ids[4], -8, "join", {.text = "The same dog, told by two people.", .other = ids[3]});
        step(ids[3], -8, "assign", {.risk = "none", .officer = mel});
        step(ids[7], -1, "pass_on", {.told = "told", .receiver = "Dog warden", .gateway = "duty"});
    }

    std::string person(std::string_view name) {
        std::string id;
        stage_.database.read([&](Transaction& tx) { tx.one("SELECT pn.person_id FROM person_name pn JOIN protection_case c ON c.id = pn.record_id WHERE pn.full_name = :name ORDER BY c.id LIMIT 1", {with("name", name)}, {&id}); });
        return id;
    }
    void tool_step(const std::string& id, int day, std::string_view event, ToolAnswers answers) {
        answers.version = stage_.version("SELECT version FROM tool WHERE id = :id", id);
        auto as = gate(day);
        must(fmt::format("{} {}", event, id), take_tool_step(as, id, event, answers));
    }
    ToolAnswers making(std::string_view kind, int day, int days) {
        ToolAnswers a;
        auto& t = a.wanted;
        t.made_on = t.from = stage_.day(day), t.until = stage_.day(day + days), t.publicity = "none";
        for (const auto& condition : powers::conditions_of(*powers::find_kind(kind))) a.asked.conditions.emplace_back(condition.code);
        return a;
    }
    powers::Term term(std::string_view words, std::string_view area) {
        powers::Term t;
        t.number = 1, t.kind = "prohibition", t.text = words, t.area_name = area;
        t.area = {{519000, 51272000}, {524500, 51272000}, {524500, 51276500}, {519000, 51276500}};
        return t;
    }
    void tell_tools() {
        auto as = gate(-210);
        const auto order = must("propose an order", propose_tool(as, "cpt", {"cbo", "person", person("Vince Harker"), "", "Warnings and a notice did not stop the drinking and shouting.", {"Diary sheets 1 to 4"}})).id;
        ToolAnswers applied;
        applied.wanted.by = "prosecution", applied.wanted.applied_on = stage_.day(-205);
        tool_step(order, -205, "apply", applied);
        auto made = making("cbo", -180, 730);
        made.wanted.court = "magistrates", made.wanted.court_case = "46MM0042726", made.wanted.review_on = stage_.day(9);
        made.terms = {{term("Not to drink alcohol in Brenchley Gardens or on Jubilee Square", "Maidstone town centre"), false}};
        tool_step(order, -179, "grant", made);
        ToolAnswers breach;
        breach.asked.breach = {1, 0, stage_.day(-20), {}, {"Body-worn video, kept"}, "charged"};
        tool_step(order, -19, "record_breach", breach);
        auto other = gate(-30);
        const auto contract = must("propose a contract", propose_tool(other, "cpt", {"abc", "person", person("Paula Dimmock"), "", "She is willing to keep the dogs in at night.", {"Note of the visit"}})).id;
        auto agreed = making("abc", -28, 180);
        agreed.wanted.by = "district", agreed.wanted.parties = {"Valley Homes"}, agreed.wanted.review_on = stage_.day(30);
        auto night = term("To keep the dogs inside between 10pm and 7am", "");
        night.area.clear();
        agreed.terms = {{night, false}};
        tool_step(contract, -28, "issue", agreed);
    }

    void review_step(const std::string& id, int day, std::string_view event, ReviewAnswers answers, std::string_view who = "grace.holloway") {
        answers.version = stage_.version("SELECT version FROM case_review WHERE id = :id", id);
        auto as = gate(day, who);
        must(fmt::format("{} {}", event, id), take_review_step(as, id, event, answers));
    }
    void tell_review() {
        Application a;
        a.channel = "phone", a.applicant_kind = "relative", a.applicant = "June Tarrant", a.victim_name = "Walter Tarrant", a.contact = "By telephone, mornings", a.safe_contact = "Through his daughter", a.consent = "Form signed on paper, kept by the team";
        a.received_on = stage_.day(-12);
        for (const int day : {-95, -60, -25}) a.complaints.push_back({stage_.day(day), stage_.day(day + 2), "kent-police", "asb", "", false});
        auto as = gate(-12, "grace.holloway");
        const auto id = must("record an application", apply_for_review(as, "cpt", a)).id;
        ReviewAnswers letter;
        letter.asked.letter_on = stage_.day(-10);
        review_step(id, -10, "acknowledge", letter);
        ReviewAnswers bodies;
        bodies.asked.relevant_bodies = bodies.asked.notified_bodies = {"district", "police", "icb", "housing"};
        review_step(id, -9, "request_information", bodies);
    }

  private:
    Stage& stage_;
    int minute_ = 0;
};

}  // namespace

void tell_reports(Stage& stage) {
    Story story(stage);
    story.tell_reports();
    story.tell_tools();
    story.tell_review();
}

}  // namespace casework::persistence::demo
