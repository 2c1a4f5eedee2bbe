// The verifier against tampering: a ledger of two months and two writers, changed by hand in many ways; each is found.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "auth/key_files.hpp"
#include "auth/merkle.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/ledger_verify.hpp"
#include "tests/persistence/ledger_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::LedgerHouse;

namespace {

constexpr const char* tables[] = {"audit_entry", "audit_subject", "audit_head", "audit_checkpoint", "audit_segment", "audit_key"};

// Some hundred entries, closed and kept aside, so that each way of tampering starts from the same genuine ledger.
struct Grown : LedgerHouse {
    explicit Grown(const std::string& kind) : LedgerHouse(kind) {
        auto beside = options();
        beside.writer = "command";
        std::optional<Ledger> command(std::in_place, *database, beside, [this] { return now; });
        grow(100, *ledger), grow(20, *command);
        ledger->checkpoint(), command->checkpoint();
        now += std::chrono::days(10);
        grow(60, *ledger), grow(10, *command);
        keep("early_head", "SELECT * FROM audit_head");
        ledger->checkpoint(), command->checkpoint();
        anchors_early = anchors();
        grow(60, *ledger);
        last = read_of("NOM-LAST");
        ledger->checkpoint();
        command.reset(), ledger.reset();
        anchors_genuine = anchors();
        december = last.stream;
        server = node_of(december);
        november = server + "/2026-11";
        roll_up = roll_up_stream(server);
        database->write([&](Transaction& tx) {
            if (tx.is_postgresql()) tx.script("ALTER TABLE audit_entry DISABLE TRIGGER USER");
            else tx.script("DROP TRIGGER audit_entry_stays; DROP TRIGGER audit_entry_unchanged");
        });
        for (const char* table : tables) keep(std::string("genuine_") + table, std::string("SELECT * FROM ") + table);
    }

    void grow(int n, Ledger& into) {
        std::vector<std::future<Receipt>> waiting;
        for (int i = 0; i < n; ++i) waiting.push_back(into.record(entry("NOM-" + std::to_string(i % 7), "USR-" + std::to_string(i % 3))));
        for (auto& one : waiting) one.get();
        now += std::chrono::seconds(1);
    }
    void keep(const std::string& name, const std::string& select) {
        database->write([&](Transaction& tx) { tx.script("CREATE TABLE " + name + " AS " + select); });
    }
    void restore() {
        std::string sql;
        for (const char* table : tables) sql += std::string("DELETE FROM ") + table + "; INSERT INTO " + table + " SELECT * FROM genuine_" + table + ";";
        script(sql);
        write_anchors(anchors_genuine);
    }
    void script(const std::string& sql) {
        database->write([&](Transaction& tx) { tx.script(sql); });
    }
    std::string anchors() const {
        std::ifstream file(options().anchor_file, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write_anchors(const std::string& text) const { std::ofstream(options().anchor_file, std::ios::binary) << text; }

    StoredEntry at(const std::string& stream, std::int64_t seq) {
        StoredEntry e;
        database->read([&](Transaction& tx) { e = entry_at(tx, stream, seq); });
        return e;
    }
    // Writes another meaning into an entry, with or without the hash that fits it.
    std::string alter(const std::string& stream, std::int64_t seq, const std::function<void(domain::LedgerEntry&)>& how, bool with_leaf) {
        auto e = domain::decode_ledger_entry(at(stream, seq).body);
        how(e);
        const std::string body = encode(e);
        return "UPDATE audit_entry SET body = hex_in('" + auth::to_hex(body) + "')" +
               (with_leaf ? ", leaf = hex_in('" + auth::to_hex(auth::merkle_leaf(body)) + "')" : std::string()) + where(stream) + " AND seq = " + std::to_string(seq) + ";";
    }
    static std::string where(const std::string& stream) { return " WHERE stream = '" + stream + "'"; }
    // Numbers after a removed or inserted entry closed up or moved on.
    static std::string renumber(const std::string& stream, std::int64_t from, int by) {
        return "UPDATE audit_entry SET seq = seq + 1000000" + where(stream) + " AND seq >= " + std::to_string(from) + ";UPDATE audit_entry SET seq = seq - " +
               std::to_string(1000000 - by) + where(stream) + " AND seq >= 1000000;";
    }
    // The head that fits the entries as they stand now, signed by that key.
    void sign_head(const std::string& stream, const auth::SigningKey& key) {
        auth::MerkleFrontier frontier;
        database->read([&](Transaction& tx) { each_entry(tx, stream, 0, [&](const StoredEntry& e) { frontier.append(e.leaf); }); });
        script("UPDATE audit_head SET size = " + std::to_string(frontier.size()) + ", root = hex_in('" + auth::to_hex(frontier.root()) + "'), frontier = hex_in('" +
               auth::to_hex(frontier.to_bytes()) + "'), key_id = '" + key_id_of(key.public_key()) + "', sig = hex_in('" +
               auth::to_hex(key.sign(text_of(checkpoint_of(stream, frontier.size(), frontier.root())))) + "')" + where(stream));
    }
    auth::SigningKey ledger_key() const {
        return auth::SigningKey::from_pem(auth::secret_file(options().key_directory + "/ledger-signing.pem", [] { return std::string(); }));
    }
    std::string drop(const std::string& stream) const {
        std::string sql;
        for (const char* table : tables)
            if (std::string(table) != "audit_key") sql += std::string("DELETE FROM ") + table + where(stream) + ";";
        return sql;
    }
    LedgerReport verify(bool with_anchors = true, bool with_keys = true) {
        VerifyOptions asked;
        if (with_anchors) asked.anchor_files = {options().anchor_file};
        if (with_keys) asked.keys = public_keys(options().key_directory);
        return verify_ledger(*database, asked);
    }

    Receipt last;
    std::string december, november, roll_up, server, anchors_early, anchors_genuine;
};

std::string all(const LedgerReport& report) {
    std::string text;
    for (const auto& finding : report.findings) text += finding.stream + " " + std::to_string(finding.seq) + ": " + finding.what + "\n";
    return text;
}

// The same genuine ledger for all tests of this file; making it takes the longest.
Grown& grown(const std::string& kind) {
    static const auto first_use = auth::sha256({});  // OpenSSL ends itself at exit, after what was made later: after these houses and their connections
    static std::map<std::string, std::unique_ptr<Grown>> houses;
    auto& house = houses[kind];
    if (!house) house = std::make_unique<Grown>(kind);
    house->restore();
    return *house;
}

void someone_else(domain::LedgerEntry& e) { e.account = "USR-9"; }

}  // namespace

TEST_CASE("an untouched ledger verifies, with anchors and keys or without") {
    auto& house = grown(GENERATE(from_range(testing::database_kinds())));
    for (const bool anchors : {true, false})
        for (const bool keys : {true, false}) {
            const auto report = house.verify(anchors, keys);
            CHECK(all(report) == "");
            CHECK(report.streams == 6);
            CHECK(report.entries == 100 + 20 + 60 + 10 + 60 + 1 + 4 + 9);  // the openings of four months, twice four in the roll-ups, and the tables taken up once
            CHECK(report.subjects > 2 * 250);
            CHECK(report.anchors == (anchors ? 9 : 0));
            CHECK(report.checkpoints == 9);
        }
}

TEST_CASE("every way of tampering with the entries is found") {
    auto& h = grown(GENERATE(from_range(testing::database_kinds())));
    const auto s = h.where(h.december);
    const std::string last_seq = std::to_string(h.last.seq);
    struct Way {
        const char* name;
        std::string sql, found;
    };
    const std::string copy_of_5 = "INSERT INTO audit_entry SELECT stream, SEQ, body, leaf, detail FROM audit_entry" + s + " AND seq = 5;";
    const auto insert = [&](const std::string& seq) { return std::string(copy_of_5).replace(copy_of_5.find("SEQ"), 3, seq); };
    const auto sharper = [](domain::LedgerEntry& e) { e.rule = "D8"; };
    const std::vector<Way> ways = {
        {"altered", h.alter(h.december, 17, someone_else, false), "17: the entry does not give the hash"},
        {"altered with its hash", h.alter(h.december, 17, someone_else, true), "do not give the root"},
        {"altered with hash and index", h.alter(h.december, 17, sharper, true), "entries 0 to "},
        {"altered in a closed month", h.alter(h.november, 40, sharper, true), h.november + " -1: entries 0 to "},
        {"altered in the roll-up", h.alter(h.roll_up, 2, [](auto& e) { e.objects[0] = "x"; }, true), h.roll_up + " -1: entries"},
        {"time set back", h.alter(h.december, 90, [](auto& e) { e.at_ms -= 3000; }, true), "90: its time is before"},
        {"time in another month", h.alter(h.december, 90, [](auto& e) { e.at_ms += 90LL * 86400000; }, true), "90: its time is not in the month"},
        {"stored hash altered", "UPDATE audit_entry SET leaf = hex_in('" + std::string(64, 'a') + "')" + s + " AND seq = 3", "3: the entry does not give the hash"},
        {"body made nonsense", "UPDATE audit_entry SET body = hex_in('00')" + s + " AND seq = 3", "3: ledger entry malformed"},
        {"detail put in", "UPDATE audit_entry SET detail = hex_in('00')" + s + " AND seq = 3", "3: its detail"},
        {"removed", "DELETE FROM audit_entry" + s + " AND seq = 30", "31: entries 30 to 30 are missing"},
        {"removed and closed up", "DELETE FROM audit_entry" + s + " AND seq = 30;" + h.renumber(h.december, 31, -1), "its end was cut off"},
        {"first removed", "DELETE FROM audit_entry" + s + " AND seq = 0", "1: entries 0 to 0 are missing"},
        {"first removed and closed up", "DELETE FROM audit_entry" + s + " AND seq = 0;" + h.renumber(h.december, 1, -1), "does not begin with the entry that opens it"},
        {"last removed", "DELETE FROM audit_entry" + s + " AND seq = " + last_seq, "its end was cut off"},
        {"last removed, head counted down", "DELETE FROM audit_entry" + s + " AND seq = " + last_seq + ";UPDATE audit_head SET size = size - 1" + s, "the signature of its head"},
        {"all after the first half removed", "DELETE FROM audit_entry" + s + " AND seq > 60", "its end was cut off"},
        {"added at the end", insert("seq + 500"), "are missing"},
        {"added at the end, next number", insert(std::to_string(h.last.seq + 1)), "entries were added"},
        {"inserted", h.renumber(h.december, 20, 1) + insert("20"), "entries were added"},
        {"swapped", "UPDATE audit_entry SET seq = 1000000" + s + " AND seq = 20; UPDATE audit_entry SET seq = 20" + s + " AND seq = 40; UPDATE audit_entry SET seq = 40" + s + " AND seq = 1000000",
         "do not give the root"},
        {"one in place of another", "DELETE FROM audit_entry" + s + " AND seq = 20;" + insert("20"), "do not give the root"},
        {"moved to another stream", "UPDATE audit_entry SET stream = '" + h.november + "', seq = seq + 1000" + s + " AND seq = " + last_seq, "are missing"},
    };
    for (const Way& way : ways) {
        h.restore();
        h.script(way.sql);
        INFO(way.name);
        const auto report = h.verify();
        CHECK_THAT(all(report), Catch::Contains(way.found));
        CHECK_FALSE(h.verify(false, false).holds());
    }
}

TEST_CASE("every way of tampering with heads, closings, keys and the index is found") {
    auto& h = grown(GENERATE(from_range(testing::database_kinds())));
    const auto s = h.where(h.december);
    struct Way {
        const char* name;
        std::string sql, found;
    };
    const auto fresh = auth::SigningKey::generate();
    const std::string zero = "hex_in('" + std::string(64, '0') + "')", fresh_id = key_id_of(fresh.public_key());
    const std::vector<Way> ways = {
        {"root of the head", "UPDATE audit_head SET root = " + zero + s, "the signature of its head"},
        {"signature of the head", "UPDATE audit_head SET sig = root" + s, "the signature of its head"},
        {"frontier of the head", "UPDATE audit_head SET frontier = root" + s, "the frontier of its head"},
        {"size of the head", "UPDATE audit_head SET size = size + 1" + s, "the signature of its head"},
        {"key of the head", "UPDATE audit_head SET key_id = 'x'" + s, "its head is signed by a key that is not trusted"},
        {"heads exchanged", "UPDATE audit_head SET stream = 'x'" + s + ";UPDATE audit_head SET stream = '" + h.december + "'" + h.where(h.november), "entries were added"},
        {"head removed", "DELETE FROM audit_head" + s, "its head is missing"},
        {"month dropped", h.drop(h.november), h.november},
        {"last month dropped", h.drop(h.december), h.december},
        {"month dropped but its head", "DELETE FROM audit_entry" + h.where(h.november), "its end was cut off"},
        {"roll-up dropped", h.drop(h.roll_up), "nothing lists the streams of this writer"},
        {"closing removed", "DELETE FROM audit_segment" + h.where(h.november), "the record of its closing is missing"},
        {"closing altered", "UPDATE audit_segment SET size = size - 1" + h.where(h.november), "the signature of the record of its closing"},
        {"times of closing altered", "UPDATE audit_segment SET last_ts = last_ts + 1" + h.where(h.november), "the times of its closing"},
        {"closing invented", "INSERT INTO audit_segment SELECT stream, 0, 0, size, root, sig, key_id, 'closed', NULL FROM audit_head" + s, "does not say that it was closed"},
        {"checkpoint's root", "UPDATE audit_checkpoint SET root = " + zero + s, "is not what was signed"},
        {"checkpoint's note", "UPDATE audit_checkpoint SET note = replace(note, 'casework', 'casual')" + s, "is not what was signed"},
        {"checkpoint's frontier", "UPDATE audit_checkpoint SET frontier = root" + s, "is not what was signed"},
        {"key exchanged", "UPDATE audit_key SET pubkey = " + zero, "is not the key of that name"},
        {"key removed", "DELETE FROM audit_key", "the key that the entry introduced is missing"},
        {"key added", "INSERT INTO audit_key VALUES ('" + fresh_id + "', hex_in('" + auth::to_hex(fresh.public_key()) + "'), 0, NULL, 'x.0')", "was not introduced by the entry"},
        {"subject removed", "DELETE FROM audit_subject" + s + " AND seq = 12 AND object_id LIKE 'NOM%'", "12: a subject of the entry is missing"},
        {"subject added", "INSERT INTO audit_subject SELECT 'NOM-X', at_ms, stream, seq FROM audit_subject" + s + " AND seq = 12 AND object_id LIKE 'NOM%'", "12: the index names a subject"},
        {"subject renamed", "UPDATE audit_subject SET object_id = 'NOM-X'" + s + " AND seq = 12 AND object_id LIKE 'NOM%'", "12: the index names a subject"},
        {"subject's time", "UPDATE audit_subject SET at_ms = at_ms + 1" + s + " AND seq = 12", "12: a subject of the entry is missing"},
        {"subjects all removed", "DELETE FROM audit_subject", "more rows of the subject index"},
        {"subject of no stream", "INSERT INTO audit_subject VALUES ('NOM-1', 1, 'nowhere/2026-11', 3)", "nowhere/2026-11 3: the index names a subject"},
    };
    for (const Way& way : ways) {
        h.restore();
        h.script(way.sql);
        INFO(way.name);
        CHECK_THAT(all(h.verify()), Catch::Contains(way.found));
        CHECK_FALSE(h.verify(false, false).holds());
    }
}

TEST_CASE("who rewrites the ledger with a key of their own is found by the trusted keys") {
    auto& h = grown(GENERATE(from_range(testing::database_kinds())));
    const auto mine = auth::SigningKey::generate();
    h.script(h.alter(h.december, 17, [](auto& e) { e.rule = "D8"; }, true) + "DELETE FROM audit_checkpoint" + h.where(h.december) + ";");
    h.sign_head(h.december, mine);
    CHECK_THAT(all(h.verify(false)), Catch::Contains("not trusted"));
}

TEST_CASE("who rewrites the ledger with its own key is found by the anchors") {
    auto& h = grown(GENERATE(from_range(testing::database_kinds())));
    h.script(h.alter(h.december, 17, [](auto& e) { e.rule = "D8"; }, true) + "DELETE FROM audit_checkpoint" + h.where(h.december) + ";");
    h.sign_head(h.december, h.ledger_key());
    CHECK_THAT(all(h.verify()), Catch::Contains("do not give the root that an anchor says"));
    CHECK(all(h.verify(false)) == "");  // nothing else can find it: hence the anchors
}

TEST_CASE("a ledger set back to an older genuine state is found by the anchors, a dropped writer too") {
    auto& h = grown(GENERATE(from_range(testing::database_kinds())));
    SECTION("set back") {
        h.script("DELETE FROM audit_entry" + h.where(h.december) + " AND seq > 60; DELETE FROM audit_subject" + h.where(h.december) + " AND seq > 60; DELETE FROM audit_checkpoint" +
                 h.where(h.december) + " AND size > 61; DELETE FROM audit_head" + h.where(h.december) + "; INSERT INTO audit_head SELECT * FROM early_head" + h.where(h.december));
        CHECK_THAT(all(h.verify()), Catch::Contains("an anchor says 122: its end was cut off"));
        CHECK(all(h.verify(false)) == "");
    }
    SECTION("a writer dropped") {
        std::string sql;
        h.database->read([&](Transaction& tx) {
            for (const auto& head : all_heads(tx))
                if (node_of(head.stream) != h.server) sql += h.drop(head.stream);
        });
        h.script(sql);
        CHECK_THAT(all(h.verify()), Catch::Contains("nothing lists the streams of this writer") || Catch::Contains("its head is missing"));
    }
    SECTION("everything dropped") {
        for (const char* table : tables) h.script(std::string("DELETE FROM ") + table);
        CHECK_FALSE(h.verify().holds());
    }
}

TEST_CASE("tampering with the anchors is found") {
    auto& h = grown(GENERATE(from_range(testing::database_kinds())));
    SECTION("replaced by an older copy") {
        h.write_anchors(h.anchors_early);
        CHECK_THAT(all(h.verify()), Catch::Contains("the anchor file lacks the checkpoint"));
    }
    SECTION("emptied") {
        h.write_anchors("");
        CHECK_THAT(all(h.verify()), Catch::Contains("the anchor file lacks the checkpoint"));
    }
    SECTION("removed") {
        std::filesystem::remove(h.options().anchor_file);
        CHECK_THAT(all(h.verify()), Catch::Contains("the anchor file lacks the checkpoint"));
    }
    SECTION("a size altered") {
        auto text = h.anchors_genuine;
        text.replace(text.find('\n') + 1, 1, "9");
        h.write_anchors(text);
        CHECK_THAT(all(h.verify()), Catch::Contains("is not signed by a key that is trusted"));
    }
    SECTION("something written between") {
        h.write_anchors(h.anchors_genuine + "a word\n");
        CHECK_THAT(all(h.verify()), Catch::Contains("something that is not a signed note"));
    }
    SECTION("cut in the middle of a note") {
        h.write_anchors(h.anchors_genuine.substr(0, h.anchors_genuine.size() - 20));
        CHECK_FALSE(h.verify().holds());
    }
}

TEST_CASE("a receipt is checked against the ledger") {
    auto& h = grown(GENERATE(from_range(testing::database_kinds())));
    const auto findings = [&](const std::string& receipt) { return verify_ledger(*h.database, {.keys = {}, .anchor_files = {}, .receipts = {receipt}}).findings.size(); };
    CHECK(findings(h.last.text()) == 0);
    auto other = h.last;
    other.seq -= 1;
    CHECK(findings(other.text()) == 1);
    other.seq = 100000;
    CHECK(findings(other.text()) == 1);
    for (const char* wrong : {"", "x", "x.y", "x.1.y", "..", "x.1."}) CHECK(findings(wrong) == 1);
}

TEST_CASE("values of another type in a SQLite file hide nothing") {
    auto& h = grown("sqlite");
    const auto s = h.where(h.december);
    SECTION("a number that is text") { h.script("UPDATE audit_entry SET seq = 'x'" + s + " AND seq = " + std::to_string(h.last.seq)); }
    SECTION("a number that is text, beside all others") {
        h.script("INSERT INTO audit_entry SELECT stream, 'x', body, leaf, detail FROM audit_entry" + s + " AND seq = 5");
    }
    SECTION("a stream that is a blob") { h.script("INSERT INTO audit_entry SELECT CAST(stream AS BLOB), seq, body, leaf, detail FROM audit_entry" + s + " AND seq = 5"); }
    SECTION("subjects that are blobs") {
        h.script("INSERT INTO audit_subject SELECT CAST(object_id AS BLOB), at_ms, stream, seq FROM audit_subject" + s);
    }
    CHECK_FALSE(h.verify().holds());
}

TEST_CASE("an empty database has an empty ledger that verifies") {
    testing::FreshDatabase database(GENERATE(from_range(testing::database_kinds())));
    CHECK(verify_ledger(*database, {}).holds());
}

TEST_CASE("a ledger verifies while it is being written") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    for (int round = 0; round < 5; ++round) {
        std::vector<std::future<Receipt>> waiting;
        for (int i = 0; i < 300; ++i) waiting.push_back(house.ledger->record(LedgerHouse::entry("NOM-1")));
        const auto report = verify_ledger(*house.database, {.keys = {}, .anchor_files = {house.options().anchor_file}, .receipts = {}});
        CHECK(all(report) == "");
        house.ledger->checkpoint();
        for (auto& one : waiting) one.get();
    }
}
