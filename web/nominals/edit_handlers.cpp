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
#include "web/nominals/clash_views.hpp"
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

constexpr std::size_t spare_rows = 2;  // empty rows below what stands, so that no script is needed to add one
constexpr int reason_max = 500;

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

std::string numbered(std::string_view stem, std::size_t i, std::string_view part) { return fmt::format("{}-{}-{}", stem, i, part); }

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

Html tool_fields(const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < edit.tools.size() + spare_rows; ++i) {
        const persistence::ToolLine t = i < edit.tools.size() ? edit.tools[i] : persistence::ToolLine{};
        out << row(select_of(shown, numbered("tool", i, "kind"), fmt::format("Order or notice {}", i + 1), codes::tool_kinds(), t.kind, "None") + row_input(shown, numbered("tool", i, "words"), "Terms in short", t.words) +
                   row_input(shown, numbered("tool", i, "until"), "In force to", near_words(t.until)));
    }
    return group("Orders and notices in force", out);
}

Html condition_fields(const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < edit.conditions.size() + spare_rows; ++i) {
        const persistence::ConditionLine c = i < edit.conditions.size() ? edit.conditions[i] : persistence::ConditionLine{};
        out << row(select_of(shown, numbered("condition", i, "kind"), fmt::format("Condition {}", i + 1), codes::condition_kinds(), c.kind, "None") + row_input(shown, numbered("condition", i, "words"), "Condition", c.words) +
                   row_input(shown, numbered("condition", i, "until"), "Ends on", near_words(c.until)));
    }
    return group("Bail and licence", out);
}

Html support_fields(const Shown& shown, const NominalEdit& edit) {
    Html out;
    for (std::size_t i = 0; i < edit.support.size() + spare_rows; ++i) {
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

Response edit_page(Context& context, const NominalRecord& record, const NominalEdit& edit, const std::vector<persistence::AgencyLine>& agencies, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, edit_json(edit).add("id", record.id).list("agencies", agencies, web::actions::agency_json));
    const Shown shown(context.form, refusals);
    const auto agency_codes = codes_of(agencies);
    auto page = record_page(context, record, "Edit");
    page.breadcrumbs.clear();
    page.back_href = "/nominals/" + record.id;
    page.back_text = "Back to the record";
    page.error = shown.refused();
    Html body;
    body << open_form(context, "/nominals/" + record.id + "/edit", std::to_string(edit.version))
         << boxes_of(shown, "behaviours", "Behaviours", codes::behaviours(), edit.behaviours, "m") << risk_fields(shown, edit) << tool_fields(shown, edit) << condition_fields(shown, edit)
         << group("Custody", row(row_input(shown, "custody_since", "In custody since (optional)", near_words(edit.custody_since)) + row_input(shown, "custody_place", "Where (optional)", edit.custody_place) +
                                 row_input(shown, "release_on", "Release date (optional)", near_words(edit.release_on))))
         << support_fields(shown, edit) << boxes_of(shown, "known_to", "Known to", agency_codes, edit.known_to, "m") << select_of(shown, "support_agency", "Lead support agency", agency_codes, edit.support_agency, "Not chosen")
         << plan_fields(shown, edit) << row_input(shown, "no_support_reason", "Why enforcement came first (only where it did)", edit.no_support_reason) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Save changes", .prevent_double_click = true}) << app::link("Cancel", "/nominals/" + record.id) << "</div></form>"_html;
    page.main << shown.summary() << app::heading(1, "Edit", "l") << body;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// --- reading it -----------------------------------------------------------------------------------------------------------------

struct Reader {
    Context& context;
    Refusals& refusals;
    std::string text(const std::string& field, std::string label) {
        return optional_text(context.form, field, std::move(label), refusals, reason_max, domain::Lines::one);
    }
    std::optional<domain::Date> date(const std::string& field, std::string label) {
        return near_date(context, field, std::move(label), refusals);
    }
    std::string code(const std::string& field, domain::CodeList list, const char* words) {
        auto value = context.form.value(field);
        if (!value.empty() && !domain::has_code(list, value)) refusals.push_back({domain::RefusalKind::invalid, field, words, {}});
        return value;
    }
    std::vector<std::string> coded(const std::string& field, domain::CodeList list, const char* words) {
        auto values = context.form.values(field);
        if (!std::ranges::all_of(values, [&](const auto& v) { return domain::has_code(list, v); })) refusals.push_back({domain::RefusalKind::invalid, field, words, {}});
        return values;
    }
};

void read_rows(Reader& read, NominalEdit& edit) {
    edit.tools.clear(), edit.conditions.clear(), edit.support.clear();
    for (std::size_t i = 0; i < 30; ++i) {
        if (const auto kind = read.code(numbered("tool", i, "kind"), codes::tool_kinds(), "Select a kind of order from the list"); !kind.empty())
            edit.tools.push_back({kind, read.text(numbered("tool", i, "words"), "terms"), {}, read.date(numbered("tool", i, "until"), "day the order ends")});
        if (const auto kind = read.code(numbered("condition", i, "kind"), codes::condition_kinds(), "Select bail or licence"); !kind.empty()) {
            const auto words = read.text(numbered("condition", i, "words"), "condition");
            if (words.empty()) read.refusals.push_back({domain::RefusalKind::invalid, numbered("condition", i, "words"), "Enter the condition", {}});
            edit.conditions.push_back({kind, words, read.date(numbered("condition", i, "until"), "day the condition ends")});
        }
        if (const auto service = read.code(numbered("support", i, "service"), codes::support_services(), "Select a service from the list"); !service.empty()) {
            const auto on = read.date(numbered("support", i, "on"), "day the support was offered");
            if (read.context.form.value(numbered("support", i, "on")).empty()) read.refusals.push_back({domain::RefusalKind::invalid, numbered("support", i, "on"), "Enter the day the support was offered", {}});
            auto answer = read.code(numbered("support", i, "answer"), codes::support_answers(), "Select the answer");
            edit.support.push_back({service, on.value_or(read.context.today()), answer.empty() ? "waiting" : answer});
        }
    }
}

NominalEdit read_edit(Context& context, NominalEdit edit, const std::vector<domain::Code>& agencies, Refusals& refusals) {
    Reader read{context, refusals};
    edit.version = domain::parse_figures(context.form.value("version")).value_or(edit.version);
    edit.choices = read_choices(context);
    edit.behaviours = read.coded("behaviours", codes::behaviours(), "Select behaviours from the list");
    if (edit.behaviours.empty()) refusals.push_back({domain::RefusalKind::invalid, "behaviours", "Select what the person does", {}});
    edit.known_to = read.coded("known_to", agencies, "Select agencies from the list");
    for (std::size_t i = 0; i < edit.risks.size(); ++i) {
        const std::string stem = "risk-" + std::string(codes::risk_bearers()[i].code);
        edit.risks[i] = {std::string(codes::risk_bearers()[i].code), read.code(stem + "-level", codes::risk_levels(), "Select how high the risk is"), read.text(stem + "-reason", "reason for the risk")};
        if (!edit.risks[i].level.empty() && edit.risks[i].reason.empty()) refusals.push_back({domain::RefusalKind::invalid, stem + "-reason", "Enter the reason for the risk", {}});
    }
    read_rows(read, edit);
    edit.support_agency = read.code("support_agency", agencies, "Select an agency from the list");
    edit.custody_since = read.date("custody_since", "day custody began");
    edit.release_on = read.date("release_on", "release date");
    edit.custody_place = read.text("custody_place", "place of custody");
    edit.no_support_reason = read.text("no_support_reason", "why enforcement came first");
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string stem(codes::headings()[i].code);
        edit.objectives[i] = read.text(stem + "-objective", "objective");
        edit.measures[i] = read.text(stem + "-measure", "how we will know");
    }
    return edit;
}

}  // namespace

Response edit_form(Context& context) {
    const auto record = persistence::open_nominal(context.gate(), context.parameter("id"), "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    const auto agencies = persistence::owner_agencies(context.gate(), record->panel);
    if (!agencies) return refusal_page(context, agencies.error());
    return edit_page(context, *record, persistence::edit_of(*record), *agencies, {});
}

Response save_edit(Context& context) {
    const auto record = persistence::open_nominal(context.gate(), context.parameter("id"), "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    const auto agencies = persistence::owner_agencies(context.gate(), record->panel);
    if (!agencies) return refusal_page(context, agencies.error());
    auto refusals = context.unknown_fields();
    auto edit = read_edit(context, persistence::edit_of(*record), codes_of(*agencies), refusals);
    if (!refusals.empty() || context.resent) return edit_page(context, *record, edit, *agencies, refusals);
    domain::Clash clash;
    const auto saved = persistence::edit_nominal(context.gate(), record->id, edit, clash);
    if (saved) return done("/nominals/" + record->id, saved->version > edit.version + 1 ? "saved-joined" : "saved");
    if (!clash.fields.empty()) return clash_page(context, *record, clash, "/nominals/" + record->id + "/edit", *agencies);
    return edit_page(context, *record, edit, *agencies, saved.error());
}

}  // namespace casework::web::nominals
