// Papers of any record: their words as they would be made now, checked by the guard, and as they were kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/papers/paper_writing.hpp"
#include "persistence/documents/documents.hpp"

namespace casework::persistence {

struct Paper {
    std::string record, panel_name;
    std::string name;     // its kind as it is kept: "notice", "pspo_penalty-3"
    std::string words, destination, digest;
    std::string wording;  // "warning 3"; empty: the house's own
    std::string document;  // of one that was kept: its id
    int version = 0;
    bool given = false;
    std::optional<domain::Date> given_on;
    std::optional<Cleared> cleared;  // always there: what was stopped is refused
};
struct PaperOffer {
    std::string paper;
    domain::Refusals stopped_by;  // why it cannot be made now; empty: it can
    bool may_make = true;         // the reader
};

// The officer of that account with their council, as the head of a paper about `reference`.
domain::papers::PaperHead head_by(Transaction& tx, std::string_view reference, std::string_view account);
std::string digest_of_words(std::string_view words);
// Everything kept with its words on a record, oldest first, also what is protected: no more than kind, version, day and who made it.
std::vector<KeptDocument> kept_papers(Transaction& tx, std::string_view record);
// A document of the record that the permit's fields reach, as it was made; false: there is none.
bool read_kept_paper(Reading& reading, std::string_view document, Paper& paper);

// `write(Reading&, Refusals&)` answers an optional paper of its own type (a Paper) with words and destination, or nothing when there is
// no such record; what it refuses stops the paper. Every refusal and what the guard stopped as its one sentence.
template <class Write>
auto write_paper(Gate& gate, std::string_view record, std::string_view kind, const Act& act, Write write) -> domain::Outcome<typename std::invoke_result_t<Write, Reading&, domain::Refusals&>::value_type> {
    SafeContact guard(gate, record, kind);
    domain::Refusals refusals;
    auto opened = gate.open(record, act, [&](Reading& reading) {
        auto paper = write(reading, refusals);
        if (!paper || !refusals.empty()) return paper;
        paper->digest = digest_of_words(paper->words);
        paper->cleared = guard.clear(reading.tx, paper->words, paper->destination);
        return paper;
    });
    if (!opened) return std::unexpected(std::move(opened.error()));
    if (!*opened) return domain::not_found();
    if (auto stopped = guard.finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    return std::move(**opened);
}

// The same for one that was kept. `head(Reading&)` answers an optional paper with what stands above its page.
template <class Head>
auto open_kept(Gate& gate, std::string_view record, std::string_view document, const Act& act, Head head) -> domain::Outcome<typename std::invoke_result_t<Head, Reading&>::value_type> {
    std::optional<SafeContact> guard;
    auto opened = gate.open(record, act, [&](Reading& reading) {
        auto paper = head(reading);
        if (!paper || !read_kept_paper(reading, document, *paper)) return decltype(paper)();
        guard.emplace(gate, record, paper->name);
        paper->cleared = guard->clear(reading.tx, paper->words, paper->destination);
        return paper;
    });
    if (!opened) return std::unexpected(std::move(opened.error()));
    if (!*opened) return domain::not_found();
    if (auto stopped = guard->finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    return std::move(**opened);
}

}  // namespace casework::persistence
