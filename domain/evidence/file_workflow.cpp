// The table of evidence files.
#include "domain/evidence/file_workflow.hpp"

#include <algorithm>
#include <array>

#include "domain/evidence/file_types.hpp"
#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::evidence {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

constexpr std::string_view local = "Rules of this service";
constexpr std::string_view security = "UK GDPR Art 5(1)(f)";
// s.26: whoever is charged with the duty of an investigation, not only the police, has regard to the Code.
constexpr std::string_view retention = "CPIA 1996 s.26 and Code of Practice para 5.1";

std::string mebibytes(std::int64_t bytes) { return with_commas(bytes / (1024 * 1024)) + " MB"; }

constexpr G accepted_type{"accepted_type", "The selected file must be of an accepted type, and its name must end as such files do", security, "file",
                          [](const Facts& f) { return f.claims_a_type; }, [](const Facts&) { return "The selected file must be a " + endings_in_words(); }};
constexpr G not_empty{"not_empty", "The selected file is empty", local, "file", [](const Facts& f) { return f.bytes > 0; }};
constexpr G not_too_large{"not_too_large", "The selected file is larger than files of its type may be", local, "file",
                          [](const Facts& f) { return !f.claims_a_type || f.bytes <= f.bytes_max; },
                          [](const Facts& f) { return "The selected file must be smaller than " + mebibytes(f.bytes_max); }};
constexpr G room_on_record{"room_on_record", "This record has no room left for this file", local, "file", [](const Facts& f) { return f.bytes <= f.quota_left; },
                           [](const Facts& f) { return "This record has room for " + mebibytes(std::max<std::int64_t>(f.quota_left, 0)) + " more. Ask a coordinator to raise the limit"; }};
constexpr G few_arriving{"few_arriving", "Finish or cancel your other uploads first", local, "file", [](const Facts& f) { return f.arriving < arriving_max; }};
constexpr G whole{"whole", "Part of the file has not arrived yet. Send the rest", local, "file", [](const Facts& f) { return f.whole; }};
constexpr G content_fits{"content_fits", "The content of the file is not what its name says", security, "file", [](const Facts& f) { return f.content_fits; },
                         [](const Facts& f) { return "The content of the file is not " + std::string(f.type_words) + ", as its name says"; }};
constexpr G own_upload{"own_upload", "Only the person who began an upload can cancel it", local, "", [](const Facts& f) { return f.by_uploader; }};
constexpr G reason_given{"reason_given", "Say in at least 20 characters why this evidence must not be kept", retention, "reason", [](const Facts& f) { return f.reason_characters >= reason_min; }};
constexpr G not_relied_on{"not_relied_on", "This evidence is part of a document or bundle. It stays until the record is disposed of", retention, "",
                          [](const Facts& f) { return !f.relied_on; }};

constexpr StateRow<S> states[] = {{S::unknown}, {S::arriving}, {S::held}, {S::clean}, {S::infected, true}, {S::wrong_type, true}, {S::removed, true}};

constexpr Step<S, E, Facts> steps[] = {
    // from         event             to             who        guards                                                                       recorded as
    {S::unknown,  E::begin,         S::arriving,   P::note,   {accepted_type, not_empty, not_too_large, room_on_record, few_arriving},      "upload begun"},
    {S::arriving, E::finish,        S::held,       P::note,   {whole, content_fits},                                                        "received"},
    {S::arriving, E::refuse_type,   S::wrong_type, P::note,   {whole},                                                                      "refused: content is not what its name says"},
    {S::arriving, E::cancel,        S::removed,    P::note,   {own_upload},                                                                 "upload cancelled"},
    {S::arriving, E::expire,        S::removed,    P::note,   {},                                                                           "upload never finished"},
    {S::held,     E::pass,          S::clean,      P::note,   {},                                                                           "scanned: nothing found"},
    {S::held,     E::find_infected, S::infected,   P::note,   {},                                                                           "refused: malicious software found"},
    {S::held,     E::remove,        S::removed,    P::close,  {reason_given, not_relied_on},                                                "removed"},
    {S::clean,    E::remove,        S::removed,    P::close,  {reason_given, not_relied_on},                                                "removed"},
};

constexpr Workflow<S, E, Facts> table{"Evidence file", S::unknown, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 7> state_names{"unknown", "arriving", "held", "clean", "infected", "wrong_type", "removed"};
constexpr std::array<std::string_view, 7> state_words{"not begun",  "still arriving", "held until it is scanned", "ready", "refused because malicious software was found in it",
                                                      "refused because its content is not what its name says", "removed"};
constexpr std::array<std::string_view, 8> event_names{"begin", "finish", "refuse_type", "cancel", "expire", "pass", "find_infected", "remove"};
constexpr std::array<std::string_view, 8> event_words{"begin an upload",  "finish the upload",  "refuse the file",      "cancel the upload",
                                                      "end the upload",   "release the file",   "refuse the file as infected", "remove the file"};

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }

const Workflow<State, Event, Facts>& workflow() { return table; }

}  // namespace casework::domain::evidence
