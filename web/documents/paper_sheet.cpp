// Making the document from the stored words.
#include "web/documents/paper_sheet.hpp"

#include <algorithm>

#include "domain/papers/paper_kinds.hpp"
#include "web/documents/document_html.hpp"

namespace casework::web::documents {

namespace model = domain::documents;
namespace papers = domain::papers;
using html::operator""_html;

namespace {

// "A. Officer | Community Protection Officer | the council"
model::SignatureBlock signature_of(const std::string& words) {
    model::SignatureBlock block;
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

model::Document document_of(const persistence::Paper& paper) {
    model::Document document;
    document.reference = paper.record + (paper.given ? ". Document check: " : ". Draft, not given. Document check: ") + paper.digest.substr(0, 12);
    if (!paper.wording.empty()) document.reference += ". Wording: " + paper.wording;
    const auto* kind = papers::paper_of_document(paper.name);
    document.marking = !paper.given ? "DRAFT" : kind ? std::string(kind->marking) : std::string();
    document.author = paper.panel_name;
    for (const auto& line : papers::parse_paper(paper.words)) {
        auto* items = document.blocks.empty() ? nullptr : std::get_if<model::Items>(&document.blocks.back());
        switch (line.kind) {
            case papers::LineKind::heading:
                if (document.title.empty()) document.title = line.words;
                else document.blocks.emplace_back(model::Heading{2, line.words});
                break;
            case papers::LineKind::item:
                if (items == nullptr) items = &std::get<model::Items>(document.blocks.emplace_back(model::Items{}));
                items->items.push_back(line.words);
                break;
            case papers::LineKind::fact: {
                auto* facts = document.blocks.empty() ? nullptr : std::get_if<model::Facts>(&document.blocks.back());
                if (facts == nullptr) facts = &std::get<model::Facts>(document.blocks.emplace_back(model::Facts{}));
                const auto mark = std::min(line.words.find(": "), line.words.size());
                facts->rows.emplace_back(line.words.substr(0, mark), line.words.substr(std::min(mark + 2, line.words.size())));
                break;
            }
            case papers::LineKind::signature: document.blocks.emplace_back(signature_of(line.words)); break;
            case papers::LineKind::requirement: document.blocks.emplace_back(model::Paragraph{line.words, true}); break;
            case papers::LineKind::paragraph: document.blocks.emplace_back(model::Paragraph{line.words, false}); break;
        }
    }
    return document;
}

html::Html paper_sheet(const persistence::Paper& paper, int title_level) {
    const auto document = document_of(paper);
    html::Html out;
    out << "<article class=\"app-sheet\" aria-label=\"The paper as it is given\">\n"_html << document_body(document, title_level) << "<p class=\"app-sheet__foot\">"_html << document.reference << (document.marking.empty() ? ". Keep this safe." : ". " + document.marking) << "</p></article>\n"_html;
    return out;
}

std::string pdf_name(const persistence::Paper& paper) { return paper.record + (paper.name == "warning" || paper.name == "notice" ? "" : "-" + paper.name) + (paper.given ? ".pdf" : "-draft.pdf"); }

}  // namespace casework::web::documents
