// Using up the key of a form.
#include "persistence/form_keys.hpp"

namespace casework::persistence {

void use_form_key(Transaction& tx, std::string_view account, std::string_view key, domain::Instant now, std::string_view location) {
    if (key.empty()) return;
    const auto used = tx.run("INSERT INTO done_form (account, idem, at, location) VALUES (:account, :idem, :at, :location) ON CONFLICT DO NOTHING",
                             {with("account", account), with("idem", key), with("at", std::int64_t{now.time_since_epoch().count()}), with("location", location)});
    if (used == 0) throw FormAlreadyDone("this form was already carried out");
}

}  // namespace casework::persistence
