// Folding, sounding and shortening names for search.
#include "persistence/people/name_keys.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "domain/text.hpp"

namespace casework::persistence {
namespace {

// Latin letters with marks and what they are searched as: pairs of a run of letters and their plain form.
struct Plain {
    std::u32string_view letters;
    std::string_view plain;
};
constexpr std::array plain_letters{
    Plain{U"ÀÁÂÃÄÅàáâãäåĀāĂăĄą", "a"}, Plain{U"Ææ", "ae"},         Plain{U"ÇçĆćĈĉĊċČč", "c"},   Plain{U"ĎďĐđÐð", "d"},
    Plain{U"ÈÉÊËèéêëĒēĔĕĖėĘęĚě", "e"}, Plain{U"ĜĝĞğĠġĢģ", "g"},    Plain{U"ĤĥĦħ", "h"},         Plain{U"ÌÍÎÏìíîïĨĩĪīĬĭĮįİı", "i"},
    Plain{U"Ĵĵ", "j"},                 Plain{U"Ķķ", "k"},          Plain{U"ĹĺĻļĽľĿŀŁł", "l"},   Plain{U"ÑñŃńŅņŇň", "n"},
    Plain{U"ÒÓÔÕÖØòóôõöøŌōŎŏŐő", "o"}, Plain{U"Œœ", "oe"},         Plain{U"ŔŕŖŗŘř", "r"},       Plain{U"ŚśŜŝŞşŠšȘș", "s"},
    Plain{U"ß", "ss"},                 Plain{U"ŢţŤťŦŧȚț", "t"},    Plain{U"ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų", "u"}, Plain{U"Ŵŵ", "w"},
    Plain{U"ÝýÿŶŷŸ", "y"},             Plain{U"ŹźŻżŽž", "z"},      Plain{U"Þþ", "th"},
};

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'‘' || c == U'`' || c == U'´' || c == U'ʼ'; }
bool is_combining(char32_t c) { return c >= 0x300 && c <= 0x36F; }

std::string plain_of(char32_t c) {
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z') return std::string(1, static_cast<char>(c - 'A' + 'a'));
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return std::string(1, static_cast<char>(c));
        return " ";
    }
    for (const auto& row : plain_letters)
        if (row.letters.find(c) != row.letters.npos) return std::string(row.plain);
    return c < 0xC0 || (c >= 0x2000 && c <= 0x206F) ? " " : domain::to_utf8(std::u32string(1, c));
}

constexpr std::array particles{"de", "da", "di", "du", "del", "della", "der", "den", "dos", "van", "von", "la", "le", "el", "al", "bin", "ter"};
bool is_particle(std::string_view word) { return std::ranges::find(particles, word) != particles.end(); }

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

// Spellings that sound alike, longest first; applied from left to right.
struct Spelling {
    std::string_view written, said;
    enum class Where { anywhere, start, end } where = Where::anywhere;
};
using enum Spelling::Where;
constexpr std::array spellings{
    Spelling{"ough", "f", end}, Spelling{"kn", "n", start}, Spelling{"gn", "n", start}, Spelling{"pn", "n", start}, Spelling{"wr", "r", start},
    Spelling{"wh", "w", start}, Spelling{"x", "s", start},  Spelling{"mc", "mk", start}, Spelling{"mac", "mk", start}, Spelling{"schm", "sm"},
    Spelling{"sch", "sk"},      Spelling{"tch", "x"},       Spelling{"ch", "x"},         Spelling{"sh", "x"},          Spelling{"ph", "f"},
    Spelling{"ght", "t"},       Spelling{"gh", "g"},        Spelling{"dge", "j"},        Spelling{"dg", "j"},          Spelling{"ck", "k"},
    Spelling{"cq", "k"},        Spelling{"qu", "k"},        Spelling{"q", "k"},          Spelling{"th", "t"},          Spelling{"x", "ks"},
    Spelling{"mb", "m", end},   Spelling{"ce", "s"},        Spelling{"ci", "s"},         Spelling{"cy", "s"},          Spelling{"c", "k"},
    Spelling{"v", "f"},         Spelling{"z", "s"},         Spelling{"ge", "j"},         Spelling{"gi", "j"},          Spelling{"gy", "j"},
    Spelling{"ps", "s", end},   Spelling{"mps", "ms"},
};

// "chr" is said with a k, "ch" elsewhere is not.
std::string respelt(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        if (word.substr(at, 3) == "chr") {
            out += 'k';
            at += 2;
            continue;
        }
        const Spelling* found = nullptr;
        for (const auto& row : spellings) {
            if (word.substr(at, row.written.size()) != row.written || (row.where == start && at != 0) ||
                (row.where == end && at + row.written.size() != word.size()))
                continue;
            if (!found || row.written.size() > found->written.size() || (row.where != anywhere && row.written.size() == found->written.size()))
                found = &row;
        }
        out += found ? found->said : word.substr(at, 1);
        at += found ? found->written.size() : 1;
    }
    return out;
}

// Forms of the same given name, each group on one line.
constexpr std::array<std::string_view, 74> name_forms{
    "dean deano", "anthony tony ant antony anton", "robert rob bob bobby robbie bert", "william bill billy will willy liam",
    "richard rick dick ricky richie rich", "james jim jimmy jamie jem", "john jack johnny jon jonny", "jonathan jon jonny johnathan",
    "thomas tom tommy tomasz tomas", "edward ed eddie ted ned teddy", "charles charlie chas chuck", "michael mike mick micky mikey mickey",
    "david dave davy davey", "daniel dan danny", "matthew matt matty", "andrew andy drew andrzej", "christopher chris kit topher",
    "stephen steve steven stevie ste", "joseph joe joey", "samuel sam sammy", "benjamin ben benny benji", "nicholas nick nicky nicolas nico",
    "alexander alex al sandy xander aleksander", "gregory greg gregg", "patrick pat paddy", "peter pete piotr", "philip phil phillip",
    "timothy tim timmy", "ronald ron ronnie", "raymond ray", "kenneth ken kenny", "leonard len lenny leo", "lawrence larry laurence laurie",
    "frederick fred freddie freddy", "francis frank frankie", "gary gaz gazza garry", "darren daz dazza", "barry baz bazza", "terence terry tel",
    "gerald gerry jerry gerard", "geoffrey geoff jeff jeffrey", "joshua josh", "jacob jake", "zachary zac zak zack", "nathan nate nathaniel",
    "marlon marl", "wayne waz", "shane sean shaun shawn", "martin marty", "simon si", "harold harry hal", "henry harry hal hank",
    "elizabeth liz lizzie beth betty eliza libby lisa", "margaret maggie meg peggy madge", "catherine cathy kate katie kathryn katherine kathy kat kitty",
    "susan sue susie suzanne", "patricia pat trish tricia patsy", "jennifer jen jenny", "jessica jess jessie", "rebecca becky becca bex rebekah",
    "deborah debbie deb debra", "victoria vicky vicki tori", "samantha sam sammy", "alexandra alex sandra lexi", "christine chris chrissie tina christina",
    "amanda mandy", "pamela pam", "barbara barb babs", "nicola nicky nikki nic", "natalie nat natasha tasha", "anita annie ann anne anna nita",
    "charlotte lottie charlie", "stephanie steph", "leah lea lia",
};

domain::Date date_of(int year, int month, int day) {
    return domain::Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
}
std::optional<domain::Date> real(domain::Date date) {
    if (!date.ok() || date.year() < std::chrono::year{1880} || date.year() > std::chrono::year{2200}) return std::nullopt;
    return date;
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out;
    for (const char32_t c : domain::to_code_points(text)) {
        if (is_apostrophe(c) || is_combining(c)) continue;
        const auto plain = plain_of(c);
        if (plain != " ") out += plain;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::vector<std::string> folded_words(std::string_view text) {
    const auto line = folded(text);
    std::vector<std::string> words;
    for (const auto word : domain::words_of(line)) words.emplace_back(word);
    return words;
}

std::string surname_first(std::string_view full_name) {
    // A double-barrelled surname is one word here: it is divided only where it was typed with a space.
    std::vector<std::string> words;
    const auto tidy = domain::tidy_line(full_name);
    for (const auto word : domain::words_of(tidy))
        if (auto key = folded(word); !key.empty()) words.push_back(std::move(key));
    if (words.empty()) return {};
    std::size_t surname = words.size() - 1;
    while (surname > 1 && is_particle(words[surname - 1])) --surname;
    std::string key;
    for (std::size_t i = 0; i < words.size(); ++i) key += (i == 0 ? "" : " ") + words[(surname + i) % words.size()];
    return key;
}

std::string sound_of(std::string_view word) {
    if (!std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) return {};
    const auto said = respelt(word);
    std::string code;
    for (std::size_t i = 0; i < said.size(); ++i) {
        const char c = said[i];
        if (i > 0 && (is_vowel(c) || c == 'h' || c == 'w')) continue;
        const char kept = i == 0 && is_vowel(c) ? 'a' : c;
        if (code.empty() || code.back() != kept || (i > 0 && is_vowel(said[i - 1]) && code.back() != kept)) code += kept;
    }
    return code.substr(0, 8);
}

std::vector<std::string> shortened(std::string_view word) {
    const auto letters = domain::to_code_points(word);
    std::vector<std::string> forms{std::string(word)};
    if (letters.size() < 4 || letters.size() > 40) return forms;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        auto less = letters;
        less.erase(i, 1);
        auto form = domain::to_utf8(less);
        if (std::ranges::find(forms, form) == forms.end()) forms.push_back(std::move(form));
    }
    return forms;
}

bool one_typo_apart(std::string_view first, std::string_view second) {
    auto a = domain::to_code_points(first), b = domain::to_code_points(second);
    if (a.size() > b.size()) std::swap(a, b);
    if (a == b || a.size() < 4 || b.size() - a.size() > 1) return false;
    const auto differ = std::ranges::mismatch(a, b);
    const std::u32string_view rest_a(differ.in1, a.end()), rest_b(differ.in2, b.end());
    if (a.size() != b.size()) return rest_a == rest_b.substr(1);
    if (rest_a.substr(1) == rest_b.substr(1)) return true;
    return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
}

std::vector<std::string> other_forms(std::string_view word) {
    std::vector<std::string> forms;
    for (const auto line : name_forms) {
        const auto group = domain::words_of(line);
        if (std::ranges::find(group, word) == group.end()) continue;
        for (const auto form : group)
            if (form != word && std::ranges::find(forms, form) == forms.end()) forms.emplace_back(form);
    }
    return forms;
}

std::optional<domain::Date> read_birth_date(std::string_view typed) {
    const auto text = domain::trimmed(typed);
    const auto part = [&](std::size_t at, std::size_t length) { return domain::parse_figures(text.substr(at, length)); };
    if (text.size() == 8 && domain::parse_figures(text)) return real(date_of(*part(4, 4), *part(2, 2), *part(0, 2)));
    if (const auto iso = domain::parse_iso_date(text)) return real(*iso);
    if (std::ranges::none_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    const auto near = domain::parse_near_date(text, domain::Date{});
    return near ? real(*near) : std::nullopt;
}

std::optional<domain::Date> day_and_month_swapped(domain::Date date) {
    const auto day = static_cast<unsigned>(date.day()), month = static_cast<unsigned>(date.month());
    if (day == month) return std::nullopt;
    return real(domain::Date{date.year(), std::chrono::month{day}, std::chrono::day{month}});
}

}  // namespace casework::persistence
