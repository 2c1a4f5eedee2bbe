// Lines of words: a first line, the keys, then for each stream its line, its note and its entries, and a last line that counts them.
#include "persistence/ledger_bundle.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "auth/crypto.hpp"

namespace casework::persistence {
namespace {

constexpr std::string_view first_line = "casework ledger export 1";
constexpr std::size_t line_bytes_max = 4 * 1024 * 1024, keys_max = 1000, streams_max = 100'000, name_bytes_max = 64, note_bytes_max = 8 * 1024;
constexpr std::size_t hash_bytes = 32, proof_hashes_max = 64;

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool shortest = text == "0" || !(text.starts_with('0') || text.starts_with('-'));  // "-0" is a number to from_chars
    if (error != std::errc{} || end != text.data() + text.size() || !shortest) return std::nullopt;
    return value;
}

struct Malformed {
    std::string what;
};

// One line in words; asking for more or fewer words than it has is an error.
class Words {
  public:
    explicit Words(std::string_view line) : rest_(line) {}
    std::string_view next() {
        if (ended_) throw Malformed{"a word is missing"};
        const auto space = rest_.find(' ');
        const std::string_view word = rest_.substr(0, space);
        if (word.empty()) throw Malformed{"an empty word"};
        ended_ = space == std::string_view::npos;
        rest_.remove_prefix(ended_ ? rest_.size() : space + 1);
        return word;
    }
    bool ended() const { return ended_; }
    void end() const {
        if (!ended_) throw Malformed{"more words than there should be"};
    }

  private:
    std::string_view rest_;
    bool ended_ = false;
};

std::string base64(std::string_view word, const char* what) {
    auto bytes = auth::from_base64(word);
    if (!bytes || bytes->empty()) throw Malformed{fmt::format("{} is not base64", what)};
    return std::move(*bytes);
}

std::vector<std::string> hashes(const std::string& bytes) {
    if (bytes.size() % hash_bytes != 0 || bytes.size() / hash_bytes > proof_hashes_max) throw Malformed{"the proof is not a list of hashes"};
    std::vector<std::string> list;
    for (std::size_t at = 0; at < bytes.size(); at += hash_bytes) list.push_back(bytes.substr(at, hash_bytes));
    return list;
}

class Parser {
  public:
    explicit Parser(std::string_view text) : rest_(text) {}

    LedgerBundle parse() {
        if (line() != first_line) throw Malformed{"this is no export of a ledger"};
        while (!ended_) take(Words(line()));
        if (!rest_.empty()) throw Malformed{"something stands after the last line"};
        return std::move(bundle_);
    }
    std::size_t line_number() const { return number_; }

  private:
    std::string_view line() {
        ++number_;
        const auto end = rest_.substr(0, line_bytes_max).find('\n');
        if (end == std::string_view::npos) throw Malformed{"the line is cut off or too long"};
        const std::string_view taken = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return taken;
    }
    void take(Words words) {
        const std::string_view kind = words.next();
        if (kind == "key") take_key(words);
        else if (kind == "stream") take_stream(words);
        else if (kind == "note") take_note(words);
        else if (kind == "entry") take_entry(words);
        else if (kind == "end") take_end(words);
        else throw Malformed{"the line begins with no known word"};
        words.end();
    }
    void take_key(Words& words) {
        const std::string_view word = words.next();
        auto key = auth::from_hex(word);
        if (!key || auth::to_hex(*key) != word || key->size() != hash_bytes || !bundle_.streams.empty() || bundle_.public_keys.size() >= keys_max) throw Malformed{"no public key may stand here"};
        bundle_.public_keys.push_back(std::move(*key));
    }
    void take_stream(Words& words) {
        BundledStream stream;
        stream.name = words.next();
        const std::string_view how = words.next();
        stream.whole = how == "whole";
        if (!stream.whole && how != "proved") throw Malformed{"a stream is whole or proved"};
        if (stream.name.size() > name_bytes_max || bundle_.streams.size() >= streams_max) throw Malformed{"too long a name, or too many streams"};
        if (!bundle_.streams.empty() && (bundle_.streams.back().note.empty() || bundle_.streams.back().name >= stream.name)) throw Malformed{"the streams are not in their order"};
        bundle_.streams.push_back(std::move(stream));
    }
    void take_note(Words& words) {
        std::string note = base64(words.next(), "the note");
        if (note.size() > note_bytes_max || bundle_.streams.empty() || !bundle_.streams.back().note.empty()) throw Malformed{"no note may stand here"};
        bundle_.streams.back().note = std::move(note);
    }
    void take_entry(Words& words) {
        if (bundle_.streams.empty() || bundle_.streams.back().note.empty()) throw Malformed{"an entry stands before the note of its stream"};
        BundledStream& stream = bundle_.streams.back();
        BundledEntry entry;
        const auto seq = number(words.next());
        if (!seq || (!stream.entries.empty() && *seq <= stream.entries.back().seq)) throw Malformed{"the entries are not in their order"};
        entry.seq = *seq;
        entry.body = base64(words.next(), "the entry");
        if (!words.ended()) entry.proof = hashes(base64(words.next(), "the proof"));
        if (stream.whole && !entry.proof.empty()) throw Malformed{"a whole stream has no proofs"};
        stream.entries.push_back(std::move(entry));
        ++entries_;
    }
    void take_end(Words& words) {
        if (number(words.next()) != entries_) throw Malformed{"it holds another number of entries than its last line says"};
        if (!bundle_.streams.empty() && bundle_.streams.back().note.empty()) throw Malformed{"the last stream has no note"};
        ended_ = true;
    }

    std::string_view rest_;
    LedgerBundle bundle_;
    std::size_t number_ = 0;
    std::int64_t entries_ = 0;
    bool ended_ = false;
};

}  // namespace

std::expected<LedgerBundle, std::string> parse_ledger_bundle(std::string_view text) {
    Parser parser(text);
    try {
        return parser.parse();
    } catch (const Malformed& malformed) {
        return std::unexpected(fmt::format("line {}: {}", parser.line_number(), malformed.what));
    }
}

std::string bundle_text(const LedgerBundle& bundle) {
    std::string text = fmt::format("{}\n", first_line);
    std::size_t entries = 0;
    for (const std::string& key : bundle.public_keys) text += fmt::format("key {}\n", auth::to_hex(key));
    for (const BundledStream& stream : bundle.streams) {
        text += fmt::format("stream {} {}\nnote {}\n", stream.name, stream.whole ? "whole" : "proved", auth::to_base64(stream.note));
        for (const BundledEntry& entry : stream.entries) {
            text += fmt::format("entry {} {}", entry.seq, auth::to_base64(entry.body));
            std::string proof;
            for (const std::string& hash : entry.proof) proof += hash;
            if (!proof.empty()) text += ' ' + auth::to_base64(proof);
            text += '\n';
        }
        entries += stream.entries.size();
    }
    return text + fmt::format("end {}\n", entries);
}

}  // namespace casework::persistence
