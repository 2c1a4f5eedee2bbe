// Writing requests for agreement.
#include "web/agreements/agreement_json.hpp"

#include "web/agreements/agreement_acts.hpp"

namespace casework::web::agreements {

JsonObject request_json(const persistence::AgreementRequest& r) {
    JsonObject json;
    json.add("id", r.id).add("state", persistence::name(r.state)).add("act", r.act).add("words", words_of(r)).add("object", r.object).add("object_name", r.object_name).add("panel", r.panel).add("panel_name", r.panel_name);
    json.add("recipient", r.recipient).add("recipient_name", r.recipient_name).add("purpose", r.purpose).add("why", r.why);
    json.add("asked_by", r.asked_by_name).add("asked_by_agency", r.asked_by_agency).add("asked_at", r.asked_at).add("until", r.until);
    json.add("answered_by", r.answered_by_name).add("answered_at", r.answered_at).add("answer_reason", r.answer_reason).add("used_at", r.used_at);
    return json.add("mine", r.mine).add("may_answer", r.may_answer).add("could_agree", r.could_agree);
}

}  // namespace casework::web::agreements
