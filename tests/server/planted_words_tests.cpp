// Words planted in everything a person or a client can send to the real program: none of them is in its log, its arguments or its environment.
#include <catch2/catch.hpp>

#include <csignal>

#include "auth/crypto.hpp"
#include "persistence/database.hpp"
#include "tests/server/running_server.hpp"
#include "tests/support/child.hpp"
#include "web/percent_encoding.hpp"

using namespace casework::tests;
namespace web = casework::web;

namespace {

constexpr std::string_view password = "lantern-orchard-bridge-9";  // the demo's, which the README publishes

// One connection that keeps its cookies and reads the token of the last form.
class Person {
  public:
    explicit Person(unsigned short port) : port_(port) {}

    int get(const std::string& target) { return ask("GET " + target + " HTTP/1.1\r\n", ""); }
    int post(const std::string& target, const std::vector<std::pair<std::string, std::string>>& typed) {
        std::string body = "csrf=" + web::percent_encoded(token);
        for (const auto& [name, value] : typed) body += "&" + name + "=" + web::percent_encoded(value);
        return ask("POST " + target + " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) + "\r\n", body);
    }
    std::string token, cookies = "planted-cookie=Quillfeather";

  private:
    int ask(const std::string& start, const std::string& body) {
        TlsClient client(port_);
        client.send(start + "Host: localhost\r\nConnection: close\r\nUser-Agent: Marrowbane/1.0\r\nReferer: https://localhost/Thistlewick\r\nX-Forwarded-For: 203.0.113.77\r\nCookie: " + cookies + "\r\n\r\n" + body);
        const auto answer = client.answer(seconds{30});
        if (!answer) return 0;
        for (auto at = answer->head.find("Set-Cookie: "); at != std::string::npos; at = answer->head.find("Set-Cookie: ", at + 1))
            cookies = answer->head.substr(at + 12, answer->head.find(';', at) - at - 12) + "; " + cookies;
        if (const auto at = answer->body.find("name=\"csrf\" value=\""); at != std::string::npos) token = answer->body.substr(at + 19, answer->body.find('"', at + 19) - at - 19);
        return answer->status;
    }
    unsigned short port_;
};

// Every key of the house as it may be written: bytes, hexadecimal, the lines of a PEM file.
std::vector<std::string> keys_in(const std::string& directory) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        const auto name = entry.path().filename().string();
        const bool pem = entry.path().extension() == ".pem" && name != "certificate.pem";
        if (!entry.is_regular_file() || (entry.path().extension() != ".key" && !pem)) continue;
        const auto bytes = slurp(entry.path());
        found.insert(found.end(), {bytes, casework::auth::to_hex(bytes)});
        if (pem) found.push_back(bytes.substr(bytes.find('\n') + 1, 64));
    }
    return found;
}

unsigned short ready_port(const std::filesystem::path& output) {
    const std::string text = slurp(output);
    return static_cast<unsigned short>(std::stoi(text.substr(text.find("https://localhost:") + 18)));
}

}  // namespace

TEST_CASE("no planted word, cookie, token or password reaches the log, the arguments or the environment") {
    TemporaryDirectory directory;
    const auto data = (directory.path() / "data").string(), output = (directory.path() / "output").string(), log = (directory.path() / "log").string();
    const casework::testing::Environment bare{.variables = {"ASAN_OPTIONS=detect_leaks=0"}, .bare = true};
    REQUIRE(casework::testing::run({CASEWORK_PROGRAM, "demo", "load", "--demo", "--data", data}, bare).status == 0);
    casework::testing::Child server({CASEWORK_PROGRAM, "serve", "--demo", "--data", data, "--port", "0", "--set", "log.file=" + log}, output, bare);
    REQUIRE(server.says("Casework is ready at"));
    Person person(ready_port(output));

    CHECK(person.get("/sign-in") == 200);
    CHECK(person.post("/sign-in", {{"username", "Wolfsbane"}, {"password", "Nettlecombe-Nettlecombe"}}) == 422);
    CHECK(person.post("/sign-in", {{"username", "priya.nair"}, {"password", std::string(password)}}) == 303);
    CHECK(person.get("/account") == 200);
    CHECK(person.post("/search", {{"q", "Gorsefield"}}) == 303);
    CHECK(person.post("/nominals/NOM-2026-0001/notes", {{"note", "Bramblethorn was seen in Week Street."}}) != 0);
    CHECK(person.post("/groups/tctf/nominals/add", {{"step", "who"}, {"name", "Hollowmere"}}) != 0);
    CHECK(person.post("/groups/tctf/nominals/add", {{"Fennelcroft", "Fennelcroft"}}) == 422);
    CHECK(person.get("/people/Larkspur?name=Larkspur") == 404);
    CHECK(person.get("/Duskwater/Duskwater") == 404);
    CHECK(person.get("/groups/Ravenscar/nominals") == 404);
    {
        casework::persistence::Database behind({.url = "sqlite:" + data + "/casework.db", .readers = 1});
        behind.write([](casework::persistence::Transaction& tx) { tx.script("ALTER TABLE meeting RENAME TO meeting_elsewhere"); });
    }
    CHECK(person.get("/groups/tctf/meetings?about=Cindermoor") >= 500);
    TlsClient broken(ready_port(output));
    broken.send("GET /Ashgrove HTTP/1.1\r\nHost: localhost\r\nAshgrove: Ashgrove\x01\r\n\r\n");
    CHECK(broken.until_closed());

    const std::string arguments = server.told("cmdline"), environment = server.told("environ");
    CHECK(server.told("limits").find("Max core file size        0                    0 ") != std::string::npos);
    server.signal(SIGTERM);
    CHECK(server.ended_within(seconds{30}) == 0);
    const std::string text = slurp(log);
    for (const auto* expected : {"\"route\":\"/sign-in\"", "\"route\":\"/search\"", "\"route\":\"/nominals/{id}/notes\"", "\"route\":\"/people/{id}\"", "\"route\":\"unknown\"", "\"status\":500", "control byte"}) {
        INFO(expected);
        CHECK(text.find(expected) != std::string::npos);
    }
    const auto keys = keys_in(data);
    CHECK(keys.size() >= 12);
    for (const auto& key : keys)
        for (const auto& where : {text, arguments, environment, slurp(output)}) CHECK(where.find(key) == std::string::npos);
    std::vector<std::string> secret{"Quillfeather", "Marrowbane", "Thistlewick", "Wolfsbane", "Nettlecombe", "Gorsefield", "Bramblethorn", "Hollowmere", "Fennelcroft", "Larkspur", "Duskwater", "Ravenscar",
                                    "Cindermoor", "Ashgrove", "Harwell", "priya.nair", "Nair", std::string(password), person.token};
    const auto session = person.cookies.substr(person.cookies.find("__Host-session=") + 15);
    secret.push_back(session.substr(0, session.find(';')));
    for (const auto& word : secret) {
        INFO("looking for " << word);
        REQUIRE(word.size() > 3);
        CHECK(text.find(word) == std::string::npos);
        CHECK(arguments.find(word) == std::string::npos);
        CHECK(environment.find(word) == std::string::npos);
    }
}
