// My work: bounded statements over everything the actor may read, recorded as one reading.
#include "persistence/work/my_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "persistence/actions/action_rows.hpp"
#include "persistence/case_review/reviews.hpp"
#include "persistence/jobs/job_rows.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/reports/reports.hpp"
#include "persistence/tools/tools.hpp"
#include "persistence/vulnerability/vulnerability.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t page_size = 25;
constexpr std::size_t reviews_a_page = 20;

// "2026-11-23 NOM-2026-0007": reviews by due day and id.
std::string review_key(const ReviewLine& line) { return domain::iso_date(line.due) + " " + line.id; }

// Mine or my agency's, open, in records I may read.
std::vector<ActionLine> own_actions(Listing& listing, const domain::Actor& actor, std::string_view after, std::size_t most) {
    const auto key = action_key(after);
    const auto sql = scope_sql(listing.scope, listing.now);
    auto binds = sql.binds;
    for (auto&& bind : {with("account", actor.account), with("agency", actor.agency), with("due", key.due), with("same", key.due), with("last", key.id),
                        with("most", static_cast<std::int64_t>(most))})
        binds.push_back(bind);
    std::vector<ActionLine> lines;
    ActionRow row;
    listing.tx.each("SELECT " CASEWORK_ACTION_COLUMNS " FROM case_action a" CASEWORK_ACTION_JOINS
                    "WHERE a.finished_on IS NULL AND (a.owner_account = :account OR (a.owner_agency = :agency AND a.owner_account = '')) "
                    "AND (a.due > :due OR (a.due = :same AND a.id > :last)) AND " + sql.condition + " ORDER BY a.due, a.id LIMIT :most",
                    binds, row.into(), [&] { lines.push_back(row.taken(listing.today)); });
    return lines;
}

// What this account opened by itself, newest first, without repeats: read from the ledger, so no second trail of looking is kept.
// Lists and searches between them are passed over, a block of entries at a time.
std::vector<std::string> recently_opened(Transaction& tx, std::string_view account, int block, int entries) {
    std::vector<std::string> ids;
    std::string body;
    tx.each("SELECT hex_out(e.body) FROM audit_subject s JOIN audit_entry e ON e.stream = s.stream AND e.seq = s.seq WHERE s.object_id = :account "
            "ORDER BY s.at_ms DESC, s.stream DESC, s.seq DESC LIMIT :most OFFSET :passed",
            {with("account", account), with("most", entries), with("passed", block * entries)}, {&body}, [&] {
                const auto entry = domain::decode_ledger_entry(bytes_of_hex(body));
                const bool opened = entry.account == account && entry.outcome == "done" && entry.operation == domain::LoggedOperation::consultation &&
                                    (entry.object_type == "nominal" || entry.object_type == "meeting" || entry.object_type == "case" || entry.object_type == "vulnerability") && entry.action.starts_with("read");
                if (opened && !entry.objects.empty() && std::ranges::find(ids, entry.objects.front()) == ids.end()) ids.push_back(entry.objects.front());
            });
    return ids;
}

class WorkReading {
  public:
    WorkReading(Listing& listing, const domain::Actor& actor, const PageAsked& reviews)
        : listing_(listing), tx_(listing.tx), actor_(actor), reviews_asked_(reviews), sql_(scope_sql(listing.scope, listing.now)) {}

    MyWork read() {
        for (const auto& membership : actor_.memberships)
            if (reaches(membership.panel)) read_panel(membership);
        std::ranges::stable_sort(work_.meetings, {}, [](const NextMeeting& m) { return m.line.starts; });
        read_ended_jobs();
        read_agreements();
        read_actions();
        finish_reviews();
        work_.cases = case_duties(listing_, actor_);
        work_.my_stopped = stopped_of_account(tx_, actor_.account, listing_.now);
        read_duties();
        read_looked_at();
        return std::move(work_);
    }

  private:
    Listing& listing_;
    Transaction& tx_;
    const domain::Actor& actor_;
    const PageAsked& reviews_asked_;
    ScopeSql sql_;
    MyWork work_;
    std::vector<ReviewLine> reviews_;

    // A membership alone opens nothing: the agency's agreement must hold too, as the scope knows.
    bool reaches(std::string_view panel) const {
        return std::ranges::any_of(listing_.scope.terms(), [&](const auto& term) {
            return term.relation == auth::ScopeTerm::Relation::member_of_owner && std::ranges::find(term.panels, panel) != term.panels.end();
        });
    }
    std::vector<Bind> binds(std::string_view panel) const {
        auto all = sql_.binds;
        all.push_back(with("panel", panel));
        return all;
    }

    void read_panel(const domain::Membership& membership) {
        const auto& panel = membership.panel;
        const auto name = panel_name(tx_, panel);
        const auto next = next_meeting(tx_, panel, listing_.today, actor_);
        const auto order = current_order(tx_, panel);
        const auto agreed = last_agreed(tx_, panel);
        const bool stands = order.version == 0 || (agreed && agreed->version == order.version);
        if (next) {
            NextMeeting meeting{*next, stands, 0};
            tx_.one("SELECT count(*) FROM case_action a JOIN record r ON r.id = a.case_id WHERE a.panel = :panel AND a.finished_on IS NULL AND a.due < :today AND " + sql_.condition,
                    with_today(binds(panel)), {&meeting.overdue_actions});
            work_.meetings.push_back(meeting);
            listing_.shown.push_back(next->id);
        }
        const auto late = read_reviews(panel, name);
        if (membership.level == domain::Level::coordinator) read_stopped(panel);
        if (!membership.chair) return;
        wait_for_proposals(panel, name, next);
        if (late > 0) work_.waiting.push_back({"review_overdue", panel, name, panel, late, {}, next});
        if (!stands) work_.waiting.push_back({"order_not_agreed", panel, name, panel, 1, {}, next});
        wait_for_minutes(panel, name);
    }
    std::vector<Bind> with_today(std::vector<Bind> all) const {
        all.push_back(with_day("today", listing_.today));
        return all;
    }

    void read_stopped(const std::string& panel) {
        for (auto& line : stopped_for(tx_, panel, 20)) {
            listing_.shown.push_back(line.id);
            work_.stopped.push_back(std::move(line));
        }
    }

    void wait_for_proposals(const std::string& panel, const std::string& name, const std::optional<MeetingLine>& next) {
        WaitingDecision waiting{"proposals", panel, name, panel, 0, {}, next};
        std::string agency;
        int count = 0;
        tx_.each("SELECT COALESCE(g.name, n.proposed_agency), count(*) FROM nominal n JOIN record r ON r.id = n.id LEFT JOIN agency g ON g.id = n.proposed_agency "
                 "WHERE n.panel = :panel AND n.state = 'proposed' AND " + sql_.condition + " GROUP BY COALESCE(g.name, n.proposed_agency) ORDER BY 1",
                 binds(panel), {&agency, &count}, [&] {
                     waiting.count += count;
                     waiting.from.push_back(agency);
                 });
        if (waiting.count > 0) work_.waiting.push_back(waiting);
    }

    void wait_for_minutes(const std::string& panel, const std::string& name) {
        std::string id;
        tx_.each("SELECT m.id FROM meeting m JOIN record r ON r.id = m.id WHERE m.panel = :panel AND m.state = 'minutes_draft' AND " + sql_.condition + " ORDER BY m.starts_at",
                 binds(panel), {&id}, [&] {
                     work_.waiting.push_back({"minutes_to_approve", panel, name, id, 1, {}, {}});
                     listing_.shown.push_back(id);
                 });
    }

    // Everyone on the list and monitored; answers how many are overdue.
    int read_reviews(const std::string& panel, const std::string& name) {
        const auto settings = settings_on(tx_, panel, listing_.today);
        int late = 0;
        ReviewLine line;
        SubjectRow who;
        std::optional<std::string> last, next;
        std::vector<Into> into{&line.id};
        std::ranges::copy(who.into(), std::back_inserter(into));
        into.insert(into.end(), {&last, &next});
        tx_.each("SELECT n.id, " CASEWORK_SUBJECT_COLUMNS ", n.last_review, n.next_review FROM nominal n JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS
                 "WHERE n.panel = :panel AND n.state IN ('active', 'monitored') AND " + sql_.condition + " ORDER BY n.next_review, n.id",
                 binds(panel), into, [&] {
                     const auto due = domain::nominals::review_due(day_of(last), day_of(next), settings["review_days"]);
                     if (!due) return;
                     line.panel = panel;
                     line.panel_name = name;
                     line.person = who.subject(listing_.today);
                     line.due = *due;
                     line.state = review_state(day_of(last), day_of(next), listing_.today, settings);
                     late += line.state == ReviewState::overdue ? 1 : 0;
                     reviews_.push_back(line);
                 });
        return late;
    }

    // The day a review is due depends on the settings of its panel, so the page is cut from what was read.
    void finish_reviews() {
        std::ranges::sort(reviews_, {}, review_key);
        const auto week = domain::add_days(listing_.today, 7);
        const auto later = std::ranges::find_if(reviews_, [&](const ReviewLine& review) { return review.due > week; });
        if (later == reviews_.begin() && later != reviews_.end()) show(*(work_.next_review = *later));
        const auto& key = reviews_asked_.key();
        std::copy_if(reviews_.begin(), later, std::back_inserter(work_.reviews),
                     [&](const ReviewLine& review) { return key.empty() || (reviews_asked_.backwards() ? review_key(review) < key : review_key(review) > key); });
        if (reviews_asked_.backwards()) std::ranges::reverse(work_.reviews);
        work_.reviews_page = cut_page(work_.reviews, reviews_a_page, reviews_asked_, review_key);
        for (const auto& review : work_.reviews) show(review);
    }
    void show(const ReviewLine& review) {
        listing_.shown.push_back(review.id);
        listing_.shown.push_back(review.person.id);
    }

    // What I asked for and have not looked at since it ended, in groups that are still open to me.
    void read_ended_jobs() {
        std::vector<std::string> ids;
        std::string id;
        tx_.each("SELECT id FROM job WHERE account = :account AND told_at IS NULL AND ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT 50", {with("account", actor_.account)}, {&id},
                 [&] { ids.push_back(id); });
        for (const auto& one : ids)
            if (auto job = job_rows::head(tx_, one, actor_.account); job && reaches(job->panel) && work_.ended_jobs.size() < 10) {
                listing_.shown.push_back(job->id);
                work_.ended_jobs.push_back(std::move(*job));
            }
    }

    void read_agreements() {
        work_.agreements = agreements_of(tx_, actor_, listing_.now);
        for (const auto* list : {&work_.agreements.to_answer, &work_.agreements.asked})
            for (const auto& request : *list) listing_.shown.insert(listing_.shown.end(), {request.id, request.object});
    }

    void read_actions() {
        auto actions = own_actions(listing_, actor_, {}, 99);
        work_.open_actions = static_cast<int>(actions.size());
        work_.overdue_actions = static_cast<int>(std::ranges::count_if(actions, &ActionLine::overdue));
        if (actions.size() > 4) actions.resize(4);
        for (const auto& action : actions) {
            listing_.shown.push_back(action.id);
            listing_.shown.push_back(action.case_id);
        }
        work_.actions = std::move(actions);
    }

    void read_duties() {
        work_.duties = report_duties(listing_, actor_);
        for (const auto& duty : tool_duties(listing_, actor_)) work_.duties.push_back(duty);
        for (const auto& duty : review_duties(listing_, actor_)) work_.duties.push_back(duty);
        for (const auto& duty : vulnerability_duties(listing_, actor_)) work_.duties.push_back(duty);
        std::ranges::stable_sort(work_.duties, {}, &RecordDuty::due);
    }

    // The ledger knows what the actor opened. Only records that they may still read are named.
    void read_looked_at() {
        constexpr int blocks = 10, entries = 100;
        for (int block = 0; block < blocks && work_.looked_at.size() < 5; ++block) name_opened(recently_opened(tx_, actor_.account, block, entries));
    }
    void name_opened(const std::vector<std::string>& ids) {
        for (const auto& id : ids) {
            if (work_.looked_at.size() == 5) return;
            if (std::ranges::find(work_.looked_at, id, &LookedAt::id) != work_.looked_at.end()) continue;
            LookedAt seen{id, "", ""};
            auto bound = sql_.binds;
            bound.push_back(with("id", id));
            if (!tx_.one("SELECT r.kind, COALESCE(pn.full_name, m.title, c.title) FROM record r LEFT JOIN nominal n ON n.id = r.id LEFT JOIN protection_case c ON c.id = r.id "
                         "LEFT JOIN vulnerability_case vc ON vc.id = r.id LEFT JOIN person_name pn ON pn.person_id = COALESCE(n.person_id, c.person_id, vc.person_id) AND pn.record_id = r.id AND pn.ordinal = 0 LEFT JOIN meeting m ON m.id = r.id "
                         "WHERE r.id = :id AND " + sql_.condition,
                         bound, {&seen.kind, &seen.name}))
                continue;
            listing_.shown.push_back(id);
            work_.looked_at.push_back(seen);
        }
    }
};

}  // namespace

MyWork my_work(Gate& gate, const PageAsked& reviews) {
    return gate.find({auth::Action::read, "my_work", "work"}, [&](Listing& listing) { return WorkReading(listing, gate.actor(), reviews).read(); });
}

ActionPage my_actions(Gate& gate, std::string_view after) {
    return gate.find({auth::Action::read, "my_actions", "action"}, [&](Listing& listing) {
        ActionPage page{own_actions(listing, gate.actor(), after, page_size + 1), {}, 0};
        if (page.actions.size() > page_size) {
            page.actions.pop_back();
            page.next = key_of(page.actions.back());
        }
        for (const auto& action : page.actions) {
            listing.shown.push_back(action.id);
            listing.shown.push_back(action.case_id);
            if (action.overdue) ++page.overdue;
        }
        return page;
    });
}

}  // namespace casework::persistence
