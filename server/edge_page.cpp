// The porch's own answers: no name, no input, nothing that could be wrong.
#include "server/edge_page.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "web/json_answers.hpp"

namespace casework::server {
namespace {

struct Words {
    std::string_view heading, text;
};

Words words_for(int status) {
    switch (status) {
        case 405: return {"You cannot do this here", "The address does not take this kind of request."};
        case 413: return {"What you sent is too large", "Make it shorter, or send a smaller file, and try again."};
        case 414:
        case 431: return {"The address or its headers are too long", "Go back and try again from My work."};
        case 421: return {"Page not found", "Check the address you typed. This server does not answer to that name."};
        case 500: return {"Sorry, there is a problem with the service", "Try again later."};
        case 503: return {"Sorry, the service is busy", "Try again in a few seconds. Nothing was changed."};
        default: return {"The request could not be read", "Go back and try again."};
    }
}

web::Response page(int status, std::string_view reference) {
    const auto [heading, text] = words_for(status);
    return web::html_response(
        status, fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                            "<title>{0} - Casework</title></head>\n<body><main><h1>{0}</h1>\n<p>{1}</p>\n<p>If you ask for help, quote {2}.</p></main></body>\n</html>\n",
                            heading, text, reference));
}

web::Response problem(int status, std::string_view reference) {
    web::Request request;
    request.reference = reference;
    return web::problem(request, status, std::string(words_for(status).text));
}

}  // namespace

web::Response edge_page(int status, std::string_view reference, Reader reader) {
    web::Response response = reader == Reader::program ? problem(status, reference) : page(status, reference);
    if (status == 405) response.set("Allow", "GET, HEAD, POST");
    if (status == 503) response.set("Retry-After", "5");
    web::add_security_headers(response);
    return response;
}

Reader reader_of(const web::Request& request) { return web::asks_for_json(request) ? Reader::program : Reader::person; }

Reader reader_of_head(std::string_view bytes) {
    web::Request request;
    bytes = bytes.substr(0, bytes.find("\r\n\r\n"));
    for (auto end = bytes.find("\r\n"); end != bytes.npos; end = bytes.find("\r\n")) {
        bytes.remove_prefix(end + 2);
        const auto line = bytes.substr(0, bytes.find("\r\n"));
        if (const auto colon = line.find(':'); colon != line.npos)
            request.headers.try_emplace(domain::ascii_lower(line.substr(0, colon)), domain::trimmed(line.substr(colon + 1)));
    }
    return reader_of(request);
}

web::Response live_page() {
    web::Response response{.status = 200, .headers = {}, .body = "live\n", .static_body = {}};
    response.set("Content-Type", "text/plain; charset=utf-8");
    web::add_security_headers(response);
    return response;
}

}  // namespace casework::server
