// The ways of giving a paper.
#include "domain/community_protection/service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

constexpr std::string_view ways = "2014 Act s.55", posting = "2014 Act s.45(1)";

bool given(std::string_view text) { return !trimmed(text).empty(); }
bool to_address(const ServiceRecord& s) { return s.method == "left" || s.method == "post"; }

void add_when(bool wrong, std::string_view field, std::string message, std::string_view authority, Refusals& refusals) {
    if (wrong) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), std::string(authority)});
}

// A proper address: the office of a body corporate, the last known one of anybody else, or one the person has given.
bool proper(const ServiceRecord& s, const Recipient& r) {
    if (s.address_kind == "nominated") return true;
    if (r.kind != "body") return s.address_kind == "last_known";
    if (r.body_kind == "company") return s.address_kind == "registered" || s.address_kind == "principal";
    return s.address_kind == "principal" || s.address_kind == "last_known";
}

std::string_view who_receives(const Recipient& r) {
    if (r.body_kind == "company") return "Enter the secretary or clerk it was given to";
    if (r.body_kind == "partnership") return "Enter the partner or manager it was given to";
    return "Enter who controls or manages the body and was given it";
}

void method_refused(const ServiceRecord& s, const Recipient& r, Refusals& refusals) {
    const bool courtesy = has_code(courtesy_methods(), s.method), known = has_code(service_methods(), s.method);
    add_when(courtesy, "method", "An e-mail or text is not a way of giving this. Select by hand, left, post or posted on the premises, and record the e-mail as a courtesy copy", ways, refusals);
    add_when(!courtesy && !known, "method", "Select how it was given", ways, refusals);
    const bool on_premises = s.method == "posted_on_premises", unknown_occupier = r.kind == "occupier";
    add_when(on_premises && !unknown_occupier, "method", "Posting on the premises is only for an occupier or owner whose name or address cannot be found out", posting, refusals);
    add_when(known && !on_premises && unknown_occupier, "method", "Select posted on the premises: nobody is known who could be given it", posting, refusals);
}

void posting_refused(const ServiceRecord& s, Refusals& refusals) {
    if (s.method != "posted_on_premises") return;
    const bool asked = std::ranges::any_of(s.enquiries, [&](const Enquiry& e) { return given(e.what) && (!s.on || e.on <= *s.on); });
    add_when(!s.from_premises, "from_premises", "Confirm that the effect comes from the condition of the premises or the use they are put to", "2014 Act s.45(1)(b)", refusals);
    add_when(!asked, "enquiries", "Record the enquiries made to find out who occupies or owns the premises", "2014 Act s.45(1)(c)", refusals);
}

void place_refused(const ServiceRecord& s, const Recipient& r, Refusals& refusals) {
    add_when(to_address(s) && !has_code(address_kinds(), s.address_kind), "address_kind", "Select what kind of address it is", ways, refusals);
    add_when(to_address(s) && has_code(address_kinds(), s.address_kind) && !proper(s, r), "address_kind",
             r.kind == "body" ? "Select the registered or principal office, or an address the body has given for notices"
                              : "Select the last known address, or one the person has given for notices",
             ways, refusals);
    add_when(!given(s.address), "address", "Enter where it was given", ways, refusals);
    add_when(r.kind == "body" && !given(s.received_by), "received_by", std::string(who_receives(r)), ways, refusals);
}

void time_refused(const ServiceRecord& s, Date today, Refusals& refusals) {
    constexpr std::string_view proof = "2014 Act s.55; Interpretation Act 1978 s.7";
    add_when(!s.on, "served_on", "Enter the date it was given", proof, refusals);
    add_when(s.on && *s.on > today, "served_on", "Date it was given must be today or in the past", proof, refusals);
    add_when(!s.at, "served_at", "Enter the time it was given", proof, refusals);
    add_when(!given(s.by), "served_by", "Select who gave it", proof, refusals);
    add_when(s.arrived_on && s.on && (*s.arrived_on < *s.on || *s.arrived_on > today), "arrived_on", "Date it arrived must be on or after the date it was posted, and not in the future", proof, refusals);
}

}  // namespace

Refusals service_refused(const ServiceRecord& s, const Recipient& r, Date today) {
    Refusals refusals;
    method_refused(s, r, refusals);
    posting_refused(s, refusals);
    place_refused(s, r, refusals);
    time_refused(s, today, refusals);
    return refusals;
}

std::string first_wrong(const ServiceRecord& s, const Recipient& r, Date today, std::string_view field) {
    const auto refusals = service_refused(s, r, today);
    const auto found = std::ranges::find(refusals, field, &Refusal::field);
    return found == refusals.end() ? std::string() : found->message;
}

std::optional<Deadline> given_on(const ServiceRecord& s, const LocalRules& rules, const BankHolidays& holidays) {
    if (!s.on) return std::nullopt;
    if (s.method != "post") return set_day(*s.on, lower_first(words_for(service_methods(), s.method)), s.method == "posted_on_premises" ? "2014 Act s.45(3)" : "2014 Act s.55");
    if (s.arrived_on) return set_day(*s.arrived_on, "the day it is shown to have arrived", "Interpretation Act 1978 s.7");
    return count_by(Counting::working_days, rules.post_working_days, *s.on, "the day of posting", "post_working_days", "Interpretation Act 1978 s.7", holidays);
}

std::string service_words(const ServiceRecord& s) {
    auto words = words_for(service_methods(), s.method);
    if (s.on) words += " on " + long_date(*s.on);
    if (s.at) words += " at " + time_words(*s.at);
    return words;
}

}  // namespace casework::domain::community_protection
