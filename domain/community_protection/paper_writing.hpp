// Writing the lines of a paper, and what every paper says alike: to whom it goes, who signs it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "domain/community_protection/papers.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {

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
void address_to(Writing& out, const PaperFacts& facts);
void sign(Writing& out, const PaperFacts& facts);

}  // namespace casework::domain::community_protection
