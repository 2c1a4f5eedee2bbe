// An export of the ledger on any bytes: what is read is what would be written, its entries are canonical, and notes, proofs and the verifier judge it without harm.
#include "auth/merkle.hpp"
#include "auth/signed_note.hpp"
#include "domain/ledger_entry.hpp"
#include "persistence/ledger_bundle.hpp"
#include "persistence/ledger_export.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace casework;
using fuzz::must;

namespace {

void judge_entry(const persistence::BundledEntry& entry, std::uint64_t size, const std::string& root) {
    const auto index = static_cast<std::uint64_t>(entry.seq);
    if (index < size) static_cast<void>(auth::inclusion_holds(auth::merkle_leaf(entry.body), index, size, entry.proof, root));
    try {
        must(domain::encode(domain::decode_ledger_entry(entry.body)) == entry.body, "an entry that is understood has one spelling");
    } catch (const std::runtime_error&) {
        // refused with a reason
    }
}

void judge_stream(const persistence::BundledStream& stream) {
    must(!stream.name.empty() && !stream.note.empty(), "a stream has a name and a note");
    const auto note = auth::parse_note(stream.note);
    const auth::Checkpoint said = note ? note->checkpoint : auth::Checkpoint{{}, UINT64_MAX, std::string(32, '\0')};
    std::int64_t last = -1;
    for (const auto& entry : stream.entries) {
        must(entry.seq > last, "entries stand in their order");
        must(!stream.whole || entry.proof.empty(), "a whole stream needs no proofs");
        last = entry.seq;
        judge_entry(entry, said.size, said.root);
    }
}

// The verifier itself: what it finds does not depend on when it is asked, and an export that nobody trusts never holds.
void judge_whole(const persistence::LedgerBundle& bundle) {
    const auto report = persistence::verify_bundle(bundle, {});
    must(report.streams == static_cast<std::int64_t>(bundle.streams.size()), "every stream is looked at");
    must(persistence::verify_bundle(bundle, {}).findings.size() == report.findings.size(), "the same export gives the same findings");
    persistence::VerifyOptions strangers;
    strangers.keys["00000000"] = std::string(32, '\x01');
    must(bundle.streams.empty() || !persistence::verify_bundle(bundle, strangers).holds(), "nothing holds under the keys of others");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto text = fuzz::text_of(input, size);
    const auto bundle = persistence::parse_ledger_bundle(text);
    if (!bundle) {
        must(bundle.error().starts_with("line "), "a refusal names its line");
        return 0;
    }
    must(persistence::bundle_text(*bundle) == text, "an export that is read is written the same");
    for (const auto& stream : bundle->streams) judge_stream(stream);
    judge_whole(*bundle);
    return 0;
}
