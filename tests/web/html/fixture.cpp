// Reading of fixtures, and the comparison that does not mind invisible white space.
#include "tests/web/html/fixture.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace casework::tests {

namespace json = boost::json;

namespace {
const json::value nothing;

bool is_truthy(const json::value& v) {
    if (v.is_null()) return false;
    if (v.is_bool()) return v.get_bool();
    if (v.is_string()) return !v.get_string().empty();
    if (v.is_int64()) return v.get_int64() != 0;
    return true;
}
}  // namespace

Options::Options(const json::value& value, std::vector<std::string>& unread, std::string path)
    : object_(value.is_object() ? &value.get_object() : nullptr), unread_(unread), path_(std::move(path)) {}

Options::~Options() {
    if (object_ == nullptr) return;
    for (const auto& member : *object_)
        if (!read_.contains(std::string(member.key()))) unread_.push_back(path_ + "." + std::string(member.key()));
}

const json::value* Options::find(const char* name) {
    read_.insert(name);
    return object_ == nullptr ? nullptr : object_->if_contains(name);
}

bool Options::given(const char* name) const { return object_ != nullptr && object_->contains(name); }
bool Options::truthy(const char* name) const { return given(name) && is_truthy(object_->at(name)); }

std::string printed(const json::value& v) {
    if (v.is_string()) return std::string(v.get_string());
    if (v.is_null()) return {};
    return json::serialize(v);
}

std::string Options::text(const char* name) { return text_if_given(name).value_or(""); }

std::optional<std::string> Options::text_if_given(const char* name) {
    const auto* v = find(name);
    return v == nullptr || v->is_null() ? std::nullopt : std::optional(printed(*v));
}

web::html::Html Options::html(const char* name) {
    const auto* v = find(name);
    return v == nullptr || !is_truthy(*v) ? web::html::Html{} : web::html::Html::unescaped(printed(*v));
}

bool Options::flag(const char* name) { return flag_if_given(name).value_or(false); }

std::optional<bool> Options::flag_if_given(const char* name) {
    const auto* v = find(name);
    return v == nullptr ? std::nullopt : std::optional(is_truthy(*v));
}

int Options::number(const char* name, int otherwise) { return number_if_given(name).value_or(otherwise); }

std::optional<int> Options::number_if_given(const char* name) {
    const auto words = text(name);
    return words.empty() ? std::nullopt : std::optional(std::stoi(words));
}

web::html::Attributes Options::attributes(const char* name) {
    web::html::Attributes list;
    const auto* v = find(name);
    if (v == nullptr || !v->is_object()) return list;
    for (const auto& member : v->get_object()) list.push_back({std::string(member.key()), printed(member.value())});
    return list;
}

Options Options::inside(const char* name) {
    const auto* v = find(name);
    return Options(v == nullptr ? nothing : *v, unread_, path_of(name));
}

const json::value& Options::raw(const char* name) {
    const auto* v = find(name);
    return v == nullptr ? nothing : *v;
}

void Options::each(const char* name, const std::function<void(Options&)>& take) {
    const auto& list = raw(name);
    if (!list.is_array()) return;
    for (const auto& member : list.get_array()) {
        Options options(member, unread_, path_of(name));
        take(options);
    }
}

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string one_space(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!is_space(c)) out += c;
        else if (out.empty() || out.back() != ' ') out += ' ';
    }
    return out;
}

bool is_inline(std::string_view tag) {
    const auto name = tag.substr(tag.starts_with("</") ? 2 : 1);
    for (const std::string_view each : {"a", "span", "strong", "b", "em", "time"})
        if (name.starts_with(each) && name.size() > each.size() && (name[each.size()] == ' ' || name[each.size()] == '>')) return true;
    return false;
}

std::string tidy_tag(std::string_view tag) {
    auto out = one_space(tag);
    if (out.size() > 1 && out[out.size() - 2] == ' ') out.erase(out.size() - 2, 1);  // `<ul id="x" >`
    return out;
}

void trim_right(std::string& s) {
    while (!s.empty() && s.back() == ' ') s.pop_back();
}

}  // namespace

std::string normalised(std::string_view html) {
    std::string out;
    bool after_block = true;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            const auto end = html.find('>', at);
            const auto tag = html.substr(at, end - at + 1);
            after_block = !is_inline(tag);
            if (after_block) trim_right(out);
            out += tidy_tag(tag);
            at = end + 1;
            continue;
        }
        const auto end = std::min(html.find('<', at), html.size());
        auto words = one_space(html.substr(at, end - at));
        if (words.starts_with(' ') && (after_block || out.ends_with(' '))) words.erase(0, 1);
        out += words;
        at = end;
        if (!words.empty()) after_block = false;
    }
    trim_right(out);
    return out;
}

json::value read_json(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path + ": build first, which installs the npm packages");
    std::stringstream all;
    all << in.rdbuf();
    return json::parse(all.str());
}

}  // namespace casework::tests
