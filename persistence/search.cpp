// Gathering hits in three groups, each person and record once in its best group, and recording what was shown.
#include "persistence/search.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/people/name_keys.hpp"
#include "persistence/people/name_search.hpp"
#include "persistence/places.hpp"

namespace casework::persistence {
namespace {

using name_search::Kind;

// A hit before its line is read: only the page that is shown reads lines.
struct Candidate {
    HitGroup group{};
    std::string id, kind, why;
    std::string person;
};

class Gathering {
  public:
    void add(Candidate candidate) {
        if (full() || std::ranges::any_of(list_, [&](const Candidate& c) { return c.id == candidate.id; })) return;
        list_.push_back(std::move(candidate));
    }
    void add_people(HitGroup group, const std::vector<std::string>& ids, const std::string& why = {}) {
        for (const auto& id : ids) add({group, id, "person", why, id});
    }
    bool full() const { return list_.size() > static_cast<std::size_t>(search_most); }  // one more, to know that there are more
    std::size_t most() const { return static_cast<std::size_t>(search_most) + 1; }
    void sort_groups() { std::ranges::stable_sort(list_, {}, &Candidate::group); }
    const std::vector<Candidate>& list() const { return list_; }

  private:
    std::vector<Candidate> list_;
};

// What was typed, taken apart: a date of birth may stand beside words of a name.
struct Query {
    std::string text;
    std::vector<std::string> words;
    std::vector<std::vector<name_search::NearWord>> near;  // of each word, once they are asked for
    std::optional<domain::Date> born;
    std::optional<TypedReference> reference;
};

// The longest run of words that is a date; the other words are the name.
Query taken_apart(std::string_view typed) {
    Query query{domain::tidy_line(typed), {}, {}, {}, {}};
    query.reference = read_reference(query.text);
    const auto pieces = domain::words_of(query.text);
    for (std::size_t length = std::min<std::size_t>(3, pieces.size()); length > 0 && !query.born; --length)
        for (std::size_t at = 0; at + length <= pieces.size() && !query.born; ++at) {
            std::string run(pieces[at]);
            for (std::size_t i = 1; i < length; ++i) run.append(" ").append(pieces[at + i]);
            query.born = read_birth_date(run);
            if (!query.born) continue;
            std::string rest;
            for (std::size_t i = 0; i < pieces.size(); ++i)
                if (i < at || i >= at + length) rest.append(" ").append(pieces[i]);
            query.words = folded_words(rest);
            return query;
        }
    query.words = folded_words(query.text);
    return query;
}

void add_references(Listing& listing, const TypedReference& reference, Gathering& gathering) {
    const int this_year = static_cast<int>(listing.today.year());
    const int first = reference.year.value_or(this_year - 9), last = reference.year.value_or(this_year);
    for (int year = last; year >= first; --year) {
        const auto id = fmt::format("{}-{}-{:04}", reference.prefix, year, reference.number);
        if (reference.prefix == "PER") {
            if (!person_rows::records(listing.tx, listing.scope, listing.now, id).empty()) gathering.add({HitGroup::exact, id, "person", "", id});
            continue;
        }
        auto scope = scope_sql(listing.scope, listing.now, "0");
        scope.binds.push_back(with("id", id));
        std::string kind, person;
        if (listing.tx.one("SELECT r.kind, coalesce((SELECT p.person_id FROM record_person p WHERE p.record_id = r.id ORDER BY CASE WHEN p.role IN ('nominal', 'subject') THEN 0 ELSE 1 END, p.person_id LIMIT 1), '') FROM record r WHERE r.id = :id AND " +
                               scope.condition,
                           scope.binds, {&kind, &person}))
            gathering.add({HitGroup::exact, id, kind, "", person});
    }
}

// People born on that day whose names have the words, where any were typed.
void add_born(Listing& listing, const Query& query, domain::Date born, HitGroup group, const std::string& why, Gathering& gathering) {
    constexpr std::size_t born_most = 1000;  // to look among for the words
    if (query.words.empty()) return gathering.add_people(group, name_search::born_on(listing, born, gathering.most()), why);
    name_search::ReadableWords readable(listing);
    for (const auto& id : name_search::born_on(listing, born, born_most, query.near)) {
        if (gathering.full()) return;
        const auto words = readable.of(id);
        bool fits = true, exactly = true;
        for (std::size_t i = 0; fits && i < query.words.size(); ++i) {
            const auto met = name_search::met_by(query.words[i], query.near[i], words);
            fits = met.how.has_value();
            exactly = exactly && met.how == name_search::NearWord::How::same;
        }
        if (fits) gathering.add({exactly ? group : HitGroup::near, id, "person", why, id});
    }
}

void add_linked(Listing& listing, const std::vector<NamedPlace>& places, HitGroup group, Gathering& gathering) {
    for (const auto& place : places) {
        auto scope = scope_sql(listing.scope, listing.now, "f.field_class");
        scope.binds.push_back(with("place", place.id));
        scope.binds.push_back(with("rows", static_cast<std::int64_t>(gathering.most()) * 2));
        std::string person;
        std::vector<std::string> ids;
        listing.tx.each("SELECT f.person_id FROM person_place f JOIN record r ON r.id = f.record_id WHERE f.place_id = :place AND " + scope.condition +
                            " ORDER BY f.person_id LIMIT :rows",
                        scope.binds, {&person}, [&] { ids.push_back(person); });
        gathering.add_people(group, ids, "Linked to " + place.name);
        if (gathering.full()) return;
    }
}

void learn_near(Listing& listing, Query& query) {
    for (const auto& word : query.words) query.near.push_back(name_search::near_words(listing.tx, word));
}

Gathering gathered(Listing& listing, Query& query) {
    Gathering g;
    if (query.reference) add_references(listing, *query.reference, g);
    if (query.born) {
        learn_near(listing, query);
        add_born(listing, query, *query.born, HitGroup::exact, "Born on that day", g);
        if (const auto swapped = day_and_month_swapped(*query.born)) add_born(listing, query, *swapped, HitGroup::near, "Day and month of birth swapped", g);
        g.sort_groups();
        return g;
    }
    if (query.words.empty() || query.reference) return g;
    g.add_people(HitGroup::exact, name_search::people(listing, query.words, Kind::exact, g.most()));
    const auto whole = places_called(listing.tx, query.text, true);
    if (!g.full()) add_linked(listing, whole, HitGroup::exact, g);
    if (!g.full()) g.add_people(HitGroup::starts_with, name_search::people(listing, query.words, Kind::starts_with, g.most()));
    // A place by part of its name only from three letters on: "we" is not a place.
    if (!g.full() && query.text.size() >= 3) add_linked(listing, places_called(listing.tx, query.text, false), HitGroup::starts_with, g);
    if (g.full()) return g;
    learn_near(listing, query);
    g.add_people(HitGroup::near, name_search::people(listing, query.words, Kind::near, g.most()));
    return g;
}

// Why this person was found, where the name that is shown first does not say so.
std::string why_found(const Query& query, const Candidate& candidate, const PersonLine& line) {
    if (!candidate.why.empty() || candidate.kind != "person" || query.words.empty()) return candidate.why;
    if (candidate.group == HitGroup::near) {
        std::string reasons;
        const auto words = name_search::words_of(line);
        for (std::size_t i = 0; i < query.words.size(); ++i) {
            const auto reason = name_search::why(query.words[i], name_search::met_by(query.words[i], query.near[i], words));
            if (!reason.empty()) reasons += (reasons.empty() ? "" : ", ") + reason;
        }
        return reasons;
    }
    const auto holds = [&](const std::string& name) {
        const auto words = folded_words(name);
        return std::ranges::all_of(query.words, [&](const auto& token) {
            return std::ranges::any_of(words, [&](const auto& word) { return word.starts_with(token); });
        });
    };
    if (holds(line.name)) return {};
    for (const auto& other : line.other_names)
        if (holds(other)) return "Also known as " + other;
    return {};
}

void read_page(Listing& listing, const Query& query, const Gathering& gathering, Found& found) {
    const auto& all = gathering.list();
    found.more = gathering.full();
    found.total = static_cast<int>(std::min<std::size_t>(all.size(), search_most));
    found.pages = (found.total + search_page_size - 1) / search_page_size;
    found.page = std::clamp(found.page, 1, std::max(found.pages, 1));
    const auto first = static_cast<std::size_t>(found.page - 1) * search_page_size;
    const auto last = std::min(first + search_page_size, static_cast<std::size_t>(found.total));
    std::vector<std::string> people;
    for (auto i = first; i < last; ++i)
        if (!all[i].person.empty()) people.push_back(all[i].person);
    const auto lines = person_rows::lines(listing, people);
    for (auto i = first; i < last; ++i) {
        const auto& candidate = all[i];
        Hit hit{candidate.group, candidate.id, candidate.kind, candidate.why, {}};
        listing.shown.push_back(candidate.id);
        if (const auto found_line = lines.find(candidate.person); found_line != lines.end()) {
            const auto& line = found_line->second;
            hit.why = why_found(query, candidate, line);
            if (line.id != candidate.id) listing.shown.push_back(line.id);
            for (const auto& record : line.records)
                if (record != candidate.id) listing.shown.push_back(record);
            hit.person = line;
        }
        found.hits.push_back(std::move(hit));
    }
}

}  // namespace

Found search(Gate& gate, std::string_view text, int page) {
    const Act act{auth::Action::list, "search", "search"};
    return gate.find(act, [&](Listing& listing) {
        auto query = taken_apart(text);
        listing.words = query.text;
        for (const auto& word : query.words) listing.fields.push_back(gate.token_digest(word));
        if (query.born) listing.fields.push_back(gate.token_digest(domain::iso_date(*query.born)));
        Found found;
        found.text = query.text;
        found.page = page;
        const auto gathering = gathered(listing, query);
        if (query.reference && gathering.list().size() == 1) {
            found.goes_to = gathering.list().front().id;
            found.goes_to_kind = gathering.list().front().kind;
        }
        read_page(listing, query, gathering, found);
        listing.count = found.total;
        return found;
    });
}

}  // namespace casework::persistence
