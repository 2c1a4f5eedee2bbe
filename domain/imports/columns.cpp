// The table of columns, and reading and writing rows by it.
#include "domain/imports/columns.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/rows_of_a_kind.hpp"
#include "domain/text.hpp"

namespace casework::domain::imports {
namespace {

using K = Kind;
using enum Source;

constexpr Column table[] = {
    // name                   field                      kind       codes                        from      needed help, example
    {"reference",            "reference",               K::known,  nullptr,                     fixed,    false, "Of a file that was exported. Not read", ""},
    {"person",               "person",                  K::known,  nullptr,                     fixed,    false, "Of a file that was exported. Not read", ""},
    {"state",                "state",                   K::known,  nullptr,                     fixed,    false, "Of a file that was exported. Not read", ""},
    {"state_since",          "state_since",             K::known,  nullptr,                     fixed,    false, "Of a file that was exported. Not read", ""},
    {"proposed_on",          "proposed_on",             K::known,  nullptr,                     fixed,    false, "Of a file that was exported. Not read", ""},
    {"full_name",            "full_name",               K::text,   nullptr,                     fixed,    true,  "As the person is known", "Rowan Pryor"},
    {"name_#_kind",          "name-#-kind",             K::code,   people::name_kinds,          fixed,    false, "What kind of other name it is", "alias"},
    {"name_#_full",          "name-#-full",             K::text,   nullptr,                     fixed,    false, "The other name", "Ro Pryor"},
    {"birth_date",           "born-*",                  K::birth,  nullptr,                     fixed,    false, "Where it is known", "1989-04-02"},
    {"age",                  "age",                     K::number, nullptr,                     fixed,    false, "Estimated, where the birth date is not known", ""},
    {"age_basis",            "basis",                   K::code,   people::age_bases,           fixed,    false, "How the age is known", ""},
    {"address_#_kind",       "address-#-kind",          K::code,   people::address_kinds,       fixed,    false, "What kind of address it is", "home"},
    {"address_#_lines",      "address-#-lines",         K::text,   nullptr,                     fixed,    false, "The address", "4 Example Road, Maidstone"},
    {"address_#_postcode",   "address-#-postcode",      K::text,   nullptr,                     fixed,    false, "", "ME14 1AA"},
    {"address_#_from",       "address-#-from",          K::day,    nullptr,                     fixed,    false, "The day it began", ""},
    {"address_#_to",         "address-#-to",            K::day,    nullptr,                     fixed,    false, "The day it ended", ""},
    {"safe_contact",         "safe_contact",            K::lines,  nullptr,                     fixed,    false, "Protected: how the person may be reached without putting them at risk", ""},
    {"vulnerability_#_code", "vulnerability-#-code",    K::code,   nominals::vulnerabilities,   fixed,    false, "What makes the person easier to harm", "housing"},
    {"vulnerability_#_note", "vulnerability-#-note",    K::text,   nullptr,                     fixed,    false, "", ""},
    {"marker_#_code",        "marker-#-code",           K::code,   people::markers,             fixed,    false, "Staff safety", ""},
    {"marker_#_note",        "marker-#-note",           K::text,   nullptr,                     fixed,    false, "", ""},
    {"marker_#_until",       "marker-#-until",          K::day,    nullptr,                     fixed,    false, "", ""},
    {"photo_#_reference",    "photo-#-reference",       K::text,   nullptr,                     fixed,    false, "Reference of a photograph that an agency holds", ""},
    {"photo_#_by",           "photo-#-by",              K::code,   nullptr,                     agencies, false, "The agency that supplied it", ""},
    {"photo_#_taken",        "photo-#-taken",           K::day,    nullptr,                     fixed,    false, "", ""},
    {"photo_#_expires",      "photo-#-expires",         K::day,    nullptr,                     fixed,    false, "The last day on which it may be used", ""},
    {"place_#_id",           "place-#-id",              K::code,   nullptr,                     places,   false, "A named place", "Week Street"},
    {"place_#_relation",     "place-#-relation",        K::code,   people::place_relations,     fixed,    false, "What the person does there", "frequents"},
    {"place_#_note",         "place-#-note",            K::text,   nullptr,                     fixed,    false, "", ""},
    {"behaviours",           "behaviours",              K::codes,  nominals::behaviours,        fixed,    true,  "What the person does, parted by ;", "shoplifting; begging"},
    {"evidence",             "evidence",                K::lines,  nullptr,                     fixed,    true,  "What happened in the last 3 months: dates, places, what was done", "Six thefts from shops since September"},
    {"nexus",                "nexus",                   K::lines,  nullptr,                     fixed,    true,  "How this affects the town centre", "All in Week Street"},
    {"elsewhere",            "elsewhere",               K::lines,  nullptr,                     fixed,    true,  "Why no other group manages this better", "No other group works with him"},
    {"incidents",            "incidents",               K::number, nullptr,                     fixed,    false, "Incidents since the last meeting", "6"},
    {"known_to",             "known_to",                K::codes,  nullptr,                     agencies, false, "Agencies that know the person, parted by ;", ""},
    {"risk_self_level",      "risk-self-level",         K::code,   nominals::risk_levels,       fixed,    false, "Risk to themselves", ""},
    {"risk_self_reason",     "risk-self-reason",        K::text,   nullptr,                     fixed,    false, "", ""},
    {"risk_others_level",    "risk-others-level",       K::code,   nominals::risk_levels,       fixed,    false, "Risk to other people", ""},
    {"risk_others_reason",   "risk-others-reason",      K::text,   nullptr,                     fixed,    false, "", ""},
    {"risk_business_level",  "risk-business-level",     K::code,   nominals::risk_levels,       fixed,    false, "Risk to businesses", "medium"},
    {"risk_business_reason", "risk-business-reason",    K::text,   nullptr,                     fixed,    false, "", "Staff are afraid of him"},
    {"tool_#_kind",          "tool-#-kind",             K::code,   nominals::tool_kinds,        fixed,    false, "An order or notice in force", ""},
    {"tool_#_words",         "tool-#-words",            K::text,   nullptr,                     fixed,    false, "Its terms in short", ""},
    {"tool_#_from",          "tool-#-from",             K::day,    nullptr,                     fixed,    false, "", ""},
    {"tool_#_until",         "tool-#-until",            K::day,    nullptr,                     fixed,    false, "", ""},
    {"condition_#_kind",     "condition-#-kind",        K::code,   nominals::condition_kinds,   fixed,    false, "Bail or licence", ""},
    {"condition_#_words",    "condition-#-words",       K::text,   nullptr,                     fixed,    false, "The condition", ""},
    {"condition_#_until",    "condition-#-until",       K::day,    nullptr,                     fixed,    false, "", ""},
    {"support_#_service",    "support-#-service",       K::code,   nominals::support_services,  fixed,    false, "Support that was offered", ""},
    {"support_#_on",         "support-#-on",            K::day,    nullptr,                     fixed,    false, "The day it was offered", ""},
    {"support_#_answer",     "support-#-answer",        K::code,   nominals::support_answers,   fixed,    false, "What the person answered", ""},
    {"lead_officer",         "lead_officer",            K::code,   nullptr,                     members,  false, "A member of this group", ""},
    {"support_agency",       "support_agency",          K::code,   nullptr,                     agencies, false, "The agency that leads support", ""},
    {"custody_since",        "custody_since",           K::day,    nullptr,                     fixed,    false, "", ""},
    {"custody_place",        "custody_place",           K::text,   nullptr,                     fixed,    false, "", ""},
    {"release_on",           "release_on",              K::day,    nullptr,                     fixed,    false, "", ""},
    {"no_support_reason",    "no_support_reason",       K::text,   nullptr,                     fixed,    false, "Why enforcement came first, where it did", ""},
    {"pursue_objective",     "pursue-objective",        K::text,   nullptr,                     fixed,    false, "Plan: enforce against or disrupt", ""},
    {"pursue_measure",       "pursue-measure",          K::text,   nullptr,                     fixed,    false, "", ""},
    {"prevent_objective",    "prevent-objective",       K::text,   nullptr,                     fixed,    false, "Plan: stop it happening again", ""},
    {"prevent_measure",      "prevent-measure",         K::text,   nullptr,                     fixed,    false, "", ""},
    {"protect_objective",    "protect-objective",       K::text,   nullptr,                     fixed,    false, "Plan: make victims, places and people safer", ""},
    {"protect_measure",      "protect-measure",         K::text,   nullptr,                     fixed,    false, "", ""},
    {"prepare_objective",    "prepare-objective",       K::text,   nullptr,                     fixed,    false, "Plan: be ready", ""},
    {"prepare_measure",      "prepare-measure",         K::text,   nullptr,                     fixed,    false, "", ""},
};

std::string with_number(std::string_view pattern, int number) {
    std::string text(pattern);
    if (const auto mark = text.find('#'); mark != text.npos) text.replace(mark, 1, std::to_string(number));
    return text;
}

// "tool_2_kind" under "tool_#_kind": the 2. Nothing when it is another column.
std::optional<int> number_in(std::string_view name, std::string_view pattern) {
    const auto mark = pattern.find('#');
    if (mark == pattern.npos) return name == pattern ? std::optional(1) : std::nullopt;
    const auto tail = pattern.substr(mark + 1);
    if (name.size() <= mark + tail.size() || !name.starts_with(pattern.substr(0, mark)) || !name.ends_with(tail)) return std::nullopt;
    const auto figures = name.substr(mark, name.size() - mark - tail.size());
    const auto number = parse_figures(figures);
    return number && *number >= 1 && *number <= rows_max && figures == std::to_string(*number) ? number : std::nullopt;
}

Place place_at(const Column& column, int number) { return {&column, with_number(column.name, number), with_number(column.field, number - 1), number}; }

// As typed by hand: "Full name" is full_name.
std::string tidy_head(std::string_view cell) {
    auto name = ascii_lower(tidy_line(cell));
    std::ranges::replace(name, ' ', '_');
    return name;
}

std::optional<Place> find_place(std::string_view name) {
    for (const auto& column : table)
        if (const auto number = number_in(name, column.name)) return place_at(column, *number);
    return std::nullopt;
}

std::string code_of(CodeList list, std::string_view typed) {
    const auto value = tidy_line(typed);
    const auto lower = ascii_lower(value);
    for (const auto& code : list)
        if (code.code == value || ascii_lower(code.code) == lower || ascii_lower(code.words) == lower) return std::string(code.code);
    return value;
}

// In figures, as every form reads it.
std::string day_of(std::string_view typed) {
    const auto day = parse_iso_date(tidy_line(typed));
    if (!day) return tidy_line(typed);
    return fmt::format("{}/{}/{}", static_cast<unsigned>(day->day()), static_cast<unsigned>(day->month()), static_cast<int>(day->year()));
}

void add_birth(Answers& answers, std::string_view typed, Date today) {
    const auto text = tidy_line(typed);
    auto day = parse_iso_date(text);
    if (!day) day = parse_near_date(text, today);
    answers.emplace_back("born-day", day ? std::to_string(static_cast<unsigned>(day->day())) : text);
    answers.emplace_back("born-month", day ? std::to_string(static_cast<unsigned>(day->month())) : text);
    answers.emplace_back("born-year", day ? std::to_string(static_cast<int>(day->year())) : text);
}

void add_answer(Answers& answers, const Place& place, const std::string& cell, const Lists& lists, Date today) {
    const auto& column = *place.column;
    switch (column.kind) {
        case K::known: break;
        case K::birth: add_birth(answers, cell, today); break;
        case K::day: answers.emplace_back(place.field, day_of(cell)); break;
        case K::code: answers.emplace_back(place.field, code_of(codes_of(column, lists), cell)); break;
        case K::codes:
            for (const auto part : words_of(cell, ';'))
                if (!trimmed(part).empty()) answers.emplace_back(place.field, code_of(codes_of(column, lists), part));
            break;
        default: answers.emplace_back(place.field, cell);
    }
}

bool is_birth_box(std::string_view field) { return field == "born-day" || field == "born-month" || field == "born-year"; }

// The fields by which the record's own checks call an answer.
std::string_view form_field(std::string_view field) {
    if (field == "name") return "full_name";
    if (field == "estimated_age") return "age";
    if (field == "age_basis") return "basis";
    return field;
}

bool concerns(const Place& place, std::string_view field) {
    if (place.column->kind == K::birth) return is_birth_box(field) || field == "born";
    return place.field == form_field(field);
}

// "tool_2_words" belongs to "tool_2_kind", the first column of its kind; the basis of an age to the age.
std::string lead_of(const Place& place) {
    if (place.column->field == "basis") return "age";
    const auto mark = place.column->name.find('#');
    if (mark == std::string_view::npos) return {};
    const auto stem = place.column->name.substr(0, mark);
    const auto lead = std::ranges::find_if(table, [&](const Column& column) { return column.name.starts_with(stem); });
    return with_number(lead->name, place.number);
}

std::string value_in(const Answers& answers, std::string_view field) {
    const auto found = std::ranges::find(answers, field, [](const auto& answer) { return std::string_view(answer.first); });
    return found == answers.end() ? std::string() : found->second;
}

std::string birth_cell(const Answers& answers) {
    const auto date = value_in(answers, "born-year") + "-" + fmt::format("{:0>2}-{:0>2}", value_in(answers, "born-month"), value_in(answers, "born-day"));
    return parse_iso_date(date) ? date : std::string();
}

}  // namespace

constexpr Code export_rows[] = {{"people", "People", "What this group’s records say about each person: names, birth, addresses, staff safety, places"},
                                {"nominals", "Nominals", "Every entry with its person: the same columns as a file to put people forward"}};

std::span<const Column> columns() { return table; }
CodeList export_kinds() { return export_rows; }

CodeList codes_of(const Column& column, const Lists& lists) {
    switch (column.source) {
        case agencies: return lists.agencies;
        case members: return lists.members;
        case places: return lists.places;
        case fixed: break;
    }
    return column.codes != nullptr ? column.codes() : CodeList{};
}

Outcome<Head> read_head(const std::vector<std::string>& cells) {
    Head head;
    Refusals refusals;
    std::set<std::string> seen;
    const auto refuse = [&](std::string words) { refusals.push_back({RefusalKind::invalid, "file", std::move(words), {}}); };
    for (const auto& cell : cells) {
        const auto name = tidy_head(cell);
        auto place = find_place(name);
        if (!place) refuse(name.empty() ? "A column of the first line has no name" : fmt::format("‘{}’ is not the name of a column", code_points(name) > 60 ? "A long text" : name));
        else if (!seen.insert(place->name).second) refuse(fmt::format("The column {} stands twice", place->name));
        else head.push_back(std::move(*place));
    }
    for (const auto& column : table)
        if (column.needed && !seen.contains(std::string(column.name))) refuse(fmt::format("The column {} is missing", column.name));
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    return head;
}

Answers answers_of(const Head& head, const std::vector<std::string>& cells, const Lists& lists, Date today) {
    Answers answers;
    for (std::size_t i = 0; i < head.size() && i < cells.size(); ++i)
        if (!trimmed(cells[i]).empty()) add_answer(answers, head[i], cells[i], lists, today);
    return answers;
}

Refusals left_hanging(const Head& head, const std::vector<std::string>& cells) {
    Refusals refusals;
    for (std::size_t i = 0; i < head.size() && i < cells.size(); ++i) {
        const auto lead = lead_of(head[i]);
        if (lead.empty() || lead == head[i].name || trimmed(cells[i]).empty()) continue;
        const auto led = std::ranges::find(head, lead, &Place::name);
        const auto at = static_cast<std::size_t>(led - head.begin());
        if (led == head.end() || at >= cells.size() || trimmed(cells[at]).empty()) refusals.push_back({RefusalKind::invalid, head[i].field, fmt::format("Enter {} as well", lead), {}});
    }
    return refusals;
}

std::vector<Problem> problems_of(const Head& head, const std::vector<std::string>& cells, const Refusals& refusals) {
    std::vector<Problem> problems;
    for (const auto& refusal : refusals) {
        Problem problem{{}, refusal.message, {}, refusal.authority};
        for (std::size_t i = 0; i < head.size() && i < cells.size(); ++i)
            if (concerns(head[i], refusal.field)) problem.column = head[i].name, problem.value = cells[i];
        const auto same = [&](const Problem& other) { return other.column == problem.column && other.words == problem.words; };
        if (std::ranges::none_of(problems, same)) problems.push_back(std::move(problem));
    }
    return problems;
}

std::vector<std::string> cells_of(const Head& head, const Answers& answers) {
    std::vector<std::string> cells;
    for (const auto& place : head) {
        std::string cell;
        if (place.column->kind == K::birth) cell = birth_cell(answers);
        else
            for (const auto& [field, value] : answers)
                if (field == place.field && !value.empty()) cell += (cell.empty() ? "" : "; ") + value;
        cells.push_back(std::move(cell));
    }
    return cells;
}

Head head_for(const std::vector<Answers>& records, bool to_read_back) {
    std::set<std::string> used;
    for (const auto& answers : records)
        for (const auto& [field, value] : answers)
            if (!value.empty()) used.insert(is_birth_box(field) ? "born-*" : field);
    Head head;
    for (const auto& column : table) {
        const int last = column.name.find('#') == column.name.npos ? 1 : rows_max;
        for (int number = 1; number <= last; ++number)
            if (auto place = place_at(column, number); (to_read_back && column.needed) || used.contains(place.field)) head.push_back(std::move(place));
    }
    return head;
}

}  // namespace casework::domain::imports
