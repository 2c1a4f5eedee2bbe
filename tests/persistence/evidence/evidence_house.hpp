// A partnership with a folder for files: uploads, scans and readings in one line each.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>

#include "auth/crypto.hpp"
#include "persistence/evidence/evidence.hpp"
#include "persistence/evidence/scanning.hpp"
#include "tests/support/house.hpp"
#include "tests/support/sample_files.hpp"

namespace casework::testing {

class EvidenceHouse : public TestHouse {
  public:
    explicit EvidenceHouse(const std::string& kind) : TestHouse(kind), store(database.directory() + "/files"), record(proposed("Dean Harwell")) {}

    static persistence::NewFile photograph(std::int64_t bytes) { return {.name = "IMG_0041.JPG", .declared = "image/jpeg", .caption = "Broken door", .bytes = bytes, .field_class = domain::FieldClass::f0}; }
    static persistence::NewFile recording(std::int64_t bytes) { return {.name = "noise.wav", .declared = "audio/wav", .caption = "", .bytes = bytes, .field_class = domain::FieldClass::f0}; }
    // A WAV of that length.
    static std::string long_wav(std::size_t bytes) {
        const auto parts = "WAVE" + samples::riff_part("fmt ", samples::bytes_of("01000100401f0000401f000001000800")) + samples::riff_part("data", std::string((bytes - 44) & ~std::size_t{1}, '\x7F'));
        return "RIFF" + samples::little_end(static_cast<std::uint32_t>(parts.size())) + parts;
    }
    domain::Outcome<std::string> add(const domain::Actor& who, const persistence::NewFile& file, std::string_view content) {
        auto gate = as(who);
        auto id = persistence::add_file(*database, gate, store, record, file, content);
        gate.settle();
        return id;
    }
    // Received and held.
    std::string held(std::string_view content = {}, domain::FieldClass field_class = domain::FieldClass::f0) {
        const auto bytes = content.empty() ? samples::photograph() : std::string(content);
        auto file = photograph(static_cast<std::int64_t>(bytes.size()));
        file.field_class = field_class;
        return must(add(contributor, file, bytes));
    }
    // Scanned, without a daemon: what one says is tried elsewhere.
    std::string clean(domain::FieldClass field_class = domain::FieldClass::f0) {
        const auto id = held({}, field_class);
        database->write([&](Transaction& tx) { tx.run("UPDATE evidence_file SET state = 'clean' WHERE id = :id", {persistence::with("id", id)}); });
        return id;
    }
    domain::Outcome<persistence::ServedFile> shown(const domain::Actor& who, const std::string& id) {
        auto gate = as(who);
        auto file = persistence::open_copy(*database, gate, store, record, id);
        gate.settle();
        return file;
    }
    std::vector<persistence::EvidenceFile> listed_files() {
        auto gate = as(chair);
        return must(persistence::list_evidence(gate, record));
    }
    persistence::EvidenceFile row(const std::string& id) {
        for (auto& file : listed_files())
            if (file.id == id) return file;
        throw std::logic_error("no such file");
    }
    persistence::ScanRound scan(const persistence::VirusScanner& scanner) { return persistence::scan_held(*database, *ledger, store, scanner, now, {}); }

    // Every byte that lies in the folder for files, and how many files there are.
    std::string lying() const {
        std::ostringstream all;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(database.directory() + "/files"))
            if (entry.is_regular_file()) all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        return all.str();
    }
    std::size_t files(const std::string& folder) const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(database.directory() + "/files/" + folder), std::filesystem::directory_iterator{}));
    }
    // As if they had been written two hours ago.
    void age_files() const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(database.directory() + "/files"))
            if (entry.is_regular_file()) std::filesystem::last_write_time(entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    }

    persistence::FileStore store;
    std::string record;
};

}  // namespace casework::testing
