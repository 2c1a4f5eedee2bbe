// The table of acts that take two persons.
#include "web/agreements/agreement_acts.hpp"

#include <algorithm>
#include <stdexcept>

#include "domain/nominals/codes.hpp"
#include "persistence/sharing.hpp"

namespace casework::web::agreements {
namespace {

using persistence::AgreementRequest;
using persistence::Gate;

persistence::NewSharing sharing_of(const AgreementRequest& r) { return {r.recipient, r.purpose, r.why, r.id}; }

struct ActRow {
    std::string_view act, before, between;  // "Share the record" NOM-2026-0041 "with" the group
    domain::Outcome<std::string> (*carry_out)(Gate&, const AgreementRequest&);
};
constexpr ActRow acts[] = {
    {"share", "Share the record ", " with ", [](Gate& gate, const AgreementRequest& r) { return persistence::share(gate, r.object, sharing_of(r)); }},
    {"end_share", "End the sharing of the record ", " with ", [](Gate& gate, const AgreementRequest& r) { return persistence::end_sharing(gate, r.object, sharing_of(r)); }},
};

const ActRow& row_of(const AgreementRequest& request) {
    const auto found = std::ranges::find(acts, request.act, &ActRow::act);
    if (found == std::end(acts)) throw std::logic_error("a request for an act that nobody carries out");
    return *found;
}

}  // namespace

std::string words_of(const AgreementRequest& request) {
    const auto& row = row_of(request);
    return std::string(row.before) + request.object + std::string(row.between) + request.recipient_name;
}

std::string purpose_words(const AgreementRequest& request) { return domain::words_for(domain::nominals::sharing_purposes(), request.purpose); }

domain::Outcome<std::string> carry_out(Gate& gate, const AgreementRequest& request) {
    const auto done = row_of(request).carry_out(gate, request);
    if (!done) return std::unexpected(done.error());
    return "/records/" + *done + "/shares";
}

}  // namespace casework::web::agreements
