// Answering for who may open a record.
#include "web/access/restriction_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "persistence/access/restriction.hpp"
#include "web/access/access_forms.hpp"
#include "web/account/account_parts.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/pages.hpp"
#include "web/percent_encoding.hpp"

namespace casework::web::access {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::Restriction;

// What can be done, what it is called on the button that does it, and the question that asks for the reason where only that is asked.
struct ActRow {
    std::string_view act, button, question;
};
constexpr std::array acts{ActRow{"restrict", "Restrict it to named people", ""},         ActRow{"sensitive", "Mark it as sensitive", ""},
                          ActRow{"release", "Open it as its kind is opened", ""},        ActRow{"name", "Name them on it", ""},
                          ActRow{"unname", "Remove them from it", "Why are they no longer needed?"}, ActRow{"exclude", "Keep them away", ""},
                          ActRow{"include", "Let them open it again", "Why may they open it again?"}};
const ActRow* row_of(std::string_view act) {
    const auto found = std::ranges::find(acts, act, &ActRow::act);
    return found == acts.end() ? nullptr : &*found;
}

std::string address_of(const Restriction& r) { return "/records/" + r.record + "/restriction"; }

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
    govuk::Textarea box{.id = &shown == &f.shown ? std::string("reason") : "reason-" + std::string(act), .name = "reason", .rows = 2, .value = shown.value("reason"), .label = {.text = "Why?"}, .hint = {.text = fmt::format("At least {} characters. Coordinators of the group read it", persistence::restriction_reason_least)}, .error_message = shown.error("reason")};
    return govuk::textarea(box);
}

Html opened(const Forms& f, std::string_view act) { return open_form(f.context, address_of(f.r), {}) << hidden("act", act); }
Html closed(std::string words, std::string classes = "govuk-button--secondary") { return govuk::button({.text = std::move(words), .classes = std::move(classes), .prevent_double_click = true}) + Html("</form>\n"_html); }

// A list of people or agencies; its id is its name in the form that is shown again only, so that no id stands twice.
Html choice_of(const Forms& f, std::string_view act, const std::string& name, std::string label, std::string none, const std::vector<Restriction::Choice>& choices) {
    const auto& shown = f.of(act);
    govuk::Select select{.id = &shown == &f.shown ? name : std::string(act) + "-" + name, .name = name};
    select.label = {.text = std::move(label), .classes = "govuk-label--s"};
    select.error_message = shown.error(name);
    select.items.push_back({.value = "", .text = std::move(none)});
    for (const auto& c : choices) {
        select.items.push_back({.value = c.id, .text = c.words});
        select.items.back().selected = shown.chosen(name, c.id);
    }
    return govuk::select(select);
}
Html person_or_agency(const Forms& f, std::string_view act, std::string person, std::string agency) {
    return choice_of(f, act, "account", std::move(person), "Select a person", f.r.people) << choice_of(f, act, "agency", std::move(agency), "Select an agency", f.r.agencies);
}

Html ending(const Forms& f, std::string_view act, std::string_view account, std::string_view agency, std::string words, const std::string& whom) {
    return app::link(std::move(words), fmt::format("{}?act={}&account={}&agency={}", address_of(f.r), act, percent_encoded(account), percent_encoded(agency)), " " + whom);
}

Html named_part(const Forms& f) {
    Html out = app::heading(2, "Named on it", "m", "named");
    if (f.r.named.empty()) out << app::paragraph("Nobody is named on it.");
    govuk::Table table{.caption = "People and agencies named on it", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Who"}, {.text = "Until"}, {.text = "Why"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    for (const auto& p : f.r.named)
        table.rows.push_back({{.text = p.name + (p.team.empty() ? "" : ", everybody of the agency") + (p.agency.empty() ? "" : ", " + p.agency) + (p.protected_too ? ", protected facts too" : "")},
                              {.text = !p.until ? std::string("No last day") : domain::long_date(*p.until) + (p.ended ? ", ended" : "")}, {.text = p.reason + (p.named_by_name.empty() ? "" : " (" + p.named_by_name + ")")},
                              {.html = ending(f, "unname", p.account, p.team, "Remove", p.name)}});
    if (!f.r.named.empty()) out << app::stacked_table(std::move(table));
    const auto& shown = f.of("name");
    govuk::Checkboxes more{.name = "protected"};
    more.id_prefix = "protected";
    more.items.push_back({.text = "Protected facts too", .value = "yes", .hint = {.text = "Safe address and contact, health, who made a report: each look is recorded by itself"}});
    more.items.back().checked = shown.chosen("protected", "yes");
    return out << opened(f, "name") << person_or_agency(f, "name", "Name a person", "Or everybody of an agency") << small_input(shown, "until", "Last day", std::string(near_date_hint), {}, "govuk-input--width-10") << govuk::checkboxes(more)
               << reason_box(f, "name") << closed("Continue");
}

Html excluded_part(const Forms& f) {
    Html out = app::heading(2, "Kept from it", "m", "excluded");
    out << app::paragraph("A conflict of interest beats everything: membership, coordinator, emergency access. They are not told why, or that there is a record.");
    govuk::Table table{.caption = "Excluded people and agencies", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Who"}, {.text = "Why"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    for (const auto& e : f.r.excluded) {
        const bool known = !e.account.empty() || !e.agency.empty();
        table.rows.push_back({{.text = e.name}, {.text = e.reason + (e.excluded_by_name.empty() ? "" : " (" + e.excluded_by_name + ")")}, {.html = known ? ending(f, "include", e.account, e.agency, "End", e.name) : Html()}});
    }
    if (!f.r.excluded.empty()) out << app::stacked_table(std::move(table));
    return out << opened(f, "exclude") << person_or_agency(f, "exclude", "Keep a person away", "Or a whole agency") << reason_box(f, "exclude") << closed("Continue");
}

govuk::Tag tag_of(domain::Sensitivity s) {
    if (s == domain::Sensitivity::s3) return {.text = "Restricted", .classes = "govuk-tag--red"};
    return {.text = s == domain::Sensitivity::s2 ? "Sensitive" : "Standard", .classes = "govuk-tag--grey"};
}

std::string button_of(const Restriction& r, std::string_view act) {
    if (act == "release") return r.ordinary == domain::Sensitivity::s2 ? "Open it to the group again" : "Make it standard again";
    return std::string(row_of(act)->button);
}

Html marking_part(const Forms& f) {
    using domain::Sensitivity;
    const auto words = persistence::marking_words(f.r.sensitivity);
    Html out;
    out << app::status_line(tag_of(f.r.sensitivity), words.substr(words.find(": ") + 2) + ".") << app::paragraph("Coordinators who open it: " + domain::listed(f.r.coordinators) + ".");
    if (f.r.ordinary == Sensitivity::s3) return out << app::paragraph("A record of this kind is always restricted.");
    if (f.r.ordinary == Sensitivity::s2) out << app::paragraph("By its kind, or by what it says (a hate incident, a child, somebody vulnerable), it is at least sensitive.");
    std::vector<std::string_view> offers;
    if (f.r.sensitivity != Sensitivity::s3) offers.push_back("restrict");
    if (f.r.sensitivity != Sensitivity::s2 && f.r.ordinary == Sensitivity::s1) offers.push_back("sensitive");
    if (f.r.sensitivity != f.r.ordinary) offers.push_back("release");
    for (const auto act : offers) out << opened(f, act) << reason_box(f, act) << closed(button_of(f.r, act), act == "restrict" ? "govuk-button--warning" : "govuk-button--secondary");
    return out;
}

JsonObject restriction_json(const Restriction& r) {
    JsonObject json;
    json.add("record", r.record).add("group", r.panel).add("sensitivity", static_cast<int>(r.sensitivity)).add("ordinary_sensitivity", static_cast<int>(r.ordinary)).add("coordinators", r.coordinators);
    const auto choice = [](const Restriction::Choice& c) { return JsonObject().add("id", c.id).add("words", c.words); };
    json.list("could_be_named", r.people, choice).list("agencies", r.agencies, choice);
    json.list("named", r.named, [](const persistence::NamedPerson& p) { return JsonObject().add("account", p.account).add("agency", p.team).add("name", p.name).add("until", p.until).add("protected", p.protected_too).add("reason", p.reason); });
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

// Ending a naming or an exclusion asks for nothing but the reason.
Response ending_page(Context& context, const Restriction& r, const ActRow& row, const std::string& account, const std::string& agency, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, restriction_json(r));
    std::string whom;
    for (const auto& p : r.named)
        if (row.act == "unname" && p.account == account && p.team == agency) whom = p.name;
    for (const auto& e : r.excluded)
        if (row.act == "include" && e.account == account && e.agency == agency) whom = e.name;
    if (whom.empty()) return not_found_page(context);
    const Shown shown(context.form, refusals);
    html::Page page{.title = (row.act == "unname" ? "Remove " : "Let back in: ") + whom, .error = shown.refused(), .back_href = address_of(r), .back_text = "Back"};
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << open_form(context, address_of(r), {}) << hidden("act", row.act) << hidden("account", account) << hidden("agency", agency)
         << long_text(shown, "reason", std::string(row.question), fmt::format("At least {} characters. Coordinators of the group read it", persistence::restriction_reason_least), {}, 2, 500) << closed("Continue");
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Html names_list(std::string heading, const std::vector<std::string>& names) {
    constexpr std::size_t most = 20;
    if (names.empty()) return {};
    Html out = app::heading(2, std::move(heading), "s");
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) out << "<li>"_html << names[i] << "</li>"_html;
    if (names.size() > most) out << "<li>"_html << fmt::format("and {} more", names.size() - most) << "</li>"_html;
    return out << "</ul>\n"_html;
}

Response preview_page(Context& context, const Restriction& r, const ActRow& row, const persistence::RestrictionPreview& shows) {
    if (context.wants_json()) return context.json(JsonObject().add("about", shows.whom).add("was", shows.was).add("becomes", shows.becomes).add("gain", shows.gain).add("lose", shows.lose));
    html::Page page{.title = "Check before you save", .back_href = address_of(r), .back_text = "Back"};
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "Record"}, .value = {.text = r.record}}};
    if (!shows.whom.empty()) rows.push_back({.key = {.text = "Who"}, .value = {.text = shows.whom}});
    for (const auto& [key, value] : {std::pair<std::string, std::string>{"Now", shows.was}, {"Will be", shows.becomes}, {"Why", context.form.value("reason")}}) rows.push_back({.key = {.text = key}, .value = {.text = value}});
    Html body = app::heading(1, page.title, "l");
    body << govuk::summary_list({.rows = std::move(rows)}) << names_list("They open it from their next click", shows.gain) << names_list("They do not open it any more", shows.lose);
    if (shows.gain.empty() && shows.lose.empty()) body << app::paragraph("Nobody gains or loses access by it now.");
    body << "<form method=\"post\" novalidate"_html << html::attribute("action", address_of(r)) << ">"_html << context.form_fields() << hidden("step", "save") << carried(context.form, {"act", "account", "agency", "until", "protected", "reason"})
         << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = button_of(r, row.act), .classes = row.act == "restrict" || row.act == "exclude" ? "govuk-button--warning" : "", .prevent_double_click = true}) << app::link("Cancel", address_of(r))
         << "</div></form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page));
}

bool only_reason(const ActRow* row) { return row != nullptr && !row->question.empty(); }

// The form it came from, with what is wrong with it.
Response refused_page(Context& context, const Restriction& r, const ActRow* row, const persistence::RestrictionChange& change, const Refusals& refusals) {
    const auto kind = refusals.empty() ? RefusalKind::invalid : refusals.front().kind;
    if (kind == RefusalKind::password_again || kind == RefusalKind::forbidden || kind == RefusalKind::not_found) return refusal_page(context, refusals);
    return only_reason(row) ? ending_page(context, r, *row, change.account, change.agency, refusals) : restriction_page(context, r, refusals);
}

}  // namespace

Response restriction(Context& context) {
    const auto r = persistence::read_restriction(context.gate(), context.parameter("id"));
    if (!r) return refusal_page(context, r.error());
    const auto asked = [&](std::string_view name) { return context.request().query_value(name).value_or(""); };
    if (const auto* row = row_of(asked("act")); only_reason(row)) return ending_page(context, *r, *row, asked("account"), asked("agency"), {});
    return restriction_page(context, *r, {});
}

Response change_restriction(Context& context) {
    const auto r = persistence::read_restriction(context.gate(), context.parameter("id"));
    if (!r) return refusal_page(context, r.error());
    auto refusals = context.unknown_fields();
    const auto& form = context.form;
    const persistence::RestrictionChange change{.act = form.value("act"), .account = form.value("account"), .agency = form.value("agency"), .reason = form.value("reason"),
                                                .until = near_date(context, "until", "last day", refusals), .protected_too = form.value("protected") == "yes"};
    const auto* row = row_of(change.act);
    if (row == nullptr) refusals.push_back({RefusalKind::invalid, "act", "Select what to change", {}});
    if (!refusals.empty()) return refused_page(context, *r, row, change, refusals);
    if (form.value("step") != "save" || context.resent) {
        const auto shows = persistence::preview_restriction(context.gate(), r->record, change);
        return shows ? preview_page(context, *r, *row, *shows) : refused_page(context, *r, row, change, shows.error());
    }
    const auto changed = persistence::change_restriction(context.gate(), r->record, change);
    return changed ? done(address_of(*r), "restriction") : refused_page(context, *r, row, change, changed.error());
}

}  // namespace casework::web::access
