// Reads the tree from the disk and finds words and comments in it.
#include "tests/tidy/tree.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace casework::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> skipped_everywhere{"node_modules", ".git", ".cache"};
constexpr std::array<std::string_view, 2> skipped_at_top{"build", "var"};
constexpr std::array<std::string_view, 5> product_folders{"domain/", "auth/", "persistence/", "web/", "server/"};
constexpr std::array<std::string_view, 6> binary_suffixes{".png", ".jpg", ".ico", ".pem", ".woff2", ".pdf"};

bool is_skipped(const fs::path& path, const fs::path& top) {
    const std::string name = path.filename().string();
    const bool at_top = path.parent_path() == top && std::ranges::find(skipped_at_top, name) != skipped_at_top.end();
    return at_top || std::ranges::find(skipped_everywhere, name) != skipped_everywhere.end();
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<SourceFile> read_tree(const fs::path& top) {
    std::vector<SourceFile> files;
    for (auto entry = fs::recursive_directory_iterator(top); entry != fs::recursive_directory_iterator(); ++entry) {
        if (is_skipped(entry->path(), top)) {
            entry.disable_recursion_pending();
            continue;
        }
        SourceFile file{.path = fs::relative(entry->path(), top).string(), .text = {}};
        if (!entry->is_regular_file() || std::ranges::any_of(binary_suffixes, [&](auto suffix) { return file.ends(suffix); })) continue;
        file.text = read(entry->path());
        files.push_back(std::move(file));
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

}  // namespace

bool SourceFile::below(std::string_view folder) const { return path.starts_with(folder); }
bool SourceFile::ends(std::string_view suffix) const { return path.ends_with(suffix); }
bool SourceFile::is_product() const {
    return is_cpp() && std::ranges::any_of(product_folders, [&](auto folder) { return below(folder); });
}

const std::vector<SourceFile>& tree() {
    static const std::vector<SourceFile> files = read_tree(CASEWORK_SOURCE_DIR);
    return files;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool has_word(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != line.npos; at = line.find(word, at + 1)) {
        const std::size_t after = at + word.size();
        if ((at == 0 || !in_word(line[at - 1])) && (after == line.size() || !in_word(line[after]))) return true;
    }
    return false;
}

std::string finding(const SourceFile& file, std::size_t line_index, std::string_view text) {
    return file.path + ":" + std::to_string(line_index + 1) + ": " + std::string(text);
}

std::string without_comments(std::string_view text) {
    std::string code(text);
    char quote = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (quote != 0) {
            if (code[i] == '\\') ++i;
            else if (code[i] == quote || code[i] == '\n') quote = 0;
        } else if (code[i] == '"' || (code[i] == '\'' && (i == 0 || !in_word(code[i - 1])))) {
            quote = code[i];
        } else if (code.compare(i, 2, "//") == 0) {
            for (; i < code.size() && code[i] != '\n'; ++i) code[i] = ' ';
        }
    }
    return code;
}

}  // namespace casework::tidy
