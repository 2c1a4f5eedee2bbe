// Answering for the personal details of the person an entry is about.
#include "web/nominals/person_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/text.hpp"
#include "persistence/nominals/subject.hpp"
#include "persistence/places.hpp"
#include "web/actions/action_json.hpp"
#include "web/form_fields.hpp"
#include "web/form_rows.hpp"
#include "web/nominals/clash_views.hpp"
#include "web/nominals/person_answers.hpp"
#include "web/nominals/record_views.hpp"
#include "web/people/people_json.hpp"
#include "web/record_pages.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace codes = domain::people;
namespace govuk = html::govuk;
using domain::Code;
using domain::Refusals;
using html::Html;
using persistence::FactsOnRecord;
using persistence::NominalRecord;
using persistence::PersonFacts;

// What the form asks about, opened once for showing and for reading it.
struct Subject {
    PersonForm form;
    FactsOnRecord standing;
    std::vector<Code> agencies, places, address_kinds, vulnerabilities;
    std::vector<persistence::AgencyLine> agency_lines;
    std::vector<persistence::NamedPlace> named_places;
    Subject() = default;
    Subject(const Subject&) = delete;  // the codes point into the lines
};

Refusals open(Context& context, const domain::Outcome<PersonForm>& form, Subject& subject) {
    if (!form) return form.error();
    auto standing = persistence::open_subject(context.gate(), form->id);
    if (!standing) return std::move(standing.error());
    auto agencies = persistence::agencies_of_case(context.gate(), form->id);
    if (!agencies) return std::move(agencies.error());
    subject.form = *form;
    subject.standing = std::move(*standing);
    subject.agency_lines = std::move(*agencies);
    subject.named_places = persistence::named_places(context.house().database);
    subject.agencies = codes_of(subject.agency_lines);
    for (const auto& place : subject.named_places) subject.places.push_back({place.id, place.name, {}});
    subject.address_kinds = offered_address_kinds(subject.standing.protected_too);
    subject.vulnerabilities = offered_vulnerabilities(subject.standing.protected_too);
    return {};
}

std::string near_words(const std::optional<domain::Date>& date) { return date ? domain::long_date(*date) : std::string(); }

// --- asking ---------------------------------------------------------------------------------------------------------------------

template <class T>
T at_or_none(const std::vector<T>& stands, std::size_t i) {
    return i < stands.size() ? stands[i] : T{};
}

Html group(std::string legend, std::string hint, const Html& inner) {
    Html body;
    if (!hint.empty()) body << "<p class=\"govuk-hint\">"_html << hint << "</p>"_html;
    return govuk::fieldset({.legend = {.text = std::move(legend), .classes = "govuk-fieldset__legend--m"}, .html = body << inner});
}
Html row(const Html& fields) { return Html("<div class=\"app-filter-row\">"_html) << fields << "</div>\n"_html; }

Html name_fields(const Form& form, const Shown& shown, const PersonFacts& facts) {
    const std::vector<persistence::StatedName> others(facts.names.begin() + std::min<std::ptrdiff_t>(1, std::ssize(facts.names)), facts.names.end());
    Html out = small_input(shown, "full_name", "Full name", "As the person is known. Any letters, as they write it.", facts.names.empty() ? "" : facts.names.front().full);
    Html rows;
    for (std::size_t i = 0; i < rows_for(form, "name", "kind", others.size()); ++i) {
        const auto name = at_or_none(others, i);
        rows << row(select_of(shown, numbered("name", i, "kind"), fmt::format("Other name {}", i + 1), codes::name_kinds().subspan(1), name.full.empty() ? "" : name.kind, "None") +
                    row_input(shown, numbered("name", i, "full"), "Name", name.full));
    }
    return out << group("Other names", "Aliases, nicknames and former names. Search finds the person by each of them.", rows);
}

Html birth_fields(const Context& context, const Shown& shown, const PersonFacts& facts) {
    const auto birth = facts.birth.value_or(persistence::StatedBirth{});
    Html out = date_boxes(context, shown, "born", "Birth date (optional)", "For example, 27 3 1984", birth.born);
    out << small_input(shown, "age", "Estimated age, if the birth date is not known (optional)", {}, birth.estimated_age ? std::to_string(*birth.estimated_age) : "", "govuk-input--width-3", "numeric")
        << select_of(shown, "basis", "How is the age known? (only for an estimate)", codes::age_bases(), birth.basis, "Not chosen");
    return out;
}

Html address_fields(const Form& form, const Shown& shown, const Subject& s) {
    Html rows;
    for (std::size_t i = 0; i < rows_for(form, "address", "kind", s.standing.facts.addresses.size()); ++i) {
        auto a = at_or_none(s.standing.facts.addresses, i);
        if (i >= s.standing.facts.addresses.size()) a.kind.clear();
        rows << row(select_of(shown, numbered("address", i, "kind"), fmt::format("Address {}", i + 1), s.address_kinds, a.kind, "None") + row_input(shown, numbered("address", i, "lines"), "Address", domain::tidy_line(a.address)) +
                    row_input(shown, numbered("address", i, "postcode"), "Postcode", a.postcode) + row_input(shown, numbered("address", i, "from"), "From", near_words(a.from)) +
                    row_input(shown, numbered("address", i, "to"), "To", near_words(a.to)));
    }
    return group("Addresses", "Keep earlier ones with the day they ended.", rows);
}

Html safe_contact_field(const Shown& shown, const Subject& s) {
    if (!s.standing.protected_too) return {};
    std::string notes;
    for (const auto& note : s.standing.facts.safe_contacts) notes += (notes.empty() ? "" : "\n") + note;
    return long_text(shown, "safe_contact", "Safe contact (optional)", "How, when and through whom the person may be reached without putting them at risk. Protected: shown only to those who ask for it.", notes, 3);
}

Html vulnerability_fields(const Form& form, const Shown& shown, const Subject& s) {
    Html rows;
    for (std::size_t i = 0; i < rows_for(form, "vulnerability", "code", s.standing.facts.vulnerabilities.size()); ++i) {
        const auto v = at_or_none(s.standing.facts.vulnerabilities, i);
        rows << row(select_of(shown, numbered("vulnerability", i, "code"), fmt::format("Vulnerability {}", i + 1), s.vulnerabilities, v.code, "None") + row_input(shown, numbered("vulnerability", i, "note"), "Note", v.note));
    }
    return group("Vulnerabilities", "What makes the person easier to harm or harder to help.", rows);
}

Html marker_fields(const Form& form, const Shown& shown, const Subject& s) {
    Html rows;
    for (std::size_t i = 0; i < rows_for(form, "marker", "code", s.standing.facts.markers.size()); ++i) {
        const auto m = at_or_none(s.standing.facts.markers, i);
        rows << row(select_of(shown, numbered("marker", i, "code"), fmt::format("Marker {}", i + 1), codes::markers(), m.code, "None") + row_input(shown, numbered("marker", i, "note"), "Note", m.note) +
                    row_input(shown, numbered("marker", i, "until"), "Until", near_words(m.until)));
    }
    return group("Staff safety", "What the officer at the door must know. Everybody who sees the person sees it.", rows);
}

Html photo_fields(const Form& form, const Shown& shown, const Subject& s) {
    Html rows;
    for (std::size_t i = 0; i < rows_for(form, "photo", "reference", s.standing.facts.photos.size()); ++i) {
        const auto p = at_or_none(s.standing.facts.photos, i);
        rows << row(row_input(shown, numbered("photo", i, "reference"), fmt::format("Photograph {}: reference", i + 1), p.reference) +
                    select_of(shown, numbered("photo", i, "by"), "Supplied by", s.agencies, p.supplied_by, "Not chosen") + row_input(shown, numbered("photo", i, "taken"), "Taken on", near_words(p.taken_on)) +
                    row_input(shown, numbered("photo", i, "expires"), "May be used until", near_words(p.expires_on)));
    }
    return group("Photographs", "The police hold the photograph; the group keeps its reference and the day until which it may be used.", rows);
}

Html place_fields(const Form& form, const Shown& shown, const Subject& s) {
    Html rows;
    for (std::size_t i = 0; i < rows_for(form, "place", "id", s.standing.facts.places.size()); ++i) {
        const auto p = at_or_none(s.standing.facts.places, i);
        rows << row(select_of(shown, numbered("place", i, "id"), fmt::format("Place {}", i + 1), s.places, p.place, "None") +
                    select_of(shown, numbered("place", i, "relation"), "The person", codes::place_relations(), p.relation, "Choose") + row_input(shown, numbered("place", i, "note"), "Note", p.note));
    }
    return group("Places", {}, rows);
}

Response form_page(Context& context, const Subject& s, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, people::standing_json(s.standing).add("id", s.form.id).list("agencies", s.agency_lines, web::actions::agency_json));
    const Shown shown(context.form, refusals);
    const auto& facts = s.standing.facts;
    Html body = open_form(context, s.form.address + "/person", opened_version(context, shown, s.standing.version));
    body << name_fields(context.form, shown, facts) << birth_fields(context, shown, facts) << address_fields(context.form, shown, s) << safe_contact_field(shown, s) << vulnerability_fields(context.form, shown, s)
         << marker_fields(context.form, shown, s) << photo_fields(context.form, shown, s) << place_fields(context.form, shown, s) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Save personal details", .prevent_double_click = true}) << app::link("Cancel", "/people/" + s.form.person) << "</div></form>"_html;
    auto page = s.form.page("Personal details");
    page.breadcrumbs.clear();
    page.back_href = "/people/" + s.form.person;
    page.back_text = "Back to the person";
    page.error = shown.refused();
    page.main << shown.summary() << app::heading(1, "Personal details", "l") << app::paragraph("What this record says about the person. What other records say stays as it is.") << body;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// --- reading --------------------------------------------------------------------------------------------------------------------

persistence::SubjectEdit read_form(Context& context, const Subject& s, Refusals& refusals) {
    persistence::SubjectEdit edit;
    edit.version = domain::parse_figures(context.form.value("version")).value_or(s.standing.version);
    edit.choices = read_choices(context);
    edit.facts = read_person_answers(context.form, context.today(), {s.address_kinds, s.vulnerabilities, s.agencies, s.places, s.standing.protected_too}, s.standing.facts.birth, refusals);
    return edit;
}

}  // namespace

Response person_form_of(Context& context, const domain::Outcome<PersonForm>& form) {
    Subject subject;
    if (const auto refusals = open(context, form, subject); !refusals.empty()) return refusal_page(context, refusals);
    return form_page(context, subject, {});
}

Response save_person_of(Context& context, const domain::Outcome<PersonForm>& form) {
    Subject subject;
    if (const auto refusals = open(context, form, subject); !refusals.empty()) return refusal_page(context, refusals);
    auto refusals = context.unknown_fields();
    const auto edit = read_form(context, subject, refusals);
    if (!refusals.empty() || context.resent) return form_page(context, subject, refusals);
    domain::Clash clash;
    const auto saved = persistence::save_subject(context.gate(), subject.form.id, edit, clash);
    if (saved) return done("/people/" + subject.form.person, "saved");
    if (saved.error().front().kind == domain::RefusalKind::conflict) return clash_page(context, subject.form.page(std::string(clash_title)), subject.form.address, clash, subject.form.address + "/person", subject.agencies);
    return form_page(context, subject, saved.error());
}

namespace {

domain::Outcome<PersonForm> form_of(Context& context) {
    const auto record = persistence::open_nominal(context.gate(), context.parameter("id"), "open_person_form");
    if (!record) return std::unexpected(record.error());
    return PersonForm{record->id, "/nominals/" + record->id, record->person.id, [&context, record = *record](std::string title) { return record_page(context, record, std::move(title)); }};
}

}  // namespace

Response person_form(Context& context) { return person_form_of(context, form_of(context)); }

Response save_person(Context& context) { return save_person_of(context, form_of(context)); }

}  // namespace casework::web::nominals
