// Who may open one record: standard or restricted to named people, and who is kept from it, as the coordinators of its owner decide.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/gate.hpp"

namespace casework::persistence {

struct NamedPerson {
    std::string account, name, agency, reason, named_by_name;
    std::optional<domain::Date> until;  // nothing: as long as the record is open (whoever made it, by its own rules)
    bool protected_too = false, ended = false;
    std::string team{};  // the id of an agency whose whole team is named: then there is no account
};
struct ExcludedParty {
    std::string account, agency, name, reason, excluded_by_name;  // one of the two ids is filled
};
struct Restriction {
    std::string record, panel, panel_name;
    domain::Sensitivity sensitivity{}, ordinary{};  // now, and as a record of its kind is when it is not restricted
    std::vector<std::string> coordinators;  // names of those who open it whatever its marking
    std::vector<NamedPerson> named;
    std::vector<ExcludedParty> excluded;
    struct Choice {
        std::string id, words;
    };
    std::vector<Choice> people, agencies;  // who could be named or excluded: accounts of agencies with an agreement
};
// Who is named on it, by name: inside a reading of the record.
std::vector<NamedPerson> named_on(Transaction& tx, std::string_view record, domain::Date today);
// How a marking reads: who opens the record then.
std::string marking_words(domain::Sensitivity sensitivity);
// Coordinators of the owner see it; for everybody else it is not there.
domain::Outcome<Restriction> read_restriction(Gate& gate, std::string_view record);

struct RestrictionChange {
    std::string act{};  // restrict, sensitive, release, name, unname, exclude, include
    std::string account{}, agency{}, reason{};
    std::optional<domain::Date> until{};
    bool protected_too = false;
};
constexpr int restriction_reason_least = 10;

// How it stands, how it will stand, and who opens it then who did not, and the other way round; by name, with their agency.
struct RestrictionPreview {
    std::string whom;  // whom it is about; empty when it is about the record
    std::string was, becomes;
    std::vector<std::string> gain, lose;
};
domain::Outcome<RestrictionPreview> preview_restriction(Gate& gate, std::string_view record, const RestrictionChange& change);
// Each with its reason; works on everybody's next request. Never so that no coordinator is left who may open it.
domain::Outcome<bool> change_restriction(Gate& gate, std::string_view record, const RestrictionChange& change);

}  // namespace casework::persistence
