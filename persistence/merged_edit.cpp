// Joining an edit with what was saved since, by the changes that the record keeps.
#include "persistence/merged_edit.hpp"

#include "persistence/nominals/nominal_rows.hpp"

namespace casework::persistence {

domain::Merge merged_edit(Transaction& tx, std::string_view record, int version, const domain::FieldValues& now, const domain::FieldValues& mine, const domain::Choices& choices) {
    auto holding = choices.fields;
    if (!holding.empty())
        for (const auto& change : changes_since(tx, record, choices.seen)) std::erase_if(holding, [&](const auto& choice) { return choice.field == change.field; });
    return domain::merge_edit(now, changes_since(tx, record, version), mine, holding);
}

}  // namespace casework::persistence
