// Walking by the links of the pages; what a box takes is read from what the routes declare, so that no field has to be thought of.
#include "tests/fire/planter.hpp"

#include <algorithm>
#include <stdexcept>

#include "domain/calendar.hpp"
#include "domain/imports/columns.hpp"
#include "persistence/clock.hpp"
#include "tests/support/child.hpp"
#include "tests/support/sample_files.hpp"
#include "web/route.hpp"

namespace casework::fire {
namespace {

using testing::PageForm;
using web::FieldKind;

constexpr int pages_of_a_shape = 1, forms_of_a_shape = 3, pages_most = 60, deepest = 4;

// Where words end the walk itself: the session, or every session.
bool ends_the_walk(const std::string& action) { return action == "/sign-out" || action == "/account/sessions/end" || action.ends_with("/revoke"); }

// "/nominals/NOM-2026-0001/steps/accept?x=1" has the shape "/nominals/#/steps/accept".
std::string shape_of(const std::string& address) {
    std::string shape, part;
    const auto finish = [&] {
        const bool of_one = part.size() > 20 || std::ranges::any_of(part, [](char c) { return c >= '0' && c <= '9'; });
        shape += of_one ? "#" : part;
        part.clear();
    };
    for (const char c : address.substr(0, address.find_first_of("?#"))) {
        if (c != '/') part += c;
        else finish(), shape += c;
    }
    finish();
    return shape;
}

bool declared_as(std::string_view name, FieldKind kind) {
    return std::ranges::any_of(web::routes(), [&](const web::Route& route) {
        const auto* field = route.form.find(name);
        return field != nullptr && field->kind == kind;
    });
}

std::string tomorrow() { return domain::long_date(domain::Date(std::chrono::sys_days(persistence::london_date(persistence::system_now())) + std::chrono::days(1))); }

std::vector<std::string> links_of(const std::string& page) {
    std::vector<std::string> links;
    for (auto at = page.find("href=\"/"); at != page.npos; at = page.find("href=\"/", at + 1)) {
        const auto link = page.substr(at + 6, page.find('"', at + 6) - at - 6);
        if (!link.starts_with("/assets/") && !link.starts_with("/sign-out")) links.push_back(link.substr(0, link.find('#')));
    }
    return links;
}

std::vector<Field> without_keys(const PageForm& form) {
    std::vector<Field> fields;
    for (const auto& [name, value] : form.typed)
        if (name != "csrf" && name != "idem" && name != form.file) fields.emplace_back(name, value);
    return fields;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\r') out += "\\r";
        else if (c == '\n') out += "\\n";
        else out += c;
    }
    return out;
}

}  // namespace

// Syllables, so that it may be a name wherever one is asked for.
std::string Planter::word_for(const std::string& box) {
    auto& word = boxes_[box];
    if (!word.empty()) return word;
    constexpr std::string_view consonants = "bdfgklmnprstvz", vowels = "aeiou";
    word = "Quelmar";
    for (auto [n, i] = std::pair(boxes_.size(), 0); i < 3; ++i, n /= consonants.size() * vowels.size()) {
        word += consonants[n % consonants.size()];
        word += vowels[n / consonants.size() % vowels.size()];
    }
    words_[word] = box;
    return word;
}

// At first a word wherever it fits at all; after a refusal what the page itself had put into the box.
std::string Planter::typed_into(const std::string& shape, std::string_view name, std::string_view value, bool first_try) {
    if (!first_try && !value.empty()) return std::string(value);
    if (declared_as(name, FieldKind::near_date)) return tomorrow();
    if (declared_as(name, FieldKind::time)) return "10:00";
    if (declared_as(name, FieldKind::number)) return "1";
    if (name == "password" && shape != "/account/password") return demo_password;
    return word_for(std::string(name) + " of " + shape);
}

std::string Planter::access_token(Visitor& visitor) {
    const auto made = visitor.send_form("/account/tokens", one_time_key(), {{"name", word_for("name of /account/tokens")}, {"until", tomorrow()}, {"password", demo_password}});
    const auto token = made ? field_value(made->body, "token") : std::string();
    if (token.empty()) throw std::runtime_error("no access token was made: " + (made ? made->head + made->body : "no answer"));
    visitor.take_session(*made);
    secrets_.push_back(token);
    return token;
}

void Planter::walk(const std::string& username) {
    Visitor visitor(port_, username);
    visitor.patience = std::chrono::minutes{4};  // however busy the machine
    const auto token = access_token(visitor);
    seen_.clear(), tried_.clear();
    waiting_ = {"/", "/account", "/account/password", "/search", "/help", "/openapi.json"};
    for (int pages = 0; !waiting_.empty() && pages < pages_most;) {
        const auto address = waiting_.front();
        waiting_.pop_front();
        if (++seen_[shape_of(address)] > pages_of_a_shape) continue;
        visit(visitor, token, address);
        ++pages;
    }
    secrets_.push_back(visitor.cookie().substr(visitor.cookie().find('=') + 1));
}

void Planter::visit(Visitor& visitor, const std::string& token, const std::string& address) {
    const auto page = visitor.get(address);
    if (!page) throw std::runtime_error("no answer from " + address);
    if (page->status >= 500) throw std::runtime_error(address + " answered " + std::to_string(page->status));
    if (seen_[shape_of(address)] == 1) visitor.get_json(address, token);
    read(visitor, token, page->body, address, 0);
}

void Planter::read(Visitor& visitor, const std::string& token, const std::string& page, const std::string& address, int depth) {
    for (auto& link : links_of(page)) waiting_.push_back(std::move(link));
    if (depth > deepest) return;
    const auto shape = shape_of(address);
    for (const auto& form : testing::filled_forms(page, [&](std::string_view name, std::string_view value) { return typed_into(shape, name, value, depth == 0); })) send(visitor, token, form, address, depth);
}

std::optional<Answer> Planter::sent(Visitor& visitor, const PageForm& form, const std::string& address) {
    if (form.file.empty()) return visitor.send_form(address, one_time_key(), without_keys(form));
    const auto name = word_for("name of the file of " + shape_of(address));
    const bool table = address.ends_with("/imports");
    return visitor.send_file(address, one_time_key(), {name + (table ? ".csv" : ".jpg"), table ? "text/csv" : "image/jpeg", table ? csv() : testing::samples::bare_jpeg()}, without_keys(form));
}

void Planter::note(const std::string& shape, const std::optional<Answer>& answer) {
    if (!answer) throw std::runtime_error("no answer from the form of " + shape);
    if (answer->status >= 500) throw std::runtime_error("the form of " + shape + " answered " + std::to_string(answer->status));
    ++(answer->status < 400 ? carried_out_ : refused_)[shape];
}

void Planter::send(Visitor& visitor, const std::string& token, const PageForm& form, const std::string& address, int depth) {
    const auto action = form.action.empty() ? address : form.action;
    const auto shape = shape_of(action);
    if (ends_the_walk(action) || ++tried_[shape] > forms_of_a_shape) return;
    if (tried_[shape] == 1) send_json(visitor, token, form, action);
    const auto answer = sent(visitor, form, action);
    note(shape, answer);
    visitor.take_session(*answer);
    if (const auto next = header(*answer, "Location"); !next.empty()) {
        // The rows of a table are looked at by the server before its page asks for more.
        if (action.ends_with("/imports")) testing::eventually(std::chrono::seconds{20}, [&] { return visitor.get_json(next, token)->body.find("\"previewed\"") != std::string::npos; });
        waiting_.push_front(next);
    } else {
        read(visitor, token, answer->body, action, depth + 1);
    }
}

// The same boxes with words of their own; three boxes of a date are one there.
void Planter::send_json(Visitor& visitor, const std::string& token, const PageForm& form, const std::string& address) {
    const auto shape = shape_of(address);
    std::map<std::string, std::string> fields;
    for (const auto& [name, value] : without_keys(form)) {
        if (name.ends_with("-month") || name.ends_with("-year")) continue;
        if (name.ends_with("-day")) fields[name.substr(0, name.size() - 4)] = "1990-02-03";
        else fields[name] = words_.contains(value) ? word_for(name + " of the JSON of " + shape) : value;
    }
    if (!form.file.empty()) fields[form.file] = csv();
    std::string body;
    for (const auto& [name, value] : fields) body += (body.empty() ? "{\"" : ", \"") + escaped(name) + "\": \"" + escaped(value) + '"';
    note(shape, visitor.send_json(address, token, one_time_key(), body.empty() ? "{}" : body + '}'));
}

// One row with a word in every column that takes words.
std::string Planter::csv() {
    std::string head, row;
    for (const auto& column : domain::imports::columns()) {
        using K = domain::imports::Kind;
        if (column.kind == K::known) continue;
        std::string name(column.name);
        if (const auto mark = name.find('#'); mark != name.npos) name[mark] = '1';
        const bool words = (column.kind == K::text || column.kind == K::lines) && !column.name.ends_with("postcode");
        head += (head.empty() ? "" : ",") + name;
        row += (row.empty() ? "" : ",") + (words ? word_for("column " + name) : std::string(column.example).find(',') == std::string::npos ? std::string(column.example) : "");
    }
    return head + "\r\n" + row + "\r\n";
}

void Planter::go_astray() {
    const auto word = [&](const std::string& where) { return word_for(where); };
    Visitor visitor(port_, "jess.marlow");
    for (const auto& address : {"/nominals/" + word("an address"), "/groups/" + word("a group") + "/nominals", "/people/" + word("a person") + "?name=" + word("a query"), "/search/" + word("a search"), "/" + word("a page"), "/jobs/" + word("a job") + "/file"})
        visitor.get(address), visitor.get_json(address, "cwt_" + word("a token"));
    tests::TlsClient stranger(port_);
    stranger.send("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + word("a browser") + "\r\nReferer: https://localhost/" + word("a referrer") + "\r\n\r\n");
    const auto form = stranger.answer();
    if (!form) throw std::runtime_error("no form for signing in");
    const auto body = encoded({{"csrf", field_value(form->body, "csrf")}, {"username", word("a username")}, {"password", word("a password")}});
    const auto cookie = header(*form, "Set-Cookie");
    stranger.send("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie.substr(0, cookie.find(';')) + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    note("/sign-in", stranger.answer());
}

}  // namespace casework::fire
