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

// Words are compared with what stands in an index already: the empty text keeps the planner from going through everybody with that
// word (measured at 300,000 people: 108 ms against 3).
constexpr std::string_view other_word = "x.word || ''";

void bind_near(std::vector<Bind>& binds, std::size_t at, const std::vector<NearWord>& near) {
    for (std::size_t i = 0; i < near_max; ++i) binds.push_back(with(bind_name(at, i), near[std::min(i, near.size() - 1)].word));
}

struct Token {
    std::string text;
    std::vector<NearWord> near{};  // where near words are looked for
    std::int64_t names = 0;        // that it leads to, as far as they were counted
};

void bind_token(std::vector<Bind>& binds, std::size_t at, const Token& token, Kind kind) {
    if (kind == Kind::near) return bind_near(binds, at, token.near);
    binds.push_back(with(bind_name(at, 0), token.text));
    // Every word that begins so lies below the token followed by the last code point.
    if (kind == Kind::starts_with) binds.push_back(with(bind_name(at, 1), token.text + "\xF4\x8F\xBF\xBF"));
}

// The same token among the words of a sort key, which holds all the words of its name.
const std::string& key_bind_name(std::size_t token) {
    static const std::array<std::string, tokens_max> names{"key0", "key1", "key2", "key3"};
    return names.at(token);
}
Bind key_pattern(std::size_t at, const std::string& token, Kind kind) { return with(key_bind_name(at), "% " + token + (kind == Kind::exact ? " %" : "%")); }

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

namespace {

// How many names a token leads to; counting goes no further than `most`.
std::int64_t names_with(Transaction& tx, const Token& token, Kind kind, std::int64_t most) {
    std::int64_t names = 0;
    std::vector<Bind> binds{with("most", most)};
    bind_token(binds, 0, token, kind);
    tx.one("SELECT count(*) FROM (SELECT 1 FROM person_word f WHERE " + meets("f.word", 0, kind) + " LIMIT :most) names", binds, {&names});
    return names;
}

// The token that leads to the fewest names comes first: everybody who has it is looked at. The longest is the first guess. Counting
// stops where one is known to be rare, so that it costs no more than looking at those who have it.
std::vector<Token> rarest_first(Transaction& tx, const std::vector<std::string>& typed, Kind kind) {
    std::vector<Token> tokens;
    for (const auto& text : typed)
        if (tokens.size() < tokens_max) tokens.push_back({text, kind == Kind::near ? near_words(tx, text) : std::vector<NearWord>{}});
    if (tokens.size() < 2) return tokens;
    for (const std::int64_t most : {500, 5000, 20000}) {
        for (auto& token : tokens) token.names = names_with(tx, token, kind, most);
        if (std::ranges::any_of(tokens, [&](const Token& token) { return token.names < most; })) break;
    }
    std::ranges::stable_sort(tokens, [](const auto& a, const auto& b) { return std::pair(a.names, b.text.size()) < std::pair(b.names, a.text.size()); });
    return tokens;
}

// That the person of row f has a further token: in the same name, which its sort key tells without another look, or in another name
// on that record. Of two names one is not the first: who has the token so is read once, and is rare.
std::string has_too(std::size_t at, Kind kind) {
    const auto among_all = " EXISTS (SELECT 1 FROM person_word x WHERE x.person_id = f.person_id AND x.record_id = f.record_id AND x.field_class = f.field_class AND " +
                           meets(other_word, at, kind) + ")";
    if (kind == Kind::near) return " AND" + among_all;
    return fmt::format(" AND (' ' || f.sort_key || ' ' LIKE :{} OR ((f.ordinal > 0 OR f.person_id IN (SELECT y.person_id FROM person_word y WHERE y.ordinal > 0 AND {})) AND{}))",
                       key_bind_name(at), meets("y.word", at, kind), among_all);
}

}  // namespace

std::vector<std::string> people(Listing& listing, const std::vector<std::string>& typed, Kind kind, std::size_t most) {
    if (typed.empty()) return {};
    const auto tokens = rarest_first(listing.tx, typed, kind);
    auto scope = scope_sql(listing.scope, listing.now, "f.field_class");
    auto binds = scope.binds;
    std::string sql = "SELECT f.person_id FROM person_word f CROSS JOIN record r WHERE r.id = f.record_id AND " + meets("f.word", 0, kind);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        bind_token(binds, i, tokens[i], kind);
        if (i == 0) continue;
        sql += has_too(i, kind);
        if (kind != Kind::near) binds.push_back(key_pattern(i, tokens[i].text, kind));
    }
    sql += " AND " + scope.condition + " ORDER BY f.word, f.sort_key, f.person_id LIMIT :rows";
    std::vector<std::string> found;
    std::string person;
    // Most people stand on one record under one name: only when these rows were of fewer people are more read.
    for (const auto rows : {most, most * rows_for_each}) {
        found.clear();
        auto limited = binds;
        limited.push_back(with("rows", static_cast<std::int64_t>(rows)));
        const auto read = listing.tx.each(sql, std::move(limited), {&person}, [&] {
            if (found.size() < most && std::ranges::find(found, person) == found.end()) found.push_back(person);
        });
        if (found.size() >= most || read < rows) break;
    }
    return found;
}

std::vector<std::string> born_on(Listing& listing, domain::Date born, std::size_t most, const std::vector<std::vector<NearWord>>& words) {
    auto scope = scope_sql(listing.scope, listing.now, "f.field_class");
    scope.binds.push_back(with("born", domain::iso_date(born)));
    scope.binds.push_back(with("rows", static_cast<std::int64_t>(most) * rows_for_each));
    std::string sql = "SELECT f.person_id FROM person_birth f CROSS JOIN record r WHERE r.id = f.record_id AND f.born = :born";
    for (std::size_t i = 0; i < std::min(words.size(), tokens_max); ++i) {
        sql += " AND EXISTS (SELECT 1 FROM person_word x WHERE x.person_id = f.person_id AND " + meets(other_word, i, Kind::near) + ")";
        bind_near(scope.binds, i, words[i]);
    }
    std::vector<std::string> found;
    std::string person;
    listing.tx.each(sql + " AND " + scope.condition + " ORDER BY f.person_id LIMIT :rows", scope.binds, {&person}, [&] {
        if (found.size() < most && std::ranges::find(found, person) == found.end()) found.push_back(person);
    });
    return found;
}

ReadableWords::ReadableWords(Listing& listing) : tx_(listing.tx), scope_(scope_sql(listing.scope, listing.now, "f.field_class")) {}

std::vector<std::string> ReadableWords::of(const std::string& person) {
    std::vector<std::string> words;
    std::string word;
    auto binds = scope_.binds;
    binds.push_back(with("person", person));
    tx_.each("SELECT f.word FROM person_word f CROSS JOIN record r WHERE r.id = f.record_id AND f.person_id = :person AND " + scope_.condition, std::move(binds), {&word},
             [&] { words.push_back(word); });
    return words;
}

std::vector<std::string> words_of(const PersonLine& line) {
    auto words = folded_words(line.name);
    for (const auto& other : line.other_names)
        for (auto& word : folded_words(other)) words.push_back(std::move(word));
    return words;
}

Met met_by(const std::string& token, const std::vector<NearWord>& near, const std::vector<std::string>& words) {
    Met best;
    for (const auto& candidate : near)
        if (std::ranges::find(words, candidate.word) != words.end() && (!best.how || candidate.how < *best.how)) best = {candidate.how, candidate.word};
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
