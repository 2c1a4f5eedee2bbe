// People of the other groups: sensitive and restricted records, among them one who is known to the task force as well.
#include "domain/people/codes.hpp"
#include "persistence/demo/stage.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence::demo {
namespace {

using domain::Sensitivity;

struct Row {
    std::string_view group, prefix, by;
    Sensitivity sensitivity;
    std::string_view role, name, alias;
    int age;
    std::string_view address, protected_address, safe_contact, place, vulnerability;
};
constexpr auto s1 = Sensitivity::s1, s2 = Sensitivity::s2, s3 = Sensitivity::s3;
constexpr Row rows[] = {
    {"daf", "MAR", "helen.fairley", s3, "victim", "Kelly Harwell", "", 31, "", "Flat 2, Orchard Close", "Text only, after 9am on weekdays; never ring", "", "mental_health"},
    {"daf", "MAR", "helen.fairley", s3, "perpetrator", "Dean Harwell", "Deano", 37, "19 Lower Stone Mews", "", "", "", ""},
    {"daf", "MAR", "helen.fairley", s3, "victim", "Simone Pellow", "", 44, "", "Refuge, address held by the forum", "Through her sister only", "", ""},
    {"daf", "MAR", "helen.fairley", s3, "perpetrator", "Aaron Pellow", "", 46, "3 Tannery Row", "", "", "", ""},
    {"daf", "MAR", "helen.fairley", s3, "victim", "Yusra Daud", "", 27, "", "11 Quarry View", "Interpreter needed; ask for the key worker", "", ""},
    {"daf", "MAR", "helen.fairley", s3, "victim", "Colin Marsh", "", 58, "", "Upper flat, Ferry Lane", "Only at work, before noon", "", "physical_health"},
    {"socp", "OCG", "marcus.vane", s3, "member", "Lennox Stride", "Stretch", 34, "Not known", "", "", "PLC-0001", ""},
    {"socp", "OCG", "marcus.vane", s3, "member", "Kieran Tasker", "KT", 25, "8 Mill Fold", "", "", "PLC-0002", ""},
    {"socp", "OCG", "marcus.vane", s3, "cuckooed tenant", "Maureen Gadd", "", 66, "", "Moved to a safe address", "Through the tenancy officer", "", "exploitation"},
    {"socp", "OCG", "marcus.vane", s3, "member", "Ellis Brandreth", "", 29, "Not known", "", "", "", ""},
    {"dcsm", "YPS", "tola.okoro", s2, "young person", "Jayden Rook", "Jay", 15, "27 Beech Rise", "", "", "PLC-0003", "exploitation"},
    {"dcsm", "YPS", "tola.okoro", s2, "young person", "Macy Ellwood", "", 14, "5 Chapel Fields", "", "", "PLC-0005", ""},
    {"dcsm", "YPS", "tola.okoro", s2, "young person", "Tyrese Okafor-Lane", "Ty", 16, "40 Furfield Way", "", "", "PLC-0003", ""},
};

PersonFacts facts_of(const Stage& stage, const Row& row, int number) {
    PersonFacts facts;
    facts.names.push_back({"name", std::string(row.name)});
    if (!row.alias.empty()) facts.names.push_back({"alias", std::string(row.alias)});
    facts.birth = StatedBirth{stage.day(-(row.age * 365 + row.age / 4 + 17 * number % 300 + 20)), {}, {}, ""};
    if (!row.address.empty()) facts.addresses.push_back({"home", std::string(row.address), "ME15 9ZZ", {}, {}});
    if (!row.protected_address.empty()) facts.addresses.push_back({"protected", std::string(row.protected_address), "", {}, {}});
    if (!row.safe_contact.empty()) facts.safe_contacts.emplace_back(row.safe_contact);
    if (!row.place.empty()) facts.places.push_back({std::string(row.place), "frequents", ""});
    if (!row.vulnerability.empty())
        facts.vulnerabilities.push_back({std::string(row.vulnerability), "", domain::people::class_of_vulnerability(row.vulnerability)});
    return facts;
}

}  // namespace

void tell_other_groups(Stage& stage) {
    int number = 0;
    for (const auto& row : rows) {
        auto gate = stage.gate(row.by, stage.at(-60 + 2 * number, 11));
        const Act act{auth::Action::create, "open_case", "case", domain::LoggedOperation::collection};
        must(fmt::format("open a case of {}", row.group), gate.perform_in_panel(row.group, act, [&](Writing& w) -> domain::Outcome<std::string> {
            const auto id = next_reference(w.tx, row.prefix, w.today);
            w.entry.objects.push_back(id);
            add_record(w.tx, w.permit, id, "case", row.group, row.sensitivity, w.actor.agency, w.now);
            return add_person(w, id, row.role, facts_of(stage, row, number));
        }));
        ++number;
    }
}

}  // namespace casework::persistence::demo
