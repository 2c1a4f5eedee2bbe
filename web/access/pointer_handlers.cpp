// Answering for blind pointers. Where no group has them switched on there is no such page.
#include "web/access/pointer_handlers.hpp"

#include "domain/emergency_access.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "web/access/access_forms.hpp"
#include "web/access/access_parts.hpp"
#include "web/account/account_parts.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/pages.hpp"

namespace casework::web::access {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::emergency_access;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::PointerRequest;

bool offered(Context& context) { return !pointer_offer(context).empty(); }

Response form_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Does another group hold a record?", .error = shown.refused(), .section = "work", .back_href = "/search"};
    page.marking = html::Marking{.text = "Your question is recorded under your name, and under the record it finds."};
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << app::paragraph("You learn only that a group holds a record, and whom to ask. Not every group answers here: no answer does not mean that there is nothing.") << open_form(context, "/pointers", {})
         << small_input(shown, "name", "Full name", "Exactly as it would stand on a record", {}, "govuk-input--width-20") << date_boxes(context, shown, "born", "Date of birth", "For example, 27 3 1984")
         << radios_of(shown, "purpose", "What do you need it for?", domain::nominals::sharing_purposes()) << long_text(shown, "reason", "Why do you ask?", "At least 20 characters. The group reads it", {}, 3, rules::reason_most)
         << govuk::button({.text = "Ask", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Html answer_part(const PointerRequest& r) {
    if (r.groups.empty()) return app::paragraph("No group that answers here holds a record that you cannot open.");
    Html out;
    for (const auto& to : r.groups) {
        Html words("<p class=\"govuk-body-l govuk-!-margin-bottom-1\">Another group holds a record.</p><p class=\"govuk-body\">"_html);
        words << "Ask " << (to.contact.empty() ? "the " + to.group : to.contact + ", " + to.agency + " (" + to.group + ")") << ".</p>"_html;
        out << govuk::inset_text({.html = words});
    }
    return out;
}

Html received_part(Context& context, const PointerRequest& r) {
    Html records;
    for (const auto& id : r.records) records << app::link(id, address_of_record(id)) << " "_html;
    Html out = app::paragraph("They learned that your group holds a record and whom to ask, and nothing else.");
    out << govuk::summary_list({.rows = {{.key = {.text = "Who"}, .value = {.text = r.account_name + ", " + r.agency}}, {.key = {.text = "When"}, .value = {.text = persistence::london_date_time(r.asked_at)}},
                                         {.key = {.text = "Purpose"}, .value = {.text = domain::words_for(domain::nominals::sharing_purposes(), r.purpose)}}, {.key = {.text = "Why"}, .value = {.text = r.reason}}, {.key = {.text = "Your records"}, .value = {.html = records}}}});
    if (r.to_see) out << post_form(context, "/pointers/" + r.id + "/seen", {}, govuk::button({.text = "Mark as seen", .prevent_double_click = true}));
    return out;
}

}  // namespace

Response pointers(Context& context) { return offered(context) ? form_page(context, {}) : not_found_page(context); }

Response ask_pointer(Context& context) {
    if (!offered(context)) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const auto& form = context.form;
    const persistence::PointerQuestion question{.name = form.value("name"), .born = optional_date(form, "born", "date of birth", refusals), .purpose = form.value("purpose"), .reason = form.value("reason")};
    if (!refusals.empty() || context.resent) return form_page(context, refusals);
    const auto answer = [](const std::string& id) { return made("/pointers/" + id, "/pointers/" + id, "pointer-asked"); };
    const auto asked = persistence::ask_for_pointer(form_desk(context, answer), question);
    return asked ? answer(*asked) : asked.error().front().kind == domain::RefusalKind::not_found ? not_found_page(context) : form_page(context, asked.error());
}

Response pointer(Context& context) {
    const auto request = persistence::open_pointer(access_desk(context), context.parameter("id"));
    if (!request) return not_found_page(context);
    if (context.wants_json()) return context.json(pointer_json(*request));
    const bool received = !request->records.empty();
    html::Page page{.title = received ? "Somebody was told to ask your group" : "Who to ask", .section = "work", .back_href = received ? "/" : "/pointers"};
    Html body = app::heading(1, page.title, "l");
    body << (received ? received_part(context, *request) : answer_part(*request));
    page.main = account::reading_width(body);
    return context.page(std::move(page));
}

Response see_pointer(Context& context) {
    const auto seen = persistence::mark_pointer_seen(access_desk(context), context.parameter("id"));
    return seen ? done("/", "pointer-seen") : refusal_page(context, seen.error());
}

}  // namespace casework::web::access
