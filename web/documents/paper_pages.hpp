// The pages of papers for every kind of record: what can be made, what was made, making one, and one that was kept.
#pragma once

#include <string>
#include <vector>

#include "persistence/documents/papers.hpp"
#include "web/context.hpp"
#include "web/html/govuk.hpp"
#include "web/json.hpp"

namespace casework::web::documents {

// Each is made at `papers_address`/NAME/make. `others`: who makes what the reader may not.
html::Html offers_table(const std::vector<persistence::PaperOffer>& offers, const std::string& papers_address, const std::string& others);
html::govuk::TableRow made_row(const persistence::KeptDocument& document, const std::string& address);
// Rows of paper, version, made and document check; a heading and a sentence where there is none.
html::Html made_table(std::vector<html::govuk::TableRow> rows);
std::string made_words(domain::Instant at, const std::string& by);

// The form that makes one, and below it how it reads; `preview`: it may be looked at first. Nothing is drawn below without a paper.
struct MakeForm {
    std::string action, cancel;
    html::Html questions{};
    bool preview = false;
    const persistence::Paper* reads = nullptr;
};
html::Html make_form(Context& context, const MakeForm& form);
// Refused for what was answered, not for who asks: the form comes back with it.
bool about_answers(const domain::Refusals& refusals);
// The page of one as it is given: no marking, no identity, only the way back.
html::Page sheet_page(html::Page page, std::string back_href, std::string back_text);
html::Html kept_sheet(const persistence::Paper& paper);

const persistence::FileStore& store_of(Context& context);
// Prints it and keeps it as the next version of its kind. `document` may bring the class of its fields and what becomes true with it.
domain::Outcome<persistence::KeptDocument> keep_paper(Context& context, persistence::Paper paper, persistence::NewDocument document = {});

JsonObject offer_json(const persistence::PaperOffer& offer);
JsonObject kept_json(const persistence::KeptDocument& document);
JsonObject paper_json(JsonObject head, const persistence::Paper& paper);

}  // namespace casework::web::documents
