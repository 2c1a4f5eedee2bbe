// The lines that papers have in common.
#include "domain/papers/paper_writing.hpp"

#include <fmt/format.h>

namespace casework::domain::papers {

void say_lines(Writing& out, std::string_view typed) {
    const auto lines = tidy_lines(typed);
    for (const auto line : words_of(lines, '\n')) out.say(std::string(line));
}

void address_to(Writing& out, const PaperHead& head) {
    auto place = tidy_lines(head.address);
    for (char& c : place)
        if (c == '\n') c = ',';
    out.say("To: " + head.recipient + (place.empty() ? "" : ", " + tidy_line(place)));
}

void sign(Writing& out, const PaperHead& head) {
    out.say(fmt::format("{}, {}, {}{}", head.officer, head.officer_title, head.council, head.officer_authority.empty() ? "" : " (" + head.officer_authority + ")"));
    out.say(fmt::format("To talk about this{}, or if you need it in another language or format: {}", head.body ? "" : ", to ask for support", head.contact));
}

}  // namespace casework::domain::papers
