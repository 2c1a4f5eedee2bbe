// Signed notes: keys are named as published ones are, ours are read as written, and nothing close to one is taken for one.
#include <catch2/catch.hpp>

#include "auth/signed_note.hpp"

using namespace casework::auth;

namespace {
const Checkpoint checkpoint{"casework/0123456789abcdef/2026-11", 42, sha256("root")};
}  // namespace

TEST_CASE("a key is named as the Go checksum database names its own") {
    // The verifier key that the go command carries: sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8
    const auto key = from_base64("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8").value();
    CHECK(key[0] == 1);
    const Checkpoint any{"sum.golang.org", 1, sha256("")};
    const auto note = parse_note(note_of(any, key.substr(1), std::string(64, 'x')));
    REQUIRE(note);
    CHECK(to_hex(note->signatures.at(0).key_hash) == "033de0ae");
}

TEST_CASE("a signed note has the form of C2SP and is read as written") {
    const auto key = SigningKey::generate();
    const std::string text = signed_note(checkpoint, key);
    CHECK(text.starts_with("casework/0123456789abcdef/2026-11\n42\n" + to_base64(checkpoint.root) + "\n\n\xe2\x80\x94 casework/0123456789abcdef/2026-11 "));
    const auto note = parse_note(text);
    REQUIRE(note);
    CHECK(note->checkpoint == checkpoint);
    CHECK(note->holds(key.public_key()));
    CHECK_FALSE(note->holds(SigningKey::generate().public_key()));
}

TEST_CASE("a note changed in any byte does not hold") {
    const auto key = SigningKey::generate();
    const std::string text = signed_note(checkpoint, key);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string wrong = text;
        wrong[i] = static_cast<char>(wrong[i] ^ 1);
        const auto note = parse_note(wrong);
        REQUIRE_FALSE((note && note->holds(key.public_key())));
    }
}

TEST_CASE("a note cut anywhere or in another spelling is refused") {
    const std::string text = signed_note(checkpoint, SigningKey::generate());
    for (std::size_t n = 0; n < text.size(); ++n) REQUIRE_FALSE(parse_note(std::string_view(text).substr(0, n)));
    CHECK_FALSE(parse_note(text + "\n"));
    std::string padded = text;
    padded.replace(padded.find("\n42\n"), 4, "\n042\n");
    CHECK_FALSE(parse_note(padded));
}

TEST_CASE("a note may carry the signature of a witness beside the log's own") {
    const auto key = SigningKey::generate(), witness = SigningKey::generate();
    Checkpoint as_witness = checkpoint;
    as_witness.origin = "council.example/witness";
    const std::string other = signed_note(as_witness, witness);
    const auto note = parse_note(signed_note(checkpoint, key) + other.substr(other.find("\n\n") + 2));
    REQUIRE(note);
    CHECK(note->signatures.size() == 2);
    CHECK(note->holds(key.public_key()));
    CHECK_FALSE(note->holds(witness.public_key()));
}
