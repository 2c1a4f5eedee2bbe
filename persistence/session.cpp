// Opening a connection, keeping statements and telling errors apart, for SQLite and PostgreSQL.
#include "persistence/session.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstring>

#include "auth/crypto.hpp"

namespace casework::persistence {
namespace {

using namespace sqlite_api;

// Not SQLITE_TRANSIENT itself: its cast is a warning under -Wold-style-cast and the like.
const auto copy_result = reinterpret_cast<void (*)(void*)>(-1);

constexpr auto digits = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 10; ++i) values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
    for (int i = 0; i < 6; ++i) values[static_cast<std::size_t>('a' + i)] = values[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(10 + i);
    return values;
}();

void hex_in(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* hex = sqlite3_value_text(arguments[0]);
    if (hex == nullptr) return sqlite3_result_null(context);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    std::string bytes;
    bytes.reserve(size / 2);
    for (std::size_t i = 0; i + 1 < size; i += 2) {
        const int high = digits[hex[i]], low = digits[hex[i + 1]];
        if (high < 0 || low < 0) return sqlite3_result_error(context, "hex_in: not hexadecimal", -1);
        bytes.push_back(static_cast<char>(high * 16 + low));
    }
    if (size % 2 != 0) return sqlite3_result_error(context, "hex_in: odd length", -1);
    sqlite3_result_blob(context, bytes.data(), static_cast<int>(bytes.size()), copy_result);
}

void hex_out(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    const auto* bytes = static_cast<const unsigned char*>(sqlite3_value_blob(arguments[0]));
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(size * 2);
    for (std::size_t i = 0; i < size; ++i) {
        hex.push_back(digits[bytes[i] >> 4]);
        hex.push_back(digits[bytes[i] & 15]);
    }
    sqlite3_result_text(context, hex.data(), static_cast<int>(hex.size()), copy_result);
}

// Type, length and octets of each value, so that no two rows are written alike.
void add_value(std::string& content, sqlite3_value* value) {
    const int type = sqlite3_value_type(value);
    const auto* bytes = type == SQLITE_BLOB ? static_cast<const char*>(sqlite3_value_blob(value)) : reinterpret_cast<const char*>(sqlite3_value_text(value));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    content += fmt::format("{} {} ", type, size);
    if (size > 0) content.append(bytes, size);
}

void row_digest(sqlite3_context* context, int count, sqlite3_value** values) {
    std::string content;
    for (int i = 0; i < count; ++i) add_value(content, values[i]);
    const std::string hex = auth::to_hex(auth::sha256(content));
    sqlite3_result_text(context, hex.data(), static_cast<int>(hex.size()), copy_result);
}

int past_deadline(void* session) {
    const auto& s = *static_cast<Transaction::Session*>(session);
    return s.deadline != std::chrono::steady_clock::time_point{} && std::chrono::steady_clock::now() > s.deadline ? 1 : 0;
}

sqlite3* sqlite_connection(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}
PGconn* postgresql_connection(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

constexpr int cache_kib = 8 * 1024;  // of each connection; what is read often is in the system's cache as well
// Pages that wait beside the file before they are copied into it, which whoever commits then does: the more there are, the more of them
// were changed again meanwhile and are copied once. 16 MiB; with 1000 pages every twentieth search at a million people waited for it.
constexpr int wal_pages = 4000;

// Every connection is used by one thread at a time, so it needs no mutex; nor does anybody ask how much memory there is in use,
// which would be one more for all. Before the first connection, and once.
void configure_sqlite() {
    static const bool configured = [] {
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        // The pages of a cache are one piece of memory: a reader lets go of all of them whenever something was committed.
        sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, -cache_kib);
        return true;
    }();
    static_cast<void>(configured);
}

void open_sqlite(Transaction::Session& s, const std::string& path) {
    configure_sqlite();
    s.soci = std::make_unique<soci::session>(soci::sqlite3, fmt::format("dbname={} timeout={}", path, s.statement_limit.count()));
    auto* connection = sqlite_connection(*s.soci);
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_create_function(connection, "hex_in", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, hex_in, nullptr, nullptr);
    sqlite3_create_function(connection, "hex_out", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, hex_out, nullptr, nullptr);
    sqlite3_create_function(connection, "row_digest", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, row_digest, nullptr, nullptr);
    sqlite3_progress_handler(connection, 20000, past_deadline, &s);
    s.script(fmt::format("PRAGMA busy_timeout={}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                         "PRAGMA cache_size=-{}; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint={};",
                         s.statement_limit.count() * 1000, cache_kib, wal_pages));
}

// SOCI reads only the keyword form of a connection address: libpq itself takes the URL apart.
std::string keywords(const std::string& url) {
    char* message = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &message);
    if (options == nullptr) {
        PQfreemem(message);  // it repeats the address, and with it the password
        throw std::invalid_argument("data.database_url_file: this is not an address of a PostgreSQL database");
    }
    std::string words;
    for (const auto* option = options; option->keyword != nullptr; ++option) {
        if (option->val == nullptr || *option->val == '\0') continue;
        std::string quoted;
        for (const char* c = option->val; *c != '\0'; ++c) {
            if (*c == '\'' || *c == '\\') quoted.push_back('\\');
            quoted.push_back(*c);
        }
        words += fmt::format("{}='{}' ", option->keyword, quoted);
    }
    PQconninfoFree(options);
    return words;
}

void open_postgresql(Transaction::Session& s, const std::string& url) {
    s.soci = std::make_unique<soci::session>(soci::postgresql, keywords(url) + "connect_timeout='2'");
    const auto ms = s.statement_limit.count() * 1000;
    s.script(fmt::format("SET statement_timeout={}; SET lock_timeout={}; SET client_min_messages=warning; SET synchronous_commit=on; "
                         "SET idle_in_transaction_session_timeout=60000;",
                         ms, ms));
}

}  // namespace

Transaction::Session::Session(const DatabaseOptions& options) : statement_limit(options.statement_seconds) {
    constexpr std::string_view sqlite_prefix = "sqlite:";
    try {
        if (options.url.starts_with(sqlite_prefix)) {
            open_sqlite(*this, options.url.substr(sqlite_prefix.size()));
        } else if (options.url.starts_with("postgresql://")) {
            postgresql = true;
            open_postgresql(*this, options.url);
        } else {
            throw std::invalid_argument("the database address must start with sqlite: or postgresql://");
        }
    } catch (const soci::soci_error& error) {
        throw DatabaseUnavailable(error.what());  // no statement yet: it names the server, the database and its user
    }
}

Transaction::Session::~Session() { statements.clear(); }

KeptStatement& Transaction::Session::kept(std::string_view sql, const std::vector<Bind>& binds, const std::vector<Into>& into) {
    if (auto found = statements.find(sql); found != statements.end()) {
        if (found->second->fits(binds)) return *found->second;
        statements.erase(found);
    }
    auto fresh = postgresql ? keep_soci(*soci, sql, binds, into) : keep_sqlite(sqlite_connection(*soci), sql, binds);
    return *statements.emplace(std::string(sql), std::move(fresh)).first->second;
}

void Transaction::Session::forget(std::string_view sql) {
    if (auto found = statements.find(sql); found != statements.end()) statements.erase(found);
}

namespace {

constexpr std::string_view read_only = "25006";  // the SQLSTATE of a change on a connection that may only read

// What PostgreSQL says repeats values of the row ("Key (name)=(...) exists"), and SOCI adds every bound value to it: neither is ever
// handed on. Our own words for the kind of failure, and its code.
std::string said_by_postgresql(std::string_view state) {
    struct Kind {
        std::string_view code, words;
    };
    for (const auto& [code, words] : {Kind{"08", "the connection was lost"}, {"23", "a rule of the table says no"}, {"25006", "this connection may only read"}, {"40", "another transaction came first"},
                                      {"42", "the statement does not fit the schema"}, {"53", "it has run out of space, memory or connections"}, {"55", "what is needed is held by another"},
                                      {"57014", "the statement took too long"}, {"57", "it is stopping, or ended this connection"}, {"58", "its machine failed"}})
        if (state.starts_with(code)) return fmt::format("PostgreSQL: {} (SQLSTATE {})", words, state);
    if (state.find_first_not_of(' ') == state.npos) return "PostgreSQL: the connection was lost";
    return fmt::format("PostgreSQL: a statement was refused (SQLSTATE {})", state);
}

}  // namespace

void Transaction::Session::script(const std::string& sql) {
    if (postgresql) {
        PGresult* result = PQexec(postgresql_connection(*soci), sql.c_str());
        const auto status = PQresultStatus(result);
        const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        const std::string state = code != nullptr ? code : "";
        PQclear(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
        broken = broken || state == read_only || PQstatus(postgresql_connection(*soci)) != CONNECTION_OK;
        throw DatabaseUnavailable(said_by_postgresql(state));
    }
    char* message = nullptr;
    const int code = sqlite3_exec(sqlite_connection(*soci), sql.c_str(), nullptr, nullptr, &message);
    if (code == SQLITE_OK) return;
    const std::string text = message != nullptr ? message : "SQLite error";
    sqlite3_free(message);
    throw DatabaseUnavailable(text);
}

bool Transaction::Session::transaction_lost() {
    if (postgresql) return PQtransactionStatus(postgresql_connection(*soci)) == PQTRANS_UNKNOWN;
    return sqlite3_get_autocommit(sqlite_connection(*soci)) != 0;
}

void rethrow_database_error(Transaction::Session& session) {
    try {
        throw;
    } catch (const soci::postgresql_soci_error& error) {
        const std::string state = error.sqlstate();
        const auto words = said_by_postgresql(state);
        if (state.starts_with("23")) throw ConstraintViolation(words);
        // A connection that may only read keeps that rule for its life: the next one may be allowed to write.
        if (PQstatus(postgresql_connection(*session.soci)) != CONNECTION_OK || state == read_only) session.broken = true;
        // Connection, resources, locks, cancelled by limit, shutting down, serialization, read-only: come back later.
        for (const char* kind : {"08", "53", "55", "57", "58", "40", "25P03", "25006"})
            if (state.starts_with(kind)) throw DatabaseUnavailable(words);
        if (session.broken) throw DatabaseUnavailable(words);
        throw StatementFailed(0, words);
    } catch (const soci::soci_error&) {
        if (!session.postgresql) throw;
        session.broken = true;
        throw DatabaseUnavailable(said_by_postgresql(""));
    } catch (const StatementFailed& error) {
        switch (error.code & 0xff) {
            case SQLITE_CONSTRAINT: throw ConstraintViolation(error.what());
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
            case SQLITE_FULL:
            case SQLITE_IOERR:
            case SQLITE_READONLY:
            case SQLITE_CANTOPEN:
            case SQLITE_NOMEM:
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
            case SQLITE_INTERRUPT: throw DatabaseUnavailable(error.what());
            default: throw;
        }
    }
}

}  // namespace casework::persistence
