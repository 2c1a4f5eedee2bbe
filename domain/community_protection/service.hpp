// How a paper was given, whether the Act lets it be given so, and on which day it counts as given (2014 Act ss.45, 55).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/community_protection/deadlines.hpp"
#include "domain/community_protection/recipient.hpp"
#include "domain/community_protection/rules.hpp"

namespace casework::domain::community_protection {

// One try to find out who occupies or owns the premises (s.45(1)(c)).
struct Enquiry {
    Date on{};
    std::string what = {};
};

struct ServiceRecord {
    std::string method = {};        // service_methods
    std::string address_kind = {};  // address_kinds; for left and post
    std::string address = {};       // as written on the envelope or where it was handed over
    std::optional<Date> on = {};
    std::optional<MinuteOfDay> at = {};
    std::string by = {};            // account of who gave it
    std::string received_by = {};   // for a body: the secretary, clerk, partner or manager; for a person who it was handed to, if not them
    std::string witness = {}, proof = {};
    std::optional<Date> arrived_on = {};        // by post, where it is shown when it arrived
    bool from_premises = false;            // posted on premises: the effect arises from their condition or use (s.45(1)(b))
    std::vector<Enquiry> enquiries = {};
    std::vector<std::string> courtesy = {};     // courtesy_methods: copies beside service
};

// Where the fields of a form are wrong; all at once, nothing when it may be given so.
Refusals service_refused(const ServiceRecord& service, const Recipient& recipient, Date today);
// The refusals of one question: "method", "address_kind", "address", "served_on", "served_at", "served_by", "received_by", "enquiries".
std::string first_wrong(const ServiceRecord& service, const Recipient& recipient, Date today, std::string_view field);

// The day it counts as given: the same day, or for a letter the ordinary course of post unless the true day is shown.
std::optional<Deadline> given_on(const ServiceRecord& service, const LocalRules& rules, const BankHolidays& holidays);
// "Handed to the person on 2 March 2026 at 10:15am".
std::string service_words(const ServiceRecord& service);

}  // namespace casework::domain::community_protection
