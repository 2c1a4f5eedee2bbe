// Gathering, checking, printing, binding and keeping a court bundle.
#include "web/community_protection/bundle_making.hpp"

#include <algorithm>

#include "persistence/evidence/evidence.hpp"
#include "persistence/outside/pdf_words.hpp"
#include "persistence/record_access.hpp"
#include "web/community_protection/bundle_parts.hpp"
#include "web/documents/bundle.hpp"

namespace casework::web::cases {
namespace {

using domain::RefusalKind;
using persistence::BundleSource;
using persistence::Exhibit;
using persistence::Gate;
using Kept = domain::Outcome<persistence::KeptDocument>;

constexpr int log_pages_max = 40;
constexpr std::size_t acts_max = 500;

bool is_act(const persistence::AccessLogRow& row) {
    using enum domain::LoggedOperation;
    return row.outcome != "refused" && (row.operation == collection || row.operation == alteration || row.operation == disclosure || row.operation == erasure);
}

// What was done to the case, newest first: a court asks who acted, the access log of the case says who read it.
std::vector<persistence::RecordAccess> log_of(persistence::Gate& gate, const std::string& id) {
    std::vector<persistence::RecordAccess> pages;
    std::string after;
    std::size_t acts = 0;
    for (int i = 0; i < log_pages_max && acts < acts_max; ++i) {
        auto page = persistence::read_access(gate, id, after);
        if (!page) break;
        const auto next = page->page.next;
        std::erase_if(page->page.rows, [](const auto& row) { return !is_act(row); });
        acts += page->page.rows.size();
        pages.push_back(std::move(*page));
        if (!next) break;
        after = next->text();
    }
    return pages;
}

domain::Outcome<std::vector<persistence::Exhibit>> exhibits_of(House& house, persistence::Gate& gate, const BundleSource& source, const std::vector<std::string>& chosen) {
    std::vector<persistence::Exhibit> all;
    for (const auto& record : source.records) {
        const auto listed = persistence::list_evidence(gate, record);
        if (!listed) continue;
        std::vector<std::string> files;
        for (const auto& file : *listed)
            if (file.state == domain::evidence::State::clean && std::ranges::find(chosen, file.id) != chosen.end()) files.push_back(file.id);
        if (files.empty()) continue;
        gate.give_purpose({"export_rows", record, "prosecution"});
        auto read = persistence::read_exhibits(gate, *house.files, record, files);
        if (!read) return read;
        std::ranges::move(*read, std::back_inserter(all));
    }
    return all;
}

// Nothing when the server stops: each part takes seconds.
std::optional<domain::Outcome<std::vector<documents::BundlePart>>> printed(std::vector<DraftPart> drafts, const persistence::Cleared& cleared, const std::stop_token& stopping) {
    std::vector<documents::BundlePart> parts;
    for (auto& draft : drafts) {
        if (stopping.stop_requested()) return std::nullopt;
        if (draft.document.blocks.empty()) {
            parts.push_back({std::move(draft.title), std::move(draft.pdf)});
            continue;
        }
        auto pdf = documents::print_document(draft.document, cleared, {}, documents::PageNumbers::none);
        if (!pdf) return domain::Outcome<std::vector<documents::BundlePart>>(std::unexpected(std::move(pdf.error())));
        parts.push_back({std::move(draft.title), std::move(*pdf), std::move(draft.pages)});
    }
    return domain::Outcome<std::vector<documents::BundlePart>>(std::move(parts));
}

// Every word that leaves: of the bound pages, of text files beside them. Nothing where they cannot be read.
std::optional<std::string> words_inside(const std::string& bound, const std::vector<Exhibit>& exhibits) {
    auto words = persistence::words_of_pdf(bound);
    if (!words) return std::nullopt;
    for (const auto& exhibit : exhibits)
        if (exhibit.file.type == "txt") *words += "\n" + exhibit.copy;
    return words;
}

}  // namespace

std::vector<std::string> records_of(const persistence::CaseRecord& record) {
    std::vector<std::string> ids;
    if (record.kind == "notice")
        for (const auto& link : record.links) ids.push_back(link.id);
    ids.push_back(record.id);
    return ids;
}

std::optional<Kept> make_bundle(House& house, Gate& gate, const persistence::OpenJob& job, const std::stop_token& stopping) {
    const auto asked = persistence::bundle_of(job);
    const auto& id = asked.record;
    gate.give_purpose({"export_rows", id, "prosecution"});
    const auto source = persistence::gather_bundle(gate, id);
    if (!source) return Kept(std::unexpected(source.error()));
    const auto exhibits = exhibits_of(house, gate, *source, asked.files);
    if (!exhibits) return Kept(std::unexpected(exhibits.error()));
    auto drafts = bundle_parts(*source, *exhibits, log_of(gate, id));
    const auto cleared = persistence::clear_document(gate, id, "court_bundle", asked.title + "\n" + words_of(drafts), {}, auth::Action::issue_document);
    if (!cleared) return Kept(std::unexpected(cleared.error()));
    auto parts = printed(std::move(drafts), *cleared, stopping);
    if (!parts) return std::nullopt;
    if (!*parts) return Kept(std::unexpected(std::move(parts->error())));
    auto bound = documents::bind_bundle({asked.title, id, source->head.panel_name, std::move(**parts)});
    if (!bound) return Kept(std::unexpected(std::move(bound.error())));
    const auto inside = words_inside(*bound, *exhibits);
    if (!inside) return Kept(domain::refuse(RefusalKind::rule, {}, "The words inside the files could not be read. Leave out the largest PDF, or make two bundles"));
    // Checked and not kept: evidence lies sealed, and its words must not lie beside it.
    if (const auto files = persistence::clear_document(gate, id, "court_bundle", *inside, {}, auth::Action::issue_document); !files) return Kept(std::unexpected(files.error()));
    if (!persistence::still_runs(house.database, job)) return Kept(domain::refuse(RefusalKind::conflict, {}, "The job was cancelled meanwhile"));
    persistence::NewDocument document;
    document.kind = "court_bundle", document.title = asked.title, document.pdf = std::move(*bound);
    for (const auto& exhibit : *exhibits)
        if (exhibit.file.record == id) document.evidence.push_back(exhibit.file.id);
    return persistence::keep_document(gate, *house.files, id, document, *cleared);
}

}  // namespace casework::web::cases
