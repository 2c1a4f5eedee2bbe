// What people do to have one record erased, as sentences.
#pragma once

#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {

std::vector<Sentence> disposal_sentences();

}  // namespace casework::scenarios
