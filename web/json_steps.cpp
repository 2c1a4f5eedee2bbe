// Turning programs' steps into forms, and redirects into answers.
#include "web/json_steps.hpp"

#include <algorithm>

#include "auth/crypto.hpp"
#include "web/json_form.hpp"

namespace casework::web {
namespace {

constexpr std::size_t key_max = 200;

bool is_form_key(std::string_view key) {
    return key.size() == 32 && std::ranges::all_of(key, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// "/meetings/MTG-2026-0004?done=agreed#order" without what only a page needs.
struct Parted {
    std::string address, code;
};
Parted parted(std::string_view location) {
    const auto done = location.find("done=");
    const auto end = std::min(location.find('#'), location.size());
    if (done == location.npos || done == 0 || done > end) return {std::string(location.substr(0, end)), {}};
    return {std::string(location.substr(0, done - 1)), std::string(location.substr(done + 5, end - done - 5))};
}

}  // namespace

domain::Outcome<Form> read_form(const Request& request, const FormFields& declared) {
    const auto refused = [](std::string words) { return domain::refuse(domain::RefusalKind::invalid, {}, std::move(words)); };
    if (!has_json_body(request)) {
        auto form = Form::parse(request.body);
        return form ? domain::Outcome<Form>(std::move(*form)) : refused("The form could not be read. Go back and send it again.");
    }
    auto fields = read_json_form(request.body);
    if (!fields) return refused(fields.error());
    auto form = Form::of(with_ticks(std::move(*fields), declared));
    return form ? domain::Outcome<Form>(std::move(*form)) : refused("A text in the JSON holds a character that no form may hold");
}

std::string form_key(const Context& context) {
    auto key = context.form.value("idem");
    if (key.empty()) key = context.request().header("idempotency-key");
    if (key.empty() || key.size() > key_max || is_form_key(key)) return key.size() > key_max ? std::string() : key;
    return auth::to_hex(auth::sha256("idempotency key " + key)).substr(0, 32);
}

Response for_program(Response response, bool again) {
    if (response.status != 303) return response;
    const auto [address, code] = parted(response.header("location"));
    const bool made = !response.created.empty() && !again;
    const auto where = response.created.empty() ? address : response.created;
    JsonObject body;
    body.add("location", where).add("done", code).add("message", words_of_done(code));
    if (again) body.add("already_done", true);
    auto answer = json_response(made ? 201 : 200, body);
    for (const auto& [name, value] : response.headers)
        if (name == "Set-Cookie" || name == "Clear-Site-Data") answer.add(name, value);
    if (made) answer.set("Location", where);
    return answer;
}

}  // namespace casework::web
