// E-mails that wait to be sent: that something waits in My work, never about whom. Written with the change that they are about.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/calendar.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

struct Mail {
    std::string id, to, subject, body;
};

// To the address of the account; does nothing where it has none or is disabled.
void write_mail(Transaction& tx, std::string_view account, std::string_view subject, std::string_view body, domain::Instant now);

// Hands the oldest that are due to `send`, which answers false when the server did not take it: tried again, later each time, for two days.
// Answers how many were sent.
int send_mail(Database& database, const std::function<bool(const Mail&)>& send, domain::Instant now);

// Those that nobody took for two days, or for which there is no server.
void forget_mail(Database& database, domain::Instant now);

}  // namespace casework::persistence
