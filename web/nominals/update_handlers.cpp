// Answering for the one-page update of a person for a meeting.
#include "web/nominals/update_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/clash_views.hpp"
#include "web/nominals/nominal_json.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using persistence::NominalRecord;

Response update_page(Context& context, const NominalRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, record_json(record));
    const Shown shown(context.form, refusals);
    const auto who = naming(context);
    Html body = open_form(context, "/nominals/" + record.id + "/update", opened_version(context, shown, record.version));
    body << hidden("order", shown.value("order", std::to_string(record.order_version)));
    body << small_input(shown, "incidents", "Incidents since the last meeting", "A number, like 4", record.updated_on && record.incidents && record.updated_for == (record.next_meeting ? record.next_meeting->id : std::string()) ? std::to_string(*record.incidents) : "", "govuk-input--width-3", "numeric")
         << small_input(shown, "seen_on", "Last seen on (optional)", "For example, 13/4/2023, 13 April 2023, today or yesterday", record.last_seen_on ? domain::long_date(*record.last_seen_on) : "", "govuk-input--width-10")
         << small_input(shown, "seen_where", "Where (optional)", "A street or place, and what the person did", record.last_seen_where, "")
         << long_text(shown, "summary", "Summary", "What the group needs to know", record.summary)
         << small_input(shown, "arrests", "Further arrests (optional)", "Since the last update", "", "govuk-input--width-3", "numeric")
         << small_input(shown, "reports", "Further reports (optional)", "Since the last update", "", "govuk-input--width-3", "numeric");
    if (record.position > 0)
        body << small_input(shown, "position", "Position on the list", fmt::format("From 1 to {}. Other people move to make room.", record.list_size), std::to_string(record.position), "govuk-input--width-3", "numeric");
    body << "<div class=\"govuk-button-group\">"_html;
    if (!record.after_id.empty()) body << govuk::button({.text = "Save and next person", .name = "do", .value = "next", .prevent_double_click = true});
    body << govuk::button({.text = "Save", .name = "do", .value = "save", .classes = record.after_id.empty() ? "" : "govuk-button--secondary", .prevent_double_click = true})
         << app::link("Cancel", place_on_list(record)) << "</div></form>"_html;
    if (!record.after_id.empty()) body << "<p class=\"govuk-body-s\">Next: "_html << (who.initials ? domain::initials(record.after_name) : record.after_name) << "</p>"_html;
    return context.page(question_page(context, record, "Update", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

persistence::MeetingUpdate read_update(Context& context, const NominalRecord& record, Refusals& refusals) {
    const auto& form = context.form;
    persistence::MeetingUpdate update;
    update.version = domain::parse_figures(form.value("version")).value_or(record.version);
    domain::take(update.incidents, domain::read_number(form.value("incidents"), {"incidents", "number of incidents"}, 0, 500), refusals);
    if (!form.value("seen_on").empty()) {
        domain::Date date{};
        auto read = domain::read_near_date(form.value("seen_on"), {"seen_on", "date last seen"}, context.today());
        if (read) read = domain::today_or_past(*read, {"seen_on", "date last seen"}, context.today());
        if (domain::take(date, std::move(read), refusals)) update.last_seen_on = date;
    }
    domain::take(update.last_seen_where, domain::read_optional_text(form.value("seen_where"), {"seen_where", "where the person was seen"}, 200), refusals);
    domain::take(update.summary, domain::read_text(form.value("summary"), {"summary", "summary"}, long_text_max, domain::Lines::many), refusals);
    if (!form.value("arrests").empty()) domain::take(update.arrests, domain::read_number(form.value("arrests"), {"arrests", "number of arrests"}, 0, 500), refusals);
    if (!form.value("reports").empty()) domain::take(update.reports, domain::read_number(form.value("reports"), {"reports", "number of reports"}, 0, 500), refusals);
    if (record.position > 0 && !form.value("position").empty()) {
        int position = 0;
        if (domain::take(position, domain::read_number(form.value("position"), {"position", "position"}, 1, record.list_size), refusals)) update.position = position;
        update.order_version = domain::parse_figures(form.value("order")).value_or(0);
    }
    update.choices = read_choices(context);
    return update;
}

}  // namespace

Response update_form(Context& context) {
    const auto record = open_record(context, "open_update_form");
    if (!record) return refusal_page(context, record.error());
    return update_page(context, *record, {});
}

Response save_update(Context& context) {
    const auto record = open_record(context, "open_update_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    const auto update = read_update(context, *record, refusals);
    if (!refusals.empty() || context.resent) return update_page(context, *record, refusals);
    domain::Clash clash;
    const auto saved = persistence::save_update(context.gate(), record->id, update, clash);
    if (!saved) return clash.fields.empty() ? update_page(context, *record, saved.error()) : clash_page(context, *record, clash, "/nominals/" + record->id + "/update", {});
    const std::string_view code = saved->version > update.version + 1 ? "saved-joined" : "saved";
    if (context.form.value("do") == "next" && !record->after_id.empty()) return done("/nominals/" + record->after_id + "/update", code);
    return done(place_on_list(*record), code);
}

}  // namespace casework::web::nominals
