// Matching names as they were sent with the names that forms declare.
#include "web/declared_fields.hpp"

#include <algorithm>
#include <string>

namespace casework::web {
namespace {

// "tool-#-kind" covers tool-0-kind to tool-99-kind.
bool numbered(std::string_view name, std::string_view declared) {
    const auto at = declared.find('#');
    const auto stem = declared.substr(0, at), tail = declared.substr(at + 1);
    if (name.size() <= stem.size() + tail.size() || !name.starts_with(stem) || !name.ends_with(tail)) return false;
    const auto figures = name.substr(stem.size(), name.size() - stem.size() - tail.size());
    return figures.size() <= 2 && std::ranges::all_of(figures, [](char c) { return c >= '0' && c <= '9'; });
}

bool covers(std::string_view declared, std::string_view name) {
    if (name == declared) return true;
    if (declared.find('#') != declared.npos) return numbered(name, declared);
    if (declared.ends_with("[*]")) {
        const auto stem = declared.substr(0, declared.size() - 2);
        return name.size() > stem.size() && name.starts_with(stem) && name.ends_with(']');
    }
    if (!declared.ends_with("-*")) return false;
    const std::string stem(declared.substr(0, declared.size() - 1));
    return name == stem + "day" || name == stem + "month" || name == stem + "year";
}

}  // namespace

const Field* FormFields::find(std::string_view name) const {
    const auto found = std::ranges::find_if(fields_, [&](const Field& field) { return covers(field.name, name); });
    return found == fields_.end() ? nullptr : &*found;
}

bool FormFields::takes_file() const { return std::ranges::find(fields_, FieldKind::file, &Field::kind) != fields_.end(); }

}  // namespace casework::web
