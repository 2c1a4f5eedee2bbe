// Guards that warnings and notices have in common; their facts have the same names for the same things.
#pragma once

#include <algorithm>
#include <ranges>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/matter.hpp"
#include "domain/community_protection/service.hpp"
#include "domain/text.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection::shared {

inline bool given(std::string_view text) { return !trimmed(text).empty(); }
constexpr std::string_view practice = "Local rule of the enforcement group";
constexpr std::string_view equality = "Equality Act 2010 s.149; Human Rights Act 1998 Articles 8, 10 and 11";

// The same guard about the record as it stands instead of an answer of the form.
template <class F>
constexpr Guard<F> on_record(Guard<F> guard) {
    guard.field = {};
    return guard;
}

template <class F>
constexpr Guard<F> conduct_described{"conduct_described", "Enter what was done or not done, with dates and places", "2014 Act s.43(7)", "conduct",
                                     [](const F& f) { return given(f.conduct.description); }};
template <class F>
constexpr Guard<F> conduct_coded{"conduct_coded", "Select the kind of conduct", practice, "category", [](const F& f) { return has_code(conduct_categories(), f.conduct.category); }};
template <class F>
constexpr Guard<F> conduct_dated{"conduct_dated", "Enter the first and the last date of the conduct, in order and not in the future", practice, "conduct_last", [](const F& f) {
                                     return f.conduct.first && f.conduct.last && *f.conduct.first <= *f.conduct.last && *f.conduct.last <= f.today;
                                 }};
template <class F>
constexpr Guard<F> locality_named{"locality_named", "Enter the area whose people are affected", "2014 Act s.43(1)(a)", "locality",
                                  [](const F& f) { return given(f.conduct.locality) && given(f.conduct.area); }};

template <class F>
constexpr Guard<F> detrimental{"detrimental", "Enter how the conduct harms the quality of life of people in the area and link the evidence", "2014 Act s.43(1)(a)", "detrimental",
                               [](const F& f) { return limb_refused(f.limbs, Test::detrimental, f.rules).empty(); },
                               [](const F& f) { return limb_refused(f.limbs, Test::detrimental, f.rules); }};
template <class F>
constexpr Guard<F> persistent{"persistent", "Enter why the effect is persistent or continuing and link the evidence", "2014 Act s.43(1)(a)", "persistent",
                              [](const F& f) { return limb_refused(f.limbs, Test::persistent, f.rules).empty(); },
                              [](const F& f) { return limb_refused(f.limbs, Test::persistent, f.rules); }};
template <class F>
constexpr Guard<F> unreasonable{"unreasonable", "Enter why the conduct is unreasonable and link the evidence", "2014 Act s.43(1)(b)", "unreasonable",
                                [](const F& f) { return limb_refused(f.limbs, Test::unreasonable, f.rules).empty(); },
                                [](const F& f) { return limb_refused(f.limbs, Test::unreasonable, f.rules); }};

template <class F>
int min_age(const F& f) {
    return rule_on(*f.law, "cpn.min_age", f.issue_day()).value;
}
template <class F>
constexpr Guard<F> recipient_named{"recipient_named", "Select who it is for", "2014 Act s.43(1)", "recipient", [](const F& f) {
                                       return has_code(recipient_kinds(), f.recipient.kind) && (f.recipient.kind == "occupier" || given(f.recipient.name)) &&
                                              (f.recipient.kind != "body" || has_code(body_kinds(), f.recipient.body_kind));
                                   }};
template <class F>
constexpr Guard<F> age_known{"age_known", "Record the birth date, or an estimated age with its basis", "2014 Act s.43(1)", "",
                             [](const F& f) { return !f.recipient.is_individual() || age_at(f.recipient, f.issue_day()).has_value(); }};
template <class F>
constexpr Guard<F> old_enough_on_issue{
    "old_enough", "This person is under 16. Offer an acceptable behaviour contract, a youth referral or the District Contextual Safeguarding Meeting", "2014 Act s.43(1)", "",
    [](const F& f) { return !age_at(f.recipient, f.issue_day()) || old_enough(f.recipient, f.issue_day(), min_age(f)); },
    [](const F& f) {
        const auto when = f.recipient.born ? std::string(" on ") + long_date(f.issue_day()) : std::string();
        return "This person is under " + std::to_string(min_age(f)) + when + ". Offer an acceptable behaviour contract, a youth referral or the District Contextual Safeguarding Meeting";
    }};
template <class F>
constexpr Guard<F> young_considered{"young_considered", "Record that youth justice or children’s services were considered for a person aged 16 or 17", "Children Act 2004 s.11; Crime and Disorder Act 1998 s.37", "young",
                                    [](const F& f) {
                                        return !is_young(f.recipient, f.issue_day()) || (has_code(young_considerations(), f.considered.young) && given(f.considered.young_note));
                                    }};
template <class F>
constexpr Guard<F> considered{"considered", "Record the check of vulnerability, capacity, equality and human rights, or do it again", equality, "considered",
                              [](const F& f) { return consideration_fresh(f.considered, f.today, f.rules); },
                              [](const F& f) {
                                  if (!given(f.considered.note) || !f.considered.on) return std::string("Record the check of vulnerability, capacity, equality and human rights");
                                  return "Do the check of vulnerability and equality again: it is " + counted(days_between(*f.considered.on, f.today), "day") + " old";
                              }};
template <class F>
constexpr Guard<F> duplicates_checked{"duplicates_checked", "Check first whether another agency already deals with this person", practice, "duplicates",
                                      [](const F& f) { return duplicates_refused(f.duplicates, f.today, f.rules).empty(); },
                                      [](const F& f) { return duplicates_refused(f.duplicates, f.today, f.rules); }};
template <class F>
constexpr Guard<F> premises_responsible{"premises_responsible", "Select in which capacity the person answers for the premises, and confirm that they can control or affect the conduct", "2014 Act s.44", "capacity",
                                        [](const F& f) {
                                            return f.premises.premises.empty() || (has_code(premises_capacities(), f.premises.capacity) && f.premises.can_control);
                                        }};

// The questions of how a paper was given, one guard for each so that each stands at its own box.
template <class F>
std::string service_wrong(const F& f, std::string_view field) {
    return first_wrong(f.service, f.recipient, f.today, field);
}
template <class F>
constexpr Guard<F> service_method{"service_method", "Select how it was given", "2014 Act ss.45, 55", "method", [](const F& f) { return service_wrong(f, "method").empty(); },
                                  [](const F& f) { return service_wrong(f, "method"); }};
template <class F>
constexpr Guard<F> service_address{"service_address", "Select what kind of address it is", "2014 Act s.55", "address_kind", [](const F& f) { return service_wrong(f, "address_kind").empty(); },
                                   [](const F& f) { return service_wrong(f, "address_kind"); }};
template <class F>
constexpr Guard<F> service_place{"service_place", "Enter where it was given", "2014 Act s.55", "address", [](const F& f) { return service_wrong(f, "address").empty(); },
                                 [](const F& f) { return service_wrong(f, "address"); }};
template <class F>
constexpr Guard<F> service_receiver{"service_receiver", "Enter who received it for the body", "2014 Act s.55", "received_by", [](const F& f) { return service_wrong(f, "received_by").empty(); },
                                    [](const F& f) { return service_wrong(f, "received_by"); }};
template <class F>
constexpr Guard<F> service_day{"service_day", "Enter the date it was given, today or in the past", "2014 Act s.55", "served_on", [](const F& f) { return service_wrong(f, "served_on").empty(); },
                               [](const F& f) { return service_wrong(f, "served_on"); }};
template <class F>
constexpr Guard<F> service_time{"service_time", "Enter the time it was given", "2014 Act s.55", "served_at", [](const F& f) { return service_wrong(f, "served_at").empty(); },
                                [](const F& f) { return service_wrong(f, "served_at"); }};
template <class F>
constexpr Guard<F> service_officer{"service_officer", "Select who gave it", "2014 Act s.55", "served_by", [](const F& f) { return service_wrong(f, "served_by").empty(); },
                                   [](const F& f) { return service_wrong(f, "served_by"); }};
template <class F>
constexpr Guard<F> service_arrival{"service_arrival", "Date it arrived must be on or after the date it was posted, and not in the future", "Interpretation Act 1978 s.7", "arrived_on",
                                   [](const F& f) { return service_wrong(f, "arrived_on").empty(); }, [](const F& f) { return service_wrong(f, "arrived_on"); }};
template <class F>
constexpr Guard<F> posting_enquired{"posting_enquired", "Record the enquiries made to find out who occupies or owns the premises", "2014 Act s.45(1)(c)", "enquiries",
                                    [](const F& f) { return service_wrong(f, "enquiries").empty(); }, [](const F& f) { return service_wrong(f, "enquiries"); }};
template <class F>
constexpr Guard<F> posting_premises{"posting_premises", "Confirm that the effect comes from the condition of the premises or the use they are put to", "2014 Act s.45(1)(b)", "from_premises",
                                    [](const F& f) { return service_wrong(f, "from_premises").empty(); }, [](const F& f) { return service_wrong(f, "from_premises"); }};

// Decisions.
template <class F>
constexpr Guard<F> reason_given{"reason_given", "Enter the reason", practice, "reason", [](const F& f) { return given(f.reason); }};
template <class F>
constexpr Guard<F> recipient_told{"recipient_told", "Record how the person was told in writing", practice, "told", [](const F& f) { return f.told_on && *f.told_on <= f.today; }};

}  // namespace casework::domain::community_protection::shared
