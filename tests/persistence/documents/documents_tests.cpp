// Documents on both databases: kept as they were made, version by version, with their digest in the ledger, and read through their record.
#include <catch2/catch.hpp>

#include "persistence/documents/documents.hpp"
#include "tests/persistence/evidence/evidence_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::EvidenceHouse;
using domain::FieldClass;
using domain::RefusalKind;
namespace samples = casework::testing::samples;

namespace {

domain::Outcome<KeptDocument> made(EvidenceHouse& house, const domain::Actor& who, NewDocument document) {
    auto gate = house.as(who);
    const auto cleared = clear_document(gate, house.record, document.kind, document.title, {}, auth::Action::read);
    if (!cleared) return std::unexpected(cleared.error());
    auto kept = keep_document(gate, house.store, house.record, document, *cleared);
    gate.settle();
    return kept;
}
NewDocument warning(const std::string& pdf = "%PDF-1.7 the first") {
    NewDocument document;
    document.kind = "warning", document.title = "Community protection warning", document.wording = "warning 3", document.pdf = pdf;
    return document;
}
domain::Outcome<ServedFile> opened(EvidenceHouse& house, const domain::Actor& who, const std::string& id) {
    auto gate = house.as(who);
    return open_document(*house.database, gate, house.store, house.record, id);
}
domain::Outcome<std::vector<Exhibit>> exhibits(EvidenceHouse& house, const domain::Actor& who, const std::vector<std::string>& files) {
    auto gate = house.as(who);
    gate.give_purpose({"export_rows", house.record, "prosecution"});
    auto read = read_exhibits(gate, house.store, house.record, files);
    gate.settle();
    return read;
}

}  // namespace

TEST_CASE("a document that is made anew is a new version, and the earlier one stays as it was") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto first = EvidenceHouse::must(made(house, house.contributor, warning()));
    const auto second = EvidenceHouse::must(made(house, house.contributor, warning("%PDF-1.7 the second")));
    CHECK(first.version == 1);
    CHECK(second.version == 2);
    const auto file = EvidenceHouse::must(opened(house, house.viewer, first.id));
    CHECK(file.bytes == "%PDF-1.7 the first");
    CHECK(file.name == house.record + "-warning-1.pdf");
    CHECK(EvidenceHouse::must(opened(house, house.viewer, second.id)).bytes == "%PDF-1.7 the second");
    auto gate = house.as(house.chair);
    const auto listed = EvidenceHouse::must(list_documents(gate, house.record));
    REQUIRE(listed.size() == 2);
    CHECK(listed.front().sha256 == auth::to_hex(auth::sha256("%PDF-1.7 the first")));
    CHECK(listed.front().wording == "warning 3");
    CHECK(listed.front().made_by_name == "CPO Mel Hart");
    const auto entry = house.entries("keep_document").front();
    CHECK(entry.fields == std::vector<std::string>{"sha256 " + first.sha256});
    CHECK(entry.objects == std::vector<std::string>{house.record, first.id});
    CHECK(house.lying().find("%PDF") == std::string::npos);
}

TEST_CASE("documents are made by whoever may issue them and read by whoever may read the record") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    CHECK(made(house, house.viewer, warning()).error().front().kind == RefusalKind::forbidden);
    CHECK(made(house, house.stranger, warning()).error().front().kind == RefusalKind::not_found);
    CHECK(house.files("kept") == 0);
    const auto kept = EvidenceHouse::must(made(house, house.contributor, warning()));
    CHECK(opened(house, house.stranger, kept.id).error().front().kind == RefusalKind::not_found);
    CHECK(opened(house, house.chair, "").error().front().kind == RefusalKind::not_found);
    CHECK(opened(house, house.chair, house.record).error().front().kind == RefusalKind::not_found);
    auto guarded = warning();
    guarded.field_class = FieldClass::f2;
    const auto update = EvidenceHouse::must(made(house, house.contributor, guarded));
    CHECK(opened(house, house.chair, update.id));
    CHECK_FALSE(opened(house, house.viewer, update.id));
    auto gate = house.as(house.chair);
    CHECK(EvidenceHouse::must(list_documents(gate, house.record)).size() == 1);
}

TEST_CASE("evidence within a document must be clean and stays as long as the document does") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto clean = house.clean(), held = house.held();
    auto bundle = warning();
    bundle.evidence = {held};
    CHECK(made(house, house.contributor, bundle).error().front().message == "‘IMG_0041.JPG’ cannot be part of a document: it is held until it is scanned");
    CHECK(house.files("kept") == 2);
    bundle.evidence = {clean};
    EvidenceHouse::must(made(house, house.contributor, bundle));
    auto gate = house.as(house.chair);
    CHECK(remove_evidence(*house.database, gate, house.store, house.record, clean, "It was taken on another day.").error().front().kind == RefusalKind::rule);
}

TEST_CASE("what a bundle is made of are copies, read for a purpose by a coordinator, in the order asked for") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto first = house.clean(), second = house.clean(), held = house.held(), guarded = house.clean(FieldClass::f2);
    const auto read = EvidenceHouse::must(exhibits(house, house.chair, {second, first}));
    REQUIRE(read.size() == 2);
    CHECK(read.front().file.id == second);
    CHECK(read.front().copy == samples::bare_jpeg());
    const auto entry = house.entries("read_exhibits").back();
    CHECK(entry.operation == domain::LoggedOperation::disclosure);
    CHECK(entry.objects == std::vector<std::string>{house.record, second, first});
    CHECK(entry.purpose == "prosecution");
    CHECK(exhibits(house, house.contributor, {first}).error().front().kind == RefusalKind::forbidden);
    CHECK(exhibits(house, house.chair, {held}).error().front().kind == RefusalKind::rule);
    CHECK(exhibits(house, house.chair, {guarded}).error().front().kind == RefusalKind::not_found);
}

TEST_CASE("a document without a row is swept, one with a row stays, and disposal takes all") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto kept = EvidenceHouse::must(made(house, house.contributor, warning()));
    house.store.keep(house.store.made(4), "lost");
    house.age_files();
    CHECK(sweep_files(*house.database, *house.ledger, house.store, house.now) == 1);
    CHECK(opened(house, house.chair, kept.id));
    house.database->write([&](Transaction& tx) { CHECK(erase_documents(tx, house.record) == 1); });
    CHECK(opened(house, house.chair, kept.id).error().front().kind == RefusalKind::not_found);
    CHECK(sweep_files(*house.database, *house.ledger, house.store, house.now) == 1);
}
