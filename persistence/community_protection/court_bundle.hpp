// What a court bundle is made of: the papers as they were given, how, the breaches, and the files that may go in. An export, for a purpose
// and with the password again.
#pragma once

#include "persistence/community_protection/breaches.hpp"

namespace casework::persistence {

struct BundlePaper {
    std::string record, name, words, digest;  // words with the marks of their lines
    int breach = 0;
    domain::Date made_on{};
};
struct BundleSource {
    CaseHead head;
    std::vector<std::string> records;  // the case, and before it the warning that it rests on
    std::vector<BundlePaper> papers;   // by record and in the order in which they were given
    std::vector<std::pair<std::string, ServiceLine>> services;  // record and service
    std::vector<BreachLine> breaches;  // oldest first
};
domain::Outcome<BundleSource> gather_bundle(Gate& gate, std::string_view id);

}  // namespace casework::persistence
