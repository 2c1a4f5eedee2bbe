// Every list of purposes there is, after those that the gate derives.
#include "web/audit/given_purposes.hpp"

#include <vector>

#include "domain/audit/ledger_use.hpp"
#include "domain/disposal/disposal.hpp"
#include "domain/emergency_access.hpp"
#include "domain/nominals/codes.hpp"

namespace casework::web::audit {

domain::CodeList given_purposes() {
    static const auto codes = [] {
        std::vector<domain::Code> list{{"panel_work", "Work of the group", ""}, {"restricted_panel_work", "Work of the group on a restricted record", ""}, {"safeguarding", "Safeguarding: a sensitive record", ""},
                                       {"emergency", "Emergency access", ""}, {"disposal", "Disposal", ""}, {"prosecution", "For a prosecution", ""}};
        for (const auto& more : {domain::nominals::export_purposes(), domain::nominals::sharing_purposes(), domain::emergency_access::purposes(), domain::disposal::purposes(), domain::audit::purposes()})
            for (const auto& code : more)
                if (!domain::has_code(list, code.code)) list.push_back(code);
        return list;
    }();
    return codes;
}

}  // namespace casework::web::audit
