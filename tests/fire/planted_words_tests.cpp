// A word of its own in every box of the served program, in HTML and in JSON: the tables keep them, and the ledger, its export, the log and the figures hold none.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include "auth/crypto.hpp"
#include "persistence/ledger_bundle.hpp"
#include "tests/fire/live_server.hpp"
#include "tests/fire/planter.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/ledger_claims.hpp"

using namespace casework;
using namespace casework::fire;

namespace {

using persistence::Transaction;

// Every column of the tables of that kind, as bytes: text and binary alike.
std::string contents_of(const Place& place, bool of_the_ledger) {
    persistence::Database database({.url = place.url(), .readers = 1, .statement_seconds = 20});
    std::string all, table, column, value;
    database.read([&](Transaction& tx) {
        std::vector<std::pair<std::string, std::string>> columns;
        tx.each("SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'", {}, {&table, &column},
                [&] { columns.emplace_back(table, column); });
        for (const auto& [of, named] : columns)
            if (of.starts_with("audit_") == of_the_ledger)
                tx.each("SELECT hex(" + named + ") FROM " + of + " WHERE " + named + " IS NOT NULL", {}, {&value}, [&] { all += *auth::from_hex(value) + '\n'; });
    });
    return all;
}

std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

struct Written {
    std::set<std::string> sentences;  // in the tables
    std::string ledger;               // the texts of its entries
};

Written written_in(const Place& place) {
    persistence::Database database({.url = place.url(), .readers = 1, .statement_seconds = 20});
    Written written;
    database.read([&](Transaction& tx) { written = {testing::written_words(tx), testing::ledger_texts(tx)}; });
    return written;
}

struct Sought {
    std::map<std::string, std::string> planted;
    std::set<std::string> sentences;
    std::vector<std::string> secrets;

    // What of it stands in the bytes, in clear, as hexadecimal or under a digest that anybody could try guesses against.
    std::string in(const std::string& bytes) const {
        const auto text = lower(bytes);
        std::string found;
        for (const auto& form : {std::string(Planter::stem), auth::to_hex(Planter::stem)})
            for (auto at = text.find(form); at != text.npos && found.size() < 2000; at = text.find(form, at + 1)) found += text.substr(at, 20) + '\n';
        for (const auto& [word, box] : planted)
            for (const auto& typed : {word, lower(word)})
                if (const auto digest = auth::sha256(typed); bytes.find(digest) != bytes.npos || text.find(auth::to_hex(digest)) != text.npos) found += "the plain digest of " + word + " (" + box + ")\n";
        for (const auto& secret : secrets)
            if (bytes.find(secret) != bytes.npos) found += "a cookie or token\n";
        return found;
    }
    // Which of what the tables hold in more words than one stands in the text.
    std::string sentences_in(const std::string& text) const {
        std::string found;
        for (const auto& sentence : sentences)
            if (text.find(sentence) != text.npos) found += sentence + '\n';
        return found;
    }
};

std::string bodies_of(const std::string& export_file) {
    const auto bundle = persistence::parse_ledger_bundle(slurp(export_file));
    std::string all;
    REQUIRE(bundle);
    for (const auto& stream : bundle->streams)
        for (const auto& entry : stream.entries) all += entry.body + '\n';
    return all;
}

std::string figures_at(unsigned short port) {
    tests::PlainClient collector(port);
    collector.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return collector.until_closed().value_or("");
}

int stored(const Planter& planter, const std::string& tables) {
    return static_cast<int>(std::ranges::count_if(planter.words(), [&](const auto& planted) { return tables.find(planted.first) != tables.npos; }));
}

}  // namespace

TEST_CASE("no word that was typed into any box of the served house reaches the ledger, its export, the log or the figures") {
    const testing::ScratchDirectory scratch;
    Place place("sqlite");
    const auto figures_port = testing::free_port();
    place.set("log.file", scratch.path() + "/log");
    place.set("metrics.port", std::to_string(figures_port));
    LiveServer server(place);
    Planter planter(server.port());
    for (const char* username : {"priya.nair", "mel.hart", "grace.holloway", "dana.crisp", "jo.stone", "owen.price", "neil.sutton"}) planter.walk(username);
    planter.go_astray();
    const auto figures = figures_at(figures_port);
    CHECK(server.stop() == 0);

    const auto kept = contents_of(place, false);
    const auto written = written_in(place);
    const Sought sought{planter.words(), written.sentences, planter.secrets()};
    int done = 0;
    std::string shapes;
    for (const auto& [shape, times] : planter.carried_out()) done += times, shapes += "  " + shape + '\n';
    WARN(planter.words().size() << " words typed, " << stored(planter, kept) << " of them kept; " << done << " forms carried out, of these kinds:\n" << shapes);
    CHECK(stored(planter, kept) >= 60);
    for (const char* shape : {"/search", "/nominals/#/notes", "/cases/#/notes", "/vulnerability/#/notes", "/groups/tctf/imports", "/groups/tctf/nominals/add", "/records/#/evidence"}) {
        INFO(shape);
        CHECK(planter.carried_out().contains(shape));
    }
    CHECK(planter.refused().size() >= 5);

    const auto file = scratch.path() + "/export";
    REQUIRE(place.run({"ledger", "export", "--to", file, "--recipient", "ico", "--purpose", "lawfulness"}).status == 0);
    CHECK(sought.in(slurp(file)) == "");
    CHECK(sought.in(bodies_of(file)) == "");
    CHECK(sought.in(contents_of(place, true)) == "");
    CHECK(sought.sentences_in(written.ledger) == "");
    const auto log = slurp(scratch.path() + "/log") + server.process().said();
    CHECK(sought.in(log) == "");
    CHECK(sought.sentences_in(log) == "");
    REQUIRE(figures.find("casework_") != figures.npos);
    CHECK(sought.in(figures) == "");
    CHECK(place.ledger_findings({}) == "");
}
