// Ten weeks of the Town Centre Task Force, told through the functions that the pages use.
#include <algorithm>
#include <functional>
#include <map>

#include "domain/people/codes.hpp"
#include "domain/text.hpp"
#include "persistence/demo/nominal_table.hpp"
#include "persistence/demo/stage.hpp"
#include "persistence/meetings/meetings.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence::demo {
namespace {

constexpr std::string_view panel = "tctf", chair = "priya.nair";

std::vector<std::string> codes(std::string_view text) {
    std::vector<std::string> list;
    for (const auto word : domain::words_of(text)) list.emplace_back(word);
    return list;
}

class Story {
  public:
    explicit Story(Stage& stage) : stage_(stage) {}

    // Everything is planned first and then happens in the order of its moment, as a timeline shows it.
    void tell() {
        for (int k = 1; k <= meetings_held; ++k) plan_meeting(k);
        for (const auto& row : nominal_rows())
            if (row.listed == 0) propose(row, -6);
        add_details();
        for (const auto& row : action_rows()) add(row);
        for (const auto& row : entry_rows()) edit(row);
        write_notes();
        change_draft();
        schedule_coming();
        std::ranges::stable_sort(deeds_, {}, &Deed::when);
        for (const auto& deed : deeds_) deed.happens();
    }

  private:
    struct Deed {
        domain::Instant when;
        std::function<void()> happens;
    };

    Stage& stage_;
    std::map<std::string_view, std::string> ids_;  // by name
    std::string meeting_;
    std::map<const ActionRow*, std::string> action_ids_;
    std::vector<Deed> deeds_;

    void plan(domain::Instant when, std::function<void()> happens) { deeds_.push_back({when, std::move(happens)}); }

    int version_of(std::string_view id) { return stage_.version("SELECT version FROM nominal WHERE id = :id", id); }
    int meeting_version() { return stage_.version("SELECT version FROM meeting WHERE id = :id", meeting_); }
    std::string state_of(std::string_view id) {
        std::string state;
        stage_.database.read([&](Transaction& tx) { tx.one("SELECT state FROM nominal WHERE id = :id", {with("id", id)}, {&state}); });
        return state;
    }

    // --- people ---
    void propose(const NominalRow& row, int day) {
        const auto when = stage_.at(day, 10, 15);
        plan(when, [this, &row, when] { propose_now(row, when); });
    }
    void propose_now(const NominalRow& row, domain::Instant when) {
        Proposal proposal;
        proposal.name = row.name;
        proposal.born = stage_.day(-(row.age * 365 + row.age / 4 + 40 + static_cast<int>(row.name.size()) * 11));
        proposal.behaviours = codes(row.behaviours);
        proposal.known_to = codes(row.known_to);
        std::erase(proposal.known_to, "csvg");
        proposal.evidence = row.evidence;
        proposal.nexus = "Every incident was within the town centre boundary.";
        proposal.not_better_elsewhere = "No other group has an open plan for what happens in the town centre.";
        auto gate = stage_.gate(row.proposed_by, when);
        ids_[row.name] = must(fmt::format("propose {}", row.name), persistence::propose(gate, panel, proposal)).id;
    }

    void step(std::string_view name, std::string_view event, domain::Instant when, StepAnswers answers) {
        const auto& id = ids_.at(name);
        answers.version = version_of(id);
        auto gate = stage_.gate(chair, when);
        must(fmt::format("{} {}", event, name), take_step(gate, id, event, answers));
    }
    void accept(const NominalRow& row, domain::Instant when) {
        StepAnswers answers;
        answers.necessity = "Warnings by single agencies have not changed what happens; a joint plan is needed.";
        answers.proportionality = "Support is offered with every step; what is shared is limited to the town centre.";
        answers.lawful_basis = "public_task";
        answers.not_better_elsewhere = true;
        step(row.name, "accept", when, answers);
    }
    void end(const NominalRow& row, domain::Instant when) {
        StepAnswers answers;
        answers.reason = row.end_reason;
        if (row.end == End::declined) answers.signpost = row.end_detail;
        if (row.end_reason == "custody") answers.release_on = stage_.day(120);
        if (row.end_reason == "transferred") answers.transferred_to = row.end_detail;
        answers.note = row.summary;
        step(row.name, row.end == End::declined ? "decline" : row.end == End::monitored ? "step_down" : "archive", when, answers);
    }
    void update(const NominalRow& row, int k, bool review, domain::Instant when) {
        const int day = meeting_days[static_cast<std::size_t>(k - 1)];
        MeetingUpdate update;
        update.version = version_of(ids_.at(row.name));
        update.incidents = row.incidents[static_cast<std::size_t>(k - 1)];
        if (update.incidents > 0) {
            update.last_seen_on = stage_.day(day - 2);
            update.last_seen_where = row.seen_where;
            update.reports = update.incidents;
            update.arrests = row.name == "Dean Harwell" || row.name == "Shane Prowse" ? 1 : 0;
        }
        update.summary = k == meetings_held || update.incidents == 0 ? std::string(row.summary) : std::string(row.evidence);
        update.review = review;
        // Reviews fall due on different days, two of them within a week.
        if (review && k == meetings_held) update.next_review = stage_.day(row.name == "Rhys Callow" ? 3 : row.name == "Anita Foss" ? 6 : 14);
        domain::Clash clash;
        auto gate = stage_.gate(chair, when);
        must(fmt::format("update {}", row.name), save_update(gate, ids_.at(row.name), update, clash));
    }

    // --- meetings ---
    void meeting_step(std::string_view event, domain::Instant when, std::string agenda = {}, std::string minutes = {}) {
        auto gate = stage_.gate(chair, when);
        must(event, take_meeting_step(gate, meeting_, event, {meeting_version(), std::move(agenda), std::move(minutes)}));
    }
    std::string schedule(int day, domain::MinuteOfDay minute, domain::Instant when) {
        NewMeeting meeting;
        meeting.title = "Nominals and locations";
        meeting.place = "Town Hall, committee room 2";
        meeting.on = stage_.day(day);
        meeting.at = minute;
        auto gate = stage_.gate(chair, when);
        return must("schedule a meeting", schedule_meeting(gate, panel, meeting)).id;
    }
    static constexpr const char* agenda = "1. Actions\n2. People on the list\n3. People put forward\n4. Order of the list\n5. Any other business";

    void open_meeting_of(int k) {
        const int day = meeting_days[static_cast<std::size_t>(k - 1)];
        meeting_ = schedule(day, 14 * 60, stage_.at(day - 13, 9));
        meeting_step("publish_agenda", stage_.at(day - 3, 16), agenda);
        std::vector<Attendee> attendees;
        for (const auto* name : {"priya.nair", "kofi.osei", "mel.hart", "rafi.amin", "dana.crisp", "kirsten.lund", "sam.bell"})
            attendees.push_back({stage_.actor(name).account, name == std::string_view("sam.bell") ? "online" : "in_room"});
        attendees.push_back({stage_.actor("jo.stone").account, k % 2 == 0 ? "sent_information" : "online"});
        attendees.push_back({stage_.actor("tom.reddish").account, "apologies"});
        auto gate = stage_.gate(chair, stage_.at(day, 13, 50));
        must("record attendance", record_attendance(gate, meeting_, attendees));
        for (const auto* name : {"priya.nair", "kofi.osei", "mel.hart", "rafi.amin", "dana.crisp", "kirsten.lund"}) {
            auto theirs = stage_.gate(name, stage_.at(day, 13, 55));
            must("accept confidentiality", accept_confidentiality(theirs, meeting_));
        }
        meeting_step("start", stage_.at(day, 14));
    }

    void plan_meeting(int k) {
        const int day = meeting_days[static_cast<std::size_t>(k - 1)];
        for (const auto& row : nominal_rows())
            if (row.listed == k) propose(row, day - 6);
        plan(stage_.at(day, 14), [this, k] { hold_meeting(k); });
    }
    void hold_meeting(int k) {
        const int day = meeting_days[static_cast<std::size_t>(k - 1)];
        open_meeting_of(k);
        const auto during = stage_.at(day, 14, 20), later = stage_.at(day, 15, 10);
        for (const auto& row : nominal_rows()) {
            if (row.listed == 0 || row.listed >= k || state_of(ids_.at(row.name)) != "active") continue;
            // Nobody has reviewed Carl Venner since the third meeting.
            update(row, k, row.name != "Carl Venner" || k <= 2, during);
            if (row.end != End::none && row.ended == k) end(row, later);
        }
        for (const auto& row : nominal_rows()) {
            if (row.listed != k || row.name == "Jordan Speke") continue;
            if (row.end == End::declined) {
                end(row, later);
                continue;
            }
            accept(row, later);
            update(row, k, false, later);
        }
        if (k == 4) bring_back(day);
        agree(k, stage_.at(day, 15, 30));
        // Jordan Speke came after the order was agreed: new on the list until the next.
        if (k == meetings_held)
            for (const auto& row : nominal_rows())
                if (row.name == "Jordan Speke") accept(row, stage_.at(day, 15, 40)), update(row, k, false, stage_.at(day, 15, 45));
        meeting_step("end", stage_.at(day, 15, 50));
        meeting_step("write_minutes", stage_.at(day + 1, 10), {}, "Everyone on the list was discussed, actions were agreed with their owners and dates, and the order was agreed.");
        if (k < meetings_held) meeting_step("approve_minutes", stage_.at(day + 7, 9));
    }
    // Billy Orme was archived at the second meeting and came back at the fourth, with what happened since.
    void bring_back(int day) {
        StepAnswers answers;
        answers.reason = "Two bicycles taken at the station after he was archived";
        answers.evidence_on = stage_.day(day - 4);
        step("Billy Orme", "reopen", stage_.at(day, 15, 15), answers);
    }

    // --- the order ---
    std::vector<std::string> current_order(int& version) {
        std::vector<std::string> order;
        std::string id;
        stage_.database.read([&](Transaction& tx) {
            tx.one("SELECT max(version) FROM list_order WHERE panel = :panel", {with("panel", panel)}, {&version});
            tx.each("SELECT nominal_id FROM list_place WHERE panel = :panel AND version = :version ORDER BY place", {with("panel", panel), with("version", version)}, {&id},
                    [&] { order.push_back(id); });
        });
        return order;
    }
    void put_in_order(std::span<const std::string_view> names, std::string_view who, domain::Instant when, std::string_view why) {
        int version = 0;
        const auto before = current_order(version);
        auto order = before;
        const auto rank = [&](const std::string& id) {
            const auto at = std::ranges::find_if(names, [&](std::string_view name) { return ids_.contains(name) && ids_.at(name) == id; });
            return at - names.begin();
        };
        std::ranges::stable_sort(order, {}, rank);
        if (order == before) return;
        OrderClash clash;
        auto gate = stage_.gate(who, when);
        must("order the list", save_order(gate, panel, version, order, why, clash));
    }
    void agree(int k, domain::Instant when) {
        // Earlier lists stood differently: who had most incidents came first.
        std::vector<const NominalRow*> rows;
        for (const auto& row : nominal_rows()) rows.push_back(&row);
        std::ranges::stable_sort(rows, [&](const NominalRow* a, const NominalRow* b) {
            return a->incidents[static_cast<std::size_t>(k - 1)] > b->incidents[static_cast<std::size_t>(k - 1)];
        });
        std::vector<std::string_view> names;
        for (const auto* row : rows) names.push_back(row->name);
        if (k == meetings_held) names.assign(agreed_order().begin(), agreed_order().end());
        put_in_order(names, chair, when, "Agreed in the meeting");
        int version = 0;
        current_order(version);
        auto gate = stage_.gate(chair, when);
        must("agree the order", agree_order(gate, meeting_, version));
    }
    void change_draft() {
        const auto when = stage_.now - std::chrono::minutes(50);
        plan(when, [this, when] { put_in_order(draft_order(), chair, when, "After this week’s reports"); });
    }

    // --- details, actions, fields ---
    void add_details() {
        int number = 0;
        for (const auto& row : nominal_rows()) {
            ++number;
            const auto when = stage_.at(row.listed == 0 ? -5 : -13, 11, number);
            plan(when, [this, &row, number, when] { add_details_of(row, number, when); });
        }
    }
    void add_details_of(const NominalRow& row, int number, domain::Instant when) {
        const auto& id = ids_.at(row.name);
        auto gate = stage_.gate(chair, when);
        const Act read{auth::Action::edit, "open_form", "person"}, change{auth::Action::edit, "edit_person", "person", domain::LoggedOperation::alteration};
        auto known = must("read details", gate.open(id, read, [&](Reading& r) { return subject_of(r, id, "nominal"); }));
        if (!known) throw std::runtime_error(fmt::format("the demo finds nobody on {}", id));
        auto facts = known->facts;
        describe(facts, row, number);
        must(fmt::format("describe {}", row.name), gate.perform(id, change, [&](Writing& w) { return edit_person(w, id, known->person, known->version, facts); }));
        must("settle", domain::Outcome<bool>(gate.settle().has_value()));
    }
    void describe(PersonFacts& facts, const NominalRow& row, int number) {
        if (!row.other_name.empty()) facts.names.push_back({"nickname", std::string(row.other_name)});
        facts.addresses.push_back({std::string(row.address_kind), std::string(row.address), row.address_kind == "no_fixed" ? "" : "ME14 9ZZ", stage_.day(-200 - number), {}});
        facts.places.push_back({std::string(row.place), std::string(row.relation), ""});
        if (!row.vulnerability.empty())
            facts.vulnerabilities.push_back({std::string(row.vulnerability), "", domain::people::class_of_vulnerability(row.vulnerability)});
        if (!row.marker.empty()) facts.markers.push_back({std::string(row.marker), "", stage_.day(180)});
        if (row.name == "Leah Costin") {
            facts.addresses.push_back({"protected", "Room 6, Lily House annexe", "ME15 9ZZ", stage_.day(-9), {}});
            facts.safe_contacts.emplace_back("Through Rafi Amin only, in the morning; never when the two men are near");
        }
        // The police supply photographs; one of them is out of date.
        if (row.listed > 0 && number <= 8)
            facts.photos.push_back({fmt::format("KP-DEMO-{:04}", 100 + number), "kent-police", stage_.day(-number * 30), stage_.day(number == 6 ? -3 : 365 - number * 30)});
    }

    void add(const ActionRow& row) {
        const auto when = stage_.at(row.added, 16, 5);
        plan(when, [this, &row, when] { add_now(row, when); });
        if (row.state == "in_progress" || row.state == "complete") change(row, "start", stage_.at(row.added + 2, 9), {});
        ActionChange answers;
        answers.outcome = row.outcome;
        answers.finished_on = stage_.day(row.due);
        if (row.state == "complete") change(row, "complete", stage_.at(row.due, 15), answers);
        ActionChange later;
        later.outcome = "Waiting for the owner of the car park";
        later.due = stage_.day(row.due);
        if (row.state == "moved") change(row, "move_due_date", stage_.at(-6, 12), later);
    }
    void add_now(const ActionRow& row, domain::Instant when) {
        NewAction action;
        action.heading = row.heading;
        action.words = row.words;
        action.owner_agency = row.agency;
        action.owner = row.owner;
        if (!row.username.empty()) action.owner_account = stage_.actor(row.username).account;
        action.due = stage_.day(row.state == "moved" ? -5 : row.due);
        auto gate = stage_.gate(chair, when);
        action_ids_[&row] = must(fmt::format("add “{}”", row.words), add_action(gate, ids_.at(row.name), action)).id;
    }
    void change(const ActionRow& row, std::string event, domain::Instant when, ActionChange answers) {
        plan(when, [this, &row, event = std::move(event), when, answers = std::move(answers)]() mutable {
            const auto& id = action_ids_.at(&row);
            answers.version = stage_.version("SELECT version FROM case_action WHERE id = :id", id);
            answers.event = event;
            domain::Clash clash;
            auto gate = stage_.gate(row.username.empty() ? chair : row.username, when);
            must(fmt::format("{} “{}”", event, row.words), change_action(gate, id, answers, clash));
        });
    }

    void edit(const EntryRow& row) {
        const auto when = stage_.at(-1, 17);
        plan(when, [this, &row, when] { edit_now(row, when); });
    }
    void edit_now(const EntryRow& row, domain::Instant when) {
        const auto& id = ids_.at(row.name);
        auto gate = stage_.gate(chair, when);
        const auto record = must("open an entry", open_nominal(gate, id, "open_edit_form"));
        auto edit = edit_of(record);
        edit.version = record.version;
        edit.risks = {RiskLine{"self", std::string(row.self), row.self == "high" ? std::string(row.risk_reason) : ""},
                      RiskLine{"others", std::string(row.others), row.others == "high" ? std::string(row.risk_reason) : ""},
                      RiskLine{"business", std::string(row.business), std::string(row.risk_reason)}};
        for (auto& risk : edit.risks)
            if (risk.reason.empty()) risk.reason = row.risk_reason;
        if (!row.tool.empty()) edit.tools.push_back({std::string(row.tool), std::string(row.tool_words), stage_.day(row.tool_from), stage_.day(row.tool_until)});
        if (!row.condition.empty()) edit.conditions.push_back({std::string(row.condition), std::string(row.condition_words), stage_.day(row.condition_until)});
        edit.support.push_back({std::string(row.service), stage_.day(row.offered), std::string(row.answer)});
        edit.lead_officer = stage_.actor(row.lead_officer).account;
        edit.support_agency = row.support_agency;
        if (row.custody_since != 0) {
            edit.custody_since = stage_.day(row.custody_since);
            edit.release_on = stage_.day(row.release_on);
            edit.custody_place = "HMP Elmley";
        }
        edit.objectives = {"Stop offences in the town centre", "Settled accommodation and treatment", "Staff and public feel safe", "Businesses know what to do"};
        edit.measures = {"Incidents fall by half in two months", "Keeps appointments for four weeks", "No assault on staff", "Every shop has the contact card"};
        domain::Clash clash;
        must(fmt::format("edit {}", row.name), edit_nominal(gate, id, edit, clash));
        gate.settle();
    }

    void note(std::string_view name, std::string_view who, domain::Instant when, std::string_view words) {
        plan(when, [this, name, who, when, words] {
            auto gate = stage_.gate(who, when);
            must("add a note", add_note(gate, ids_.at(name), words));
        });
    }
    void write_notes() {
        note("Dean Harwell", "kofi.osei", stage_.at(-2, 18, 40), "Stopped in Week Street at 6:10pm with two jackets without tags. Arrested, interviewed, bailed.");
        note("Dean Harwell", "dana.crisp", stage_.at(-1, 9, 30), "Two more shops have asked to join the ban.");
        note("Leah Costin", "rafi.amin", stage_.at(-3, 11, 20), "Spoke for ten minutes. Would like to see the recovery worker, but not at Lily House.");
        note("Shane Prowse", "kirsten.lund", stage_.at(-1, 16, 15), "Release expected in five days. Tag and alcohol conditions asked for.");
        note("Gary Tindle", "sam.bell", stage_.at(-4, 14), "Assessment booked. He asked for it himself.");
        note("Anita Foss", "jo.stone", stage_.at(-2, 10), "The assessment was put off because she was in hospital for two nights.");
        note("Billy Orme", "tola.okoro", stage_.at(-5, 15), "Knew our service until he was 18. Will come on the joint visit.");
    }

    // Within two hours, or in the morning where that is no hour for a meeting; and once more in a fortnight.
    void schedule_coming() {
        plan(stage_.at(-1, 9), [this] { schedule_coming_now(); });
    }
    void schedule_coming_now() {
        constexpr int first_hour = 9, last_hour = 17;
        const auto soon = stage_.now + std::chrono::minutes(90);
        auto minute = domain::parse_time(london_time(soon)).value_or(14 * 60) / 15 * 15;
        auto ahead = domain::days_between(stage_.today, london_date(soon));
        if (minute > last_hour * 60) ++ahead;
        if (minute < first_hour * 60 || minute > last_hour * 60) minute = first_hour * 60;
        meeting_ = schedule(ahead, minute, stage_.at(-13, 9));
        meeting_step("publish_agenda", stage_.at(-3, 16), agenda);
        meeting_ = schedule(14, 14 * 60, stage_.at(-1, 9));
    }
};

}  // namespace

void tell_nominals(Stage& stage) { Story(stage).tell(); }

}  // namespace casework::persistence::demo
