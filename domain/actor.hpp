// Who acts: the facts about a signed-in person that access decisions use, loaded afresh for every request.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::domain {

enum class BaseRole { practitioner, analyst, auditor, records_officer, sysadmin };
enum class Level { viewer, contributor, coordinator };  // ascending

struct Membership {
    std::string id;
    std::string panel;  // group slug, such as "tctf"
    Level level{};
    bool chair = false;  // takes the decisions that the workflow gives to the chair
    Date until{};        // last day, at most 12 months ahead
};

// A signed information sharing agreement of an agency for a panel.
struct Agreement {
    std::string panel;
    Date until{};       // last day
    int grace_days{};   // configured days after `until` before access is suspended
};

struct Actor {
    std::string account;       // "USR-2026-0003"
    std::string agency;        // agency slug
    std::string agency_name;
    std::string name;          // "Priya Nair"
    std::string title;         // rank or job title: "Sgt"
    BaseRole role{};
    bool disabled = false;
    bool agency_suspended = false;
    bool full_session = false;                 // password, and second factor where required, in time
    bool by_token = false;                     // a program acts with a bearer token of the person: less than the person may
    std::optional<Instant> password_at;        // last time the password was given in this session
    std::vector<Membership> memberships;
    std::vector<Agreement> agreements;

    // The membership of that panel that is live on that day, or nothing.
    const Membership* membership(std::string_view panel, Date today) const;
};

}  // namespace casework::domain
