// Comparing words: an address is typed in many ways, and a document that names one too many is worse than one that waits.
#include "domain/documents/safe_contact.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>

#include "domain/text.hpp"

namespace casework::domain::documents {
namespace {

using Words = std::span<const std::string>;

struct Short {
    std::string_view typed, meant;
};
constexpr Short shorts[] = {
    {"st", "street"},   {"str", "street"},   {"saint", "street"}, {"rd", "road"},      {"av", "avenue"},   {"ave", "avenue"},   {"ln", "lane"},       {"cl", "close"},   {"clo", "close"},  {"ct", "court"},
    {"crt", "court"},   {"dr", "drive"},     {"drv", "drive"},    {"cres", "crescent"}, {"crs", "crescent"}, {"gdns", "gardens"}, {"gdn", "gardens"},  {"pl", "place"},   {"sq", "square"},  {"ter", "terrace"},
    {"terr", "terrace"}, {"tce", "terrace"}, {"hse", "house"},    {"flt", "flat"},     {"apt", "flat"},    {"apartment", "flat"}, {"pde", "parade"},  {"gr", "grove"},   {"gro", "grove"},  {"blvd", "boulevard"},
    {"mdw", "meadow"},  {"mt", "mount"},     {"bldgs", "buildings"}, {"ests", "estate"}, {"est", "estate"}, {"cott", "cottage"}, {"nth", "north"},    {"sth", "south"},  {"one", "1"},      {"two", "2"},
    {"three", "3"},     {"four", "4"},       {"five", "5"},       {"six", "6"},        {"seven", "7"},     {"eight", "8"},      {"nine", "9"},        {"ten", "10"},     {"eleven", "11"},  {"twelve", "12"},
};
constexpr std::string_view kinds_of_street[] = {"street", "road", "avenue", "lane", "close", "court", "drive", "crescent", "gardens", "place", "square", "terrace", "parade", "grove", "boulevard", "way", "hill", "rise", "walk", "mews", "row", "green"};
constexpr std::string_view forms_of_address[] = {"mr", "mrs", "ms", "miss", "mx", "dr"};

bool figure(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return c >= 'a' && c <= 'z'; }
bool figures(std::string_view word) { return !word.empty() && std::ranges::all_of(word, figure); }
bool initial(std::string_view word) { return word.size() == 1 && letter(word[0]); }
template <std::size_t N>
bool among(const std::string_view (&list)[N], std::string_view word) { return std::ranges::find(list, word) != std::end(list); }

// A letter of Latin-1 without its mark; nothing for what divides words, a hyphen of print among them.
std::string folded(char32_t c) {
    static constexpr std::string_view marked = "aaaaaaaceeeeiiiidnooooo ouuuuyts";  // from U+00C0, capitals and small letters alike
    if (c < 0x80) {
        const auto low = static_cast<char>(std::tolower(static_cast<int>(c)));
        return figure(low) || letter(low) ? std::string(1, low) : c == U'\'' ? std::string() : std::string(" ");
    }
    if (c == 0x2019 || c == 0x2018) return {};
    if (c >= 0xC0 && c <= 0xFF) return std::string(1, marked[(c - 0xC0) % 32]);
    if (c >= 0xFF10 && c <= 0xFF19) return std::string(1, static_cast<char>('0' + (c - 0xFF10)));
    return c >= 0x100 && (c < 0x2000 || c > 0x206F) && c != 0x3000 ? to_utf8(std::u32string(1, c)) : " ";
}

std::vector<std::string> split(std::string_view text) {
    std::string low;
    for (const char32_t c : to_code_points(text)) low += folded(c);
    std::vector<std::string> words;
    for (const auto word : words_of(low)) words.emplace_back(word);
    return words;
}

// A9 9AA, A99 9AA, AA9 9AA, AA99 9AA, A9A 9AA, AA9A 9AA without the space.
bool postcode(std::string_view word) {
    if (word.size() < 5 || word.size() > 7) return false;
    const auto inward = word.substr(word.size() - 3), outward = word.substr(0, word.size() - 3);
    if (!figure(inward[0]) || !letter(inward[1]) || !letter(inward[2]) || !letter(outward[0])) return false;
    const std::size_t at = letter(outward[1]) ? 2 : 1;
    return at < outward.size() && figure(outward[at]) && outward.size() - at <= 2;
}

// How many words from here make a postcode, typed in up to four pieces: "ME15 6LL", "me 15 6ll".
std::size_t postcode_from(Words words) {
    std::string joined;
    for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 4); ++i)
        if (joined += words[i]; postcode(joined)) return i + 1;
    return 0;
}

// "12a" as two words, so that "12 A" is the same.
void add_word(ContactWords& out, const std::string& word) {
    const auto number = word.substr(0, word.size() - 1);
    if (figures(number) && letter(word.back())) {
        out.push_back(number);
        out.push_back(std::string(1, word.back()));
        return;
    }
    const auto* found = std::ranges::find(shorts, std::string_view(word), &Short::typed);
    out.emplace_back(found == std::end(shorts) ? std::string_view(word) : found->meant);
}

bool begins(Words text, Words sought) { return sought.size() <= text.size() && std::ranges::equal(text.first(sought.size()), sought); }
bool holds(Words text, Words sought) {
    if (sought.empty()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (begins(text.subspan(i), sought)) return true;
    return false;
}

// Number and name of a street, without the kind of street: people leave it out.
struct House {
    std::string number;
    std::vector<std::string> street;
};
std::optional<House> house_of(const ContactWords& words) {
    for (std::size_t at = words.size(); at-- > 0;) {
        if (!figures(words[at])) continue;
        House house{words[at], {}};
        std::size_t i = at + 1;
        while (i < words.size() && initial(words[i])) ++i;
        for (; i < words.size() && house.street.size() < 3 && !figures(words[i]) && !postcode(words[i]); ++i) {
            if (!house.street.empty() && among(kinds_of_street, words[i])) break;
            house.street.push_back(words[i]);
        }
        if (!house.street.empty()) return house;
    }
    return std::nullopt;
}

// The number before the street, a letter between them or not, or behind it.
bool stands_here(Words text, const House& house) {
    std::size_t i = 0;
    if (text[0] == house.number) {
        for (i = 1; i < text.size() && initial(text[i]);) ++i;
        return begins(text.subspan(i), house.street);
    }
    if (!begins(text, house.street)) return false;
    i = house.street.size();
    if (i < text.size() && among(kinds_of_street, text[i])) ++i;
    return i < text.size() && text[i] == house.number;
}

// The postcode with this number near it, or with none at all.
bool postcode_means(Words text, std::size_t at, const std::string& number) {
    constexpr std::size_t before = 10, after = 3;
    bool other = false;
    for (std::size_t i = at - std::min(at, before); i < std::min(text.size(), at + after + 1); ++i) {
        if (number.empty() || text[i] == number) return true;
        other = other || figures(text[i]);
    }
    return !other;
}

ContactWords first_line(std::string_view address) { return contact_words(address.substr(0, address.find_first_of(",\n"))); }

}  // namespace

ContactWords contact_words(std::string_view text) {
    const auto typed = split(text);
    ContactWords words;
    for (std::size_t i = 0; i < typed.size();) {
        const Words rest = Words(typed).subspan(i);
        if (const auto taken = postcode_from(rest); taken > 0) {
            std::string joined;
            for (std::size_t k = 0; k < taken; ++k) joined += rest[k];
            words.push_back(std::move(joined));
            i += taken;
            continue;
        }
        const bool counts = (rest[0] == "no" || rest[0] == "number" || rest[0] == "nr") && rest.size() > 1 && figure(rest[1][0]);
        if (!counts) add_word(words, rest[0]);
        ++i;
    }
    return words;
}

bool names_address(const ContactWords& text, std::string_view address, std::string_view code) {
    auto words = contact_words(address);
    const auto typed_code = contact_words(code);
    std::string sought = typed_code.size() == 1 && postcode(typed_code[0]) ? typed_code[0] : std::string();
    for (const auto& word : words)
        if (sought.empty() && postcode(word)) sought = word;
    const auto house = house_of(words);
    bool found = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        found = found || (house && stands_here(Words(text).subspan(i), *house));
        found = found || (!sought.empty() && text[i] == sought && postcode_means(text, i, house ? house->number : std::string()));
    }
    return found || (!house && first_line(address).size() > 1 && holds(text, first_line(address)));
}

bool names_person(const ContactWords& text, std::string_view full_name, std::string_view own) {
    const auto name = contact_words(full_name), own_name = contact_words(own);
    if (name.empty() || name == own_name) return false;
    if (name.size() == 1) return name[0].size() > 3 && holds(text, name);
    const auto& first = name.front();
    const auto& last = name.back();
    const bool shared = std::ranges::find(own_name, last) != own_name.end();
    std::vector<ContactWords> forms{name, {first, last}, {last, first}};
    if (!shared) {
        forms.push_back({std::string(1, first[0]), last});
        for (const auto form : forms_of_address) forms.push_back({form == "dr" ? "drive" : std::string(form), last});
    }
    bool found = false;
    for (const auto& form : forms) found = holds(text, form) || found;
    return found;
}

std::string_view stopped_sentence() { return "This document waits for a coordinator’s answer. It cannot be shown, printed or given until then, and My work tells you when there is one."; }

}  // namespace casework::domain::documents
