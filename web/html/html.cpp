// Escaping and joining of HTML.
#include "web/html/html.hpp"

#include <algorithm>
#include <array>

namespace casework::web::html {

namespace {

// The replacements Nunjucks makes, so that our output equals the official fixtures.
constexpr std::string_view replacement(char c) {
    switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        case '`': return "&#96;";
        default: return {};
    }
}

constexpr auto is_replaced = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 128; ++c) table[c] = !replacement(static_cast<char>(c)).empty();
    return table;
}();

// Most text needs nothing: it is looked through once and copied once.
void append_escaped(std::string& out, std::string_view text) {
    const auto plain = [](char c) { return !is_replaced[static_cast<unsigned char>(c)]; };
    while (!text.empty()) {
        const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), plain) - text.begin());
        out.append(text.substr(0, end));
        if (end == text.size()) return;
        out.append(replacement(text[end]));
        text.remove_prefix(end + 1);
    }
}

bool starts_with_scheme(std::string_view address, std::string_view scheme) {
    if (address.size() < scheme.size()) return false;
    return std::equal(scheme.begin(), scheme.end(), address.begin(),
                      [](char want, char have) { return want == (have >= 'A' && have <= 'Z' ? have + 32 : have); });
}

// Browsers drop tabs and line ends inside addresses and read '\' as '/': neither may hide a scheme or a host.
bool has_hidden_characters(std::string_view address) {
    return std::any_of(address.begin(), address.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\'; });
}

bool own_address(std::string_view address) {
    if (address.empty()) return true;  // this page
    if (address.starts_with('/')) return !address.starts_with("//");
    return address.starts_with('#') || address.starts_with('?');
}

}  // namespace

Html Html::unescaped(std::string markup) {
    Html html;
    html.markup_ = std::move(markup);
    return html;
}

Html& Html::operator<<(std::string_view text) {
    append_escaped(markup_, text);
    return *this;
}

Html text(std::string_view words) {
    Html html;
    html << words;
    return html;
}

Html join(const std::vector<Html>& parts, const Html& separator) {
    Html joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) joined += separator;
        joined += parts[i];
    }
    return joined;
}

Html attribute(std::string_view name, std::string_view value) {
    Html html;
    html << " "_html << name << "=\""_html << value << "\""_html;
    return html;
}

Html attribute_if(std::string_view name, std::string_view value) { return value.empty() ? Html{} : attribute(name, value); }

Html attributes(const Attributes& list) {
    Html html;
    for (const auto& each : list) {
        if (each.value)
            html += attribute(each.name, *each.value);
        else
            html << " "_html << each.name;
    }
    return html;
}

std::string_view href(std::string_view address) {
    const bool web = starts_with_scheme(address, "https://") || starts_with_scheme(address, "http://") || starts_with_scheme(address, "mailto:");
    return !has_hidden_characters(address) && (web || own_address(address)) ? address : std::string_view("#refused-address");
}

}  // namespace casework::web::html
