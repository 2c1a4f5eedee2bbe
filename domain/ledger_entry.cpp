// The canonical bytes of a ledger entry: one list of fields serves writing and reading, so the two cannot drift apart.
#include "domain/ledger_entry.hpp"

#include <stdexcept>

namespace casework::domain {
namespace {

constexpr char version_1 = 1;

[[noreturn]] void malformed(const char* what) { throw std::runtime_error(std::string("ledger entry malformed: ") + what); }

// The order of the body. A field may only be added under a new version byte: old entries are hashed as they stand.
template <class Each, class Entry>
void every_field(Each& each, Entry& e) {
    each(e.at_ms), each(e.node), each(e.request_id);
    each(e.account), each(e.agency), each(e.role), each(e.membership);
    each(e.session), each(e.password_age_s), each(e.source_address);
    each(e.action), each(e.operation), each(e.object_type), each(e.objects);
    each(e.panel), each(e.sensitivity), each(e.purpose), each(e.rule);
    each(e.outcome), each(e.status), each(e.recipients), each(e.count), each(e.fields);
    each(e.before), each(e.after), each(e.approvals), each(e.version), each(e.detail_digest);
}

// Numbers are eight bytes, most significant first; lengths are LEB128 in their shortest form.
struct Writer {
    std::string out;

    void length(std::size_t n) {
        for (; n >= 0x80; n >>= 7) out += static_cast<char>((n & 0x7f) | 0x80);
        out += static_cast<char>(n);
    }
    void operator()(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((bits >> shift) & 0xff);
    }
    void operator()(int value) { (*this)(std::int64_t{value}); }
    void operator()(LoggedOperation value) { out += static_cast<char>(value); }
    void operator()(const std::string& text) {
        length(text.size());
        out += text;
    }
    void operator()(const std::vector<std::string>& list) {
        length(list.size());
        for (const std::string& text : list) (*this)(text);
    }
};

struct Reader {
    std::string_view rest;

    std::string_view take(std::size_t n) {
        if (n > rest.size()) malformed("too short");
        const std::string_view taken = rest.substr(0, n);
        rest.remove_prefix(n);
        return taken;
    }
    unsigned octet() { return static_cast<unsigned char>(take(1).front()); }
    std::size_t length() {
        std::size_t n = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            const unsigned part = octet();
            n |= std::size_t{part & 0x7f} << shift;
            if (part >= 0x80) continue;
            if (part == 0 && shift > 0) malformed("length not in its shortest form");
            return n;
        }
        malformed("length too large");
    }
    void operator()(std::int64_t& value) {
        std::uint64_t bits = 0;
        for (const char c : take(8)) bits = (bits << 8) | static_cast<unsigned char>(c);
        value = static_cast<std::int64_t>(bits);
    }
    void operator()(int& value) {
        std::int64_t wide = 0;
        (*this)(wide);
        if (wide != static_cast<int>(wide)) malformed("number out of range");
        value = static_cast<int>(wide);
    }
    void operator()(LoggedOperation& value) {
        const unsigned code = octet();
        if (code > static_cast<unsigned>(LoggedOperation::security)) malformed("unknown operation");
        value = static_cast<LoggedOperation>(code);
    }
    void operator()(std::string& text) { text = take(length()); }
    void operator()(std::vector<std::string>& list) {
        const std::size_t n = length();
        if (n > rest.size()) malformed("too short");  // every text takes at least its length byte
        list.resize(n);
        for (std::string& text : list) (*this)(text);
    }
};

bool is_digest(const std::string& bytes) { return bytes.empty() || bytes.size() == 32; }

bool digests_fit(const LedgerEntry& entry) { return is_digest(entry.before) && is_digest(entry.after) && is_digest(entry.detail_digest); }

}  // namespace

std::string_view name(LoggedOperation operation) {
    switch (operation) {
        case LoggedOperation::collection: return "collection";
        case LoggedOperation::alteration: return "alteration";
        case LoggedOperation::consultation: return "consultation";
        case LoggedOperation::disclosure: return "disclosure";
        case LoggedOperation::combination: return "combination";
        case LoggedOperation::erasure: return "erasure";
        case LoggedOperation::security: return "security";
    }
    return "";
}

std::string encode(const LedgerEntry& entry) {
    if (!digests_fit(entry)) throw std::logic_error("a digest in a ledger entry has 32 bytes");
    Writer writer;
    writer.out.reserve(512);
    writer.out += version_1;
    every_field(writer, entry);
    return std::move(writer.out);
}

LedgerEntry decode_ledger_entry(std::string_view body) {
    Reader reader{body};
    if (reader.octet() != version_1) malformed("unknown version");
    LedgerEntry entry;
    every_field(reader, entry);
    if (!reader.rest.empty()) malformed("bytes after the end");
    if (!digests_fit(entry)) malformed("digest of the wrong length");
    return entry;
}

}  // namespace casework::domain
