// The statements of name search: exact words, prefix ranges and near words, each answered by an index in its own order.
#include "persistence/people/name_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "persistence/people/name_keys.hpp"

namespace casework::persistence::name_search {
namespace {

constexpr std::size_t near_max = 32;
// More rows than people are read, because one person stands on several records and under several names.
constexpr int rows_for_each = 6;

// Names of binds live as long as the statements that use them.
const std::string& bind_name(std::size_t token, std::size_t which) {
    static const auto names = [] {
        std::array<std::array<std::string, near_max>, tokens_max> made;
        for (std::size_t t = 0; t < tokens_max; ++t)
            for (std::size_t i = 0; i < near_max; ++i) made[t][i] = fmt::format("word{}_{}", t, i);
        return made;
    }();
    return names.at(token).at(which);
}

std::string list_of_binds(std::size_t token) {
    std::string list;
    for (std::size_t i = 0; i < near_max; ++i) list += fmt::format("{}:{}", i == 0 ? "" : ", ", bind_name(token, i));
    return list;
}

// The condition that a word meets token number `token`, by kind: text depends on nothing that was typed.
std::string meets(std::string_view word, std::size_t token, Kind kind) {
    switch (kind) {
        case Kind::exact: return fmt::format("{} = :{}", word, bind_name(token, 0));
        case Kind::starts_with: return fmt::format("{0} >= :{1} AND {0} < :{2}", word, bind_name(token, 0), bind_name(token, 1));
        case Kind::near: return fmt::format("{} IN ({})", word, list_of_binds(token));
    }
    return {};
}

// Every further token is looked for among the few words of the person found: the empty text keeps the planner from going
// through everybody with that word (measured at 300,000 people: 108 ms against 3).
constexpr std::string_view other_word = "x.word || ''";

void bind_token(std::vector<Bind>& binds, Transaction& tx, std::size_t at, const std::string& token, Kind kind) {
    if (kind == Kind::near) {
        const auto near = near_words(tx, token);
        for (std::size_t i = 0; i < near_max; ++i) binds.push_back(with(bind_name(at, i), near[std::min(i, near.size() - 1)].word));
        return;
    }
    binds.push_back(with(bind_name(at, 0), token));
    // Every word that begins so lies below the token followed by the last code point.
    if (kind == Kind::starts_with) binds.push_back(with(bind_name(at, 1), token + "\xF4\x8F\xBF\xBF"));
}

void add(std::vector<NearWord>& near, NearWord::How how, std::string word) {
    if (near.size() < near_max && std::ranges::find(near, word, &NearWord::word) == near.end()) near.push_back({how, std::move(word)});
}

}  // namespace

std::vector<NearWord> near_words(Transaction& tx, const std::string& token) {
    std::vector<NearWord> near{{NearWord::How::same, token}};
    for (auto& form : other_forms(token)) add(near, NearWord::How::other_form, std::move(form));
    std::string word;
    std::vector<std::string> typos, alike;
    for (const auto& form : shortened(token))
        tx.each("SELECT word FROM name_word_near WHERE shortened = :form ORDER BY word LIMIT 60", {with("form", form)}, {&word}, [&] {
            if (one_typo_apart(token, word)) typos.push_back(word);
        });
    for (auto& found : typos) add(near, NearWord::How::typo, std::move(found));
    if (const auto sound = sound_of(token); sound.size() > 1)
        tx.each("SELECT word FROM name_word WHERE sound = :sound ORDER BY word LIMIT 60", {with("sound", sound)}, {&word}, [&] { alike.push_back(word); });
    for (auto& found : alike) add(near, NearWord::How::sound, std::move(found));
    return near;
}

std::vector<std::string> people(Listing& listing, const std::vector<std::string>& typed, Kind kind, std::size_t most) {
    auto tokens = typed;
    if (tokens.size() > tokens_max) tokens.resize(tokens_max);
    if (tokens.empty()) return {};
    // The longest word leads to the fewest names.
    std::ranges::stable_sort(tokens, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    auto scope = scope_sql(listing.scope, listing.now, "f.field_class");
    auto binds = scope.binds;
    std::string sql = "SELECT f.person_id FROM person_word f JOIN record r ON r.id = f.record_id WHERE " + meets("f.word", 0, kind) + " AND " + scope.condition;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i > 0)
            sql += " AND EXISTS (SELECT 1 FROM person_word x WHERE x.person_id = f.person_id AND x.record_id = f.record_id AND x.field_class = f.field_class AND " +
                   meets(other_word, i, kind) + ")";
        bind_token(binds, listing.tx, i, tokens[i], kind);
    }
    sql += " ORDER BY f.word, f.sort_key, f.person_id LIMIT :rows";
    binds.push_back(with("rows", static_cast<std::int64_t>(most) * rows_for_each));
    std::vector<std::string> found;
    std::string person;
    listing.tx.each(sql, binds, {&person}, [&] {
        if (found.size() < most && std::ranges::find(found, person) == found.end()) found.push_back(person);
    });
    return found;
}

std::vector<std::string> born_on(Listing& listing, domain::Date born, std::size_t most) {
    auto scope = scope_sql(listing.scope, listing.now, "f.field_class");
    scope.binds.push_back(with("born", domain::iso_date(born)));
    scope.binds.push_back(with("rows", static_cast<std::int64_t>(most) * rows_for_each));
    std::vector<std::string> found;
    std::string person;
    listing.tx.each("SELECT f.person_id FROM person_birth f JOIN record r ON r.id = f.record_id WHERE f.born = :born AND " + scope.condition +
                        " ORDER BY f.person_id LIMIT :rows",
                    scope.binds, {&person}, [&] {
                        if (found.size() < most && std::ranges::find(found, person) == found.end()) found.push_back(person);
                    });
    return found;
}

Met met_by(const std::string& token, const std::vector<NearWord>& near, const PersonLine& line) {
    std::vector<std::string> shown = folded_words(line.name);
    for (const auto& other : line.other_names)
        for (auto& word : folded_words(other)) shown.push_back(std::move(word));
    Met best;
    for (const auto& candidate : near)
        if (std::ranges::find(shown, candidate.word) != shown.end() && (!best.how || candidate.how < *best.how)) best = {candidate.how, candidate.word};
    if (!best.how && token.empty()) best.how = NearWord::How::same;
    return best;
}

std::string why(const std::string& token, const Met& met) {
    if (!met.how) return {};
    const auto typed = domain::upper_first(token), found = domain::upper_first(met.by);
    switch (*met.how) {
        case NearWord::How::same: return {};
        case NearWord::How::other_form: return fmt::format("{} is another form of {}", found, typed);
        case NearWord::How::typo: return fmt::format("{} differs from {} by one letter", found, typed);
        case NearWord::How::sound: return fmt::format("{} sounds like {}", found, typed);
    }
    return {};
}

}  // namespace casework::persistence::name_search
