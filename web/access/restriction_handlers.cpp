// Answering for who may open a record.
#include "web/access/restriction_handlers.hpp"

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "persistence/access/restriction.hpp"
#include "web/access/access_forms.hpp"
#include "web/account/account_parts.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/pages.hpp"

namespace casework::web::access {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::Restriction;

constexpr std::array<std::string_view, 6> acts{"restrict", "release", "name", "unname", "exclude", "include"};

std::string address_of(const Restriction& r) { return "/records/" + r.record + "/restriction"; }

std::vector<domain::Code> codes_of(const std::vector<Restriction::Choice>& choices) {
    std::vector<domain::Code> codes;
    for (const auto& c : choices) codes.push_back({c.id, c.words, ""});
    return codes;
}

// Several forms stand on the page: what was typed and refused is shown in the one it came from.
struct Forms {
    Context& context;
    const Restriction& r;
    const Shown& shown;
    const Shown& blank;
    const Shown& of(std::string_view act) const { return context.form.value("act") == act ? shown : blank; }
};

Html reason_box(const Forms& f, std::string_view act) {
    const auto& shown = f.of(act);
    govuk::Textarea box{.id = &shown == &f.shown ? std::string("reason") : "reason-" + std::string(act), .name = "reason", .rows = 2, .value = shown.value("reason"), .label = {.text = "Why?"}, .error_message = shown.error("reason")};
    return govuk::textarea(box);
}

Html opened(const Forms& f, std::string_view act) { return open_form(f.context, address_of(f.r), {}) << hidden("act", act); }
Html closed(std::string words, std::string classes = "govuk-button--secondary") { return govuk::button({.text = std::move(words), .classes = std::move(classes), .prevent_double_click = true}) + Html("</form>\n"_html); }

Html small_button(const Forms& f, std::string_view act, std::string_view account, std::string_view agency, std::string words, const std::string& whom) {
    Html inner = hidden("act", act);
    inner << hidden("account", account) << hidden("agency", agency) << hidden("reason", "No longer needed")
          << govuk::button({.html = html::text(words) + Html("<span class=\"govuk-visually-hidden\"> "_html) + html::text(whom) + Html("</span>"_html), .classes = "govuk-button--secondary govuk-!-margin-bottom-0", .prevent_double_click = true});
    return post_form(f.context, address_of(f.r), {}, inner);
}

Html named_part(const Forms& f) {
    Html out = app::heading(2, "Named on it", "m", "named");
    if (f.r.named.empty()) out << app::paragraph("Nobody is named on it.");
    govuk::Table table{.caption = "Named people", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Person"}, {.text = "Until"}, {.text = "Why"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    for (const auto& p : f.r.named)
        table.rows.push_back({{.text = p.name + (p.agency.empty() ? "" : ", " + p.agency) + (p.protected_too ? ", protected facts too" : "")}, {.text = !p.until ? std::string("No last day") : domain::long_date(*p.until) + (p.ended ? ", ended" : "")},
                              {.text = p.reason + (p.named_by_name.empty() ? "" : " (" + p.named_by_name + ")")}, {.html = small_button(f, "unname", p.account, "", "Remove", p.name)}});
    if (!f.r.named.empty()) out << app::stacked_table(std::move(table));
    const auto& shown = f.of("name");
    govuk::Checkboxes more{.name = "protected"};
    more.id_prefix = "protected";
    more.items.push_back({.text = "Protected facts too", .value = "yes", .hint = {.text = "Safe address and contact, health, who made a report: each look is recorded by itself"}});
    return out << opened(f, "name") << select_of(shown, "account", "Name a person", codes_of(f.r.people), "", "Select a person", "govuk-label--s")
               << small_input(shown, "until", "Last day (optional)", std::string(near_date_hint), {}, "govuk-input--width-10") << govuk::checkboxes(more) << reason_box(f, "name") << closed("Name this person");
}

Html excluded_part(const Forms& f) {
    Html out = app::heading(2, "Kept from it", "m", "excluded");
    out << app::paragraph("A conflict of interest beats everything: membership, coordinator, emergency access. They are not told why, or that there is a record.");
    govuk::Table table{.caption = "Excluded people and agencies", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Who"}, {.text = "Why"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    for (const auto& e : f.r.excluded) table.rows.push_back({{.text = e.name}, {.text = e.reason + (e.excluded_by_name.empty() ? "" : " (" + e.excluded_by_name + ")")}, {.html = e.account.empty() && e.agency.empty() ? Html() : small_button(f, "include", e.account, e.agency, "End", e.name)}});
    if (!f.r.excluded.empty()) out << app::stacked_table(std::move(table));
    const auto& shown = f.of("exclude");
    govuk::Select person{.id = "exclude-account", .name = "account"}, agency{.id = "agency", .name = "agency"};
    person.label = {.text = "Keep a person away", .classes = "govuk-label--s"};
    agency.label = {.text = "Or a whole agency", .classes = "govuk-label--s"};
    person.items.push_back({.value = "", .text = "Select a person"});
    agency.items.push_back({.value = "", .text = "Select an agency"});
    for (const auto& c : f.r.people) person.items.push_back({.value = c.id, .text = c.words});
    for (const auto& c : f.r.agencies) agency.items.push_back({.value = c.id, .text = c.words});
    agency.error_message = shown.error("agency");
    return out << opened(f, "exclude") << govuk::select(person) << govuk::select(agency) << reason_box(f, "exclude") << closed("Keep away");
}

Html marking_part(const Forms& f) {
    const bool restricted = f.r.sensitivity == domain::Sensitivity::s3;
    const auto* act = restricted ? "release" : "restrict";
    Html out;
    out << app::status_line({.text = restricted ? "Restricted" : f.r.sensitivity == domain::Sensitivity::s2 ? "Sensitive" : "Standard", .classes = restricted ? "govuk-tag--red" : "govuk-tag--grey"},
                            restricted ? "Only people named on it and the group’s coordinators open it." : f.r.ordinary == domain::Sensitivity::s2 ? "Contributors and coordinators of the group open it, and people named on it." : "Members of the group open it, and of groups it is shared with.")
        << app::paragraph("Coordinators who open it: " + domain::listed(f.r.coordinators) + ".");
    return out << opened(f, act) << reason_box(f, act) << closed(restricted ? (f.r.ordinary == domain::Sensitivity::s2 ? "Open it to the group again" : "Make it standard again") : "Restrict it to named people", restricted ? "govuk-button--secondary" : "govuk-button--warning");
}

JsonObject restriction_json(const Restriction& r) {
    JsonObject json;
    json.add("record", r.record).add("group", r.panel).add("sensitivity", static_cast<int>(r.sensitivity)).add("coordinators", r.coordinators);
    const auto choice = [](const Restriction::Choice& c) { return JsonObject().add("id", c.id).add("words", c.words); };
    json.list("could_be_named", r.people, choice).list("could_be_excluded_agencies", r.agencies, choice);
    json.list("named", r.named, [](const persistence::NamedPerson& p) { return JsonObject().add("account", p.account).add("name", p.name).add("until", p.until).add("protected", p.protected_too).add("reason", p.reason); });
    return json.list("excluded", r.excluded, [](const persistence::ExcludedParty& e) { return JsonObject().add("account", e.account).add("agency", e.agency).add("name", e.name).add("reason", e.reason); });
}

Response restriction_page(Context& context, const Restriction& r, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, restriction_json(r));
    const Shown shown(context.form, refusals);
    const Form empty;
    const Refusals none;
    const Shown blank(empty, none);
    const Forms forms{context, r, shown, blank};
    html::Page page{.title = "Who may open " + r.record, .error = shown.refused(), .back_href = address_of_record(r.record), .back_text = "Back to " + r.record};
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << marking_part(forms) << named_part(forms) << excluded_part(forms);
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool about_access(const Refusals& refusals) {
    const auto kind = refusals.front().kind;
    return kind == RefusalKind::password_again || kind == RefusalKind::forbidden || kind == RefusalKind::not_found;
}

}  // namespace

Response restriction(Context& context) {
    const auto r = persistence::read_restriction(context.gate(), context.parameter("id"));
    return r ? restriction_page(context, *r, {}) : refusal_page(context, r.error());
}

Response change_restriction(Context& context) {
    const auto r = persistence::read_restriction(context.gate(), context.parameter("id"));
    if (!r) return refusal_page(context, r.error());
    auto refusals = context.unknown_fields();
    const auto& form = context.form;
    const persistence::RestrictionChange change{.act = form.value("act"), .account = form.value("account"), .agency = form.value("agency"), .reason = form.value("reason"),
                                                .until = near_date(context, "until", "last day", refusals), .protected_too = form.value("protected") == "yes"};
    if (std::ranges::find(acts, change.act) == acts.end()) refusals.push_back({RefusalKind::invalid, "act", "Select what to change", {}});
    if (!refusals.empty() || context.resent) return restriction_page(context, *r, refusals);
    const auto changed = persistence::change_restriction(context.gate(), r->record, change);
    if (changed) return done(address_of(*r), "restriction");
    return about_access(changed.error()) ? refusal_page(context, changed.error()) : restriction_page(context, *r, changed.error());
}

}  // namespace casework::web::access
