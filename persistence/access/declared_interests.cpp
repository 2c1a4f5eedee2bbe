// Matching in both directions: a new declaration against whoever stands on records, and a new fact about a person against declarations.
#include "persistence/access/declared_interests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/mail.hpp"
#include "persistence/people/name_keys.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::conflict_of_interest;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;

struct LiveDeclaration {
    std::string id, account, name_key, address, postcode;
    std::optional<domain::Date> born;
    bool own_name = false;  // the name of the account itself, declared by nobody
};

void each_declaration(Transaction& tx, const std::string& condition, std::vector<Bind> binds, const std::function<void(const LiveDeclaration&)>& each) {
    LiveDeclaration d;
    std::optional<std::string> born;
    std::vector<LiveDeclaration> found;
    tx.each("SELECT id, account, name_key, born, address, postcode, own_name FROM declared_person WHERE ended_at IS NULL AND " + condition, std::move(binds), {&d.id, &d.account, &d.name_key, &born, &d.address, &d.postcode, &d.own_name}, [&] {
        d.born = day_of(born);
        found.push_back(d);
    });
    for (const auto& declaration : found) each(declaration);
}

struct Met {
    bool by_name = false, by_address = false;
    bool excludes = false;  // otherwise it is only told to information governance
    bool any() const { return by_name || by_address; }
};

void tell_governance(Transaction& tx, std::string_view concerned, const std::string& subject, const std::string& words, domain::Instant now) {
    for (const auto& account : information_governance(tx))
        if (account != concerned) write_mail(tx, account, subject, words + " It waits in My work.\n", now);
}

void exclude(Transaction& tx, const std::string& account, const std::string& record) {
    tx.run("INSERT INTO record_exclusion (record_id, account, reason) VALUES (:record, :account, :why) ON CONFLICT DO NOTHING", {with("record", record), with("account", account), with("why", declared_interest)});
}

// What was found before: it excludes again where the row is gone, also now that more speaks for it; what was lifted stays lifted.
void find_again(Transaction& tx, const LiveDeclaration& d, const std::string& record, Met met) {
    const std::vector<Bind> at{with("declared", d.id), with("record", record), with("name", met.by_name), with("address", met.by_address)};
    if (met.excludes)
        tx.run("UPDATE declared_match SET excludes = 1, recorded = 0, by_name = :name, by_address = :address WHERE declared_id = :declared AND record_id = :record AND excludes = 0 AND answer = ''", at);
    if (kept_by_conflict(tx, record, d.account)) exclude(tx, d.account, record);
}

// Tells information governance once for each record and declaration.
void keep_away(Transaction& tx, const LiveDeclaration& d, const std::string& record, Met met, domain::Instant now) {
    if (tx.run("INSERT INTO declared_match (id, declared_id, record_id, account, by_name, by_address, excludes, found_at) VALUES (:id, :declared, :record, :account, :name, :address, :excludes, :now) ON CONFLICT (declared_id, record_id) DO NOTHING",
               {with("id", next_reference(tx, "CON", london_date(now))), with("declared", d.id), with("record", record), with("account", d.account), with("name", met.by_name), with("address", met.by_address),
                with("excludes", met.excludes), with_at("now", now)}) == 0)
        return find_again(tx, d, record, met);
    if (!met.excludes) return tell_governance(tx, d.account, "A name on a record is that of somebody who works here", "Nobody is kept away by a name alone: look whether it is the same person.", now);
    exclude(tx, d.account, record);
    tell_governance(tx, d.account, "A conflict of interest was found", "Somebody is kept from a record because of what they declared.", now);
}

// What one record says about one person.
struct Stated {
    std::vector<std::string> name_keys;
    std::optional<domain::Date> born;
    std::vector<std::pair<std::string, std::string>> addresses;  // with postcode
};
Stated stated_on(Transaction& tx, std::string_view record, std::string_view person) {
    const std::vector<Bind> at{with("record", record), with("person", person)};
    Stated stated;
    std::string text, postcode;
    std::optional<std::string> born;
    tx.each("SELECT sort_key FROM person_name WHERE person_id = :person AND record_id = :record", at, {&text}, [&] { stated.name_keys.push_back(text); });
    if (tx.one("SELECT born FROM person_birth WHERE person_id = :person AND record_id = :record", at, {&born})) stated.born = day_of(born);
    tx.each("SELECT address, postcode FROM person_address WHERE person_id = :person AND record_id = :record", at, {&text, &postcode}, [&] { stated.addresses.emplace_back(text, postcode); });
    return stated;
}

bool lives_there(const LiveDeclaration& d, const Stated& stated) {
    return std::ranges::any_of(stated.addresses, [&](const auto& a) { return rules::same_address(d.address, d.postcode, a.first, a.second); });
}
bool is_called(const LiveDeclaration& d, const Stated& stated) {
    return std::ranges::any_of(stated.name_keys, [&](const auto& key) { return rules::same_person(d.name_key, d.born, key, stated.born); });
}

// By the name of an account alone anybody may be called; with the birth date or address that its owner declared it is they.
Met own_name_met(Transaction& tx, const LiveDeclaration& own, std::string_view record, const Stated& stated) {
    if (!is_called(own, stated)) return {};
    Met met{.by_name = true};
    bool born_then = false, born_another_day = false;
    each_declaration(tx, "account = :account AND relation = 'self' AND own_name = 0", {with("account", own.account)}, [&](const LiveDeclaration& self) {
        met.by_address = met.by_address || lives_there(self, stated);
        if (self.born && stated.born) (*self.born == *stated.born ? born_then : born_another_day) = true;
    });
    if (born_another_day && !born_then) return {};
    met.excludes = born_then || met.by_address;
    std::string found;  // what they declared about themselves has found it already
    if (!met.excludes && tx.one("SELECT m.id FROM declared_match m JOIN declared_person d ON d.id = m.declared_id AND d.relation = 'self' AND d.own_name = 0 WHERE m.account = :account AND m.record_id = :record AND m.by_name = 1",
                                {with("account", own.account), with("record", record)}, {&found}))
        return {};
    return met;
}

Met met_on(Transaction& tx, const LiveDeclaration& d, std::string_view record, const Stated& stated) {
    if (d.own_name) return own_name_met(tx, d, record, stated);
    Met met{.by_name = is_called(d, stated), .by_address = lives_there(d, stated)};
    met.excludes = met.any();
    return met;
}

// Every person on a record who is called so, or has an address of that postcode.
std::map<std::pair<std::string, std::string>, Stated> candidates(Transaction& tx, const LiveDeclaration& d) {
    std::vector<std::pair<std::string, std::string>> found;
    std::string person, record;
    const auto take = [&] { found.emplace_back(record, person); };
    const auto surname = d.name_key.substr(0, d.name_key.find(' '));
    tx.each("SELECT DISTINCT person_id, record_id FROM person_word WHERE word = :word AND sort_key = :key", {with("word", surname), with("key", d.name_key)}, {&person, &record}, take);
    if (!d.postcode.empty()) tx.each("SELECT DISTINCT person_id, record_id FROM person_address WHERE upper(replace(postcode, ' ', '')) = :postcode", {with("postcode", d.postcode)}, {&person, &record}, take);
    std::map<std::pair<std::string, std::string>, Stated> stated;
    for (const auto& [at, who] : found)
        if (!stated.contains({at, who})) stated[{at, who}] = stated_on(tx, at, who);
    return stated;
}

void match_all(Transaction& tx, const LiveDeclaration& d, domain::Instant now) {
    for (const auto& [at, stated] : candidates(tx, d))
        if (const auto met = met_on(tx, d, at.first, stated); met.any()) keep_away(tx, d, at.first, met, now);
}

void append(Transaction& tx, const AccessDesk& desk, std::string_view action, LoggedOperation operation, std::vector<std::string> objects) {
    auto entry = desk.who;
    entry.action = action;
    entry.operation = operation;
    entry.object_type = "interest";
    entry.objects = std::move(objects);
    const auto receipt = desk.ledger.append(tx, std::move(entry));
    if (desk.receipt != nullptr) *desk.receipt = receipt;
}

}  // namespace

std::vector<DeclaredPerson> declared_people(Transaction& tx, std::string_view account) {
    std::vector<DeclaredPerson> list;
    DeclaredPerson p;
    std::optional<std::string> born;
    std::int64_t declared = 0;
    std::optional<std::int64_t> ended;
    tx.each("SELECT id, relation, full_name, born, address, postcode, declared_at, ended_at FROM declared_person WHERE account = :account AND own_name = 0 ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, declared_at, id LIMIT 200",
            {with("account", account)}, {&p.id, &p.declared.relation, &p.declared.name, &born, &p.declared.address, &p.declared.postcode, &declared, &ended}, [&] {
                p.declared.born = day_of(born), p.declared_at = instant_of(declared), p.ended_at = instant_of(ended);
                list.push_back(p);
            });
    return list;
}

Outcome<std::string> declare_person(const AccessDesk& desk, const rules::Declared& declared) {
    Outcome<std::string> made = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        const auto& account = desk.actor.account;
        int standing = 0;
        tx.one("SELECT count(*) FROM declared_person WHERE account = :account AND own_name = 0 AND ended_at IS NULL", {with("account", account)}, {&standing});
        if (auto refusals = rules::refused(declared, standing); !refusals.empty()) {
            made = std::unexpected(std::move(refusals));
            return;
        }
        const auto name = domain::tidy_line(declared.name);
        const LiveDeclaration d{next_reference(tx, "DEC", london_date(desk.now)), account, surname_first(name), domain::tidy_lines(declared.address), declared.postcode, declared.born, false};
        use_form_key(tx, desk, d.id);
        tx.run("INSERT INTO declared_person (id, account, relation, full_name, name_key, born, address, postcode, declared_at) VALUES (:id, :account, :relation, :name, :key, :born, :address, :postcode, :now)",
               {with("id", d.id), with("account", account), with("relation", declared.relation), with("name", name), with("key", d.name_key), with_day("born", d.born), with("address", d.address), with("postcode", d.postcode), with_at("now", desk.now)});
        match_all(tx, d, desk.now);
        if (declared.relation == "self") match_own_name(tx, account, desk.now);
        append(tx, desk, "declare_interest", LoggedOperation::security, {d.id});
        made = d.id;
    });
    return made;
}

Outcome<bool> end_declaration(const AccessDesk& desk, std::string_view id) {
    Outcome<bool> ended = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        ended = domain::not_found();
        if (tx.run("UPDATE declared_person SET ended_at = :now WHERE id = :id AND account = :account AND own_name = 0 AND ended_at IS NULL", {with_at("now", desk.now), with("id", id), with("account", desk.actor.account)}) == 0) return;
        append(tx, desk, "end_interest", LoggedOperation::security, {std::string(id)});
        ended = true;
    });
    return ended;
}

void keep_conflicted_away(Writing& writing, std::string_view record, std::string_view person) {
    auto& tx = writing.tx;
    const auto stated = stated_on(tx, record, person);
    const auto judge = [&](const LiveDeclaration& d) {
        if (const auto met = met_on(tx, d, record, stated); met.any()) keep_away(tx, d, std::string(record), met, writing.now);
    };
    for (const auto& key : stated.name_keys) each_declaration(tx, "name_key = :key", {with("key", key)}, judge);
    for (const auto& [address, postcode] : stated.addresses)
        each_declaration(tx, "postcode <> '' AND (postcode = :postcode OR :postcode = '')", {with("postcode", rules::postcode_key(postcode))}, judge);
}

bool kept_by_conflict(Transaction& tx, std::string_view record, std::string_view account) {
    std::string found;
    return tx.one("SELECT id FROM declared_match WHERE record_id = :record AND account = :account AND excludes = 1 AND answer <> 'lifted' LIMIT 1", {with("record", record), with("account", account)}, {&found});
}

void match_own_name(Transaction& tx, std::string_view account, domain::Instant now) {
    LiveDeclaration own{.id = {}, .account = std::string(account), .name_key = {}, .address = {}, .postcode = {}, .born = {}, .own_name = true};
    std::string name, key;
    if (!tx.one("SELECT name FROM account WHERE id = :id", {with("id", account)}, {&name})) return;
    own.name_key = surname_first(name);
    if (!tx.one("SELECT id, name_key FROM declared_person WHERE account = :account AND own_name = 1 AND ended_at IS NULL", {with("account", account)}, {&own.id, &key}) || key != own.name_key) {
        tx.run("UPDATE declared_person SET ended_at = :now WHERE account = :account AND own_name = 1 AND ended_at IS NULL", {with_at("now", now), with("account", account)});
        own.id = next_reference(tx, "OWN", london_date(now));
        tx.run("INSERT INTO declared_person (id, account, relation, full_name, name_key, declared_at, own_name) VALUES (:id, :account, 'self', :name, :key, :now, 1)",
               {with("id", own.id), with("account", account), with("name", name), with("key", own.name_key), with_at("now", now)});
    }
    match_all(tx, own, now);
}

int match_new_staff(Database& database, domain::Instant now) {
    const auto unmatched = [](Transaction& tx) {
        std::vector<std::string> accounts;
        std::string id;
        tx.each("SELECT a.id FROM account a WHERE a.disabled_at IS NULL AND NOT EXISTS (SELECT 1 FROM declared_person d WHERE d.account = a.id AND d.own_name = 1 AND d.ended_at IS NULL) ORDER BY a.id LIMIT 50", {}, {&id}, [&] { accounts.push_back(id); });
        return accounts;
    };
    std::vector<std::string> accounts;
    database.read([&](Transaction& tx) { accounts = unmatched(tx); });
    if (accounts.empty()) return 0;
    database.write([&](Transaction& tx) {
        accounts = unmatched(tx);
        for (const auto& account : accounts) match_own_name(tx, account, now);
    });
    return static_cast<int>(accounts.size());
}

namespace {

struct Unrecorded {
    std::string id, record, account;
    bool excludes = true, own_name = false;
};

// Whoever may still open the record reads its access log: a name alone stands in the ledger under the number of the match only.
std::vector<std::string> objects_of(const std::string& match, const std::string& record, const std::string& account, bool excludes) {
    return excludes ? std::vector{record, account} : std::vector{match};
}

}  // namespace

int record_conflicts(Database& database, Ledger& ledger) {
    const auto unrecorded = [](Transaction& tx) {
        std::vector<Unrecorded> found;
        Unrecorded u;
        tx.each("SELECT m.id, m.record_id, m.account, m.excludes, d.own_name FROM declared_match m JOIN declared_person d ON d.id = m.declared_id WHERE m.recorded = 0 ORDER BY m.id LIMIT 100", {}, {&u.id, &u.record, &u.account, &u.excludes, &u.own_name},
                [&] { found.push_back(u); });
        return found;
    };
    int waiting = 0, recorded = 0;
    database.read([&](Transaction& tx) { waiting = static_cast<int>(unrecorded(tx).size()); });
    if (waiting == 0) return 0;
    database.write([&](Transaction& tx) {
        recorded = 0;
        for (const auto& [id, record, account, excludes, own_name] : unrecorded(tx)) {
            domain::LedgerEntry entry;
            entry.role = "system";
            entry.action = excludes ? "conflict_found" : "namesake_found";
            entry.operation = LoggedOperation::combination;
            entry.object_type = excludes ? "record" : "interest";
            entry.objects = objects_of(id, record, account, excludes);
            entry.rule = own_name ? "own name" : "declared interest";
            ledger.append(tx, std::move(entry));
            tx.run("UPDATE declared_match SET recorded = 1 WHERE id = :id", {with("id", id)});
            ++recorded;
        }
    });
    return recorded;
}

// --- information governance ---

namespace {

bool is_governance(const domain::Actor& actor) { return actor.role == domain::BaseRole::auditor && !actor.disabled && !actor.agency_suspended; }

std::vector<std::string> objects_in_full(const ConflictLine& line) {
    return line.excludes ? std::vector{line.id, line.record, line.account} : std::vector{line.id};
}

std::vector<ConflictLine> conflicts(Transaction& tx, const std::string& where, std::vector<Bind> binds, domain::Instant now) {
    std::vector<ConflictLine> list;
    std::vector<std::string> panels;
    ConflictLine l;
    std::string panel;
    std::int64_t found = 0;
    std::optional<std::int64_t> answered;
    tx.each("SELECT m.id, m.account, trim(a.title || ' ' || a.name), g.name, m.record_id, d.relation, d.full_name, m.by_name, m.by_address, m.found_at, m.answer, COALESCE(trim(b.title || ' ' || b.name), ''), m.answered_at, m.reason, m.excludes, d.own_name, r.panel "
            "FROM declared_match m JOIN declared_person d ON d.id = m.declared_id JOIN account a ON a.id = m.account JOIN agency g ON g.id = a.agency JOIN record r ON r.id = m.record_id LEFT JOIN account b ON b.id = m.answered_by " + where,
            std::move(binds), {&l.id, &l.account, &l.account_name, &l.agency, &l.record, &l.relation, &l.declared_name, &l.by_name, &l.by_address, &found, &l.answer, &l.answered_by_name, &answered, &l.reason, &l.excludes, &l.own_name, &panel}, [&] {
                l.found_at = instant_of(found), l.answered_at = instant_of(answered);
                list.push_back(l);
                panels.push_back(panel);
            });
    for (std::size_t i = 0; i < list.size(); ++i) list[i].nobody_left = coordinators_of(tx, panels[i], list[i].record, london_date(now)).empty();
    return list;
}

std::optional<ConflictLine> conflict_for(Transaction& tx, const AccessDesk& desk, std::string_view id) {
    auto actor = desk.actor;
    reload_standing(tx, actor);
    if (!is_governance(actor)) return std::nullopt;
    auto found = conflicts(tx, "WHERE m.id = :id AND m.account <> :reader", {with("id", id), with("reader", actor.account)}, desk.now);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

std::vector<ConflictLine> conflicts_to_answer(Transaction& tx, const domain::Actor& actor, domain::Instant now) {
    if (!is_governance(actor)) return {};
    return conflicts(tx, "WHERE m.answer = '' AND m.account <> :reader ORDER BY m.found_at, m.id LIMIT 50", {with("reader", actor.account)}, now);
}

Outcome<ConflictLine> open_conflict(const AccessDesk& desk, std::string_view id) {
    Outcome<ConflictLine> opened = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        auto line = conflict_for(tx, desk, id);
        if (!line) return;
        append(tx, desk, "read_conflict", LoggedOperation::security, objects_in_full(*line));
        opened = *std::move(line);
    });
    return opened;
}

Outcome<bool> answer_conflict(const AccessDesk& desk, std::string_view id, std::string_view answer, std::string_view reason) {
    Outcome<bool> answered = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        answered = domain::not_found();
        const auto line = conflict_for(tx, desk, id);
        if (!line) return;
        if (!line->answer.empty()) answered = domain::refuse(RefusalKind::conflict, {}, "This was answered already");
        else if (!domain::has_code(rules::answers(), answer)) answered = domain::refuse(RefusalKind::invalid, "answer", "Select what it is");
        else if (domain::trimmed(reason).empty()) answered = domain::refuse(RefusalKind::invalid, "reason", "Say what you looked at and why you decide so");
        else if (domain::code_points(reason) > rules::reason_most) answered = domain::refuse(RefusalKind::invalid, "reason", fmt::format("Must be {} characters or less", rules::reason_most));
        else answered = true;
        if (!answered) return;
        tx.run("UPDATE declared_match SET answer = :answer, answered_by = :by, answered_at = :now, reason = :reason WHERE id = :id",
               {with("answer", answer), with("by", desk.actor.account), with_at("now", desk.now), with("reason", domain::tidy_lines(reason)), with("id", id)});
        if (answer == "kept") {
            tx.run("UPDATE declared_match SET excludes = 1 WHERE id = :id", {with("id", id)});
            exclude(tx, line->account, line->record);
        }
        // Another declaration that still holds, or an exclusion that a coordinator gave, stays.
        if (answer == "lifted" && line->excludes && !kept_by_conflict(tx, line->record, line->account))
            tx.run("DELETE FROM record_exclusion WHERE record_id = :record AND account = :account AND excluded_by = ''", {with("record", line->record), with("account", line->account)});
        append(tx, desk, answer == "kept" ? "confirm_conflict" : "lift_conflict", LoggedOperation::security, answer == "kept" ? std::vector{line->id, line->record, line->account} : objects_in_full(*line));
    });
    return answered;
}

}  // namespace casework::persistence
