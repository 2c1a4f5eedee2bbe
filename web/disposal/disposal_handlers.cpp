// Answering for the disposal of one record.
#include "web/disposal/disposal_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/disposal/disposals.hpp"
#include "web/account/account_parts.hpp"
#include "web/disposal/disposal_forms.hpp"
#include "web/disposal/disposal_views.hpp"
#include "web/form_fields.hpp"
#include "web/pages.hpp"
#include "web/record_pages.hpp"

namespace casework::web::disposal {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::disposal;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::Disposal;
using persistence::RecordDisposal;

std::string length_hint(std::string_view rest) { return fmt::format("{} to {} characters. {}", rules::words_least, rules::words_most, rest); }

bool about_access(const Refusals& refusals) {
    const auto kind = refusals.front().kind;
    return kind == RefusalKind::password_again || kind == RefusalKind::forbidden || kind == RefusalKind::not_found;
}

// --- the coordinator's page ---

Html retention_part(const RecordDisposal& r) {
    Html out;
    if (!r.ended) return out << app::paragraph(fmt::format("It has not ended. Its retention period of {} begins when it does.", domain::counted(r.years, "year")));
    return out << app::paragraph(fmt::format("It ended on {}. Its retention period of {} allows erasing it from {}.", domain::long_date(*r.ended_on), domain::counted(r.years, "year"), domain::long_date(*r.allowed_from)));
}

Html holds_part(Context& context, const RecordDisposal& r, const Shown& shown) {
    Html out = app::heading(2, "Holds", "m", "holds");
    out << app::paragraph("While a hold stands the record is not erased, whatever its retention period says.") << holds_table(r.holds);
    for (const auto& h : r.holds)
        if (!h.lifted_on)
            out << open_form(context, fmt::format("/records/{}/holds/{}/lift", r.record, h.n), {}) << long_text(shown, "lift", "Lift the hold: " + domain::lower_first(domain::words_for(rules::hold_kinds(), h.kind)), length_hint("Say why it ends"), {}, 2, rules::words_most)
                << govuk::button({.text = "Lift this hold", .classes = "govuk-button--secondary", .prevent_double_click = true}) << "</form>\n"_html;
    return out << open_form(context, "/records/" + r.record + "/holds", {}) << radios_of(shown, "kind", "Place a hold", rules::hold_kinds()) << small_input(shown, "from", "From which day?", std::string(past_date_hint), {}, "govuk-input--width-10")
               << long_text(shown, "why", "Why is it held?", length_hint(""), {}, 2, rules::words_most) << govuk::button({.text = "Place hold", .classes = "govuk-button--secondary", .prevent_double_click = true}) << "</form>\n"_html;
}

Html requests_part(const RecordDisposal& r) {
    if (r.requests.empty()) return {};
    Html out = app::heading(2, "Requests for this record", "m", "requests");
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& d : r.requests)
        out << "<li>"_html << app::link(d.id, "/disposals/" + d.id) << fmt::format(", asked by {} on {}: {}", d.asked_by_name, persistence::london_date_time(d.asked_at), rules::words(*rules::parse_state(d.state))) << "</li>"_html;
    return out << "</ul>"_html;
}

Html ask_part(Context& context, const RecordDisposal& r, const Shown& shown) {
    Html out = app::heading(2, "Ask for erasure", "m", "ask");
    if (!r.stopped_by.empty()) return out << app::paragraph("You cannot ask for it now:") << reasons_list(r.stopped_by);
    return out << app::paragraph("A records officer decides. When they approve, the record is erased at once with its files, documents and history, and nobody can bring it back. A certificate stays.")
               << open_form(context, "/records/" + r.record + "/disposal", {}) << radios_of(shown, "reason", "Why is it erased?", rules::reasons()) << long_text(shown, "words", "In words", length_hint("Name nobody. The records officer reads it; it is erased with the record"), {}, 3, rules::words_most)
               << radios_of(shown, "purpose", "What do you do this for?", rules::purposes()) << account::password_box("password", "Your password", "", shown, "current-password")
               << govuk::button({.text = "Ask for erasure", .classes = "govuk-button--warning", .prevent_double_click = true}) << "</form>\n"_html;
}

Response record_page(Context& context, const RecordDisposal& r, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, record_json(r));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Disposal of " + r.record, .error = shown.refused(), .back_href = address_of_record(r.record), .back_text = "Back to " + r.record};
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << retention_part(r) << requests_part(r) << ask_part(context, r, shown) << holds_part(context, r, shown);
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// The page again with what was refused, or the way to what is missing.
Response refused(Context& context, const RecordDisposal& r, const Refusals& refusals) { return about_access(refusals) ? refusal_page(context, refusals) : record_page(context, r, refusals); }

// --- the records officer's page ---

Html letterhead(const Disposal& d) {
    Html out = app::heading(1, "Certificate of disposal", "l");
    return out << app::status_line({.text = "Erased", .classes = "govuk-tag--red"}, d.id);
}

Response disposal_page(Context& context, const Disposal& d, const Refusals& refusals) {
    static constexpr domain::Code decisions[] = {{"approve", "Approve: erase it now", "It cannot be undone"}, {"refuse", "Refuse", "The record stays as it is"}};
    if (context.wants_json()) return context.json_form(refusals, disposal_json(d));
    const Shown shown(context.form, refusals);
    html::Page page{.title = (d.state == "erased" ? "Certificate of disposal – " : "Disposal – ") + d.id, .error = shown.refused(), .section = "work", .back_href = "/disposals", .back_text = "Back to disposals"};
    Html body = shown.summary();
    if (d.state == "erased") body << certificate(d, letterhead(d));
    else {
        body << app::heading(1, "Disposal of " + d.record, "l") << request_facts(d);
        if (d.state == "open") body << app::heading(2, "Holds") << holds_table(d.holds);
        if (d.state == "open" && !d.stopped_by.empty() && d.may_answer) body << app::heading(2, "It cannot be approved now") << reasons_list(d.stopped_by);
        if (d.may_answer)
            body << app::heading(2, "Your decision") << open_form(context, "/disposals/" + d.id + "/answer", {}) << radios_of(shown, "decision", "What do you decide?", decisions)
                 << long_text(shown, "words", "Why do you decide so?", length_hint("Name nobody: it stays on the certificate"), {}, 3, rules::words_most) << account::password_box("password", "Your password", "", shown, "current-password")
                 << govuk::button({.text = "Send decision", .classes = "govuk-button--warning", .prevent_double_click = true}) << "</form>\n"_html;
        if (d.may_withdraw) body << post_form(context, "/disposals/" + d.id + "/withdraw", {}, govuk::button({.text = "Withdraw the request", .classes = "govuk-button--secondary", .prevent_double_click = true}));
    }
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response record_disposal(Context& context) {
    const auto r = persistence::read_record_disposal(context.gate(), context.parameter("id"));
    return r ? record_page(context, *r, {}) : refusal_page(context, r.error());
}

Response ask(Context& context) {
    const auto r = persistence::read_record_disposal(context.gate(), context.parameter("id"));
    if (!r) return refusal_page(context, r.error());
    auto refusals = context.unknown_fields();
    const auto& form = context.form;
    if (!domain::has_code(rules::reasons(), form.value("reason"))) refusals.push_back({RefusalKind::invalid, "reason", "Select why it is erased", {}});
    if (!domain::has_code(rules::purposes(), form.value("purpose"))) refusals.push_back({RefusalKind::invalid, "purpose", "Select what you do this for", {}});
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return record_page(context, *r, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return record_page(context, *r, token.error());
    context.gate().give_purpose({std::string(auth::name(auth::Action::request_erase)), r->record, form.value("purpose")});
    const auto asked = persistence::ask_for_disposal(context.gate(), r->record, form.value("reason"), form.value("words"));
    auto response = asked ? made("/disposals/" + *asked, "/records/" + r->record + "/disposal", "disposal-asked") : refused(context, *r, asked.error());
    account::set_session(response, *token);
    return response;
}

Response place_hold(Context& context) {
    const auto r = persistence::read_record_disposal(context.gate(), context.parameter("id"));
    if (!r) return refusal_page(context, r.error());
    auto refusals = context.unknown_fields();
    rules::NewHold hold{.kind = context.form.value("kind"), .reason = context.form.value("why"), .from = near_date(context, "from", "day from which it is held", refusals)};
    if (refusals.empty())
        for (auto refusal : rules::hold_refused(hold, context.today())) {
            if (refusal.field == "reason") refusal.field = "why";
            refusals.push_back(std::move(refusal));
        }
    if (!refusals.empty() || context.resent) return record_page(context, *r, refusals);
    const auto placed = persistence::place_hold(context.gate(), r->record, hold);
    return placed ? done("/records/" + r->record + "/disposal#holds", "hold-placed") : refused(context, *r, placed.error());
}

Response lift_hold(Context& context) {
    const auto r = persistence::read_record_disposal(context.gate(), context.parameter("id"));
    const auto n = domain::parse_figures(context.parameter("n"));
    if (!r) return refusal_page(context, r.error());
    if (!n) return not_found_page(context);
    auto refusals = context.unknown_fields();
    for (auto refusal : rules::lift_refused(context.form.value("lift"))) {
        refusal.field = "lift";
        refusals.push_back(std::move(refusal));
    }
    if (!refusals.empty() || context.resent) return record_page(context, *r, refusals);
    const auto lifted = persistence::lift_hold(context.gate(), r->record, *n, context.form.value("lift"));
    return lifted ? done("/records/" + r->record + "/disposal#holds", "hold-lifted") : refused(context, *r, lifted.error());
}

Response list(Context& context) {
    const auto all = persistence::list_disposals(context.gate());
    if (!all) return not_found_page(context);
    if (context.wants_json()) return context.json(JsonObject().list("open", all->open, disposal_json).list("ended", all->ended, disposal_json));
    html::Page page{.title = "Disposals", .section = "work", .back_href = "/", .back_text = "Back to My work"};
    page.main << app::heading(1, page.title, "l") << app::paragraph("A coordinator asks for the erasure of a record that has ended, a records officer decides, and a certificate stays.");
    if (context.actor().role != domain::BaseRole::auditor) page.main << app::heading(2, "Open") << open_table(all->open, context.today());
    page.main << app::heading(2, "Decided") << ended_table(all->ended);
    return context.page(std::move(page));
}

Response disposal(Context& context) {
    const auto d = persistence::open_disposal(context.gate(), context.parameter("id"));
    return d ? disposal_page(context, *d, {}) : refusal_page(context, d.error());
}

Response answer(Context& context) {
    const auto d = persistence::open_disposal(context.gate(), context.parameter("id"));
    if (!d) return refusal_page(context, d.error());
    auto refusals = context.unknown_fields();
    const auto decision = context.form.value("decision");
    if (decision != "approve" && decision != "refuse") refusals.push_back({RefusalKind::invalid, "decision", "Select your decision", {}});
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return disposal_page(context, *d, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return disposal_page(context, *d, token.error());
    const auto answered = persistence::answer_disposal(context.gate(), context.house().ledger, d->id, decision == "approve", context.form.value("words"));
    auto response = answered ? done("/disposals/" + d->id, decision == "approve" ? "disposal-approved" : "disposal-refused") : about_access(answered.error()) ? refusal_page(context, answered.error()) : disposal_page(context, *d, answered.error());
    account::set_session(response, *token);
    return response;
}

Response withdraw(Context& context) {
    const auto d = persistence::open_disposal(context.gate(), context.parameter("id"));
    if (!d) return refusal_page(context, d.error());
    const auto withdrawn = persistence::withdraw_disposal(context.gate(), d->id);
    if (withdrawn) return done("/records/" + d->record + "/disposal", "disposal-withdrawn");
    return about_access(withdrawn.error()) ? refusal_page(context, withdrawn.error()) : disposal_page(context, *d, withdrawn.error());
}

}  // namespace casework::web::disposal
