// Signed notes written and read strictly: a note has one spelling.
#include "auth/signed_note.hpp"

#include <algorithm>
#include <charconv>

namespace casework::auth {
namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // em dash and space open a signature line
constexpr std::size_t key_hash_bytes = 4;
constexpr char ed25519 = 1;

std::string key_hash(std::string_view name, std::string_view public_key) {
    std::string named(name);
    named += '\n';
    named += ed25519;
    return sha256(named, public_key).substr(0, key_hash_bytes);
}

// The next line without its newline; nothing when no complete line is left.
std::optional<std::string_view> next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    return value;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view& rest) {
    const auto origin = next_line(rest), size = next_line(rest), root = next_line(rest);
    if (!origin || !size || !root || origin->empty()) return std::nullopt;
    const auto n = decimal(*size);
    auto hash = from_base64(*root);
    if (!n || !hash || hash->size() != 32) return std::nullopt;
    return Checkpoint{std::string(*origin), *n, std::move(*hash)};
}

std::optional<SignedNote::Line> parse_signature(std::string_view line) {
    if (!line.starts_with(dash)) return std::nullopt;
    line.remove_prefix(dash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || space == 0) return std::nullopt;
    const auto bytes = from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() <= key_hash_bytes) return std::nullopt;
    return SignedNote::Line{std::string(line.substr(0, space)), bytes->substr(0, key_hash_bytes), bytes->substr(key_hash_bytes)};
}

}  // namespace

std::string text_of(const Checkpoint& checkpoint) {
    return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + to_base64(checkpoint.root) + '\n';
}

std::string note_of(const Checkpoint& checkpoint, std::string_view public_key, std::string_view signature) {
    std::string bytes = key_hash(checkpoint.origin, public_key);
    bytes += signature;
    return text_of(checkpoint) + '\n' + std::string(dash) + checkpoint.origin + ' ' + to_base64(bytes) + '\n';
}

std::string signed_note(const Checkpoint& checkpoint, const SigningKey& key) {
    return note_of(checkpoint, key.public_key(), key.sign(text_of(checkpoint)));
}

std::optional<SignedNote> parse_note(std::string_view note) {
    auto checkpoint = parse_checkpoint(note);
    const auto blank = next_line(note);
    if (!checkpoint || !blank || !blank->empty() || note.empty()) return std::nullopt;
    SignedNote parsed{std::move(*checkpoint), {}};
    while (!note.empty()) {
        const auto line = next_line(note);
        auto signature = line ? parse_signature(*line) : std::nullopt;
        if (!signature) return std::nullopt;
        parsed.signatures.push_back(std::move(*signature));
    }
    return parsed;
}

bool SignedNote::holds(std::string_view public_key) const {
    const std::string hash = key_hash(checkpoint.origin, public_key), text = text_of(checkpoint);
    return std::ranges::any_of(signatures, [&](const Line& line) {
        return line.name == checkpoint.origin && line.key_hash == hash && signature_holds(public_key, text, line.signature);
    });
}

}  // namespace casework::auth
