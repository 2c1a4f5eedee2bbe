// Opening and saving the personal details of the person a record is about.
#include "persistence/nominals/subject.hpp"

#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/people/person_values.hpp"

namespace casework::persistence {
namespace {

// The person that the record is about: a nominal of the list, the subject of any other.
template <class Reached>
std::optional<FactsOnRecord> subject_on(Reached& reached, std::string_view record) {
    auto nominal = subject_of(reached, record, "nominal");
    return nominal ? nominal : subject_of(reached, record, "subject");
}

}  // namespace

domain::Outcome<FactsOnRecord> open_subject(Gate& gate, std::string_view id) {
    auto opened = gate.open(id, {auth::Action::edit, "open_person_form", "person"}, [&](Reading& reading) {
        auto facts = subject_on(reading, id);
        if (facts) reading.shown.push_back(facts->person);
        return facts;
    });
    return found(std::move(opened));
}

domain::Outcome<Saved> save_subject(Gate& gate, std::string_view id, const SubjectEdit& edit, domain::Clash& clash) {
    const Act act{auth::Action::edit, "edit_person", "person", domain::LoggedOperation::alteration};
    return gate.perform(id, act, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto standing = subject_on(writing, id);
        if (!standing) return domain::not_found();
        if (auto refusals = check_facts(writing.tx, edit.facts, writing.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        const auto values = [&](const PersonFacts& facts) { return person_values(writing.tx, facts, standing->protected_too); };
        const auto before = values(standing->facts), mine = values(edit.facts);
        auto merge = domain::merge_edit(before, changes_since(writing.tx, id, edit.version), mine, edit.choices.fields);
        if (!merge.clashes.empty() || edit.version > standing->version) return std::unexpected(clashed(clash, id, standing->version, std::move(merge), mine));
        if (merge.values.empty()) return Saved{std::string(id), standing->version};
        auto facts = standing->facts;
        for (const auto& value : merge.values) take_field(facts, edit.facts, value.field);
        if (auto saved = edit_person(writing, id, standing->person, standing->version, facts); !saved) return std::unexpected(std::move(saved.error()));
        const auto after = values(facts);
        add_changes(writing, id, standing->version + 1, before, after);
        add_event(writing, id, "edit", "personal details changed", "", {});
        writing.entry.before = digest_of(gate, canonical("person", before));
        writing.entry.after = digest_of(gate, canonical("person", after));
        return Saved{std::string(id), standing->version + 1};
    });
}

}  // namespace casework::persistence
