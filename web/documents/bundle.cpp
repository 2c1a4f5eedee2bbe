// Binding: libqpdf joins the pages and writes the numbers; WeasyPrint prints the index like any other document.
#include "web/documents/bundle.hpp"

#include <memory>

#include <fmt/format.h>

#define POINTERHOLDER_TRANSITION 4  // libqpdf asks for it: shared pointers are the standard library's
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "persistence/outside/plain_pdf.hpp"
#include "web/documents/document_press.hpp"

namespace casework::web::documents {
namespace {

namespace model = domain::documents;
using Pages = std::vector<QPDFPageObjectHelper>;

// A part that was opened: its pages live as long as it does, and are read from its bytes when they are written.
struct Opened {
    std::string title;
    std::unique_ptr<const std::string> bytes;
    std::unique_ptr<QPDF> file;
    Pages pages;
    std::vector<std::string> inside;  // what each page shows
};

// Of a plain PDF, ours or as plain_pdf makes it. Its tags belong to a tree that stays behind.
Opened opened(std::string title, std::string pdf, std::vector<std::string> inside) {
    Opened part{std::move(title), std::make_unique<const std::string>(std::move(pdf)), std::make_unique<QPDF>(), {}, std::move(inside)};
    part.file->setSuppressWarnings(true);
    part.file->processMemoryFile("part", part.bytes->data(), part.bytes->size());
    part.pages = QPDFPageDocumentHelper(*part.file).getAllPages();
    for (auto& page : part.pages) page.getObjectHandle().removeKey("/StructParents");
    return part;
}

// What a stranger made is read by a process of its own first: whatever it does, it does there.
domain::Outcome<Opened> open_part(BundlePart part) {
    const auto refuse = [&](std::string_view why) { return domain::refuse(domain::RefusalKind::rule, "evidence", fmt::format("‘{}’ cannot be part of a bundle: {}", part.title, why), "Rules of this service"); };
    auto plain = persistence::plain_pdf(part.pdf);
    if (!plain) return refuse(persistence::words_of(plain.error()));
    try {
        auto made = opened(part.title, *std::move(plain), std::move(part.pages));
        if (made.pages.empty()) return refuse("it has no pages");
        return made;
    } catch (const std::exception&) {
        return refuse(persistence::words_of(persistence::PdfFault::unreadable));
    }
}

std::size_t pages_of(const std::vector<Opened>& parts) {
    std::size_t pages = 0;
    for (const auto& part : parts) pages += part.pages.size();
    return pages;
}

// How many pages the index takes decides where the first part begins, and the numbers in it are never longer than before: printed
// until it keeps its length.
domain::Outcome<Opened> print_index(const Bundle& bundle, const std::vector<Opened>& parts, const PrintBounds& bounds) {
    for (std::size_t own_pages = 1;;) {
        model::Table index{"Index", {"Number", "Document", "Page"}, {}, false};
        std::size_t number = 0, page = own_pages + 1;
        for (const auto& part : parts) {
            index.rows.push_back({std::to_string(++number), part.title, std::to_string(page)});
            for (std::size_t i = 0; i < part.inside.size() && part.inside.size() == part.pages.size(); ++i) index.rows.push_back({fmt::format("{}.{}", number, i + 1), part.inside[i], std::to_string(page + i)});
            page += part.pages.size();
        }
        const auto printed = press_document({bundle.title, {}, {}, bundle.author, {model::Facts{{{"Reference", bundle.reference}}}, std::move(index)}}, bounds, PageNumbers::none);
        if (!printed) return std::unexpected(printed.error());
        auto opened = open_part({"Index", *printed});
        if (!opened || opened->pages.size() <= own_pages) return opened;
        own_pages = opened->pages.size();
    }
}

// Where the foot of a page is when it is shown, whichever way it is turned: the matrix that leads from upright to the page.
std::string upright(QPDFPageObjectHelper& page) {
    const auto box = page.getCropBox().getArrayAsRectangle();
    auto turned = page.getAttribute("/Rotate", false);
    const auto at = [&](const char* matrix, double x, double y) { return fmt::format("{} {:.2f} {:.2f} cm\n", matrix, x, y); };
    switch (turned.isInteger() ? ((turned.getIntValueAsInt() % 360) + 360) % 360 : 0) {
        case 90: return at("0 1 -1 0", box.urx, box.ury);
        case 180: return at("-1 0 0 -1", box.llx, box.ury);
        case 270: return at("0 -1 1 0", box.llx, box.lly);
        default: return at("1 0 0 1", box.urx, box.lly);
    }
}

// Helvetica's figures and letters are at most so wide on average, in parts of the size.
constexpr double size = 9, average_width = 0.52, margin = 24, foot = 12;

void stamp(QPDF& bundle, QPDFPageObjectHelper& page, std::size_t number, std::size_t all) {
    const auto words = fmt::format("Page {} of {}", number, all);
    const double width = static_cast<double>(words.size()) * size * average_width;
    auto fonts = page.getAttribute("/Resources", true);
    if (!fonts.isDictionary()) page.getObjectHandle().replaceKey("/Resources", fonts = QPDFObjectHandle::newDictionary());
    auto named = fonts.getKey("/Font").isDictionary() ? fonts.getKey("/Font").shallowCopy() : QPDFObjectHandle::newDictionary();
    named.replaceKey("/CaseworkNumber", QPDFObjectHandle::parse("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"));
    fonts.replaceKey("/Font", named);
    // What the page itself draws is put between q and Q, so that its own settings end with it. The number is no content of the document.
    page.addPageContents(QPDFObjectHandle::newStream(&bundle, "q\n"), true);
    page.addPageContents(QPDFObjectHandle::newStream(&bundle, fmt::format("\nQ\n/Artifact BMC\nq\n{}1 g {:.2f} {:.2f} {:.2f} {:.2f} re f\n0 g BT /CaseworkNumber {} Tf {:.2f} {:.2f} Td ({}) Tj ET\nQ\nEMC\n", upright(page),
                                                                         -margin - width - 3, foot - 3, width + 6, size + 5, size, -margin - width, foot, words)),
                         false);
}

QPDFObjectHandle bookmark(QPDF& bundle, const std::string& title, QPDFObjectHandle page) {
    auto item = QPDFObjectHandle::newDictionary();
    item.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
    item.replaceKey("/Dest", QPDFObjectHandle::newArray({page, QPDFObjectHandle::newName("/Fit")}));
    return bundle.makeIndirectObject(item);
}

void add_bookmarks(QPDF& bundle, std::vector<QPDFObjectHandle> items) {
    auto outlines = bundle.makeIndirectObject(QPDFObjectHandle::newDictionary());
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].replaceKey("/Parent", outlines);
        if (i > 0) items[i].replaceKey("/Prev", items[i - 1]);
        if (i + 1 < items.size()) items[i].replaceKey("/Next", items[i + 1]);
    }
    outlines.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
    outlines.replaceKey("/First", items.front());
    outlines.replaceKey("/Last", items.back());
    outlines.replaceKey("/Count", QPDFObjectHandle::newInteger(static_cast<long long>(items.size())));
    bundle.getRoot().replaceKey("/Outlines", outlines);
    bundle.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
}

void name_it(QPDF& bundle, const Bundle& named) {
    auto facts = bundle.makeIndirectObject(QPDFObjectHandle::newDictionary());
    facts.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(named.title));
    facts.replaceKey("/Author", QPDFObjectHandle::newUnicodeString(named.author));
    bundle.getTrailer().replaceKey("/Info", facts);
    bundle.getRoot().replaceKey("/Lang", QPDFObjectHandle::newUnicodeString("en-GB"));
    bundle.getRoot().replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
}

std::string written(QPDF& bundle) {
    QPDFWriter writer(bundle);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setDecodeLevel(qpdf_dl_none);  // pictures of the parts stay as they are
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string bound(const Bundle& named, const std::vector<Opened>& parts) {
    QPDF bundle;
    bundle.emptyPDF();
    QPDFPageDocumentHelper document(bundle);
    for (const auto& part : parts)
        for (const auto& page : part.pages) document.addPage(page, false);
    auto pages = document.getAllPages();
    std::vector<QPDFObjectHandle> bookmarks;
    std::size_t first = 0;
    for (const auto& part : parts) {
        bookmarks.push_back(bookmark(bundle, part.title, pages[first].getObjectHandle()));
        first += part.pages.size();
    }
    for (std::size_t i = 0; i < pages.size(); ++i) stamp(bundle, pages[i], i + 1, pages.size());
    add_bookmarks(bundle, std::move(bookmarks));
    name_it(bundle, named);
    return written(bundle);
}

}  // namespace

domain::Outcome<std::string> bind_bundle(const Bundle& bundle, const PrintBounds& bounds) {
    std::vector<Opened> parts;
    domain::Refusals refusals;
    for (const auto& part : bundle.parts) {
        auto opened = open_part(part);
        if (opened) parts.push_back(std::move(*opened));
        else refusals.insert(refusals.end(), opened.error().begin(), opened.error().end());
    }
    if (bundle.parts.empty()) refusals.push_back({domain::RefusalKind::rule, "evidence", "A bundle holds at least one document", "Rules of this service"});
    if (pages_of(parts) > bundle_pages_max) refusals.push_back({domain::RefusalKind::rule, "evidence", fmt::format("A bundle holds at most {} pages. Make two", bundle_pages_max), "Rules of this service"});
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    auto index = print_index(bundle, parts, bounds);
    if (!index) return std::unexpected(std::move(index.error()));
    parts.insert(parts.begin(), std::move(*index));
    try {
        return bound(bundle, parts);
    } catch (const std::exception&) {
        return domain::refuse(domain::RefusalKind::rule, "evidence", "These documents cannot be bound: one of them is damaged", "Rules of this service");
    }
}

domain::Outcome<std::string> print_photograph(const std::string& title, const model::Picture& picture, const PrintBounds& bounds) {
    return press_document({title, {}, {}, {}, {picture}}, bounds, PageNumbers::none);
}

}  // namespace casework::web::documents
