// One record that is shared with another group, and one that a constable asks to share: a coordinator's agreement waits.
#include "persistence/demo/stage.hpp"
#include "persistence/second_person.hpp"
#include "persistence/sharing.hpp"

namespace casework::persistence::demo {
namespace {

std::string record_of(Stage& stage, std::string_view name) {
    std::string id;
    stage.database.read([&](Transaction& tx) {
        tx.one("SELECT n.id FROM nominal n JOIN person_name p ON p.person_id = n.person_id AND p.record_id = n.id WHERE p.full_name = :name ORDER BY n.id", {with("name", name)}, {&id});
    });
    return id;
}

}  // namespace

void tell_sharing(Stage& stage) {
    auto chair = stage.gate("priya.nair", stage.at(-1, 10));
    must("share a record", share(chair, record_of(stage, "Leah Costin"), {"socp", "safeguarding", "Two older men seem to make her deal. The panel knows them and can keep her out of their reach.", ""}));
    const NewSharing wanted{"csvg", "safeguarding", "He was hurt in both of his last fights. The group has a support worker for men who drink alone.", ""};
    const auto id = record_of(stage, "Shane Prowse");
    auto constable = stage.gate("kofi.osei", stage.at(-1, 17));
    const auto request = must("propose to share a record", propose_sharing(constable, id, wanted));
    auto asking = stage.gate("kofi.osei", stage.at(-1, 17, 5));
    must("ask a colleague", ask_for_agreement(asking, request, wanted.reason));
}

}  // namespace casework::persistence::demo
