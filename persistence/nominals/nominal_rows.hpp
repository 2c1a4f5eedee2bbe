// What several readings of nominals share: subjects, names, the order, events. Private to persistence.
#pragma once

#include <map>
#include <set>

#include "persistence/nominals/nominals.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/settings.hpp"

namespace casework::persistence {

// The columns that make a Subject; `into` lists them in the order of subject_columns.
struct SubjectRow {
    std::string id, name;
    std::optional<std::string> born, estimated_on;
    std::optional<std::int64_t> estimated_age;
    std::vector<Into> into() { return {&id, &name, &born, &estimated_age, &estimated_on}; }
    Subject subject(domain::Date on) const;
};
// Joined to `nominal n`: the person as this record calls them.
#define CASEWORK_SUBJECT_COLUMNS "n.person_id, pn.full_name, pb.born, pb.estimated_age, pb.estimated_on"
#define CASEWORK_SUBJECT_JOINS                                                                                        \
    " LEFT JOIN person_name pn ON pn.person_id = n.person_id AND pn.record_id = n.id AND pn.ordinal = 0"              \
    " LEFT JOIN person_birth pb ON pb.person_id = n.person_id AND pb.record_id = n.id "

ReviewState review_state(const std::optional<domain::Date>& last_review, const std::optional<domain::Date>& next_review, domain::Date today, const Settings& settings);

std::string panel_name(Transaction& tx, std::string_view panel);
std::string agency_name(Transaction& tx, std::string_view agency);

// The newest saving of a panel's order; version 0 when there is none yet.
struct ListOrder {
    int version = 0;
    std::string account, by_name, why;
    std::optional<domain::Instant> at;
    std::vector<std::string> ids;
};
ListOrder current_order(Transaction& tx, std::string_view panel);
std::optional<ListOrder> order_at(Transaction& tx, std::string_view panel, int version);
// Writes the next version; the caller has compared the one before. Returns it.
int write_order(Transaction& tx, std::string_view panel, int before, const std::vector<std::string>& ids, const domain::Actor& actor,
                std::string_view why, domain::Instant now);

// The names of those on the ranked list whom the actor may see, by id; within the order only their places may be known or changed.
std::map<std::string, std::string, std::less<>> names_on_list(Writing& writing, std::string_view panel);
// Entries that the actor may not see keep the places they have; the visible ones fill the others in the given order.
std::vector<std::string> with_hidden(const std::vector<std::string>& full, const std::vector<std::string>& visible);
int place_in(const std::vector<std::string>& order, std::string_view id);  // counted from 1; 0: not in it

struct AgreedHead {
    AgreedLine line;
    int version = 0;
    std::optional<domain::Date> since;
};
std::optional<AgreedHead> last_agreed(Transaction& tx, std::string_view panel);

std::optional<MeetingLine> next_meeting(Transaction& tx, std::string_view panel, domain::Date today, const domain::Actor& actor);
std::optional<MeetingLine> last_meeting(Transaction& tx, std::string_view panel);

// Adds to the timeline of a record; `code` is what was chosen from a coded list.
void add_event(Writing& writing, std::string_view record, std::string_view kind, std::string_view words, std::string_view note = {},
               std::string_view meeting = {}, std::string_view code = {});
std::vector<EventLine> events_of(Transaction& tx, std::string_view record, int before, int most);
// One page of it into `timeline`: its events, newest first, and the number to give back as `before` for the next page, or 0.
template <class Timeline>
void read_events(Transaction& tx, std::string_view record, int before, Timeline& timeline) {
    constexpr int rows = 50;
    timeline.events = events_of(tx, record, before, rows + 1);
    timeline.next = 0;
    if (timeline.events.size() <= rows) return;
    timeline.events.pop_back();
    timeline.next = timeline.events.back().n;
}

// Who saved what on a record after a version, one row a field: first value before, last value after.
std::vector<domain::SavedChange> changes_since(Transaction& tx, std::string_view record, int version);
void add_changes(Writing& writing, std::string_view record, int version, const domain::FieldValues& before, const domain::FieldValues& after);

// The meeting of the panel that is in session, or empty.
std::string meeting_in_session(Transaction& tx, std::string_view panel);

// What the workflow looks at, read inside a change or for the offers of a page.
struct Standing {
    std::string id, panel;
    domain::nominals::State state{};
    domain::Date state_since{};
    int version = 0;
    Subject person;
    domain::nominals::Facts facts;  // of the record; what is answered is filled in by the step
    std::optional<domain::Date> last_review, next_review, updated_on;
    std::string no_support_reason;
    Settings settings;
};
std::optional<Standing> standing_of(Transaction& tx, std::string_view id, domain::Date today);

// Everything that may be edited, as text by field: what a late save is compared with and what the ledger's digests cover.
domain::FieldValues stored_values(Transaction& tx, std::string_view id);
std::string canonical(std::string_view state, const domain::FieldValues& values);

// Digest for the ledger entry: 32 bytes.
std::string digest_of(const Gate& gate, std::string_view canonical);

domain::Refusal stale();  // somebody saved meanwhile
// Fills `clash` for the page that lets the second person choose; the refusal that goes with it.
domain::Refusals clashed(domain::Clash& clash, std::string_view id, int version, domain::Merge merge, domain::FieldValues mine);

bool chairs(const domain::Actor& actor, std::string_view panel, domain::Date today);

}  // namespace casework::persistence
