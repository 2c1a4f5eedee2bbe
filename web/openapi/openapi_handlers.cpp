// Writing the OpenAPI 3.1 document.
#include "web/openapi/openapi_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "web/route.hpp"
#include "web/router.hpp"

namespace casework::web::openapi {
namespace {

JsonObject text_schema(std::string_view description = {}) { return JsonObject().add("type", "string").add("description", description); }

JsonObject code_schema(const Field& field) {
    auto schema = text_schema();
    if (field.codes != nullptr) schema.list("enum", field.codes(), [](const domain::Code& code) { return Json::string(code.code); });
    return schema;
}

JsonObject texts(const JsonObject& items) { return JsonObject().add("type", "array").add("items", items); }

JsonObject schema_of(const Field& field) {
    switch (field.kind) {
        case FieldKind::text: return text_schema();
        case FieldKind::lines: return text_schema("Text with line breaks");
        case FieldKind::number: return JsonObject().add("type", std::vector<std::string>{"integer", "string"});
        case FieldKind::near_date: return text_schema("A day as a person types it, for example 13/4/2027, 13 April 2027, today or yesterday");
        case FieldKind::time: return text_schema("A time of day, for example 2pm or 14:15");
        case FieldKind::boxes: return JsonObject().add("type", std::vector<std::string>{"integer", "string"});
        case FieldKind::code: return code_schema(field);
        case FieldKind::codes: return texts(code_schema(field));
        case FieldKind::ids: return texts(text_schema("An id"));
        case FieldKind::tick: return JsonObject().add("type", "boolean");
        case FieldKind::secret: return text_schema().add("format", "password");
        case FieldKind::file: return text_schema("The text of the file; a form sends the file itself as multipart/form-data");
    }
    return {};
}

// Names with a key or a number in them become patterns.
std::string pattern_of(std::string_view name) {
    std::string pattern = "^";
    for (const char c : name) {
        if (c == '#') pattern += "[0-9]{1,2}";
        else if (c == '*') pattern += "[^\\]]+";
        else if (c == '[' || c == ']') (pattern += '\\') += c;
        else pattern += c;
    }
    return pattern + "$";
}

JsonObject form_schema(const FormFields& form) {
    JsonObject properties, patterns;
    bool any_pattern = false;
    for (const auto& field : form.all()) {
        const auto name = field.name;
        if (field.kind == FieldKind::boxes) {
            for (const auto* part : {"day", "month", "year"}) properties.add(std::string(name.substr(0, name.size() - 1)) + part, schema_of(field));
        } else if (name.find_first_of("#*") != name.npos) {
            patterns.add(pattern_of(name), schema_of(field));
            any_pattern = true;
        } else {
            properties.add(name, schema_of(field));
        }
    }
    properties.add("version", JsonObject().add("type", std::vector<std::string>{"integer", "string"}).add("description", "Of the record as it was read, where one is edited"))
        .add("idem", text_schema("A key of your own for doing this once; the header Idempotency-Key does the same"))
        .add("csrf", text_schema("Only with a session cookie: X-CSRF-Token of an earlier answer"));
    JsonObject schema;
    schema.add("type", "object").add("properties", properties);
    if (any_pattern) schema.add("patternProperties", patterns);
    return schema.add("additionalProperties", false);
}

JsonObject content(std::string_view type, const JsonObject& schema) { return JsonObject().add(type, JsonObject().add("schema", schema)); }
JsonObject reference(std::string_view where) { return JsonObject().add("$ref", where); }

JsonObject answer(std::string_view words, std::string_view type, std::string_view schema) {
    return JsonObject().add("description", words).add("content", content(type, reference(schema)));
}

JsonObject answers_of(const Route& route) {
    JsonObject answers;
    if (route.method == Method::post)
        answers.add("200", answer("Done", "application/json", "#/components/schemas/Done")).add("201", answer("Made", "application/json", "#/components/schemas/Done"));
    else answers.add("200", JsonObject().add("description", "The content of the page").add("content", content("application/json", JsonObject().add("type", "object"))));
    return answers.add("default", answer("Refused", "application/problem+json", "#/components/schemas/Problem"));
}

std::vector<std::string> parameters_of(std::string_view pattern) {
    std::vector<std::string> names;
    for (auto open = pattern.find('{'); open != pattern.npos; open = pattern.find('{', open + 1)) names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
    return names;
}

Json security_of(const Access& access) {
    std::vector<std::string> ways;
    if (std::holds_alternative<Anyone>(access)) return Json::array(ways);
    ways.push_back("session");
    if (!std::holds_alternative<InPerson>(access)) ways.push_back("token");
    return Json::array(ways, [](const std::string& way) { return JsonObject().add(way, Json::array(std::vector<std::string>{})); });
}

JsonObject operation_of(const Route& route) {
    JsonObject operation;
    operation.add("summary", access_text(route.access)).add("security", security_of(route.access));
    operation.list("parameters", parameters_of(route.pattern),
                   [](const std::string& name) { return JsonObject().add("name", name).add("in", "path").add("required", true).add("schema", text_schema()); });
    if (route.method == Method::post) {
        const auto schema = form_schema(route.form);
        JsonObject both = content("application/json", schema);
        both.join(content("application/x-www-form-urlencoded", schema));
        operation.add("requestBody", JsonObject().add("required", !route.form.all().empty()).add("content", both));
    }
    return operation.add("responses", answers_of(route));
}

JsonObject paths_of(std::span<const Route> table) {
    JsonObject paths;
    std::vector<std::string_view> written;
    for (const auto& route : table) {
        if (std::ranges::find(written, route.pattern) != written.end()) continue;
        written.push_back(route.pattern);
        JsonObject path;
        for (const auto& same : table)
            if (same.pattern == route.pattern) path.add(same.method == Method::post ? "post" : "get", operation_of(same));
        paths.add(route.pattern, path);
    }
    return paths;
}

JsonObject components() {
    const auto object = [](const JsonObject& properties) { return JsonObject().add("type", "object").add("properties", properties); };
    const auto error = object(JsonObject().add("kind", text_schema()).add("field", text_schema()).add("message", text_schema()).add("authority", text_schema("The statute, guidance or local rule")));
    const auto problem = object(JsonObject().add("type", text_schema()).add("title", text_schema()).add("status", JsonObject().add("type", "integer")).add("detail", text_schema())
                                    .add("reference", text_schema("Of the request, to quote when you ask for help")).add("errors", texts(error)));
    const auto done = object(JsonObject().add("location", text_schema("Where to read on")).add("done", text_schema()).add("message", text_schema())
                                 .add("already_done", JsonObject().add("type", "boolean").add("description", "The same key had done it before")));
    const auto schemes = JsonObject().add("token", JsonObject().add("type", "http").add("scheme", "bearer"))
                             .add("session", JsonObject().add("type", "apiKey").add("in", "cookie").add("name", session_cookie));
    return JsonObject().add("schemas", JsonObject().add("Problem", problem).add("Done", done)).add("securitySchemes", schemes);
}

}  // namespace

Json document_of(std::span<const Route> table) {
    JsonObject document;
    document.add("openapi", "3.1.0")
        .add("info", JsonObject().add("title", "Casework").add("version", CASEWORK_VERSION)
                         .add("description", "Every page is also JSON at its own address with Accept: application/json. Members that are empty, not known or not for you are left out."))
        .add("paths", paths_of(table)).add("components", components());
    return document;
}

Response document(Context&) { return json_response(200, document_of(routes())); }

}  // namespace casework::web::openapi
