// What people do with reports, tools and case reviews, as sentences.
#pragma once

#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {

std::vector<Sentence> protection_sentences();

}  // namespace casework::scenarios
