// HTML as a type: what is written in the source is markup, every other string is text and gets escaped.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::web::html {

// Markup written in the source code. Only the compiler can make one, so no run-time string gets in.
class Literal {
public:
    consteval Literal(const char* markup, std::size_t size) : markup_(markup, size) {}
    constexpr std::string_view view() const { return markup_; }

private:
    std::string_view markup_;
};

consteval Literal operator""_html(const char* markup, std::size_t size) { return {markup, size}; }

// A piece of finished markup, and the buffer it is written in:
//   Html page;
//   page << "<h1 class=\"govuk-heading-l\">"_html << person.name << "</h1>"_html;   // the name is escaped
class Html {
public:
    Html() = default;
    Html(Literal literal) : markup_(literal.view()) {}  // implicit: `.html = "<b>4</b>"_html`

    // The one way past escaping, for markup made elsewhere (charts, test fixtures); every use is found by searching for it.
    static Html unescaped(std::string markup);

    Html& operator<<(Literal literal) { markup_.append(literal.view()); return *this; }
    Html& operator<<(const Html& html) { markup_.append(html.markup_); return *this; }
    Html& operator<<(std::string_view text);  // escaped
    Html& operator<<(const std::string& text) { return *this << std::string_view(text); }
    Html& operator<<(const char* text) { return *this << std::string_view(text); }
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    Html& operator<<(Number number) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        markup_.append(digits, end);
        return *this;
    }
    Html& operator+=(const Html& html) { return *this << html; }
    Html& operator+=(Literal literal) { return *this << literal; }

    bool empty() const { return markup_.empty(); }
    std::size_t size() const { return markup_.size(); }
    void reserve(std::size_t bytes) { markup_.reserve(bytes); }
    std::string_view view() const { return markup_; }
    std::string take() && { return std::move(markup_); }
    bool operator==(const Html&) const = default;

private:
    std::string markup_;
};

inline Html operator+(Html left, const Html& right) { return left += right; }

// Escaped text as markup.
Html text(std::string_view words);
Html join(const std::vector<Html>& parts, const Html& separator = {});

// An attribute: a name written by us and a value, or no value at all (`hidden`).
struct Attribute {
    std::string name;
    std::optional<std::string> value{};
};
using Attributes = std::vector<Attribute>;

// ` name="value"`, with a leading space and the value escaped.
Html attribute(std::string_view name, std::string_view value);
// The same, or nothing when the value is empty.
Html attribute_if(std::string_view name, std::string_view value);
Html attributes(const Attributes& list);

// An address that is safe to follow: own paths (/x, ?x, #x), http, https and mailto. Anything else
// (javascript:, data:, //host, \\host) becomes "#refused-address". Not yet escaped: give it to attribute().
std::string_view href(std::string_view address);

}  // namespace casework::web::html

namespace casework::web {
using html::operator""_html;
using html::Html;
}  // namespace casework::web
