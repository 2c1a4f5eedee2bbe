// Words taken out of a PDF: what is written in it, nothing of a picture, and no answer for what cannot be read.
#include <catch2/catch.hpp>

#include "persistence/outside/pdf_words.hpp"
#include "tests/support/sample_files.hpp"

using namespace casework;
using persistence::words_of_pdf;
using casework::testing::samples::pdf_saying;
using Catch::Contains;

TEST_CASE("the words of a PDF come out as they are written") {
    const auto words = words_of_pdf(pdf_saying("She lives at 4 Lenworth Walk"));
    REQUIRE(words);
    CHECK_THAT(*words, Contains("She lives at 4 Lenworth Walk"));
}

TEST_CASE("what is no PDF, or too large or slow to read, has no words to trust") {
    CHECK_FALSE(words_of_pdf("no PDF at all"));
    CHECK_FALSE(words_of_pdf(pdf_saying("Many words"), {.words_bytes_max = 4}));
    CHECK_FALSE(words_of_pdf(pdf_saying("Many words"), {.memory_mib = 1}));
}
