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
};

void each_declaration(Transaction& tx, const std::string& condition, std::vector<Bind> binds, const std::function<void(const LiveDeclaration&)>& each) {
    LiveDeclaration d;
    std::optional<std::string> born;
    std::vector<LiveDeclaration> found;
    tx.each("SELECT id, account, name_key, born, address, postcode FROM declared_person WHERE ended_at IS NULL AND " + condition, std::move(binds), {&d.id, &d.account, &d.name_key, &born, &d.address, &d.postcode}, [&] {
        d.born = day_of(born);
        found.push_back(d);
    });
    for (const auto& declaration : found) each(declaration);
}

struct Met {
    bool by_name = false, by_address = false;
    bool any() const { return by_name || by_address; }
};

// Tells information governance once for each record and declaration. Nothing when that was found before, whatever was decided then.
void keep_away(Transaction& tx, const LiveDeclaration& d, const std::string& record, Met met, domain::Instant now) {
    if (tx.run("INSERT INTO declared_match (id, declared_id, record_id, account, by_name, by_address, found_at) VALUES (:id, :declared, :record, :account, :name, :address, :now) ON CONFLICT (declared_id, record_id) DO NOTHING",
               {with("id", next_reference(tx, "CON", london_date(now))), with("declared", d.id), with("record", record), with("account", d.account), with("name", met.by_name), with("address", met.by_address), with_at("now", now)}) == 0)
        return;
    tx.run("INSERT INTO record_exclusion (record_id, account, reason) VALUES (:record, :account, :why) ON CONFLICT DO NOTHING", {with("record", record), with("account", d.account), with("why", declared_interest)});
    for (const auto& account : information_governance(tx))
        if (account != d.account) write_mail(tx, account, "A conflict of interest was found", "Somebody is kept from a record because of what they declared. It waits in My work.\n", now);
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
    tx.each("SELECT id, relation, full_name, born, address, postcode, declared_at, ended_at FROM declared_person WHERE account = :account ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, declared_at, id LIMIT 200",
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
        tx.one("SELECT count(*) FROM declared_person WHERE account = :account AND ended_at IS NULL", {with("account", account)}, {&standing});
        if (auto refusals = rules::refused(declared, standing); !refusals.empty()) {
            made = std::unexpected(std::move(refusals));
            return;
        }
        const auto name = domain::tidy_line(declared.name);
        const LiveDeclaration d{next_reference(tx, "DEC", london_date(desk.now)), account, surname_first(name), domain::tidy_lines(declared.address), declared.postcode, declared.born};
        use_form_key(tx, desk, d.id);
        tx.run("INSERT INTO declared_person (id, account, relation, full_name, name_key, born, address, postcode, declared_at) VALUES (:id, :account, :relation, :name, :key, :born, :address, :postcode, :now)",
               {with("id", d.id), with("account", account), with("relation", declared.relation), with("name", name), with("key", d.name_key), with_day("born", d.born), with("address", d.address), with("postcode", d.postcode), with_at("now", desk.now)});
        for (const auto& [at, stated] : candidates(tx, d)) {
            const Met met{is_called(d, stated), lives_there(d, stated)};
            if (met.any()) keep_away(tx, d, at.first, met, desk.now);
        }
        append(tx, desk, "declare_interest", LoggedOperation::security, {d.id});
        made = d.id;
    });
    return made;
}

Outcome<bool> end_declaration(const AccessDesk& desk, std::string_view id) {
    Outcome<bool> ended = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        ended = domain::not_found();
        if (tx.run("UPDATE declared_person SET ended_at = :now WHERE id = :id AND account = :account AND ended_at IS NULL", {with_at("now", desk.now), with("id", id), with("account", desk.actor.account)}) == 0) return;
        append(tx, desk, "end_interest", LoggedOperation::security, {std::string(id)});
        ended = true;
    });
    return ended;
}

void keep_conflicted_away(Writing& writing, std::string_view record, std::string_view person) {
    auto& tx = writing.tx;
    const auto stated = stated_on(tx, record, person);
    const auto judge = [&](const LiveDeclaration& d) {
        const Met met{is_called(d, stated), lives_there(d, stated)};
        if (met.any()) keep_away(tx, d, std::string(record), met, writing.now);
    };
    for (const auto& key : stated.name_keys) each_declaration(tx, "name_key = :key", {with("key", key)}, judge);
    for (const auto& [address, postcode] : stated.addresses)
        each_declaration(tx, "postcode <> '' AND (postcode = :postcode OR :postcode = '')", {with("postcode", rules::postcode_key(postcode))}, judge);
}

int record_conflicts(Database& database, Ledger& ledger) {
    const auto unrecorded = [](Transaction& tx) {
        std::vector<std::array<std::string, 3>> found;
        std::string id, record, account;
        tx.each("SELECT id, record_id, account FROM declared_match WHERE recorded = 0 ORDER BY id LIMIT 100", {}, {&id, &record, &account}, [&] { found.push_back({id, record, account}); });
        return found;
    };
    int waiting = 0, recorded = 0;
    database.read([&](Transaction& tx) { waiting = static_cast<int>(unrecorded(tx).size()); });
    if (waiting == 0) return 0;
    database.write([&](Transaction& tx) {
        recorded = 0;
        for (const auto& [id, record, account] : unrecorded(tx)) {
            domain::LedgerEntry entry;
            entry.role = "system";
            entry.action = "conflict_found";
            entry.operation = LoggedOperation::combination;
            entry.object_type = "record";
            entry.objects = {record, account};
            entry.rule = "declared interest";
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

std::vector<ConflictLine> conflicts(Transaction& tx, const std::string& where, std::vector<Bind> binds, domain::Instant now) {
    std::vector<ConflictLine> list;
    std::vector<std::string> panels;
    ConflictLine l;
    std::string panel;
    std::int64_t found = 0;
    std::optional<std::int64_t> answered;
    tx.each("SELECT m.id, m.account, trim(a.title || ' ' || a.name), g.name, m.record_id, d.relation, d.full_name, m.by_name, m.by_address, m.found_at, m.answer, COALESCE(trim(b.title || ' ' || b.name), ''), m.answered_at, m.reason, r.panel "
            "FROM declared_match m JOIN declared_person d ON d.id = m.declared_id JOIN account a ON a.id = m.account JOIN agency g ON g.id = a.agency JOIN record r ON r.id = m.record_id LEFT JOIN account b ON b.id = m.answered_by " + where,
            std::move(binds), {&l.id, &l.account, &l.account_name, &l.agency, &l.record, &l.relation, &l.declared_name, &l.by_name, &l.by_address, &found, &l.answer, &l.answered_by_name, &answered, &l.reason, &panel}, [&] {
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
        append(tx, desk, "read_conflict", LoggedOperation::security, {line->id, line->record, line->account});
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
        // Another declaration that still holds, or an exclusion that a coordinator gave, stays.
        if (answer == "lifted")
            tx.run("DELETE FROM record_exclusion WHERE record_id = :record AND account = :account AND excluded_by = '' AND NOT EXISTS (SELECT 1 FROM declared_match o WHERE o.record_id = :record AND o.account = :account AND o.answer <> 'lifted')",
                   {with("record", line->record), with("account", line->account)});
        append(tx, desk, answer == "kept" ? "confirm_conflict" : "lift_conflict", LoggedOperation::security, {line->id, line->record, line->account});
    });
    return answered;
}

}  // namespace casework::persistence
