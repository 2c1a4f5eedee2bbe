// Answering for requests for a colleague's agreement.
#include "web/agreements/agreement_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/second_person.hpp"
#include "web/account/account_parts.hpp"
#include "web/agreements/agreement_acts.hpp"
#include "web/agreements/agreement_forms.hpp"
#include "web/agreements/agreement_json.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/board_views.hpp"

namespace casework::web::agreements {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::AgreementRequest;
using persistence::AgreementState;

std::string address_of(const AgreementRequest& r, std::string_view step = {}) { return fmt::format("/agreements/{}{}{}", r.id, step.empty() ? "" : "/", step); }

std::string when(const std::optional<domain::Instant>& at) { return at ? persistence::london_date_time(*at) : std::string(); }

Html particulars(const Context& context, const AgreementRequest& r) {
    const auto name = nominals::naming(context).initials ? domain::initials(r.object_name) : r.object_name;
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "What will be done"}, .value = {.text = words_of(r)}},
                                            {.key = {.text = "About"}, .value = {.html = app::link(name.empty() ? r.object : name + ", " + r.object, "/nominals/" + r.object)}},
                                            {.key = {.text = "What for"}, .value = {.text = purpose_words(r)}}};
    if (r.state != AgreementState::prepared) rows.push_back({.key = {.text = "Why"}, .value = {.text = r.why}});
    if (r.asked_at) rows.push_back({.key = {.text = "Asked"}, .value = {.text = fmt::format("{}, {}, on {}", r.asked_by_name, r.asked_by_agency, when(r.asked_at))}});
    if (r.answered_at) rows.push_back({.key = {.text = r.state == AgreementState::refused ? "Refused" : "Agreed"}, .value = {.text = fmt::format("{} on {}", r.answered_by_name, when(r.answered_at))}});
    if (!r.answer_reason.empty()) rows.push_back({.key = {.text = "What they say"}, .value = {.text = r.answer_reason}});
    return govuk::summary_list({.rows = std::move(rows)});
}

std::string heading_of(const AgreementRequest& r) {
    if (r.may_answer) return "Do you agree?";
    switch (r.state) {
        case AgreementState::prepared: return "Ask a colleague to agree";
        case AgreementState::waiting: return "Waiting for a colleague to agree";
        case AgreementState::agreed: return "A colleague has agreed";
        case AgreementState::refused: return "A colleague did not agree";
        case AgreementState::used: return "Agreed and done";
        case AgreementState::ended: return "This request has run out";
    }
    return {};
}

Html asked_form(Context& context, const AgreementRequest& r, const Shown& shown) {
    if (r.could_agree.empty()) return govuk::inset_text({.text = "Nobody can agree to this now: " + r.panel_name + " has no other coordinator. Ask the group’s chair."});
    Html body = open_form(context, address_of(r, "ask"), {});
    return body << long_text(shown, "why", "Why do you need to do this?", "Your colleague reads this, and it is kept with the record.", r.why)
                << app::paragraph("It takes effect only when one of these agrees: " + domain::listed(r.could_agree) + ".") << govuk::button({.text = "Ask", .prevent_double_click = true}) << "</form>\n"_html;
}

Html answer_form(Context& context, const AgreementRequest& r, const Shown& shown) {
    Html body = open_form(context, address_of(r, "answer"), {});
    return body << radios_of(shown, "answer", "Your answer", answers()) << long_text(shown, "reason", "Why? (needed when you do not agree)", "The person who asked reads this.", {}, 3)
                << account::password_box("password", "Your password", "It is asked again so that nobody agrees in your name.", shown, "current-password")
                << govuk::button({.text = "Send answer", .prevent_double_click = true}) << "</form>\n"_html;
}

Html what_next(Context& context, const AgreementRequest& r, const Shown& shown) {
    if (r.may_answer) return answer_form(context, r, shown);
    if (!r.mine) return {};
    switch (r.state) {
        case AgreementState::prepared: return asked_form(context, r, shown);
        case AgreementState::waiting:
            return app::paragraph(fmt::format("It waits until {}. {}. You are shown the answer in My work.", when(r.until),
                                              r.could_agree.empty() ? std::string("Nobody can agree now") : domain::listed(r.could_agree) + " can agree"));
        case AgreementState::agreed:
            return app::paragraph(fmt::format("You can do it once, until {}.", when(r.until))) +
                   post_form(context, address_of(r, "use"), {}, govuk::button({.text = "Do it now", .prevent_double_click = true}));
        default: return {};
    }
}

Response request_page(Context& context, const AgreementRequest& r, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, request_json(r));
    const Shown shown(context.form, refusals);
    const auto heading = heading_of(r);
    html::Page page{.title = heading + " – " + r.id, .error = shown.refused(), .section = "work", .back_href = "/", .back_text = "Back to My work", .marking = nominals::panel_marking(r.panel_name)};
    Html body = shown.summary();
    body << app::heading(1, heading, "l") << particulars(context, r) << what_next(context, r, shown);
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

domain::Outcome<AgreementRequest> open_request(Context& context) { return persistence::open_agreement(context.gate(), context.parameter("id")); }

}  // namespace

Response agreement(Context& context) {
    const auto request = open_request(context);
    return request ? request_page(context, *request, {}) : refusal_page(context, request.error());
}

Response ask(Context& context) {
    const auto request = open_request(context);
    if (!request) return refusal_page(context, request.error());
    auto refusals = context.unknown_fields();
    const auto why = optional_text(context.form, "why", "why", refusals);
    if (!refusals.empty() || context.resent) return request_page(context, *request, refusals);
    const auto asked = persistence::ask_for_agreement(context.gate(), request->id, why);
    return asked ? done(address_of(*request), "asked") : request_page(context, *request, asked.error());
}

Response answer(Context& context) {
    const auto request = open_request(context);
    if (!request) return refusal_page(context, request.error());
    auto refusals = context.unknown_fields();
    const auto given = context.form.value("answer");
    if (!domain::has_code(answers(), given)) refusals.push_back({RefusalKind::invalid, "answer", "Select whether you agree", {}});
    const auto reason = optional_text(context.form, "reason", "why", refusals);
    if (given == "refuse" && reason.empty()) refusals.push_back({RefusalKind::invalid, "reason", "Enter why you do not agree", {}});
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return request_page(context, *request, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return request_page(context, *request, token.error());
    const auto answered = persistence::answer_agreement(context.gate(), request->id, given == "agree", reason);
    auto response = answered ? done("/", given == "agree" ? "agreed-to" : "not-agreed") : refusal_page(context, answered.error());
    account::set_session(response, *token);
    return response;
}

Response use(Context& context) {
    const auto request = open_request(context);
    if (!request) return refusal_page(context, request.error());
    if (!request->mine) return not_found_page(context);
    const auto where = carry_out(context.gate(), *request);
    return where ? done(*where, request->act == "share" ? "shared" : "share-ended") : request_page(context, *request, where.error());
}

bool wants_colleague(const Refusals& refusals) { return !refusals.empty() && refusals.front().kind == RefusalKind::second_person; }

Response to_colleague(Context& context, const std::string& request) {
    const auto address = "/agreements/" + request;
    if (!context.wants_json()) return see_other(address);
    context.gate().remember_location(address);
    return problem(context.request(), 409, {{RefusalKind::second_person, {}, "A colleague who may do this must agree first", "Four eyes"}}, JsonObject().add("location", address));
}

}  // namespace casework::web::agreements
