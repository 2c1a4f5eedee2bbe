// casework-pdf: reads a PDF of any origin on its standard input and writes a plain one: what is drawn, and nothing that is hidden, acts by
// itself or tells who made it. A program of its own, so that a file that takes all memory, or worse, takes this process and no other.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string>

#define POINTERHOLDER_TRANSITION 4  // libqpdf asks for it: shared pointers are the standard library's
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "domain/evidence/file_types.hpp"
#include "domain/evidence/metadata.hpp"

namespace {

using Object = QPDFObjectHandle;
namespace evidence = casework::domain::evidence;

// Wherever they stand: what says who made it and when, what is carried along unseen, and what acts by itself.
constexpr const char* stripped[] = {"/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/OpenAction", "/JS", "/JavaScript", "/EF", "/AF", "/EmbeddedFiles", "/URI"};
// Of a page besides.
constexpr const char* stripped_of_pages[] = {"/Annots", "/B", "/Trans", "/Dur"};
// What the catalogue keeps: how the pages are found, ordered, read aloud and drawn. Names, forms, outlines and all else stay behind.
constexpr const char* kept_of_catalogue[] = {"/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/PageLabels", "/OCProperties", "/OutputIntents", "/Version"};

bool is_action(Object value) { return value.isDictionary() && value.getKey("/S").isName(); }

void strip(Object dictionary) {
    for (const auto* key : stripped) dictionary.removeKey(key);
    if (dictionary.hasKey("/A") && is_action(dictionary.getKey("/A"))) dictionary.removeKey("/A");
}

// Pictures and parts that stand inside other parts, not by themselves; deeper than any program writes is left out.
void strip_within(Object value, int depth = 0) {
    if (depth > 30) return;
    if (value.isDictionary()) {
        strip(value);
        for (const auto& key : value.getKeys())
            if (auto inner = value.getKey(key); !inner.isIndirect()) strip_within(inner, depth + 1);
    } else if (value.isArray()) {
        for (auto inner : value.getArrayAsVector())
            if (!inner.isIndirect()) strip_within(inner, depth + 1);
    }
}

bool is_photograph(Object filter) {
    if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
    return filter.isName() && filter.getName() == "/DCTDecode";
}

// A photograph keeps its picture and loses what the camera wrote beside it. One that does not follow the rules stays as it is drawn.
void strip_photograph(Object stream) {
    auto facts = stream.getDict();
    if (!is_photograph(facts.getKey("/Filter"))) return;
    const auto raw = stream.getRawStreamData();
    const std::string picture(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize());
    const auto* jpeg = evidence::find_type("jpeg");
    if (!jpeg->is_content(picture)) return;
    stream.replaceStreamData(evidence::without_metadata("jpeg", picture), facts.getKey("/Filter"), facts.getKey("/DecodeParms"));
}

void make_plain(QPDF& pdf) {
    QPDFPageDocumentHelper document(pdf);
    QPDFAcroFormDocumentHelper(pdf).generateAppearancesIfNeeded();
    document.flattenAnnotations();
    const auto pages = document.getAllPages();
    if (pages.empty()) throw std::runtime_error("no pages");
    for (auto page : pages)
        for (const auto* key : stripped_of_pages) page.getObjectHandle().removeKey(key);
    auto catalogue = pdf.getRoot();
    for (const auto& key : catalogue.getKeys())
        if (std::find(std::begin(kept_of_catalogue), std::end(kept_of_catalogue), key) == std::end(kept_of_catalogue)) catalogue.removeKey(key);
    pdf.getTrailer().removeKey("/Info");
    for (auto object : pdf.getAllObjects()) {
        strip_within(object.isStream() ? object.getDict() : object);
        if (object.isStream()) strip_photograph(object);
    }
}

void write(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputFile("standard output", stdout, false);
    writer.setObjectStreamMode(qpdf_o_disable);  // whoever reads it next unpacks nothing
    writer.setDecodeLevel(qpdf_dl_none);         // what is packed stays so, what is not as well
    writer.setCompressStreams(false);
    writer.setPreserveEncryption(false);
    writer.setDeterministicID(true);
    writer.write();
}

}  // namespace

int main() {
    std::set_new_handler([] { std::_Exit(1); });  // libqpdf would go on, and leave out what did not fit
    try {
        const std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("file", bytes.data(), bytes.size());
        make_plain(pdf);
        write(pdf);
        return 0;
    } catch (const QPDFExc& fault) {
        if (fault.getErrorCode() != qpdf_e_password) return 1;
        std::cout << "locked";
        return 0;
    } catch (...) {
        return 1;
    }
}
