// What a warning and a notice rest on: the conduct, the three tests, what happened since, what was considered, who else deals with it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "domain/community_protection/recipient.hpp"
#include "domain/community_protection/rules.hpp"

namespace casework::domain::community_protection {

struct Conduct {
    std::string category = {};     // conduct_categories
    std::string description = {};  // what was done or not done (s.57), with dates and places; never who complained
    std::optional<Date> first = {}, last = {};
    std::string locality = {};     // where those live, work or pass who are affected
    std::string area = {};         // code of the council's area, for the authority of the officer
};

// One limb of s.43(1): why it is met, and the evidence by reference.
struct Limb {
    std::string rationale = {};
    std::vector<std::string> evidence = {};
};
enum class Test { detrimental, persistent, unreasonable };  // as conduct_tests has them
using Limbs = std::array<Limb, 3>;
std::string limb_refused(const Limbs& limbs, Test test, const LocalRules& rules);  // or empty

// Conduct on or affecting premises counts as conduct of who is responsible for them (s.44).
struct PremisesLink {
    std::string premises = {};      // reference; empty: the conduct is the person's own
    std::string capacity = {};      // premises_capacities
    bool can_control = false;  // can reasonably be expected to control or affect the conduct (s.44(2))
};

// Something that happened and can be proved.
struct ConductEvent {
    Date on{};
    bool evidenced = false;
    int requirement = 0;  // of the warning or notice, where it is known which
};
// Evidenced events after the paper was given and after the time it allowed; the day itself still belongs to the person.
int evidenced_since(const std::vector<ConductEvent>& events, std::optional<Date> given, std::optional<Date> allowed_until, Date today);

// Vulnerability, capacity, equality and Articles 8, 10 and 11.
struct Consideration {
    std::string note = {};
    std::optional<Date> on = {};
    std::string young = {};  // young_considerations: for somebody aged 16 or 17
    std::string young_note = {};
    std::string stale_reason = {};  // of a supervisor, where an old check is enough
};
bool consideration_fresh(const Consideration& consideration, Date today, const LocalRules& rules);

// Who was told before the notice (s.43(6)): no duty to consult, but it is proved.
struct Informed {
    std::string name = {}, role = {};
    std::optional<Date> on = {};
    std::string method = {};  // inform_methods
};
std::string informed_refused(const std::vector<Informed>& informed, std::string_view none_because, Date by);  // or empty

// A warning or notice that some agency has open, as far as the searcher may know of it.
struct OpenMatter {
    std::string urn = {}, agency = {}, recipient = {}, category = {}, state = {};  // recipient: id of the person or body
    Date since{};
};
// The other matters that concern the same person or body; those about the same kind of conduct first.
std::vector<OpenMatter> duplicates(const std::vector<OpenMatter>& all, const Recipient& recipient, std::string_view category, std::string_view own_urn);
struct DuplicateCheck {
    std::optional<Date> on = {};
    std::vector<OpenMatter> found = {};
    std::string go_on_because = {};  // where another agency deals with the same person already
};
std::string duplicates_refused(const DuplicateCheck& check, Date today, const LocalRules& rules);  // or empty

// A warning in writing that stands behind a notice, whichever agency gave it (s.43(5)).
struct PriorWarning {
    std::string urn = {}, agency = {};
    std::string recipient = {};           // id
    std::optional<Date> given_on = {};
    std::optional<Date> allowed_until = {};  // last day of the time it allowed
    bool written = true;
    bool same_conduct = false;       // the officer has linked the conduct
    bool withdrawn = false;
    std::string override_reason = {};     // of a supervisor, where it is older than the partnership's limit
};
// A warning is no longer relied on after the partnership's months; nothing while it is not known when it was given.
std::optional<Date> lapses_after(std::optional<Date> given_on, const LocalRules& rules);

// The sentence of the warning that makes it one (s.43(5)(a)). A template keeps it word for word.
std::string_view warning_sentence();
bool says_a_notice_will_follow(std::string_view text);

}  // namespace casework::domain::community_protection
