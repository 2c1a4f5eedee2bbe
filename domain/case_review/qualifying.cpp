// Counting complaints by the dates and rules of the procedure.
#include "domain/case_review/qualifying.hpp"

#include <algorithm>
#include <set>

namespace casework::domain::case_review {
namespace {

constexpr Code reason_rows[] = {
    {"qualifies", "Qualifies", "2014 Act s.104(11)"},
    {"same_incident", "Another complaint about this incident is counted", "2014 Act s.104(12)"},
    {"reported_late", "Reported too long after the behaviour", "2014 Act s.104(11)(a)"},
    {"reported_before", "Reported before the behaviour: check the dates", "2014 Act s.104(11)(a)"},
    {"applied_late", "Reported too long before the application", "2014 Act s.104(11)(b)"},
    {"after_application", "Reported after the application", "2014 Act s.104(11)(b)"},
    {"no_distress", "Caused nobody harassment, alarm or distress", "2014 Act s.105(4)"},
};

std::string_view reason_for(const Complaint& complaint, const Classified& days, Date application_on, const Procedure& procedure) {
    if (!complaint.distress && !(complaint.hate && procedure.hate_counts)) return "no_distress";
    if (complaint.reported_on < complaint.behaviour_on) return "reported_before";
    if (complaint.reported_on > days.report_by) return "reported_late";
    if (complaint.reported_on > application_on) return "after_application";
    if (application_on > days.apply_by) return "applied_late";
    return "qualifies";
}

}  // namespace

CodeList qualifying_reasons() { return reason_rows; }

Date report_by(Date behaviour_on, const Procedure& procedure) { return add_days(add_months(behaviour_on, procedure.report_months), -1); }
Date apply_by(Date reported_on, const Procedure& procedure) { return add_days(add_months(reported_on, procedure.apply_months), -1); }

std::vector<Classified> classify(const std::vector<Complaint>& complaints, Date application_on, const Procedure& procedure) {
    std::vector<Classified> classified;
    for (const auto& complaint : complaints) {
        Classified row{complaint, {}, report_by(complaint.behaviour_on, procedure), apply_by(complaint.reported_on, procedure)};
        row.reason = reason_for(complaint, row, application_on, procedure);
        classified.push_back(std::move(row));
    }
    // The newest complaint about an incident is the one that counts: it counts longest, and the Act leaves the choice to the procedure.
    std::ranges::stable_sort(classified, std::ranges::greater{}, [](const Classified& row) { return row.complaint.reported_on; });
    std::set<std::string> counted;
    for (auto& row : classified)
        if (procedure.incidents_once && row.qualifies() && !row.complaint.incident.empty() && !counted.insert(row.complaint.incident).second)
            row.reason = "same_incident";
    return classified;
}

int qualifying_count(const std::vector<Classified>& classified) { return static_cast<int>(std::ranges::count_if(classified, &Classified::qualifies)); }

}  // namespace casework::domain::case_review
