// The register of who may give warnings, notices and penalties: constables, delegations, designations, each with area and dates.
#pragma once

#include "domain/community_protection/authority.hpp"
#include "persistence/actions/actions.hpp"

namespace casework::persistence {

struct AuthorityLine {
    domain::community_protection::Authority authority;
    std::string holder_name, agency_name;
    bool live = false;  // today
};
struct AuthorityRegister {
    std::string panel, panel_name;
    std::vector<AuthorityLine> lines;  // live ones first, then by holder
    bool may_change = false;           // for whom the policy lets administer the group
};
domain::Outcome<AuthorityRegister> read_authorities(Gate& gate, std::string_view panel);

struct NewAuthority {
    std::string account, kind, instrument, given_by;
    std::vector<std::string> powers;  // warning, notice, penalty
    domain::Date from{};
    std::optional<domain::Date> until;
};
// Never one's own.
domain::Outcome<std::string> add_authority(Gate& gate, std::string_view panel, const NewAuthority& authority);
// From that day on there is none: revoked, or the holder has left. Not before today, so that what was given keeps its authority.
domain::Outcome<bool> end_authority(Gate& gate, std::string_view panel, std::string_view id, domain::Date on);

}  // namespace casework::persistence
