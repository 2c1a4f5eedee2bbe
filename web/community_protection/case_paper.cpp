// Making the document from the stored words.
#include "web/community_protection/case_paper.hpp"

#include <algorithm>

#include "domain/community_protection/made_papers.hpp"
#include "web/documents/document_html.hpp"

namespace casework::web::cases {

namespace documents = domain::documents;
namespace rules = domain::community_protection;
using html::operator""_html;

namespace {

// "A. Officer | Community Protection Officer | the council"
documents::SignatureBlock signature_of(const std::string& words) {
    documents::SignatureBlock block;
    std::string* parts[] = {&block.name, &block.role, &block.organisation};
    std::size_t at = 0;
    for (auto* part : parts) {
        const auto end = std::min(words.find(" | ", at), words.size());
        *part = words.substr(at, end - at);
        at = std::min(end + 3, words.size());
    }
    return block;
}

}  // namespace

documents::Document document_of(const persistence::CasePaper& paper) {
    documents::Document document;
    document.reference = paper.head.id + (paper.given ? ". Document check: " : ". Draft, not given. Document check: ") + paper.digest.substr(0, 12);
    if (!paper.wording.empty()) document.reference += ". Wording: " + paper.wording;
    document.marking = !paper.given ? "DRAFT" : rules::made_paper_internal(paper.name) ? "OFFICIAL-SENSITIVE. Not for the person or whoever reported it" : "";
    document.author = paper.head.panel_name;
    for (const auto& line : rules::parse_paper(paper.words)) {
        auto* items = document.blocks.empty() ? nullptr : std::get_if<documents::Items>(&document.blocks.back());
        switch (line.kind) {
            case rules::LineKind::heading:
                if (document.title.empty()) document.title = line.words;
                else document.blocks.emplace_back(documents::Heading{2, line.words});
                break;
            case rules::LineKind::item:
                if (items == nullptr) items = &std::get<documents::Items>(document.blocks.emplace_back(documents::Items{}));
                items->items.push_back(line.words);
                break;
            case rules::LineKind::fact: {
                auto* facts = document.blocks.empty() ? nullptr : std::get_if<documents::Facts>(&document.blocks.back());
                if (facts == nullptr) facts = &std::get<documents::Facts>(document.blocks.emplace_back(documents::Facts{}));
                const auto mark = std::min(line.words.find(": "), line.words.size());
                facts->rows.emplace_back(line.words.substr(0, mark), line.words.substr(std::min(mark + 2, line.words.size())));
                break;
            }
            case rules::LineKind::signature: document.blocks.emplace_back(signature_of(line.words)); break;
            case rules::LineKind::requirement: document.blocks.emplace_back(documents::Paragraph{line.words, true}); break;
            case rules::LineKind::paragraph: document.blocks.emplace_back(documents::Paragraph{line.words, false}); break;
        }
    }
    return document;
}

html::Html paper_sheet(const persistence::CasePaper& paper, int title_level) {
    const auto document = document_of(paper);
    html::Html out;
    out << "<article class=\"app-sheet\" aria-label=\"The paper as it is given\">\n"_html << web::documents::document_body(document, title_level) << "<p class=\"app-sheet__foot\">"_html << document.reference << (document.marking.empty() ? ". Keep this safe." : ". " + document.marking) << "</p></article>\n"_html;
    return out;
}

std::string pdf_name(const persistence::CasePaper& paper) { return paper.head.id + (paper.name == "warning" || paper.name == "notice" ? "" : "-" + paper.name) + (paper.given ? ".pdf" : "-draft.pdf"); }

}  // namespace casework::web::cases
