// What people do with files: bring people in, and take records out.
#include <fmt/format.h>

#include "persistence/jobs/jobs.hpp"
#include "persistence/people/people.hpp"
#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {
namespace {

using domain::jobs::Event;
using persistence::Gate;
using Gaps = std::vector<std::string>;

constexpr const char* panel = "tctf";

// The job as the server carries it on: as the person who asked, with the rights of the moment.
persistence::OpenJob open_job(Stage& stage, const std::string& id) {
    for (auto& job : persistence::open_jobs(*stage.house.database))
        if (job.id == id) return job;
    throw Failed("the job " + id + " is not open");
}

struct Carrier {
    persistence::OpenJob job;
    Gate gate;
    Carrier(Stage& stage, const std::string& id) : job(open_job(stage, id)), gate(*stage.house.database, *stage.house.ledger, stage.house.now, job.asked, persistence::reload_standing) {}
};

persistence::ImportedPerson imported(const std::string& name, const std::string& known) {
    persistence::ImportedPerson person;
    person.proposal = testing::TestHouse::proposal(name);
    person.proposal.person = known;
    person.facts.names = {{"name", name}};
    person.facts.birth = persistence::StatedBirth{person.proposal.born, {}, {}, ""};
    person.edit.behaviours = person.proposal.behaviours;
    return person;
}

// Each row is compared with whom the person may see.
void check(Stage& stage, const std::string& id, const std::vector<std::string>& names) {
    Carrier carrier(stage, id);
    int line = 1;
    for (const auto& name : names) {
        std::vector<persistence::RowMatch> matches;
        for (const auto& match : persistence::likely_matches(carrier.gate, name, {})) matches.push_back({match.person.id, "alike"});
        persistence::note_matches(*stage.house.database, id, ++line, matches);
    }
    carrier.gate.settle();
    persistence::move_job(*stage.house.database, carrier.job, Event::check, stage.house.now);
}

std::vector<persistence::RowChoice> choices(Stage& stage, const std::vector<std::string>& names, const std::string& choice) {
    std::vector<persistence::RowChoice> made;
    int line = 1;
    for (const auto& name : names) {
        ++line;
        if (choice.empty()) continue;
        made.push_back({line, choice == "leave out", choice == "same person" ? stage.known(name).person : ""});
    }
    return made;
}

void carry_in(Stage& stage, const std::string& id, const std::vector<std::string>& names) {
    Carrier carrier(stage, id);
    for (const auto& row : persistence::rows_in(*stage.house.database, id, "waiting", 100)) {
        const auto& name = names.at(static_cast<std::size_t>(row.line - 2));
        const auto saved = persistence::import_row(carrier.gate, panel, id, row.line, imported(name, row.person));
        if (saved) {
            stage.people[name] = {saved->id, stage.figure("SELECT person_id FROM nominal WHERE id = '" + saved->id + "'")};
            continue;
        }
        stage.refusals = saved.error();
        persistence::refuse_row(*stage.house.database, id, row.line, {{"", saved.error().front().message, ""}});
    }
    carrier.gate.settle();
    persistence::move_job(*stage.house.database, carrier.job, Event::finish, stage.house.now);
}

void bring_in(Stage& stage, const std::string& who, const std::vector<std::string>& names, Details& details) {
    const auto choice = details.text("choice", "");
    const bool again = details.text("again", "") == "yes";
    persistence::NewImport file{"people.csv", "full_name", {}, "sha256 of"};
    int line = 1;
    for (const auto& name : names) file.rows.push_back({++line, name, false}), file.sha256 += " " + name;
    const auto id = stage.act(who, [&](Gate& gate) { return persistence::stage_import(gate, panel, file); });
    if (!id) return;
    check(stage, *id, names);
    const auto started = stage.act(who, [&](Gate& gate) { return persistence::start_import(*stage.house.database, gate, *id, choices(stage, names, choice), again); });
    if (started) carry_in(stage, *id, names);
}

void take_out(Stage& stage, const std::string& who) {
    const auto id = stage.act(who, [&](Gate& gate) { return persistence::ask_export(gate, panel, "export_nominals"); });
    if (!id) return;
    Carrier carrier(stage, *id);
    const auto records = testing::TestHouse::must(persistence::read_export(carrier.gate, panel));
    std::vector<std::string> ids;
    for (const auto& record : records) {
        ids.push_back(record.id);
        stage.seen.push_back(record.facts.names.front().full);
    }
    testing::TestHouse::must(persistence::keep_export(carrier.gate, carrier.job, "reference\r\n", ids));
    carrier.gate.settle();
}

}  // namespace

std::vector<Sentence> job_sentences() {
    return {
        {Kind::when, "{who} brings in a file with {list}", [](Stage& s, const Gaps& g, Details& d) { bring_in(s, g[0], listed(g[1]), d); }},
        {Kind::when, "{who} takes out a file of every nominal", [](Stage& s, const Gaps& g, Details&) { take_out(s, g[0]); }},
    };
}

}  // namespace casework::scenarios
