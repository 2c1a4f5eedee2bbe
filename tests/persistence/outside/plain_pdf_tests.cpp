// Plain copies of PDFs: what is drawn stays, what tells, hides or acts goes, and a file that takes all memory takes a child's.
#include <catch2/catch.hpp>

#include "persistence/outside/pdf_words.hpp"
#include "persistence/outside/plain_pdf.hpp"
#include "tests/support/sample_files.hpp"

using namespace casework::persistence;
namespace samples = casework::testing::samples;

TEST_CASE("a plain copy of a PDF draws the same and tells nothing") {
    const auto talkative = samples::talkative_pdf();
    const auto copy = plain_pdf(talkative);
    REQUIRE(copy);
    for (const auto* trace : {"canary", "comment-canary", "Exif", "JavaScript", "OpenAction", "EmbeddedFile", "/Metadata", "/Info", "/AA", "/URI", "PieceInfo", "2026", "film-after-the-end"}) {
        INFO(trace << " in " << *copy);
        CHECK(copy->find(trace) == copy->npos);
    }
    CHECK(talkative.find("Exif") != talkative.npos);
    CHECK(copy->find("/DCTDecode") != copy->npos);
    CHECK(copy->find(samples::bare_jpeg()) != copy->npos);  // the picture itself
    CHECK(copy->find("100 0 0 100 50 50 cm /Im0 Do") != copy->npos);
    CHECK(plain_pdf(talkative) == copy);
    CHECK(plain_pdf(*copy));
    const auto words = words_of_pdf(*plain_pdf(samples::pdf_saying("She lives at 4 Lenworth Walk")));
    REQUIRE(words);
    CHECK_THAT(*words, Catch::Contains("She lives at 4 Lenworth Walk"));
}

TEST_CASE("a PDF that unpacks to more than there may be, is damaged or locked has no copy, and we go on") {
    CHECK(plain_pdf(samples::pdf_bomb()).error() == PdfFault::unreadable);
    CHECK(plain_pdf("no PDF at all").error() == PdfFault::unreadable);
    CHECK(plain_pdf(samples::talkative_pdf(), {.output_bytes_max = 100}).error() == PdfFault::unreadable);
    CHECK(words_of(PdfFault::unreadable) == "it is damaged or too large");
}
