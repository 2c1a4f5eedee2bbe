// Which complaints qualify for an ASB case review, and why the others do not (2014 Act s.104(11) and (12)).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/case_review/procedure.hpp"
#include "domain/code_list.hpp"

namespace casework::domain::case_review {

// One complaint to one agency, as far as the threshold looks at it.
struct Complaint {
    std::string id;
    std::string victim;    // who suffered, not who telephoned
    std::string about;     // the matter, person or premises the behaviour comes from; empty: not known yet
    std::string incident;  // complaints about one incident share it; empty: an incident of its own
    std::string agency;
    std::string category;
    Date behaviour_on{}, reported_on{};
    bool distress = true;  // harassment, alarm or distress to any member of the public (s.105(4))
    bool hate = false;
};

// qualifies, same_incident, reported_late, applied_late, reported_before, after_application, no_distress.
CodeList qualifying_reasons();

struct Classified {
    Complaint complaint;
    std::string reason;  // a code of qualifying_reasons
    Date report_by{};    // last day on which the complaint could be made so as to count
    Date apply_by{};     // last day on which an application counts it
    bool qualifies() const { return reason == "qualifies"; }
};

// "Within one month beginning with the date of the behaviour": the day before the same day a month later.
Date report_by(Date behaviour_on, const Procedure& procedure);
Date apply_by(Date reported_on, const Procedure& procedure);

// Every complaint with its reason, as an application made on that day finds them. Newest complaint first.
std::vector<Classified> classify(const std::vector<Complaint>& complaints, Date application_on, const Procedure& procedure);
int qualifying_count(const std::vector<Classified>& classified);

}  // namespace casework::domain::case_review
