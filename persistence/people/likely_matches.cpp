// Looking for someone who may already be known before a new person is made: through the scope, with the reasons in words.
#include <algorithm>

#include "persistence/people/name_keys.hpp"
#include "persistence/people/name_search.hpp"

namespace casework::persistence {
namespace {

using name_search::NearWord;
constexpr std::size_t candidates_max = 60, matches_max = 10;

struct Typed {
    std::vector<std::string> words;
    std::vector<std::vector<NearWord>> near;
    std::optional<domain::Date> born;
};

int worth(NearWord::How how) {
    switch (how) {
        case NearWord::How::same: return 4;
        case NearWord::How::other_form:
        case NearWord::How::typo: return 3;
        case NearWord::How::sound: return 2;
    }
    return 0;
}

struct Judged {
    LikelyMatch match;
    int score = 0, words_met = 0;
};

void judge_birth(Judged& judged, const std::optional<domain::Date>& born) {
    const auto& stated = judged.match.person.birth;
    if (!born || !stated || !stated->born) return;
    if (*stated->born == *born) {
        judged.score += 5;
        judged.match.why.emplace_back("Same date of birth");
    } else if (day_and_month_swapped(*stated->born) == born) {
        judged.score += 4;
        judged.match.why.emplace_back("Day and month of birth swapped");
    } else {
        judged.score -= 3;
    }
}

Judged judge(const Typed& typed, PersonLine line) {
    Judged judged{{std::move(line), {}}};
    bool all_same = !typed.words.empty(), by_other_name = false;
    const auto main_name = folded_words(judged.match.person.name);
    const auto words = name_search::words_of(judged.match.person);
    for (std::size_t i = 0; i < typed.words.size(); ++i) {
        const auto met = name_search::met_by(typed.words[i], typed.near[i], words);
        all_same = all_same && met.how == NearWord::How::same;
        if (!met.how) continue;
        ++judged.words_met;
        judged.score += worth(*met.how);
        by_other_name = by_other_name || std::ranges::find(main_name, met.by) == main_name.end();
        if (auto reason = name_search::why(typed.words[i], met); !reason.empty()) judged.match.why.push_back(std::move(reason));
    }
    if (all_same) judged.match.why.insert(judged.match.why.begin(), by_other_name ? "Also known by this name" : "Same name");
    judge_birth(judged, typed.born);
    return judged;
}

void add_all(std::vector<std::string>& to, std::vector<std::string> more) {
    for (auto& id : more)
        if (std::ranges::find(to, id) == to.end()) to.push_back(std::move(id));
}

std::vector<std::string> candidates(Listing& listing, const Typed& typed) {
    std::vector<std::string> ids = name_search::people(listing, typed.words, name_search::Kind::near, candidates_max);
    // A middle name that one side leaves out: first and last words alone.
    if (typed.words.size() > 2)
        add_all(ids, name_search::people(listing, {typed.words.front(), typed.words.back()}, name_search::Kind::near, candidates_max));
    if (!typed.born) return ids;
    add_all(ids, name_search::born_on(listing, *typed.born, candidates_max));
    if (const auto swapped = day_and_month_swapped(*typed.born)) add_all(ids, name_search::born_on(listing, *swapped, candidates_max));
    return ids;
}

}  // namespace

std::vector<LikelyMatch> likely_matches(Gate& gate, std::string_view typed_name, std::optional<domain::Date> born) {
    const Act act{auth::Action::list, "match", "person", domain::LoggedOperation::combination};
    return gate.find(act, [&](Listing& listing) {
        Typed typed{folded_words(typed_name), {}, born};
        for (const auto& word : typed.words) {
            typed.near.push_back(name_search::near_words(listing.tx, word));
            listing.fields.push_back(gate.token_digest(word));
        }
        if (born) listing.fields.push_back(gate.token_digest(domain::iso_date(*born)));
        std::vector<Judged> judged;
        const auto ids = candidates(listing, typed);
        auto lines = person_rows::lines(listing, ids);
        for (const auto& id : ids)
            if (auto line = lines.find(id); line != lines.end()) {
                auto one = judge(typed, std::move(line->second));
                // The same birthday alone is no likeness: a word of the name must be near as well.
                if (one.words_met > 0 && !one.match.why.empty()) judged.push_back(std::move(one));
            }
        std::ranges::stable_sort(judged, [](const Judged& a, const Judged& b) { return a.score > b.score; });
        if (judged.size() > matches_max) judged.erase(judged.begin() + matches_max, judged.end());
        std::vector<LikelyMatch> matches;
        for (auto& one : judged) {
            listing.shown.push_back(one.match.person.id);
            listing.shown.insert(listing.shown.end(), one.match.person.records.begin(), one.match.person.records.end());
            matches.push_back(std::move(one.match));
        }
        listing.count = static_cast<std::int64_t>(matches.size());
        return matches;
    });
}

}  // namespace casework::persistence
