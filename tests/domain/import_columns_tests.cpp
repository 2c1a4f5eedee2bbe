// The columns of a table of people: heads as people write them, rows as the answers of the forms, and back.
#include <catch2/catch.hpp>

#include <set>

#include "domain/imports/columns.hpp"

using namespace casework::domain;
using namespace casework::domain::imports;
using Cells = std::vector<std::string>;

namespace {

const Date today{std::chrono::year{2026} / 11 / 27};
constexpr Code agency_rows[] = {{"kent-police", "Kent Police", ""}, {"bid", "One Maidstone BID", ""}};
const Lists lists{agency_rows, {}, {}};
const Cells needed{"full_name", "behaviours", "evidence", "nexus", "elsewhere"};

Head head_of(Cells more) {
    more.insert(more.begin(), needed.begin(), needed.end());
    return read_head(more).value();
}
Cells row_of(Cells more) {
    Cells row{"Dean Harwell", "begging", "Every evening", "Week Street", "Nobody else"};
    row.insert(row.end(), more.begin(), more.end());
    return row;
}
std::string words_of(const Outcome<Head>& head) {
    std::string words;
    if (!head)
        for (const auto& refusal : head.error()) words += refusal.message + "; ";
    return words;
}
std::string value(const Answers& answers, const std::string& field) {
    std::string values;
    for (const auto& [name, text] : answers)
        if (name == field) values += (values.empty() ? "" : "|") + text;
    return values;
}

}  // namespace

TEST_CASE("no column stands twice in the table and each has a field of its own") {
    std::set<std::string_view> names, fields;
    for (const auto& column : columns()) {
        INFO(column.name);
        CHECK(names.insert(column.name).second);
        CHECK(fields.insert(column.field).second);
        CHECK((column.kind == Kind::code || column.kind == Kind::codes) == (column.codes != nullptr || column.source != Source::fixed));
    }
}

TEST_CASE("a head is read as people write it, and everything wrong with it is said at once") {
    CHECK(words_of(read_head({"Full name", " BEHAVIOURS ", "evidence", "nexus", "elsewhere", "tool_2_kind"})).empty());
    CHECK(words_of(read_head({"full_name", "colour", "nexus", "nexus", "", "tool_0_kind"})) ==
          "‘colour’ is not the name of a column; The column nexus stands twice; A column of the first line has no name; ‘tool_0_kind’ is not the name of a column; "
          "The column behaviours is missing; The column evidence is missing; The column elsewhere is missing; ");
}

TEST_CASE("a numbered column goes as far as the rows of a form") {
    CHECK(words_of(read_head({"full_name", "behaviours", "evidence", "nexus", "elsewhere", "tool_10_kind", "tool_30_kind"})).empty());
    CHECK(words_of(read_head({"full_name", "behaviours", "evidence", "nexus", "elsewhere", "tool_31_kind", "tool_01_kind"})) ==
          "‘tool_31_kind’ is not the name of a column; ‘tool_01_kind’ is not the name of a column; ");
}

TEST_CASE("a row becomes what a person would have typed into the forms") {
    const auto head = head_of({"birth_date", "known_to", "tool_1_kind", "tool_2_kind", "tool_2_from", "marker_1_code"});
    const auto answers = answers_of(head, row_of({"2/4/1989", "One Maidstone BID;kent-police", "CPW", "Criminal behaviour order", "2026-03-05", ""}), lists, today);
    CHECK(value(answers, "born-day") + "." + value(answers, "born-month") + "." + value(answers, "born-year") == "2.4.1989");
    CHECK(value(answers, "known_to") == "bid|kent-police");
    CHECK(value(answers, "tool-0-kind") == "cpw");
    CHECK(value(answers, "tool-1-kind") == "cbo");
    CHECK(value(answers, "tool-1-from") == "5/3/2026");
    CHECK(value(answers, "marker-0-code").empty());
}

TEST_CASE("what is wrong stands beside the column of the file, with the value as it was sent") {
    const auto head = head_of({"birth_date", "tool_2_kind"});
    const auto cells = row_of({"the other day", "fine"});
    CHECK(value(answers_of(head, cells, lists, today), "born-day") == "the other day");
    const auto problems = problems_of(head, cells, {{RefusalKind::invalid, "born-day", "Birth date must be a real date", {}},
                                                    {RefusalKind::invalid, "born-month", "Birth date must be a real date", {}},
                                                    {RefusalKind::invalid, "tool-1-kind", "Select a kind of order from the list", {}},
                                                    {RefusalKind::rule, "name", "Enter the name", "Local rule"},
                                                    {RefusalKind::rule, "person", "Already on the list", {}}});
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].column == "birth_date");
    CHECK(problems[0].value == "the other day");
    CHECK(problems[1].column == "tool_2_kind");
    CHECK(problems[2].column == "full_name");
    CHECK(problems[2].words == "Enter the name");
    CHECK(problems[2].rule == "Local rule");
    CHECK(problems[3].column.empty());
}

TEST_CASE("an answer whose leading answer is empty is not passed over in silence") {
    const auto head = head_of({"tool_1_kind", "tool_1_words", "age", "age_basis", "marker_3_note"});
    const auto refusals = left_hanging(head, row_of({"", "Not in Week Street", "", "as_appears", "bites"}));
    REQUIRE(refusals.size() == 3);
    CHECK(refusals[0].message == "Enter tool_1_kind as well");
    CHECK(refusals[1].message == "Enter age as well");
    CHECK(refusals[2].message == "Enter marker_3_code as well");
    CHECK(left_hanging(head, row_of({"cpw", "", "40", "", ""})).empty());
}

TEST_CASE("records written as rows are read as the same answers") {
    const Answers first{{"full_name", "Dean Harwell"}, {"born-day", "2"}, {"born-month", "4"}, {"born-year", "1989"}, {"behaviours", "begging"}, {"behaviours", "rowdy"},
                        {"evidence", "Often\nat night"}, {"nexus", "Here"}, {"elsewhere", "No"}, {"tool-0-kind", "cpw"}, {"tool-1-kind", "cbo"}, {"tool-1-until", "5/3/2027"},
                        {"tool-11-kind", "cpw"}, {"name-29-kind", "alias"}, {"name-29-full", "Deano"}};
    const auto head = head_for({first}, true);
    const auto again = answers_of(head, cells_of(head, first), lists, today);
    CHECK(std::multiset(again.begin(), again.end()) == std::multiset(first.begin(), first.end()));
}
