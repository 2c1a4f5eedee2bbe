// A report or service request: what happened, where and when. Who reported it is kept apart and goes into nothing that is served.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/case_review/qualifying.hpp"
#include "domain/marking.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::reports {

struct Report {
    std::string id;        // "REP-2026-0107"
    std::string category, kind;
    std::string what;      // what happened; the reporter's own words stay in the reporter's part
    std::optional<Date> occurred_from, occurred_until;
    std::optional<Date> reported_on;
    std::string channel, agency, external_ref;
    std::string place;     // id of premises or location
    std::string place_text, place_text_reason;  // free text only with the reason why nothing better is known
    std::string ward, ward_version;
    std::string incident;  // several reports of one incident share it; empty: an incident of its own
    std::string about;     // person, body, premises or location the behaviour comes from, once known
    std::string victim;    // person or household that suffers it, once known
    bool distress = true;  // harassment, alarm or distress (2014 Act s.105(4))
    bool hate = false;
};

// Always protected (F2): shown by a reveal, never part of a document for the person it is about.
struct Reporter {
    std::string kind;  // reporter_kinds
    std::string name, address, telephone, email;
    std::string own_words;     // how they told it
    std::string safe_contact;  // how, when and through whom
    bool wants_update = true;
};
constexpr FieldClass reporter_class = FieldClass::f2;

// Whether a text that shall be given to somebody shows who reported: by name, address, telephone or e-mail, however they are spaced or
// capitalised. The refusal is one neutral sentence, so that it says nothing about anybody.
bool shows(const Reporter& reporter, std::string_view text);
Refusals served_refused(std::string_view text, const std::vector<Reporter>& reporters);

// Another report that may be about the same incident: same category and place, days that touch. People decide, nothing joins by itself.
bool may_be_same(const Report& a, const Report& b, int days_apart);
std::vector<std::string> like_reports(const Report& report, const std::vector<Report>& others, int days_apart);

// Both figures, because several requests can be one dog or one incident.
struct Count {
    int reports = 0, incidents = 0;
    bool operator==(const Count&) const = default;
};
// By category, for reports received on the days of the period; a category without any is there with zeros.
std::map<std::string, Count> count_by_category(const std::vector<Report>& reports, Date from, Date to);

// As the threshold of a case review looks at it; nothing while its days or its victim are not known.
std::optional<case_review::Complaint> as_complaint(const Report& report);

}  // namespace casework::domain::reports
