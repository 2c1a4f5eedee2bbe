// Answering for the edit form of a nominal.
#include "web/nominals/edit_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/actions/actions.hpp"
#include "persistence/nominals/nominals.hpp"
#include "web/html/moj.hpp"
#include "web/actions/action_json.hpp"
#include "web/form_fields.hpp"
#include "web/form_rows.hpp"
#include "web/nominals/clash_views.hpp"
#include "web/nominals/edit_answers.hpp"
#include "web/nominals/nominal_json.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace codes = domain::nominals;
using domain::Refusals;
using html::Html;
using persistence::NominalEdit;
using persistence::NominalRecord;

std::string near_words(std::optional<domain::Date> date) { return date ? domain::long_date(*date) : std::string(); }

// --- small fields ---------------------------------------------------------------------------------------------------------------

Html group(std::string legend, const Html& inner) {
    return govuk::fieldset({.legend = {.text = std::move(legend), .classes = "govuk-fieldset__legend--m"}, .html = inner});
}

// A row of fields side by side on a desktop.
Html row(const Html& fields) {
    Html out;
    return out << "<div class=\"app-filter-row\">"_html << fields << "</div>\n"_html;
}

// --- the form -------------------------------------------------------------------------------------------------------------------

Html risk_fields(const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < edit.risks.size(); ++i) {
        const auto& bearer = codes::risk_bearers()[i];
        const auto& risk = edit.risks[i];
        const std::string stem = "risk-" + std::string(bearer.code);
        out << row(select_of(shown, stem + "-level", "Risk to " + domain::lower_first(bearer.words), codes::risk_levels(), risk.level, "Not judged") + row_input(shown, stem + "-reason", "Reason", risk.reason));
    }
    return group("Risk", out);
}

Html tool_fields(const Form& form, const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < rows_for(form, "tool", "kind", edit.tools.size()); ++i) {
        const persistence::ToolLine t = i < edit.tools.size() ? edit.tools[i] : persistence::ToolLine{};
        out << row(select_of(shown, numbered("tool", i, "kind"), fmt::format("Order or notice {}", i + 1), codes::tool_kinds(), t.kind, "None") + row_input(shown, numbered("tool", i, "words"), "Terms in short", t.words) +
                   row_input(shown, numbered("tool", i, "from"), "In force from", near_words(t.from)) + row_input(shown, numbered("tool", i, "until"), "In force to", near_words(t.until)));
    }
    return group("Orders and notices in force", out);
}

Html condition_fields(const Form& form, const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < rows_for(form, "condition", "kind", edit.conditions.size()); ++i) {
        const persistence::ConditionLine c = i < edit.conditions.size() ? edit.conditions[i] : persistence::ConditionLine{};
        out << row(select_of(shown, numbered("condition", i, "kind"), fmt::format("Condition {}", i + 1), codes::condition_kinds(), c.kind, "None") + row_input(shown, numbered("condition", i, "words"), "Condition", c.words) +
                   row_input(shown, numbered("condition", i, "until"), "Ends on", near_words(c.until)));
    }
    return group("Bail and licence", out);
}

Html support_fields(const Form& form, const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < rows_for(form, "support", "service", edit.support.size()); ++i) {
        const bool stands = i < edit.support.size();
        const persistence::SupportLine s = stands ? edit.support[i] : persistence::SupportLine{};
        out << row(select_of(shown, numbered("support", i, "service"), fmt::format("Support {}", i + 1), codes::support_services(), s.service, "None") +
                   row_input(shown, numbered("support", i, "on"), "Offered on", stands ? domain::long_date(s.offered_on) : "") + select_of(shown, numbered("support", i, "answer"), "Answer", codes::support_answers(), s.answer, "Choose"));
    }
    return group("Support offered", out);
}

Html plan_fields(const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& heading = codes::headings()[i];
        const std::string stem(heading.code);
        out << row_input(shown, stem + "-objective", std::string(heading.words) + ": objective (optional)", edit.objectives[i], std::string(heading.note))
            << row_input(shown, stem + "-measure", std::string(heading.words) + ": how we will know (optional)", edit.measures[i]);
    }
    return group("Plan", out);
}

// Whom the form offers, opened once for showing and for reading it.
struct Offered {
    std::vector<persistence::AgencyLine> agency_lines;
    std::vector<persistence::MemberLine> member_lines;
    std::vector<domain::Code> agencies, members;
    Offered() = default;
    Offered(const Offered&) = delete;  // the codes point into the lines

    std::vector<domain::Code> both() const {
        auto names = agencies;
        names.insert(names.end(), members.begin(), members.end());
        return names;
    }
};

// One whose membership has ended stays the lead officer until another is chosen.
void keep_leading(Offered& offered, const NominalRecord& record) {
    if (!record.lead_officer.empty() && !domain::has_code(offered.members, record.lead_officer)) offered.members.push_back({record.lead_officer, record.lead_officer_name, ""});
}

Refusals read_offered(Context& context, const NominalRecord& record, Offered& offered) {
    auto agencies = persistence::agencies_of_case(context.gate(), record.id);
    if (!agencies) return std::move(agencies.error());
    auto members = persistence::members_for_case(context.gate(), record.id);
    if (!members) return std::move(members.error());
    offered.agency_lines = std::move(*agencies);
    offered.member_lines = std::move(*members);
    offered.agencies = codes_of(offered.agency_lines);
    offered.members = codes_of(offered.member_lines);
    keep_leading(offered, record);
    return {};
}

Response edit_page(Context& context, const NominalRecord& record, const NominalEdit& edit, const Offered& offered, const Refusals& refusals) {
    if (context.wants_json())
        return context.json_form(refusals, edit_json(edit).add("id", record.id).list("agencies", offered.agency_lines, web::actions::agency_json).list("members", offered.member_lines, member_json));
    const Shown shown(context.form, refusals);
    auto page = record_page(context, record, "Edit");
    page.breadcrumbs.clear();
    page.back_href = "/nominals/" + record.id;
    page.back_text = "Back to the record";
    page.error = shown.refused();
    Html body;
    body << open_form(context, "/nominals/" + record.id + "/edit", std::to_string(edit.version))
         << boxes_of(shown, "behaviours", "Behaviours", codes::behaviours(), edit.behaviours, "m") << risk_fields(shown, edit) << tool_fields(context.form, shown, edit) << condition_fields(context.form, shown, edit)
         << group("Custody", row(row_input(shown, "custody_since", "In custody since (optional)", near_words(edit.custody_since)) + row_input(shown, "custody_place", "Where (optional)", edit.custody_place) +
                                 row_input(shown, "release_on", "Release date (optional)", near_words(edit.release_on))))
         << support_fields(context.form, shown, edit) << boxes_of(shown, "known_to", "Known to", offered.agencies, edit.known_to, "m")
         << group("Who leads", row(select_of(shown, "lead_officer", "Lead officer", offered.members, edit.lead_officer, "Not chosen") +
                                   select_of(shown, "support_agency", "Lead support agency", offered.agencies, edit.support_agency, "Not chosen")))
         << plan_fields(shown, edit) << row_input(shown, "no_support_reason", "Why enforcement came first (only where it did)", edit.no_support_reason) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Save changes", .prevent_double_click = true}) << app::link("Cancel", "/nominals/" + record.id) << "</div></form>"_html;
    page.main << shown.summary() << app::heading(1, "Edit", "l") << body;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// --- reading it -----------------------------------------------------------------------------------------------------------------

NominalEdit read_edit(Context& context, const NominalEdit& stands, const Offered& offered, Refusals& refusals) {
    auto edit = read_edit_answers(context.form, context.today(), stands, {offered.agencies, offered.members}, refusals);
    edit.version = domain::parse_figures(context.form.value("version")).value_or(stands.version);
    edit.choices = read_choices(context);
    return edit;
}

}  // namespace

Response edit_form(Context& context) {
    const auto record = persistence::open_nominal(context.gate(), context.parameter("id"), "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    Offered offered;
    if (const auto refusals = read_offered(context, *record, offered); !refusals.empty()) return refusal_page(context, refusals);
    return edit_page(context, *record, persistence::edit_of(*record), offered, {});
}

Response save_edit(Context& context) {
    const auto record = persistence::open_nominal(context.gate(), context.parameter("id"), "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    Offered offered;
    if (const auto stopped = read_offered(context, *record, offered); !stopped.empty()) return refusal_page(context, stopped);
    auto refusals = context.unknown_fields();
    auto edit = read_edit(context, persistence::edit_of(*record), offered, refusals);
    if (!refusals.empty() || context.resent) return edit_page(context, *record, edit, offered, refusals);
    domain::Clash clash;
    const auto saved = persistence::edit_nominal(context.gate(), record->id, edit, clash);
    if (saved) return done("/nominals/" + record->id, saved->version > edit.version + 1 ? "saved-joined" : "saved");
    if (!clash.fields.empty()) return clash_page(context, *record, clash, "/nominals/" + record->id + "/edit", offered.both());
    return edit_page(context, *record, edit, offered, saved.error());
}

}  // namespace casework::web::nominals
