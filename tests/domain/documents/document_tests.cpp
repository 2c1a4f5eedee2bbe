// A document as text with structure: what cannot be read aloud in order is refused, and its plain text leaves no word out.
#include <catch2/catch.hpp>

#include "domain/documents/document.hpp"

using namespace casework::domain::documents;

namespace {

Document notice() {
    return {"Community protection notice", "CPN-2026-0041", "", "Maidstone Borough Council",
            {AddressBlock{{"Dean Harwell", "4 Example Road", "ME14 1AA"}}, Heading{2, "What you must do"}, Paragraph{"Keep the noise down."}, Items{{"Stop shouting", "Turn the music off"}, true}, Heading{3, "Dates"},
             Table{"Breaches", {"Date", "What was seen"}, {{"14 March 2026", "Shouting"}}, false}, Facts{{{"Appeal by", "4 April 2026"}}}, SignatureBlock{"Mel Hart", "Community protection officer", "Maidstone Borough Council", ""}}};
}

std::string first_fault(Document document) {
    const auto faults = faults_of(document);
    return faults.empty() ? "" : faults.front().message;
}

}  // namespace

TEST_CASE("a document that can be read by everybody has no faults") { CHECK(faults_of(notice()).empty()); }

TEST_CASE("each fault of a document is named under its authority") {
    const auto with = [](Block block) {
        auto document = notice();
        document.blocks.push_back(std::move(block));
        return first_fault(document);
    };
    CHECK(with(Heading{5, "Too deep"}) == "The heading ‘Too deep’ leaves out a level");
    CHECK(with(Heading{1, "A second title"}) == "The heading ‘A second title’ leaves out a level");
    CHECK(with(Paragraph{" "}) == "The paragraph has no words");
    CHECK(with(Paragraph{std::string("a\x01", 2)}) == "The paragraph holds characters that cannot be printed");
    CHECK(with(Items{}) == "A list has no items");
    CHECK(with(Table{"Rows", {"One", "Two"}, {{"only one"}}, false}) == "The rows of the table ‘Rows’ do not fit the names of its columns");
    CHECK(with(Table{"", {"One"}, {}, false}) == "The caption of a table has no words");
    CHECK(with(Picture{"image/jpeg", "...", "", "A door"}) == "The description of a picture has no words");
    CHECK(with(Picture{"image/svg+xml", "...", "A door", ""}) == "A picture is neither JPEG nor PNG");
    CHECK(faults_of({"", "", "", "", {Paragraph{"Words"}}}).front().authority == "PSBAR 2018 reg 6; WCAG 2.2 1.3.1");
    CHECK(first_fault({"Empty", "", "", "", {}}) == "The document has no words");
}

TEST_CASE("the plain text of a document holds every word in reading order") {
    const auto text = plain_text(notice());
    std::size_t at = 0;
    for (const auto* words : {"Community protection notice", "Dean Harwell", "ME14 1AA", "What you must do", "Keep the noise down.", "1. Stop shouting", "2. Turn the music off", "Dates", "Breaches", "Date | What was seen",
                              "14 March 2026 | Shouting", "Appeal by: 4 April 2026", "Mel Hart", "Community protection officer"}) {
        INFO(words);
        const auto found = text.find(words, at);
        REQUIRE(found != std::string::npos);
        at = found;
    }
}
