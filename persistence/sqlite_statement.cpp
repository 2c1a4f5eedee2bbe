// Statements through SQLite's own interface. (SOCI's header for SQLite clashes with this one, so this file has none of it.)
#include <sqlite3.h>

#include <limits>
#include <string>

#include "persistence/kept_statement.hpp"

namespace casework::persistence {
namespace {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// The column of the row that the statement stands on.
struct Column {
    sqlite3_stmt* statement;
    int at;

    bool null() const { return sqlite3_column_type(statement, at) == SQLITE_NULL; }
    std::string_view text() const {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, at));
        return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
    }
    std::int64_t number() const { return sqlite3_column_int64(statement, at); }

    void operator()(std::string* to) const { *to = text(); }
    void operator()(std::int64_t* to) const { *to = number(); }
    void operator()(int* to) const { *to = static_cast<int>(number()); }
    void operator()(bool* to) const { *to = number() != 0; }
    void operator()(std::optional<std::string>* to) const {
        if (null()) to->reset();
        else *to = text();
    }
    void operator()(std::optional<std::int64_t>* to) const {
        if (null()) to->reset();
        else *to = number();
    }
};

class SqliteStatement final : public KeptStatement {
  public:
    SqliteStatement(sqlite3* connection, std::string_view sql, const std::vector<Bind>& binds) : connection_(connection) {
        if (sql.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) throw StatementFailed(SQLITE_TOOBIG, "statement too long");
        sqlite3_stmt* prepared = nullptr;
        check(sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &prepared, nullptr), SQLITE_OK);
        statement_.reset(prepared);
        for (const auto& bind : binds) places_.push_back(place_of(bind.name));
    }

    bool fits(const std::vector<Bind>&) const override { return true; }

    // The values stay where they are until the statement is reset.
    void begin(const std::vector<Bind>& binds) override {
        if (binds.size() != places_.size()) throw StatementFailed(SQLITE_MISUSE, "another number of values than the statement was prepared with");
        for (std::size_t i = 0; i < binds.size(); ++i) check(bind(places_[i], binds[i]), SQLITE_OK);
    }
    bool fetch(const std::vector<Into>& into) override {
        if (!step()) return false;
        if (static_cast<int>(into.size()) > sqlite3_column_count(statement_.get())) throw StatementFailed(SQLITE_MISUSE, "more columns wanted than the statement gives");
        for (std::size_t i = 0; i < into.size(); ++i) std::visit(Column{statement_.get(), static_cast<int>(i)}, into[i]);
        return true;
    }
    void skip() override {
        while (step()) continue;
    }
    std::int64_t run(const std::vector<Bind>& binds) override {
        begin(binds);
        skip();
        return sqlite3_changes(connection_);
    }

  private:
    void check(int code, int good) const {
        if (code != good) throw StatementFailed(code, sqlite3_errmsg(connection_));
    }
    int place_of(std::string_view name) const {
        const int place = sqlite3_bind_parameter_index(statement_.get(), (":" + std::string(name)).c_str());
        if (place == 0) throw StatementFailed(SQLITE_MISUSE, "the statement has no " + std::string(name));
        return place;
    }
    int bind(int place, const Bind& bind) const {
        if (const auto* text = std::get_if<std::string>(&bind.value)) {
            if (text->size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) throw StatementFailed(SQLITE_TOOBIG, "text too long");
            return sqlite3_bind_text(statement_.get(), place, text->data(), static_cast<int>(text->size()), nullptr);
        }
        if (const auto* number = std::get_if<std::int64_t>(&bind.value)) return sqlite3_bind_int64(statement_.get(), place, *number);
        return sqlite3_bind_null(statement_.get(), place);
    }
    // What a running statement says by the plain code may repeat what was bound, as a search that does not parse does.
    [[noreturn]] void fail(int code) const { throw StatementFailed(code, code == SQLITE_ERROR ? sqlite3_errstr(code) : sqlite3_errmsg(connection_)); }
    // At the end, and when something goes wrong, the statement is reset, which closes its reading.
    bool step() {
        const int code = sqlite3_step(statement_.get());
        if (code == SQLITE_ROW) return true;
        const int ended = sqlite3_reset(statement_.get());
        if (code != SQLITE_DONE) fail(ended == SQLITE_OK ? SQLITE_ERROR : ended);
        return false;
    }

    sqlite3* connection_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    std::vector<int> places_;
};

}  // namespace

std::unique_ptr<KeptStatement> keep_sqlite(void* connection, std::string_view sql, const std::vector<Bind>& binds) {
    return std::make_unique<SqliteStatement>(static_cast<sqlite3*>(connection), sql, binds);
}

}  // namespace casework::persistence
