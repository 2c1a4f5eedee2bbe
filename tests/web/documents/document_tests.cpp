// One text as page and as PDF: escaped, tagged, in reading order, and made within bounds by a process that fetches nothing.
#include <catch2/catch.hpp>

#include "tests/support/pdf_reading.hpp"
#include "tests/support/sample_files.hpp"
#include "tests/support/skip.hpp"
#include "web/documents/document_html.hpp"
#include "web/documents/document_press.hpp"

using namespace casework;
using namespace casework::domain::documents;
using casework::testing::PdfReading;
using web::documents::press_document;

namespace {

Document warning(std::vector<Block> more = {}) {
    Document document{"Community protection warning", "CPW-2026-0041", "OFFICIAL-SENSITIVE", "Maidstone Borough Council",
                      {AddressBlock{{"Dean Harwell", "4 Example Road", "Maidstone", "ME14 1AA"}}, Paragraph{"Dear Dean Harwell"}, Heading{2, "What you must do"},
                       Paragraph{"You must stop shouting in Week Street after 11pm – it costs others their sleep (£100)."}, Items{{"Stop shouting", "Turn the music off"}, true}, Heading{3, "When this was seen"},
                       Table{"What was seen", {"Date", "Conduct"}, {{"14 March 2026", "Shouting"}, {"15 March 2026", "Shouting\nand threats"}}, true}, Facts{{{"Ask for help by", "4 April 2026"}}},
                       SignatureBlock{"Mel Hart", "Community protection officer", "Maidstone Borough Council", ""}}};
    for (auto& block : more) document.blocks.push_back(std::move(block));
    return document;
}

bool holds(const std::string& text, std::string_view words) { return text.find(words) != text.npos; }

}  // namespace

TEST_CASE("a document's page has its structure, and what people wrote stays text") {
    auto document = warning({Paragraph{"<script>alert(1)</script> & \"more\""}});
    document.title = "<b>Warning</b>";
    const std::string page(web::documents::document_body(document).view());
    CHECK_FALSE(holds(page, "<script"));
    CHECK_FALSE(holds(page, "<b>"));
    CHECK(holds(page, "<h1 class=\"govuk-heading-l\">&lt;b&gt;Warning&lt;/b&gt;</h1>"));
    CHECK(holds(page, "<h2 class=\"govuk-heading-m\">What you must do</h2>"));
    CHECK(holds(page, "<ol class=\"govuk-list govuk-list--number\"><li>Stop shouting</li>"));
    CHECK(holds(page, "<th scope=\"col\""));
    CHECK(holds(page, "Shouting<br>and threats"));
    CHECK(holds(page, "4 Example Road<br>Maidstone"));
}

TEST_CASE("what a record holds cannot end the style of a page and begin its own") {
    auto document = warning();
    document.reference = "X\"; } body { display: none } \\22 \n";
    const auto style = web::documents::print_style(document);
    CHECK(holds(style, "content: \"X; } body { display: none } 22 \";"));
}

TEST_CASE("a document as PDF is tagged, named, in reading order, and says what the page says") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    const auto made = press_document(warning());
    REQUIRE(made);
    const PdfReading pdf(*made);
    const auto facts = pdf.facts();
    CHECK(holds(facts, "Tagged:          yes"));
    CHECK(holds(facts, "Title:           Community protection warning"));
    CHECK(holds(facts, "Author:          Maidstone Borough Council"));
    CHECK(holds(facts, "JavaScript:      no"));
    CHECK(holds(facts, "(A4)"));
    CHECK(holds(*made, "pdfuaid"));
    const auto structure = pdf.structure();
    for (const auto* tag : {"H1", "H2", "H3", "P ", "L ", "LI", "Table", "TR", "TH", "TD"}) {
        INFO(tag << " in " << structure);
        CHECK(holds(structure, tag));
    }
    const auto text = pdf.text();
    std::size_t at = 0;
    for (const auto* words : {"OFFICIAL-SENSITIVE", "Community protection warning", "ME14 1AA", "What you must do", "Week Street after 11pm – it", "(£100)", "1. Stop shouting", "What was seen", "14 March 2026", "4 April 2026", "Mel Hart",
                              "CPW-2026-0041", "Page 1 of 1"}) {
        INFO(words << " in " << text);
        const auto found = text.find(words, at);
        REQUIRE(found != std::string::npos);
        at = found;
    }
    CHECK(pdf.ink() > 0.01);
    CHECK(pdf.ink() < 0.5);
}

TEST_CASE("a picture stands in the PDF with its words, and nothing outside the document is fetched") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    const auto made = press_document(warning({PageBreak{}, Picture{"image/jpeg", testing::samples::bare_jpeg(), "The broken door of the shop", "Taken on 14 March 2026"}}));
    REQUIRE(made);
    const PdfReading pdf(*made);
    CHECK(holds(pdf.facts(), "Pages:           2"));
    CHECK(holds(pdf.page(2), "Taken on 14 March 2026"));
    CHECK(holds(*made, "/DCTDecode"));
    auto outward = warning({Paragraph{"<img src=file:///etc/passwd><link rel=attachment href=file:///etc/passwd>"}});
    outward.reference = "url(file:///etc/passwd)";
    const auto still = press_document(outward);
    REQUIRE(still);
    CHECK(holds(PdfReading(*still).text(), "<img src=file:///etc/passwd>"));
}

TEST_CASE("a document that cannot be made is refused and nothing is left running") {
    if (!PdfReading::possible()) return testing::skip("weasyprint or poppler-utils is not installed");
    CHECK(press_document(warning({Items{}})).error().front().message == "A list has no items");
    const auto began = std::chrono::steady_clock::now();
    for (const auto& bounds : {web::documents::PrintBounds{.time = std::chrono::milliseconds{50}}, web::documents::PrintBounds{.memory_mib = 40}, web::documents::PrintBounds{.pdf_bytes_max = 1000}}) {
        const auto refused = press_document(warning(), bounds);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().front().kind == domain::RefusalKind::unavailable);
        CHECK(holds(refused.error().front().message, "Try again"));
    }
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{60});
}
