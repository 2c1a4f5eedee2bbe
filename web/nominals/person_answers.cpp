// Reading the answers about a person.
#include "web/nominals/person_answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/rows_of_a_kind.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/form_rows.hpp"

namespace casework::web::nominals {
namespace {

namespace codes = domain::people;
using domain::Code;
using domain::Refusals;
using persistence::PersonFacts;

constexpr std::size_t rows_max = domain::rows_max;
constexpr int name_max = 120, note_max = 500;

std::vector<Code> offered(domain::CodeList list, bool protected_too, domain::FieldClass (*class_of)(std::string_view)) {
    std::vector<Code> codes;
    for (const auto& code : list)
        if (protected_too || class_of(code.code) != domain::FieldClass::f2) codes.push_back(code);
    return codes;
}

struct Reader {
    const Form& form;
    domain::Date today;
    const OfferedToPerson& offered;
    Refusals& refusals;

    std::string value(const std::string& field) const { return form.value(field); }
    void refuse(std::string field, std::string words) { refusals.push_back({domain::RefusalKind::invalid, std::move(field), std::move(words), {}}); }
    std::string text(const std::string& field, std::string label, int most = note_max) { return optional_text(form, field, std::move(label), refusals, most, domain::Lines::one); }
    std::optional<domain::Date> date(const std::string& field, std::string label) { return near_date(form, today, field, std::move(label), refusals); }
    // The code of a row; empty when the row is left out, though something stands in it is refused.
    std::string code(std::string_view stem, std::size_t i, std::string_view part, domain::CodeList list, std::string_view what, std::string_view filled_part) {
        const auto field = numbered(stem, i, part);
        auto chosen = value(field);
        if (chosen.empty() && !value(numbered(stem, i, filled_part)).empty()) refuse(field, fmt::format("Select {}", what));
        if (!chosen.empty() && !domain::has_code(list, chosen)) refuse(field, fmt::format("Select {} from the list", what));
        return chosen;
    }
    std::string needed(const std::string& field, std::string label, int most = note_max) {
        std::string words;
        domain::take(words, domain::read_text(value(field), {field, std::move(label)}, most), refusals);
        return words;
    }
};

void read_names(Reader& read, PersonFacts& facts) {
    facts.names.push_back({"name", read.needed("full_name", "person’s full name", name_max)});
    for (std::size_t i = 0; i < rows_max; ++i)
        if (const auto kind = read.code("name", i, "kind", codes::name_kinds().subspan(1), "what kind of name it is", "full"); !kind.empty())
            facts.names.push_back({kind, read.needed(numbered("name", i, "full"), "name", name_max)});
}

void read_birth(Reader& read, PersonFacts& facts, const std::optional<persistence::StatedBirth>& stood) {
    persistence::StatedBirth birth;
    birth.born = optional_date(read.form, "born", "birth date", read.refusals);
    if (birth.born && *birth.born > read.today) read.refuse("born-day", "Birth date must be today or in the past");
    if (const auto typed = read.value("age"); !typed.empty()) {
        int age = 0;
        if (domain::take(age, domain::read_number(typed, {"age", "estimated age"}, 0, 120), read.refusals)) birth.estimated_age = age;
        if (birth.born) read.refuse("age", "Give the birth date or an estimated age, not both");
        birth.basis = read.value("basis");
        if (!domain::has_code(codes::age_bases(), birth.basis)) read.refuse("basis", "Select how the age is known");
        birth.estimated_on = stood && stood->estimated_age == birth.estimated_age ? stood->estimated_on : read.today;
    }
    if (birth.born || birth.estimated_age) facts.birth = birth;
}

void read_addresses(Reader& read, PersonFacts& facts) {
    for (std::size_t i = 0; i < rows_max; ++i) {
        const auto kind = read.code("address", i, "kind", read.offered.address_kinds, "what kind of address it is", "lines");
        if (kind.empty()) continue;
        const auto lines = numbered("address", i, "lines");
        persistence::StatedAddress a;
        a.kind = kind;
        a.address = kind == "no_fixed" ? read.text(lines, "address", 300) : read.needed(lines, "address", 300);
        a.postcode = read.text(numbered("address", i, "postcode"), "postcode", 10);
        a.from = read.date(numbered("address", i, "from"), "day the address began");
        a.to = read.date(numbered("address", i, "to"), "day the address ended");
        if (a.from && a.to && *a.from > *a.to) read.refuse(numbered("address", i, "to"), "The day the address ended must be after " + domain::long_date(*a.from) + " when it began");
        facts.addresses.push_back(std::move(a));
    }
    if (!read.offered.protected_too) return;
    const auto notes = optional_text(read.form, "safe_contact", "safe contact", read.refusals);
    for (const auto line : domain::words_of(notes, '\n')) facts.safe_contacts.emplace_back(line);
}

void read_care(Reader& read, PersonFacts& facts) {
    for (std::size_t i = 0; i < rows_max; ++i) {
        if (const auto code = read.code("vulnerability", i, "code", read.offered.vulnerabilities, "the vulnerability", "note"); !code.empty())
            facts.vulnerabilities.push_back({code, read.text(numbered("vulnerability", i, "note"), "note"), codes::class_of_vulnerability(code)});
        if (const auto code = read.code("marker", i, "code", codes::markers(), "the staff safety marker", "note"); !code.empty())
            facts.markers.push_back({code, read.text(numbered("marker", i, "note"), "note"), read.date(numbered("marker", i, "until"), "day the marker ends")});
    }
}

void read_photos_and_places(Reader& read, PersonFacts& facts) {
    for (std::size_t i = 0; i < rows_max; ++i) {
        if (const auto by = read.code("photo", i, "by", read.offered.agencies, "the agency that supplied the photograph", "reference"); !by.empty())
            facts.photos.push_back({read.needed(numbered("photo", i, "reference"), "reference of the photograph", 60), by, read.date(numbered("photo", i, "taken"), "day the photograph was taken"),
                                    read.date(numbered("photo", i, "expires"), "day until which the photograph may be used")});
        if (const auto place = read.code("place", i, "id", read.offered.places, "a place", "note"); !place.empty()) {
            const auto field = numbered("place", i, "relation");
            const auto relation = read.value(field);
            if (!domain::has_code(codes::place_relations(), relation)) read.refuse(field, "Select what the person does there");
            facts.places.push_back({place, relation, read.text(numbered("place", i, "note"), "note")});
        }
    }
}

}  // namespace

std::vector<Code> offered_address_kinds(bool protected_too) { return offered(codes::address_kinds(), protected_too, codes::class_of_address); }
std::vector<Code> offered_vulnerabilities(bool protected_too) { return offered(domain::nominals::vulnerabilities(), protected_too, codes::class_of_vulnerability); }

PersonFacts read_person_answers(const Form& form, domain::Date today, const OfferedToPerson& offered, const std::optional<persistence::StatedBirth>& stood, Refusals& refusals) {
    Reader read{form, today, offered, refusals};
    PersonFacts facts;
    read_names(read, facts);
    read_birth(read, facts, stood);
    read_addresses(read, facts);
    read_care(read, facts);
    read_photos_and_places(read, facts);
    for (const auto& [stem, many] : {std::pair{"name", "other names"}, {"address", "addresses"}, {"vulnerability", "vulnerabilities"}, {"marker", "markers"}, {"photo", "photographs"}, {"place", "places"}})
        refuse_rows_beyond(form, stem, many, refusals);
    return facts;
}

}  // namespace casework::web::nominals
