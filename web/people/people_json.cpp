// Writing people and their facts as JSON.
#include "web/people/people_json.hpp"

namespace casework::web::people {
namespace {

using namespace persistence;

JsonObject fact(const Sourced<StatedName>& name) { return JsonObject().add("kind", name.fact.kind).add("name", name.fact.full).add("record", name.record); }
JsonObject fact(const Sourced<StatedBirth>& birth) { return birth_json(birth.fact).add("record", birth.record); }
JsonObject fact(const Sourced<StatedAddress>& a) {
    JsonObject json;
    return json.add("kind", a.fact.kind).add("address", a.fact.address).add("postcode", a.fact.postcode).add("from", a.fact.from).add("to", a.fact.to).add("record", a.record);
}
JsonObject fact(const Sourced<StatedVulnerability>& v) { return JsonObject().add("code", v.fact.code).add("note", v.fact.note).add("record", v.record); }
JsonObject fact(const Sourced<StatedMarker>& m) { return JsonObject().add("code", m.fact.code).add("note", m.fact.note).add("until", m.fact.until).add("record", m.record); }
JsonObject fact(const Sourced<StatedPhoto>& p) {
    JsonObject json;
    return json.add("reference", p.fact.reference).add("supplied_by", p.fact.supplied_by).add("taken_on", p.fact.taken_on).add("expires_on", p.fact.expires_on).add("record", p.record);
}
JsonObject fact(const Sourced<StatedPlace>& p) { return JsonObject().add("place", p.fact.place).add("relation", p.fact.relation).add("note", p.fact.note).add("record", p.record); }
JsonObject fact(const Sourced<std::string>& contact) { return JsonObject().add("contact", contact.fact).add("record", contact.record); }

template <class T>
Json facts(const std::vector<Sourced<T>>& list) {
    return Json::array(list, [](const Sourced<T>& item) { return fact(item); });
}

// The same where the record is said once for all.
template <class T>
Json facts(const std::vector<T>& list) {
    return Json::array(list, [](const T& item) { return fact(Sourced<T>{item, {}}); });
}

JsonObject record_json(const PersonOnRecord& r) {
    return JsonObject().add("record", r.record).add("kind", r.kind).add("panel", r.panel).add("role", r.role).add("opened", r.opened);
}

}  // namespace

JsonObject birth_json(const StatedBirth& birth) {
    return JsonObject().add("born", birth.born).add("estimated_age", birth.estimated_age).add("estimated_on", birth.estimated_on).add("basis", birth.basis);
}

JsonObject line_json(const PersonLine& line) {
    JsonObject json;
    json.add("id", line.id).add("name", line.name).add("other_names", line.other_names);
    if (line.birth) json.add("birth", birth_json(*line.birth));
    return json.add("address", line.address).add("records", line.records);
}

JsonObject page_json(const PeoplePage& page) { return JsonObject().list("people", page.people, line_json).add("next", page.next); }

JsonObject person_json(const Person& person) {
    JsonObject json;
    json.add("id", person.id).add("name", person.name()).add("names", facts(person.names)).add("births", facts(person.births)).add("addresses", facts(person.addresses));
    json.add("vulnerabilities", facts(person.vulnerabilities)).add("markers", facts(person.markers)).add("photos", facts(person.photos)).add("places", facts(person.places));
    return json.list("records", person.records, record_json).add("has_protected", person.has_protected).add("may_reveal", person.may_reveal);
}

JsonObject standing_json(const FactsOnRecord& standing) {
    const auto& f = standing.facts;
    JsonObject json;
    json.add("person", standing.person).add("role", standing.role).add("version", standing.version).add("changed_by", standing.changed_by_name).add("changed_at", standing.changed_at);
    json.add("names", facts(f.names)).add("addresses", facts(f.addresses)).add("safe_contacts", facts(f.safe_contacts)).add("vulnerabilities", facts(f.vulnerabilities));
    if (f.birth) json.add("birth", birth_json(*f.birth));
    return json.add("markers", facts(f.markers)).add("photos", facts(f.photos)).add("places", facts(f.places));
}

JsonObject protected_json(const Person& person, const ProtectedFacts& protected_facts) {
    JsonObject json;
    json.add("id", person.id).add("name", person.name()).add("safe_contacts", facts(protected_facts.safe_contacts)).add("addresses", facts(protected_facts.addresses));
    return json.add("vulnerabilities", facts(protected_facts.vulnerabilities));
}

}  // namespace casework::web::people
