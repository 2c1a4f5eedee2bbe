// Checking a document and writing it out as plain text.
#include "domain/documents/document.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace casework::domain::documents {
namespace {

constexpr std::string_view accessibility = "PSBAR 2018 reg 6; WCAG 2.2 1.3.1";

class Faults {
  public:
    Refusals take() && { return std::move(refusals_); }
    void text(std::string_view words, std::string_view what) {
        if (trimmed(words).empty()) add("The " + std::string(what) + " has no words");
        else if (!is_utf8(words) || has_control_characters(words)) add("The " + std::string(what) + " holds characters that cannot be printed");
    }
    void operator()(const Heading& heading) {
        text(heading.text, "heading");
        if (heading.level < 2 || heading.level > last_level_ + 1) add("The heading ‘" + heading.text + "’ leaves out a level");
        last_level_ = std::max(2, heading.level);
    }
    void operator()(const Paragraph& paragraph) { text(paragraph.text, "paragraph"); }
    void operator()(const Items& list) {
        if (list.items.empty()) add("A list has no items");
        for (const auto& item : list.items) text(item, "item of a list");
    }
    void operator()(const AddressBlock& address) {
        if (address.lines.empty()) add("An address has no lines");
        for (const auto& line : address.lines) text(line, "line of an address");
    }
    void operator()(const Table& table) {
        text(table.caption, "caption of a table");
        for (const auto& cell : table.head) text(cell, "name of a column");
        const auto fits = [&](const auto& row) { return row.size() == table.head.size(); };
        if (table.head.empty() || !std::ranges::all_of(table.rows, fits)) add("The rows of the table ‘" + table.caption + "’ do not fit the names of its columns");
    }
    void operator()(const Facts& facts) {
        for (const auto& [label, value] : facts.rows) text(label, "label of a fact");
    }
    void operator()(const SignatureBlock& signature) { text(signature.name, "name below a signature"); }
    void operator()(const Picture& picture) {
        text(picture.alternative, "description of a picture");
        if (picture.content_type != "image/jpeg" && picture.content_type != "image/png") add("A picture is neither JPEG nor PNG");
    }
    void operator()(const PageBreak&) {}

  private:
    void add(std::string words) { refusals_.push_back({RefusalKind::rule, {}, std::move(words), std::string(accessibility)}); }
    Refusals refusals_;
    int last_level_ = 1;
};

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const auto& part : parts) all += (all.empty() ? "" : std::string(between)) + part;
    return all;
}

struct Words {
    std::string operator()(const Heading& heading) const { return heading.text; }
    std::string operator()(const Paragraph& paragraph) const { return paragraph.text; }
    std::string operator()(const Items& list) const {
        std::string all;
        int number = 0;
        for (const auto& item : list.items) all += (all.empty() ? "" : "\n") + (list.numbered ? std::to_string(++number) + ". " : "- ") + item;
        return all;
    }
    std::string operator()(const AddressBlock& address) const { return joined(address.lines, "\n"); }
    std::string operator()(const Table& table) const {
        std::string all = table.caption + "\n" + joined(table.head, " | ");
        for (const auto& row : table.rows) all += "\n" + joined(row, " | ");
        return all;
    }
    std::string operator()(const Facts& facts) const {
        std::string all;
        for (const auto& [label, value] : facts.rows) all += (all.empty() ? "" : "\n") + label + ": " + value;
        return all;
    }
    std::string operator()(const SignatureBlock& signature) const {
        std::string all = signature.name;
        for (const auto& line : {signature.role, signature.organisation, signature.signed_on})
            if (!line.empty()) all += "\n" + line;
        return all;
    }
    std::string operator()(const Picture& picture) const { return picture.alternative + (picture.caption.empty() ? "" : "\n" + picture.caption); }
    std::string operator()(const PageBreak&) const { return {}; }
};

}  // namespace

Refusals faults_of(const Document& document) {
    Faults faults;
    faults.text(document.title, "title");
    if (document.blocks.empty()) faults.text("", "document");
    for (const auto& block : document.blocks) std::visit(faults, block);
    return std::move(faults).take();
}

std::string plain_text(const Document& document) {
    std::string all = document.title + "\n";
    for (const auto& block : document.blocks)
        if (const auto words = std::visit(Words{}, block); !words.empty()) all += "\n" + words + "\n";
    return all;
}

}  // namespace casework::domain::documents
