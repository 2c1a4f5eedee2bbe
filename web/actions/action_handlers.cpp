// Answering for actions.
#include "web/actions/action_handlers.hpp"

#include <fmt/format.h>

#include "domain/actions/action.hpp"
#include "domain/answers.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/actions/actions.hpp"
#include "persistence/nominals/nominals.hpp"
#include "web/actions/action_forms.hpp"
#include "web/actions/action_json.hpp"
#include "web/actions/add_pages.hpp"
#include "web/html/moj.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/record_views.hpp"
#include "web/pages.hpp"

namespace casework::web::actions {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using persistence::ActionRecord;
using persistence::AgencyLine;
using persistence::NominalRecord;

constexpr int words_max = 300, outcome_max = 1000;

Html agency_select(const Shown& shown, const std::vector<AgencyLine>& agencies, std::string_view stands, std::string label) {
    return select_of(shown, "agency", std::move(label), codes_of(agencies), stands, "Choose an agency", "govuk-label--s");
}

Html history(const ActionRecord& record) {
    if (record.moves.empty()) return {};
    govuk::Table table{.caption = "Date moved " + domain::counted(std::ssize(record.moves), "time")};
    table.head = {{.text = "From"}, {.text = "To"}, {.text = "By"}, {.text = "Why"}};
    for (const auto& move : record.moves)
        table.rows.push_back({{.text = domain::long_date(move.from)}, {.text = domain::long_date(move.to)}, {.text = move.by_name}, {.text = move.reason}});
    return app::table_in_scroll_region("moves", std::move(table));
}

Response action_page(Context& context, const ActionRecord& record, const std::vector<AgencyLine>& agencies, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, record_json(record).list("agencies", agencies, agency_json));
    const Shown shown(context.form, refusals);
    const auto& a = record.line;
    const bool open = a.state == "open" || a.state == "in_progress";
    html::Page page{.title = "Action " + a.id, .error = shown.refused(), .section = std::string(section_of_record(a.case_id)), .back_href = address_of_actions(a.case_id), .back_text = "Back to the plan", .marking = nominals::panel_marking(a.panel_name)};
    const auto name = nominals::naming(context).initials ? domain::initials(a.case_name) : a.case_name;
    const auto state = domain::parse_action_state(a.state);
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "About"}, .value = {.html = app::link(name + ", " + a.case_id, address_of_record(a.case_id))}},
                                            {.key = {.text = "Owner"}, .value = {.text = a.owner.empty() ? a.owner_agency_name : a.owner + ", " + a.owner_agency_name}},
                                            {.key = {.text = "Due"}, .value = {.html = open ? app::due(a.due, context.today()) : html::text(domain::long_date(a.due))}},
                                            {.key = {.text = "State"}, .value = {.text = domain::upper_first(state ? domain::words(*state) : std::string_view(a.state))}}};
    if (!a.heading.empty()) rows.insert(rows.begin() + 1, govuk::SummaryListRow{.key = {.text = "Heading"}, .value = {.text = domain::words_for(domain::nominals::headings(), a.heading)}});
    if (!a.outcome.empty()) rows.push_back({.key = {.text = "What came of it"}, .value = {.text = a.outcome}});
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << shown.summary() << "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">"_html << a.id << "</span> "_html << a.words
              << "</h1>\n"_html << govuk::summary_list({.rows = rows}) << history(record);
    if (open && (record.may_edit || record.acts_for_owner)) {
        Html body = radios_of(shown, "event", "What has happened?", events());
        body << small_input(shown, "outcome", "What came of it, or why", "Needed for everything but ‘Started’") << small_input(shown, "finished_on", "Done on (only when done)", "For example, today or 13/4/2023", {}, "govuk-input--width-10")
             << small_input(shown, "due", "New date (only when moving the date)", std::string(near_date_hint), {}, "govuk-input--width-10") << agency_select(shown, agencies, a.owner_agency, "Agency (only when giving it to another)")
             << small_input(shown, "owner", "Who in that agency (only when giving it to another)", "", a.owner) << govuk::button({.text = "Save", .prevent_double_click = true});
        page.main << post_form(context, "/actions/" + a.id, opened_version(context, shown, a.version), body);
    }
    page.main << "</div></div>"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Html add_questions(const Context& context, const Shown& shown, const std::vector<AgencyLine>& agencies, bool headed) {
    Html body = headed ? radios_of(shown, "heading", "Under which heading?", domain::nominals::headings()) : Html();
    body << small_input(shown, "action", "What will be done?", "One thing that can be finished") << agency_select(shown, agencies, context.actor().agency, "Which agency will do it?")
         << small_input(shown, "owner", "Who in that agency? (optional)", "A name or a role") << small_input(shown, "due", "When is it due?", std::string(near_date_hint), {}, "govuk-input--width-10");
    return headed ? body << small_input(shown, "pursue_first_reason", "Why does enforcement come first? (only for a first Pursue action without Prevent or Protect)", "Support-first rule of the group") : body;
}

persistence::NewAction read_new_action(Context& context, bool headed, Refusals& refusals) {
    persistence::NewAction action;
    if (headed) action.heading = context.form.value("heading");
    if (headed && !domain::has_code(domain::nominals::headings(), action.heading)) refusals.push_back({domain::RefusalKind::invalid, "heading", "Select a heading", {}});
    domain::take(action.words, domain::read_text(context.form.value("action"), {"action", "what will be done"}, words_max), refusals);
    action.owner_agency = context.form.value("agency");
    domain::take(action.owner, domain::read_optional_text(context.form.value("owner"), {"owner", "owner"}, 120), refusals);
    action.due = near_date(context, "due", "date it is due", refusals);
    if (context.form.value("due").empty()) refusals.push_back({domain::RefusalKind::invalid, "due", "Enter the date it is due", {}});
    if (headed) domain::take(action.pursue_first_reason, domain::read_optional_text(context.form.value("pursue_first_reason"), {"pursue_first_reason", "why enforcement comes first"}, 500), refusals);
    return action;
}

Response add_answer(Context& context, const AddForm& form, html::Page page, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("record", form.record).list("agencies", form.agencies, agency_json));
    const Shown shown(context.form, refusals);
    page.breadcrumbs.clear();
    page.back_href = form.plan;
    page.back_text = form.headed ? "Back to the plan" : "Back to the case";
    page.error = shown.refused();
    Html body = add_questions(context, shown, form.agencies, form.headed);
    body << govuk::button({.text = "Add action", .prevent_double_click = true});
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << shown.summary() << app::heading(1, "Add an action", "l") << post_form(context, form.address + "/actions/add", {}, body) << "</div></div>"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

namespace {

struct NominalActions {
    static constexpr bool headed = true;
    static auto open(persistence::Gate& gate, std::string_view id) { return persistence::open_nominal(gate, id, "open_action_form"); }
    static html::Page page(Context& context, const NominalRecord& record, std::string title) { return nominals::record_page(context, record, std::move(title)); }
    static std::string plan(const std::string& id) { return address_of_actions(id); }
    static std::string address(const std::string& id) { return address_of_record(id); }
};

}  // namespace

Response add_form(Context& context) { return add_form_of<NominalActions>(context); }

Response add(Context& context) { return add_of<NominalActions>(context); }

Response action(Context& context) {
    const auto record = persistence::open_action(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    const auto agencies = persistence::agencies_of_case(context.gate(), record->line.case_id);
    return action_page(context, *record, agencies ? *agencies : std::vector<AgencyLine>{}, {});
}

Response change(Context& context) {
    const auto record = persistence::open_action(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    const auto agencies = persistence::agencies_of_case(context.gate(), record->line.case_id);
    const auto list = agencies ? *agencies : std::vector<AgencyLine>{};
    auto refusals = context.unknown_fields();
    persistence::ActionChange change;
    change.version = domain::parse_figures(context.form.value("version")).value_or(record->line.version);
    change.event = context.form.value("event");
    if (!domain::has_code(events(), change.event)) refusals.push_back({domain::RefusalKind::invalid, "event", "Select what has happened", {}});
    domain::take(change.outcome, domain::read_optional_text(context.form.value("outcome"), {"outcome", "what came of it"}, outcome_max, domain::Lines::many), refusals);
    change.finished_on = near_date(context, "finished_on", "date it was done", refusals);
    change.due = near_date(context, "due", "new date", refusals);
    change.owner_agency = context.form.value("agency");
    domain::take(change.owner, domain::read_optional_text(context.form.value("owner"), {"owner", "owner"}, 120), refusals);
    if (!refusals.empty() || context.resent) return action_page(context, *record, list, refusals);
    domain::Clash clash;
    const auto saved = persistence::change_action(context.gate(), record->line.id, change, clash);
    if (!saved) return action_page(context, *record, list, saved.error());
    return done(address_of_actions(saved->case_id), "action-updated");
}

}  // namespace casework::web::actions
