// JSON as a type: text that only these functions write, so that it is well formed and nothing in it is left unescaped.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::web {

class Json {
  public:
    static Json string(std::string_view text);  // valid UTF-8
    static Json boolean(bool value);
    static Json number(std::int64_t value);
    static Json array(const std::vector<std::string>& texts);
    template <class Range, class F>
    static Json array(const Range& range, F write) {
        Json json;
        json.text_ = "[";
        for (const auto& item : range) {
            if (json.text_.size() > 1) json.text_ += ',';
            json.text_ += Json(write(item)).text_;
        }
        json.text_ += ']';
        return json;
    }
    const std::string& text() const { return text_; }
    std::string take() && { return std::move(text_); }

  private:
    friend class JsonObject;
    std::string text_;
};

// What is empty or not known is left out, and so is what the gate took away: lists and figures stand always.
class JsonObject {
  public:
    JsonObject& add(std::string_view name, std::string_view text);  // dates and instants in ISO form
    JsonObject& add(std::string_view name, domain::Date date);
    JsonObject& add(std::string_view name, domain::Instant at);
    JsonObject& add(std::string_view name, const Json& value);
    JsonObject& add(std::string_view name, const JsonObject& value) { return add(name, value.json()); }
    JsonObject& add(std::string_view name, const std::vector<std::string>& texts) { return add(name, Json::array(texts)); }
    JsonObject& add(std::string_view name, std::same_as<bool> auto value) { return add(name, Json::boolean(value)); }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    JsonObject& add(std::string_view name, T value) {
        return add(name, Json::number(static_cast<std::int64_t>(value)));
    }
    template <class T>
    JsonObject& add(std::string_view name, const std::optional<T>& value) {
        return value ? add(name, *value) : *this;
    }
    template <class Range, class F>
    JsonObject& list(std::string_view name, const Range& range, F write) {
        return add(name, Json::array(range, write));
    }
    JsonObject& join(const JsonObject& more);  // the members of another, after these
    Json json() const;
    operator Json() const { return json(); }

  private:
    std::string members_;
};

}  // namespace casework::web
