// Parts that the pages about the ledger share: the question of the address, its purpose, and entries as people read them.
#pragma once

#include <string>
#include <string_view>

#include "persistence/audit/access_reviews.hpp"
#include "persistence/audit/ledger_search.hpp"
#include "web/context.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"

namespace casework::web::audit {

// The operations of DPA 2018 s.62(1) and of security, by the codes that stand in the ledger.
domain::CodeList operations();
// What the query of the address asks; a day that cannot be read joins `refusals`.
persistence::LedgerQuestion question_of(const Context& context, domain::Refusals& refusals);
// The fields of the query, so that a form shows again what was typed.
Form typed(const Context& context);
// "/ledger?purpose=lawfulness&about=..." with every condition of the question but those in `without`; ends in a value.
std::string address_with(std::string_view path, const persistence::LedgerQuestion& question);

inline persistence::AuditDesk audit_desk(Context& context) { return {context.house().database, context.gate()}; }

html::Page audit_page(std::string title, const Shown& shown, std::string_view section = "ledger");
html::Html purpose_choice(const Shown& shown);
// Days as boxes of one line.
html::Html days(const Shown& shown);
// The pages about the ledger as tabs, each carrying what narrows it.
html::Html audit_tabs(const persistence::LedgerQuestion& question, std::string_view current);
// A form of GET, for searching; closed by the caller.
html::Html search_form(std::string_view address);

// "Log intact, checked on ...", or that it does not verify: what the last verification found.
html::Html verified_part(const persistence::LedgerState& state);
JsonObject verified_json(const persistence::LedgerState& state);
std::string purpose_words(std::string_view code);
std::string who_words(const persistence::LedgerPage& page, const domain::LedgerEntry& entry);
JsonObject entry_json(const persistence::LedgerRow& row);
// Ids as links, where there is a page that an auditor opens; at most 8.
html::Html objects(const std::vector<std::string>& ids, const persistence::LedgerQuestion& question);

// What waits in My work: questions to this person, and for information governance reviews that were answered or are due.
html::Html waiting_reviews(Context& context);
void waiting_reviews_json(Context& context, JsonObject& json);

}  // namespace casework::web::audit
