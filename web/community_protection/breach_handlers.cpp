// Answering for recording a breach, two pages: which requirement and when, then what happened; and for its page and papers.
#include "web/community_protection/breach_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/community_protection/breach_papers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "web/community_protection/breach_json.hpp"
#include "web/community_protection/breach_views.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/documents/document_pdf.hpp"
#include "web/documents/paper_pages.hpp"
#include "web/documents/paper_sheet.hpp"
#include "web/form_fields.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::CaseRecord;
using persistence::NewBreach;

JsonObject next_json(const CaseRecord& record, std::string_view step) { return head_json(record).add("next_step", step); }

Html buttons(const CaseRecord& record, std::string words) {
    Html out;
    return out << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = std::move(words), .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
}

// First page: the requirement has to have had effect on that day before anything else is worth typing.
Response when_page(Context& context, const CaseRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, next_json(record, "when"));
    const Shown shown(context.form, refusals);
    std::vector<std::string> numbers;
    for (const auto& line : record.requirements) numbers.push_back(std::to_string(line.asked.number));
    std::vector<domain::Code> list;
    for (std::size_t i = 0; i < numbers.size(); ++i) list.push_back({numbers[i], record.requirements[i].asked.text, record.requirements[i].today.words});
    Html body = open_form(context, address_of(record, "breaches/add"), {});
    body << hidden("step", "when") << radios_of(shown, "requirement", "Which requirement was not followed?", list, list.size() == 1 ? list[0].code : std::string_view())
         << small_input(shown, "on", "On which day?", std::string(past_date_hint), domain::long_date(context.today()), "govuk-input--width-10") << small_input(shown, "at", "At what time? (optional)", "For example, 4:10pm", "", "govuk-input--width-5")
         << buttons(record, "Continue");
    return context.page(question_page(context, record, "Record a breach", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

Response what_page(Context& context, const CaseRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, next_json(record, "what"));
    const Shown shown(context.form, refusals);
    Html body = open_form(context, address_of(record, "breaches/add"), {});
    body << hidden("step", "what") << carried(context.form, {"requirement", "on", "at"}) << long_text(shown, "words", "What was done or not done?", "The person may read these words: never say who reported it", {}, 4)
         << small_input(shown, "place", "Where? (optional)", "", "") << radios_of(shown, "evidence_kind", "What proves it?", rules::evidence_kinds()) << small_input(shown, "evidence", "Reference of the evidence", "For example, BWV 8120", "")
         << buttons(record, "Record breach");
    return context.page(question_page(context, record, "What happened?", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

void read_when(Context& context, NewBreach& breach, Refusals& refusals) {
    const auto& form = context.form;
    const auto number = domain::parse_figures(form.value("requirement"));
    if (number) breach.requirement = *number;
    else refusals.push_back({RefusalKind::invalid, "requirement", "Select the requirement that was not followed", "2014 Act s.48(1)"});
    if (form.value("on").empty()) refusals.push_back({RefusalKind::invalid, "on", "Enter the date", {}});
    breach.on = near_date(context, "on", "date", refusals);
    if (form.value("at").empty()) return;
    breach.minute = domain::parse_time(form.value("at"));
    if (!breach.minute) refusals.push_back({RefusalKind::invalid, "at", "Enter a time, like 4:10pm", {}});
}

void read_what(Context& context, NewBreach& breach, Refusals& refusals) {
    const auto& form = context.form;
    breach.words = optional_text(form, "words", "what was done or not done", refusals);
    breach.place = optional_text(form, "place", "place", refusals, 200, domain::Lines::one);
    breach.evidence_kind = form.value("evidence_kind");
    breach.evidence = optional_text(form, "evidence", "reference of the evidence", refusals, 500, domain::Lines::one);
}

bool about_when(const Refusals& refusals) {
    for (const auto& refusal : refusals)
        if (refusal.field == "on" || refusal.field == "at" || refusal.field == "requirement") return true;
    return false;
}

// The notice that was given, or the answer that there is none.
domain::Outcome<CaseRecord> notice_of(Context& context) {
    auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_step_form");
    if (record && (record->kind == "warning" || !record->given_on)) return domain::not_found();
    return record;
}

}  // namespace

Response allege_form(Context& context) {
    const auto record = notice_of(context);
    return record ? when_page(context, *record, {}) : refusal_page(context, record.error());
}

Response allege(Context& context) {
    const auto record = notice_of(context);
    if (!record) return refusal_page(context, record.error());
    const bool only_when = context.form.value("step") == "when";
    auto refusals = context.unknown_fields();
    NewBreach breach;
    read_when(context, breach, refusals);
    if (!refusals.empty() || (context.resent && only_when)) return when_page(context, *record, refusals);
    const auto day = persistence::check_breach_day(context.gate(), record->id, breach);
    if (!day) return refusal_page(context, day.error());
    if (!day->empty()) return when_page(context, *record, *day);
    if (only_when) return what_page(context, *record, {});
    read_what(context, breach, refusals);
    if (!refusals.empty() || context.resent) return what_page(context, *record, refusals);
    const auto saved = persistence::allege_breach(context.gate(), record->id, breach);
    if (!saved) return about_when(saved.error()) ? when_page(context, *record, saved.error()) : what_page(context, *record, saved.error());
    const auto address = fmt::format("/cases/{}/breaches/{}", saved->id, saved->version);
    return made(address, address, "breach-recorded");
}

Response breach(Context& context) {
    const auto n = domain::parse_figures(context.parameter("n"));
    if (!n) return not_found_page(context);
    const auto record = persistence::open_breach(context.gate(), context.parameter("id"), *n);
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(breach_json(*record));
    auto page = case_page(context, record->head, fmt::format("Breach {}", record->n));
    page.breadcrumbs.push_back({record->head.id, address_of(record->head)});
    page.main = breach_main(context, *record);
    return context.page(std::move(page));
}

Response breach_paper(Context& context) {
    const auto n = domain::parse_figures(context.parameter("n")), number = domain::parse_figures(context.parameter("paper"));
    if (!n || !number) return not_found_page(context);
    const auto paper = persistence::open_breach_paper(context.gate(), context.parameter("id"), *n, *number);
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(paper_json(*paper));
    auto page = documents::sheet_page(case_page(context, paper->head, std::string(rules::paper_title(paper->name))), fmt::format("/cases/{}/breaches/{}", paper->head.id, *n), "Back to the breach");
    page.main << "<div class=\"app-noprint\">"_html << app::paragraph("As it was made on " + domain::long_date(*paper->given_on) + ". Print 2 copies: one to give, one to keep.") 
              << "<div class=\"govuk-button-group\">"_html << app::print_button("Print") << app::link("Download PDF", fmt::format("/cases/{}/breaches/{}/papers/{}/pdf", paper->head.id, *n, *number)) << "</div></div>\n<div class=\"app-sheet-bg\">"_html << documents::paper_sheet(*paper) << "</div>\n"_html;
    return context.page(std::move(page));
}

Response breach_paper_pdf(Context& context) {
    const auto n = domain::parse_figures(context.parameter("n")), number = domain::parse_figures(context.parameter("paper"));
    if (!n || !number) return not_found_page(context);
    const auto paper = persistence::open_breach_paper(context.gate(), context.parameter("id"), *n, *number);
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(paper_json(*paper));
    auto pdf = documents::print_document(documents::document_of(*paper), *paper->cleared);
    if (!pdf) return refusal_page(context, pdf.error());
    return file_download(documents::pdf_name(*paper), "application/pdf", std::move(*pdf));
}

}  // namespace casework::web::cases
