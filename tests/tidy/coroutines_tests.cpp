// g++ 12.2 miscompiles co_await inside larger expressions: it has to be a whole statement or a plain initialiser.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cctype>

#include "tests/tidy/tree.hpp"

using namespace casework::tidy;

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

// The statement around `at`: back to the last ; { or }, on to the next semicolon.
std::string_view statement_around(std::string_view code, std::size_t at) {
    const std::size_t before = code.find_last_of(";{}", at);
    const std::size_t begin = before == code.npos ? 0 : before + 1;
    return trimmed(code.substr(begin, std::min(code.find(';', at), code.size()) - begin));
}

// Takes "else" and "if (...)" from the front: what they guard is a statement of its own.
std::string_view unguarded(std::string_view statement) {
    if (statement.starts_with("else ")) return unguarded(trimmed(statement.substr(5)));
    if (!statement.starts_with("if (")) return statement;
    int depth = 0;
    for (std::size_t i = 3; i < statement.size(); ++i) {
        if (statement[i] == '(') ++depth;
        if (statement[i] == ')' && --depth == 0) return unguarded(trimmed(statement.substr(i + 1)));
    }
    return statement;
}

// "const auto x = co_await f(a, b)", "auto [error, bytes] = co_await ...", "x = co_await ..." or "co_await ...".
bool is_plain_await(std::string_view statement) {
    constexpr std::string_view keyword = "co_await ";
    statement = unguarded(statement);
    const std::size_t at = statement.find(keyword);
    if (at == statement.npos) return false;  // it stood in the condition of the guard
    const std::string_view target = trimmed(statement.substr(0, at)), awaited = statement.substr(at + keyword.size());
    const bool plain_target = target.empty() || (target.ends_with('=') && target.find_first_of("(?=!<>|") == target.size() - 1);
    const bool plain_awaited = awaited.find_first_of("{}?") == awaited.npos && awaited.find("&&") == awaited.npos &&
                               awaited.find("||") == awaited.npos && !has_word(awaited, "co_await");
    return plain_target && plain_awaited;
}

Findings awkward_awaits(const SourceFile& file) {
    Findings findings;
    const std::string code = without_comments(file.text);
    for (std::size_t at = code.find("co_await"); at != code.npos; at = code.find("co_await", at + 1)) {
        const auto statement = statement_around(code, at);
        const auto line = static_cast<std::size_t>(std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        if (!is_plain_await(statement)) findings.push_back(finding(file, line, statement));
    }
    return findings;
}

Findings awkward_in(std::string_view body) { return awkward_awaits({"server/sample.cpp", std::string(body)}); }

}  // namespace

TEST_CASE("coroutines stand in the server folder only") {
    constexpr std::array<std::string_view, 3> words{"co_await", "co_return", "co_yield"};
    Findings findings;
    for (const SourceFile& file : tree()) {
        if (!file.is_product() || file.below("server/")) continue;
        const auto code = without_comments(file.text);
        if (std::ranges::any_of(words, [&](auto word) { return has_word(code, word); })) findings.push_back(file.path);
    }
    CHECK(findings == Findings{});
}

TEST_CASE("every co_await is a whole statement or an initialiser") {
    Findings findings;
    for (const SourceFile& file : tree()) {
        if (file.is_cpp() && file.below("server/")) std::ranges::copy(awkward_awaits(file), std::back_inserter(findings));
    }
    CHECK(findings == Findings{});
}

TEST_CASE("an await that the compiler gets wrong is found") {
    CHECK(awkward_in("co_await send(Answer{1, 2});").size() == 1);
    CHECK(awkward_in("const auto n = ready ? co_await a() : co_await b();").size() == 2);
    CHECK(awkward_in("if (co_await full()) stop();").size() == 1);
    CHECK(awkward_in("while (co_await next()) { count(); }").size() == 1);
    CHECK(awkward_in("co_return co_await read();").size() == 1);
    CHECK(awkward_in("handle(co_await read());").size() == 1);
}

TEST_CASE("a plain await passes") {
    CHECK(awkward_in("co_await stream.async_shutdown(token);").empty());
    CHECK(awkward_in("const auto answer = co_await pool.ask(request);").empty());
    CHECK(awkward_in("auto [error, bytes] = co_await stream.async_read_some(room, token);").empty());
    CHECK(awkward_in("{ if (open(x)) co_await close(stream); else co_await wait(timer); }").empty());
    CHECK(awkward_in("// co_await in a comment? says nothing\n").empty());
}
