// The editable fields of an entry as text and back: lists one row a line, the cells of a row parted by tabs.
#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/nominals/nominals.hpp"

namespace casework::persistence {
namespace {

constexpr std::array<std::string_view, 3> bearers{"self", "others", "business"};
constexpr std::size_t short_text_max = 500;
constexpr std::array<std::string_view, 4> headings{"pursue", "prevent", "protect", "prepare"};

std::string joined(const std::vector<std::string>& codes) {
    std::string out;
    for (const auto& code : codes) out += (out.empty() ? "" : " ") + code;
    return out;
}
std::string day(const std::optional<domain::Date>& date) { return date ? domain::iso_date(*date) : std::string(); }
// A cell holds neither tab nor line break: they part cells and rows.
std::string cell(std::string_view text) { return domain::tidy_line(text); }

template <class T, class Row>
std::string rows(const std::vector<T>& items, Row row) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : "\n") + row(item);
    return out;
}

std::vector<std::string> codes_in(std::string_view value) {
    std::vector<std::string> codes;
    for (const auto word : domain::words_of(value)) codes.emplace_back(word);
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}
std::vector<std::string> cells_in(std::string_view line) {
    std::vector<std::string> cells;
    for (std::size_t from = 0;;) {
        const auto tab = line.find('\t', from);
        cells.emplace_back(line.substr(from, tab == std::string_view::npos ? tab : tab - from));
        if (tab == std::string_view::npos) return cells;
        from = tab + 1;
    }
}
template <class T, class Make>
std::vector<T> rows_in(std::string_view value, std::size_t width, Make make) {
    std::vector<T> items;
    for (const auto line : domain::words_of(value, '\n'))
        if (const auto cells = cells_in(line); cells.size() == width) make(items, cells);
    return items;
}

using Text = std::string NominalEdit::*;
constexpr std::array<std::pair<std::string_view, Text>, 4> texts{{{"lead_officer", &NominalEdit::lead_officer},
                                                                  {"support_agency", &NominalEdit::support_agency},
                                                                  {"custody_place", &NominalEdit::custody_place},
                                                                  {"no_support_reason", &NominalEdit::no_support_reason}}};
// "risk_self", "objective_pursue": a prefix and one of the names.
template <class Names>
std::optional<std::size_t> at(std::string_view field, std::string_view prefix, const Names& names) {
    if (!field.starts_with(prefix)) return {};
    const auto found = std::ranges::find(names, field.substr(prefix.size()));
    return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

}  // namespace

NominalEdit edit_of(const NominalRecord& record) {
    NominalEdit edit;
    edit.version = record.version;
    edit.behaviours = record.behaviours;
    edit.known_to = record.known_to;
    for (std::size_t i = 0; i < bearers.size(); ++i) edit.risks[i].to = bearers[i];
    for (const auto& risk : record.risks)
        if (const auto found = std::ranges::find(bearers, risk.to); found != bearers.end()) edit.risks[static_cast<std::size_t>(found - bearers.begin())] = risk;
    edit.tools = record.tools;
    edit.conditions = record.conditions;
    edit.support = record.support;
    edit.lead_officer = record.lead_officer;
    edit.support_agency = record.support_agency;
    edit.custody_since = record.custody_since;
    edit.release_on = record.release_on;
    edit.custody_place = record.custody_place;
    edit.no_support_reason = record.no_support_reason;
    for (std::size_t i = 0; i < headings.size() && i < record.plan.size(); ++i) {
        edit.objectives[i] = record.plan[i].objective;
        edit.measures[i] = record.plan[i].measure;
    }
    return edit;
}

domain::FieldValues values_of(const NominalEdit& edit) {
    domain::FieldValues values;
    values.push_back({"behaviours", joined(codes_in(joined(edit.behaviours)))});
    values.push_back({"known_to", joined(codes_in(joined(edit.known_to)))});
    for (std::size_t i = 0; i < bearers.size(); ++i) {
        values.push_back({fmt::format("risk_{}", bearers[i]), edit.risks[i].level});
        values.push_back({fmt::format("risk_reason_{}", bearers[i]), edit.risks[i].reason, short_text_max});
    }
    values.push_back({"tools", rows(edit.tools, [](const ToolLine& t) { return fmt::format("{}\t{}\t{}\t{}", t.kind, cell(t.words), day(t.from), day(t.until)); })});
    values.push_back({"conditions", rows(edit.conditions, [](const ConditionLine& c) { return fmt::format("{}\t{}\t{}", c.kind, cell(c.words), day(c.until)); })});
    values.push_back({"support", rows(edit.support, [](const SupportLine& s) { return fmt::format("{}\t{}\t{}", s.service, domain::iso_date(s.offered_on), s.answer); })});
    for (const auto& [name, text] : texts) values.push_back({std::string(name), edit.*text, name == "custody_place" || name == "no_support_reason" ? short_text_max : 0});
    values.push_back({"custody_since", day(edit.custody_since)});
    values.push_back({"release_on", day(edit.release_on)});
    for (std::size_t i = 0; i < headings.size(); ++i) {
        values.push_back({fmt::format("objective_{}", headings[i]), edit.objectives[i], short_text_max});
        values.push_back({fmt::format("measure_{}", headings[i]), edit.measures[i], short_text_max});
    }
    return values;
}

void put_value(NominalEdit& edit, std::string_view field, std::string_view value) {
    if (field == "behaviours") edit.behaviours = codes_in(value);
    else if (field == "known_to") edit.known_to = codes_in(value);
    else if (const auto reason = at(field, "risk_reason_", bearers)) edit.risks[*reason].reason = value;
    else if (const auto risk = at(field, "risk_", bearers)) edit.risks[*risk].level = value;
    else if (field == "tools")
        edit.tools = rows_in<ToolLine>(value, 4, [](auto& items, const auto& c) { items.push_back({c[0], c[1], domain::parse_iso_date(c[2]), domain::parse_iso_date(c[3])}); });
    else if (field == "conditions")
        edit.conditions = rows_in<ConditionLine>(value, 3, [](auto& items, const auto& c) { items.push_back({c[0], c[1], domain::parse_iso_date(c[2])}); });
    else if (field == "support")
        edit.support = rows_in<SupportLine>(value, 3, [](auto& items, const auto& c) {
            if (const auto offered = domain::parse_iso_date(c[1])) items.push_back({c[0], *offered, c[2]});
        });
    else if (field == "custody_since") edit.custody_since = domain::parse_iso_date(value);
    else if (field == "release_on") edit.release_on = domain::parse_iso_date(value);
    else if (const auto objective = at(field, "objective_", headings)) edit.objectives[*objective] = value;
    else if (const auto measure = at(field, "measure_", headings)) edit.measures[*measure] = value;
    else if (const auto text = std::ranges::find(texts, field, [](const auto& t) { return t.first; }); text != texts.end()) edit.*(text->second) = value;
}

}  // namespace casework::persistence
