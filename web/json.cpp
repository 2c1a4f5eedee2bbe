// Writing JSON (RFC 8259).
#include "web/json.hpp"

#include <fmt/format.h>

#include "persistence/clock.hpp"

namespace casework::web {
namespace {

void write_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') (out += '\\') += c;
        else if (c == '\n') out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else out += c;
    }
    out += '"';
}

}  // namespace

Json Json::string(std::string_view text) {
    Json json;
    write_string(json.text_, text);
    return json;
}
Json Json::boolean(bool value) {
    Json json;
    json.text_ = value ? "true" : "false";
    return json;
}
Json Json::number(std::int64_t value) {
    Json json;
    json.text_ = std::to_string(value);
    return json;
}
Json Json::array(const std::vector<std::string>& texts) { return array(texts, [](const std::string& text) { return string(text); }); }

JsonObject& JsonObject::add(std::string_view name, const Json& value) {
    if (!members_.empty()) members_ += ',';
    write_string(members_, name);
    (members_ += ':') += value.text_;
    return *this;
}
JsonObject& JsonObject::add(std::string_view name, std::string_view text) { return text.empty() ? *this : add(name, Json::string(text)); }
JsonObject& JsonObject::add(std::string_view name, domain::Date date) { return date.ok() ? add(name, Json::string(domain::iso_date(date))) : *this; }
JsonObject& JsonObject::add(std::string_view name, domain::Instant at) {
    return at == domain::Instant{} ? *this : add(name, Json::string(persistence::iso_instant(at)));
}
JsonObject& JsonObject::join(const JsonObject& more) {
    if (!members_.empty() && !more.members_.empty()) members_ += ',';
    members_ += more.members_;
    return *this;
}
Json JsonObject::json() const {
    Json json;
    json.text_ = "{" + members_ + "}";
    return json;
}

}  // namespace casework::web
