// Whether words name an address or a person, however both are written: what the guard of outgoing documents asks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casework::domain::documents {

// Words as they are compared: lower case without marks, "St" as "street", "12A" as "12 a", a postcode as one word.
using ContactWords = std::vector<std::string>;
ContactWords contact_words(std::string_view text);

// The house in its street, in either order, or the postcode unless another house of it is meant. An address without a house number
// is named by its postcode or by its first line.
bool names_address(const ContactWords& text, std::string_view address, std::string_view postcode);

// The full name in either order, an initial or a form of address with the surname. `own` is the name of whom the document is for:
// "Mr Harker" names no other Harker.
bool names_person(const ContactWords& text, std::string_view full_name, std::string_view own);

// Said whenever a document is stopped, whatever the cause.
std::string_view stopped_sentence();

}  // namespace casework::domain::documents
