// Parts of the pages about rights: the questions of each kind of change, its preview, and tables of what was changed.
#pragma once

#include "persistence/rights.hpp"
#include "web/context.hpp"

namespace casework::web::administration {

struct RightsWords {
    persistence::RightsKind kind;
    std::string_view title, button;
};
const RightsWords& words_of(persistence::RightsKind kind);

// What is asked, filled in with what stands; the lists that its selects offer.
struct RightsQuestions {
    persistence::RightsKind kind{};
    persistence::AccountDetails details;                    // as they stand
    std::string role, group;                                // as it stands; group: fixed by the address, or chosen
    std::vector<domain::Code> agencies, groups, accounts;   // accounts: who could join a group, where the address names none
};
html::Html questions(const Context& context, const Shown& shown, const RightsQuestions& ask);
html::Html preview(const persistence::RightsPreview& preview);

html::Html changes_table(const std::vector<persistence::RightsLine>& changes);
JsonObject rights_json(const persistence::RightsLine& line);
std::string level_words(const persistence::MembershipLine& m);

}  // namespace casework::web::administration
