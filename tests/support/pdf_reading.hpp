// What a PDF says and shows, read by poppler's own programs.
#pragma once

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/databases.hpp"

namespace casework::testing {

class PdfReading {
  public:
    static bool possible() { return std::filesystem::exists("/usr/bin/pdftotext") && std::filesystem::exists("/usr/bin/weasyprint"); }
    explicit PdfReading(const std::string& bytes) { std::ofstream(path(), std::ios::binary) << bytes; }
    std::string path() const { return scratch_.path() + "/document.pdf"; }
    std::string text() const { return run({"pdftotext", "-layout", path(), "-"}).said; }
    std::string page(int number) const { return run({"pdftotext", "-layout", "-f", std::to_string(number), "-l", std::to_string(number), path(), "-"}).said; }
    std::string facts() const { return run({"pdfinfo", path()}).said; }
    std::string structure() const { return run({"pdfinfo", "-struct", path()}).said; }
    // How much of the page is not white, from 0 to 1, at 40 dots an inch.
    double ink(int number = 1) const {
        run({"pdftoppm", "-gray", "-r", "40", "-f", std::to_string(number), "-l", std::to_string(number), "-singlefile", path(), scratch_.path() + "/page"});
        std::ifstream picture(scratch_.path() + "/page.pgm", std::ios::binary);
        std::string kind;
        int width = 0, height = 0, most = 0;
        picture >> kind >> width >> height >> most;
        picture.get();
        int dark = 0;
        for (int c = 0; (c = picture.get()) >= 0;) dark += c < 200 ? 1 : 0;
        return width == 0 ? 0 : static_cast<double>(dark) / (width * height);
    }

  private:
    ScratchDirectory scratch_;
};

}  // namespace casework::testing
