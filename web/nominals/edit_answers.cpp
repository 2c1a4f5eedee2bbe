// Reading the answers of the edit form.
#include "web/nominals/edit_answers.hpp"

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/rows_of_a_kind.hpp"
#include "web/form_fields.hpp"
#include "web/form_rows.hpp"

namespace casework::web::nominals {
namespace {

namespace codes = domain::nominals;
using domain::Refusals;
using persistence::NominalEdit;

constexpr int reason_max = 500;

struct Reader {
    const Form& form;
    domain::Date today;
    Refusals& refusals;
    std::string text(const std::string& field, std::string label) {
        return optional_text(form, field, std::move(label), refusals, reason_max, domain::Lines::one);
    }
    std::optional<domain::Date> date(const std::string& field, std::string label) {
        return near_date(form, today, field, std::move(label), refusals);
    }
    std::string code(const std::string& field, domain::CodeList list, const char* words) {
        auto value = form.value(field);
        if (!value.empty() && !domain::has_code(list, value)) refusals.push_back({domain::RefusalKind::invalid, field, words, {}});
        return value;
    }
    std::vector<std::string> coded(const std::string& field, domain::CodeList list, const char* words) {
        auto values = form.values(field);
        if (!std::ranges::all_of(values, [&](const auto& v) { return domain::has_code(list, v); })) refusals.push_back({domain::RefusalKind::invalid, field, words, {}});
        return values;
    }
};

void read_rows(Reader& read, NominalEdit& edit) {
    edit.tools.clear(), edit.conditions.clear(), edit.support.clear();
    for (const auto& [stem, many] : {std::pair{"tool", "orders or notices"}, {"condition", "conditions"}, {"support", "offers of support"}}) refuse_rows_beyond(read.form, stem, many, read.refusals);
    for (std::size_t i = 0; i < domain::rows_max; ++i) {
        if (const auto kind = read.code(numbered("tool", i, "kind"), codes::tool_kinds(), "Select a kind of order from the list"); !kind.empty())
            edit.tools.push_back({kind, read.text(numbered("tool", i, "words"), "terms"), read.date(numbered("tool", i, "from"), "day the order starts"),
                                  read.date(numbered("tool", i, "until"), "day the order ends")});
        if (const auto kind = read.code(numbered("condition", i, "kind"), codes::condition_kinds(), "Select bail or licence"); !kind.empty()) {
            const auto words = read.text(numbered("condition", i, "words"), "condition");
            if (words.empty()) read.refusals.push_back({domain::RefusalKind::invalid, numbered("condition", i, "words"), "Enter the condition", {}});
            edit.conditions.push_back({kind, words, read.date(numbered("condition", i, "until"), "day the condition ends")});
        }
        if (const auto service = read.code(numbered("support", i, "service"), codes::support_services(), "Select a service from the list"); !service.empty()) {
            const auto on = read.date(numbered("support", i, "on"), "day the support was offered");
            if (read.form.value(numbered("support", i, "on")).empty()) read.refusals.push_back({domain::RefusalKind::invalid, numbered("support", i, "on"), "Enter the day the support was offered", {}});
            auto answer = read.code(numbered("support", i, "answer"), codes::support_answers(), "Select the answer");
            edit.support.push_back({service, on.value_or(read.today), answer.empty() ? "waiting" : answer});
        }
    }
}

}  // namespace

NominalEdit read_edit_answers(const Form& form, domain::Date today, NominalEdit edit, const Leading& offered, Refusals& refusals) {
    Reader read{form, today, refusals};
    edit.behaviours = read.coded("behaviours", codes::behaviours(), "Select behaviours from the list");
    if (edit.behaviours.empty()) refusals.push_back({domain::RefusalKind::invalid, "behaviours", "Select what the person does", {}});
    edit.known_to = read.coded("known_to", offered.agencies, "Select agencies from the list");
    for (std::size_t i = 0; i < edit.risks.size(); ++i) {
        const std::string stem = "risk-" + std::string(codes::risk_bearers()[i].code);
        edit.risks[i] = {std::string(codes::risk_bearers()[i].code), read.code(stem + "-level", codes::risk_levels(), "Select how high the risk is"), read.text(stem + "-reason", "reason for the risk")};
        if (!edit.risks[i].level.empty() && edit.risks[i].reason.empty()) refusals.push_back({domain::RefusalKind::invalid, stem + "-reason", "Enter the reason for the risk", {}});
    }
    read_rows(read, edit);
    edit.lead_officer = read.code("lead_officer", offered.members, "Select a member of this group");
    edit.support_agency = read.code("support_agency", offered.agencies, "Select an agency from the list");
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

}  // namespace casework::web::nominals
