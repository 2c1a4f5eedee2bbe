// Carrying jobs on.
#include "web/jobs/job_runner.hpp"

#include <algorithm>
#include <exception>

#include "domain/text.hpp"
#include "web/community_protection/bundle_making.hpp"
#include "web/csv.hpp"
#include "web/jobs/import_rows.hpp"

namespace casework::web::jobs {
namespace {

namespace imports = domain::imports;
using domain::RefusalKind;
using domain::jobs::Event;
using domain::jobs::State;
using persistence::OpenJob;

constexpr int rows_each_round = 50;

// What a round works with: the gate of the person who asked, and what may be named on the panel.
struct Round {
    House& house;
    const OpenJob& job;
    const std::stop_token& stopping;
    persistence::Gate gate;
    imports::Head head;
    Offered offered;

    Round(House& of, const OpenJob& with, const std::stop_token& token) : house(of), job(with), stopping(token), gate(of.database, of.ledger, of.clock(), with.asked, persistence::reload_standing), head(head_in(with.head)) {}
    std::vector<persistence::JobRow> rows(std::string_view state) { return persistence::rows_in(house.database, job.id, state, rows_each_round); }
    ReadRow read(const persistence::JobRow& row) { return read_row(head, cells_in(row.cells), offered, gate.today()); }
    void fail(std::string_view why) { persistence::move_job(house.database, job, Event::fail, house.clock(), why); }
};

std::string words_of(const domain::Refusals& refusals) {
    std::string words;
    for (const auto& refusal : refusals) words += (words.empty() ? "" : ". ") + refusal.message;
    return words;
}

void check_rows(Round& round) {
    for (const auto& row : round.rows("staged")) {
        if (round.stopping.stop_requested()) return;
        const auto read = round.read(row);
        std::vector<persistence::RowMatch> matches;
        for (const auto& match : persistence::likely_matches(round.gate, read.person.proposal.name, read.person.proposal.born)) matches.push_back({match.person.id, domain::listed(match.why)});
        persistence::note_matches(round.house.database, round.job.id, row.line, matches);
    }
    persistence::move_job(round.house.database, round.job, Event::check, round.house.clock());
}

constexpr int rows_of_a_file = 5000;

// The rows of one file were shown beside each other: whom an earlier one has become is no news to a later one.
bool of_this_file(Round& round, const persistence::PersonLine& person) {
    const auto made = persistence::rows_in(round.house.database, round.job.id, "made", rows_of_a_file);
    return std::ranges::any_of(made, [&](const persistence::JobRow& row) { return std::ranges::find(person.records, row.record) != person.records.end(); });
}

// Somebody like the person of the row who was not among those it was compared with when its owner looked: put forward since by a
// form or by another file. Empty when there is nobody.
std::string came_since(Round& round, const persistence::JobRow& row, const persistence::Proposal& proposal) {
    for (const auto& match : persistence::likely_matches(round.gate, proposal.name, proposal.born))
        if (std::ranges::find(row.matches, match.person.id, &persistence::RowMatch::person) == row.matches.end() && !of_this_file(round, match.person)) return match.person.id;
    return {};
}

// A row of which somebody has said who it is needs no second look.
void carry_in(Round& round, const persistence::JobRow& row) {
    auto read = round.read(row);
    read.person.proposal.person = row.person;
    auto refusals = std::move(read.refusals);
    std::string looks_like;
    if (refusals.empty() && row.person.empty()) looks_like = came_since(round, row, read.person.proposal);
    if (!looks_like.empty())
        refusals.push_back({RefusalKind::rule, {}, "Looks like somebody who was not known when you looked at the rows. Upload the row again to choose who it is", "UK GDPR Art 5(1)(d)"});
    if (refusals.empty())
        if (auto saved = persistence::import_row(round.gate, round.job.panel, round.job.id, row.line, read.person); !saved) refusals = std::move(saved.error());
    if (!refusals.empty() && refusals.front().kind != RefusalKind::conflict)
        persistence::refuse_row(round.house.database, round.job.id, row.line, row_problems(round.head, cells_in(row.cells), refusals), looks_like);
}

void carry_rows_in(Round& round) {
    for (const auto& row : round.rows("waiting")) {
        if (round.stopping.stop_requested()) return;
        carry_in(round, row);
    }
    persistence::move_job(round.house.database, round.job, Event::finish, round.house.clock());
}

std::string file_of(const std::vector<persistence::ExportedRecord>& records, bool people) {
    std::vector<imports::Answers> answers;
    for (const auto& record : records) answers.push_back(people ? person_answers_of(record) : nominal_answers_of(record));
    const auto head = imports::head_for(answers, !people);
    std::vector<std::string> names;
    for (const auto& place : head) names.push_back(place.name);
    Csv csv(names);
    for (const auto& each : answers) csv.row(imports::cells_of(head, each));
    return std::move(csv).take();
}

void write_file(Round& round) {
    const auto records = persistence::read_export(round.gate, round.job.panel);
    if (!records) {
        const auto& refusal = records.error().front();
        if (refusal.kind == RefusalKind::rule) return round.fail(refusal.message);
        return round.fail(refusal.kind == RefusalKind::password_again ? "Your password was given too long ago. Ask for the file again" : "You may no longer export the records of this group");
    }
    std::vector<std::string> ids;
    for (const auto& record : *records) ids.push_back(record.id), ids.push_back(record.person);
    const auto text = file_of(*records, round.job.kind == "export_people");
    if (const auto kept = persistence::keep_export(round.gate, round.job, text, ids); !kept && kept.error().front().kind != RefusalKind::conflict) round.fail(words_of(kept.error()));
}

void bind_bundle(Round& round) {
    const auto kept = cases::make_bundle(round.house, round.gate, round.job, round.stopping);
    if (!kept) return;
    if (*kept) return persistence::finish_bundle(round.house.database, round.job, (*kept)->id, round.house.clock());
    const auto& refusals = kept->error();
    const auto kind = refusals.front().kind;
    if (kind == RefusalKind::password_again) round.fail("Your password was given too long ago. Ask for the bundle again");
    else if (kind == RefusalKind::not_found || kind == RefusalKind::forbidden) round.fail("You may no longer make a bundle of this case");
    else round.fail(words_of(refusals));
}

void carry_on(House& house, const OpenJob& job, const std::stop_token& stopping) {
    Round round(house, job, stopping);
    if (job.kind == "court_bundle") {
        bind_bundle(round);
    } else if (job.kind != "import_nominals") {
        write_file(round);
    } else if (round.gate.would_allow(job.panel, auth::Action::create).verdict != auth::Verdict::allow || !read_offered(round.gate, house.database, job.panel, round.offered).empty()) {
        round.fail("You may no longer put people forward for this group");
    } else if (job.state == State::uploaded) {
        check_rows(round);
    } else {
        carry_rows_in(round);
    }
    round.gate.settle();
}

}  // namespace

void carry_on(House& house, const std::stop_token& stopping) {
    std::exception_ptr defect;
    for (const auto& job : persistence::open_jobs(house.database)) try {
            if (stopping.stop_requested()) return;
            if (persistence::claim_job(house.database, job, house.clock())) carry_on(house, job, stopping);
        } catch (const persistence::DatabaseUnavailable&) {
            // It is tried again in the next round; one that takes too long each time does not hold up those behind it.
            defect = std::current_exception();
        } catch (const std::exception&) {
            // One that cannot go on does not hold up the others; the log learns why.
            defect = std::current_exception();
            persistence::move_job(house.database, job, Event::fail, house.clock(), "The server could not go on with this. Ask for help");
        }
    persistence::clear_old_jobs(house.database, house.clock());
    if (defect) std::rethrow_exception(defect);
}

}  // namespace casework::web::jobs
