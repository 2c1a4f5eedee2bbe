// Reading the question, and writing what all pages share.
#include "web/audit/audit_parts.hpp"

#include <fmt/format.h>

#include "domain/audit/ledger_use.hpp"
#include "domain/text.hpp"
#include "web/html/moj.hpp"
#include "web/ledger_words.hpp"
#include "web/percent_encoding.hpp"

namespace casework::web::audit {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::audit;
using html::Html;
using html::operator""_html;
using persistence::LedgerQuestion;

constexpr std::size_t ids_shown = 8;

}  // namespace

domain::CodeList operations() {
    static constexpr domain::Code codes[] = {{"consultation", "Viewed", ""}, {"collection", "Collected", ""}, {"alteration", "Changed", ""}, {"disclosure", "Printed, downloaded or shared", ""}, {"combination", "Compared or joined", ""}, {"erasure", "Erased", ""}, {"security", "Signing in, rights, administration", ""}};
    return codes;
}

Form typed(const Context& context) { return Form(context.request().query); }

LedgerQuestion question_of(const Context& context, domain::Refusals& refusals) {
    const auto form = typed(context);
    LedgerQuestion q;
    q.purpose = form.value("purpose");
    q.about = domain::tidy_line(form.value("about")).substr(0, 64);
    q.account = form.value("account").substr(0, 64);
    q.agency = form.value("agency").substr(0, 64);
    q.rule = form.value("rule").substr(0, 64);
    q.used_for = form.value("used_for").substr(0, 64);
    for (const auto& operation : form.values("operation"))
        if (domain::has_code(operations(), operation)) q.operations.push_back(operation);
    for (const auto& look : form.values("look"))
        if (domain::has_code(rules::looks(), look)) q.looks.push_back(look);
    q.refused_only = form.value("refused") == "yes";
    q.from = near_date(form, context.today(), "from", "first day", refusals);
    q.to = near_date(form, context.today(), "to", "last day", refusals);
    return q;
}

std::string address_with(std::string_view path, const LedgerQuestion& q) {
    std::string address = fmt::format("{}?purpose={}", path, percent_encoded(q.purpose));
    for (const auto& [name, value] : {std::pair<std::string_view, std::string>{"about", q.about}, {"account", q.account}, {"agency", q.agency}, {"rule", q.rule}, {"used_for", q.used_for},
                                      {"refused", q.refused_only ? "yes" : ""}, {"from", q.from ? domain::iso_date(*q.from) : ""}, {"to", q.to ? domain::iso_date(*q.to) : ""}})
        if (!value.empty()) address += fmt::format("&{}={}", name, percent_encoded(value));
    for (const auto& operation : q.operations) address += "&operation=" + operation;
    for (const auto& look : q.looks) address += "&look=" + look;
    return address;
}

html::Page audit_page(std::string title, const Shown& shown, std::string_view section) {
    html::Page page{.title = std::move(title), .error = shown.refused(), .section = std::string(section)};
    page.marking = html::Marking{.text = "Audit. Your searches here are also recorded."};
    return page;
}

Html purpose_choice(const Shown& shown) { return select_of(shown, "purpose", "What do you use the log for?", rules::purposes(), "", "Select a purpose", "govuk-label--s"); }

Html days(const Shown& shown) {
    Html out = small_input(shown, "from", "From (optional)", std::string(past_date_hint), {}, "govuk-input--width-10");
    return out << small_input(shown, "to", "To (optional)", {}, {}, "govuk-input--width-10");
}

Html audit_tabs(const LedgerQuestion& q, std::string_view current) {
    LedgerQuestion kept;
    kept.purpose = q.purpose, kept.about = q.about, kept.account = q.account, kept.from = q.from, kept.to = q.to;
    return html::moj::sub_navigation({.label = "Audit",
                                      .items = {{.text = "Entries", .href = address_with("/ledger", kept), .active = current == "entries"},
                                                {.text = "Who looked", .href = address_with("/ledger/who-looked", kept), .active = current == "who"},
                                                {.text = "Worth a look", .href = address_with("/ledger/patterns", kept), .active = current == "patterns"},
                                                {.text = "Access reviews", .href = "/access-reviews", .active = current == "reviews"}},
                                      .classes = "app-sub-navigation"});
}

Html search_form(std::string_view address) {
    Html out("<form method=\"get\" class=\"app-noprint\""_html);
    return out << html::attribute("action", address) << ">"_html;
}

Html verified_part(const persistence::LedgerState& state) {
    Html out("<p class=\"govuk-body\">"_html);
    if (!state.whole) out << govuk::tag({.text = "Log not checked yet", .classes = "govuk-tag--grey"}) << " The whole log is checked once a day, and by ‘casework ledger verify’."_html;
    else if (state.whole->holds()) out << govuk::tag({.text = "Log intact", .classes = "govuk-tag--green"}) << " "_html << fmt::format("Checked on {}, {}.", persistence::london_date_time(state.whole->at), domain::counted(state.whole->entries, "entry", "entries"));
    else out << govuk::tag({.text = "Log does not verify", .classes = "govuk-tag--red"}) << " "_html << fmt::format("Checked on {}: {}. ‘casework ledger verify’ names each; deploy/runbook.md says what to do.", persistence::london_date_time(state.whole->at), domain::counted(state.whole->findings, "finding"));
    if (state.at_start) out << " "_html << fmt::format("Its heads fitted when the server started on {}.", persistence::london_date_time(state.at_start->at));
    return out << "</p>\n"_html;
}

JsonObject verified_json(const persistence::LedgerState& state) {
    JsonObject json;
    json.add("verified", state.whole ? state.whole->holds() ? "intact" : "failed" : "not_yet");
    if (state.whole) json.add("checked_at", state.whole->at).add("findings", state.whole->findings).add("entries", state.whole->entries);
    if (state.at_start) json.add("started_at", state.at_start->at);
    return json;
}

std::string purpose_words(std::string_view code) { return domain::words_for(rules::purposes(), code); }

std::string who_words(const persistence::LedgerPage& page, const domain::LedgerEntry& e) {
    if (e.account.empty()) return e.role == "operator" ? "The operator’s command" : "Nobody signed in";
    const auto name = page.names.find(e.account);
    return name == page.names.end() ? e.account : name->second;
}

JsonObject entry_json(const persistence::LedgerRow& row) {
    const auto& e = row.entry;
    JsonObject json;
    json.add("entry", fmt::format("{}.{}", row.place.stream, row.place.seq)).add("at", domain::Instant{std::chrono::milliseconds(e.at_ms)}).add("account", e.account).add("agency", e.agency).add("role", e.role);
    json.add("operation", domain::name(e.operation)).add("act", e.action).add("object_type", e.object_type).add("objects", e.objects).add("group", e.panel).add("sensitivity", e.sensitivity).add("purpose", e.purpose);
    json.add("rule", e.rule).add("outcome", e.outcome).add("status", e.status).add("recipients", e.recipients).add("fields", e.fields).add("approvals", e.approvals).add("source_address", e.source_address);
    if (e.count >= 0) json.add("count", e.count);
    return json.add("session", e.session).add("request", e.request_id).add("worth_a_look", row.looks);
}

Html objects(const std::vector<std::string>& ids, const LedgerQuestion& question) {
    Html out;
    for (std::size_t i = 0; i < ids.size() && i < ids_shown; ++i) {
        LedgerQuestion about;
        about.purpose = question.purpose, about.about = ids[i];
        out << (i == 0 ? "" : ", ") << app::link(ids[i], address_with("/ledger", about));
    }
    if (ids.size() > ids_shown) out << " and " << domain::counted(std::ssize(ids) - static_cast<std::ptrdiff_t>(ids_shown), "more", "more");
    return out;
}

Html waiting_reviews(Context& context) {
    std::vector<persistence::AskedOfMe> mine;
    std::vector<persistence::AccessReview> reviews;
    context.house().database.read([&](persistence::Transaction& tx) {
        mine = persistence::questions_for_me(tx, context.actor());
        reviews = persistence::reviews_waiting(tx, context.actor(), context.today());
    });
    if (mine.empty() && reviews.empty()) return {};
    Html out = app::heading(2, "Access reviews");
    govuk::TaskList list{.id_prefix = "audit"};
    for (const auto& q : mine)
        list.items.push_back({.title = {.text = "Information governance asks you about " + (q.record.empty() ? std::string("what you opened") : q.record)}, .hint = {.text = "Asked on " + persistence::london_date_time(q.asked_at)},
                              .status = {.tag = {.text = "Answer", .classes = "govuk-tag--orange"}}, .href = "/access-questions/" + q.review});
    for (const auto& r : reviews)
        list.items.push_back({.title = {.text = "Access review of " + r.account_name}, .hint = {.text = r.id + (r.record.empty() ? "" : ", about " + r.record)},
                              .status = {.tag = r.state == rules::ReviewState::answered ? govuk::Tag{.text = "Answered", .classes = "govuk-tag--blue"} : govuk::Tag{.text = "Due", .classes = "govuk-tag--red"}}, .href = "/access-reviews/" + r.id});
    return out << govuk::task_list(list);
}

void waiting_reviews_json(Context& context, JsonObject& json) {
    std::vector<persistence::AskedOfMe> mine;
    context.house().database.read([&](persistence::Transaction& tx) { mine = persistence::questions_for_me(tx, context.actor()); });
    json.list("questions_about_access", mine, [](const persistence::AskedOfMe& q) { return JsonObject().add("id", q.review).add("record", q.record).add("question", q.question).add("asked_at", q.asked_at); });
}

}  // namespace casework::web::audit
