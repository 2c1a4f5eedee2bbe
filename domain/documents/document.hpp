// A document as text with structure, written once: the page, the PDF and the check of what it says are all made from it.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/refusal.hpp"

namespace casework::domain::documents {

struct Heading {
    int level = 2;  // 1 is the title's own
    std::string text;
};
struct Paragraph {
    std::string text;  // line breaks stay
    bool strong = false;
};
struct Items {
    std::vector<std::string> items;
    bool numbered = false;
};
struct AddressBlock {
    std::vector<std::string> lines;
};
struct Table {
    std::string caption;
    std::vector<std::string> head;  // a table without the names of its columns cannot be read aloud
    std::vector<std::vector<std::string>> rows;
    bool first_cell_is_header = false;
};
// Label and value, as on a form: "Date of the breach: 14 March 2026".
struct Facts {
    std::vector<std::pair<std::string, std::string>> rows;
};
struct SignatureBlock {
    std::string name, role, organisation;
    std::string signed_on;  // empty: a line to write on
};
// A photograph with the words for those who do not see it; bytes of a JPEG or PNG without metadata.
struct Picture {
    std::string content_type, bytes, alternative, caption;
};
struct PageBreak {};

using Block = std::variant<Heading, Paragraph, Items, AddressBlock, Table, Facts, SignatureBlock, Picture, PageBreak>;

struct Document {
    std::string title;
    std::string reference;  // at the foot of every page: CPN-2026-0041
    std::string marking;    // at its head; empty on what is given to people
    std::string author;     // the organisation that issues it
    std::vector<Block> blocks;
};

// What keeps a document from being read by everybody (WCAG 1.3.1, PDF/UA): all at once, nothing when it can be issued.
Refusals faults_of(const Document& document);

// Every word of it in reading order, one block a paragraph: for the checks of what leaves, and for a reader without pictures.
std::string plain_text(const Document& document);

}  // namespace casework::domain::documents
