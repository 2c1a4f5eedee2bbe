// A ledger that keeps nothing, linked in place of the real one into casework_unrecorded only: it shows what recording costs.
// It is no switch of the product: the program that is deployed does not contain it.
#include <cstdio>

#include "auth/crypto.hpp"
#include "persistence/ledger.hpp"

namespace casework::persistence {

struct Ledger::State {};

std::string Receipt::text() const { return "unrecorded"; }

Ledger::Ledger(Database&, LedgerOptions, Clock) : state_(std::make_shared<State>()) { std::fputs("casework_unrecorded: for measuring only, nothing is recorded\n", stderr); }
Ledger::~Ledger() = default;

Receipt Ledger::append(Transaction&, domain::LedgerEntry) { return {}; }

void Ledger::record(domain::LedgerEntry, Recorded then) { then({}, {}); }
std::future<Receipt> Ledger::record(domain::LedgerEntry) {
    return std::async(std::launch::deferred, [] { return Receipt{}; });
}

std::string Ledger::digest(std::string_view canonical) const { return auth::hmac_sha256("unrecorded", canonical); }

std::vector<std::string> Ledger::checkpoint() { return {}; }

bool Ledger::healthy() const { return true; }

}  // namespace casework::persistence
