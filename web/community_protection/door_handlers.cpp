// Answering for a notice that one officer prepares and gives in one go: four pages of questions, the check, the paper. Each page is kept as the draft.
#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/door.hpp"
#include "domain/text.hpp"
#include "web/asked_fields.hpp"
#include "web/community_protection/case_handlers.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/community_protection/informed_form.hpp"
#include "web/community_protection/requirement_rows.hpp"
#include "web/community_protection/service_form.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::CaseRecord;

std::size_t number_of(const rules::DoorPage& page) { return static_cast<std::size_t>(&page - rules::door_pages().data()); }
std::string address_of_page(const CaseRecord& record, std::string_view page) { return address_of(record, "door/" + std::string(page)); }
// The page that follows or goes before; before the first is the case.
std::string after(const CaseRecord& record, const rules::DoorPage& page) {
    const auto pages = rules::door_pages();
    return address_of_page(record, number_of(page) + 1 < pages.size() ? pages[number_of(page) + 1].name : rules::door_check);
}
std::string before(const CaseRecord& record, std::size_t number) { return number == 0 ? address_of(record) : address_of_page(record, rules::door_pages()[number - 1].name); }

html::Page framed(Context& context, const CaseRecord& record, std::size_t number, const std::string& title, const Shown& shown, const Html& body) {
    Html with_caption;
    with_caption << "<p class=\"govuk-caption-m\">"_html << fmt::format("Page {} of {}, kept as a draft", number + 1, rules::door_pages().size() + 2) << "</p>\n"_html << body;
    auto page = question_page(context, record, title, shown, with_caption);
    page.back_href = before(record, number);
    page.back_text = number == 0 ? "Back to the case" : "Back";
    return page;
}

Html people_told(const Shown& shown, const CaseRecord& record) {
    Html out;
    if (!record.informed.empty()) {
        out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const auto& line : record.informed) out << "<li>"_html << line.name << (line.on ? ", told on " + domain::long_date(*line.on) : std::string()) << "</li>"_html;
        out << "</ul>\n"_html;
    }
    return out << informed_questions(shown, "told_", record.informed.empty() ? "Who was told? (optional)" : "Who else was told? (optional)");
}

Html questions(Context& context, const Shown& shown, const CaseRecord& record, const rules::DoorPage& page) {
    Html out;
    if (page.requirements) {
        std::vector<rules::Requirement> stand;
        for (const auto& line : record.requirements) stand.push_back(line.asked);
        out << app::paragraph("Keep only what is reasonable to stop the harm happening again (section 43(4)).") << requirement_rows(shown, context.form, stand, true);
    }
    for (const auto name : page.parts) {
        const auto* part = rules::find_part(name, "notice");
        out << app::heading(2, std::string(part->short_words));
        if (!part->hint.empty()) out << app::paragraph(part->hint);
        if (name == "told") out << people_told(shown, record);
        if (name == "duplicates")
            for (const auto& other : record.duplicates) out << app::paragraph(fmt::format("{}: {}, {} since {}.", other.urn, other.agency, other.state, domain::long_date(other.since)));
        for (const auto& field : part->fields) out << asked(context, shown, field, record.value(field.name));
    }
    return out;
}

Response page_of_questions(Context& context, const CaseRecord& record, const rules::DoorPage& page, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, case_json(record));
    const Shown shown(context.form, refusals);
    Html body = open_form(context, address_of_page(record, page.name), opened_version(context, shown, record.version));
    body << questions(context, shown, record, page) << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Save and continue", .name = "do", .value = "save", .prevent_double_click = true});
    if (page.requirements) body << govuk::button({.text = "Add another requirement", .name = "do", .value = "add", .classes = "govuk-button--secondary"});
    body << app::link("Go on later", address_of(record)) << "</div></form>"_html;
    return context.page(framed(context, record, number_of(page), std::string(page.title), shown, body), refusals.empty() ? 200 : status_of(refusals));
}

// --- the check of the answers, and giving it -----------------------------------------------------------------------------------------

std::string told_words(const CaseRecord& record) {
    std::vector<std::string> names;
    for (const auto& line : record.informed) names.push_back(line.name);
    return names.empty() ? record.value("informed_none_because") : domain::listed(names);
}
std::string must_words(const CaseRecord& record) {
    std::string words;
    for (const auto& line : record.requirements) words += fmt::format("{}{}. {}{}", words.empty() ? "" : "\n", line.asked.number, line.asked.text, line.asked.due ? " By " + domain::long_date(*line.asked.due) + "." : "");
    const auto ends = domain::parse_iso_date(record.value("ends_on"));
    return words + (ends ? "\nUntil " + domain::long_date(*ends) : "");
}

Html answers(const CaseRecord& record) {
    govuk::SummaryList list;
    const std::string said[] = {told_words(record), must_words(record), record.value("description"), record.value("address")};
    for (const auto& page : rules::door_pages()) {
        const auto& words = said[number_of(page)];
        list.rows.push_back({.key = {.text = std::string(page.title)}, .value = {.html = in_lines(words.empty() ? "Not answered" : words)},
                             .actions = {.items = {{.href = address_of_page(record, page.name), .text = "Change", .visually_hidden_text = std::string(page.title)}}}});
    }
    return govuk::summary_list(list);
}

Response check_page(Context& context, const CaseRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, case_json(record));
    const Shown shown(context.form, refusals);
    const auto action = address_of_page(record, rules::door_check), version = opened_version(context, shown, record.version);
    const bool gives = record.alone || record.state == "ready";
    Html body = rules::in_preparation(record.kind, record.state) ? answers(record) : Html();
    if (!record.authority_words.empty()) body << app::paragraph(record.authority_words);
    body << "<p class=\"govuk-body\">"_html << app::link("How the notice reads now", address_of(record, "paper")) << "</p>\n"_html;
    if (gives) {
        body << govuk::warning_text({.text = "It cannot be edited after this. To correct it you must withdraw it and issue another.", .icon_fallback_text = "Warning"}) << no_signal_note() << open_kept_form(context, action, version)
             << boxes_of(shown, "unchanged", "Before you hand it over", std::array{domain::Code{"yes", "The conduct is unreasonable, is continuing and is harming the quality of life of people nearby", ""}}) << service_questions(context, shown, record)
             << govuk::button({.text = "Issue the notice", .prevent_double_click = true}) << "</form>"_html;
    } else {
        body << open_form(context, action, version) << app::paragraph("Somebody else authorises it before it is given.") << govuk::button({.text = "Send it for authority", .prevent_double_click = true}) << "</form>"_html;
    }
    return context.page(framed(context, record, rules::door_pages().size(), gives ? "Check your answers and give the notice" : "Check your answers", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

// The steps that are still to take, in their order: alone, all at once.
std::vector<std::string_view> steps_left(const CaseRecord& record) {
    std::vector<std::string_view> left;
    if (record.state == "drafted") left.emplace_back("submit");
    if (record.alone && (record.state == "drafted" || record.state == "authorising")) left.emplace_back("authorise");
    if (record.alone || record.state == "ready") left.emplace_back("issue");
    return left;
}

Response give(Context& context, const CaseRecord& record) {
    auto refusals = context.unknown_fields();
    persistence::CaseAnswers given;
    given.version = domain::parse_figures(context.form.value("version")).value_or(record.version);
    given.unchanged = context.form.value("unchanged") == "yes";
    const auto steps = steps_left(record);
    if (std::ranges::find(steps, "issue") != steps.end()) given.service = read_service(context, refusals);
    if (!refusals.empty() || context.resent) return check_page(context, record, refusals);
    const auto saved = persistence::take_case_steps(context.gate(), record.id, steps, given);
    if (!saved) return check_page(context, record, saved.error());
    return steps.back() == "issue" ? done(address_of(record, "paper"), "given") : done(address_of(record), "saved");
}

// --- keeping a page ------------------------------------------------------------------------------------------------------------------

persistence::DraftAnswers read_page(Context& context, const rules::DoorPage& page, Refusals& refusals) {
    persistence::DraftAnswers typed;
    for (const auto name : page.parts) typed.parts.push_back({name, read_asked(context.form, rules::find_part(name, "notice")->fields, refusals, context.wants_json())});
    if (page.requirements) typed.requirements = read_requirements(context.form, context.today(), refusals);
    if (page.people_told)
        if (auto told = read_informed(context, "told_", refusals); told != persistence::InformedLine{}) typed.informed = std::move(told);
    return typed;
}

// Somebody else saved an answer of this page meanwhile: what they saved is said, and saving again keeps one's own.
Refusals clash_refusals(const domain::Clash& clash) {
    Refusals refusals;
    for (const auto& each : clash.fields) {
        const auto* field = rules::find_part_field(each.field);
        refusals.push_back({RefusalKind::conflict, each.field, fmt::format("{} saved ‘{}’ meanwhile. Save again to keep yours", each.by_name, field ? domain::words_of_value(*field, each.theirs) : each.theirs), {}});
    }
    return refusals;
}

Refusals keep(Context& context, const CaseRecord& record, const rules::DoorPage& page, const persistence::DraftAnswers& typed) {
    domain::Clash clash;
    const auto saved = persistence::save_draft(context.gate(), record.id, domain::parse_figures(context.form.value("version")).value_or(record.version), typed, clash);
    if (saved) return {};
    if (!clash.fields.empty()) return clash_refusals(clash);
    return page.people_told ? under_prefix(saved.error(), "told_") : saved.error();
}

domain::Outcome<CaseRecord> opened(Context& context) {
    auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_edit_form");
    if (record && record->kind != "notice") return domain::not_found();
    return record;
}

}  // namespace

Response door_form(Context& context) {
    const auto record = opened(context);
    if (!record) return refusal_page(context, record.error());
    const auto& name = context.parameter("page");
    if (name == rules::door_check && !record->given_on && !record->ended_on) return check_page(context, *record, {});
    const auto* page = rules::find_door_page(name);
    if (!page && name != rules::door_check) return not_found_page(context);
    if (auto stopped = rules::change_refused(record->kind, record->state); !stopped.empty()) return refusal_page(context, stopped);
    return page_of_questions(context, *record, *page, {});
}

Response save_door(Context& context) {
    const auto record = opened(context);
    if (!record) return refusal_page(context, record.error());
    const auto& name = context.parameter("page");
    const auto* page = rules::find_door_page(name);
    if (!page && name != rules::door_check) return not_found_page(context);
    if (!page && !record->given_on && !record->ended_on) return give(context, *record);
    if (auto stopped = rules::change_refused(record->kind, record->state); !stopped.empty()) return refusal_page(context, stopped);
    auto refusals = context.unknown_fields();
    if (page->requirements && context.form.value("do") == "add" && refusals.empty()) return page_of_questions(context, *record, *page, {});
    const auto typed = read_page(context, *page, refusals);
    if (!refusals.empty() || context.resent) return page_of_questions(context, *record, *page, refusals);
    refusals = keep(context, *record, *page, typed);
    if (!refusals.empty()) {
        const auto now = opened(context);
        return now ? page_of_questions(context, *now, *page, refusals) : refusal_page(context, refusals);
    }
    return done(after(*record, *page), "saved");
}

}  // namespace casework::web::cases
