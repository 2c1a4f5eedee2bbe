// Answering for accounts, members and agencies.
#include "web/administration/people_handlers.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/rights.hpp"
#include "persistence/role_words.hpp"
#include "persistence/search.hpp"
#include "web/account/account_parts.hpp"
#include "web/administration/rights_forms.hpp"
#include "web/administration/rights_views.hpp"
#include "web/csv.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/pages.hpp"

namespace casework::web::administration {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;
using persistence::AccountPage;
using persistence::AccountSummary;
using persistence::AgencyPage;
using persistence::AgreementLine;
using persistence::MembershipLine;
using persistence::MembersPage;

std::string who(const persistence::AccountLine& line) { return line.title.empty() ? line.name : line.title + " " + line.name; }
std::string role_words(const std::string& role) { return domain::words_for(role_codes(), role); }

std::string state_words(const AccountSummary& s) {
    if (s.disabled_at) return "Disabled on " + domain::long_date(persistence::london_date(*s.disabled_at));
    if (s.goes_dormant) return "Unused: disabled on " + domain::long_date(*s.goes_dormant);
    if (s.line.must_set_password) return "Has not chosen a password yet";
    return "Can sign in";
}
std::string used_words(const AccountSummary& s) { return s.signed_in ? persistence::london_date_time(*s.signed_in) : std::string("Never"); }

html::Page page_of(std::string title, std::string_view section, std::string back = {}) {
    html::Page page{.title = std::move(title), .section = std::string(section), .back_href = std::move(back)};
    page.marking.reset();
    return page;
}

JsonObject summary_json(const AccountSummary& s) {
    JsonObject json;
    json.add("id", s.line.id).add("username", s.line.username).add("name", s.line.name).add("title", s.line.title).add("agency", s.line.agency).add("agency_name", s.line.agency_name).add("role", s.line.role);
    return json.add("disabled", s.line.disabled).add("signed_in", s.signed_in).add("memberships", s.memberships).add("second_factor", s.has_second_factor).add("goes_dormant", s.goes_dormant);
}
JsonObject membership_json(const MembershipLine& m) {
    return JsonObject().add("account", m.account).add("name", m.account_name).add("agency", m.agency).add("group", m.panel).add("level", persistence::word(m.level)).add("chair", m.chair).add("until", m.until).add("ended", m.ended);
}

// Names stay out of addresses, which browsers and proxies keep: what was typed stands sealed under an id.
std::string search_id(Context& context) { return std::string(context.request().query_value("search").value_or("")); }

domain::Outcome<std::string> searched(Context& context) {
    const auto id = search_id(context);
    if (id.empty()) return std::string();
    auto text = domain::is_utf8(id) && id.find('\0') == id.npos ? persistence::searched_text(context.house().database, context.gate(), id) : std::nullopt;
    return text ? domain::Outcome<std::string>(*std::move(text)) : domain::not_found();
}

Html search_box(Context& context, const std::string& words) {
    Html out;
    return out << "<form method=\"post\" novalidate action=\"/accounts\" role=\"search\">"_html << context.form_fields()
               << govuk::input({.id = "accounts-q", .name = "q", .value = words, .label = {.text = "Name, user name or agency"}, .classes = "govuk-input--width-20", .autocomplete = "off", .spellcheck = false})
               << govuk::button({.text = "Find", .classes = "govuk-button--secondary"}) << "</form>\n"_html;
}

Html membership_table(const std::vector<MembershipLine>& lines, bool of_group, const std::string& base) {
    if (lines.empty()) return app::paragraph(of_group ? "The group has no members." : "They are not a member of any group.");
    govuk::Table table{.caption = of_group ? "Members" : "Groups"};
    table.head = {{.text = of_group ? "Person" : "Group"}, {.text = "Level"}, {.text = "Until"}, {.text = "Change"}};
    table.first_cell_is_header = true;
    for (const auto& m : lines) {
        const auto name = of_group ? m.account_name + ", " + m.agency : m.panel_name + (m.restricted ? " (restricted)" : "");
        const auto address = of_group ? fmt::format("{}/{}/change", base, m.account) : base + "/change";
        Html links("<span class=\"govuk-!-margin-right-4\">"_html);
        links << app::link("Change", address + "/membership", " the membership: " + name) << "</span>"_html;
        if (!m.ended) links << app::link("End", address + "/leave", " the membership: " + name);
        table.rows.push_back({{.text = name}, {.text = level_words(m)}, {.text = domain::long_date(m.until) + (m.ended ? ", ended" : "")}, {.html = links}});
    }
    return app::stacked_table(std::move(table));
}

}  // namespace

Response accounts(Context& context) {
    const auto words = searched(context);
    if (!words) return refusal_page(context, words.error());
    const auto list = persistence::list_people(context.gate(), *words, page_asked(context, "people"), context.house().dormancy);
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) {
        JsonObject json;
        json.list("accounts", list->accounts, summary_json);
        page_json(json, "people", list->ends);
        return context.json(json);
    }
    auto page = page_of("Accounts", "accounts");
    page.main << app::heading(1, "Accounts", "l") << app::actions({govuk::button({.text = "Add a person", .href = "/accounts/add"}), app::link("Agencies and agreements", "/agencies"), app::link("Download (CSV)", "/accounts.csv")}) << search_box(context, *words);
    if (list->accounts.empty()) page.main << app::paragraph("Nobody is called that.");
    govuk::Table table{.caption = "By user name", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Person"}, {.text = "Agency"}, {.text = "Role"}, {.text = "Groups"}, {.text = "Last signed in"}, {.text = "State"}};
    table.first_cell_is_header = true;
    for (const auto& s : list->accounts) {
        Html name = app::link(who(s.line), "/accounts/" + s.line.id);
        name << "<br>"_html << s.line.username;
        table.rows.push_back({{.html = name}, {.text = s.line.agency_name}, {.text = role_words(s.line.role)}, {.text = std::to_string(s.memberships)}, {.text = used_words(s)}, {.text = state_words(s)}});
    }
    if (!list->accounts.empty()) page.main << app::stacked_table(std::move(table));
    page.main << page_links(words->empty() ? "/accounts" : "/accounts?search=" + percent_encoded(search_id(context)), "people", list->ends, "Accounts", "people");
    return context.page(std::move(page));
}

Response find_accounts(Context& context) {
    const auto refusals = context.unknown_fields();
    if (!refusals.empty()) return refusal_page(context, refusals);
    const auto text = domain::tidy_line(context.form.value("q"));
    if (text.empty()) return see_other("/accounts");
    return see_other("/accounts?search=" + persistence::start_search(context.house().database, context.gate(), text));
}

Response download_accounts(Context& context) {
    Csv csv({"id", "username", "name", "title", "agency", "role", "groups", "last_signed_in", "state", "second_factor"});
    persistence::PageAsked asked;
    do {
        const auto list = persistence::list_people(context.gate(), "", asked, context.house().dormancy);
        if (!list) return refusal_page(context, list.error());
        for (const auto& s : list->accounts)
            csv.row({s.line.id, s.line.username, s.line.name, s.line.title, s.line.agency_name, s.line.role, std::to_string(s.memberships), s.signed_in ? persistence::iso_instant(*s.signed_in) : "", state_words(s), s.has_second_factor ? "yes" : "no"});
        asked.after = list->ends.next;
    } while (!asked.after.empty());
    return csv_download("accounts.csv", std::move(csv).take());
}

namespace {

JsonObject account_json(const AccountPage& a) {
    auto json = summary_json(a.summary);
    json.add("email", a.details.email).add("manager", a.details.manager).list("groups", a.memberships, membership_json).list("changes", a.changes, rights_json);
    return json.list("sessions", a.sessions, [](const persistence::SessionLine& s) { return JsonObject().add("started", s.started).add("last_used", s.last_used).add("address", s.source_address); });
}

govuk::SummaryListRow row(std::string key, std::string value, const std::string& address, std::string_view change = "Change") {
    Html shown;
    shown << value;
    if (!address.empty()) shown << "<br>"_html << app::link(change, address, " " + domain::lower_first(key));
    return {.key = {.text = std::move(key)}, .value = {.html = shown}};
}

Html facts(const AccountPage& a, bool own) {
    const auto& s = a.summary;
    const auto address = [&](std::string_view kind) { return own ? std::string() : fmt::format("/accounts/{}/change/{}", s.line.id, kind); };
    std::vector<govuk::SummaryListRow> rows;
    rows.push_back(row("Name", who(s.line), address("details")));
    rows.push_back(row("Agency", s.line.agency_name, address("details")));
    rows.push_back(row("User name", s.line.username, {}));
    rows.push_back(row("E-mail address", a.details.email.empty() ? "None" : a.details.email, address("details")));
    rows.push_back(row("Manager", a.details.manager.empty() ? "Not recorded" : a.manager_name + ", " + a.details.manager, address("details")));
    rows.push_back(row("Base role", role_words(s.line.role), address("role")));
    rows.push_back(row("State", state_words(s), address(s.line.disabled ? "enable" : "disable"), s.line.disabled ? "Open again" : "Disable"));
    rows.push_back(row("Last signed in", used_words(s), {}));
    rows.push_back(row("Password", s.line.must_set_password ? "A first password" : "Their own", address("password"), "Give a first password"));
    rows.push_back(row("Second step", a.second_factor ? "Set up on " + domain::long_date(persistence::london_date(a.second_factor->since)) : "Not set up", a.second_factor ? address("second-factor") : std::string(), "Reset"));
    return govuk::summary_list({.rows = std::move(rows)});
}

Html sessions(const AccountPage& a, bool own) {
    if (a.sessions.empty()) return app::paragraph("They are not signed in anywhere.");
    govuk::Table table{.caption = "Where they are signed in"};
    table.head = {{.text = "Signed in"}, {.text = "Last used"}, {.text = "Network address"}};
    for (const auto& s : a.sessions) table.rows.push_back({{.text = persistence::london_date_time(s.started)}, {.text = persistence::london_date_time(s.last_used)}, {.text = s.source_address}});
    Html out = app::stacked_table(std::move(table));
    return own ? out : out << "<p class=\"govuk-body\">"_html << app::link("End every session", fmt::format("/accounts/{}/change/sessions", a.summary.line.id)) << "</p>"_html;
}

}  // namespace

Response account(Context& context) {
    const auto a = persistence::open_account(context.gate(), context.parameter("id"), context.house().dormancy);
    if (!a) return refusal_page(context, a.error());
    if (context.wants_json()) return context.json(account_json(*a));
    const auto& id = a->summary.line.id;
    const bool own = id == context.actor().account;
    auto page = page_of(who(a->summary.line) + " – " + id, "accounts", "/accounts");
    page.main << app::heading(1, who(a->summary.line), "l");
    if (own) page.main << govuk::inset_text({.text = "This is you. A colleague changes your rights."});
    page.main << facts(*a, own) << membership_table(a->memberships, false, "/accounts/" + id);
    if (!own) page.main << govuk::button({.text = "Give a membership", .href = "/accounts/" + id + "/change/membership", .classes = "govuk-button--secondary"});
    page.main << sessions(*a, own) << changes_table(a->changes);
    return context.page(std::move(page));
}

Response members(Context& context) {
    const auto m = persistence::open_members(context.gate(), context.parameter("panel"));
    if (!m) return refusal_page(context, m.error());
    if (context.wants_json()) return context.json(JsonObject().add("group", m->panel).add("name", m->panel_name).add("restricted", m->restricted).list("members", m->members, membership_json).list("changes", m->changes, rights_json));
    auto page = page_of("Members of the " + m->panel_name, "account", "/account");
    page.main << app::heading(1, page.title, "l");
    if (m->restricted) page.main << govuk::inset_text({.text = "This group is restricted: a new member takes a second coordinator’s agreement."});
    page.main << membership_table(m->members, true, "/groups/" + m->panel + "/members") << govuk::button({.text = "Add a member", .href = "/groups/" + m->panel + "/members/add", .classes = "govuk-button--secondary"}) << changes_table(m->changes);
    return context.page(std::move(page));
}

namespace {

govuk::Tag tag_of(AgreementLine::State state) {
    using State = AgreementLine::State;
    switch (state) {
        case State::in_force: return {.text = "In force", .classes = "govuk-tag--green"};
        case State::ends_soon: return {.text = "Ends soon", .classes = "govuk-tag--yellow"};
        case State::in_grace: return {.text = "In its days of grace", .classes = "govuk-tag--orange"};
        default: return {.text = "Ended: suspended", .classes = "govuk-tag--red"};
    }
}
std::string_view word_of(AgreementLine::State state) {
    static constexpr std::string_view words[] = {"in_force", "ends_soon", "in_grace", "ended"};
    return words[static_cast<std::size_t>(state)];
}

Html agency_part(const AgencyPage& a) {
    const auto address = [&](std::string_view kind) { return fmt::format("/agencies/{}/change/{}", a.id, kind); };
    Html out = app::heading(2, a.name);
    if (a.suspended) out << govuk::warning_text({.text = "Suspended: nobody of this agency opens anything."});
    govuk::Table table{.caption = "Sharing agreements of " + a.name, .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Group"}, {.text = "Signed"}, {.text = "Last day"}, {.text = "Grace"}, {.text = "State"}};
    table.first_cell_is_header = true;
    for (const auto& g : a.agreements)
        table.rows.push_back({{.text = g.panel_name}, {.text = domain::long_date(g.signed_on)}, {.text = domain::long_date(g.until)}, {.text = domain::counted(g.grace_days, "day")}, {.html = govuk::tag(tag_of(g.state))}});
    if (a.agreements.empty()) out << app::paragraph("No sharing agreement: its people reach no group.");
    else out << app::stacked_table(std::move(table));
    return out << "<p class=\"govuk-body\">"_html << app::link("Enter or carry on an agreement", address("agreement"), " of " + a.name) << "<br>"_html
               << app::link(a.suspended ? "Let it take part again" : "Suspend", address(a.suspended ? "resume" : "suspend"), ": " + a.name) << "</p>\n"_html;
}

JsonObject agency_json(const AgencyPage& a) {
    auto json = JsonObject().add("id", a.id).add("name", a.name).add("suspended", a.suspended).add("accounts", a.accounts);
    return json.list("agreements", a.agreements, [](const AgreementLine& g) {
        return JsonObject().add("group", g.panel).add("signed_on", g.signed_on).add("until", g.until).add("grace_days", g.grace_days).add("state", word_of(g.state));
    });
}

}  // namespace

Response agencies(Context& context) {
    const auto list = persistence::list_agency_pages(context.gate());
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) return context.json(JsonObject().list("agencies", *list, agency_json));
    auto page = page_of("Agencies and sharing agreements", "accounts", "/accounts");
    page.main << app::heading(1, page.title, "l") << app::paragraph(fmt::format("An agency reaches the records of a group while its agreement is in force and for its days of grace. You are told {} days before it ends.", persistence::agreement_warning_days));
    page.main << app::actions({govuk::button({.text = "Add an agency", .href = "/agencies/add"}), govuk::button({.text = "Add a group", .href = "/groups/add", .classes = "govuk-button--secondary"})});
    if (list->empty()) page.main << app::paragraph("There is no agency yet.");
    for (const auto& agency : *list) page.main << agency_part(agency);
    return context.page(std::move(page));
}

}  // namespace casework::web::administration
