// Sending the e-mails that wait, over SMTP, with libcurl.
#pragma once

#include "persistence/mail.hpp"
#include "server/config.hpp"

namespace casework::server {

// Whether the server took it; `cause` says why not, without the address. Blocks for at most half a minute.
bool send_by_smtp(const Config& config, const persistence::Mail& mail, std::string& cause);

}  // namespace casework::server
