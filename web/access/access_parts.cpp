// Writing what waits, and making the desk.
#include "web/access/access_parts.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/rights.hpp"
#include "web/administration/rights_views.hpp"
#include "web/html/app.hpp"
#include "web/json_steps.hpp"

namespace casework::web::access {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;

struct Waiting {
    persistence::AccessDuties duties;
    std::vector<persistence::ConflictLine> conflicts;
    std::vector<persistence::PointerRequest> pointers;
    std::vector<persistence::RightsLine> rights;
    bool empty() const { return duties.reviews.empty() && pointers.empty() && duties.requests.empty() && conflicts.empty() && rights.empty(); }
};

Waiting waiting(Context& context) {
    Waiting w;
    context.house().database.read([&](persistence::Transaction& tx) {
        w.duties = persistence::access_duties(tx, context.actor(), context.now());
        w.conflicts = persistence::conflicts_to_answer(tx, context.actor(), context.now());
        w.pointers = persistence::pointers_to_see(tx, context.actor(), context.now());
        w.rights = persistence::rights_to_answer(tx, context.actor(), context.now());
    });
    return w;
}

govuk::Tag due_tag(domain::Date due, domain::Date today) {
    if (due < today) return {.text = "Overdue", .classes = "govuk-tag--red"};
    return {.text = "By " + domain::short_date(due, today), .classes = "govuk-tag--orange"};
}

}  // namespace

persistence::AccessDesk access_desk(Context& context) {
    const auto& house = context.house();
    auto who = context.gate().entry({auth::Action::read, "access", "record", domain::LoggedOperation::security});
    return {house.database, house.ledger, context.actor(), std::move(who), context.now(), house.own_origins.empty() ? std::string() : house.own_origins.front() + "/", &context.receipt};
}

persistence::AccessDesk form_desk(Context& context, std::function<Response(const std::string& id)> answer) {
    auto desk = access_desk(context);
    desk.form_key = context.gate().asked().form_key;
    desk.leads_to = [&context, answer = std::move(answer)](const std::string& id) { return led_to(context, answer(id)); };
    return desk;
}

Html waiting_for_access(Context& context) {
    const auto w = waiting(context);
    if (w.empty()) return {};
    Html out = app::heading(2, "Access that waits for you");
    govuk::TaskList list{.id_prefix = "access"};
    for (const auto& e : w.duties.reviews)
        list.items.push_back({.title = {.text = e.may_review ? "Review an emergency access" : "Emergency access: somebody else reviews it"}, .hint = {.text = fmt::format("{}, {}, on {}", e.account_name, e.agency, persistence::london_date_time(e.asked_at))},
                              .status = {.tag = due_tag(e.review_due, context.today())}, .href = "/emergency/" + e.id});
    for (const auto& r : w.duties.requests)
        list.items.push_back({.title = {.text = "Somebody asks for access to " + r.record}, .hint = {.text = fmt::format("{}, {}", r.account_name, r.agency)}, .status = {.tag = {.text = "New", .classes = "govuk-tag--blue"}},
                              .href = "/access-requests/" + r.id});
    for (const auto& c : w.conflicts)
        list.items.push_back({.title = {.text = c.excludes ? "A conflict of interest was found" : "A name on a record is that of somebody who works here"},
                              .hint = {.text = fmt::format("{}, {}, {} {}", c.account_name, c.agency, c.excludes ? "is kept from" : "is called like somebody on", c.record)},
                              .status = {.tag = c.nobody_left ? govuk::Tag{.text = "Nobody left", .classes = "govuk-tag--red"} : govuk::Tag{.text = "New", .classes = "govuk-tag--blue"}}, .href = "/conflicts/" + c.id});
    for (const auto& p : w.pointers)
        list.items.push_back({.title = {.text = "Somebody was told to ask your group about " + domain::listed(p.records)}, .hint = {.text = fmt::format("{}, {}, on {}", p.account_name, p.agency, persistence::london_date_time(p.asked_at))},
                              .status = {.tag = {.text = "New", .classes = "govuk-tag--blue"}}, .href = "/pointers/" + p.id});
    for (const auto& c : w.rights)
        list.items.push_back({.title = {.text = "Agree to a change of rights: " + c.subject_name}, .hint = {.text = c.becomes}, .status = {.tag = {.text = "Waiting", .classes = "govuk-tag--blue"}}, .href = "/rights/" + c.id});
    return out << govuk::task_list(list);
}

Html pointer_offer(Context& context) {
    bool offered = false;
    context.house().database.read([&](persistence::Transaction& tx) { offered = persistence::pointers_offered(tx, context.actor(), context.today()); });
    if (!offered) return {};
    Html out("<p class=\"govuk-body\">"_html);
    return out << app::link("Ask whether another group holds a record", "/pointers") << "</p>\n"_html;
}

void waiting_json(Context& context, JsonObject& json) {
    const auto w = waiting(context);
    json.list("emergency_reviews", w.duties.reviews, emergency_json).list("access_requests", w.duties.requests, access_request_json).list("conflicts", w.conflicts, conflict_json).list("pointers", w.pointers, pointer_json).list("rights_to_agree", w.rights, administration::rights_json);
}

JsonObject pointer_json(const persistence::PointerRequest& p) {
    JsonObject json;
    json.add("id", p.id).add("by", p.account_name).add("agency", p.agency).add("purpose", p.purpose).add("reason", p.reason).add("asked_at", p.asked_at).add("records", p.records);
    return json.list("groups", p.groups, [](const persistence::PointedTo& to) { return JsonObject().add("group", to.group).add("contact", to.contact).add("agency", to.agency); });
}

JsonObject conflict_json(const persistence::ConflictLine& c) {
    JsonObject json;
    json.add("id", c.id).add("account", c.account).add("name", c.account_name).add("agency", c.agency).add("record", c.record).add("relation", c.relation).add("declared_name", c.declared_name).add("by_name", c.by_name);
    return json.add("by_address", c.by_address).add("kept_away", c.excludes).add("own_name", c.own_name).add("nobody_left", c.nobody_left).add("found_at", c.found_at).add("answer", c.answer).add("answered_by", c.answered_by_name).add("answered_at", c.answered_at).add("reason", c.reason);
}

JsonObject emergency_json(const persistence::EmergencyLine& l) {
    JsonObject json;
    json.add("id", l.id).add("by", l.account_name).add("agency", l.agency).add("asked", l.asked).add("record", l.record).add("group", l.panel).add("purpose", l.purpose).add("reason", l.reason);
    json.add("asked_at", l.asked_at).add("until", l.until).add("review_due", l.review_due).add("outcome", l.outcome).add("reviewed_by", l.reviewed_by_name);
    return json.add("review_words", l.review_words).add("reviewed_at", l.reviewed_at).add("may_review", l.may_review).add("incident", l.incident).add("co_approved_by", l.co_approved_by_name).add("co_approved_at", l.co_approved_at).add("co_approval_words", l.co_approval_words).add("may_co_approve", l.may_co_approve);
}

JsonObject access_request_json(const persistence::AccessRequestLine& l) {
    JsonObject json;
    json.add("id", l.id).add("by", l.account_name).add("agency", l.agency).add("record", l.record).add("reason", l.reason).add("asked_at", l.asked_at).add("answer", l.answer).add("answer_reason", l.answer_reason);
    return json.add("answered_by", l.answered_by_name).add("answered_at", l.answered_at).add("until", l.until).add("may_answer", l.may_answer);
}

}  // namespace casework::web::access
