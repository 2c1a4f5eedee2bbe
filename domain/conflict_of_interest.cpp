// The rules of declaring and matching.
#include "domain/conflict_of_interest.hpp"

#include <fmt/format.h>

#include <cctype>

#include "domain/documents/safe_contact.hpp"
#include "domain/text.hpp"

namespace casework::domain::conflict_of_interest {

CodeList relations() {
    static constexpr Code codes[] = {{"self", "Myself", "Your own address, or a name you have used before"}, {"family", "Family", "Partner, parent, child, brother or sister, in-laws"}, {"household", "Somebody I live with", ""}, {"other", "Somebody else I am close to", "A friend, a neighbour, a business partner, an employer"}};
    return codes;
}

CodeList answers() {
    static constexpr Code codes[] = {{"kept", "It is a conflict of interest", "They stay away from the record"}, {"lifted", "It is somebody else", "They may open it, as far as their role lets them"}};
    return codes;
}

Refusals refused(const Declared& d, int standing) {
    Refusals refusals;
    const auto wrong = [&](std::string field, std::string message) { refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), {}}); };
    if (!has_code(relations(), d.relation)) wrong("relation", "Select who they are to you");
    if (trimmed(d.name).empty()) wrong("name", "Enter their full name");
    else if (code_points(d.name) > name_most) wrong("name", fmt::format("Full name must be {} characters or less", name_most));
    if (!trimmed(d.address).empty() && d.postcode.empty()) wrong("postcode", "Enter the postcode that goes with the address");
    if (code_points(d.address) > address_most) wrong("address", fmt::format("Address must be {} characters or less", address_most));
    if (d.postcode.size() > 8) wrong("postcode", "Enter a postcode, for example ME15 6LL");
    if (standing >= declared_most) wrong("name", fmt::format("You have declared {} people. End one that no longer holds first", declared_most));
    return refusals;
}

std::string postcode_key(std::string_view typed) {
    std::string key;
    for (const unsigned char c : typed)
        if (std::isalnum(c)) key += static_cast<char>(std::toupper(c));
    return key;
}

bool same_person(std::string_view name_key, std::optional<Date> born, std::string_view subject_key, std::optional<Date> subject_born) {
    return !name_key.empty() && name_key == subject_key && (!born || !subject_born || *born == *subject_born);
}

bool same_address(std::string_view address, std::string_view postcode, std::string_view subject_address, std::string_view subject_postcode) {
    if (trimmed(address).empty() || trimmed(subject_address).empty()) return false;
    if (const auto subject_key = postcode_key(subject_postcode); !postcode.empty() && !subject_key.empty() && subject_key != postcode) return false;
    return documents::names_address(documents::contact_words(address), subject_address, "");
}

}  // namespace casework::domain::conflict_of_interest
