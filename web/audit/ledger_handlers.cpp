// Searching the ledger and taking entries out of it.
#include <fmt/format.h>

#include "domain/audit/ledger_use.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "web/audit/audit_handlers.hpp"
#include "web/audit/audit_parts.hpp"
#include "web/audit/given_purposes.hpp"
#include "web/csv.hpp"
#include "web/ledger_words.hpp"

namespace casework::web::audit {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::LedgerEntry;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::LedgerPage;
using persistence::LedgerQuestion;
using persistence::LedgerRow;

std::string at_words(const LedgerEntry& e) {
    const domain::Instant at{std::chrono::milliseconds(e.at_ms)};
    return domain::long_date(persistence::london_date(at)) + ", " + persistence::london_time_seconds(at);
}

persistence::LedgerState state_of(Context& context) {
    persistence::LedgerState state;
    context.house().database.read([&](persistence::Transaction& tx) { state = persistence::ledger_state(tx); });
    return state;
}

Html state_part(Context& context) {
    const auto state = state_of(context);
    const auto checkpoint = state.checkpoint ? "Last checkpoint signed on " + persistence::london_date_time(*state.checkpoint) + "." : std::string("No checkpoint was signed yet.");
    return verified_part(state) << app::paragraph(fmt::format("{} in {}. {} ‘casework ledger verify’ proves it whole.", domain::counted(state.entries, "entry", "entries"), domain::counted(state.streams, "stream"), checkpoint));
}

// One condition of the question: what it is called, its words, and the question without it.
struct Chosen {
    std::string name, words;
    LedgerQuestion without;
};
std::vector<Chosen> chosen(const LedgerQuestion& q, const std::vector<domain::Code>& agencies) {
    std::vector<Chosen> list;
    const auto add = [&](std::string name, std::string words, auto&& take_away) {
        if (words.empty()) return;
        list.push_back({std::move(name), std::move(words), q});
        take_away(list.back().without);
    };
    add("record or person", q.about, [](LedgerQuestion& o) { o.about.clear(); });
    add("who did it", q.account, [](LedgerQuestion& o) { o.account.clear(); });
    add("agency", q.agency.empty() ? "" : domain::words_for(agencies, q.agency), [](LedgerQuestion& o) { o.agency.clear(); });
    for (const auto& operation : q.operations) add("what happened", domain::words_for(operations(), operation), [&](LedgerQuestion& o) { std::erase(o.operations, operation); });
    for (const auto& look : q.looks) add("worth a look", domain::words_for(domain::audit::looks(), look), [&](LedgerQuestion& o) { std::erase(o.looks, look); });
    add("purpose given", q.used_for.empty() ? "" : domain::words_for(given_purposes(), q.used_for), [](LedgerQuestion& o) { o.used_for.clear(); });
    add("rule", q.rule, [](LedgerQuestion& o) { o.rule.clear(); });
    add("outcome", q.refused_only ? "Refused" : "", [](LedgerQuestion& o) { o.refused_only = false; });
    add("first day", q.from ? "From " + domain::long_date(*q.from) : "", [](LedgerQuestion& o) { o.from.reset(); });
    add("last day", q.to ? "To " + domain::long_date(*q.to) : "", [](LedgerQuestion& o) { o.to.reset(); });
    return list;
}

Html selected(const LedgerQuestion& question, const std::vector<domain::Code>& agencies) {
    const auto list = chosen(question, agencies);
    if (list.empty() || question.purpose.empty()) return {};
    LedgerQuestion nothing;
    nothing.purpose = question.purpose;
    Html out("<div class=\"moj-filter__selected\"><div class=\"moj-filter__selected-heading\"><div class=\"moj-filter__heading-title\"><h3 class=\"govuk-heading-s\">Selected</h3></div><div class=\"moj-filter__heading-action\"><p>"_html);
    out << app::link("Clear filters", address_with("/ledger", nothing)) << "</p></div></div><ul class=\"moj-filter-tags\">"_html;
    for (const auto& c : list)
        out << "<li><a class=\"moj-filter__tag\""_html << html::attribute("href", address_with("/ledger", c.without)) << "><span class=\"govuk-visually-hidden\">Remove this filter: "_html << c.name << " </span>"_html << c.words << "</a></li>"_html;
    return out << "</ul></div>\n"_html;
}

Html small_boxes(const Shown& shown, std::string name, std::string legend, domain::CodeList codes) {
    govuk::Checkboxes boxes{.fieldset = govuk::Fieldset{.legend = govuk::Legend{.text = std::move(legend), .classes = "govuk-fieldset__legend--s"}}, .id_prefix = name, .name = name, .classes = "govuk-checkboxes--small"};
    for (const auto& code : codes) boxes.items.push_back({.text = std::string(code.words), .value = std::string(code.code), .checked = shown.chosen(name, std::string(code.code))});
    return govuk::checkboxes(boxes);
}

Html filters(Context& context, const Shown& shown, const LedgerQuestion& question) {
    std::vector<persistence::ListedAgency> agencies;
    context.house().database.read([&](persistence::Transaction& tx) { agencies = persistence::list_agencies(tx); });
    std::vector<domain::Code> codes;
    for (const auto& agency : agencies) codes.push_back({agency.id, agency.name, ""});
    static constexpr domain::Code refused[] = {{"yes", "Only what was refused", ""}};
    Html out("<div class=\"moj-filter\"><div class=\"moj-filter__header\"><div class=\"moj-filter__header-title\"><h2 class=\"govuk-heading-m\">Filter</h2></div></div><div class=\"moj-filter__content\">"_html);
    out << selected(question, codes) << "<div class=\"moj-filter__options\">"_html << search_form("/ledger#entries") << purpose_choice(shown)
        << small_input(shown, "about", "Record or person", "For example NOM-2026-0041 or PER-2026-0007", {}, "govuk-input--width-20") << small_input(shown, "account", "Who did it", "User name or id", {}, "govuk-input--width-20")
        << select_of(shown, "agency", "Agency", codes, "", "All", "govuk-label--s") << small_boxes(shown, "operation", "What happened", operations()) << small_boxes(shown, "look", "Worth a look", domain::audit::looks())
        << small_boxes(shown, "refused", "Outcome", refused) << select_of(shown, "used_for", "Purpose given", given_purposes(), "", "Any", "govuk-label--s")
        << small_input(shown, "rule", "Rule", "A row of the access table, for example D7", {}, "govuk-input--width-5") << days(shown) << govuk::button({.text = "Apply filters", .classes = "govuk-!-margin-bottom-0"});
    return out << "</form></div></div></div>\n"_html;
}

Html what(const LedgerRow& row, const LedgerQuestion& question) {
    const auto& e = row.entry;
    Html out = html::text(act_words(e.object_type, e.action));
    if (e.outcome == "refused") out << " "_html << govuk::tag({.text = "Refused", .classes = "govuk-tag--red"});
    if (!row.looks.empty()) {
        out << " "_html << govuk::tag({.text = "Worth a look", .classes = "govuk-tag--orange"}) << " <span class=\"app-small\">"_html;
        for (std::size_t i = 0; i < row.looks.size(); ++i) out << (i == 0 ? "" : ". ") << domain::words_for(domain::audit::looks(), row.looks[i]);
        out << "</span>"_html;
    }
    if (!e.objects.empty()) out << "<br><span class=\"app-small\">"_html << objects(e.objects, question) << "</span>"_html;
    Html more;
    more << "<p class=\"app-small\">"_html << fmt::format("Entry {}.{}. From {}, session {}.", row.place.stream, row.place.seq, e.source_address.empty() ? "no address" : e.source_address, e.session.empty() ? "none" : e.session);
    if (!e.rule.empty()) more << " Rule " << e.rule << (rule_words(e.rule).empty() ? "." : ": " + rule_words(e.rule) + ".");
    if (e.count >= 0) more << " " << domain::counted(e.count, "result") << "."_html;
    if (!e.fields.empty()) more << " Fields: " << domain::listed(e.fields) << "."_html;
    if (!e.recipients.empty()) more << " To: " << domain::listed(e.recipients) << "."_html;
    more << "</p>"_html;
    return out << govuk::details({.summary_text = "Particulars", .html = more, .classes = "govuk-!-margin-bottom-0 govuk-!-margin-top-1"});
}

Html entries_table(const LedgerPage& list, const LedgerQuestion& question) {
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "When"}, {.text = "Who"}, {.text = "What"}, {.text = "Purpose"}};
    for (const auto& row : list.rows) {
        const auto& e = row.entry;
        Html who = html::text(who_words(list, e));
        if (const auto agency = list.agencies.find(e.agency); agency != list.agencies.end()) who << "<br><span class=\"app-small app-muted\">"_html << agency->second << "</span>"_html;
        table.rows.push_back({{.text = at_words(e)}, {.html = who}, {.html = what(row, question)}, {.text = e.purpose.empty() ? "–" : domain::words_for(given_purposes(), e.purpose)}});
    }
    return app::stacked_table(std::move(table));
}

Html found_part(const LedgerPage& list, const LedgerQuestion& question, bool further) {
    Html out = app::heading(2, "Entries", "m", "entries");
    if (list.rows.empty()) out << app::paragraph(list.looked_through ? "None among the 20,000 entries that were looked through." : further ? "No further entry fits." : "No entry fits.");
    else out << entries_table(list, question);
    const auto address = address_with("/ledger", question);
    if (list.next) out << govuk::pagination({.next = {.text = list.looked_through ? "Look further back" : "", .href = address + "&after=" + percent_encoded(list.next->text()) + "#entries"}});
    if (!list.rows.empty())
        out << app::actions({app::link("Download as CSV", address_with("/ledger.csv", question)), app::link("Download with proofs", address_with("/ledger/bundle", question)),
                             app::link("Start an access review", fmt::format("/access-reviews/add?purpose={}&account={}&record={}", question.purpose, percent_encoded(question.account), percent_encoded(question.about)))})
            << app::paragraph("The file with proofs is checked anywhere, without the database: casework ledger verify --export FILE --keys DIRECTORY");
    return out;
}

Response ledger_page(Context& context, const LedgerQuestion& question, const std::optional<LedgerPage>& list, const Refusals& refusals) {
    const auto form = typed(context);
    const Shown shown(form, refusals);
    auto page = audit_page("Ledger", shown);
    page.main << shown.summary() << app::heading(1, "Ledger", "l") << audit_tabs(question, "entries") << state_part(context)
              << "<div class=\"moj-filter-layout app-filter-layout\"><div class=\"moj-filter-layout__filter app-noprint\">"_html << filters(context, shown, question) << "</div><div class=\"moj-filter-layout__content\">"_html;
    if (list) page.main << found_part(*list, question, context.request().query_value("after").has_value());
    else page.main << app::paragraph("Select what you use the log for and what you look for. Entries appear here.");
    page.main << "</div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool about_form(const Refusals& refusals) { return refusals.front().kind == domain::RefusalKind::invalid; }

Response refused(Context& context, const LedgerQuestion& question, const Refusals& refusals) {
    if (!about_form(refusals) || context.wants_json()) return refusal_page(context, refusals);
    return ledger_page(context, question, std::nullopt, refusals);
}

}  // namespace

Response ledger(Context& context) {
    Refusals refusals;
    const auto question = question_of(context, refusals);
    if (!refusals.empty()) return refused(context, question, refusals);
    if (question.purpose.empty() && !context.wants_json() && context.request().query.empty()) return ledger_page(context, question, std::nullopt, {});
    const auto list = persistence::search_ledger(audit_desk(context), question, context.request().query_value("after").value_or(""));
    if (!list) return refused(context, question, list.error());
    if (!context.wants_json()) return ledger_page(context, question, *list, {});
    JsonObject json;
    json.list("entries", list->rows, entry_json).add("looked_through", list->looked_through).add("ledger", verified_json(state_of(context)));
    if (list->next) json.add("next", list->next->text());
    return context.json(json);
}

namespace {

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const auto& item : list) text += (text.empty() ? "" : " ") + item;
    return text;
}

std::string entries_csv(const persistence::LedgerExtract& extract) {
    Csv csv({"entry", "at", "account", "name", "agency", "role", "operation", "act", "object_type", "objects", "group", "sensitivity", "purpose", "rule", "outcome", "status", "count", "fields", "recipients", "approvals", "source_address", "session", "request"});
    for (const auto& row : extract.rows) {
        const auto& e = row.entry;
        const auto name = extract.names.find(e.account);
        csv.row({fmt::format("{}.{}", row.place.stream, row.place.seq), persistence::iso_instant(domain::Instant{std::chrono::milliseconds(e.at_ms)}), e.account, name == extract.names.end() ? "" : name->second, e.agency, e.role, std::string(domain::name(e.operation)), e.action,
                 e.object_type, joined(e.objects), e.panel, e.sensitivity, e.purpose, e.rule, e.outcome, std::to_string(e.status), e.count < 0 ? "" : std::to_string(e.count), joined(e.fields), joined(e.recipients), joined(e.approvals), e.source_address, e.session, e.request_id});
    }
    return std::move(csv).take();
}

}  // namespace

Response download_ledger(Context& context) {
    Refusals refusals;
    const auto question = question_of(context, refusals);
    if (!refusals.empty()) return refused(context, question, refusals);
    const auto text = persistence::extract_ledger(audit_desk(context), question, entries_csv);
    return text ? csv_download("ledger.csv", *text) : refused(context, question, text.error());
}

Response download_bundle(Context& context) {
    Refusals refusals;
    const auto question = question_of(context, refusals);
    if (!refusals.empty()) return refused(context, question, refusals);
    const auto extract = persistence::prove_extract(audit_desk(context), question);
    if (!extract) return refused(context, question, extract.error());
    return file_download("ledger-with-proofs.txt", "text/plain; charset=utf-8", extract->text);
}

// --- one's own ---------------------------------------------------------------------------------------------------------------------

namespace {

Html own_objects(const std::vector<std::string>& ids) {
    constexpr std::size_t most = 5;
    std::string text;
    for (std::size_t i = 0; i < ids.size() && i < most; ++i) text += (text.empty() ? "" : ", ") + ids[i];
    if (ids.size() > most) text += fmt::format(" and {} more", ids.size() - most);
    return html::text(text);
}

}  // namespace

Response own_history(Context& context) {
    const auto history = persistence::own_history(audit_desk(context), context.request().query_value("after").value_or(""));
    if (context.wants_json()) {
        JsonObject json;
        json.list("entries", history.rows, [](const persistence::OwnRow& row) { return JsonObject().add("at", row.at).add("act", row.action).add("object_type", row.object_type).add("objects", row.objects).add("outcome", row.outcome).add("source_address", row.source_address); });
        if (history.next) json.add("next", history.next->text());
        return context.json(json);
    }
    html::Page page{.title = "What you did", .section = "account", .breadcrumbs = {{"Your account", "/account"}}};
    page.main << app::heading(1, page.title, "l") << app::paragraph("Everything you opened and changed, as the ledger holds it. If something here was not you, report it: somebody may have used your account.");
    if (history.rows.empty()) page.main << app::paragraph("Nothing yet.");
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "When"}, {.text = "What"}, {.text = "Records"}, {.text = "From"}};
    for (const auto& row : history.rows) {
        Html act = html::text(act_words(row.object_type, row.action));
        if (row.outcome == "refused") act << " "_html << govuk::tag({.text = "Refused", .classes = "govuk-tag--grey"});
        table.rows.push_back({{.text = domain::long_date(persistence::london_date(row.at)) + ", " + persistence::london_time_seconds(row.at)}, {.html = act}, {.html = own_objects(row.objects)}, {.text = row.source_address}});
    }
    if (!history.rows.empty()) page.main << app::stacked_table(std::move(table));
    if (history.next) page.main << govuk::pagination({.next = {.href = "/account/history?after=" + percent_encoded(history.next->text())}});
    return context.page(std::move(page));
}

}  // namespace casework::web::audit
