// Beast's reading of a head, compared with ours.
#include "server/second_opinion.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

namespace casework::server {

bool beast_agrees(std::string_view bytes, const HttpHead& head) {
    namespace http = boost::beast::http;
    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(bytes.size() + 1));
    parser.body_limit(boost::none);
    boost::system::error_code error;
    std::size_t used = 0;
    while (!error && used < bytes.size() && !parser.is_header_done()) {
        used += parser.put(boost::asio::buffer(bytes.substr(used)), error);
    }
    if (error || !parser.is_header_done() || used != bytes.size() || parser.chunked()) return false;
    const auto length = parser.content_length();
    // Ending sooner harms nobody: to Beast an HTTP/1.0 "close, keep-alive" goes on, to RFC 9112 section 9.3 it ends.
    const bool goes_on_alike = !head.keep_alive || parser.keep_alive();
    return length.value_or(0) == head.content_length && goes_on_alike;
}

}  // namespace casework::server
