// Evidence through its pages: added by a form or part by part, listed, downloaded as a copy in a sandbox, removed with a reason.
#include <catch2/catch.hpp>

#include "auth/sealed_file.hpp"
#include "tests/support/sample_files.hpp"
#include "tests/web/web_house.hpp"
#include "web/router.hpp"

using namespace casework;
using casework::testing::WebHouse;
namespace samples = casework::testing::samples;

namespace {

struct Record {
    WebHouse house;
    WebHouse::Browser sergeant{house};
    std::string id, evidence;

    Record() {
        sergeant.sign_in("priya.nair");
        house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM nominal WHERE panel = 'tctf' AND state = 'active' ORDER BY id LIMIT 1", {}, {&id}); });
        evidence = "/records/" + id + "/evidence";
    }
    std::string file() {
        std::string found;
        house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM evidence_file ORDER BY began_at DESC LIMIT 1", {}, {&found}); });
        return found;
    }
    void scanned() {
        house.database->write([](persistence::Transaction& tx) { tx.run("UPDATE evidence_file SET state = 'clean' WHERE state = 'held'"); });
    }
};

struct Part {
    std::string name, value, file, type;
};

web::Response send(WebHouse::Browser& browser, const std::string& path, const std::vector<Part>& parts, const std::string& from) {
    std::string body;
    const auto line = [&](const std::string& name, const std::string& more) { body += "--x1\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n"; };
    const auto page = browser.get(from).body;
    line("csrf", ""), body += browser.found(page, "csrf") + "\r\n";
    for (const auto& part : parts) line(part.name, part.file.empty() ? "" : "; filename=\"" + part.file + "\"\r\nContent-Type: " + part.type), body += part.value + "\r\n";
    browser.headers["content-type"] = "multipart/form-data; boundary=x1";
    auto answer = browser.send(web::Method::post, path, body + "--x1--\r\n");
    browser.headers.erase("content-type");
    return answer;
}

bool holds(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a photograph is added by a form, held, and downloaded as a copy that nothing runs in") {
    Record record;
    CHECK(send(record.sergeant, record.evidence, {{"caption", "Broken <door>", "", ""}, {"file", samples::photograph(), "IMG_0041.JPG", "image/jpeg"}}, record.evidence).status == 303);
    const auto address = record.evidence + "/" + record.file();
    auto page = record.sergeant.get(record.evidence);
    CHECK(holds(page, "Held until it is scanned"));
    CHECK(holds(page, "Broken &lt;door&gt;"));
    CHECK_FALSE(holds(page, address + "\""));
    const auto held = record.sergeant.get(address);
    CHECK(held.status == 422);
    CHECK(holds(held, "it is held until it is scanned"));
    record.scanned();
    page = record.sergeant.get(record.evidence);
    CHECK(holds(page, address + "\""));
    CHECK(holds(page, "14 March 2026 at 15:09, 51.2720, 0.5290"));
    const auto copy = record.sergeant.get(address);
    CHECK(copy.status == 200);
    const bool same = copy.body == samples::bare_jpeg();
    CHECK(same);
    CHECK(copy.header("Content-Type") == "image/jpeg");
    CHECK(copy.header("Content-Disposition") == "attachment; filename=\"IMG_0041.JPG\"; filename*=UTF-8''IMG_0041.JPG");
    CHECK(copy.header("Content-Security-Policy") == "default-src 'none'; sandbox");
    CHECK(copy.header("X-Content-Type-Options") == "nosniff");
    CHECK(copy.header("Cache-Control") == "no-store");
    CHECK_FALSE(copy.header("Audit-Receipt").empty());
}

TEST_CASE("a file that is refused is named beside its box, whatever it calls itself") {
    Record record;
    const auto said = [&](const std::string& name, const std::string& type, const std::string& bytes) {
        const auto answer = send(record.sergeant, record.evidence, {{"file", bytes, name, type}}, record.evidence);
        CHECK(answer.status == 422);
        return answer;
    };
    CHECK(holds(said("page.html", "text/html", "<script>"), "The selected file must be a JPG, JPEG, PNG"));
    CHECK(holds(said("photo.jpg", "image/jpeg", "<script>alert(1)</script>"), "The content of the file is not a JPEG photograph"));
    CHECK(holds(said("photo.jpg", "text/html", samples::photograph()), "The selected file must be a"));
    CHECK(send(record.sergeant, record.evidence, {}, record.evidence).status == 422);
}

TEST_CASE("a program sends evidence part by part and is told how far it has come") {
    Record record;
    auto& browser = record.sergeant;
    const std::string sound = "RIFF" + samples::little_end(700'000 - 8) + "WAVE" + samples::riff_part("fmt ", samples::bytes_of("01000100401f0000401f000001000800")) + samples::riff_part("data", std::string(700'000 - 44, '\x7F'));
    const auto begun = browser.post(record.evidence + "/uploads", {{"name", "noise.wav"}, {"type", "audio/wav"}, {"bytes", std::to_string(sound.size())}, {"caption", ""}});
    CHECK(begun.status == 303);
    const auto parts = record.evidence + "/" + record.file() + "/parts";
    for (const std::size_t offset : {std::size_t{0}, std::size_t{0}, std::size_t{auth::piece_bytes}})
        CHECK(send(browser, parts, {{"offset", std::to_string(offset), "", ""}, {"part", sound.substr(offset, auth::piece_bytes), "part", "application/octet-stream"}}, record.evidence).status == 303);
    CHECK(send(browser, parts, {{"offset", "5", "", ""}, {"part", "x", "part", "application/octet-stream"}}, record.evidence).status == 422);
    record.scanned();
    const bool same = browser.get(record.evidence + "/" + record.file()).body == sound;  // not printed when it is not
    CHECK(same);
}

TEST_CASE("the evidence of a record is as closed as the record") {
    Record record;
    send(record.sergeant, record.evidence, {{"file", samples::photograph(), "IMG_0041.JPG", "image/jpeg"}}, record.evidence);
    record.scanned();
    const auto address = record.evidence + "/" + record.file();
    WebHouse::Browser stranger(record.house), viewer(record.house), administrator(record.house), anonymous(record.house);
    stranger.sign_in("helen.fairley"), viewer.sign_in("jess.marlow"), administrator.sign_in("neil.sutton");
    for (auto* closed : {&stranger, &administrator})
        for (const auto& path : {record.evidence, address, address + "/remove"}) CHECK(closed->get(path).status == 404);
    CHECK(anonymous.get(address).status == 303);
    CHECK(viewer.get(address).status == 200);
    CHECK_FALSE(holds(viewer.get(record.evidence), "Add a file"));
    CHECK(viewer.get(address + "/remove").status == 403);
    CHECK(send(viewer, record.evidence, {{"file", samples::photograph(), "IMG_0042.JPG", "image/jpeg"}}, record.evidence).status == 403);
    CHECK(record.house.count("SELECT count(*) FROM evidence_file") == 1);
}

TEST_CASE("a coordinator removes a file with a reason, and the page says what is left of it") {
    Record record;
    send(record.sergeant, record.evidence, {{"file", samples::photograph(), "IMG_0041.JPG", "image/jpeg"}}, record.evidence);
    const auto address = record.evidence + "/" + record.file();
    const auto refused = record.sergeant.post(address + "/remove", {{"reason", "oops"}});
    CHECK(refused.status == 422);
    CHECK(holds(refused, "Say in at least 20 characters"));
    CHECK(record.sergeant.post(address + "/remove", {{"reason", "Shows a child who lives next door."}}).status == 303);
    CHECK(holds(record.sergeant.get(record.evidence), "Removed"));
    CHECK(record.sergeant.get(address).status == 422);
}

TEST_CASE("only the addresses of evidence take bodies as large as a photograph") {
    CHECK(web::upload_bytes_max("/records/NOM-2026-0001/evidence") == 25 * 1024 * 1024);
    CHECK(web::upload_bytes_max("/records/NOM-2026-0001/evidence/00000000000000000000000000000000/parts") == 2 * 1024 * 1024);
    CHECK(web::upload_bytes_max("/groups/tctf/imports") == 2 * 1024 * 1024);
    CHECK(web::upload_bytes_max("/records/NOM-2026-0001/evidence/uploads") == 0);
    CHECK(web::upload_bytes_max("/sign-in") == 0);
}
