// The corpus of requests that must be refused, each with the status it must be refused with.
#pragma once

#include <string>
#include <vector>

namespace casework::tests {

struct Malformed {
    std::string name;
    std::string bytes;
    int status;
};

std::vector<Malformed> malformed_requests();

}  // namespace casework::tests
