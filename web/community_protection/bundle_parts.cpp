// Writing the parts in the order in which a court reads them.
#include "web/community_protection/bundle_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/service.hpp"
#include "domain/text.hpp"
#include "web/documents/paper_sheet.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/ledger_words.hpp"

namespace casework::web::cases {
namespace {

namespace model = domain::documents;
namespace rules = domain::community_protection;
using persistence::BundleSource;
using persistence::Exhibit;

constexpr std::size_t pictures_a_part = 12;  // printed at once

model::Document titled(const BundleSource& source, std::string title) { return {std::move(title), source.head.id, {}, source.head.panel_name, {}}; }

DraftPart paper_part(const BundleSource& source, const persistence::BundlePaper& paper) {
    persistence::Paper shown;
    shown.record = paper.record, shown.panel_name = source.head.panel_name;
    shown.name = paper.name, shown.words = paper.words, shown.digest = paper.digest, shown.given = true;
    const auto breach = paper.breach > 0 ? fmt::format(", breach {}", paper.breach) : std::string();
    return {fmt::format("{}, {}{}, {}", documents::kind_words(paper.name), paper.record, breach, domain::long_date(paper.made_on)), documents::document_of(shown), {}};
}

DraftPart service_part(const BundleSource& source) {
    auto document = titled(source, "How the papers were given");
    for (const auto& [record, line] : source.services) {
        const auto& s = line.service;
        document.blocks.emplace_back(model::Heading{2, record});
        model::Facts facts{{{"How", domain::words_for(rules::service_methods(), s.method)}, {"Where", domain::tidy_line(s.address)}, {"When", (s.on ? domain::long_date(*s.on) : std::string()) + (s.at ? " at " + domain::time_words(*s.at) : "")}, {"By", line.by_name}}};
        for (const auto& [label, value] : {std::pair<const char*, const std::string&>{"Received by", s.received_by}, {"Witness", s.witness}, {"Proof", s.proof}})
            if (!value.empty()) facts.rows.emplace_back(label, value);
        document.blocks.emplace_back(std::move(facts));
    }
    return {document.title, std::move(document), {}};
}

DraftPart breaches_part(const BundleSource& source) {
    auto document = titled(source, "Breaches of the notice");
    model::Table table{"Breaches, oldest first", {"Number", "When", "Where", "What happened", "State"}, {}, true};
    for (const auto& each : source.breaches)
        table.rows.push_back({std::to_string(each.n), domain::long_date(each.on) + (each.minute ? ", " + domain::time_words(*each.minute) : ""), each.place.empty() ? "Not recorded" : each.place, each.words, domain::upper_first(each.state_words)});
    document.blocks.emplace_back(std::move(table));
    return {document.title, std::move(document), {}};
}

std::string shows(const persistence::EvidenceFile& file) { return file.caption.empty() ? file.name : file.caption; }
std::string exhibit_title(std::size_t number, const persistence::EvidenceFile& file) { return fmt::format("Exhibit {}: {}", number, shows(file)); }

void add_pictures(const BundleSource& source, const std::vector<std::pair<std::size_t, const Exhibit*>>& pictures, std::vector<DraftPart>& parts) {
    for (std::size_t from = 0; from < pictures.size(); from += pictures_a_part) {
        const auto to = std::min(from + pictures_a_part, pictures.size());
        DraftPart part{fmt::format("Photographs, exhibits {} to {}", pictures[from].first, pictures[to - 1].first), titled(source, "Photographs"), {}};
        for (auto i = from; i < to; ++i) {
            const auto& [number, exhibit] = pictures[i];
            const auto& file = exhibit->file;
            if (i > from) part.document.blocks.emplace_back(model::PageBreak{});
            part.document.blocks.emplace_back(model::Heading{2, exhibit_title(number, file)});
            part.document.blocks.emplace_back(model::Picture{file.type == "png" ? "image/png" : "image/jpeg", exhibit->copy, shows(file), fmt::format("Added by {} on {}. Digest of the original: {}", file.uploaded_by_name, domain::long_date(persistence::london_date(file.began_at)), file.sha256)});
            part.pages.push_back(exhibit_title(number, file));
        }
        parts.push_back(std::move(part));
    }
}

void add_exhibits(const BundleSource& source, const std::vector<Exhibit>& exhibits, std::vector<DraftPart>& parts) {
    std::vector<std::pair<std::size_t, const Exhibit*>> pictures;
    model::Table others{"Held as files, not printed", {"Exhibit", "File", "Digest"}, {}, true};
    std::size_t number = 0;
    for (const auto& exhibit : exhibits) {
        ++number;
        if (exhibit.file.type == "jpeg" || exhibit.file.type == "png") pictures.emplace_back(number, &exhibit);
        else if (exhibit.file.type == "pdf") parts.push_back({exhibit_title(number, exhibit.file), {}, exhibit.copy});
        else others.rows.push_back({std::to_string(number), shows(exhibit.file), exhibit.file.sha256});
    }
    add_pictures(source, pictures, parts);
    if (others.rows.empty()) return;
    auto document = titled(source, "Recordings and other files");
    document.blocks.emplace_back(std::move(others));
    parts.push_back({document.title, std::move(document), {}});
}

DraftPart ledger_part(const BundleSource& source, const std::vector<persistence::RecordAccess>& log) {
    auto document = titled(source, "Who did what");
    document.blocks.emplace_back(model::Paragraph{"From the ledger of this service, which cannot be rewritten without being noticed. Oldest first. Who only read the case is not listed."});
    model::Table table{"What was done", {"When", "Who", "What"}, {}, false};
    const auto named = [](const auto& names, const std::string& id) { const auto found = names.find(id); return found == names.end() ? id : found->second; };
    for (const auto& page : log)
        for (const auto& row : page.page.rows)
            table.rows.push_back({domain::long_date(persistence::london_date(row.at)) + ", " + persistence::london_time_seconds(row.at), named(page.names, row.account) + (row.agency.empty() ? "" : ", " + named(page.agencies, row.agency)),
                                  act_words(row.object_type, row.action)});
    std::ranges::reverse(table.rows);
    document.blocks.emplace_back(std::move(table));
    return {document.title, std::move(document), {}};
}

}  // namespace

std::vector<DraftPart> bundle_parts(const BundleSource& source, const std::vector<Exhibit>& exhibits, const std::vector<persistence::RecordAccess>& log) {
    std::vector<DraftPart> parts;
    for (const auto& paper : source.papers)
        if (paper.breach == 0) parts.push_back(paper_part(source, paper));
    if (!source.services.empty()) parts.push_back(service_part(source));
    if (!source.breaches.empty()) parts.push_back(breaches_part(source));
    for (const auto& paper : source.papers)
        if (paper.breach > 0) parts.push_back(paper_part(source, paper));
    add_exhibits(source, exhibits, parts);
    if (!log.empty()) parts.push_back(ledger_part(source, log));
    return parts;
}

std::string words_of(const std::vector<DraftPart>& parts) {
    std::string all;
    for (const auto& part : parts) {
        all += part.title + "\n";
        if (!part.document.blocks.empty()) all += model::plain_text(part.document) + "\n";
    }
    return all;
}

}  // namespace casework::web::cases
