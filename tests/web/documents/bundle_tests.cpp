// A bundle for a court: what is bound stands in its order, with index, bookmarks and one run of page numbers.
#include <catch2/catch.hpp>

#include "tests/support/pdf_reading.hpp"
#include "tests/support/sample_files.hpp"
#include "tests/support/skip.hpp"
#include "web/documents/bundle.hpp"
#include "web/documents/document_press.hpp"

using namespace casework;
using namespace casework::domain::documents;
using namespace casework::web::documents;
using casework::testing::PdfReading;

namespace {

std::string letter(const std::string& title, int pages = 1) {
    Document document{title, {}, {}, "Council", {Paragraph{"First words of " + title}}};
    for (int i = 1; i < pages; ++i) document.blocks.insert(document.blocks.end(), {PageBreak{}, Paragraph{"Leaf " + std::to_string(i + 1) + " of " + title}});
    const auto printed = press_document(document, {}, PageNumbers::none);
    REQUIRE(printed);
    return *printed;
}

// A page that draws by itself in every way that a bundle leaves out, turned by so many degrees.
std::string odd_page(int turned) {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/Rotate " + std::to_string(turned) +
           ">>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[10 20 310 220]/AA<</O<</S/JavaScript/JS(canary)>>>>/Annots[4 0 R]>>endobj\n"
           "4 0 obj<</Type/Annot/Subtype/Link/Rect[10 20 60 60]/A<</S/URI/URI(https://canary.example/)>>>>endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n";
}

bool holds(const std::string& text, std::string_view words) { return text.find(words) != text.npos; }

}  // namespace

TEST_CASE("a bundle has an index, its documents in order, bookmarks and one run of page numbers") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    const auto bound = bind_bundle({"Bundle for the hearing on 14 May 2026", "CPN-2026-0041", "Maidstone Borough Council", {{"Warning", letter("Warning", 2)}, {"Notice", letter("Notice")}, {"Statement of Mel Hart", letter("Statement", 3)}}});
    REQUIRE(bound);
    const PdfReading pdf(*bound);
    CHECK(holds(pdf.facts(), "Pages:           7"));
    CHECK(holds(pdf.facts(), "Title:           Bundle for the hearing on 14 May 2026"));
    const auto index = pdf.page(1);
    for (const auto* words : {"Bundle for the hearing on 14 May 2026", "CPN-2026-0041", "Warning", "Statement of Mel Hart"}) CHECK(holds(index, words));
    CHECK(index.find("2") < index.find("Notice"));
    for (const auto& [page, words] : {std::pair{2, "First words of Warning"}, {3, "Leaf 2 of Warning"}, {4, "First words of Notice"}, {5, "First words of Statement"}, {7, "Leaf 3 of Statement"}}) {
        INFO("page " << page << ": " << pdf.page(page));
        CHECK(holds(pdf.page(page), words));
        CHECK(holds(pdf.page(page), "Page " + std::to_string(page) + " of 7"));
    }
    const auto outline = testing::run({"pdftohtml", "-xml", "-i", "-stdout", pdf.path()}).said;
    for (const auto* item : {"<item page=\"2\">Warning</item>", "<item page=\"4\">Notice</item>", "<item page=\"5\">Statement of Mel Hart</item>"}) {
        INFO(item << " in " << outline);
        CHECK(holds(outline, item));
    }
}

TEST_CASE("a page that is turned has its number at the foot as it is shown") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    std::vector<BundlePart> parts;
    for (const int turned : {0, 90, 180, 270}) parts.push_back({"Turned by " + std::to_string(turned), odd_page(turned)});
    const auto bound = bind_bundle({"Bundle", "X-2026-0001", "Council", parts});
    REQUIRE(bound);
    const PdfReading pdf(*bound);
    for (int page = 2; page <= 5; ++page) {
        const auto words = testing::run({"pdftotext", "-bbox", "-f", std::to_string(page), "-l", std::to_string(page), pdf.path(), "-"}).said;
        INFO(words);
        const bool lies = page % 2 == 0;
        const double width = lies ? 300 : 200, height = lies ? 200 : 300;
        const auto at = words.rfind("xMin=\"");
        REQUIRE(at != words.npos);
        const double left = std::stod(words.substr(at + 6)), top = std::stod(words.substr(words.find("yMin=\"", at) + 6));
        CHECK(left > width * 0.7);
        CHECK(left < width);
        CHECK(top > height * 0.85);
        CHECK(top < height);
        CHECK(pdf.ink(page) > 0.001);
    }
}

TEST_CASE("nothing in a bundle acts by itself or leads elsewhere") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    const auto bound = bind_bundle({"Bundle", "X-2026-0001", "Council", {{"Odd", odd_page(0)}, {"Talkative", testing::samples::talkative_pdf()}}});
    REQUIRE(bound);
    const PdfReading pdf(*bound);
    CHECK(holds(pdf.facts(), "JavaScript:      no"));
    CHECK_FALSE(holds(testing::run({"pdfinfo", "-js", pdf.path()}).said, "canary"));
    CHECK_FALSE(holds(testing::run({"pdfinfo", "-url", pdf.path()}).said, "canary"));
    CHECK_FALSE(holds(testing::run({"pdfdetach", "-list", pdf.path()}).said, "canary"));
    for (const auto* trace : {"canary", "Exif", "serial-number"}) CHECK_FALSE(holds(*bound, trace));
}

TEST_CASE("a bundle refuses what cannot be bound and names it") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    const auto refused = bind_bundle({"Bundle", "X-2026-0001", "Council", {{"Diary sheet", "%PDF-1.4 nothing more"}, {"Letter", letter("Letter")}, {"Photograph", testing::samples::photograph()}}});
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().size() == 2);
    CHECK(refused.error().front().message == "‘Diary sheet’ cannot be part of a bundle: it is damaged or too large");
    CHECK(refused.error().back().message == "‘Photograph’ cannot be part of a bundle: it is damaged or too large");
    CHECK(bind_bundle({"Bundle", "X-2026-0001", "Council", {}}).error().front().message == "A bundle holds at least one document");
}

TEST_CASE("an index longer than a page counts its own pages") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    const auto one = letter("Letter");
    std::vector<BundlePart> parts;
    for (int i = 1; i <= 60; ++i) parts.push_back({"Document number " + std::to_string(i), one});
    const auto bound = bind_bundle({"Bundle", "X-2026-0001", "Council", parts});
    REQUIRE(bound);
    const PdfReading pdf(*bound);
    const auto index = pdf.page(1);
    const auto first = index.find("Document number 1 ");
    REQUIRE(first != index.npos);
    int pages = 0;
    while (!holds(pdf.page(++pages), "First words of Letter"))
        if (pages > 10) break;
    CHECK(pages > 2);
    CHECK(std::stoi(index.substr(first + std::string("Document number 1 ").size())) == pages);
}

TEST_CASE("a photograph becomes a page of a bundle with the words below it") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    const auto page = print_photograph("Exhibit MH/1", {"image/jpeg", testing::samples::bare_jpeg(), "The broken door", "Taken on 14 March 2026 at 3:09pm"});
    REQUIRE(page);
    const auto bound = bind_bundle({"Bundle", "X-2026-0001", "Council", {{"Exhibit MH/1", *page}}});
    REQUIRE(bound);
    const PdfReading pdf(*bound);
    CHECK(holds(pdf.page(2), "Taken on 14 March 2026 at 3:09pm"));
    CHECK(holds(pdf.page(2), "Page 2 of 2"));
    CHECK(pdf.ink(2) > 0.003);
}
