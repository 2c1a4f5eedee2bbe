// The machine of one evidence file: it arrives in parts, is held until it is scanned, and only then can be looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/workflow.hpp"

namespace casework::domain::evidence {

enum class State { unknown, arriving, held, clean, infected, wrong_type, removed };
enum class Event { begin, finish, refuse_type, cancel, expire, pass, find_infected, remove };

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);

constexpr int arriving_max = 10;        // uploads of one person that have begun and not ended
constexpr std::size_t reason_min = 20;  // characters

struct Facts {
    bool claims_a_type = false;    // ending and declaration agree on a type of the table
    std::int64_t bytes = 0;        // of the whole file
    std::int64_t bytes_max = 0;    // of that type
    std::int64_t quota_left = 0;   // bytes that the record may still take
    int arriving = 0;              // uploads of the same person
    bool whole = false;            // every byte has arrived
    bool content_fits = false;     // the content is of the type that was claimed
    std::string_view type_words = "a file of that type";
    bool by_uploader = false;      // the one who asks began the upload
    std::size_t reason_characters = 0;
    bool relied_on = false;        // it is part of a document or bundle
};

const Workflow<State, Event, Facts>& workflow();

}  // namespace casework::domain::evidence
