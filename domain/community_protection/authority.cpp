// The rules of the register of authorities.
#include "domain/community_protection/authority.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

bool given(std::string_view text) { return !trimmed(text).empty(); }
bool holds(const auto& list, const auto& item) { return std::ranges::find(list, item) != list.end(); }

std::string_view power_words(Power power) {
    return power == Power::warning ? "give a warning" : power == Power::notice ? "issue a notice" : "issue a fixed penalty";
}

// Which authorities an agency of each kind can hold.
bool agency_can_hold(std::string_view agency_kind, std::string_view authority_kind) {
    if (authority_kind == "constable" || authority_kind == "support_officer") return agency_kind == "police";
    if (authority_kind == "delegation") return agency_kind == "district" || agency_kind == "unitary";
    return authority_kind == "designation" && (agency_kind == "housing" || agency_kind == "district" || agency_kind == "unitary");
}

std::string not_in_time(const Authority& a, Date on) {
    if (on < a.from) return fmt::format("The authority of the officer begins on {}", long_date(a.from));
    if (a.ended_on && on >= *a.ended_on) return fmt::format("The authority of the officer ended on {}", long_date(*a.ended_on));
    if (a.until && on > *a.until) return fmt::format("The authority of the officer ran out on {}", long_date(*a.until));
    return {};
}

}  // namespace

std::string agency_refused(std::string_view agency_kind) {
    if (agency_kind == "county") return "The county council cannot issue notices here. The borough or district council, the police or a person the council has designated can";
    if (!has_code(agency_kinds(), agency_kind) || agency_kind == "other") return "Select the police, the borough or district council, or a housing provider the council has designated";
    return {};
}

std::string authority_faulty(const Authority& a) {
    if (!has_code(authority_kinds(), a.kind)) return "Select the kind of authority";
    if (auto refused = agency_refused(a.agency_kind); !refused.empty()) return refused;
    if (!agency_can_hold(a.agency_kind, a.kind)) return "Select an authority that an officer of this agency can hold";
    if (!given(a.instrument)) return a.kind == "constable" ? "Enter the officer’s number" : "Enter the reference of the instrument";
    if (a.kind != "constable" && !given(a.given_by)) return "Enter who gave the authority";
    if (a.kind != "constable" && a.areas.empty()) return "Enter the area that the authority covers";
    if (a.kind == "designation" && !a.until) return "Enter the last day of the designation";
    if (a.until && *a.until < a.from) return "Last day of the authority must be after its first";
    return {};
}

std::string authority_refused(const Authority& a, Power power, std::string_view area, Date on) {
    if (auto faulty = authority_faulty(a); !faulty.empty()) return faulty;
    if (auto late = not_in_time(a, on); !late.empty()) return late;
    if (!holds(a.powers, power)) return fmt::format("The authority of the officer does not let them {}", power_words(power));
    if (a.kind != "constable" && !holds(a.areas, area)) return "The authority of the officer does not cover the area where this happened";
    return {};
}

const Authority* authority_for(const std::vector<Authority>& all, std::string_view holder, Power power, std::string_view area, Date on) {
    const auto found = std::ranges::find_if(all, [&](const Authority& a) { return a.holder == holder && authority_refused(a, power, area, on).empty(); });
    return found == all.end() ? nullptr : &*found;
}

std::string authority_words(const Authority& a) {
    if (a.kind == "constable") return "Constable " + a.instrument;
    return fmt::format("{}, {}, given by {}", words_for(authority_kinds(), a.kind), a.instrument, a.given_by);
}

}  // namespace casework::domain::community_protection
