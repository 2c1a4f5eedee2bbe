// Gathering what must not be told about whoever is linked with a record, across all groups, and comparing. Every check does all of it.
#include "persistence/documents/safe_contact.hpp"

#include <algorithm>
#include <set>

#include "auth/crypto.hpp"
#include "domain/case_review/review_papers.hpp"
#include "domain/documents/safe_contact.hpp"
#include "domain/text.hpp"
#include "persistence/people/name_keys.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

namespace contact = domain::documents;
using Fact = SafeContact::Fact;

// The record with the warning that it rests on, or the notices that rest on it.
#define CASEWORK_FAMILY "SELECT r.id FROM record r WHERE r.id = :record UNION SELECT c.warning_id FROM protection_case c WHERE c.id = :record AND c.warning_id <> '' UNION SELECT c.id FROM protection_case c WHERE c.warning_id = :record"
// Whom it is about: the people of the record; of a case review who its reports are about, and whoever is called like its victim or applicant.
#define CASEWORK_OF_VICTIM "FROM case_review v JOIN report own ON own.victim = v.victim AND own.panel = v.panel "
#define CASEWORK_OWN_SUBJECTS                                                                                                                                                                               \
    "SELECT p.person_id FROM record_person p WHERE p.record_id IN (" CASEWORK_FAMILY ") UNION SELECT own.about " CASEWORK_OF_VICTIM "WHERE v.id = :record AND v.victim <> '' AND own.about_kind = 'person' "  \
    "UNION SELECT called.person_id FROM person_name called WHERE called.ordinal = 0 AND called.sort_key <> '' AND called.sort_key IN (:victim_key, :applicant_key)"
// Also where another group has them as another person: the same name and no other birth date.
#define CASEWORK_SUBJECTS                                                                                                                                                                                    \
    CASEWORK_OWN_SUBJECTS " UNION SELECT other.person_id FROM record_person p JOIN person_name pn ON pn.person_id = p.person_id AND pn.ordinal = 0 " \
    "JOIN person_name other ON other.sort_key = pn.sort_key AND other.ordinal = 0 WHERE p.record_id IN (" CASEWORK_FAMILY ") AND NOT EXISTS (SELECT 1 FROM person_birth a, person_birth b "                    \
    "WHERE a.person_id = p.person_id AND b.person_id = other.person_id AND a.born <> b.born)"
// And everybody who stands on a record with one of them.
#define CASEWORK_LINKED "SELECT o.person_id FROM record_person s JOIN record_person o ON o.record_id = s.record_id WHERE s.person_id IN (" CASEWORK_SUBJECTS ")"

struct AddressRow {
    std::string person, record, panel, address, postcode;
    bool guarded = false, ended = false, subject = false;
};

std::string digest_of(std::string_view what, std::string_view record, std::string_view person, std::string_view words) {
    return auth::to_hex(auth::sha256(std::string(what) + '\n' + std::string(record) + '\n' + std::string(person) + '\n' + std::string(words))).substr(0, 32);
}

// What the record and the names of a review's victim and applicant bind; empty names are nobody's.
std::vector<Bind> asked_about(Transaction& tx, std::string_view record) {
    std::string victim, applicant;
    tx.one("SELECT victim_name, applicant FROM case_review_source WHERE review_id = :record", {with("record", record)}, {&victim, &applicant});
    return {with("record", record), with("victim_key", victim.empty() ? std::string() : surname_first(victim)), with("applicant_key", applicant.empty() ? std::string() : surname_first(applicant))};
}

std::vector<AddressRow> addresses_of(Transaction& tx, std::string_view record, domain::Date today) {
    std::vector<AddressRow> rows;
    AddressRow row;
    int field_class = 0;
    std::optional<std::string> until;
    tx.each("SELECT a.person_id, a.record_id, r.panel, a.address, a.postcode, a.field_class, a.to_day, CASE WHEN a.person_id IN (" CASEWORK_SUBJECTS ") THEN 1 ELSE 0 END "
            "FROM person_address a JOIN record r ON r.id = a.record_id WHERE a.kind <> 'no_fixed' AND a.person_id IN (" CASEWORK_LINKED ") ORDER BY a.person_id, a.record_id, a.ordinal",
            asked_about(tx, record), {&row.person, &row.record, &row.panel, &row.address, &row.postcode, &field_class, &until, &row.subject}, [&] {
                row.guarded = field_class == 2;
                row.ended = until && day_of(*until) <= today;
                rows.push_back(row);
            });
    return rows;
}

// The reports of the victim of a case review, and everybody's about the same.
#define CASEWORK_COMPLAINTS                                                                                                                                   \
    "SELECT own.id " CASEWORK_OF_VICTIM "WHERE v.id = :record AND v.victim <> '' UNION SELECT o.id " CASEWORK_OF_VICTIM                                        \
    "JOIN report o ON o.panel = own.panel AND o.about_kind = own.about_kind AND o.about = own.about AND o.about_name = own.about_name "                       \
    "WHERE v.id = :record AND v.victim <> '' AND own.about_kind <> '' AND (own.about <> '' OR own.about_name <> '')"
// Who reported what this matter took over or this review is about: no person of the records, and never to be told.
#define CASEWORK_SOURCES \
    "FROM report_source s JOIN report p ON p.id = s.report_id JOIN record r ON r.id = p.id WHERE p.id IN (SELECT m.id FROM report m WHERE m.matter IN (" CASEWORK_FAMILY ") UNION " CASEWORK_COMPLAINTS ") AND "
// Whoever the paper is for may have reported it themselves.
std::vector<AddressRow> addresses_of_reporters(Transaction& tx, std::string_view record, const std::string& own) {
    std::vector<AddressRow> rows;
    AddressRow row;
    std::string name;
    row.guarded = true;
    tx.each("SELECT r.id, r.panel, s.address, s.name " CASEWORK_SOURCES "s.address <> '' ORDER BY r.id", {with("record", record)}, {&row.record, &row.panel, &row.address, &name}, [&] {
        if (own.empty() || contact::contact_words(name) != contact::contact_words(own)) rows.push_back(row);
    });
    return rows;
}

// Two who are linked have or had the same home, and one of them has left it.
bool formerly_shared(const AddressRow& row, const std::vector<AddressRow>& all) {
    bool found = false;
    for (const auto& other : all) {
        const bool same = other.person != row.person && contact::names_address(contact::contact_words(other.address + " " + other.postcode), row.address, row.postcode);
        found = found || (same && (row.ended || other.ended) && (row.subject || other.subject));
    }
    return found;
}

struct IdentityRow {
    std::string person, record, panel, name;
};
// Whoever complained, suffered or saw it, and every name that is protected.
std::vector<IdentityRow> identities_of(Transaction& tx, std::string_view record) {
    std::vector<IdentityRow> rows;
    IdentityRow row;
    tx.each("SELECT n.person_id, n.record_id, r.panel, n.full_name FROM person_name n JOIN record_person rp ON rp.record_id = n.record_id AND rp.person_id = n.person_id JOIN record r ON r.id = n.record_id "
            "WHERE n.person_id IN (" CASEWORK_LINKED ") AND (n.field_class = 2 OR rp.role IN ('complainant', 'reporter', 'referrer', 'victim', 'witness')) ORDER BY n.person_id, n.record_id, n.ordinal",
            asked_about(tx, record), {&row.person, &row.record, &row.panel, &row.name}, [&] { rows.push_back(row); });
    row.person.clear();
    tx.each("SELECT r.id, r.panel, s.name " CASEWORK_SOURCES "s.name <> '' ORDER BY r.id", {with("record", record)}, {&row.record, &row.panel, &row.name}, [&] { rows.push_back(row); });
    for (const auto* column : {"s.applicant", "s.victim_name"})
        tx.each(std::string("SELECT r.id, r.panel, ") + column + " FROM case_review_source s JOIN record r ON r.id = s.review_id WHERE r.id = :record AND " + column + " <> ''", {with("record", record)}, {&row.record, &row.panel, &row.name}, [&] { rows.push_back(row); });
    return rows;
}

// Of whom the paper is for: their own name tells nothing. A request to the bodies is for nobody who is named on the record.
std::string own_name(Transaction& tx, std::string_view record, std::string_view kind) {
    std::string name;
    tx.one("SELECT pn.full_name FROM protection_case c JOIN person_name pn ON pn.person_id = c.person_id AND pn.record_id = c.id AND pn.ordinal = 0 WHERE c.id = :record", {with("record", record)}, {&name});
    if (domain::case_review::names_applicant(kind)) tx.one("SELECT applicant FROM case_review_source WHERE review_id = :record", {with("record", record)}, {&name});
    if (const auto breach = domain::parse_figures(kind.substr(std::min(kind.find('-'), kind.size() - 1) + 1)))
        tx.one("SELECT pn.full_name FROM pspo_breach b JOIN person_name pn ON pn.person_id = b.person AND pn.record_id = b.tool_id AND pn.ordinal = 0 WHERE b.tool_id = :record AND b.n = :n", {with("record", record), with("n", *breach)}, {&name});
    return name;
}

struct Text {
    contact::ContactWords words, destination;
};

// Where it stands: a fact in both places is one of where it goes, which weighs more.
template <class Names>
std::string_view place_of(const Text& text, const Names& names) {
    const bool there = names(text.destination), here = names(text.words);
    return there ? "destination" : here ? "words" : "";
}

void add(std::vector<Fact>& told, Fact fact) {
    if (std::ranges::find(told, fact.digest, &Fact::digest) == told.end()) told.push_back(std::move(fact));
}

void tell_addresses(Transaction& tx, std::string_view record, domain::Date today, const std::string& own, const Text& text, std::vector<Fact>& told) {
    auto rows = addresses_of(tx, record, today);
    const auto reporters = addresses_of_reporters(tx, record, own);
    rows.insert(rows.end(), reporters.begin(), reporters.end());
    for (const auto& row : rows) {
        const bool shared = formerly_shared(row, rows);
        const auto place = place_of(text, [&](const auto& words) { return contact::names_address(words, row.address, row.postcode); });
        if (place.empty() || (!row.guarded && !shared)) continue;
        const std::string what = row.guarded ? "protected_address" : "former_address";
        add(told, {digest_of(what, row.record, row.person, row.address + " " + row.postcode), row.panel, row.record, row.person, what, std::string(place)});
    }
}

void tell_identities(Transaction& tx, std::string_view record, const std::string& own, const Text& text, std::vector<Fact>& told) {
    for (const auto& row : identities_of(tx, record)) {
        const auto place = place_of(text, [&](const auto& words) { return contact::names_person(words, row.name, own); });
        if (!place.empty()) add(told, {digest_of("identity", row.record, row.person, row.name), row.panel, row.record, row.person, "identity", std::string(place)});
    }
}

bool released(Transaction& tx, std::string_view record, std::string_view kind, const Fact& fact) {
    int n = 0;
    return tx.one("SELECT 1 FROM document_stop_fact f JOIN document_stop s ON s.id = f.stop_id WHERE s.record_id = :record AND s.kind = :kind AND f.fact = :fact AND f.answer = 'released' LIMIT 1",
                  {with("record", record), with("kind", kind), with("fact", fact.digest)}, {&n});
}

// Nothing new to ask: each of them waits for an answer, or has one.
bool asked_before(Transaction& tx, std::string_view record, std::string_view kind, const std::vector<Fact>& told) {
    std::size_t known = 0;
    for (const auto& fact : told) {
        int n = 0;
        if (tx.one("SELECT 1 FROM document_stop_fact f JOIN document_stop s ON s.id = f.stop_id WHERE s.record_id = :record AND s.kind = :kind AND f.fact = :fact LIMIT 1",
                   {with("record", record), with("kind", kind), with("fact", fact.digest)}, {&n}))
            ++known;
    }
    return known == told.size();
}

// Between white space, without the marks of lines and lists.
std::vector<std::string_view> plain_words(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \n\t", at), text.size());
        const auto word = text.substr(at, end - at);
        if (word.size() > 1) words.push_back(word);
        at = end + 1;
    }
    return words;
}

void keep_stop(Writing& writing, std::string_view kind, const std::vector<Fact>& told) {
    auto& tx = writing.tx;
    const auto& record = writing.permit.record();
    const auto id = next_reference(tx, "STP", writing.today);
    tx.run("INSERT INTO document_stop (id, record_id, kind, asked_by, asked_at) VALUES (:id, :record, :kind, :by, :at)",
           {with("id", id), with("record", record), with("kind", kind), with("by", writing.actor.account), with_at("at", writing.now)});
    for (const auto& fact : told)
        tx.run("INSERT INTO document_stop_fact (stop_id, fact, panel, record_id, person_id, what, place) VALUES (:stop, :fact, :panel, :record, :person, :what, :place)",
               {with("stop", id), with("fact", fact.digest), with("panel", fact.panel), with("record", fact.record), with("person", fact.person), with("what", fact.what), with("place", fact.place)});
    writing.entry.objects.push_back(id);
}

}  // namespace

bool Cleared::covers(std::string_view words) const {
    const auto checked = plain_words(words_);
    const std::set<std::string_view> known(checked.begin(), checked.end());
    return std::ranges::all_of(plain_words(words), [&](std::string_view word) { return known.contains(word); });
}

std::optional<Cleared> SafeContact::clear(Transaction& tx, std::string words, std::string_view destination) {
    checked_ = true;
    const Text text{contact::contact_words(words), contact::contact_words(destination)};
    std::vector<Fact> told;
    const auto own = own_name(tx, record_, kind_);
    tell_addresses(tx, record_, gate_.today(), own, text, told);
    tell_identities(tx, record_, own, text, told);
    std::erase_if(told, [&](const Fact& fact) { return released(tx, record_, kind_, fact); });
    for (auto& fact : told) add(told_, std::move(fact));
    if (!told_.empty()) return std::nullopt;
    return Cleared(std::move(words), std::string(destination));
}

domain::Refusals SafeContact::stopped() { return {{domain::RefusalKind::rule, {}, std::string(contact::stopped_sentence()), {}}}; }

domain::Refusals SafeContact::finish() {
    if (!checked_) return {};
    checked_ = false;
    auto entry = gate_.entry({auth::Action::read, "check_document", "document"});
    entry.objects = {record_};
    entry.rule = "safe contact";
    entry.fields = {"document " + kind_, told_.empty() ? "cleared" : "stopped"};
    if (!told_.empty()) entry.outcome = "refused", entry.status = 422;
    gate_.record(std::move(entry));
    if (told_.empty()) return {};
    // The form that was stopped may be sent again once it is released: its key is not used up.
    const auto key = gate_.asked().form_key;
    gate_.set_form_key({});
    auto asked = gate_.perform(record_, {auth::Action::read, "stop_document", "document", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<bool> {
        if (!asked_before(writing.tx, record_, kind_, told_)) keep_stop(writing, kind_, told_);
        return true;
    });
    gate_.set_form_key(key);
    told_.clear();
    return stopped();
}

domain::Outcome<Cleared> clear_document(Gate& gate, std::string_view record, std::string_view kind, std::string words, std::string_view destination, auth::Action action) {
    SafeContact guard(gate, record, kind);
    auto cleared = gate.open(record, {action, "make_document", "document"}, [&](Reading& reading) { return guard.clear(reading.tx, std::move(words), destination); });
    if (!cleared) return std::unexpected(std::move(cleared.error()));
    if (auto stopped = guard.finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    return *std::move(*cleared);
}

}  // namespace casework::persistence
