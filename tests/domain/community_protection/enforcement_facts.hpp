// Facts with which every step of the warnings, notices and breaches may be taken, for tests to break one at a time.
#pragma once

#include "domain/community_protection/notice_workflow.hpp"
#include "domain/community_protection/warning_workflow.hpp"

namespace casework::tests {

using domain::Date;
inline Date on(int y, unsigned m, unsigned d) { return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}; }

// Gary Tindle's matter as it stood on 13 April 2023.
inline domain::community_protection::Conduct street_drinking() {
    return {.category = "asb", .description = "Drinking and shouting on the bandstand on 20 and 24 February", .first = on(2023, 2, 20), .last = on(2023, 4, 12), .locality = "Brenchley Gardens", .area = "maidstone"};
}
inline domain::community_protection::Limbs three_limbs() {
    return {{{"Families and staff avoid the bandstand", {"EV-1"}}, {"Five times in seven weeks", {"EV-2", "EV-3"}}, {"No reason was given for any of it", {"EV-1"}}}};
}
inline domain::community_protection::Recipient adult() {
    return {.kind = "individual", .id = "PER-2023-0007", .name = "Gary Tindle", .body_kind = {}, .born = on(1970, 8, 4), .estimated_age = {}, .age_basis = {}};
}
inline domain::community_protection::Recipient company() {
    return {.kind = "body", .id = "BOD-2023-0001", .name = "Harbour Bars Limited", .body_kind = "company", .born = {}, .estimated_age = {}, .age_basis = {}};
}
inline domain::community_protection::ServiceRecord by_hand(Date day) {
    domain::community_protection::ServiceRecord service;
    service.method = "hand";
    service.address = "Brenchley Gardens, by the bandstand";
    service.on = day;
    service.at = 10 * 60 + 15;
    service.by = "mel.hart";
    return service;
}
inline domain::community_protection::ServiceRecord by_post(Date day) {
    auto service = by_hand(day);
    service.method = "post";
    service.address_kind = "last_known";
    service.address = "Care of Trinity, 20 Church Street, Maidstone, ME14 1LY";
    return service;
}
inline domain::community_protection::Authority delegated() {
    domain::community_protection::Authority authority;
    authority.holder = "mel.hart";
    authority.agency = "maidstone-borough";
    authority.agency_kind = "district";
    authority.kind = "delegation";
    authority.instrument = "Scheme of delegation, part 4, line 12";
    authority.given_by = "Head of Community Protection";
    authority.areas = {"maidstone"};
    authority.from = on(2022, 4, 1);
    return authority;
}

}  // namespace casework::tests
