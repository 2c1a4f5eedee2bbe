// The configuration: where values come from, and what is refused at start.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <fstream>

#include "server/config.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::server;
using casework::tests::TemporaryDirectory;

namespace {

std::filesystem::path write(const TemporaryDirectory& directory, const char* name, std::string_view text, mode_t mode = 0600) {
    const auto path = directory.path() / name;
    std::ofstream(path) << text;
    ::chmod(path.c_str(), mode);
    return path;
}

std::string problems(const ConfigSources& sources) {
    const auto loaded = load_config(sources);
    std::string all;
    if (!loaded) {
        for (const auto& problem : loaded.error()) all += problem + "\n";
    }
    return all;
}

std::string problems_of(const Settings& command_line) { return problems({.file = {}, .environment = {}, .command_line = command_line}); }

}  // namespace

TEST_CASE("with nothing given the promises are the defaults") {
    const auto config = load_config({});
    REQUIRE(config);
    CHECK(config->listen_address == "127.0.0.1");
    CHECK(config->port == 8443);
    CHECK(config->session.idle == std::chrono::minutes{20});
    CHECK(config->session.absolute == std::chrono::hours{10});
    CHECK(config->deadlines.head == std::chrono::seconds{10});
    CHECK(config->database_url.starts_with("sqlite:/"));
    CHECK(config->anchor_file.filename() == "checkpoints");
    CHECK(config->second_factor_for == std::vector<std::string>{"practitioner", "analyst", "auditor", "records_officer", "sysadmin"});
    CHECK_FALSE(config->demo);
    CHECK(config->password.argon_memory_kib == 64 * 1024);
    CHECK(config->password.hashes_at_once == 4);
    CHECK(config->limits.bodies_bytes_max == 256 * 1024 * 1024);
}

TEST_CASE("the command line beats the environment, and that the file") {
    TemporaryDirectory directory;
    const auto file = write(directory, "casework.toml",
                            "[listen]\nport = 1001\nhosts = [\"Case.Example\", \"localhost\"]\n[deadlines]\nhead_seconds = 0.5\n[session]\nidle_seconds = 60\n[threads]\nworkers = 2\n");
    const auto config = load_config({.file = file, .environment = {{"CASEWORK_LISTEN_PORT", "1002"}, {"CASEWORK_THREADS_WORKERS", "3"}, {"PATH", "/bin"}, {"CASEWORK_TEST_POSTGRES", "x"}},
                                     .command_line = {{"listen.port", "1003"}}});
    REQUIRE(config);
    CHECK(config->port == 1003);
    CHECK(config->worker_threads == 3);
    CHECK(config->session.idle == std::chrono::seconds{60});
    CHECK(config->deadlines.head == std::chrono::milliseconds{500});
    CHECK(config->hosts == std::vector<std::string>{"case.example", "localhost"});
}

TEST_CASE("unknown keys are refused by name wherever they stand") {
    TemporaryDirectory directory;
    const auto file = write(directory, "casework.toml", "colour = 1\n[listen]\nporrt = 1\n");
    const std::string all = problems({.file = file, .environment = {{"CASEWORK_LISTEN_PROT", "1"}}, .command_line = {{"x.y", "1"}}});
    for (const auto* key : {"colour: is not", "listen.porrt: is not", "CASEWORK_LISTEN_PROT: is not", "x.y: is not"}) CHECK(all.find(key) != std::string::npos);
}

TEST_CASE("a file that is not TOML is refused with its line") {
    TemporaryDirectory directory;
    CHECK(problems({.file = write(directory, "casework.toml", "[listen]\nport = \n"), .environment = {}, .command_line = {}}).find("line 2") != std::string::npos);
    CHECK(problems({.file = directory.path() / "none.toml", .environment = {}, .command_line = {}}) != "");
}

TEST_CASE("values outside their range or kind are refused by key") {
    for (const auto& [key, value] : Settings{{"listen.port", "65536"}, {"listen.port", "x"}, {"listen.port", "-1"}, {"listen.port", ""}, {"deadlines.head_seconds", "11"}, {"deadlines.head_seconds", "nan"},
                                             {"deadlines.handshake_seconds", "6"}, {"limits.body_bytes_max", "1048577"}, {"limits.connections_per_address_max", "511"}, {"session.absolute_seconds", "36001"},
                                             {"session.idle_seconds", "1201"}, {"password.length_min", "11"}, {"password.argon_memory_kib", "1024"}, {"password.hashes_at_once", "5"}, {"data.demo", "yes"},
                                             {"sign_in.free_failures", "5"}, {"threads.queue_max", "0"}, {"listen.address", "everywhere"}, {"listen.hosts", ""}, {"listen.trusted_proxies", "proxy.local"}}) {
        INFO(key << " = " << value);
        CHECK(problems_of({{key, value}}).starts_with(key + ": "));
    }
}

namespace {

struct Unsafe {
    Settings given;
    const char* reason;  // begins with the key that has to change
};
const std::string pair_of_files = "/x/pair.pem";

const std::vector<Unsafe> unsafe{
    {{{"data.demo", "true"}, {"listen.address", "0.0.0.0"}}, "data.demo: a demo database has published passwords"},
    {{{"data.demo", "true"}, {"listen.address", "192.0.2.1"}, {"tls.certificate", "/x.pem"}, {"tls.private_key", "/k.pem"}}, "data.demo: a demo database has published passwords"},
    {{{"listen.address", "192.0.2.1"}}, "tls.certificate: a certificate made for localhost is not served on 192.0.2.1"},
    {{{"tls.certificate", "/x.pem"}}, "tls.private_key: certificate and key are given together"},
    {{{"tls.private_key", "/k.pem"}}, "tls.private_key: certificate and key are given together"},
    {{{"listen.hosts", "*"}}, "listen.hosts: * is not the name of one host"},
    {{{"listen.hosts", "https://casework.example"}}, "listen.hosts: https://casework.example is not the name of one host"},
    {{{"listen.trusted_proxies", "0.0.0.0"}}, "listen.trusted_proxies: 0.0.0.0 would believe anybody's word"},
    {{{"listen.trusted_proxies", "127.0.0.1,::"}}, "listen.trusted_proxies: :: would believe anybody's word"},
    {{{"listen.share_port", "true"}}, "listen.share_port: one server owns a SQLite file"},
    {{{"listen.share_port", "true"}, {"listen.port", "0"}, {"data.database_url", "postgresql:///casework"}}, "listen.share_port: a port chosen at start cannot be shared"},
    {{{"session.idle_seconds", "1200"}, {"session.absolute_seconds", "600"}}, "session.idle_seconds: is longer than session.absolute_seconds"},
    {{{"sign_in.first_delay_seconds", "900"}, {"sign_in.ceiling_seconds", "60"}}, "sign_in.first_delay_seconds: is above sign_in.ceiling_seconds"},
    {{{"limits.header_line_bytes_max", "8192"}, {"limits.head_bytes_max", "4096"}}, "limits.header_line_bytes_max: is above limits.head_bytes_max"},
    {{{"metrics.port", "8443"}}, "metrics.port: is listen.port"},
    {{{"metrics.port", "9464"}, {"metrics.address", "192.0.2.1"}}, "metrics.address: must be a loopback address"},
    {{{"data.database_url", "sqlite::memory:"}}, "data.database_url: a database in memory is lost at every stop"},
    {{{"data.database_url", "mysql://db/casework"}}, "data.database_url: must be sqlite:PATH or postgresql://"},
    {{{"data.database_url", "postgresql://casework@db:5432/casework"}}, "data.database_url: crosses the network to a server that is not verified"},
    {{{"data.database_url", "postgresql://casework@db/casework?sslmode=require"}}, "data.database_url: crosses the network to a server that is not verified"},
    {{{"data.database_url", "postgresql:///casework?host=192.0.2.7"}}, "data.database_url: crosses the network to a server that is not verified"},
    {{{"data.anchor_file", "/x/casework.db"}, {"data.database_url", "sqlite:/x/casework.db"}}, "data.anchor_file: is the same file as data.database_url"},
    {{{"data.anchor_file", "/x/y/../log"}, {"log.file", "/x/log"}}, "data.anchor_file: is the same file as log.file"},
    {{{"log.file", "/x/casework.db"}, {"data.database_url", "sqlite:/x/casework.db"}}, "log.file: is the same file as data.database_url"},
    {{{"log.file", "/x/key.pem"}, {"tls.certificate", "/x/c.pem"}, {"tls.private_key", "/x/key.pem"}}, "log.file: is the same file as tls.private_key"},
    {{{"data.directory", "/x"}, {"data.anchor_file", "/x/ballast"}}, "data.anchor_file: is the same file as the ballast"},
};

const std::vector<Settings> safe{
    {{"data.demo", "true"}, {"listen.address", "::1"}},
    {{"listen.address", "192.0.2.1"}, {"tls.certificate", pair_of_files}, {"tls.private_key", pair_of_files}},
    {{"listen.hosts", "casework.example,[::1],192.0.2.1"}},
    {{"listen.share_port", "true"}, {"data.database_url", "postgresql:///casework"}},
    {{"data.database_url", "postgresql://casework@127.0.0.1/casework"}},
    {{"data.database_url", "postgresql://casework@[::1]:5432/casework"}},
    {{"data.database_url", "postgresql:///casework?host=/run/postgresql"}},
    {{"data.database_url", "postgresql://casework@%2Frun%2Fpostgresql/casework"}},
    {{"data.database_url", "postgresql://casework@db:5432/casework?application_name=x&sslmode=verify-full"}},
};

}  // namespace

TEST_CASE("unsafe combinations are refused with the key and the reason, safe ones are not") {
    for (const auto& [given, reason] : unsafe) {
        INFO(given.front().first << " = " << given.front().second << ", wanted: " << reason);
        const auto all = problems_of(given);
        CHECK(("\n" + all).find(std::string("\n") + reason) != std::string::npos);
    }
    for (const auto& given : safe) {
        INFO(given.front().first << " = " << given.front().second);
        CHECK(problems_of(given) == "");
    }
}

TEST_CASE("what others may write is not trusted: configuration, data directory, certificate") {
    TemporaryDirectory directory;
    const auto file = write(directory, "casework.toml", "[listen]\nport = 9000\n", 0666);
    CHECK(problems({.file = file, .environment = {}, .command_line = {}}).find("casework.toml: is writable by others") != std::string::npos);
    ::chmod(file.c_str(), 0644);
    CHECK(problems({.file = file, .environment = {}, .command_line = {}}) == "");

    const auto certificate = write(directory, "c.pem", "x", 0664), key = write(directory, "k.pem", "x", 0400);
    const Settings pair{{"tls.certificate", certificate.string()}, {"tls.private_key", key.string()}};
    CHECK(problems_of(pair).starts_with("tls.certificate: "));
    ::chmod(certificate.c_str(), 0644);
    CHECK(problems_of(pair) == "");

    const auto data = directory.path() / "data";
    std::filesystem::create_directory(data);
    ::chmod(data.c_str(), 0777);
    CHECK(problems_of({{"data.directory", data.string()}}).starts_with("data.directory: "));
    ::chmod(data.c_str(), 0755);
    CHECK(problems_of({{"data.directory", data.string()}}) == "");
}

TEST_CASE("a key that others can read is refused") {
    TemporaryDirectory directory;
    const auto key = write(directory, "key.pem", "x", 0644);
    const Settings given{{"tls.certificate", "/x.pem"}, {"tls.private_key", key.string()}};
    CHECK(problems_of(given).find("readable by others") != std::string::npos);
    ::chmod(key.c_str(), 0400);
    CHECK(problems_of(given) == "");
}

TEST_CASE("a database password comes from a file of its own only") {
    for (const auto* url : {"postgresql://casework:canary@db/casework", "postgres://db/casework?password=canary", "host=db password=canary"}) {
        const std::string all = problems_of({{"data.database_url", url}});
        CHECK(all.starts_with("data.database_url: holds a password"));
        CHECK(all.find("canary") == std::string::npos);
        CHECK(problems({.file = {}, .environment = {{"CASEWORK_DATA_DATABASE_URL", url}}, .command_line = {}}) != "");
    }
    CHECK(problems({.file = {}, .environment = {{"PGPASSWORD", "canary"}}, .command_line = {{"data.database_url", "postgresql://casework@db/casework"}}}).starts_with("PGPASSWORD: "));

    TemporaryDirectory directory;
    const auto file = write(directory, "url", "postgresql://casework:canary@db/casework?sslmode=verify-full\n", 0440);
    CHECK(problems_of({{"data.database_url_file", file.string()}}).find("readable by others") != std::string::npos);
    ::chmod(file.c_str(), 0400);
    const auto config = load_config({.file = {}, .environment = {}, .command_line = {{"data.database_url_file", file.string()}}});
    REQUIRE(config);
    CHECK(config->database_url == "postgresql://casework:canary@db/casework?sslmode=verify-full");
    for (const auto& [key, value] : shown_settings(*config)) CHECK(value.find("canary") == std::string::npos);
    CHECK(problems_of({{"data.database_url_file", file.string()}, {"data.database_url", "sqlite:x"}}).find("one of the two") != std::string::npos);
    CHECK(problems_of({{"data.database_url_file", (directory.path() / "none").string()}}).find("cannot be read") != std::string::npos);
}

TEST_CASE("what is shown can be given again") {
    const auto config = load_config({});
    REQUIRE(config);
    Settings shown = shown_settings(*config);
    std::erase_if(shown, [](const auto& setting) { return setting.second.empty(); });
    const auto again = load_config({.file = {}, .environment = {}, .command_line = shown});
    REQUIRE(again);
    CHECK(shown_settings(*again) == shown_settings(*config));
}

TEST_CASE("the figures are off until a port is given, and never leave the machine") {
    CHECK(load_config({})->metrics_port == 0);
    CHECK(problems_of({{"metrics.port", "9464"}}).empty());
    CHECK(problems_of({{"metrics.port", "9464"}, {"metrics.address", "::1"}}).empty());
    CHECK(problems_of({{"metrics.port", "9464"}, {"metrics.address", "0.0.0.0"}}).find("metrics.address: must be a loopback address") != std::string::npos);
    CHECK(problems_of({{"metrics.port", "8443"}}).find("metrics.port: is listen.port") != std::string::npos);
}
