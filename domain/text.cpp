// Counting, checking and wording of text.
#include "domain/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace casework::domain {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
    char32_t point = replacement;
    std::size_t bytes = 1;
    bool ok = false;
};

bool is_tail(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::size_t length_from_lead(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

Decoded decode_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = length_from_lead(lead);
    if (length == 0) return {};
    if (length == 1) return {lead, 1, true};
    char32_t point = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_tail(text, at + i)) return {};
        point = (point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (overlong || surrogate || point > 0x10FFFF) return {};
    return {point, length, true};
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

std::size_t first_byte_of_last_point(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && is_tail(text, at)) --at;
    return at;
}

bool is_control(char32_t c) { return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7F && c <= 0x9F); }

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto next = decode_at(text, at);
        if (!next.ok) return false;
        at += next.bytes;
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool has_control_characters(std::string_view text) { return std::ranges::any_of(to_code_points(text), is_control); }

std::string without_control_characters(std::string_view text) {
    constexpr char32_t line_tabulation = 0x0B, form_feed = 0x0C;
    auto points = to_code_points(text);
    std::ranges::replace_if(points, [](char32_t c) { return c == line_tabulation || c == form_feed; }, U'\n');
    std::erase_if(points, is_control);
    return to_utf8(points);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const auto next = decode_at(text, 0);
        if (!next.ok || !is_space(next.point)) break;
        text.remove_prefix(next.bytes);
    }
    while (!text.empty()) {
        const auto at = first_byte_of_last_point(text);
        const auto next = decode_at(text, at);
        if (!next.ok || !is_space(next.point)) break;
        text = text.substr(0, at);
    }
    return text;
}

std::string tidy_lines(std::string_view text) {
    std::string out, line;
    const auto end_line = [&] {
        out += line.substr(0, line.find_last_not_of(" \t") + 1);
        line.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] == '\r' || text[i] == '\n') {
            end_line();
            out += '\n';
        } else {
            line += text[i];
        }
    }
    end_line();
    return std::string(trimmed(out));
}

std::string tidy_line(std::string_view text) {
    std::u32string out;
    for (const char32_t c : to_code_points(text)) {
        if (!is_space(c)) out += c;
        else if (!out.empty() && out.back() != U' ') out += U' ';
    }
    if (!out.empty() && out.back() == U' ') out.pop_back();
    return to_utf8(out);
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::vector<std::string_view> words_of(std::string_view text, char mark) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = text.find(mark);
        if (end != 0) words.push_back(text.substr(0, end));
        if (end == text.npos) break;
        text.remove_prefix(end + 1);
    }
    return words;
}

std::optional<int> parse_figures(std::string_view text) {
    if (text.empty() || text.size() > 9 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::u32string to_code_points(std::string_view text) {
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = decode_at(text, at);
        points += next.point;
        at += next.bytes;
    }
    return points;
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    const auto tail = [](char32_t c) { return static_cast<char>(0x80 | (c & 0x3F)); };
    for (const char32_t c : text) {
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += {static_cast<char>(0xC0 | (c >> 6)), tail(c)};
        } else if (c < 0x10000) {
            out += {static_cast<char>(0xE0 | (c >> 12)), tail(c >> 6), tail(c)};
        } else {
            out += {static_cast<char>(0xF0 | (c >> 18)), tail(c >> 12), tail(c >> 6), tail(c)};
        }
    }
    return out;
}

std::string with_commas(long long number) {
    std::string figures = fmt::format("{}", number);
    const bool negative = figures.front() == '-';
    if (negative) figures.erase(0, 1);
    std::string grouped;
    for (std::size_t at = 0; at < figures.size(); ++at) {
        if (at > 0 && (figures.size() - at) % 3 == 0) grouped += ',';
        grouped += figures[at];
    }
    return negative ? "−" + grouped : grouped;
}

std::string counted(long long n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", with_commas(n), n == 1 ? one : many);
}

std::string counted(long long n, std::string_view one) { return counted(n, one, std::string(one) + "s"); }

std::string initials(std::string_view name) {
    std::string out;
    const std::string line = tidy_line(name);
    for (const auto word : words_of(line)) {
        const auto points = to_code_points(word);
        if (!out.empty()) out += ' ';
        out += to_utf8(points.substr(0, 1));
    }
    return out;
}

std::string listed(const std::vector<std::string>& items) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
        out += items[i];
    }
    return out;
}

std::string upper_first(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

std::string lower_first(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z') out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
}

}  // namespace casework::domain
