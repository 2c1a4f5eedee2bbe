// One function a block; what a document says is text and is escaped, whoever wrote it.
#include "web/documents/document_html.hpp"

#include <algorithm>

#include "auth/crypto.hpp"
#include "web/html/govuk_lists.hpp"

namespace casework::web::documents {
namespace {

namespace model = domain::documents;
namespace govuk = html::govuk;

// Words with their line breaks.
Html lines(std::string_view words) {
    Html out;
    for (std::size_t at = 0; at <= words.size();) {
        const auto end = std::min(words.find('\n', at), words.size());
        if (at > 0) out << "<br>"_html;
        out << words.substr(at, end - at);
        at = end + 1;
    }
    return out;
}

struct Write {
    int lowered = 0;
    Html operator()(const model::Heading& heading) const {
        Html out;
        const int level = std::min(heading.level + lowered, 6);
        out << "<h"_html << level << " class=\"govuk-heading-"_html << (level == 2 ? "m" : "s") << "\">"_html << heading.text << "</h"_html << level << ">"_html;
        return out;
    }
    Html operator()(const model::Paragraph& paragraph) const {
        Html out;
        out << "<p class=\"govuk-body"_html << (paragraph.strong ? " govuk-!-font-weight-bold" : "") << "\">"_html << lines(paragraph.text) << "</p>"_html;
        return out;
    }
    Html operator()(const model::Items& list) const {
        Html out = list.numbered ? Html("<ol class=\"govuk-list govuk-list--number\">"_html) : Html("<ul class=\"govuk-list govuk-list--bullet\">"_html);
        for (const auto& item : list.items) out << "<li>"_html << lines(item) << "</li>"_html;
        return out += list.numbered ? "</ol>"_html : "</ul>"_html;
    }
    Html operator()(const model::AddressBlock& address) const {
        Html out("<p class=\"govuk-body app-document__address\">"_html);
        for (std::size_t i = 0; i < address.lines.size(); ++i) {
            if (i > 0) out << "<br>"_html;
            out << address.lines[i];
        }
        return out += "</p>"_html;
    }
    Html operator()(const model::Table& table) const {
        govuk::Table shown{.caption = table.caption, .caption_classes = "govuk-table__caption--s", .first_cell_is_header = table.first_cell_is_header};
        for (const auto& cell : table.head) shown.head.push_back({.text = cell});
        for (const auto& row : table.rows) {
            govuk::TableRow cells;
            for (const auto& cell : row) cells.push_back({.html = lines(cell)});
            shown.rows.push_back(std::move(cells));
        }
        return govuk::table(shown);
    }
    Html operator()(const model::Facts& facts) const {
        govuk::SummaryList list;
        for (const auto& [label, value] : facts.rows) list.rows.push_back({.key = {.text = label}, .value = {.html = lines(value)}});
        return govuk::summary_list(list);
    }
    Html operator()(const model::SignatureBlock& signature) const {
        Html out("<div class=\"app-document__signature\"><p class=\"govuk-body app-document__sign-here\">Signed:</p><p class=\"govuk-body\"><strong>"_html);
        out << signature.name << "</strong>"_html;
        for (const auto* line : {&signature.role, &signature.organisation})
            if (!line->empty()) out << "<br>"_html << *line;
        out << "</p><p class=\"govuk-body\">Date: "_html << signature.signed_on << "</p></div>"_html;
        return out;
    }
    Html operator()(const model::Picture& picture) const {
        Html out("<figure class=\"app-document__picture\"><img"_html);
        out += html::attribute("src", "data:" + picture.content_type + ";base64," + auth::to_base64(picture.bytes));
        out += html::attribute("alt", picture.alternative);
        out << ">"_html;
        if (!picture.caption.empty()) out << "<figcaption class=\"govuk-body\">"_html << picture.caption << "</figcaption>"_html;
        return out += "</figure>"_html;
    }
    Html operator()(const model::PageBreak&) const { return "<div class=\"app-document__page-break\"></div>"_html; }
};

// A string of CSS: what could end it, or be read as an escape, is left out.
std::string quoted(std::string_view words) {
    std::string safe;
    for (const char c : words)
        if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) safe += c;
    return '"' + safe + '"';
}

constexpr std::string_view paper = R"(
html { font: 11pt/1.45 "Liberation Sans", Arial, "DejaVu Sans", sans-serif; color: #0b0c0c; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 14pt; }
h2 { font-size: 14pt; margin: 16pt 0 6pt; }
h3, h4, h5, h6 { font-size: 12pt; margin: 12pt 0 4pt; }
h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
p { margin: 0 0 8pt; orphans: 3; widows: 3; }
ul, ol { margin: 0 0 8pt; padding-left: 18pt; }
li { margin-bottom: 4pt; }
table { width: 100%; border-collapse: collapse; margin: 0 0 12pt; }
caption { text-align: left; font-weight: bold; padding-bottom: 4pt; }
th, td { text-align: left; vertical-align: top; padding: 4pt 8pt 4pt 0; border-bottom: 0.5pt solid #b1b4b6; }
tr { break-inside: avoid; }
dl { margin: 0 0 12pt; }
.govuk-summary-list__row { border-bottom: 0.5pt solid #b1b4b6; padding: 4pt 0; break-inside: avoid; }
dt { font-weight: bold; }
dd { margin: 0; }
.govuk-\!-font-weight-bold { font-weight: bold; }
.app-document__address { margin: 0 0 18pt; }
.app-document__signature { margin-top: 24pt; break-inside: avoid; }
.app-document__sign-here { border-bottom: 0.5pt solid #0b0c0c; padding-top: 28pt; width: 60%; }
.app-document__picture { margin: 0 0 12pt; break-inside: avoid; }
.app-document__picture img { max-width: 100%; max-height: 20cm; }
.app-document__page-break { break-after: page; }
)";

}  // namespace

Html document_body(const model::Document& document, int title_level) {
    Html out;
    out << "<h"_html << title_level << " class=\"govuk-heading-l\">"_html << document.title << "</h"_html << title_level << ">"_html;
    for (const auto& block : document.blocks) out += std::visit(Write{title_level - 1}, block);
    return out;
}

Html document_for_print(const model::Document& document) {
    Html out("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>"_html);
    out << document.title << "</title><meta name=\"author\""_html << html::attribute("content", document.author) << "></head><body>"_html << document_body(document) << "</body></html>"_html;
    return out;
}

std::string print_style(const model::Document& document, bool page_numbers) {
    std::string page = "@page { size: A4; margin: 20mm 18mm 22mm; ";
    if (!document.marking.empty()) page += "@top-center { content: " + quoted(document.marking) + "; font: bold 9pt \"Liberation Sans\", Arial, sans-serif; } ";
    if (!document.reference.empty()) page += "@bottom-left { content: " + quoted(document.reference) + "; font: 9pt \"Liberation Sans\", Arial, sans-serif; } ";
    if (page_numbers) page += "@bottom-right { content: \"Page \" counter(page) \" of \" counter(pages); font: 9pt \"Liberation Sans\", Arial, sans-serif; } ";
    return page + "}" + std::string(paper);
}

}  // namespace casework::web::documents
