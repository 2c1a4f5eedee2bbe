// Our GOV.UK components against the fixtures.json that govuk-frontend ships for each of them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <iostream>

#include "tests/web/html/govuk_options.hpp"

using namespace casework;
using tests::Options;

namespace {

// Only conditional reveals may be missing: 8 cases of radios and 9 of checkboxes name one. Two of the 17 reveal nothing, and
// these we render like the macro.
constexpr int reveals_left_out = 15;

struct Count {
    int equal = 0, left_out = 0, all = 0;
    Count& operator+=(const Count& more) {
        equal += more.equal;
        left_out += more.left_out;
        all += more.all;
        return *this;
    }
};

bool only_reveals(const std::vector<std::string>& unread) {
    return !unread.empty() && std::all_of(unread.begin(), unread.end(), [](const auto& path) { return path.ends_with(".items.conditional.html"); });
}

std::string words_of(const Count& count) {
    std::string words = std::to_string(count.equal) + " of " + std::to_string(count.all) + " fixtures";
    if (count.left_out > 0) words += ", " + std::to_string(count.left_out) + " with a conditional reveal left out";
    return words;
}

Count compare(const tests::GovukComponent& component) {
    const auto file = tests::read_json(std::string(CASEWORK_SOURCE_DIR) + "/web/node_modules/govuk-frontend/dist/govuk/components/" +
                                       component.name + "/fixtures.json");
    Count count;
    for (const auto& fixture : file.at("fixtures").as_array()) {
        ++count.all;
        std::vector<std::string> unread;
        web::html::Html ours;
        {
            Options options(fixture.at("options"), unread, component.name);
            ours = component.render(options);
        }
        if (only_reveals(unread)) {
            ++count.left_out;
            continue;
        }
        INFO(component.name << ": " << fixture.at("name").as_string());
        CHECK(unread == std::vector<std::string>{});
        const auto theirs = tests::normalised(fixture.at("html").as_string());
        CHECK(tests::normalised(ours.view()) == theirs);
        count.equal += tests::normalised(ours.view()) == theirs ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("GOV.UK components equal the official fixtures") {
    Count total;
    auto components = tests::other_components();
    for (const auto& field : tests::field_components()) components.push_back(field);
    for (const auto& component : components) {
        const auto count = compare(component);
        std::cout << component.name << ": " << words_of(count) << '\n';
        total += count;
    }
    std::cout << "govuk-frontend, " << components.size() << " components: " << words_of(total) << '\n';
    CHECK(total.left_out == reveals_left_out);
    CHECK(total.equal + total.left_out == total.all);
}

TEST_CASE("white space counts only where it can be seen") {
    using tests::normalised;
    CHECK(normalised("<div>\n  a  b\n</div>") == "<div>a b</div>");
    CHECK(normalised("<p><span>Error:</span> Enter</p>") == "<p><span>Error:</span> Enter</p>");
    CHECK(normalised("<p><span>Error:</span>Enter</p>") != normalised("<p><span>Error:</span> Enter</p>"));
    CHECK(normalised("<a>Change<span> name</span></a>") != normalised("<a>Change<span>name</span></a>"));
}
