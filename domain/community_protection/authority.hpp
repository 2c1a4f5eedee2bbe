// Who may issue: the register of constables, delegations and designation instruments, each with its area and dates (2014 Act ss.53, 57).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::domain::community_protection {

enum class Power { warning, notice, penalty };

struct Authority {
    std::string id = {};
    std::string holder = {};        // account
    std::string agency = {};        // the holder's
    std::string agency_kind = {};   // agency_kinds
    std::string kind = {};          // authority_kinds
    std::string instrument = {};    // warrant number, paragraph of the scheme of delegation, reference of the instrument of designation
    std::string given_by = {};      // who delegated or designated
    std::vector<std::string> areas = {};   // areas it covers; a constable needs none
    std::vector<Power> powers{Power::warning, Power::notice, Power::penalty};
    Date from{};
    std::optional<Date> until = {};      // last day
    std::optional<Date> ended_on = {};   // revoked, or the holder left: no authority from that day on
};

// Why an agency of that kind cannot issue whoever acts for it, or empty: the county cannot (s.57), nor an agency that the Act does not name.
std::string agency_refused(std::string_view agency_kind);
// Why this authority does not carry that power in that area on that day, or empty.
std::string authority_refused(const Authority& authority, Power power, std::string_view area, Date on);
// What is wrong with a row of the register itself, or empty.
std::string authority_faulty(const Authority& authority);
// The first of the register by which the account may act, or nothing.
const Authority* authority_for(const std::vector<Authority>& all, std::string_view holder, Power power, std::string_view area, Date on);
// "Constable 7731", "Instrument of designation D/2026/4 of Maidstone Borough Council": as the notice names it.
std::string authority_words(const Authority& authority);

}  // namespace casework::domain::community_protection
