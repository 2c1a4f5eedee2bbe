// Kept corpora as text: one input a line, bytes that do not print as \xNN; packed from and unpacked to the files libFuzzer reads.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "tests/server/malformed_requests.hpp"

namespace fs = std::filesystem;

namespace {

constexpr std::size_t seed_bytes_max = 2048;

std::string as_line(std::string_view bytes) {
    std::string line;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\') line += "\\\\";
        else if (c == '\r') line += "\\r";
        else if (c == '\n') line += "\\n";
        else if (byte < 0x20 || byte >= 0x7f) line += fmt::format("\\x{:02x}", byte);
        else line += c;
    }
    return line;
}

std::string as_bytes(std::string_view line) {
    std::string bytes;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\') {
            bytes += line[i];
        } else if (const char kind = line.at(++i); kind == 'x') {
            bytes += static_cast<char>(std::stoi(std::string(line.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            bytes += kind == 'r' ? '\r' : kind == 'n' ? '\n' : '\\';
        }
    }
    return bytes;
}

void write_file(const fs::path& folder, std::size_t number, std::string_view bytes) {
    fs::create_directories(folder);
    std::ofstream(folder / fmt::format("{:04}", number), std::ios::binary) << bytes;
}

void unpack(const fs::path& file, const fs::path& folder) {
    std::ifstream lines(file);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) write_file(folder, ++number, as_bytes(line));
}

void pack(const fs::path& folder, const fs::path& file) {
    std::vector<std::string> lines;
    for (const auto& entry : fs::directory_iterator(folder)) {
        std::ifstream input(entry.path(), std::ios::binary);
        lines.push_back(as_line(std::string(std::istreambuf_iterator<char>(input), {})));
    }
    std::ranges::sort(lines);
    std::ofstream output(file);
    for (const auto& line : lines) output << line << '\n';
}

// The requests that the server tests send: a beginning for the head target.
void malformed(const fs::path& folder) {
    std::size_t number = 0;
    for (const auto& request : casework::tests::malformed_requests())
        if (request.bytes.size() <= seed_bytes_max) write_file(folder, ++number, request.bytes);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 3 && words[0] == "unpack") unpack(words[1], words[2]);
    else if (words.size() == 3 && words[0] == "pack") pack(words[1], words[2]);
    else if (words.size() == 2 && words[0] == "malformed") malformed(words[1]);
    else return std::cerr << "fuzz_corpus unpack FILE FOLDER | pack FOLDER FILE | malformed FOLDER\n", 2;
    return 0;
}
