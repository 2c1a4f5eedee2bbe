// Taking a multipart body apart, part by part; whatever two parsers could read differently is refused.
#include "web/multipart.hpp"

#include <algorithm>
#include <optional>

#include "domain/text.hpp"

namespace casework::web {
namespace {

constexpr std::size_t boundary_max = 70, parts_max = 60, head_line_max = 1000, name_max = 200, file_name_max = 255, text_max = 64 * 1024;
constexpr std::string_view type_wanted = "multipart/form-data";

struct Stop {
    const char* why;
};

std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// RFC 2046 bchars without the space.
bool may_bound(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
}

std::string boundary_of(std::string_view content_type) {
    const auto mark = content_type.find(';');
    if (mark == content_type.npos) throw Stop{"The form names no boundary between its parts"};
    auto parameter = without_spaces(content_type.substr(mark + 1));
    if (domain::ascii_lower(parameter.substr(0, 9)) != "boundary=" || parameter.find(';') != parameter.npos) throw Stop{"The form must name one boundary between its parts and nothing else"};
    parameter.remove_prefix(9);
    if (parameter.size() >= 2 && parameter.front() == '"' && parameter.back() == '"') parameter = parameter.substr(1, parameter.size() - 2);
    if (parameter.empty() || parameter.size() > boundary_max || !std::ranges::all_of(parameter, may_bound)) throw Stop{"The boundary between the parts of the form is malformed"};
    return std::string(parameter);
}

// name="value": quotes inside are sent as %22 by browsers; a backslash says different things to different parsers.
struct Disposition {
    std::optional<std::string> name, file_name;
};

std::string_view quoted(std::string_view& text) {
    if (text.empty() || text.front() != '"') throw Stop{"A name in the form is not in double quotes"};
    const auto end = text.find('"', 1);
    if (end == text.npos) throw Stop{"A name in the form is cut off"};
    const auto value = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    return value;
}

void take(std::optional<std::string>& into, std::string_view value, std::size_t most) {
    if (into) throw Stop{"A part of the form is named twice"};
    if (value.size() > most || !domain::is_utf8(value) || domain::has_control_characters(value) || value.find_first_of("\t\r\n") != value.npos)
        throw Stop{"A name in the form is too long or holds characters that no name may hold"};
    into = value;
}

Disposition read_disposition(std::string_view value) {
    Disposition found;
    const auto kind = value.substr(0, value.find(';'));
    if (domain::ascii_lower(without_spaces(kind)) != "form-data") throw Stop{"A part of the form is not form-data"};
    value.remove_prefix(kind.size());
    while (!(value = without_spaces(value)).empty()) {
        if (value.front() != ';') throw Stop{"Something follows the name of a part"};
        value = without_spaces(value.substr(1));
        const auto equals = value.find('=');
        if (equals == value.npos) throw Stop{"A part of the form has a name without a value"};
        const auto parameter = domain::ascii_lower(value.substr(0, equals));
        value.remove_prefix(equals + 1);
        const auto text = quoted(value);
        if (parameter == "name") take(found.name, text, name_max);
        else if (parameter == "filename") take(found.file_name, text, file_name_max);
        else throw Stop{"A part of the form has a parameter other than name and filename"};
    }
    if (!found.name || found.name->empty()) throw Stop{"A part of the form has no name"};
    return found;
}

std::string shown_name(std::string name) {
    if (const auto folder = name.find_last_of("/\\"); folder != name.npos) name.erase(0, folder + 1);
    for (auto at = name.find("%22"); at != name.npos; at = name.find("%22", at + 1)) name.replace(at, 3, "\"");
    return domain::tidy_line(name);
}

struct Head {
    Disposition disposition;
    std::string content_type;
};

class Reader {
  public:
    Reader(std::string_view body, const std::string& boundary) : rest_(body), mark_("--" + boundary) {}

    Multipart form() {
        if (!rest_.starts_with(mark_)) throw Stop{"Something stands before the first part of the form"};
        rest_.remove_prefix(mark_.size());
        std::size_t parts = 0;
        while (!last()) {
            if (++parts > parts_max) throw Stop{"The form has more than 60 parts"};
            part();
        }
        return std::move(form_);
    }

  private:
    // After a boundary: "--" and at most a line break ends the form, a line break begins a part.
    bool last() {
        if (rest_ == "--" || rest_ == "--\r\n") return true;
        if (rest_.starts_with("--")) throw Stop{"Something follows the last part of the form"};
        if (!rest_.starts_with("\r\n")) throw Stop{"A boundary of the form is followed by something else than a line break"};
        rest_.remove_prefix(2);
        return false;
    }

    std::string_view line() {
        const auto end = rest_.find("\r\n");
        if (end == rest_.npos || end > head_line_max) throw Stop{"A head line of the form is cut off or too long"};
        const auto text = rest_.substr(0, end);
        if (text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos) throw Stop{"A head line of the form has a bare line break"};
        rest_.remove_prefix(end + 2);
        return text;
    }

    Head head() {
        std::optional<Disposition> disposition;
        std::optional<std::string> type;
        for (auto text = line(); !text.empty(); text = line()) {
            const auto colon = text.find(':');
            const auto name = domain::ascii_lower(text.substr(0, colon == text.npos ? 0 : colon));
            if (name == "content-disposition" && !disposition) disposition = read_disposition(text.substr(colon + 1));
            else if (name == "content-type" && !type) type = domain::ascii_lower(without_spaces(text.substr(colon + 1, text.find(';', colon) - colon - 1)));
            else throw Stop{"A part of the form has a head line that is unknown or stands twice"};
        }
        if (!disposition) throw Stop{"A part of the form has no Content-Disposition"};
        return {std::move(*disposition), type.value_or("")};
    }

    void part() {
        auto about = head();
        const auto end = rest_.starts_with(mark_) ? 0 : rest_.find("\r\n" + mark_);
        if (end == rest_.npos) throw Stop{"A part of the form is cut off"};
        const auto content = rest_.substr(0, end);
        rest_.remove_prefix(end + (rest_.starts_with(mark_) ? 0 : 2) + mark_.size());
        auto& name = *about.disposition.name;
        if (!about.disposition.file_name) {
            if (content.size() > text_max) throw Stop{"A text in the form is longer than 64 KiB"};
            form_.fields.emplace_back(std::move(name), content);
        } else if (!about.disposition.file_name->empty() || !content.empty()) {
            form_.files.push_back({std::move(name), shown_name(std::move(*about.disposition.file_name)), std::move(about.content_type), std::string(content)});
        }
    }

    std::string_view rest_;
    std::string mark_;
    Multipart form_;
};

}  // namespace

bool is_multipart(std::string_view content_type) {
    return domain::ascii_lower(without_spaces(content_type.substr(0, content_type.find(';')))) == type_wanted;
}

std::expected<Multipart, MultipartFault> read_multipart(std::string_view content_type, std::string_view body) {
    try {
        if (!is_multipart(content_type)) throw Stop{"The body is not multipart/form-data"};
        return Reader(body, boundary_of(content_type)).form();
    } catch (const Stop& stop) {
        return std::unexpected(stop.why);
    }
}

}  // namespace casework::web
