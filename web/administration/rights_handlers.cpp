// Answering for changes of rights.
#include "web/administration/rights_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/rights.hpp"
#include "web/account/account_parts.hpp"
#include "web/administration/rights_forms.hpp"
#include "web/administration/rights_views.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/route.hpp"

namespace casework::web::administration {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::RightsChange;
using persistence::RightsKind;
using persistence::RightsLine;

// What the address says: which kind of change, about whom, in which group.
struct Target {
    RightsKind kind{};
    std::string subject, panel, address, back;
};

std::optional<Target> target_of(const Context& context) {
    const auto& pattern = context.route()->pattern;
    const auto& path = context.request().path;
    if (pattern == "/accounts/add") return Target{RightsKind::join, {}, {}, path, "/accounts"};
    if (pattern == "/agencies/add") return Target{RightsKind::add_agency, {}, {}, path, "/agencies"};
    if (pattern == "/groups/add") return Target{RightsKind::add_group, {}, {}, path, "/agencies"};
    const auto panel = context.parameter("panel");
    if (pattern.ends_with("/members/add")) return Target{RightsKind::membership, {}, panel, path, "/groups/" + panel + "/members"};
    const auto kind = persistence::rights_kind(context.parameter("kind"));
    if (!kind || *kind == RightsKind::join || *kind == RightsKind::add_agency || *kind == RightsKind::add_group) return std::nullopt;
    const bool of_agency = *kind == RightsKind::agreement || *kind == RightsKind::suspend || *kind == RightsKind::resume;
    const bool of_group = *kind == RightsKind::restrict || *kind == RightsKind::open;
    if (pattern.starts_with("/groups/")) {
        if (*kind != RightsKind::membership && *kind != RightsKind::leave) return std::nullopt;
        return Target{*kind, context.parameter("account"), panel, path, "/groups/" + panel + "/members"};
    }
    const auto id = context.parameter("id");
    if (pattern.starts_with("/agencies/")) return of_agency || of_group ? std::optional(Target{*kind, id, {}, path, "/agencies"}) : std::nullopt;
    return of_agency || of_group ? std::nullopt : std::optional(Target{*kind, id, {}, path, "/accounts/" + id});
}

// The lists behind the codes live as long as the page is written.
struct Lists {
    std::vector<persistence::ListedAgency> agencies;
    std::vector<persistence::GroupLine> groups;
    std::vector<persistence::AccountLine> accounts;
    std::vector<std::string> names;
};

domain::Outcome<RightsQuestions> questions_for(Context& context, const Target& target, Lists& lists) {
    RightsQuestions ask{.kind = target.kind, .details = {}, .role = {}, .group = target.panel, .agencies = {}, .groups = {}, .accounts = {}};
    context.house().database.read([&](persistence::Transaction& tx) {
        if (const auto line = persistence::find_account(tx, target.subject)) ask.role = line->role;
        lists.agencies = persistence::list_agencies(tx);
        lists.groups = persistence::list_groups(tx);
    });
    if (target.kind == RightsKind::details) {
        const auto page = persistence::open_account(context.gate(), target.subject, context.house().dormancy);
        if (!page) return std::unexpected(page.error());
        ask.details = page->details;
    }
    if (!target.panel.empty()) {
        const auto page = persistence::open_members(context.gate(), target.panel);
        if (!page) return std::unexpected(page.error());
        lists.accounts = page->could_join;
    }
    lists.names.reserve(lists.accounts.size());
    for (const auto& agency : lists.agencies) ask.agencies.push_back({agency.id, agency.name, ""});
    for (const auto& group : lists.groups) ask.groups.push_back({group.id, group.name, ""});
    if (target.subject.empty())
        for (const auto& account : lists.accounts) ask.accounts.push_back({account.id, lists.names.emplace_back(account.name + ", " + account.agency_name), ""});
    return ask;
}

Response form_page(Context& context, const Target& target, const Refusals& refusals) {
    Lists lists;
    const auto ask = questions_for(context, target, lists);
    if (!ask) return refusal_page(context, ask.error());
    if (context.wants_json()) {
        JsonObject json;
        json.add("kind", persistence::name(target.kind)).add("subject", target.subject);
        json.list("could_join", lists.accounts, [](const persistence::AccountLine& a) { return JsonObject().add("account", a.id).add("name", a.name).add("agency", a.agency_name); });
        return context.json_form(refusals, std::move(json));
    }
    const Shown shown(context.form, refusals);
    html::Page page{.title = std::string(words_of(target.kind).title), .error = shown.refused(), .section = "accounts", .back_href = target.back};
    page.marking.reset();
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << open_form(context, target.address, {}) << hidden("step", "preview") << questions(context, shown, *ask)
         << govuk::button({.text = "Continue", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool asks_password(RightsKind kind) { return kind == RightsKind::join || kind == RightsKind::password; }

Response preview_page(Context& context, const Target& target, const RightsChange& change, const Refusals& refusals) {
    const auto shows = persistence::preview_rights(context.gate(), change);
    if (!shows) return refusal_page(context, shows.error());
    if (shows->was.empty()) return not_found_page(context);
    if (context.wants_json())
        return context.json_form(refusals, JsonObject().add("was", shows->was).add("becomes", shows->becomes).add("effects", shows->effects).add("second_person", shows->second_person).add("could_agree", shows->could_agree));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Check before you save", .error = shown.refused(), .section = "accounts", .back_href = target.address};
    page.marking.reset();
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << app::paragraph(std::string(words_of(target.kind).title) + ".") << preview(*shows)
         << "<form method=\"post\" novalidate"_html << html::attribute("action", target.address) << ">"_html << context.form_fields() << hidden("step", "save")
         << carried(context.form, {"username", "name", "title", "agency", "email", "manager", "role", "account", "group", "level", "chair", "signed", "until", "grace", "id", "kind", "purpose", "reason"});
    if (asks_password(target.kind))
        body << account::password_box("first", "First password", fmt::format("At least {} characters. They change it at the first sign-in. Tell it to them yourself.", context.house().password_rules.length_min), shown, "new-password");
    body << govuk::button({.text = std::string(shows->second_person ? "Ask for agreement" : words_of(target.kind).button), .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// --- reading ---

void read_details(const Form& form, RightsChange& change, Refusals& refusals) {
    auto& d = change.details;
    domain::take(d.name, domain::read_text(form.value("name"), {"name", "name"}, 100), refusals);
    d.title = optional_text(form, "title", "rank or job title", refusals, 60, domain::Lines::one);
    d.email = optional_text(form, "email", "e-mail address", refusals, 254, domain::Lines::one);
    d.manager = optional_text(form, "manager", "manager", refusals, 40, domain::Lines::one);
    d.agency = form.value("agency");
    if (d.agency.empty()) refusals.push_back({RefusalKind::invalid, "agency", "Select an agency", {}});
}

void read_membership(Context& context, const Target& target, RightsChange& change, Refusals& refusals) {
    const auto& form = context.form;
    if (change.panel.empty()) change.panel = form.value("group");
    if (change.panel.empty()) refusals.push_back({RefusalKind::invalid, "group", "Select a group", {}});
    if (target.subject.empty()) change.subject = form.value("account");
    if (change.subject.empty()) refusals.push_back({RefusalKind::invalid, "account", "Select a person", {}});
    if (target.kind == RightsKind::leave) return;
    change.level = form.value("level");
    if (!domain::has_code(level_codes(), change.level)) refusals.push_back({RefusalKind::invalid, "level", "Select a level", {}});
    change.chair = form.value("chair") == "yes";
    domain::take(change.until, domain::read_near_date(form.value("until"), {"until", "last day"}, context.today()), refusals);
}

void read_agreement(Context& context, RightsChange& change, Refusals& refusals) {
    const auto& form = context.form;
    change.panel = form.value("group");
    if (change.panel.empty()) refusals.push_back({RefusalKind::invalid, "group", "Select a group", {}});
    domain::take(change.signed_on, domain::read_near_date(form.value("signed"), {"signed", "day it was signed"}, context.today()), refusals);
    domain::take(change.until, domain::read_near_date(form.value("until"), {"until", "last day"}, context.today()), refusals);
    domain::take(change.grace_days, domain::read_number(form.value("grace"), {"grace", "days of grace"}, 0, 90), refusals);
}

void read_founding(const Form& form, RightsChange& change, Refusals& refusals) {
    domain::take(change.subject, domain::read_text(form.value("id"), {"id", "id"}, 40), refusals);
    domain::take(change.title, domain::read_text(form.value("name"), {"name", "name"}, 100), refusals);
    if (change.kind == RightsKind::add_group) {
        change.purpose = optional_text(form, "purpose", "purpose", refusals, 200, domain::Lines::one);
        return;
    }
    change.agency_kind = form.value("kind");
    if (!domain::has_code(domain::community_protection::agency_kinds(), change.agency_kind)) refusals.push_back({RefusalKind::invalid, "kind", "Select what it is", {}});
}

RightsChange read_change(Context& context, const Target& target, Refusals& refusals) {
    RightsChange change{.kind = target.kind, .subject = target.subject, .panel = target.panel, .role = {}, .level = {}};
    const auto& form = context.form;
    switch (target.kind) {
        case RightsKind::join: domain::take(change.username, domain::read_text(form.value("username"), {"username", "user name"}, 64), refusals); read_details(form, change, refusals); break;
        case RightsKind::details: read_details(form, change, refusals); break;
        case RightsKind::role:
            change.role = form.value("role");
            if (!domain::has_code(role_codes(), change.role)) refusals.push_back({RefusalKind::invalid, "role", "Select a base role", {}});
            break;
        case RightsKind::membership:
        case RightsKind::leave: read_membership(context, target, change, refusals); break;
        case RightsKind::agreement: read_agreement(context, change, refusals); break;
        case RightsKind::add_agency:
        case RightsKind::add_group: read_founding(form, change, refusals); break;
        default: break;
    }
    domain::take(change.reason, domain::read_text(form.value("reason"), {"reason", "reason"}, 500, domain::Lines::many), refusals);
    return change;
}

Refusals read_first_password(Context& context, RightsChange& change) {
    if (!asks_password(change.kind)) return {};
    const auto password = account::raw(context.form, "first");
    auto rules = context.house().password_rules;
    rules.context_words.push_back(change.username);
    rules.context_words.push_back(change.details.name);
    if (const auto why = auth::password_refusal(password, rules)) return {{RefusalKind::invalid, "first", *why, {}}};
    change.password_phc = context.house().passwords.hash(password);
    return {};
}

bool about_access(const Refusals& refusals) {
    const auto kind = refusals.front().kind;
    return kind == RefusalKind::password_again || kind == RefusalKind::forbidden || kind == RefusalKind::not_found;
}

std::string after(const Target& target, const persistence::RightsDone& done) {
    if (done.waits) return "/rights/" + done.id;
    return target.kind == RightsKind::join ? "/accounts/" + done.subject : target.back;
}

}  // namespace

Response rights_form(Context& context) {
    const auto target = target_of(context);
    return target ? form_page(context, *target, {}) : not_found_page(context);
}

Response change_rights(Context& context) {
    const auto target = target_of(context);
    if (!target) return not_found_page(context);
    auto refusals = context.unknown_fields();
    auto change = read_change(context, *target, refusals);
    if (!refusals.empty()) return form_page(context, *target, refusals);
    if (context.form.value("step") != "save" || context.resent) return preview_page(context, *target, change, {});
    if (auto wrong = read_first_password(context, change); !wrong.empty()) return preview_page(context, *target, change, wrong);
    const auto done_now = persistence::change_rights(context.gate(), context.house().ledger, change);
    if (done_now) return made(after(*target, *done_now), after(*target, *done_now), done_now->waits ? "asked" : "rights");
    return about_access(done_now.error()) ? refusal_page(context, done_now.error()) : form_page(context, *target, done_now.error());
}

// --- the second person ------------------------------------------------------------------------------------------------------------

namespace {

domain::CodeList rights_answers() {
    static constexpr domain::Code codes[] = {{"agree", "I agree", "It is carried out at once"}, {"refuse", "I do not agree", ""}};
    return codes;
}

Html particulars(const RightsLine& r) {
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "About"}, .value = {.text = r.subject_name + ", " + r.subject}},
                                            {.key = {.text = "Now"}, .value = {.text = r.was}},
                                            {.key = {.text = "Will be"}, .value = {.text = r.becomes}},
                                            {.key = {.text = "Why"}, .value = {.text = r.reason}},
                                            {.key = {.text = "Asked"}, .value = {.text = r.asked_by_name + " on " + persistence::london_date_time(r.asked_at)}}};
    if (r.answered_at) rows.push_back({.key = {.text = r.answer == "agreed" ? "Agreed" : "Refused"}, .value = {.text = r.answered_by_name + " on " + persistence::london_date_time(*r.answered_at)}});
    if (!r.answer_reason.empty()) rows.push_back({.key = {.text = "What they say"}, .value = {.text = r.answer_reason}});
    return govuk::summary_list({.rows = std::move(rows)});
}

Html answer_form(Context& context, const RightsLine& r, const Shown& shown) {
    Html body = open_form(context, "/rights/" + r.id + "/answer", {});
    return body << radios_of(shown, "answer", "Your answer", rights_answers()) << long_text(shown, "reason", "Why? (needed when you do not agree)", "The person who asked reads this.", {}, 3, 500)
                << account::password_box("password", "Your password", "It is asked again so that nobody agrees in your name.", shown, "current-password")
                << govuk::button({.text = "Send answer", .prevent_double_click = true}) << "</form>\n"_html;
}

Response request_page(Context& context, const RightsLine& r, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, rights_json(r));
    const Shown shown(context.form, refusals);
    const std::string title = r.may_answer ? "Do you agree to this change of rights?" : r.waits() ? "Waiting for a second person" : "Change of rights";
    html::Page page{.title = title, .error = shown.refused(), .section = "work", .back_href = "/", .back_text = "Back to My work"};
    Html body = shown.summary();
    body << app::heading(1, title, "l") << particulars(r);
    if (r.may_answer) body << answer_form(context, r, shown);
    else if (r.waits()) body << app::paragraph(r.could_agree.empty() ? std::string("Nobody could agree now.") : domain::listed(r.could_agree) + " can agree.");
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// Read and recorded under whom it is about: whoever asks who saw that account finds it.
domain::Outcome<RightsLine> opened(Context& context) {
    auto line = persistence::open_rights(context.house().database, context.actor(), context.parameter("id"), context.now());
    if (!line) return line;
    auto entry = context.gate().entry({auth::Action::administer, "read_rights", "account", domain::LoggedOperation::security});
    entry.objects = {line->subject, line->id, line->asked_by};
    entry.panel = line->panel;
    context.gate().record(std::move(entry));
    return line;
}

}  // namespace

Response rights_request(Context& context) {
    const auto request = opened(context);
    return request ? request_page(context, *request, {}) : not_found_page(context);
}

Response answer_rights(Context& context) {
    const auto request = opened(context);
    if (!request || !request->may_answer) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const auto answer = context.form.value("answer"), reason = context.form.value("reason");
    if (!domain::has_code(rights_answers(), answer)) refusals.push_back({RefusalKind::invalid, "answer", "Select your answer", {}});
    if (answer == "refuse" && reason.empty()) refusals.push_back({RefusalKind::invalid, "reason", "Say why you do not agree", {}});
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return request_page(context, *request, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return request_page(context, *request, token.error());
    const auto answered = persistence::answer_rights(context.house().database, account::by_self(context, "answer_rights"), context.actor(), request->id, answer == "agree", reason);
    auto response = answered ? done("/rights/" + request->id, answer == "agree" ? "rights-agreed" : "not-agreed") : request_page(context, *request, answered.error());
    account::set_session(response, *token);
    return response;
}

}  // namespace casework::web::administration
