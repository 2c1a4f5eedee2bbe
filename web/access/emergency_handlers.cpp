// Answering for emergency access and requests for access.
#include "web/access/emergency_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/access/emergency.hpp"
#include "web/access/access_forms.hpp"
#include "web/access/access_parts.hpp"
#include "web/account/account_parts.hpp"
#include "web/csv.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/pages.hpp"

namespace casework::web::access {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::emergency_access;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::AccessRequestLine;
using persistence::EmergencyLine;
using persistence::OwnAccess;
using persistence::OwnRequests;

html::Page page_of(std::string title, const Shown& shown, std::string back = "/") {
    return {.title = std::move(title), .error = shown.refused(), .section = "work", .back_href = std::move(back)};
}

OwnRequests own(Context& context) {
    OwnRequests requests;
    context.house().database.read([&](persistence::Transaction& tx) { requests = persistence::own_requests(tx, context.actor(), context.now()); });
    return requests;
}

JsonObject own_json(const OwnAccess& o) {
    JsonObject json;
    json.add("id", o.id).add("asked", o.asked).add("asked_at", o.asked_at).add("until", o.until).add("record", o.record).add("answer", o.answer).add("protected_too", o.protected_too);
    return json.add("answer_reason", o.answer_reason).add("until_day", o.until_day);
}

Html emergencies_table(const OwnRequests& requests) {
    Html out = app::heading(2, "Your emergency access", "m", "yours");
    if (requests.emergencies.empty()) return out << app::paragraph("You have not used it.");
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Asked"}, {.text = "For"}, {.text = "Opens"}};
    for (const auto& o : requests.emergencies) {
        Html opens = html::text("Nothing is open");
        if (o.until) opens = app::link("Open " + o.record, address_of_record(o.record)) + html::text(" until " + persistence::london_time(*o.until) + (o.protected_too ? ", with its protected details" : ", without its protected details"));
        table.rows.push_back({{.text = persistence::london_date_time(o.asked_at)}, {.text = o.asked}, {.html = opens}});
    }
    return out << app::stacked_table(std::move(table));
}

Html asked_table(const OwnRequests& requests) {
    Html out = app::heading(2, "Access you asked the owner for", "m", "asked");
    if (requests.requests.empty()) return out << app::paragraph("You have not asked for access.") << "<p class=\"govuk-body\">"_html << app::link("Ask the owner for access", "/access-requests/add") << "</p>"_html;
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Asked"}, {.text = "For"}, {.text = "Answer"}};
    for (const auto& o : requests.requests) {
        Html answer = html::text("Asked. If there is such a record, its owner decides.");
        if (o.answer == "allowed") answer = app::link("Open " + o.record, address_of_record(o.record)) + html::text(" until " + domain::long_date(*o.until_day) + ". " + o.answer_reason);
        else if (o.answer == "refused") answer = html::text("Not allowed. " + o.answer_reason);
        table.rows.push_back({{.text = persistence::london_date_time(o.asked_at)}, {.text = o.asked}, {.html = answer}});
    }
    return out << app::stacked_table(std::move(table)) << "<p class=\"govuk-body\">"_html << app::link("Ask the owner for access to another record", "/access-requests/add") << "</p>"_html;
}

Html emergency_form(Context& context, const Shown& shown) {
    Html form = open_form(context, "/emergency", {});
    return form << small_input(shown, "reference", "Exact reference", "For example, NOM-2026-0041. Or leave it empty and give name and date of birth", {}, "govuk-input--width-20") << small_input(shown, "name", "Full name")
                << date_boxes(context, shown, "born", "Date of birth", "For example, 27 3 1984") << radios_of(shown, "purpose", "Why do you need to open it?", rules::purposes())
                << small_input(shown, "incident", "Incident or crime number (optional)", "For example, 46/123456/26. The number only, nothing about anybody", {}, "govuk-input--width-20")
                << long_text(shown, "reason", "What will you use it for?", fmt::format("At least {} characters. It is read by the owner and by information governance", rules::reason_least), {}, 3, rules::reason_most)
                << account::password_box("password", "Your password", "", shown, "current-password") << "<div class=\"govuk-button-group\">\n"_html
                << govuk::button({.text = "Open for 60 minutes", .classes = "govuk-button--warning", .prevent_double_click = true}) << app::link("Ask the case lead instead", "/access-requests/add") << "</div>\n</form>\n"_html;
}

Response emergency_page(Context& context, const Refusals& refusals) {
    const auto requests = own(context);
    if (context.wants_json())
        return context.json_form(refusals, JsonObject().add("left_today", requests.left_today).list("emergencies", requests.emergencies, own_json).list("requests", requests.requests, own_json));
    const Shown shown(context.form, refusals);
    auto page = page_of("Emergency access", shown);
    page.marking = html::Marking{.text = "Your answer here is recorded and checked."};
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << app::paragraph("For a restricted record that you are not named on, when somebody could come to harm before its owner can answer.")
         << govuk::inset_text({.text = "The owner and information governance are told straight away, and check it within two working days. It opens one record, for reading, for 60 minutes."});
    if (requests.left_today == 0) body << govuk::warning_text({.text = fmt::format("You have used it {} times today. Ask the owner or information governance.", rules::asks_a_day)});
    else body << app::paragraph("You can use it " + domain::counted(requests.left_today, "more time") + " today.") << emergency_form(context, shown);
    page.main = account::reading_width(body) << emergencies_table(requests) << asked_table(requests);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// Practitioners only: nobody else reaches a record by any row of the access table.
bool works_on_cases(const Context& context) { return context.actor().role == domain::BaseRole::practitioner; }

rules::Asked read_emergency(const Form& form, Refusals& refusals) {
    rules::Asked asked{.reference = form.value("reference"), .name = form.value("name"), .born = {}, .purpose = form.value("purpose"), .reason = form.value("reason"), .incident = form.value("incident")};
    if (asked.reference.size() > 40) refusals.push_back({RefusalKind::invalid, "reference", "A reference has at most 40 characters", {}});
    if (domain::code_points(asked.name) > 100) refusals.push_back({RefusalKind::invalid, "name", "A name has at most 100 characters", {}});
    if (!asked.name.empty()) asked.born = optional_date(form, "born", "date of birth", refusals);
    for (auto& refusal : rules::refused(asked)) refusals.push_back(std::move(refusal));
    return asked;
}

}  // namespace

Response emergency(Context& context) { return works_on_cases(context) ? emergency_page(context, {}) : not_found_page(context); }

Response ask_emergency(Context& context) {
    if (!works_on_cases(context)) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const auto asked = read_emergency(context.form, refusals);
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return emergency_page(context, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return emergency_page(context, token.error());
    const auto answer = [](const std::string&) { return done("/emergency#yours", "emergency"); };
    const auto made_now = persistence::ask_emergency_access(form_desk(context, answer), asked);
    auto response = made_now ? answer(*made_now) : emergency_page(context, made_now.error());
    account::set_session(response, *token);
    return response;
}

// --- asking the owner -------------------------------------------------------------------------------------------------------------

namespace {

Response ask_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    auto page = page_of("Ask for access", shown, "/emergency");
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << app::paragraph("If there is such a record and you cannot open it, its owner is asked and decides for how long you may.") << open_form(context, "/access-requests/add", {})
         << small_input(shown, "reference", "Exact reference", "For example, NOM-2026-0041", {}, "govuk-input--width-20")
         << long_text(shown, "reason", "Why do you need it?", fmt::format("At least {} characters. The owner reads it", rules::reason_least), {}, 3, rules::reason_most) << govuk::button({.text = "Ask", .prevent_double_click = true})
         << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response ask_access_form(Context& context) { return works_on_cases(context) ? ask_page(context, {}) : not_found_page(context); }

Response ask_access(Context& context) {
    if (!works_on_cases(context)) return not_found_page(context);
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return ask_page(context, refusals);
    const auto answer = [](const std::string&) { return done("/emergency#asked", "access-asked"); };
    const auto asked = persistence::ask_for_access(form_desk(context, answer), context.form.value("reference"), context.form.value("reason"));
    return asked ? answer(*asked) : asked.error().front().kind == RefusalKind::not_found ? not_found_page(context) : ask_page(context, asked.error());
}

// --- those who answer for it ------------------------------------------------------------------------------------------------------

namespace {

Html review_facts(Context& context, const EmergencyLine& e) {
    const bool opens = !e.record.empty() && context.gate().would_allow(e.record, auth::Action::read).verdict == auth::Verdict::allow;
    Html record = opens ? app::link(e.record, address_of_record(e.record)) : html::text(!e.record.empty() ? e.record : e.until ? "A record that was erased since" : "Nothing matched: nothing was opened");
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "Who"}, .value = {.text = e.account_name + ", " + e.agency}},
                                            {.key = {.text = "When"}, .value = {.text = persistence::london_date_time(e.asked_at)}},
                                            {.key = {.text = "Asked for"}, .value = {.text = e.asked}},
                                            {.key = {.text = "Opened"}, .value = {.html = record}},
                                            {.key = {.text = "Why"}, .value = {.text = domain::words_for(rules::purposes(), e.purpose)}},
                                            {.key = {.text = "What for"}, .value = {.text = e.reason}},
                                            {.key = {.text = "Incident or crime number"}, .value = {.text = e.incident.empty() ? "None given" : e.incident}},
                                            {.key = {.text = "Review by"}, .value = {.text = domain::long_date(e.review_due)}}};
    if (e.co_approved_at) rows.push_back({.key = {.text = "Protected details"}, .value = {.text = fmt::format("Shown too, agreed by {} on {}. {}", e.co_approved_by_name, persistence::london_date_time(*e.co_approved_at), e.co_approval_words)}});
    if (e.reviewed_at) {
        rows.push_back({.key = {.text = "Found"}, .value = {.text = domain::words_for(rules::outcomes(), e.outcome)}});
        rows.push_back({.key = {.text = "Reviewed"}, .value = {.text = e.reviewed_by_name + " on " + persistence::london_date_time(*e.reviewed_at) + ". " + e.review_words}});
    }
    return govuk::summary_list({.rows = std::move(rows)});
}

Response review_page(Context& context, const EmergencyLine& e, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, emergency_json(e));
    const Shown shown(context.form, refusals);
    auto page = page_of("Emergency access – " + e.id, shown);
    Html body = shown.summary();
    body << app::heading(1, "Emergency access", "l") << review_facts(context, e);
    if (e.may_co_approve)
        body << app::heading(2, "Protected details") << app::paragraph("They do not see the safe address and contact, health, or who reported. If they need them now, you can agree for the rest of the hour. Both of you stand in the ledger, and the owner is told.")
             << open_form(context, "/emergency/" + e.id + "/co-approval", {}) << long_text(shown, "why", "Why do they need the protected details now?", fmt::format("At least {} characters", rules::reason_least), {}, 3, rules::reason_most)
             << account::password_box("password", "Your password", "", shown, "current-password") << govuk::button({.text = "Agree for the rest of the hour", .classes = "govuk-button--secondary", .prevent_double_click = true}) << "</form>\n"_html;
    if (e.may_review)
        body << app::heading(2, "Review") << open_form(context, "/emergency/" + e.id + "/review", {}) << radios_of(shown, "outcome", "What did you find?", rules::outcomes())
             << long_text(shown, "words", "What did you look at, and why do you decide so?", {}, {}, 3, 500) << govuk::button({.text = "Close the review", .prevent_double_click = true}) << "</form>\n"_html;
    else if (!e.reviewed_at) body << app::paragraph("You lead the person who used it, so somebody else reviews it.");
    body << "<p class=\"govuk-body\">"_html << app::link("Count by month", "/emergency/months") << "</p>"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Response request_page(Context& context, const AccessRequestLine& r, const Refusals& refusals) {
    static constexpr domain::Code answers[] = {{"allow", "Allow, until a day", "They are named on the record: they read it and write notes"}, {"refuse", "Do not allow", ""}};
    if (context.wants_json()) return context.json_form(refusals, access_request_json(r));
    const Shown shown(context.form, refusals);
    auto page = page_of("Request for access – " + r.id, shown);
    Html body = shown.summary();
    body << app::heading(1, "Somebody asks for access", "l")
         << govuk::summary_list({.rows = {{.key = {.text = "Who"}, .value = {.text = r.account_name + ", " + r.agency}}, {.key = {.text = "Record"}, .value = {.html = app::link(r.record, address_of_record(r.record))}},
                                          {.key = {.text = "Why"}, .value = {.text = r.reason}}, {.key = {.text = "Asked"}, .value = {.text = persistence::london_date_time(r.asked_at)}}}});
    if (r.may_answer)
        body << open_form(context, "/access-requests/" + r.id + "/answer", {}) << radios_of(shown, "answer", "Your decision", answers)
             << small_input(shown, "until", "Last day (when you allow it)", fmt::format("At most {} days ahead. {}", rules::access_days_most, near_date_hint), {}, "govuk-input--width-10")
             << long_text(shown, "reason", "Why do you decide so?", "They read it", {}, 3, 500) << account::password_box("password", "Your password", "", shown, "current-password")
             << govuk::button({.text = "Send decision", .prevent_double_click = true}) << "</form>\n"_html;
    else if (r.answered_at) body << app::paragraph(fmt::format("{} by {} on {}. {}", r.answer == "allowed" ? "Allowed" : "Refused", r.answered_by_name, persistence::london_date_time(*r.answered_at), r.answer_reason));
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response emergency_review(Context& context) {
    const auto line = persistence::open_emergency(access_desk(context), context.parameter("id"));
    return line ? review_page(context, *line, {}) : not_found_page(context);
}

Response review(Context& context) {
    const auto desk = access_desk(context);
    const auto line = persistence::open_emergency(desk, context.parameter("id"));
    if (!line) return not_found_page(context);
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return review_page(context, *line, refusals);
    const auto closed = persistence::review_emergency(desk, line->id, context.form.value("outcome"), context.form.value("words"));
    return closed ? done("/emergency/" + line->id, "reviewed") : review_page(context, *line, closed.error());
}

Response co_approve(Context& context) {
    const auto desk = access_desk(context);
    const auto line = persistence::open_emergency(desk, context.parameter("id"));
    if (!line) return not_found_page(context);
    auto refusals = context.unknown_fields();
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return review_page(context, *line, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return review_page(context, *line, token.error());
    const auto approved = persistence::co_approve_emergency(desk, line->id, context.form.value("why"));
    auto response = approved ? done("/emergency/" + line->id, "co-approved") : review_page(context, *line, approved.error());
    account::set_session(response, *token);
    return response;
}

Response access_request(Context& context) {
    const auto line = persistence::open_access_request(access_desk(context), context.parameter("id"));
    return line ? request_page(context, *line, {}) : not_found_page(context);
}

Response answer_access(Context& context) {
    const auto line = persistence::open_access_request(access_desk(context), context.parameter("id"));
    if (!line) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const auto answer = context.form.value("answer");
    const auto until = near_date(context, "until", "last day", refusals);
    if (answer != "allow" && answer != "refuse") refusals.push_back({RefusalKind::invalid, "answer", "Select your decision", {}});
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return request_page(context, *line, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return request_page(context, *line, token.error());
    const auto answered = persistence::answer_access_request(access_desk(context), line->id, answer == "allow", until, context.form.value("reason"));
    auto response = answered ? done("/access-requests/" + line->id, "access-answered") : request_page(context, *line, answered.error());
    account::set_session(response, *token);
    return response;
}

// --- month by month ---------------------------------------------------------------------------------------------------------------

namespace {

std::optional<std::vector<persistence::EmergencyMonth>> counted_months(Context& context) {
    if (!persistence::answers_for_emergencies(context.actor(), context.today())) return std::nullopt;
    std::vector<persistence::EmergencyMonth> list;
    context.house().database.read([&](persistence::Transaction& tx) { list = persistence::emergency_months(tx, context.actor(), context.today()); });
    return list;
}

std::vector<std::string> cells(const persistence::EmergencyMonth& m) {
    return {m.month, std::to_string(m.asked), std::to_string(m.opened), std::to_string(m.justified), std::to_string(m.not_justified), std::to_string(m.waiting), std::to_string(m.overdue)};
}

}  // namespace

Response months(Context& context) {
    const auto list = counted_months(context);
    if (!list) return not_found_page(context);
    if (context.wants_json())
        return context.json(JsonObject().list("months", *list, [](const persistence::EmergencyMonth& m) {
            return JsonObject().add("month", m.month).add("asked", m.asked).add("opened", m.opened).add("justified", m.justified).add("not_justified", m.not_justified).add("waiting", m.waiting).add("overdue", m.overdue);
        }));
    html::Page page{.title = "Emergency access by month", .section = "work", .back_href = "/"};
    page.marking.reset();
    page.main << app::heading(1, page.title, "l");
    if (list->empty()) page.main << app::paragraph("Nobody has used emergency access.");
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Month"}, {.text = "Used"}, {.text = "Opened a record"}, {.text = "Justified"}, {.text = "Not justified"}, {.text = "Waiting"}, {.text = "Overdue"}};
    table.first_cell_is_header = true;
    for (const auto& m : *list) {
        std::vector<govuk::TableCell> row;
        for (auto& cell : cells(m)) row.push_back({.text = std::move(cell)});
        table.rows.push_back(std::move(row));
    }
    if (!list->empty()) page.main << app::stacked_table(std::move(table)) << "<p class=\"govuk-body\">"_html << app::link("Download (CSV)", "/emergency/months.csv") << "</p>"_html;
    return context.page(std::move(page));
}

Response download_months(Context& context) {
    const auto list = counted_months(context);
    if (!list) return not_found_page(context);
    Csv csv({"month", "used", "opened", "justified", "not_justified", "waiting", "overdue"});
    for (const auto& m : *list) csv.row(cells(m));
    return csv_download("emergency-access.csv", std::move(csv).take());
}

}  // namespace casework::web::access
