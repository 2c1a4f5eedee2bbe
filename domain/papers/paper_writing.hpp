// Writing the lines of a paper, and what every paper says alike: to whom it goes, who signs it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "domain/papers/paper_text.hpp"
#include "domain/text.hpp"

namespace casework::domain::papers {

// What stands in every paper whatever it is about.
struct PaperHead {
    std::string reference, council, officer, officer_title, officer_authority, contact;
    std::string recipient, address;  // the address in lines; empty where it is not given by post
    bool body = false;               // the recipient is no individual
    std::string wording;             // the partnership's, empty: the house's own
};

class Writing {
  public:
    Writing& heading(std::string words) { return add(LineKind::heading, std::move(words)); }
    Writing& say(std::string words) { return add(LineKind::paragraph, std::move(words)); }
    Writing& item(std::string words) { return add(LineKind::item, std::move(words)); }
    Writing& fact(std::string_view label, std::string_view value) { return value.empty() ? *this : add(LineKind::fact, std::string(label) + ": " + std::string(value)); }
    Writing& signature(std::string_view name, std::string_view role, std::string_view organisation) {
        std::string words(name);
        for (const auto part : {role, organisation})
            if (!part.empty()) words += " | " + std::string(part);
        return add(LineKind::signature, std::move(words));
    }
    Writing& require(std::string words) { return add(LineKind::requirement, std::move(words)); }
    PaperText text;

  private:
    Writing& add(LineKind kind, std::string words) {
        text.push_back({kind, tidy_line(words)});
        return *this;
    }
};

// Each typed line is a paragraph of its own.
void say_lines(Writing& out, std::string_view typed);
void address_to(Writing& out, const PaperHead& head);
void sign(Writing& out, const PaperHead& head);

}  // namespace casework::domain::papers
