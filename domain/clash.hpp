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

struct Clash {
    struct Field {
        std::string field, before, theirs, mine;
        std::string by, by_name;
        Instant at{};
    };
    std::string record;
    int version = 0;                  // of the record as it stands now: what the clash page posts back
    std::vector<Field> fields;        // both changed, differently: one by one, nothing chosen beforehand
    std::vector<std::string> merged;  // fields that only the second person changed: saved with the choices
    FieldValues mine;                 // everything that was typed, kept
};

struct Merge {
    FieldValues values;  // to save: mine where I changed something, theirs elsewhere
    std::vector<Clash::Field> clashes;
    std::vector<std::string> merged;
};
// `now` is the record as it stands, `since` what others saved after the version that `mine` was typed on.
Merge merge_edit(const FieldValues& now, const std::vector<SavedChange>& since, const FieldValues& mine);

// The fields whose values differ; a field that `after` does not hold is left alone.
std::vector<std::string> changed_fields(const FieldValues& before, const FieldValues& after);

}  // namespace casework::domain
