// Gathering openings and what is known about reader and record; the rules stand in domain/audit.
#include "persistence/audit/reading_patterns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "domain/audit/ledger_use.hpp"
#include "domain/conflict_of_interest.hpp"
#include "persistence/accounts.hpp"
#include "persistence/audit/audit_rows.hpp"
#include "persistence/audit/ledger_walk.hpp"
#include "persistence/people/name_keys.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

using auth::Action;
using domain::LedgerEntry;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;
using domain::audit::Look;

constexpr int looked_through_most = 200'000;

std::string surname_of(std::string_view full_name) {
    const auto words = folded_words(full_name);
    return words.empty() ? std::string() : words.back();
}

// The page of a person shows what the records say that lead to it: it is a look at them.
enum class Opened { neither, record, person };

// What is asked of the database once for each reader and each pair of reader and record.
class Known {
  public:
    Known(Transaction& tx, domain::Date today) : tx_(tx), today_(today) {}

    Opened opened(const std::string& id) {
        const auto [at, is_new] = opened_.try_emplace(id, Opened::neither);
        if (!is_new) return at->second;
        std::string kind;
        if (tx_.one("SELECT kind FROM record WHERE id = :id", {with("id", id)}, {&kind})) at->second = kind == "meeting" ? Opened::neither : Opened::record;
        else if (tx_.one("SELECT person_id FROM record_person WHERE person_id = :id LIMIT 1", {with("id", id)}, {&kind})) at->second = Opened::person;
        return at->second;
    }
    bool same_surname(const std::string& account, const std::string& record) {
        const auto& reader = surname(account);
        return !reader.empty() && surnames_on(record).contains(reader);
    }
    // As the reader's own people were declared to live at that time, whether or not anything was found then.
    bool same_address(const std::string& account, const std::string& record, domain::Instant when) {
        return std::ranges::any_of(declared_by(account), [&](const Declared& declared) {
            return (!declared.ended || *declared.ended > when) &&
                   std::ranges::any_of(addresses_on(record), [&](const Address& a) { return domain::conflict_of_interest::same_address(declared.address.lines, declared.address.postcode, a.lines, a.postcode); });
        });
    }
    // Named on it, an action or an entry of its timeline of their own, or coordinates the group.
    bool own_work(const std::string& account, const std::string& record) {
        const auto [at, is_new] = own_work_.try_emplace({account, record}, false);
        if (!is_new) return at->second;
        int found = 0;
        return at->second = tx_.one("SELECT 1 FROM record r WHERE r.id = :record AND (EXISTS (SELECT 1 FROM record_participant p WHERE p.record_id = r.id AND p.account = :account) OR "
                                    "EXISTS (SELECT 1 FROM record_team t JOIN account a ON a.agency = t.agency WHERE t.record_id = r.id AND a.id = :account) OR "
                                    "EXISTS (SELECT 1 FROM record_event e WHERE e.record_id = r.id AND e.account = :account) OR EXISTS (SELECT 1 FROM case_action c WHERE c.case_id = r.id AND c.owner_account = :account) OR "
                                    "EXISTS (SELECT 1 FROM membership m WHERE m.account = :account AND m.panel = r.panel AND m.until >= :today AND (m.level = 'coordinator' OR m.chair = 1)))",
                                    {with("record", record), with("account", account), with("today", domain::iso_date(today_))}, {&found});
    }

  private:
    struct Address {
        std::string lines, postcode;
    };
    struct Declared {
        Address address;
        std::optional<domain::Instant> ended;
    };
    std::string_view column_of(const std::string& id) { return opened(id) == Opened::person ? "person_id" : "record_id"; }
    const std::vector<Declared>& declared_by(const std::string& account) {
        const auto [at, is_new] = declared_.try_emplace(account);
        Declared d;
        std::optional<std::int64_t> ended;
        if (is_new)
            tx_.each("SELECT address, postcode, ended_at FROM declared_person WHERE account = :account AND address <> ''", {with("account", account)}, {&d.address.lines, &d.address.postcode, &ended}, [&] {
                d.ended = instant_of(ended);
                at->second.push_back(d);
            });
        return at->second;
    }
    const std::vector<Address>& addresses_on(const std::string& id) {
        const auto [at, is_new] = addresses_.try_emplace(id);
        Address a;
        if (is_new) tx_.each(fmt::format("SELECT address, postcode FROM person_address WHERE {} = :id", column_of(id)), {with("id", id)}, {&a.lines, &a.postcode}, [&] { at->second.push_back(a); });
        return at->second;
    }
    const std::string& surname(const std::string& account) {
        const auto [at, is_new] = surnames_.try_emplace(account);
        std::string name;
        if (is_new && tx_.one("SELECT name FROM account WHERE id = :id", {with("id", account)}, {&name})) at->second = surname_of(name);
        return at->second;
    }
    const std::set<std::string>& surnames_on(const std::string& record) {
        const auto [at, is_new] = on_record_.try_emplace(record);
        std::string name;
        if (is_new) tx_.each(fmt::format("SELECT full_name FROM person_name WHERE {} = :id", column_of(record)), {with("id", record)}, {&name}, [&] { at->second.insert(surname_of(name)); });
        return at->second;
    }
    Transaction& tx_;
    domain::Date today_;
    std::map<std::string, Opened> opened_;
    std::map<std::string, std::vector<Declared>> declared_;
    std::map<std::string, std::vector<Address>> addresses_;
    std::map<std::string, std::string> surnames_;
    std::map<std::string, std::set<std::string>> on_record_;
    std::map<std::pair<std::string, std::string>, bool> own_work_;
};

// One record or person opened, not a list that showed it.
bool opens(const LedgerEntry& e) {
    return e.operation == LoggedOperation::consultation && e.outcome == "done" && !e.account.empty() && !e.objects.empty() && (e.action == "read" || e.action == "reveal" || e.action.starts_with("read_"));
}

Look look_of(Known& known, const LedgerEntry& e) {
    const domain::Instant at{std::chrono::milliseconds(e.at_ms)};
    const auto& first = e.objects.front();
    // Of a person every record counts that stood on the page.
    const bool own_work = known.opened(first) == Opened::record ? known.own_work(e.account, first) : std::any_of(e.objects.begin() + 1, e.objects.end(), [&](const auto& record) { return known.own_work(e.account, record); });
    return {e.account, first, at, london_date(at), london_hour(at), known.same_surname(e.account, first), known.same_address(e.account, first, at), own_work};
}

domain::Refusals days_refused(const ReadingPatterns& patterns) {
    if (patterns.to < patterns.from) return {{RefusalKind::invalid, "to", "The last day must be the same as or after the first", {}}};
    if (domain::add_days(patterns.from, pattern_days_most) <= patterns.to) return {{RefusalKind::invalid, "from", fmt::format("At most {} days", pattern_days_most), {}}};
    return {};
}

}  // namespace

Outcome<ReadingPatterns> reading_patterns(const AuditDesk& desk, const LedgerQuestion& question) {
    constexpr int week = 6;
    const Act act{Action::audit, "reading_patterns", "ledger"};
    if (auto refusals = desk.gate.check("", act); !refusals.empty()) return std::unexpected(std::move(refusals));
    ReadingPatterns patterns;
    patterns.to = question.to.value_or(desk.gate.today());
    patterns.from = question.from.value_or(domain::add_days(patterns.to, -week));
    auto refusals = domain::audit::purpose_refused(question.purpose);
    for (auto& refusal : days_refused(patterns)) refusals.push_back(std::move(refusal));
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    auto made = desk.gate.entry(act);
    made.purpose = question.purpose;
    made.rule = desk.gate.would_allow("", act.action).rule;
    desk.database.read([&](Transaction& tx) {
        Known known(tx, desk.gate.today());
        const LedgerStretch stretch{{day_begins_ms(domain::add_days(patterns.to, 1)), "", 0}, day_begins_ms(patterns.from)};
        std::vector<Look> looks;
        int looked = 0;
        const auto account = question.account.empty() ? std::nullopt : find_account(tx, question.account);
        walk_ledger(tx, stretch, [&](const AccessLogPlace&, LedgerEntry& entry) {
            patterns.more = ++looked > looked_through_most;
            const bool of_account = question.account.empty() || (account && entry.account == account->id);
            if (!patterns.more && of_account && opens(entry) && known.opened(entry.objects.front()) != Opened::neither) looks.push_back(look_of(known, entry));
            return !patterns.more;
        });
        patterns.looks = looks.size();
        patterns.findings = domain::audit::out_of_pattern(std::move(looks));
        for (const auto& finding : patterns.findings) {
            if (patterns.names.contains(finding.account)) continue;
            std::string agency;
            tx.one("SELECT g.name FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :id", {with("id", finding.account)}, {&agency});
            patterns.names[finding.account] = name_of(tx, finding.account) + (agency.empty() ? "" : ", " + agency);
            made.objects.push_back(finding.account);
        }
    });
    made.count = std::ssize(patterns.findings);
    desk.gate.record(std::move(made));
    return patterns;
}

}  // namespace casework::persistence
