// The canonical bytes of ledger entries: what is written is read, and nothing else is.
#include <catch2/catch.hpp>

#include "domain/ledger_entry.hpp"

using namespace casework::domain;

namespace {

LedgerEntry full_entry() {
    LedgerEntry e;
    e.at_ms = 1'700'000'000'123;
    e.node = "0123456789abcdef", e.request_id = "r-1";
    e.account = "USR-2026-0003", e.agency = "police", e.role = "practitioner", e.membership = "MBR-1";
    e.session = "0a1b2c3d4e5f", e.password_age_s = 61, e.source_address = "2001:db8::1";
    e.action = "propose", e.operation = LoggedOperation::collection, e.object_type = "nominal";
    e.objects = {"NOM-2026-0041", "PER-2026-0118"};
    e.panel = "tctf", e.sensitivity = "S1", e.purpose = "prevention", e.rule = "D5", e.outcome = "refused", e.status = 422;
    e.recipients = {"housing"}, e.count = 7, e.fields = {"rank", "note"};
    e.before = std::string(32, 'b'), e.after = std::string(32, '\0');
    e.approvals = {"APP-1"}, e.version = "0.1.0", e.detail_digest = std::string(32, '\xff');
    return e;
}

}  // namespace

TEST_CASE("a ledger entry is read as it was written") {
    CHECK(decode_ledger_entry(encode(full_entry())) == full_entry());
    CHECK(decode_ledger_entry(encode(LedgerEntry{})) == LedgerEntry{});
}

TEST_CASE("the canonical bytes of a ledger entry never change") {
    LedgerEntry e;
    e.at_ms = 1, e.action = "read", e.objects = {"A", ""}, e.count = -1;
    const std::string minus_one(8, '\xff'), one = std::string(7, '\0') + '\x01', ok = std::string(7, '\0') + '\xc8';
    const std::string expected = '\x01' + one + std::string(2, '\0') + std::string(4, '\0') + '\0' + minus_one + '\0' + "\x04read" + '\x02' + '\0' + "\x02\x01" "A" + '\0' +
                                 std::string(4, '\0') + "\x04" "done" + ok + '\0' + minus_one + std::string(6, '\0');
    CHECK(encode(e) == expected);
}

TEST_CASE("texts longer than 127 bytes and lists longer than 127 texts are read as written") {
    LedgerEntry e;
    e.request_id = std::string(70'000, 'x');
    e.objects.assign(300, "NOM-2026-0001");
    CHECK(decode_ledger_entry(encode(e)) == e);
}

TEST_CASE("a ledger entry cut anywhere, or followed by anything, is refused") {
    const std::string body = encode(full_entry());
    for (std::size_t n = 0; n < body.size(); ++n) CHECK_THROWS_AS(decode_ledger_entry(std::string_view(body).substr(0, n)), std::runtime_error);
    CHECK_THROWS_AS(decode_ledger_entry(body + '\0'), std::runtime_error);
}

TEST_CASE("bytes that decode encode to themselves, whatever single byte was changed") {
    const std::string body = encode(full_entry());
    int read = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        for (const int change : {0x01, 0x80, 0xff}) {
            std::string other = body;
            other[i] = static_cast<char>(other[i] ^ change);
            try {
                const LedgerEntry entry = decode_ledger_entry(other);
                ++read;
                REQUIRE(encode(entry) == other);
                REQUIRE_FALSE(entry == full_entry());
            } catch (const std::runtime_error&) {
            }
        }
    }
    CHECK(read > 100);
}

TEST_CASE("a second spelling of a length is refused") {
    std::string body = encode(LedgerEntry{});
    body.replace(9, 1, std::string("\x80\x00", 2));
    CHECK_THROWS_WITH(decode_ledger_entry(body), Catch::Contains("shortest form"));
}

TEST_CASE("an unknown version or operation is refused") {
    std::string body = encode(LedgerEntry{});
    body[0] = 2;
    CHECK_THROWS_WITH(decode_ledger_entry(body), Catch::Contains("version"));
    LedgerEntry e;
    e.action = "z";
    body = encode(e);
    body[body.find('z') + 1] = 7;
    CHECK_THROWS_WITH(decode_ledger_entry(body), Catch::Contains("operation"));
}

TEST_CASE("a digest of another length than 32 bytes is refused on both ways") {
    LedgerEntry e;
    e.before = "short";
    CHECK_THROWS_AS(encode(e), std::logic_error);
}
