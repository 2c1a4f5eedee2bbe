// Answering for people.
#include "web/people/people_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/text.hpp"
#include "persistence/people/people.hpp"
#include "persistence/places.hpp"
#include "web/html/moj.hpp"
#include "web/nominals/board_views.hpp"
#include "web/pages.hpp"
#include "web/people/people_json.hpp"
#include "web/tools/tool_views.hpp"

namespace casework::web::people {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using persistence::Person;

std::string shown_name(const Context& context, const std::string& name) { return nominals::naming(context).initials ? domain::initials(name) : name; }

std::string birth_words(const persistence::StatedBirth& birth, domain::Date today) {
    if (birth.born) return fmt::format("{}, {} years old", domain::long_date(*birth.born), domain::age_on(*birth.born, today));
    if (!birth.estimated_age) return "Not known";
    auto words = fmt::format("About {} years old", *birth.estimated_age);
    if (birth.estimated_on) words += " on " + domain::long_date(*birth.estimated_on);
    if (birth.basis == "as_appears") words += ", as the person appears";
    return words;
}

std::string address_words(const persistence::StatedAddress& address) {
    std::string words = address.kind == "no_fixed" ? "No fixed address" : address.kind == "protected" && address.address.empty() ? "Protected address" : domain::tidy_line(address.address);
    if (!address.postcode.empty()) words += ", " + address.postcode;
    if (address.from) words += ", from " + domain::long_date(*address.from);
    if (address.to) words += " to " + domain::long_date(*address.to);
    return words;
}

// Every fact names the record that it came from; facts of one kind stand in one row.
struct Sources {
    std::vector<govuk::SummaryListRow> rows;
    void add(const std::string& key, std::string_view words, const std::string& record) {
        auto row = std::ranges::find(rows, key, [](const auto& r) { return r.key.text; });
        if (row == rows.end()) row = rows.insert(row, {.key = {.text = key}, .value = {}});
        auto& value = row->value.html;
        if (!value.empty()) value << "<br>"_html;
        value << words << "<br><span class=\"app-small app-muted\">From "_html << app::link(record, address_of_record(record)) << "</span>"_html;
    }
};

std::string with_note(std::string words, const std::string& note) { return note.empty() ? words : words + ": " + note; }

std::string place_words(const persistence::StatedPlace& place, const std::vector<persistence::NamedPlace>& named) {
    const auto found = std::ranges::find(named, place.place, &persistence::NamedPlace::id);
    const auto name = found == named.end() ? place.place : found->name;
    return with_note(name + ", " + domain::lower_first(domain::words_for(domain::people::place_relations(), place.relation)), place.note);
}

Html facts_card(const Person& person, const std::vector<persistence::NamedPlace>& named, domain::Date today) {
    Sources s;
    for (const auto& n : person.names) s.add(n.fact.kind == "name" ? "Name" : n.fact.kind == "former" ? "Former name" : "Also known as", n.fact.full, n.record);
    for (const auto& b : person.births) s.add("Birth", birth_words(b.fact, today), b.record);
    for (const auto& a : person.addresses) s.add("Address", address_words(a.fact), a.record);
    for (const auto& v : person.vulnerabilities) s.add("Vulnerability", with_note(domain::words_for(domain::nominals::vulnerabilities(), v.fact.code), v.fact.note), v.record);
    for (const auto& m : person.markers) {
        auto words = with_note(domain::words_for(domain::people::markers(), m.fact.code), m.fact.note);
        if (m.fact.until) words += ", until " + domain::long_date(*m.fact.until);
        s.add("Staff safety", words, m.record);
    }
    for (const auto& p : person.photos) {
        auto words = "Held by the police, reference " + p.fact.reference;
        if (p.fact.expires_on) words += ", to " + domain::long_date(*p.fact.expires_on);
        s.add("Photograph", words, p.record);
    }
    for (const auto& p : person.places) s.add("Place", place_words(p.fact, named), p.record);
    return govuk::summary_list({.rows = s.rows});
}

Html protected_part(Context& context, const Person& person) {
    if (!person.has_protected) return {};
    Html body;
    body << "<p class=\"govuk-body\">Something about this person is protected: an address, a safe contact or health.</p>"_html;
    if (person.may_reveal)
        body << "<form method=\"post\" novalidate action=\"/people/"_html << person.id << "/reveal\">"_html << context.form_fields()
             << govuk::button({.text = "Show protected facts", .classes = "govuk-button--secondary"}) << "<p class=\"govuk-body-s\">That you looked is recorded by itself.</p></form>"_html;
    return app::panel({.heading = "Protected", .heading_id = "protected-h", .tint = true, .body = body});
}

Html records_panel(Context& context, const Person& person) {
    Html body;
    body << "<ul class=\"govuk-list app-small\">"_html;
    for (const auto& record : person.records) {
        body << "<li>"_html << app::link(record.record, address_of_record(record.record)) << ", since "_html << domain::long_date(persistence::london_date(record.opened));
        const bool may_edit = (record.kind == "nominal" || (record.kind == "vulnerability" && record.role == "subject")) && context.gate().would_allow(record.record, auth::Action::edit).verdict == auth::Verdict::allow;
        body << "</li>"_html;
        // An item of its own: two links in two lines are too close together for a thumb.
        if (may_edit) body << "<li>"_html << app::link("Edit personal details", address_of_record(record.record) + "/person", " as " + record.record + " has them") << "</li>"_html;
    }
    return app::panel({.heading = "Where this comes from", .heading_id = "records-h", .body = body << "</ul>"_html});
}

html::Page person_page(Context& context, const Person& person) {
    html::Page page{.title = "Person " + person.id, .section = "people", .breadcrumbs = {{"People", "/people"}}};
    std::vector<app::Flag> flags;
    const auto& births = person.births;
    if (!births.empty() && births.front().fact.born && domain::age_on(*births.front().fact.born, context.today()) < 18) flags.push_back({.text = "Child", .colour = "red"});
    for (const auto& marker : person.markers) flags.push_back({.text = marker.fact.note.empty() ? domain::words_for(domain::people::markers(), marker.fact.code) : marker.fact.note, .colour = "red"});
    std::vector<app::Fact> facts;
    if (!person.births.empty() && !nominals::naming(context).initials) facts.push_back({.label = "Born", .text = birth_words(person.births.front().fact, context.today())});
    facts.push_back({.label = "", .text = person.id});
    const auto current = std::ranges::find_if(person.addresses, [](const auto& a) { return !a.fact.to; });
    if (current != person.addresses.end()) facts.push_back({.label = "", .text = address_words(current->fact)});
    page.identity = app::identity({.name = shown_name(context, person.name()), .facts = facts, .flags = flags});
    return page;
}

}  // namespace

Response list(Context& context) {
    const auto page_of = persistence::list_people(context.gate(), context.request().query_value("after").value_or(""));
    if (context.wants_json()) return context.json(page_json(page_of));
    html::Page page{.title = "People", .section = "people"};
    page.main << app::heading(1, "People", "l") << app::paragraph("People on records that your groups may see, by surname.");
    if (page_of.people.empty()) page.main << app::paragraph("There is nobody to show. People appear here when your group records them.");
    else {
        govuk::Table table{.caption = "People", .caption_classes = "govuk-visually-hidden"};
        table.head = {{.text = "Name"}, {.text = "Born or age"}, {.text = "Address"}, {.text = "Records"}};
        table.first_cell_is_header = true;
        for (const auto& p : page_of.people) {
            Html name = app::link(shown_name(context, p.name), "/people/" + p.id);
            if (!p.other_names.empty() && !nominals::naming(context).initials) name << "<br><span class=\"app-small app-muted\">"_html << domain::listed(p.other_names) << "</span>"_html;
            table.rows.push_back({{.html = name}, {.text = p.birth ? birth_words(*p.birth, context.today()) : std::string("Not known")}, {.text = p.address}, {.text = domain::listed(p.records)}});
        }
        page.main << app::stacked_table(std::move(table));
        if (!page_of.next.empty()) page.main << govuk::pagination({.next = {.href = "/people?after=" + percent_encoded(page_of.next)}});
    }
    return context.page(std::move(page));
}

Response person(Context& context) {
    const auto found = persistence::open_person(context.gate(), context.parameter("id"));
    if (!found) return refusal_page(context, found.error());
    if (context.wants_json()) return context.json(person_json(*found));
    auto page = person_page(context, *found);
    page.main << "<h1 class=\"govuk-heading-l\">What is known</h1>\n"_html;
    Html aside = protected_part(context, *found);
    aside << tools::tools_panel(persistence::tools_on(context.gate(), found->id)) << records_panel(context, *found);
    page.main << app::columns_with_aside(facts_card(*found, persistence::named_places(context.house().database), context.today()), aside);
    return context.page(std::move(page));
}

Response reveal(Context& context) {
    const auto found = persistence::open_person(context.gate(), context.parameter("id"));
    if (!found) return refusal_page(context, found.error());
    const auto facts = persistence::reveal_protected(context.gate(), found->id);
    if (!facts) return refusal_page(context, facts.error());
    if (context.wants_json()) return context.json(protected_json(*found, *facts));
    auto page = person_page(context, *found);
    page.main << "<h1 class=\"govuk-heading-l\">Protected facts</h1>\n"_html
              << govuk::warning_text({.text = "Never pass these on without asking the person who recorded them. They are shown once; going on hides them again."});
    Sources s;
    for (const auto& contact : facts->safe_contacts) s.add("Safe contact", contact.fact, contact.record);
    for (const auto& address : facts->addresses) s.add("Protected address", address_words(address.fact), address.record);
    for (const auto& v : facts->vulnerabilities) s.add("Health", with_note(domain::words_for(domain::nominals::vulnerabilities(), v.fact.code), v.fact.note), v.record);
    page.main << govuk::summary_list({.rows = s.rows}) << "<p class=\"govuk-body\">"_html << app::link("Hide them and go back", "/people/" + found->id) << "</p>"_html;
    return context.page(std::move(page));
}

}  // namespace casework::web::people
