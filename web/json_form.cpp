// Reading one flat JSON object (RFC 8259) without building a tree.
#include "web/json_form.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

#include "domain/text.hpp"

namespace casework::web {
namespace {

constexpr std::size_t body_max = 1 << 20, fields_max = 2000, name_max = 200;

struct Stop {
    JsonFault why;
};

bool digit(char c) { return c >= '0' && c <= '9'; }

void write_utf8(std::string& out, std::uint32_t c) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) byte(0xC0 | (c >> 6));
    else if (c < 0x10000) byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F));
    else byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)), byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Fields object() {
        skip_space();
        expect('{', "The body must be one JSON object");
        skip_space();
        if (!next_is('}')) do member();
            while (another('}'));
        skip_space();
        if (at_ != text_.size()) throw Stop{"Something follows the JSON object"};
        return std::move(fields_);
    }

  private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_space() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
    }
    void expect(char c, const char* why) {
        if (peek() != c || at_ >= text_.size()) throw Stop{why};
        ++at_;
    }
    bool next_is(char c) {
        if (at_ >= text_.size() || peek() != c) return false;
        ++at_;
        return true;
    }
    // After an item: a comma and another one, or the end.
    bool another(char end) {
        skip_space();
        if (next_is(end)) return false;
        expect(',', "The JSON is cut off or has no comma between two items");
        skip_space();
        return true;
    }

    void member() {
        auto name = string();
        if (name.empty() || name.size() > name_max) throw Stop{"A name in the JSON object is empty or too long"};
        if (!names_.insert(name).second) throw Stop{"A name stands twice in the JSON object"};
        skip_space();
        expect(':', "A name in the JSON object has no value");
        skip_space();
        if (next_is('[')) return texts(name);
        add(name, scalar());
    }
    void texts(const std::string& name) {
        skip_space();
        if (next_is(']')) return;
        do {
            if (peek() != '"') throw Stop{"An array may hold text only"};
            add(name, string());
        } while (another(']'));
    }
    std::string scalar() {
        const char c = peek();
        if (c == '"') return string();
        if (c == '-' || digit(c)) return number();
        for (const std::string_view word : {"true", "false"})
            if (text_.substr(at_, word.size()) == word) {
                at_ += word.size();
                return std::string(word);
            }
        throw Stop{"A value must be text, a number, true, false or an array of texts"};
    }
    std::string number() {
        const auto start = at_;
        const auto figures = [&] {
            if (!digit(peek())) throw Stop{"A number in the JSON is malformed"};
            while (digit(peek())) ++at_;
        };
        next_is('-');
        if (next_is('0')) {
            if (digit(peek())) throw Stop{"A number in the JSON is malformed"};
        } else {
            figures();
        }
        if (next_is('.')) figures();
        if (peek() == 'e' || peek() == 'E') {
            ++at_;
            if (peek() == '+' || peek() == '-') ++at_;
            figures();
        }
        if (at_ - start > 40) throw Stop{"A number in the JSON is too long"};
        return std::string(text_.substr(start, at_ - start));
    }
    std::string string() {
        expect('"', "A name or a text in the JSON is not in double quotes");
        std::string out;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') return out;
            if (static_cast<unsigned char>(c) < 0x20) throw Stop{"A text in the JSON has a control character; write it as an escape"};
            if (c == '\\') escape(out);
            else out += c;
        }
        throw Stop{"A text in the JSON is cut off"};
    }
    void escape(std::string& out) {
        constexpr std::string_view letters = "\"\\/bfnrt", means = "\"\\/\b\f\n\r\t";
        const char c = peek();
        ++at_;
        if (const auto known = letters.find(c); c != '\0' && known != letters.npos) out += means[known];
        else if (c == 'u') write_utf8(out, unicode());
        else throw Stop{"A text in the JSON has an unknown escape"};
    }
    std::uint32_t unicode() {
        const auto first = four_digits();
        if (first == 0) throw Stop{"A text in the JSON holds NUL"};
        if (first >= 0xDC00 && first <= 0xDFFF) throw Stop{"A text in the JSON has half a surrogate pair"};
        if (first < 0xD800 || first > 0xDBFF) return first;
        if (text_.substr(at_, 2) != "\\u") throw Stop{"A text in the JSON has half a surrogate pair"};
        at_ += 2;
        const auto second = four_digits();
        if (second < 0xDC00 || second > 0xDFFF) throw Stop{"A text in the JSON has half a surrogate pair"};
        return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    std::uint32_t four_digits() {
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const char c = peek();
            const int figure = digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (figure < 0) throw Stop{"A text in the JSON has a malformed \\u escape"};
            value = value * 16 + static_cast<std::uint32_t>(figure);
        }
        return value;
    }
    void add(const std::string& name, std::string value) {
        if (fields_.size() == fields_max) throw Stop{"The JSON object has more than 2,000 values"};
        fields_.emplace_back(name, std::move(value));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Fields fields_;
    std::set<std::string> names_;
};

}  // namespace

std::expected<Fields, JsonFault> read_json_form(std::string_view body) {
    if (body.size() > body_max) return std::unexpected("The JSON is larger than 1 MiB");
    if (!domain::is_utf8(body)) return std::unexpected("The JSON is not valid UTF-8");
    try {
        return Reader(body).object();
    } catch (Stop& stop) {
        return std::unexpected(std::move(stop.why));
    }
}

Fields with_ticks(Fields fields, const FormFields& declared) {
    std::erase_if(fields, [&](auto& field) {
        const auto* as = declared.find(field.first);
        if (as == nullptr || as->kind != FieldKind::tick) return false;
        if (field.second == "true") field.second = as->ticked;
        return field.second == "false";
    });
    return fields;
}

}  // namespace casework::web
