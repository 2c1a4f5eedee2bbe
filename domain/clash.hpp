// Two people editing one record: which changes go together, and which clash and are for the second person to choose.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::domain {

// The answers of an edit form by field name, as text: dates in ISO form, coded lists with their codes in order and one space between.
struct FieldValue {
    std::string field, value;
    std::size_t characters_max = 0;  // of a text, which two people's words can share; 0: a choice, a figure or a day
    bool lines = false;              // the text keeps its line breaks
    bool operator==(const FieldValue&) const = default;
};
using FieldValues = std::vector<FieldValue>;
const std::string* find_value(const FieldValues& values, std::string_view field);

// What was saved since the version that the second person had opened: first value before, last value after.
struct SavedChange {
    std::string field, before, after;
    std::string by;  // account of the last to save it
    std::string by_name;
    Instant at{};
};

// What the second person chose for a field on the clash page.
enum class Keep { theirs, mine, both };
std::optional<Keep> parse_keep(std::string_view word);
struct Choice {
    std::string field;
    Keep keep{};
};
struct Choices {
    int seen = 0;        // version of the record that the clash page showed: what was saved after it is put to the person again
    int seen_order = 0;  // the same for the order of a list
    std::vector<Choice> fields;
};
std::optional<Keep> chosen(const std::vector<Choice>& choices, std::string_view field);

struct Clash {
    struct Field {
        std::string field, before, theirs, mine;
        std::string by, by_name;
        Instant at{};
        std::string both = {};  // theirs, then mine; empty where the two cannot stand together
    };
    std::string record;
    int version = 0;                  // of the record as it stands now
    int order_version = 0;            // of the order, where a place on a list was typed too
    std::vector<Field> fields;        // both changed, differently: one by one, nothing chosen beforehand
    std::vector<std::string> merged;  // fields that only the second person changed: saved with the choices
    FieldValues mine;                 // everything that was typed, kept
};

struct Merge {
    FieldValues values;  // to save: mine where I changed something, theirs elsewhere
    std::vector<Clash::Field> clashes;
    std::vector<std::string> merged;
};
// `now` is the record as it stands, `since` what others saved after the version that `mine` was typed on. A choice settles its clash.
Merge merge_edit(const FieldValues& now, const std::vector<SavedChange>& since, const FieldValues& mine, const std::vector<Choice>& choices = {});

// The fields whose values differ; a field that `after` does not hold is left alone.
std::vector<std::string> changed_fields(const FieldValues& before, const FieldValues& after);

}  // namespace casework::domain
