// Finding tags and their attributes by their first letters; the checker of the browser tests proves that the pages are well formed.
#include "tests/web/page_forms.hpp"

#include <algorithm>
#include <set>

namespace casework::testing {
namespace {

std::string unescaped(std::string value) {
    for (const auto& [entity, character] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#x27;", "'"}, {"&amp;", "&"}})
        for (auto found = value.find(entity); found != value.npos; found = value.find(entity, found + 1)) value.replace(found, std::string_view(entity).size(), character);
    return value;
}

std::string attribute(std::string_view tag, std::string_view name) {
    const std::string open = " " + std::string(name) + "=\"";
    const auto at = tag.find(open);
    if (at == tag.npos) return {};
    const auto from = at + open.size();
    return unescaped(std::string(tag.substr(from, tag.find('"', from) - from)));
}

std::string inside(std::string_view form, std::size_t at, std::string_view end) {
    return std::string(form.substr(at, form.find(end, at) - at));
}

// A figure where the box asks for one, so that the words beside it are stored.
std::string typed_into(std::string_view tag, std::string_view name, const WordsFor& words) {
    if (name.ends_with("-day")) return "3";
    if (name.ends_with("-month")) return "2";
    if (name.ends_with("-year")) return "1990";
    return attribute(tag, "inputmode") == "numeric" ? "1" : words(name, attribute(tag, "value"));
}

PageForm filled(std::string_view form, const WordsFor& words) {
    PageForm result{.action = attribute(form.substr(0, form.find('>') + 1), "action"), .typed = {}, .file = {}};
    std::set<std::string> chosen;  // one radio, one box and one button of each name
    for (auto at = form.find('<'); at != form.npos; at = form.find('<', at + 1)) {
        const std::string tag = inside(form, at, ">");
        const std::string name = attribute(tag, "name"), type = attribute(tag, "type");
        if (name.empty()) continue;
        if (type == "file") result.file = name;
        if (tag.starts_with("<textarea")) result.typed.emplace_back(name, words(name, unescaped(inside(form, form.find('>', at) + 1, "</textarea>"))));
        else if (tag.starts_with("<select")) result.typed.emplace_back(name, attribute(inside(form, form.find("value=\"", form.find("<option", at) + 30) - 1, ">"), "value"));
        else if (tag.starts_with("<button") && chosen.insert("button").second) result.typed.emplace_back(name, attribute(tag, "value"));
        else if (tag.starts_with("<input") && type == "hidden") result.typed.emplace_back(name, attribute(tag, "value"));
        else if (tag.starts_with("<input") && (type == "radio" || type == "checkbox") && chosen.insert(name).second) result.typed.emplace_back(name, attribute(tag, "value"));
        else if (tag.starts_with("<input") && type != "radio" && type != "checkbox") result.typed.emplace_back(name, typed_into(tag, name, words));
    }
    return result;
}

}  // namespace

std::vector<PageForm> filled_forms(std::string_view page, const WordsFor& words) {
    std::vector<PageForm> forms;
    for (auto at = page.find("<form"); at != page.npos; at = page.find("<form", at + 1)) {
        const auto form = page.substr(at, page.find("</form>", at) - at);
        if (form.substr(0, form.find('>')).find("post") != form.npos) forms.push_back(filled(form, words));
    }
    return forms;
}

}  // namespace casework::testing
