// What the ledger calls an act, as people say it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace casework::web {

// `object_type` and `action` as an entry holds them: "action", "complete". Nothing for an act that has no words yet.
std::optional<std::string_view> words_of_act(std::string_view object_type, std::string_view action);
// The same for a page: an act without words is shown as it stands.
std::string act_words(std::string_view object_type, std::string_view action);

// What a rule of an entry says: "D5" or, of a step, "D5/accept". Empty for one without words.
std::string rule_words(std::string_view rule);

}  // namespace casework::web
