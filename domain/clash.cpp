// Three-way comparison of one edit form: as it was opened, as others saved it since, as it was typed.
#include "domain/clash.hpp"

#include <algorithm>

namespace casework::domain {

const std::string* find_value(const FieldValues& values, std::string_view field) {
    const auto found = std::ranges::find(values, field, &FieldValue::field);
    return found == values.end() ? nullptr : &found->value;
}

Merge merge_edit(const FieldValues& now, const std::vector<SavedChange>& since, const FieldValues& mine) {
    Merge merge;
    for (const auto& [field, typed] : mine) {
        const std::string* theirs = find_value(now, field);
        if (!theirs) continue;
        const auto change = std::ranges::find(since, field, &SavedChange::field);
        if (change == since.end()) {
            if (typed != *theirs) merge.values.push_back({field, typed}), merge.merged.push_back(field);
        } else if (typed != change->before && typed != *theirs) {
            merge.clashes.push_back({field, change->before, *theirs, typed, change->by, change->by_name, change->at});
        }
    }
    return merge;
}

std::vector<std::string> changed_fields(const FieldValues& before, const FieldValues& after) {
    std::vector<std::string> fields;
    for (const auto& [field, value] : after) {
        const std::string* was = find_value(before, field);
        if (!was || *was != value) fields.push_back(field);
    }
    return fields;
}

}  // namespace casework::domain
