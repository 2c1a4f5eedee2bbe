// Answering for visits: one short form with a photograph, as an officer fills it in on a phone at the place.
#include "web/community_protection/visit_handlers.hpp"

#include <fmt/format.h>

#include "domain/evidence/file_types.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/visits.hpp"
#include "persistence/evidence/evidence.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/community_protection/visit_forms.hpp"
#include "web/form_fields.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::CaseRecord;

Response visit_page(Context& context, const CaseRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, case_json(record));
    const Shown shown(context.form, refusals);
    Html body = open_file_form(context, address_of(record, "visits/add"));
    body << small_input(shown, "on", "When were you there?", std::string(near_date_hint), "today", "govuk-input--width-10") << small_input(shown, "at", "Time (optional)", "For example, 4:10pm", "", "govuk-input--width-5")
         << small_input(shown, "place", "Where?", "", domain::tidy_line(record.value("address"))) << radios_of(shown, "seen", "Who was seen?", who_was_seen()) << small_input(shown, "seen_words", "Who, if somebody else? (optional)", "For example, a son or the manager. Never who complained.", "")
         << long_text(shown, "note", "What happened?", "It cannot be changed afterwards", {}, 4)
         << govuk::file_upload({.id = "file", .name = "file", .label = {.text = "Photograph (optional)", .classes = "govuk-label--s"}, .hint = {.text = "It becomes evidence of this case and can be opened once it is scanned"}, .error_message = shown.error("file"),
                                .attributes = {{"accept", "image/jpeg,image/png"}}})
         << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Record visit", .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, "Record a visit", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

persistence::NewVisit read_visit(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    persistence::NewVisit visit;
    visit.on = near_date(context, "on", "date of the visit", refusals);
    if (!form.value("at").empty() && !(visit.minute = domain::parse_time(form.value("at")))) refusals.push_back({RefusalKind::invalid, "at", "Enter a time, like 4:10pm", {}});
    visit.place = form.value("place");
    visit.seen = form.value("seen");
    visit.seen_words = form.value("seen_words");
    visit.note = form.value("note");
    const bool read = refusals.empty();
    for (auto& refusal : persistence::visit_refused(visit, context.today()))
        if (read || refusal.field != "on") refusals.push_back(std::move(refusal));
    return visit;
}

// The photograph first: what is no picture keeps the whole form open.
std::string kept_photograph(Context& context, const std::string& id, Refusals& refusals) {
    const auto* file = context.form.file("file");
    if (file == nullptr || file->bytes.empty()) return {};
    const auto* type = domain::evidence::claimed_type(file->name, file->content_type);
    if (!type || type->family != domain::evidence::Family::photograph) {
        refusals.push_back({RefusalKind::invalid, "file", "Select a JPEG or PNG photograph", {}});
        return {};
    }
    if (context.house().files == nullptr) throw persistence::DatabaseUnavailable("no folder for files");
    const auto added = persistence::add_file(context.house().database, context.gate(), *context.house().files, id, {.name = file->name, .declared = file->content_type, .caption = "Photograph of a visit", .bytes = 0, .field_class = domain::FieldClass::f0}, file->bytes);
    if (added) return *added;
    refusals.insert(refusals.end(), added.error().begin(), added.error().end());
    return {};
}

Response bearing_page(Context& context, const persistence::BearingsOfFile& file, const Refusals& refusals) {
    if (context.wants_json())
        return context.json_form(refusals, head_json(file.head).add("file", file.file).add("name_of_file", file.name).add("bears_on", file.chosen).list("possible", file.possible, [](const auto& each) { return JsonObject().add("code", each.code).add("words", each.words); }));
    const Shown shown(context.form, refusals);
    std::vector<domain::Code> codes;
    for (const auto& each : file.possible) codes.push_back({each.code, each.words, ""});
    Html body = app::paragraph(file.name);
    body << open_form(context, address_of(file.head, "evidence/" + file.file), {}) << boxes_of(shown, "bears_on", "What does it prove?", codes, file.chosen) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Save", .prevent_double_click = true}) << app::link("Cancel", "/records/" + file.head.id + "/evidence") << "</div></form>"_html;
    return context.page(question_page(context, file.head, "What a file proves", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response visit_form(Context& context) {
    const auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_edit_form");
    return record ? visit_page(context, *record, {}) : refusal_page(context, record.error());
}

Response add_visit(Context& context) {
    const auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    if (context.resent) return visit_page(context, *record, refusals);
    auto visit = read_visit(context, refusals);
    if (refusals.empty()) visit.file = kept_photograph(context, record->id, refusals);
    if (!refusals.empty()) return visit_page(context, *record, refusals);
    const auto saved = persistence::add_visit(context.gate(), record->id, visit);
    return saved ? done(address_of(*record), "saved") : visit_page(context, *record, saved.error());
}

Response bearing_form(Context& context) {
    const auto file = persistence::open_bearings(context.gate(), context.parameter("id"), context.parameter("file"));
    return file ? bearing_page(context, *file, {}) : refusal_page(context, file.error());
}

Response save_bearing(Context& context) {
    const auto file = persistence::open_bearings(context.gate(), context.parameter("id"), context.parameter("file"));
    if (!file) return refusal_page(context, file.error());
    auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return bearing_page(context, *file, refusals);
    const auto saved = persistence::save_bearings(context.gate(), file->head.id, file->file, context.form.values("bears_on"));
    return saved ? done("/records/" + file->head.id + "/evidence", "saved") : bearing_page(context, *file, saved.error());
}

}  // namespace casework::web::cases
