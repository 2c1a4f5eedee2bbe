// Answering for the register of authorities.
#include "web/community_protection/authority_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/authorities.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::AuthorityLine;
using persistence::AuthorityRegister;

constexpr domain::Code powers[] = {{"warning", "Give warnings", ""}, {"notice", "Issue notices", ""}, {"penalty", "Issue fixed penalties", ""}};
constexpr std::string_view power_names[] = {"warning", "notice", "penalty"};

std::string powers_of(const rules::Authority& a) {
    std::vector<std::string> words;
    for (const auto power : a.powers) words.push_back(domain::lower_first(powers[static_cast<std::size_t>(power)].words));
    return domain::upper_first(domain::listed(words));
}

std::string dates_of(const rules::Authority& a) {
    auto words = "From " + domain::long_date(a.from);
    if (a.ended_on) return words + ", ended " + domain::long_date(*a.ended_on);
    return a.until ? words + " to " + domain::long_date(*a.until) : words;
}

std::string words_of(const rules::Authority& a) { return rules::authority_words(a) + (a.areas.empty() || a.kind == "constable" ? "" : ", for " + domain::listed(a.areas)); }

Html register_table(Context& context, const AuthorityRegister& all) {
    if (all.lines.empty()) return app::paragraph("Nobody has an authority yet. Without one nobody can issue a notice (section 53).");
    govuk::Table table{.caption = "Every authority, those in force first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Officer"}, {.text = "Authority"}, {.text = "May"}, {.text = "When"}};
    if (all.may_change) table.head.push_back({.html = "<span class=\"govuk-visually-hidden\">End it</span>"_html});
    for (const auto& line : all.lines) {
        const auto& a = line.authority;
        Html when = line.live ? html::text(dates_of(a)) : Html(govuk::tag({.text = "Not in force", .classes = "govuk-tag--grey"})) << "<br>"_html << dates_of(a);
        table.rows.push_back({{.text = line.holder_name + ", " + line.agency_name}, {.text = words_of(a)}, {.text = powers_of(a)}, {.html = when}});
        if (!all.may_change) continue;
        Html end;
        if (line.live && !a.ended_on) {
            Html body = hidden("ended_on", "today");
            body << govuk::button({.html = Html("End today<span class=\"govuk-visually-hidden\"> the authority of "_html) << line.holder_name << "</span>"_html, .classes = "govuk-button--secondary govuk-!-margin-bottom-0"});
            end = post_form(context, fmt::format("/groups/{}/authorities/{}/end", all.panel, a.id), {}, body);
        }
        table.rows.back().push_back({.html = end});
    }
    return app::stacked_table(std::move(table));
}

JsonObject line_json(const AuthorityLine& line) {
    const auto& a = line.authority;
    std::vector<std::string> may;
    for (const auto power : a.powers) may.emplace_back(power_names[static_cast<std::size_t>(power)]);
    JsonObject json;
    json.add("id", a.id).add("account", a.holder).add("name", line.holder_name).add("agency", line.agency_name).add("kind", a.kind).add("instrument", a.instrument).add("given_by", a.given_by).add("powers", may);
    return json.add("areas", a.areas).add("from", a.from).add("until", a.until).add("ended_on", a.ended_on).add("live", line.live);
}

Response register_page(Context& context, const AuthorityRegister& all, const Refusals& refusals) {
    const auto members = all.may_change ? persistence::panel_members(context.gate(), all.panel) : domain::Outcome<std::vector<persistence::MemberLine>>{};
    if (!members) return refusal_page(context, members.error());
    if (context.wants_json())
        return context.json_form(refusals, JsonObject().add("group", all.panel).list("authorities", all.lines, line_json).list("members", *members, [](const auto& m) { return JsonObject().add("account", m.id).add("name", m.name); }));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Authorities", .error = shown.refused(), .section = "cases", .back_href = "/groups/" + all.panel + "/cases", .back_text = "Back to the cases"};
    page.main << shown.summary() << app::heading(1, "Who may give warnings and notices", "l")
              << app::paragraph("Constables, officers under the scheme of delegation and people the council has designated (2014 Act section 53). The county council cannot issue here (section 57).") << register_table(context, all);
    if (all.may_change)
        page.main << app::heading(2, "Add an authority", "m", "add") << open_form(context, "/groups/" + all.panel + "/authorities", {}) << select_of(shown, "account", "Officer", codes_of(*members), "", "Select a member of the group", "govuk-label--s")
                  << radios_of(shown, "kind", "Kind of authority", rules::authority_kinds()) << small_input(shown, "instrument", "Number or instrument", "The constable’s number, the paragraph of the scheme, or the reference of the designation")
                  << small_input(shown, "given_by", "Given by (not for a constable)", "") << boxes_of(shown, "powers", "What may the officer do?", powers)
                  << small_input(shown, "from", "From", std::string(near_date_hint), {}, "govuk-input--width-10") << small_input(shown, "until", "Last day (needed for a designation)", std::string(near_date_hint), {}, "govuk-input--width-10")
                  << govuk::button({.text = "Add authority", .prevent_double_click = true}) << "</form>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool about_access(const Refusals& refusals) {
    const auto kind = refusals.front().kind;
    return kind == RefusalKind::password_again || kind == RefusalKind::forbidden || kind == RefusalKind::not_found;
}

}  // namespace

domain::CodeList power_codes() { return powers; }

Response authorities(Context& context) {
    const auto all = persistence::read_authorities(context.gate(), context.parameter("panel"));
    return all ? register_page(context, *all, {}) : refusal_page(context, all.error());
}

Response add_authority(Context& context) {
    const auto panel = context.parameter("panel");
    const auto all = persistence::read_authorities(context.gate(), panel);
    if (!all) return refusal_page(context, all.error());
    const auto& form = context.form;
    auto refusals = context.unknown_fields();
    persistence::NewAuthority added{form.value("account"), form.value("kind"), optional_text(form, "instrument", "number or instrument", refusals, 200, domain::Lines::one),
                                    optional_text(form, "given_by", "who gave it", refusals, 200, domain::Lines::one), form.values("powers"), context.today(), near_date(context, "until", "last day", refusals)};
    domain::take(added.from, domain::read_near_date(form.value("from"), {"from", "first day"}, context.today()), refusals);
    if (!refusals.empty() || context.resent) return register_page(context, *all, refusals);
    const auto saved = persistence::add_authority(context.gate(), panel, added);
    if (saved) return done("/groups/" + panel + "/authorities", "saved");
    return about_access(saved.error()) ? refusal_page(context, saved.error()) : register_page(context, *all, saved.error());
}

Response end_authority(Context& context) {
    const auto panel = context.parameter("panel");
    const auto all = persistence::read_authorities(context.gate(), panel);
    if (!all) return refusal_page(context, all.error());
    auto refusals = context.unknown_fields();
    const auto on = near_date(context, "ended_on", "date it ends", refusals);
    if (!on && refusals.empty()) refusals.push_back({RefusalKind::invalid, "ended_on", "Enter the date it ends", {}});
    if (!refusals.empty() || context.resent) return register_page(context, *all, refusals);
    const auto saved = persistence::end_authority(context.gate(), panel, context.parameter("id"), *on);
    return saved ? done("/groups/" + panel + "/authorities", "saved") : refusal_page(context, saved.error());
}

}  // namespace casework::web::cases
