// The tracks of an MP4 or MOV that are neither pictures nor sound: where the camera was and how it moved, second by second.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/evidence/content.hpp"

namespace casework::domain::evidence {

// `track`: a "trak" of the film. True for pictures and sound; false for anything else, and where it does not say.
bool is_seen_or_heard(std::string_view film, const Part& track);

// Where the samples of that track lie in the film, cut to what is there; they may overlap.
std::vector<Stretch> samples_of(std::string_view film, const Part& track);

}  // namespace casework::domain::evidence
