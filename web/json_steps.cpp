// Turning programs' steps into forms, and redirects into answers.
#include "web/json_steps.hpp"

#include <algorithm>

#include "auth/crypto.hpp"
#include "web/json_form.hpp"
#include "web/multipart.hpp"

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

std::unexpected<domain::Refusals> unreadable(std::string words) { return domain::refuse(domain::RefusalKind::invalid, {}, std::move(words)); }

domain::Outcome<Form> read_with_files(const Request& request, const FormFields& declared) {
    if (!declared.takes_file()) return unreadable("This form takes no file");
    auto parts = read_multipart(request.header("content-type"), request.body);
    if (!parts) return unreadable(parts.error());
    auto form = Form::of(std::move(parts->fields));
    if (!form) return unreadable("A text in the form holds a character that no form may hold");
    form->take_files(std::move(parts->files));
    return std::move(*form);
}

// What stands for a file in JSON is its text.
std::vector<UploadedFile> files_among(Fields& fields, const FormFields& declared) {
    std::vector<UploadedFile> files;
    std::erase_if(fields, [&](auto& field) {
        const auto* as = declared.find(field.first);
        if (as == nullptr || as->kind != FieldKind::file) return false;
        files.push_back({field.first, field.first + ".csv", "text/csv", std::move(field.second)});
        return true;
    });
    return files;
}

}  // namespace

domain::Outcome<Form> read_form(const Request& request, const FormFields& declared) {
    if (is_multipart(request.header("content-type"))) return read_with_files(request, declared);
    if (!has_json_body(request)) {
        auto form = Form::parse(request.body);
        return form ? domain::Outcome<Form>(std::move(*form)) : unreadable("The form could not be read. Go back and send it again.");
    }
    auto fields = read_json_form(request.body);
    if (!fields) return unreadable(fields.error());
    auto files = files_among(*fields, declared);
    auto form = Form::of(with_ticks(std::move(*fields), declared));
    if (!form) return unreadable("A text in the JSON holds a character that no form may hold");
    form->take_files(std::move(files));
    return std::move(*form);
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

std::string led_to(const Context& context, const Response& response) {
    if (response.status != 303) return {};
    return std::string(context.wants_json() && !response.created.empty() ? std::string_view(response.created) : response.header("location"));
}

}  // namespace casework::web
