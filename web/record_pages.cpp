// The timeline, the access log and the choices after two people saved, for every kind of record.
#include "web/record_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/disposal/disposals.hpp"
#include "web/form_fields.hpp"
#include "web/html/moj.hpp"
#include "web/nominals/record_views.hpp"

namespace casework::web {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Clash;
using html::Html;

std::string saved_at(const Clash& clash) {
    domain::Instant last{};
    for (const auto& field : clash.fields) last = std::max(last, field.at);
    return last == domain::Instant{} ? std::string() : " at " + persistence::london_time(last);
}

std::string who_saved(const Clash& clash) {
    std::vector<std::string> names;
    for (const auto& field : clash.fields)
        if (const auto name = field.by_name.empty() ? std::string("Somebody") : field.by_name; std::ranges::find(names, name) == names.end()) names.push_back(name);
    return names.empty() ? "Somebody" : domain::listed(names);
}

Html choice(const Shown& shown, const Clash::Field& field, const ClashWords& words) {
    const auto name = "keep[" + field.field + "]";
    govuk::Radios radios{.name = name};
    radios.id_prefix = "keep-" + field.field;
    radios.fieldset = legend_of(words.label(field.field), "m");
    radios.hint.text = "Before: " + words.said(field.field, field.before);
    radios.error_message = shown.error("keep-" + field.field);
    radios.items = {{.text = fmt::format("Keep what {} saved at {}", field.by_name, persistence::london_time(field.at)), .value = "theirs", .hint = {.text = words.said(field.field, field.theirs)}},
                    {.text = "Use yours", .value = "mine", .hint = {.text = words.said(field.field, field.mine)}}};
    if (!field.both.empty()) radios.items.push_back({.text = "Keep both, theirs first", .value = "both", .hint = {.text = words.said(field.field, field.both)}});
    for (auto& item : radios.items) item.checked = shown.chosen(name, item.value);
    return Html("<div class=\"app-conflict\">"_html) << govuk::radios(radios) << "</div>\n"_html;
}

Html merged_part(const Clash& clash, const ClashWords& words) {
    if (clash.merged.empty()) return {};
    std::vector<std::string> names;
    for (const auto& field : clash.merged) names.push_back(domain::lower_first(words.label(field)));
    const auto n = std::ssize(clash.merged);
    return govuk::inset_text({.text = fmt::format("{} of your other changes {} not clash and will be saved: {}.", n, n == 1 ? "does" : "do", domain::listed(names))});
}

// Everything that was typed, but for what this page asks itself.
Html typed_part(const Form& form) {
    Html out;
    for (const auto& [name, value] : form.all())
        if (name != "csrf" && name != "version" && name != "idem" && name != "seen" && name != "seen_order" && !name.starts_with("keep[")) out << hidden(name, value);
    return out;
}

}  // namespace

Html timeline_part(Context& context, const Shown& shown, const TimelinePart& part) {
    Html out;
    if (part.may_note)
        out << open_form(context, part.address + "/notes", {}) << long_text(shown, "note", "Add a note", part.note_hint, {}, 3) << govuk::button({.text = "Add note", .prevent_double_click = true}) << "</form>\n"_html;
    out << nominals::event_timeline(part.events);
    if (part.next > 0) out << govuk::pagination({.next = {.href = fmt::format("{}/timeline?before={}", part.address, part.next)}});
    return out;
}

std::string read_note(Context& context, domain::Refusals& refusals) {
    std::string note;
    domain::take(note, domain::read_text(context.form.value("note"), {"note", "note"}, long_text_max, domain::Lines::many), refusals);
    return note;
}

Html record_tabs(std::string label, const std::string& address, const std::string& id, std::string_view current, std::string papers) {
    html::moj::SubNavigation tabs{.label = std::move(label),
                                  .items = {{.text = "Overview", .href = address, .active = current == "overview"},
                                            {.text = "Evidence", .href = "/records/" + id + "/evidence"},
                                            {.text = "Timeline", .href = address + "/timeline", .active = current == "timeline"},
                                            {.text = "Sharing", .href = "/records/" + id + "/shares"},
                                            {.text = "Access log", .href = address + "/access", .active = current == "access"}},
                                  .classes = "app-sub-navigation"};
    if (!papers.empty()) tabs.items.insert(tabs.items.begin() + 1, {.text = std::move(papers), .href = address + "/papers", .active = current == "papers"});
    return html::moj::sub_navigation(tabs);
}

Html reasons_list(const domain::Refusals& refusals) {
    Html out;
    out << "<ul class=\"govuk-list govuk-list--bullet app-small\">"_html;
    for (const auto& refusal : refusals) out << "<li>"_html << refusal.message << (refusal.authority.empty() ? "" : " (" + refusal.authority + ")") << "</li>"_html;
    return out << "</ul>"_html;
}

Html steps_panel(const std::vector<NextStep>& steps) {
    Html open, stopped;
    for (const auto& [offer, address] : steps) {
        if (!offer.allowed) continue;
        const auto words = domain::upper_first(offer.words);
        if (offer.stopped_by.empty()) open << "<p class=\"govuk-body\">"_html << app::link(words, address) << "</p>"_html;
        else stopped << "<li>"_html << words << reasons_list(offer.stopped_by) << "</li>"_html;
    }
    if (open.empty() && stopped.empty()) return {};
    if (!stopped.empty()) open << "<p class=\"govuk-body-s govuk-!-margin-bottom-1\">Not possible now</p><ul class=\"govuk-list app-small\">"_html << stopped << "</ul>"_html;
    return app::panel({.heading = "What can be done", .heading_id = "steps-h", .body = open});
}

Html clocks_panel(const std::vector<domain::RunningClock>& clocks, domain::Date today) {
    if (clocks.empty()) return {};
    Html body("<dl class=\"app-facts app-facts--1\">"_html);
    for (const auto& clock : clocks)
        body << "<div><dt>"_html << clock.words << "</dt><dd>"_html << app::due(clock.due, today) << "<br><span class=\"app-small\">"_html << clock.counted << (clock.authority.empty() ? "" : " (" + clock.authority + ")") << "</span></dd></div>"_html;
    return app::panel({.heading = "Key dates", .heading_id = "dates-h", .body = body << "</dl>"_html});
}

JsonObject clock_json(const domain::RunningClock& clock) {
    return JsonObject().add("name", clock.name).add("words", clock.words).add("due", clock.due).add("counted", clock.counted).add("authority", clock.authority);
}

html::Page question_of(html::Page page, std::string back_text, std::string address, const std::string& title, const Shown& shown, const Html& body) {
    page.breadcrumbs.clear();
    page.back_href = std::move(address);
    page.back_text = std::move(back_text);
    page.error = shown.refused();
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << app::heading(1, title, "l") << body << "</div></div>\n"_html;
    return page;
}

Html access_part(const persistence::RecordAccess& log, const std::string& address) {
    Html out = nominals::access_table(log);
    if (log.page.next) out << govuk::pagination({.next = {.href = address + "/access?after=" + percent_encoded(log.page.next->text())}});
    return out;
}

Html access_offers(Context& context, const std::string& id) {
    std::vector<Html> links;
    const auto reads = context.gate().would_allow(id, auth::Action::read);
    if (context.gate().would_allow(id, auth::Action::close).verdict == auth::Verdict::allow) links.push_back(app::link("Restrict it, name people or keep people away", "/records/" + id + "/restriction"));
    bool disposal = false;
    context.house().database.read([&](persistence::Transaction& tx) { disposal = persistence::offers_disposal(tx, context.actor(), id, context.now()); });
    if (disposal) links.push_back(app::link("Disposal and holds", "/records/" + id + "/disposal"));
    if (reads.rule == "D8") links.push_back(ask_for_access());
    Html out;
    for (const auto& link : links) out << "<p class=\"govuk-body\">"_html << link << "</p>\n"_html;
    return out;
}

Html ask_for_access() { return app::link("Ask for access", "/access-requests/add") << html::text(" or use ") << app::link("emergency access", "/emergency"); }

Html clash_part(Context& context, const Shown& shown, const Clash& clash, const std::string& action, const std::string& back, const ClashWords& words) {
    Html body("<p class=\"govuk-body\">"_html);
    body << who_saved(clash) << " saved changes to " << app::link(clash.record, back) << saved_at(clash) << ". Nothing you typed has been lost. "_html
         << domain::counted(std::ssize(clash.fields), "of your changes clashes", "of your changes clash") << " with theirs. Choose what to keep.</p>\n"_html;
    // The version is the one that was opened: only so can what was left alone be told from what was changed.
    body << merged_part(clash, words) << "<form method=\"post\" novalidate"_html << html::attribute("action", action) << ">"_html << context.form_fields(context.form.value("version"))
         << hidden("seen", std::to_string(clash.version)) << hidden("seen_order", std::to_string(clash.order_version)) << typed_part(context.form);
    for (const auto& field : clash.fields) body << choice(shown, field, words);
    Html discard = app::paragraph("Everything you typed on this form will be lost. What others saved stays.");
    discard << govuk::button({.text = "Discard my changes", .href = back, .classes = "govuk-button--warning"});
    return body << govuk::button({.text = "Save these choices", .prevent_double_click = true}) << "</form>\n"_html << govuk::details({.summary_text = "Discard all my changes", .html = discard});
}

html::Page clash_page_of(html::Page question) {
    question.back_text = "Back without saving";
    return question;
}

domain::Refusals clash_unanswered(const Form& form, const Clash& clash, const ClashWords& words) {
    domain::Refusals refusals;
    if (form.has("seen"))
        for (const auto& field : clash.fields)
            refusals.push_back({domain::RefusalKind::conflict, "keep-" + field.field, "Select what to keep: " + domain::lower_first(words.label(field.field)), {}});
    return refusals;
}

}  // namespace casework::web
