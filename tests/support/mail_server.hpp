// A mail server of another make (Debian's aiosmtpd) that keeps what it takes in a folder.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/free_port.hpp"

namespace casework::testing {

class MailServer {
  public:
    MailServer() : port_(free_port()), process_({program, "-n", "-l", "127.0.0.1:" + std::to_string(port_), "-c", "aiosmtpd.handlers.Mailbox", scratch_.path() + "/mail"}, scratch_.path() + "/said") {}
    static bool is_there() { return std::filesystem::exists(program); }

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    // Every e-mail as it came, with the headers that name sender and recipient.
    std::vector<std::string> taken() const {
        std::vector<std::string> all;
        std::error_code none;
        for (const auto& file : std::filesystem::directory_iterator(scratch_.path() + "/mail/new", none)) {
            std::ostringstream text;
            text << std::ifstream(file.path()).rdbuf();
            all.push_back(text.str());
        }
        return all;
    }

  private:
    static constexpr const char* program = "/usr/bin/aiosmtpd";
    ScratchDirectory scratch_;
    unsigned short port_;
    Child process_;
};

}  // namespace casework::testing
