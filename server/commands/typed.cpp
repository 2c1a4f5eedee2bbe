// Reading from the terminal and from standard input.
#include "server/commands/typed.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <stdexcept>

#include "domain/calendar.hpp"
#include "domain/text.hpp"

namespace casework::server::commands {
namespace {

bool on_terminal() { return isatty(STDIN_FILENO) == 1; }

void ask(std::string_view question) {
    fmt::print(stderr, "{}: ", question);
    std::fflush(stderr);
}

std::string line() {
    std::string text;
    std::getline(std::cin, text);
    if (text.ends_with('\r')) text.pop_back();
    return text;
}

// Typing does not show while this lives.
class Unseen {
  public:
    Unseen() {
        tcgetattr(STDIN_FILENO, &before_);
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
    }
    ~Unseen() {
        tcsetattr(STDIN_FILENO, TCSANOW, &before_);
        fmt::print(stderr, "\n");
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
};

std::string unseen_line(std::string_view question) {
    ask(question);
    const Unseen unseen;
    return line();
}

}  // namespace

std::string value_or_asked(std::string value, std::string_view question) {
    if (!value.empty() || !on_terminal()) return value;
    ask(question);
    return std::string(domain::trimmed(line()));
}

std::string known_password(std::string_view question) {
    auto password = on_terminal() ? unseen_line(question) : line();
    if (password.empty()) throw std::runtime_error("give the password as one line on standard input");
    return password;
}

std::string typed_password(std::string_view question) {
    auto password = known_password(question);
    if (!on_terminal()) return password;
    if (unseen_line("The same again") != password) throw std::runtime_error("the two passwords differ: try again");
    return password;
}

domain::Date typed_day(const std::string& text, std::string_view option) {
    if (const auto day = domain::parse_iso_date(text)) return *day;
    throw std::runtime_error(fmt::format("{} must be a day such as 2027-03-31, not {}", option, text));
}

}  // namespace casework::server::commands
