// Two people at once on one record or one list: the pages on which the second chooses, and the reading of what they chose.
#include "web/nominals/clash_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/record_pages.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace codes = domain::nominals;
using domain::Clash;
using domain::Refusals;
using html::Html;

// --- the words of a field, as its form asks for it -----------------------------------------------------------------------------

std::string label_of(std::string_view field) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 17> labels{
        {{"incidents", "Incidents since the last meeting"}, {"last_seen_on", "Last seen on"}, {"last_seen_where", "Where last seen"}, {"summary", "Summary"}, {"position", "Position on the list"},
         {"behaviours", "Behaviours"}, {"known_to", "Known to"}, {"tools", "Orders and notices in force"}, {"conditions", "Bail and licence"}, {"support", "Support offered"},
         {"lead_officer", "Lead officer"}, {"support_agency", "Lead support agency"}, {"custody_place", "Place of custody"}, {"no_support_reason", "Why enforcement came first"},
         {"custody_since", "In custody since"}, {"release_on", "Release date"}, {"risk_business", "Risk to businesses"}}};
    for (const auto& [name, words] : labels)
        if (name == field) return std::string(words);
    std::string plain(field);
    std::ranges::replace(plain, '_', ' ');
    return domain::upper_first(plain);
}

std::string cell_words(std::string_view cell, domain::CodeList names) {
    if (const auto date = domain::parse_iso_date(cell)) return domain::long_date(*date);
    for (const auto list : {names, domain::CodeList(codes::behaviours()), domain::CodeList(codes::tool_kinds()), domain::CodeList(codes::condition_kinds()),
                            domain::CodeList(codes::support_services()), domain::CodeList(codes::support_answers()), domain::CodeList(codes::risk_levels())})
        if (const auto* code = domain::find_code(list, cell)) return std::string(code->words);
    return std::string(cell);
}

bool is_words(std::string_view field) {
    return field == "summary" || field == "last_seen_where" || field == "custody_place" || field == "no_support_reason" || field.starts_with("risk_reason_") || field.starts_with("objective_") ||
           field.starts_with("measure_");
}

// A stored value as people say it: texts in quotation marks, lists in words.
std::string said(std::string_view field, const std::string& value, domain::CodeList names) {
    if (value.empty()) return "nothing";
    if (is_words(field)) return "‘" + value + "’";
    if (field == "behaviours" || field == "known_to") {
        std::vector<std::string> words;
        for (const auto code : domain::words_of(value)) words.push_back(cell_words(code, names));
        return domain::listed(words);
    }
    std::string out;
    for (const auto line : domain::words_of(value, '\n')) {
        std::string row;
        for (const auto cell : domain::words_of(line, '\t')) row += (row.empty() ? "" : ", ") + cell_words(cell, names);
        out += (out.empty() ? "" : "; ") + row;
    }
    return out;
}

}  // namespace

Response clash_page(Context& context, const persistence::NominalRecord& record, const Clash& clash, const std::string& action, domain::CodeList names) {
    return clash_page(context, record_page(context, record, std::string(clash_title)), "/nominals/" + record.id, clash, action, names);
}

Response clash_page(Context& context, html::Page frame, const std::string& address, const Clash& clash, const std::string& action, domain::CodeList names) {
    if (context.wants_json()) return conflict(context.request(), clash_json(clash));
    const ClashWords words{label_of, [names](std::string_view field, const std::string& value) { return said(field, value, names); }};
    const auto refusals = clash_unanswered(context.form, clash, words);
    const Shown shown(context.form, refusals);
    return context.page(clash_page_of(question_of(std::move(frame), {}, address, std::string(clash_title), shown, clash_part(context, shown, clash, action, address, words))), 409);
}

namespace {

using Place = int persistence::OrderClash::Person::*;

struct OrderPlaces {
    const persistence::OrderClash& clash;
    Naming naming;

    std::string name(const persistence::OrderClash::Person& person) const { return naming.initials ? domain::initials(person.name) : person.name; }
    // "Position 3, after Leah Costin".
    std::string at(Place side, const persistence::OrderClash::Person& person) const {
        const auto before = std::ranges::find(clash.people, person.*side - 1, side);
        const bool first = person.*side == 1 || before == clash.people.end();
        return fmt::format("Position {}, {}", person.*side, first ? "at the top" : "after " + name(*before));
    }
};

Html place_choice(const Shown& shown, const OrderPlaces& places, const persistence::OrderClash::Person& person) {
    using Person = persistence::OrderClash::Person;
    const auto name = "keep[" + person.id + "]";
    govuk::Radios radios{.name = name};
    radios.id_prefix = "keep-" + person.id;
    radios.fieldset = legend_of(places.name(person), "m");
    radios.hint.text = person.before == 0 ? std::string("Not on the list before") : "Before: " + domain::lower_first(places.at(&Person::before, person));
    radios.error_message = shown.error("keep-" + person.id);
    radios.items = {{.text = fmt::format("Keep what {} saved at {}", person.by_name, persistence::london_time(person.at)), .value = "theirs", .hint = {.text = places.at(&Person::theirs, person)}},
                    {.text = "Use yours", .value = "mine", .hint = {.text = places.at(&Person::mine, person)}}};
    for (auto& item : radios.items) item.checked = shown.chosen(name, item.value);
    return Html("<div class=\"app-conflict\">"_html) << govuk::radios(radios) << "</div>\n"_html;
}

Html merged_moves(const OrderPlaces& places) {
    std::vector<std::string> names;
    for (const auto& person : places.clash.people)
        if (std::ranges::find(places.clash.merged, person.id) != places.clash.merged.end()) names.push_back(places.name(person));
    if (names.empty()) return {};
    const auto n = std::ssize(names);
    return govuk::inset_text({.text = fmt::format("{} of your other moves {} not clash and will be saved: {}.", n, n == 1 ? "does" : "do", domain::listed(names))});
}

Html everybodys_place(const OrderPlaces& places) {
    govuk::Table table{.caption = "Where each person stands", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Person"}, {.text = "Before", .format = "numeric"}, {.text = "Theirs", .format = "numeric"}, {.text = "Yours", .format = "numeric"}};
    table.first_cell_is_header = true;
    const auto place = [](int n) { return n == 0 ? std::string("–") : std::to_string(n); };
    for (const auto& person : places.clash.people)
        table.rows.push_back({{.text = places.name(person)}, {.text = place(person.before), .format = "numeric"}, {.text = place(person.theirs), .format = "numeric"},
                              {.text = place(person.mine), .format = "numeric"}});
    return govuk::details({.summary_text = "Where everyone stands", .html = app::table_in_scroll_region("places", std::move(table))});
}

std::vector<persistence::OrderClash::Person> asked_about(const persistence::OrderClash& clash) {
    std::vector<persistence::OrderClash::Person> asked;
    std::ranges::copy_if(clash.people, std::back_inserter(asked), &persistence::OrderClash::Person::asked);
    return asked;
}

}  // namespace

Response order_clash_page(Context& context, const persistence::Board& board, const persistence::OrderClash& clash, const domain::nominals::Order& mine) {
    if (context.wants_json()) return conflict(context.request(), order_clash_json(clash));
    const OrderPlaces places{clash, naming(context)};
    const auto asked = asked_about(clash);
    Refusals refusals;
    if (context.form.has("seen_order"))
        for (const auto& person : asked) refusals.push_back({domain::RefusalKind::conflict, "keep-" + person.id, "Select where " + places.name(person) + " stands", {}});
    const Shown shown(context.form, refusals);
    const auto list = "/groups/" + board.panel + "/nominals";
    html::Page page{.title = "Someone else changed the order while you were editing", .error = shown.refused(), .section = "nominals", .back_href = list, .back_text = "Back without saving",
                    .marking = panel_marking(board.panel_name)};
    Html body = app::heading(1, page.title, "l");
    body << app::paragraph(fmt::format("{} saved an order at {}. Nothing you did has been lost. Your order and theirs differ about {}. Choose where {}.", clash.by_name, persistence::london_time(clash.at),
                                       domain::counted(std::ssize(asked), "person", "people"), asked.size() == 1 ? "they stand" : "each of them stands"));
    if (!clash.why.empty()) body << app::paragraph(fmt::format("Their reason: ‘{}’", clash.why));
    // The version is the one that was opened: only so can who was left alone be told from who was moved.
    body << merged_moves(places) << "<form method=\"post\" novalidate"_html << html::attribute("action", list + "/order") << ">"_html << context.form_fields(context.form.value("version"))
         << hidden("seen_order", std::to_string(clash.version)) << hidden("why", context.form.value("why"));
    for (const auto& id : mine) body << hidden("order", id);
    for (const auto& person : asked) body << place_choice(shown, places, person);
    Html discard = app::paragraph("Your order will be lost. What others saved stays.");
    discard << govuk::button({.text = "Discard my order", .href = list, .classes = "govuk-button--warning"});
    body << govuk::button({.text = "Save these choices", .name = "do", .value = "save", .prevent_double_click = true}) << "</form>\n"_html << everybodys_place(places)
         << govuk::details({.summary_text = "Discard my whole order", .html = discard});
    page.main << shown.summary() << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << body << "</div></div>"_html;
    return context.page(std::move(page), 409);
}

domain::Choices read_choices(const Context& context) {
    domain::Choices choices{.seen = domain::parse_figures(context.form.value("seen")).value_or(0), .seen_order = domain::parse_figures(context.form.value("seen_order")).value_or(0), .fields = {}};
    for (const auto& [field, word] : context.form.keyed("keep"))
        if (const auto keep = domain::parse_keep(word)) choices.fields.push_back({field, *keep});
    return choices;
}

}  // namespace casework::web::nominals
