// Three-way comparison of one edit form: as it was opened, as others saved it since, as it was typed.
#include "domain/clash.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace casework::domain {

const std::string* find_value(const FieldValues& values, std::string_view field) {
    const auto found = std::ranges::find(values, field, &FieldValue::field);
    return found == values.end() ? nullptr : &found->value;
}

std::optional<Keep> parse_keep(std::string_view word) {
    if (word == "theirs") return Keep::theirs;
    if (word == "mine") return Keep::mine;
    if (word == "both") return Keep::both;
    return std::nullopt;
}

std::optional<Keep> chosen(const std::vector<Choice>& choices, std::string_view field) {
    const auto found = std::ranges::find(choices, field, &Choice::field);
    return found == choices.end() ? std::nullopt : std::optional(found->keep);
}

namespace {

// Theirs first; nothing when the field is no text or would grow too long.
std::string both_texts(const FieldValue& mine, const std::string& theirs) {
    if (mine.value.empty() || theirs.empty()) return {};
    auto both = theirs + (mine.lines ? "\n" : theirs.ends_with('.') ? " " : ". ") + mine.value;
    return code_points(both) <= mine.characters_max ? both : std::string();
}

// Whether the choice settles it; what is to be saved goes into the merge.
bool settled(Merge& merge, const Clash::Field& clash, std::optional<Keep> keep) {
    if (!keep || (*keep == Keep::both && clash.both.empty())) return false;
    if (*keep != Keep::theirs) merge.values.push_back({clash.field, *keep == Keep::mine ? clash.mine : clash.both});
    return true;
}

}  // namespace

Merge merge_edit(const FieldValues& now, const std::vector<SavedChange>& since, const FieldValues& mine, const std::vector<Choice>& choices) {
    Merge merge;
    for (const auto& answer : mine) {
        const auto& [field, typed, characters_max, lines] = answer;
        const std::string* theirs = find_value(now, field);
        if (!theirs) continue;
        const auto change = std::ranges::find(since, field, &SavedChange::field);
        if (change == since.end()) {
            if (typed != *theirs) merge.values.push_back({field, typed}), merge.merged.push_back(field);
        } else if (typed != change->before && typed != *theirs) {
            Clash::Field clash{field, change->before, *theirs, typed, change->by, change->by_name, change->at, both_texts(answer, *theirs)};
            if (!settled(merge, clash, chosen(choices, field))) merge.clashes.push_back(std::move(clash));
        }
    }
    return merge;
}

std::vector<std::string> changed_fields(const FieldValues& before, const FieldValues& after) {
    std::vector<std::string> fields;
    for (const auto& answer : after) {
        const std::string* was = find_value(before, answer.field);
        if (!was || *was != answer.value) fields.push_back(answer.field);
    }
    return fields;
}

}  // namespace casework::domain
