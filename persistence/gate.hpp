// The gate: the only way to data. It decides, scopes, redacts and records, for pages, API, search, exports and print alike.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "auth/policy.hpp"
#include "domain/ledger_entry.hpp"
#include "domain/refusal.hpp"
#include "persistence/clock.hpp"
#include "persistence/database.hpp"
#include "persistence/ledger.hpp"
#include "persistence/settling.hpp"

namespace casework::persistence {

// A purpose that the actor gave on the way (export, first opening of a restricted record); valid for that act and object.
struct GivenPurpose {
    std::string action, object, code;
};

// Who asks, as the pipeline knows it.
struct Asked {
    domain::Actor actor;
    std::string reference;       // of the request
    std::string source_address;
    std::string session;         // first 12 hex digits of the session hash
    std::string form_key;        // one-time key of the form, empty for readings; set once the form is read
    std::vector<GivenPurpose> purposes;
};

// What an act is called in the ledger.
struct Act {
    auth::Action action;                // judged by the policy
    std::string_view name;              // "read", "print", "propose": as it stands in the ledger
    std::string_view object_type;       // "nominal", "person"
    domain::LoggedOperation operation = domain::LoggedOperation::consultation;
    std::string_view recipient = {};  // of a disclosure: the group that is shown it
    std::string_view agreement = {};  // the agreement of a second person that it uses; of an approval: the request that it answers
    bool asks = false;                // only asks for such an agreement
};

// The object type of acts about the disposal of a record: the only ones for which a records officer reaches it (row D4).
inline constexpr std::string_view disposal_object = "disposal";

// Inside a reading of one record or one panel. `shown` takes the id of every other record whose content the answer holds.
struct Reading {
    Transaction& tx;
    const auth::Permit& permit;
    const auth::Scope& scope;  // of the same actor and act: for the rows of a panel and for links to other records
    const auth::Record& record;  // the facts that decided: for what else the actor may do to it
    std::vector<std::string> shown;
    std::int64_t count = -1;
    std::vector<std::string> recipients;
    domain::Instant now;
    domain::Date today;
};

// Inside a list or search over everything the actor may touch.
struct Listing {
    Transaction& tx;
    const auth::Scope& scope;
    std::vector<std::string> shown;
    std::int64_t count = -1;
    std::vector<std::string> fields;  // HMAC of each normalised search token, in hexadecimal
    std::string words;                // what was searched for, as it was typed: sealed beside the entry
    domain::Instant now;
    domain::Date today;
};

// Inside a change: everything here and the ledger entry become durable together, or not at all.
struct Writing {
    Transaction& tx;
    const auth::Permit& permit;
    const auth::Scope& scope;
    domain::LedgerEntry& entry;  // objects, fields, before and after are added here
    const domain::Actor& actor;
    domain::Instant now;
    domain::Date today;
};

// A condition over `record r`, and what it binds: the scope written as SQL. The text depends only on how many panels there are.
struct ScopeSql {
    std::string condition;
    std::vector<Bind> binds;
};
// The row that reaches the record must show case facts (F0), or with `class_column` ("f.field_class") fields of that class: stubs show none.
constexpr std::string_view with_stubs = "stubs";  // as `class_column`: every record that may be listed, also as one line
ScopeSql scope_sql(const auth::Scope& scope, domain::Instant now, std::string_view class_column = {});

// The facts about one record that may() needs, or nothing when there is no such record.
std::optional<auth::Record> record_facts(Transaction& tx, std::string_view id, const domain::Actor& actor, domain::Instant now);

// The next reference of that prefix and year, "NOM-2026-0041".
std::string next_reference(Transaction& tx, std::string_view prefix, domain::Date today);
// Makes the access facts of a new record.
void add_record(Transaction& tx, const auth::Permit& permit, std::string_view id, std::string_view kind, std::string_view panel,
                domain::Sensitivity sensitivity, std::string_view owner_agency, domain::Instant now);

// The same form was carried out by a request that ran at the same moment.
struct FormAlreadyDone : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Gate {
  public:
    using Reload = std::function<void(Transaction&, domain::Actor&)>;  // reads the actor's standing again inside a change
    Gate(Database& database, Ledger& ledger, domain::Instant now, Asked asked, Reload reload = {});

    const domain::Actor& actor() const { return asked_.actor; }
    const Asked& asked() const { return asked_; }
    domain::Instant now() const { return now_; }
    domain::Date today() const { return today_; }

    // Reads one record: `read(Reading&)` runs when the policy allows; otherwise not_found or forbidden, and recorded.
    template <class F, class R = std::invoke_result_t<F, Reading&>>
    domain::Outcome<R> open(std::string_view record, const Act& act, F read) {
        std::optional<R> result;
        auto refusals = open_record(record, act, [&](Reading& reading) { result.emplace(read(reading)); });
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        return std::move(*result);
    }
    // Reads what belongs to a panel as a whole (its list, its meetings): a member of another panel gets not_found.
    template <class F, class R = std::invoke_result_t<F, Reading&>>
    domain::Outcome<R> open_panel(std::string_view panel, const Act& act, F read) {
        std::optional<R> result;
        auto refusals = open_panel_record(panel, act, [&](Reading& reading) { result.emplace(read(reading)); });
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        return std::move(*result);
    }
    // Lists and searches across panels: only what the scope reaches.
    template <class F, class R = std::invoke_result_t<F, Listing&>>
    R find(const Act& act, F list) {
        std::optional<R> result;
        find_records(act, [&](Listing& listing) { result.emplace(list(listing)); });
        return std::move(*result);
    }
    // Reads something seen only through records (a person): `read` answers nothing when no readable record leads to it.
    template <class F, class R = typename std::invoke_result_t<F, Listing&>::value_type>
    domain::Outcome<R> open_through(std::string_view id, const Act& act, F read) {
        std::optional<R> result;
        find_records(act, [&](Listing& listing) {
            result = read(listing);
            if (result) listing.shown.insert(listing.shown.begin(), std::string(id));
            return result.has_value();
        }, id);
        if (!result) return domain::not_found();
        return std::move(*result);
    }

    // Changes one record: `change(Writing&)` answers an Outcome; refusals undo everything but their own entry.
    template <class F, class R = std::invoke_result_t<F, Writing&>>
    R perform(std::string_view record, const Act& act, F change) {
        return changed<R>([&](const auto& work) { return change_record(record, act, work); }, std::move(change));
    }
    // Makes something new in a panel (a proposal, a meeting).
    template <class F, class R = std::invoke_result_t<F, Writing&>>
    R perform_in_panel(std::string_view panel, const Act& act, F change) {
        return changed<R>([&](const auto& work) { return change_panel(panel, act, work); }, std::move(change));
    }

    // Whether the act would be allowed; nothing is read and nothing recorded (buttons, and the pipeline's check before a form is read).
    auth::Decision would_allow(std::string_view record_or_panel, auth::Action action);
    // The pipeline's check before a form is read: empty when allowed, otherwise the refusal, which is recorded.
    domain::Refusals check(std::string_view record_or_panel, const Act& act);
    std::string addressed(std::string_view object) const;
    void record_refusal(std::string_view object, const Act& act, const auth::Decision& decision, int status);
    // Records something that is not about case records (own account, a help page that shows counts).
    void record(domain::LedgerEntry entry);
    // An entry with everything about the asker filled in.
    domain::LedgerEntry entry(const Act& act) const;
    // HMAC of a search token for Listing::fields.
    std::string token_digest(std::string_view token) const;

    // Given on the form of the act itself: what it is for, and the password again. They hold for this request.
    void give_purpose(GivenPurpose purpose) { asked_.purposes.insert(asked_.purposes.begin(), std::move(purpose)); }
    void note_password() { asked_.actor.password_at = now_; }

    // The one-time key of the posted form: the first change carries it out, a second time it is refused.
    void set_form_key(std::string key) { asked_.form_key = std::move(key); }
    // Where the same form (by its key) has already led; empty location: done, address unknown.
    std::optional<std::string> done_before();
    void remember_location(std::string_view location);

    // Waits until every entry is durable; the receipt of the last. Throws DatabaseUnavailable: then nothing may be sent.
    std::optional<Receipt> settle();
    // The same without waiting, for who goes on when it has happened. Nothing is read through this gate any more.
    std::shared_ptr<Settling> settling();
    bool has_recorded() const { return recorded_ > 0; }

  private:
    using Read = std::function<void(Reading&)>;
    using Change = std::function<domain::Refusals(Writing&)>;
    domain::Refusals open_record(std::string_view record, const Act& act, const Read& read);
    domain::Refusals open_panel_record(std::string_view panel, const Act& act, const Read& read);
    using FactsOf = std::function<std::optional<auth::Record>(Transaction&, const domain::Actor&)>;
    domain::Refusals read_judged(std::optional<auth::Record>& facts, const FactsOf& facts_of, const Act& act, const Read& read);
    std::optional<domain::Refusals> open_judged(const std::optional<auth::Record>& facts, Transaction& tx, const Act& act, const Read& read, bool agreement_used);
    void find_records(const Act& act, const std::function<bool(Listing&)>& list, std::string_view only = {});
    template <class F>
        requires std::is_void_v<std::invoke_result_t<F, Listing&>>
    void find_records(const Act& act, F list) {
        find_records(act, std::function<bool(Listing&)>([&](Listing& l) { list(l); return true; }));
    }
    domain::Refusals change_record(std::string_view record, const Act& act, const Change& change);
    domain::Refusals change_panel(std::string_view panel, const Act& act, const Change& change);
    domain::Refusals change_judged(const FactsOf& facts, const Act& act,
                                   const Change& change);
    domain::Refusals missing_duties(Transaction& tx, const domain::Actor& actor, const auth::Record& record, const Act& act, const auth::Decision& decision);
    domain::Refusals use_agreement_for_reading(const FactsOf& facts_of, const Act& act);
    std::optional<auth::Record> facts_of(Transaction& tx, std::string_view record);
    domain::Refusals denied(Transaction& tx, std::string_view panel, const auth::Decision& decision) const;
    std::string purpose(const auth::Decision& decision, std::string_view action, std::string_view object) const;
    domain::LedgerEntry entry_for(const Act& act, const auth::Decision& decision, const auth::Record& record) const;
    void queue(domain::LedgerEntry entry);

    template <class R, class Run, class F>
    R changed(Run run, F change) {
        std::optional<R> result;
        auto refusals = run([&](Writing& writing) -> domain::Refusals {
            result.emplace(change(writing));
            return result->has_value() ? domain::Refusals{} : result->error();
        });
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        return std::move(*result);
    }

    Database& database_;
    Ledger& ledger_;
    domain::Instant now_;
    domain::Date today_;
    Asked asked_;
    Reload reload_;
    // What was last read about a record: within one snapshot it is not read twice.
    struct Known {
        std::uint64_t snapshot = 0;
        std::string record;
        std::optional<auth::Record> facts;
    } known_;
    std::shared_ptr<Settling> settling_ = std::make_shared<Settling>();
    int recorded_ = 0;
    bool form_used_ = false;
};

// Nothing read is a record of another kind, or none: not found.
template <class T>
domain::Outcome<T> found(domain::Outcome<std::optional<T>> opened) {
    if (!opened) return std::unexpected(std::move(opened.error()));
    if (!*opened) return domain::not_found();
    return std::move(**opened);
}

}  // namespace casework::persistence
