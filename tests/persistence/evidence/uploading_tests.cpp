// Uploads on both databases: in parts, each once, and held only when whole and of the type its name says.
#include <catch2/catch.hpp>

#include "tests/persistence/evidence/evidence_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::EvidenceHouse;
using domain::RefusalKind;
using domain::evidence::State;
namespace samples = casework::testing::samples;

namespace {

constexpr auto part = static_cast<std::int64_t>(auth::piece_bytes);

struct Sending {
    EvidenceHouse& house;
    std::string content = EvidenceHouse::long_wav(2 * auth::piece_bytes + 1000), id;

    explicit Sending(EvidenceHouse& of) : house(of) {
        auto gate = house.as(house.contributor);
        id = EvidenceHouse::must(begin_upload(gate, house.store, house.record, EvidenceHouse::recording(static_cast<std::int64_t>(content.size()))));
    }
    domain::Outcome<Arrived> send(std::int64_t offset, std::string_view bytes) {
        auto gate = house.as(house.contributor);
        return add_part(*house.database, gate, house.store, house.record, id, offset, bytes);
    }
    domain::Outcome<Arrived> send(std::int64_t offset) { return send(offset, std::string_view(content).substr(static_cast<std::size_t>(offset), auth::piece_bytes)); }
};

std::string refused_as(const domain::Outcome<std::string>& outcome) { return outcome ? "" : outcome.error().front().field + ": " + outcome.error().front().message + " [" + outcome.error().front().authority + "]"; }

}  // namespace

TEST_CASE("evidence arrives in parts and is held when it is whole") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    Sending upload(house);
    CHECK(EvidenceHouse::must(upload.send(0)).bytes == part);
    auto gate = house.as(house.contributor);
    CHECK(EvidenceHouse::must(how_far(gate, house.record, upload.id)).bytes == part);
    CHECK(house.row(upload.id).state == State::arriving);
    CHECK(EvidenceHouse::must(upload.send(part)).bytes == 2 * part);
    const auto whole = EvidenceHouse::must(upload.send(2 * part));
    CHECK(whole.state == State::held);
    CHECK(whole.bytes == static_cast<std::int64_t>(upload.content.size()));
    CHECK(house.row(upload.id).sha256 == auth::to_hex(auth::sha256(upload.content)));
    CHECK(house.files("arriving") == 0);
    CHECK(house.files("kept") == 1);
}

TEST_CASE("a part that is sent again is taken once, also the last one") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    Sending upload(house);
    for (int again = 0; again < 3; ++again) CHECK(EvidenceHouse::must(upload.send(0)).bytes == part);
    EvidenceHouse::must(upload.send(part));
    CHECK(EvidenceHouse::must(upload.send(0)).bytes == 2 * part);
    for (int again = 0; again < 3; ++again) CHECK(EvidenceHouse::must(upload.send(2 * part)).state == State::held);
    CHECK(house.entries("receive_part").size() == 2);
    CHECK(house.entries("receive_file").size() == 1);
    CHECK(house.listed_files().size() == 1);
}

TEST_CASE("a part out of its place, of another length or with other bytes is refused") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    Sending upload(house);
    EvidenceHouse::must(upload.send(0));
    CHECK(upload.send(2 * part).error().front().kind == RefusalKind::conflict);
    CHECK(upload.send(2 * part).error().front().message == "Send the part that begins at byte 524288");
    CHECK(upload.send(0, std::string(auth::piece_bytes, 'x')).error().front().kind == RefusalKind::conflict);
    for (const auto& [offset, bytes] : {std::pair{part, std::string("short")}, {part + 1, std::string(auth::piece_bytes, 'x')}, {-part, std::string(auth::piece_bytes, 'x')}, {100 * part, std::string("x")},
                                        {part, std::string(auth::piece_bytes + 1, 'x')}, {2 * part, std::string()}})
        CHECK(upload.send(offset, bytes).error().front().kind == RefusalKind::invalid);
    CHECK(house.row(upload.id).arrived == part);
}

TEST_CASE("a file whose content is not what its name says is refused and gone") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const std::string page = "<html><script>alert(1)</script>";
    CHECK(refused_as(house.add(house.contributor, EvidenceHouse::photograph(0), page)) == "file: The content of the file is not a JPEG photograph, as its name says [UK GDPR Art 5(1)(f)]");
    const auto file = house.listed_files().front();
    CHECK(file.state == State::wrong_type);
    CHECK(house.files("kept") == 0);
    CHECK(house.files("arriving") == 0);
    CHECK(house.shown(house.contributor, file.id).error().front().message == "You cannot open this file: it is refused because its content is not what its name says");
    CHECK(house.entries("refuse_file").front().objects == std::vector<std::string>{house.record, file.id});
}

TEST_CASE("what no upload may begin with is refused by field, rule and authority") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    auto file = EvidenceHouse::photograph(0);
    CHECK(refused_as(house.add(house.contributor, file, "")) == "file: The selected file is empty [Rules of this service]");
    file.name = "letter.docx";
    CHECK(refused_as(house.add(house.contributor, file, "PK")) == "file: The selected file must be a JPG, JPEG, PNG, PDF, MP3, M4A, WAV, MP4, MOV or TXT [UK GDPR Art 5(1)(f)]");
    file = EvidenceHouse::photograph(25 * 1024 * 1024 + 1);
    auto gate = house.as(house.contributor);
    CHECK(refused_as(begin_upload(gate, house.store, house.record, file)) == "file: The selected file must be smaller than 25 MB [Rules of this service]");
    CHECK(house.listed_files().empty());
}

TEST_CASE("a record takes no more evidence than its group's setting leaves room for") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    house.database->write([](Transaction& tx) { tx.run("INSERT INTO setting (panel, name, effective_from, value) VALUES ('tctf', 'evidence_mib', '2026-01-01', '25')"); });
    const auto begin = [&](std::int64_t bytes) {
        auto gate = house.as(house.contributor);
        return begin_upload(gate, house.store, house.record, EvidenceHouse::photograph(bytes));
    };
    const auto first = EvidenceHouse::must(begin(24 * 1024 * 1024));
    CHECK(refused_as(begin(2 * 1024 * 1024)) == "file: This record has room for 1 MB more. Ask a coordinator to raise the limit [Rules of this service]");
    auto gate = house.as(house.contributor);
    EvidenceHouse::must(cancel_upload(*house.database, gate, house.store, house.record, first));
    CHECK(begin(2 * 1024 * 1024));
}

TEST_CASE("nobody has more than ten uploads that have begun and not ended") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto begin = [&](const domain::Actor& who) {
        auto gate = house.as(who);
        return begin_upload(gate, house.store, house.record, EvidenceHouse::photograph(100));
    };
    for (int i = 0; i < 10; ++i) EvidenceHouse::must(begin(house.contributor));
    CHECK(refused_as(begin(house.contributor)) == "file: Finish or cancel your other uploads first [Rules of this service]");
    CHECK(begin(house.business));
}

TEST_CASE("an upload is its own uploader's, and who may not note on the record cannot add to its evidence") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    Sending upload(house);
    CHECK(house.add(house.viewer, EvidenceHouse::photograph(0), "x").error().front().kind == RefusalKind::forbidden);
    CHECK(house.add(house.stranger, EvidenceHouse::photograph(0), "x").error().front().kind == RefusalKind::not_found);
    for (const auto& other : {house.chair, house.stranger}) {
        auto gate = house.as(other);
        CHECK(add_part(*house.database, gate, house.store, house.record, upload.id, 0, std::string_view(upload.content).substr(0, auth::piece_bytes)).error().front().kind == RefusalKind::not_found);
        auto again = house.as(other);
        CHECK(cancel_upload(*house.database, again, house.store, house.record, upload.id).error().front().kind == RefusalKind::not_found);
        auto asks = house.as(other);
        CHECK(how_far(asks, house.record, upload.id).error().front().kind == RefusalKind::not_found);
    }
    auto gate = house.as(house.contributor);
    EvidenceHouse::must(cancel_upload(*house.database, gate, house.store, house.record, upload.id));
    CHECK(upload.send(0).error().front().kind == RefusalKind::rule);
    CHECK(house.files("arriving") == 0);
}
