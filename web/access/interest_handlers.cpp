// Answering for declared interests. The page of one's own declarations says nothing about what they matched.
#include "web/access/interest_handlers.hpp"

#include "domain/text.hpp"
#include "persistence/access/declared_interests.hpp"
#include "web/access/access_forms.hpp"
#include "web/access/access_parts.hpp"
#include "web/account/account_parts.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"

namespace casework::web::access {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::conflict_of_interest;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::ConflictLine;
using persistence::DeclaredPerson;

std::vector<DeclaredPerson> own(Context& context) {
    std::vector<DeclaredPerson> list;
    context.house().database.read([&](persistence::Transaction& tx) { list = persistence::declared_people(tx, context.actor().account); });
    return list;
}

JsonObject person_json(const DeclaredPerson& p) {
    return JsonObject().add("id", p.id).add("relation", p.declared.relation).add("name", p.declared.name).add("born", p.declared.born).add("address", p.declared.address).add("postcode", p.declared.postcode).add("declared_at", p.declared_at).add("ended_at", p.ended_at);
}

Html end_button(Context& context, const DeclaredPerson& p) {
    if (p.ended_at) return html::text("Ended on " + domain::long_date(persistence::london_date(*p.ended_at)));
    return post_form(context, "/account/interests/" + p.id + "/end", {},
                     govuk::button({.html = html::text("End") + Html("<span class=\"govuk-visually-hidden\"> "_html) + html::text(p.declared.name) + Html("</span>"_html), .classes = "govuk-button--secondary govuk-!-margin-bottom-0", .prevent_double_click = true}));
}

Html people_table(Context& context, const std::vector<DeclaredPerson>& list) {
    if (list.empty()) return app::paragraph("You have declared nobody.");
    govuk::Table table{.caption = "Whom you have declared"};
    table.head = {{.text = "Name"}, {.text = "Who they are"}, {.text = "Born"}, {.text = "Address"}, {.text = "Do"}};
    table.first_cell_is_header = true;
    for (const auto& p : list)
        table.rows.push_back({{.text = p.declared.name}, {.text = domain::words_for(rules::relations(), p.declared.relation)}, {.text = p.declared.born ? domain::long_date(*p.declared.born) : "–"},
                              {.text = p.declared.address.empty() ? "–" : p.declared.address + (p.declared.postcode.empty() ? "" : ", " + p.declared.postcode)}, {.html = end_button(context, p)}});
    return app::stacked_table(std::move(table));
}

Response interests_page(Context& context, const Refusals& refusals) {
    const auto list = own(context);
    if (context.wants_json()) return context.json_form(refusals, JsonObject().list("people", list, person_json));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Family, household and others close to you", .error = shown.refused(), .section = "account", .breadcrumbs = {{"Your account", "/account"}}};
    Html form = shown.summary();
    form << app::heading(1, page.title, "l") << app::paragraph("Declare the people whose cases you should not work on: yourself at your own address, your family, whoever you live with, and anybody else you are close to. Only information governance sees this.");
    Html questions = app::heading(2, "Declare somebody");
    questions << open_form(context, "/account/interests", {}) << radios_of(shown, "relation", "Who are they to you?", rules::relations()) << small_input(shown, "name", "Full name", "As it would stand on a record", {}, "govuk-input--width-20")
              << date_boxes(context, shown, "born", "Date of birth (optional)", "For example, 27 3 1984") << long_text(shown, "address", "Address (optional)", {}, {}, 2, rules::address_most) << small_input(shown, "postcode", "Postcode", {}, {}, "govuk-input--width-10")
              << govuk::button({.text = "Declare", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(form) << people_table(context, list) << account::reading_width(questions);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response interests(Context& context) { return interests_page(context, {}); }

Response declare(Context& context) {
    auto refusals = context.unknown_fields();
    const auto& form = context.form;
    rules::Declared declared{.relation = form.value("relation"), .name = form.value("name"), .born = optional_date(form, "born", "date of birth", refusals), .address = form.value("address"), .postcode = rules::postcode_key(form.value("postcode"))};
    for (auto& refusal : rules::refused(declared, 0)) refusals.push_back(std::move(refusal));
    if (!refusals.empty() || context.resent) return interests_page(context, refusals);
    const auto answer = [](const std::string&) { return done("/account/interests", "declared"); };
    const auto made_now = persistence::declare_person(form_desk(context, answer), declared);
    return made_now ? answer(*made_now) : interests_page(context, made_now.error());
}

Response end_interest(Context& context) {
    const auto ended = persistence::end_declaration(access_desk(context), context.parameter("id"));
    return ended ? done("/account/interests", "interest-ended") : refusal_page(context, ended.error());
}

// --- information governance -----------------------------------------------------------------------------------------------------------

namespace {

std::string met_words(const ConflictLine& c) { return c.by_name && c.by_address ? "Same name and same address" : c.by_name ? "Same name" : "Same address"; }

Response conflict_page(Context& context, const ConflictLine& c, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, conflict_json(c));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Conflict of interest – " + c.id, .error = shown.refused(), .section = "work", .back_href = "/", .back_text = "Back to My work"};
    page.marking = html::Marking{.text = "Audit. Your answer here is recorded."};
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "Who"}, .value = {.text = c.account_name + ", " + c.agency}},
                                            {.key = {.text = c.excludes ? "Kept from" : "Record"}, .value = {.text = c.record}},
                                            {.key = {.text = "Because of"}, .value = {.text = c.declared_name + (c.own_name ? " (the name of their account)" : " (" + domain::lower_first(domain::words_for(rules::relations(), c.relation)) + ")")}},
                                            {.key = {.text = "What is alike"}, .value = {.text = met_words(c)}},
                                            {.key = {.text = "Found"}, .value = {.text = persistence::london_date_time(c.found_at)}}};
    if (c.answered_at) rows.push_back({.key = {.text = "Decided"}, .value = {.text = domain::words_for(rules::answers(), c.answer) + ". " + c.answered_by_name + " on " + persistence::london_date_time(*c.answered_at) + ". " + c.reason}});
    Html body = shown.summary();
    body << app::heading(1, "Conflict of interest", "l") << app::paragraph(c.excludes ? "They are kept from the record since it was found, are not told, and are answered as if there were no such record." : c.answered_at ? "The name alone was alike. They were never kept from the record because of it." :
                                                                                      "Only the name is alike, so nobody is kept away and nobody else is told. If it is the same person, say that it is a conflict of interest: from then on they are kept from the record and answered as if there were none.");
    if (c.nobody_left) body << govuk::warning_text({.text = "No coordinator of the group may open the record any more: have another one made."});
    body << govuk::summary_list({.rows = std::move(rows)});
    if (!c.answered_at)
        body << open_form(context, "/conflicts/" + c.id, {}) << radios_of(shown, "answer", "What is it?", rules::answers()) << long_text(shown, "reason", "What did you look at, and why do you decide so?", {}, {}, 3, rules::reason_most)
             << govuk::button({.text = "Decide", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response conflict(Context& context) {
    const auto line = persistence::open_conflict(access_desk(context), context.parameter("id"));
    return line ? conflict_page(context, *line, {}) : not_found_page(context);
}

Response answer_conflict(Context& context) {
    const auto desk = access_desk(context);
    const auto line = persistence::open_conflict(desk, context.parameter("id"));
    if (!line) return not_found_page(context);
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return conflict_page(context, *line, refusals);
    const auto answered = persistence::answer_conflict(desk, line->id, context.form.value("answer"), context.form.value("reason"));
    return answered ? done("/conflicts/" + line->id, "conflict-answered") : conflict_page(context, *line, answered.error());
}

}  // namespace casework::web::access
