// Handing a request indoors.
#include "server/request_making.hpp"

#include <algorithm>
#include <array>

#include <arpa/inet.h>

#include <fmt/format.h>

#include "auth/crypto.hpp"

namespace casework::server {
namespace {

constexpr std::string_view forwarded_for = "x-forwarded-for";

bool stays_outside(std::string_view name) {
    constexpr std::array<std::string_view, 5> others{"forwarded", "x-original-url", "x-rewrite-url", "x-http-method-override", "x-real-ip"};
    return name.starts_with("x-forwarded-") || std::ranges::find(others, name) != others.end();
}

bool is_address(const std::string& text) {
    unsigned char parsed[16];
    return ::inet_pton(AF_INET, text.c_str(), parsed) == 1 || ::inet_pton(AF_INET6, text.c_str(), parsed) == 1;
}

}  // namespace

std::string new_reference() {
    const std::string bytes = auth::random_bytes(4);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
    return fmt::format("{:02X}{:02X}-{:02X}{:02X}", byte(0), byte(1), byte(2), byte(3));
}

std::string client_address(std::string_view peer, const HttpHead& head, const std::vector<std::string>& trusted_proxies) {
    if (std::ranges::find(trusted_proxies, peer) == trusted_proxies.end()) return std::string(peer);
    for (auto header = head.headers.rbegin(); header != head.headers.rend(); ++header) {
        if (header->first != forwarded_for) continue;
        const std::size_t comma = header->second.rfind(',');
        std::string last = header->second.substr(comma == std::string::npos ? 0 : comma + 1);
        std::erase(last, ' ');
        return is_address(last) ? last : std::string(peer);
    }
    return std::string(peer);
}

web::Request make_request(HttpHead&& head, std::string&& body, std::string remote_address, std::string reference) {
    web::Request request;
    request.method = head.method;
    request.target = std::move(head.target);
    request.path = std::move(head.path);
    request.query = std::move(head.query);
    for (auto& [name, value] : head.headers) {
        if (stays_outside(name)) continue;
        const auto [at, added] = request.headers.try_emplace(name, value);
        if (!added) at->second.append(", ").append(value);  // RFC 9110 section 5.3
    }
    request.body = std::move(body);
    request.remote_address = std::move(remote_address);
    request.reference = std::move(reference);
    return request;
}

}  // namespace casework::server
