// The order of a panel's list: saving it, agreeing it in a meeting, and every list that was ever agreed.
#pragma once

#include "domain/nominals/joined_order.hpp"
#include "persistence/nominals/nominals.hpp"

namespace casework::persistence {

// Someone saved an order since: by person, where each stood, where they put them, where I put them.
struct OrderClash {
    struct Person {
        std::string id, name;
        int before = 0, theirs = 0, mine = 0;  // 0: not on the list
        bool asked = false;                    // both may have moved the person, differently: the second chooses
        std::string by_name = {};              // of whom is asked about: who moved them last, and when
        domain::Instant at{};
    };
    int version = 0;  // of the order as it stands now
    std::string by_name;
    domain::Instant at{};
    std::string why;
    std::vector<Person> people;       // everyone on either list, in their order
    std::vector<std::string> merged;  // whom only I moved: saved with the choices
};
// `order` holds every id of the version that was opened, in the new order. Moves of different people go together by themselves. A choice,
// by id, holds for what the clash page showed: whom somebody moved after `seen_order` is asked about again.
domain::Outcome<Saved> save_order(Gate& gate, std::string_view panel, int version, const std::vector<std::string>& order, std::string_view why, OrderClash& clash,
                                  const domain::Choices& choices = {});

// The chair, in a meeting in session: freezes the list as it stands. Answers LST-2026-0003.
domain::Outcome<Saved> agree_order(Gate& gate, std::string_view meeting, int version);

struct AgreedEntry {
    std::string id;  // nominal
    int position = 0;
    Moved moved;
    Subject person;  // as the person is called now, aged on the day of the list
    std::optional<int> incidents, incidents_before;
    std::vector<std::string> behaviours;
    std::vector<ToolLine> tools;
    std::vector<RiskLine> risks;
    std::optional<domain::Date> last_seen_on;
    std::string last_seen_where, summary;
    std::string next_action, next_owner;
    std::optional<domain::Date> next_due;
    int open_actions = 0, overdue_actions = 0;
    FourCounts headings;
    std::optional<domain::Date> next_review;
};
struct AgreedList {
    AgreedLine line;
    std::string panel, panel_name;
    std::optional<domain::Date> since;
    std::vector<AgreedEntry> entries;
    std::vector<int> erased;  // places whose record was disposed of: they keep their number, and nobody stands there
    std::string before_id, after_id;  // the lists agreed before and after this one
};
domain::Outcome<AgreedList> read_agreed_list(Gate& gate, std::string_view panel, std::string_view list);
domain::Outcome<AgreedList> print_agreed_list(Gate& gate, std::string_view panel, std::string_view list);

struct AgreedPage {
    std::vector<AgreedLine> lists;  // newest first
    std::string next;               // give it back as `before`; empty: last page
};
domain::Outcome<AgreedPage> agreed_lists(Gate& gate, std::string_view panel, std::string_view before = {});

struct ArchivedLine {
    std::string id, state;  // archived or declined
    Subject person;
    domain::Date since{};
    std::string reason, detail;  // code; release date, group or signpost
};
struct ArchivedPage {
    std::vector<ArchivedLine> entries;  // newest first, 25
    std::string next;
};
domain::Outcome<ArchivedPage> archived_nominals(Gate& gate, std::string_view panel, std::string_view before = {});

}  // namespace casework::persistence
