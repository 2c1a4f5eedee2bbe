// Reading what papers have in common.
#include "persistence/documents/papers.hpp"

#include "auth/crypto.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {

domain::papers::PaperHead head_by(Transaction& tx, std::string_view reference, std::string_view account) {
    domain::papers::PaperHead head;
    head.reference = reference;
    tx.one("SELECT a.name, a.title, g.name FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :account", {with("account", account)}, {&head.officer, &head.officer_title, &head.council});
    head.contact = "the officer named above at " + head.council;
    return head;
}

std::string digest_of_words(std::string_view words) { return auth::to_hex(auth::sha256(words)); }

std::vector<KeptDocument> kept_papers(Transaction& tx, std::string_view record) {
    std::vector<KeptDocument> all;
    KeptDocument kept;
    std::int64_t at = 0;
    int field_class = 0;
    tx.each("SELECT d.id, d.kind, d.title, d.template, d.sha256, coalesce(trim(a.title || ' ' || a.name), ''), d.version, d.bytes, d.made_at, d.field_class FROM document d LEFT JOIN account a ON a.id = d.made_by "
            "WHERE d.record_id = :record AND d.words <> '' ORDER BY d.made_at, d.kind, d.version LIMIT 200",
            {with("record", record)}, {&kept.id, &kept.kind, &kept.title, &kept.wording, &kept.sha256, &kept.made_by_name, &kept.version, &kept.bytes, &at, &field_class}, [&] {
                kept.made_at = instant_of(at);
                kept.field_class = static_cast<domain::FieldClass>(field_class);
                all.push_back(kept);
            });
    return all;
}

bool read_kept_paper(Reading& reading, std::string_view document, Paper& paper) {
    std::int64_t at = 0;
    int field_class = 0;
    const bool found = reading.tx.one("SELECT kind, words, destination, sha256, template, version, made_at, field_class FROM document WHERE id = :document AND record_id = :record AND words <> ''",
                                      {with("document", document), with("record", reading.permit.record())},
                                      {&paper.name, &paper.words, &paper.destination, &paper.digest, &paper.wording, &paper.version, &at, &field_class});
    if (!found || !reading.permit.fields().has(static_cast<domain::FieldClass>(field_class))) return false;
    paper.document = document;
    paper.given = true;
    paper.given_on = london_date(instant_of(at));
    reading.shown.push_back(std::string(document));
    return true;
}

}  // namespace casework::persistence
