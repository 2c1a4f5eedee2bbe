// Comma-separated values read strictly: what spreadsheets write is read, what is not a table is refused with its line.
#include <catch2/catch.hpp>

#include "web/csv.hpp"
#include "web/csv_reader.hpp"

using namespace casework;
using Cells = std::vector<std::string>;

namespace {

std::string fault(std::string_view text, const web::CsvLimits& limits = {}) {
    const auto read = web::read_csv(text, limits);
    return read ? "" : "line " + std::to_string(read.error().line) + " " + read.error().words;
}

}  // namespace

TEST_CASE("a table is read with either line break, with a byte order mark, and with quotes around commas and line breaks") {
    const auto read = web::read_csv("\xEF\xBB\xBF" "name,note\r\nDean,\"said \"\"no\"\", twice\r\nthen left\"\n\nMo,\n");
    REQUIRE(read);
    CHECK(*read == std::vector<web::CsvRow>{{1, {"name", "note"}}, {2, {"Dean", "said \"no\", twice\r\nthen left"}}, {5, {"Mo", ""}}});
    CHECK(web::read_csv("a,b")->size() == 1);
}

TEST_CASE("what is not a table is refused with the line it stands on") {
    CHECK(fault("") == "line 1 is empty: the first line must name the columns");
    CHECK(fault("a,b\n1,2\n1,2,3\n") == "line 3 has 3 cells, but the first line has 2");
    CHECK(fault("a\n\"open\n\n") == "line 2 has a quote that is not closed");
    CHECK(fault("a\n1\"2\n") == "line 2 has a quote inside a cell that does not begin with one");
    CHECK(fault("a\n\"1\"2\n") == "line 2 has something between a closing quote and the next comma, or a line break of an unknown kind");
    CHECK(fault("a\nb\n\xE4\n") == "line 3 is not plain UTF-8 text. Save the file as CSV UTF-8");
    CHECK(fault(std::string_view("a\n\0\n", 4)) == "line 2 is not plain UTF-8 text. Save the file as CSV UTF-8");
    CHECK(fault("PK\x03\x04") == "line 1 is not plain UTF-8 text. Save the file as CSV UTF-8");
    CHECK(fault("a\n1\n2\n3\n", {.rows = 2}) == "line 4 is one too many: a file may hold 2 rows");
    CHECK(fault("a,b,c\n", {.columns = 2}) == "line 1 has more than 2 cells");
    CHECK(fault("a\nlong\n", {.cell_bytes = 3}) == "line 2 has a cell of more than 3 bytes");
}

TEST_CASE("a file of ours reads back as it was, with cells that a spreadsheet could take for formulas") {
    const Cells head{"a", "b"}, dangerous{"=1+1", "\xEF\xBC\x8B" "44 1622"}, plain{"'tis", "it's -1"};
    web::Csv csv(head);
    csv.row(dangerous);
    csv.row(plain);
    const auto text = std::move(csv).take();
    CHECK(text.find(",=") == std::string::npos);
    const auto read = web::read_csv(text);
    REQUIRE(read);
    CHECK((*read)[1].cells == dangerous);
    CHECK((*read)[2].cells == plain);
}

TEST_CASE("no cell of a file of ours begins as a formula does, whichever of the twelve characters comes first") {
    const Cells starts{"=", "+", "-", "@", "\t", "\r", "\n", std::string(1, '\0'), "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    web::Csv csv({"before", "cell"});
    std::string expected = "before,cell\r\n";
    for (const auto& start : starts) {
        csv.row({"x", start + "1"});
        const bool quoted = start == "\r" || start == "\n";
        expected += quoted ? "x,\"'" + start + "1\"\r\n" : "x,'" + start + "1\r\n";
    }
    const auto file = web::csv_download("people.csv", std::move(csv).take());
    CHECK(file.body == expected);
    CHECK(std::string(file.header("Content-Type")).starts_with("text/csv"));
}
