// Exports and proofs against tampering: what is handed out can be checked alone, and nothing in it can be changed unseen.
#include <catch2/catch.hpp>

#include <fstream>

#include "auth/signed_note.hpp"
#include "persistence/access_log.hpp"
#include "persistence/ledger_export.hpp"
#include "persistence/ledger_keys.hpp"
#include "tests/persistence/ledger_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::LedgerHouse;

namespace {

// Two months, so that one stream is closed and the roll-up lists both.
struct Exported : LedgerHouse {
    explicit Exported(const std::string& kind) : LedgerHouse(kind) {
        grow(40);
        now += std::chrono::days(10);
        grow(33);
        last = read_of("NOM-LAST");
        ledger->checkpoint();
        database->read([&](Transaction& tx) { whole = export_ledger(tx, {}); });
        trusted.keys = public_keys(options().key_directory);
        trusted.anchor_files = {options().anchor_file};
    }
    void grow(int n) {
        std::vector<std::future<Receipt>> waiting;
        for (int i = 0; i < n; ++i) waiting.push_back(ledger->record(entry("NOM-" + std::to_string(i % 5), "USR-" + std::to_string(i % 3))));
        for (auto& one : waiting) one.get();
    }
    LedgerBundle part(ExportWish wish) {
        LedgerBundle bundle;
        database->read([&](Transaction& tx) { bundle = export_ledger(tx, wish); });
        return bundle;
    }
    Receipt last;
    LedgerBundle whole;
    VerifyOptions trusted;
};

std::size_t entries(const LedgerBundle& bundle) {
    std::size_t n = 0;
    for (const auto& stream : bundle.streams) n += stream.entries.size();
    return n;
}

std::string all(const LedgerReport& report) {
    std::string text;
    for (const auto& finding : report.findings) text += finding.stream + " " + std::to_string(finding.seq) + ": " + finding.what + "\n";
    return text;
}

LedgerReport read_and_verify(const std::string& text, const VerifyOptions& options) {
    const auto bundle = parse_ledger_bundle(text);
    INFO((bundle ? std::string() : bundle.error()));
    REQUIRE(bundle);
    return verify_bundle(*bundle, options);
}

void alter(BundledEntry& entry) {
    auto meaning = domain::decode_ledger_entry(entry.body);
    meaning.account = "USR-9";
    entry.body = encode(meaning);
}

}  // namespace

TEST_CASE("an export is read as it was written, and verifies with trusted keys and anchors") {
    Exported house(GENERATE(from_range(testing::database_kinds())));
    const std::string text = bundle_text(house.whole);
    CHECK(bundle_text(*parse_ledger_bundle(text)) == text);
    const auto report = read_and_verify(text, house.trusted);
    CHECK(all(report) == "");
    CHECK(report.streams == 3);
    CHECK(static_cast<std::size_t>(report.entries) == entries(house.whole));
    CHECK(report.entries == 40 + 33 + 1 + 2 + 5);
}

TEST_CASE("parts of the ledger by record, account and day hold what was asked for, each entry with its proof") {
    Exported house(GENERATE(from_range(testing::database_kinds())));
    const auto first_day = std::chrono::floor<std::chrono::milliseconds>(house.now - std::chrono::days(5)).time_since_epoch().count();
    CHECK(entries(house.part({.subjects = {"NOM-0"}, .from_ms = {}, .before_ms = {}})) == 8 + 7);
    CHECK(entries(house.part({.subjects = {"NOM-0", "USR-0"}, .from_ms = {}, .before_ms = {}})) == 3 + 3);
    CHECK(entries(house.part({.subjects = {"NOM-0"}, .from_ms = first_day, .before_ms = {}})) == 7);
    CHECK(entries(house.part({.subjects = {"NOM-0"}, .from_ms = {}, .before_ms = first_day})) == 8);
    CHECK(entries(house.part({.subjects = {"nobody"}, .from_ms = {}, .before_ms = {}})) == 0);
    const auto part = house.part({.subjects = {}, .from_ms = first_day, .before_ms = {}});
    CHECK(entries(part) == 33 + 1 + 1 + 2);
    CHECK(all(read_and_verify(bundle_text(part), house.trusted)) == "");
}

TEST_CASE("one entry is proved alone, and its receipt with it") {
    Exported house(GENERATE(from_range(testing::database_kinds())));
    std::optional<LedgerBundle> proof, none;
    house.database->read([&](Transaction& tx) {
        proof = prove_entry(tx, house.last.stream, house.last.seq);
        none = prove_entry(tx, house.last.stream, house.last.seq + 1);
    });
    REQUIRE(proof);
    CHECK_FALSE(none);
    CHECK(entries(*proof) == 1);
    auto options = house.trusted;
    options.receipts = {house.last.text()};
    CHECK(all(read_and_verify(bundle_text(*proof), options)) == "");
    options.receipts = {house.last.stream + ".0.0123456789abcdef"};
    CHECK_THAT(all(verify_bundle(*proof, options)), Catch::Contains("does not hold what receipt"));
}

TEST_CASE("every way of tampering with an export is found") {
    Exported house("sqlite");
    const auto part = house.part({.subjects = {"NOM-0"}, .from_ms = {}, .before_ms = {}});
    struct Way {
        const char* name;
        std::function<void(LedgerBundle&)> how;
        bool needs_trusted_keys = false;
    };
    const auto fresh = auth::SigningKey::generate();
    const std::vector<Way> common = {
        {"an entry altered", [](LedgerBundle& b) { alter(b.streams[1].entries[2]); }},
        {"an entry given another number", [](LedgerBundle& b) { b.streams[1].entries.back().seq += 1; }},
        {"the body of another entry", [](LedgerBundle& b) { b.streams[1].entries[2].body = b.streams[1].entries[3].body; }},
        {"two entries exchanged", [](LedgerBundle& b) { std::swap(b.streams[1].entries[1].body, b.streams[1].entries[2].body); }},
        {"the note of another stream", [](LedgerBundle& b) { b.streams[0].note = b.streams[1].note; }},
        {"a note cut short", [](LedgerBundle& b) { b.streams[0].note.pop_back(); }},
        {"a note of another size", [](LedgerBundle& b) { b.streams[0].note.replace(b.streams[0].note.find('\n') + 1, 1, "9"); }},
        {"the whole signed anew by another key", [&](LedgerBundle& b) {
             b.public_keys = {fresh.public_key()};
             for (auto& stream : b.streams) stream.note = auth::signed_note(auth::parse_note(stream.note)->checkpoint, fresh);
         }, true},
    };
    const std::vector<Way> of_whole = {
        {"the last entry removed", [](LedgerBundle& b) { b.streams[1].entries.pop_back(); }},
        {"the first entry removed", [](LedgerBundle& b) { b.streams[1].entries.erase(b.streams[1].entries.begin()); }},
        {"an entry removed and closed up", [](LedgerBundle& b) {
             auto& list = b.streams[0].entries;
             list.erase(list.begin() + 3);
             for (std::size_t i = 3; i < list.size(); ++i) --list[i].seq;
         }},
        {"an entry added", [](LedgerBundle& b) {
             auto& list = b.streams[0].entries;
             list.push_back({list.back().seq + 1, list.back().body, {}});
         }},
        {"a month left out", [](LedgerBundle& b) { b.streams.erase(b.streams.begin()); }},
        {"the last month left out", [](LedgerBundle& b) { b.streams.erase(b.streams.begin() + 1); }},
        {"the roll-up left out", [](LedgerBundle& b) { b.streams.pop_back(); }},
    };
    const std::vector<Way> of_part = {
        {"a hash of a proof altered", [](LedgerBundle& b) { b.streams[0].entries[0].proof[1][4] ^= 1; }},
        {"a hash of a proof removed", [](LedgerBundle& b) { b.streams[0].entries[0].proof.pop_back(); }},
        {"a hash added to a proof", [](LedgerBundle& b) { b.streams[0].entries[0].proof.push_back(std::string(32, 'x')); }},
        {"a proof removed", [](LedgerBundle& b) { b.streams[0].entries[0].proof.clear(); }},
    };
    std::size_t tried = 0, undetected = 0;
    const auto attempt = [&](const LedgerBundle& genuine, const std::vector<Way>& ways) {
        for (const Way& way : ways) {
            LedgerBundle tampered = genuine;
            way.how(tampered);
            INFO(way.name);
            ++tried;
            for (const bool trusting : {true, false}) {
                if (way.needs_trusted_keys && !trusting) continue;
                VerifyOptions options;
                if (trusting) options.keys = house.trusted.keys;
                const auto read = parse_ledger_bundle(bundle_text(tampered));
                const bool found = !read || !verify_bundle(*read, options).holds();
                CHECK(found);
                if (!found) ++undetected;
            }
        }
    };
    attempt(house.whole, common), attempt(house.whole, of_whole), attempt(part, common), attempt(part, of_part);
    CHECK(tried >= 25);
    CHECK(undetected == 0);
}

TEST_CASE("an older export is found by later anchors") {
    Exported house("sqlite");
    house.grow(5);
    house.ledger->checkpoint();
    CHECK_THAT(all(verify_bundle(house.whole, house.trusted)), Catch::Contains("its end was cut off"));
}

TEST_CASE("an export cut at any place, or with a byte changed, is refused or found") {
    Exported house("sqlite");
    const std::string text = bundle_text(house.part({.subjects = {"NOM-1"}, .from_ms = {}, .before_ms = {}}));
    for (std::size_t cut = 0; cut < text.size(); cut += 7) CHECK_FALSE(parse_ledger_bundle(text.substr(0, cut)));
    VerifyOptions trusted{.keys = house.trusted.keys, .anchor_files = {}, .receipts = {}};
    for (std::size_t at = 0; at < text.size(); at += 13) {
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        const auto bundle = parse_ledger_bundle(changed);
        if (!bundle || changed.substr(0, changed.find("stream ")) != text.substr(0, text.find("stream "))) continue;  // the keys of an export are not believed
        INFO(at);
        CHECK_FALSE(verify_bundle(*bundle, trusted).holds());
    }
}

TEST_CASE("the parser of exports refuses every other spelling with the line and the reason") {
    const std::string note = " " + auth::to_base64("note"), start = "casework ledger export 1\n", stream = start + "stream a whole\nnote" + note + "\n";
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"", "line 1: the line is cut off"},
        {"casework ledger export 2\nend 0\n", "line 1: this is no export"},
        {start, "line 2: the line is cut off"},
        {start + "end 0\nend 0\n", "something stands after"},
        {start + "end 1\n", "another number of entries"},
        {start + "end 00\n", "another number of entries"},
        {start + "end -0\n", "another number of entries"},
        {start + "end  0\n", "an empty word"},
        {start + "end 0 \n", "more words"},
        {start + "end 0 0\n", "more words"},
        {start + "end\n", "a word is missing"},
        {start + "key 00\nend 0\n", "no public key"},
        {start + "note" + note + "\nend 0\n", "no note may stand here"},
        {start + "stream a half\nend 0\n", "whole or proved"},
        {start + "stream a whole\nend 0\n", "the last stream has no note"},
        {start + "stream " + std::string(65, 'a') + " whole\nend 0\n", "too long a name"},
        {stream + "note" + note + "\nend 0\n", "no note may stand here"},
        {stream + "stream a whole\nnote" + note + "\nend 0\n", "not in their order"},
        {stream + "entry 1 AAAA\nentry 1 AAAA\nend 2\n", "line 5: the entries are not in their order"},
        {stream + "entry -1 AAAA\nend 1\n", "not in their order"},
        {stream + "entry -0 AAAA\nend 1\n", "not in their order"},
        {stream + "entry 9223372036854775808 AAAA\nend 1\n", "not in their order"},
        {stream + "entry 1 A=\nend 1\n", "the entry is not base64"},
        {stream + "entry 1 AAAA AAAA\nend 1\n", "not a list of hashes"},
        {stream + "entry 1 AAAA " + auth::to_base64(std::string(32, 'x')) + "\nend 1\n", "a whole stream has no proofs"},
        {start + "stream a proved\nnote" + note + "\nentry 1 AAAA " + auth::to_base64(std::string(65 * 32, 'x')) + "\nend 1\n", "not a list of hashes"},
        {start + "verse\n", "no known word"},
    };
    for (const auto& [text, reason] : wrong) {
        INFO(text);
        const auto parsed = parse_ledger_bundle(text);
        REQUIRE_FALSE(parsed);
        CHECK_THAT(parsed.error(), Catch::Contains(reason));
    }
    CHECK(parse_ledger_bundle(start + "end 0\n"));
}

TEST_CASE("who saw a record is answered within a second at a million entries", "[.load]") {
    testing::FreshDatabase database(GENERATE(from_range(testing::database_kinds())));
    constexpr int entries_all = 1'000'000, at_once = 50'000;
    const std::string body = "hex_in('" + auth::to_hex(encode(LedgerHouse::entry("NOM-1"))) + "')", leaf = "hex_in('" + std::string(64, '0') + "')";
    for (int from = 0; from < entries_all; from += at_once)
        database->write([&](Transaction& tx) {
            const std::string numbers = "WITH RECURSIVE k(n) AS (SELECT " + std::to_string(from) + " UNION ALL SELECT n + 1 FROM k WHERE n + 1 < " + std::to_string(from + at_once) + ") ";
            tx.script(numbers + "INSERT INTO audit_entry (stream, seq, body, leaf) SELECT 'a/2026-11', n, " + body + ", " + leaf + " FROM k");
            tx.script(numbers + "INSERT INTO audit_subject SELECT 'NOM-' || (n % 1000), n, 'a/2026-11', n FROM k");
            tx.script(numbers + "INSERT INTO audit_subject SELECT 'USR-' || (n % 200), n, 'a/2026-11', n FROM k");
        });
    for (const char* subject : {"NOM-7", "USR-7"}) {
        const auto begin = std::chrono::steady_clock::now();
        std::optional<AccessLogPlace> after;
        std::size_t rows = 0;
        do {
            database->read([&](Transaction& tx) {
                const auto page = ledger_about(tx, subject, after, 100);
                rows += page.rows.size();
                after = page.next;
            });
        } while (after && rows < 1000);
        const auto took = std::chrono::steady_clock::now() - begin;
        WARN(subject << ": " << rows << " newest entries in " << std::chrono::duration_cast<std::chrono::microseconds>(took).count() << " us");
        CHECK(rows == 1000);
        CHECK(took < std::chrono::seconds(1));
    }
}
