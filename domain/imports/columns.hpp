// The columns of a table of people to put forward: which answer of the forms each one is, what it may hold, and how a row is read.
// A row becomes the answers of the same forms that people fill in, so that both are checked by one piece.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/code_list.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::imports {

enum class Kind {
    text,
    lines,   // text with line breaks
    number,
    day,     // 2023-04-13, 13/4/2023, 13 April 2023
    birth,   // the same; three boxes of the form
    code,    // one of a list, as code or in words
    codes,   // several, parted by ;
    known,   // of a file that was exported: not read
};
// Where the codes come from that no fixed list has.
enum class Source { fixed, agencies, members, places };

struct Column {
    std::string_view name;   // in the head of the file; # stands for a number from 1 to rows_max: "tool_#_kind"
    std::string_view field;  // of the form, where # counts from 0: "tool-#-kind"
    Kind kind = Kind::text;
    CodeList (*codes)() = nullptr;
    Source source = Source::fixed;
    bool needed = false;
    std::string_view help = {};
    std::string_view example = {};
};
std::span<const Column> columns();
CodeList export_kinds();  // what a file can be written of

// The head of one file: every cell with its column and the field of the form it stands for.
struct Place {
    const Column* column = nullptr;
    std::string name, field;
    int number = 1;  // of a numbered column
};
using Head = std::vector<Place>;
// All that is wrong with a head at once: unknown columns, columns that stand twice, columns that are missing. Field "file".
Outcome<Head> read_head(const std::vector<std::string>& cells);

// The lists of this group on this day.
struct Lists {
    CodeList agencies, members, places;
};
CodeList codes_of(const Column& column, const Lists& lists);

using Answers = std::vector<std::pair<std::string, std::string>>;  // field of the form and what is typed into it
// Words of a list become its code; what cannot be read as a day or is on no list stays as typed, for the form's check to refuse.
Answers answers_of(const Head& head, const std::vector<std::string>& cells, const Lists& lists, Date today);

// Answers that the forms would pass over in silence, because what they belong to is empty: a tool's terms without its kind.
Refusals left_hanging(const Head& head, const std::vector<std::string>& cells);

// What is wrong with a row, beside the column it concerns ("" for the row as a whole); the value is the importer's own.
struct Problem {
    std::string column, words, value, rule;
};
std::vector<Problem> problems_of(const Head& head, const std::vector<std::string>& cells, const Refusals& refusals);

// The other way round: the cells of one record under a head, from the answers that a form would show.
std::vector<std::string> cells_of(const Head& head, const Answers& answers);
// The head that holds every answer of these records, in the order of the columns; numbered ones as often as they are needed. With
// `to_read_back` it has every column that a file to put people forward needs.
Head head_for(const std::vector<Answers>& records, bool to_read_back);

}  // namespace casework::domain::imports
