// Opening a connection, keeping statements and telling errors apart, for SQLite and PostgreSQL.
#include "persistence/session.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fmt/format.h>

#include <cstring>

namespace casework::persistence {
namespace {

using namespace sqlite_api;

// Not SQLITE_TRANSIENT itself: its cast is a warning under -Wold-style-cast and the like.
const auto copy_result = reinterpret_cast<void (*)(void*)>(-1);

int digit(unsigned char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void hex_in(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* hex = sqlite3_value_text(arguments[0]);
    if (hex == nullptr) return sqlite3_result_null(context);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    std::string bytes;
    for (std::size_t i = 0; i + 1 < size; i += 2) {
        const int high = digit(hex[i]), low = digit(hex[i + 1]);
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

void open_sqlite(Transaction::Session& s, const std::string& path) {
    s.soci = std::make_unique<soci::session>(soci::sqlite3, fmt::format("dbname={} timeout={}", path, s.statement_limit.count()));
    auto* connection = sqlite_connection(*s.soci);
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_create_function(connection, "hex_in", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, hex_in, nullptr, nullptr);
    sqlite3_create_function(connection, "hex_out", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, hex_out, nullptr, nullptr);
    sqlite3_progress_handler(connection, 20000, past_deadline, &s);
    s.script(fmt::format("PRAGMA busy_timeout={}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                         "PRAGMA cache_size=-32768; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;",
                         s.statement_limit.count() * 1000));
}

// SOCI reads only the keyword form of a connection address: libpq itself takes the URL apart.
std::string keywords(const std::string& url) {
    char* message = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &message);
    if (options == nullptr) {
        const std::string text = message != nullptr ? message : "not a connection address";
        PQfreemem(message);
        throw std::invalid_argument(text);
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
    s.soci = std::make_unique<soci::session>(soci::postgresql, keywords(url) + "connect_timeout='5'");
    const auto ms = s.statement_limit.count() * 1000;
    s.script(fmt::format("SET statement_timeout={}; SET lock_timeout={}; SET client_min_messages=warning; SET synchronous_commit=on; "
                         "SET idle_in_transaction_session_timeout=60000;",
                         ms, ms));
}

bool is_text(const Bind& bind) { return !std::holds_alternative<std::int64_t>(bind.value); }
// A value that was nothing when the statement was prepared may be a number now: then it is prepared anew.
bool fits(const KeptStatement& kept, const std::vector<Bind>& binds) {
    for (std::size_t i = 0; i < binds.size(); ++i)
        if (!std::holds_alternative<std::nullptr_t>(binds[i].value) && kept.binds[i].is_text != is_text(binds[i])) return false;
    return true;
}
bool is_text(const Into& into) {
    return std::holds_alternative<std::string*>(into) || std::holds_alternative<std::optional<std::string>*>(into);
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
        throw DatabaseUnavailable(error.what());
    }
}

Transaction::Session::~Session() { statements.clear(); }

KeptStatement& Transaction::Session::kept(std::string_view sql, const std::vector<Bind>& binds, const std::vector<Into>& into) {
    if (auto found = statements.find(sql); found != statements.end()) {
        if (fits(found->second, binds)) return found->second;
        statements.erase(found);
    }
    KeptStatement kept;
    kept.statement = std::make_unique<soci::statement>(*soci);
    kept.statement->alloc();
    for (const auto& bind : binds) {
        auto& slot = kept.binds.emplace_back();
        slot.is_text = is_text(bind);
        if (slot.is_text) kept.statement->exchange(soci::use(slot.text, slot.indicator, std::string(bind.name)));
        else kept.statement->exchange(soci::use(slot.number, slot.indicator, std::string(bind.name)));
    }
    for (const auto& target : into) {
        auto& slot = kept.columns.emplace_back();
        slot.is_text = is_text(target);
        if (slot.is_text) kept.statement->exchange(soci::into(slot.text, slot.indicator));
        else kept.statement->exchange(soci::into(slot.number, slot.indicator));
    }
    kept.statement->prepare(std::string(sql));
    kept.statement->define_and_bind();
    return statements.emplace(std::string(sql), std::move(kept)).first->second;
}

void Transaction::Session::forget(std::string_view sql) {
    if (auto found = statements.find(sql); found != statements.end()) statements.erase(found);
}

void Transaction::Session::script(const std::string& sql) {
    if (postgresql) {
        PGresult* result = PQexec(postgresql_connection(*soci), sql.c_str());
        const auto status = PQresultStatus(result);
        const std::string message = PQresultErrorMessage(result);
        PQclear(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw DatabaseUnavailable(message);
        return;
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
        if (state.starts_with("23")) throw ConstraintViolation(error.what());
        // A connection that may only read keeps that rule for its life: the next one may be allowed to write.
        if (PQstatus(postgresql_connection(*session.soci)) != CONNECTION_OK || state == "25006") session.broken = true;
        // Connection, resources, locks, cancelled by limit, shutting down, serialization, read-only: come back later.
        for (const char* kind : {"08", "53", "55", "57", "58", "40", "25P03", "25006"})
            if (state.starts_with(kind)) throw DatabaseUnavailable(error.what());
        if (session.broken) throw DatabaseUnavailable(error.what());
        throw;
    } catch (const soci::soci_error& error) {
        if (session.postgresql) {
            session.broken = true;
            throw DatabaseUnavailable(error.what());
        }
        switch (sqlite3_errcode(sqlite_connection(*session.soci)) & 0xff) {
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
