// Official fixtures of components: options as JSON and the HTML that the Nunjucks macro makes of them.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "web/html/govuk.hpp"

namespace casework::tests {

// Reads the options of one macro call, in the macro's own names. Every option that is given must be read by somebody:
// those left over are reported, so that an option we do not know cannot be skipped silently.
class Options {
public:
    explicit Options(const boost::json::value& value, std::vector<std::string>& unread, std::string path = {});
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;
    ~Options();

    bool given(const char* name) const;    // at all
    bool truthy(const char* name) const;   // as JavaScript sees it
    std::string text(const char* name);    // numbers in figures
    std::optional<std::string> text_if_given(const char* name);
    web::html::Html html(const char* name);
    bool flag(const char* name);
    std::optional<bool> flag_if_given(const char* name);
    int number(const char* name, int otherwise = 0);
    std::optional<int> number_if_given(const char* name);
    web::html::Attributes attributes(const char* name = "attributes");
    Options inside(const char* name);      // an object, or nothing given
    const boost::json::value& raw(const char* name);
    // Each member of a list; falsy members arrive as an empty object.
    void each(const char* name, const std::function<void(Options&)>& take);
    std::vector<std::string>& unread() const { return unread_; }
    std::string path_of(const char* name) const { return path_ + "." + name; }

private:
    const boost::json::value* find(const char* name);
    const boost::json::object* object_ = nullptr;
    std::set<std::string> read_;
    std::vector<std::string>& unread_;
    std::string path_;
};

// Text of a JSON string, number or boolean as JavaScript would print it.
std::string printed(const boost::json::value& value);

// White space that no browser shows is dropped: runs become one space; next to a block's tag, none.
// Between words and an inline tag (a, span, strong, b) it stays, because there it can be seen.
std::string normalised(std::string_view html);

boost::json::value read_json(const std::string& path);

}  // namespace casework::tests
