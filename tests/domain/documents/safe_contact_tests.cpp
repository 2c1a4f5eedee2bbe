// The guard's eye: the same address and the same person in other words, and what is only like them.
#include <catch2/catch.hpp>

#include "domain/documents/safe_contact.hpp"

using namespace casework::domain::documents;

namespace {

bool finds(std::string_view text, std::string_view address, std::string_view postcode = {}) { return names_address(contact_words(text), address, postcode); }
bool meets(std::string_view text, std::string_view name, std::string_view own = "Vince Harker") { return names_person(contact_words(text), name, own); }

}  // namespace

TEST_CASE("a protected address is found however it is written") {
    const auto* text = GENERATE("Sent to 12A Hardy Street, Maidstone ME14 2SH.", "12 a hardy st", "No. 12, Hardy St., Maidstone", "number 12 HARDY STREET", "at Flat 3, 12 Hardy Street", "3/12 Hardy Str", "Hardy Street 12", "Twelve Hardy Street",
                                "the house with the postcode me142sh", "ME14-2SH, house 12", "me 14 2sh", "12\u00A0Hardy\u00A0Street", "12 Hardy\nMaidstone", "\uFF11\uFF12 Hardy Street");
    INFO(text);
    CHECK(finds(text, "12A Hardy Street\nMaidstone", "ME14 2SH"));
}

TEST_CASE("what is only like a protected address does not stop a document") {
    const auto* text = GENERATE("14 Hardy Street, Maidstone ME14 2SH", "12 Bank Street, Maidstone", "On 12 July in Hardy Street", "Hardy Street, Maidstone", "112 Hardy Street", "Me 14 days, 2 shops", "");
    INFO(text);
    CHECK_FALSE(finds(text, "12A Hardy Street\nMaidstone", "ME14 2SH"));
}

TEST_CASE("a house with a name is found by the name or by its postcode") {
    CHECK(finds("Left at Rose Cottage by the officer", "Rose Cottage, Mill Lane, Lenham", "ME17 2PN"));
    CHECK(finds("somewhere in ME17 2PN", "Rose Cottage, Mill Lane, Lenham", "ME17 2PN"));
    CHECK(finds("c/o Saint Faith's Refuge, London Rd", "St. Faiths Refuge", ""));
    CHECK_FALSE(finds("Rose garden, Cottage Hospital", "Rose Cottage, Mill Lane, Lenham", "ME17 2PN"));
    CHECK_FALSE(finds("Anything at all", "", ""));
}

TEST_CASE("a person who must not be named is found by every usual form of the name") {
    const auto* text = GENERATE("Ivy Hale told the officer", "as HALE, Ivy said", "I. Hale", "Mrs Hale lives next door", "Ms. Hale", "Ivy-Hale", "Dr Hale");
    INFO(text);
    CHECK(meets(text, "Ivy Margaret Hale"));
}

TEST_CASE("the name of whom a document is for names nobody else") {
    CHECK_FALSE(meets("To: Vince Harker. Mr Harker, you must stop.", "Ann Harker"));
    CHECK(meets("Ann Harker told the officer", "Ann Harker"));
    CHECK_FALSE(meets("To: Vince Harker", "Vince Harker"));
    CHECK_FALSE(meets("in the hale and hearty air", "Ivy Hale"));
    CHECK(meets("Zoë Ångström", "Zoe Angstrom"));
}
