// The access tables as text, for the golden file that makes every changed permission a reviewed difference.
#include <fmt/format.h>

#include "auth/policy_table.hpp"

namespace casework::auth {
namespace {

using namespace policy_table;

std::string_view words(Cell cell) {
    switch (cell) {
        case Cell::no: return "-";
        case Cell::yes: return "yes";
        case Cell::f2: return "if F2";
        case Cell::pair: return "with 2nd";
    }
    return "";
}
std::string_view words(RoleCell cell) {
    switch (cell) {
        case RoleCell::no: return "-";
        case RoleCell::yes: return "yes";
        case RoleCell::led: return "own panel";
        case RoleCell::by_case: return "as D5-D8";
    }
    return "";
}
std::string words(domain::FieldSet fields) {
    if (fields == domain::FieldSet{}) return "none";
    return fmt::format("F0{}{}", fields.f1 ? " F1" : "", fields.f2 ? " F2" : "");
}
std::string words(Duties duties) {
    std::string text;
    const auto add = [&](bool due, std::string_view word) {
        if (due) text += (text.empty() ? "" : ", ") + std::string(word);
    };
    add(duties.purpose, "purpose");
    add(duties.password_again, "password again");
    add(duties.second_person, "second person");
    add(duties.notify, "notify");
    return text.empty() ? "-" : text;
}
std::string without_trailing_space(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

}  // namespace

std::string policy_text() {
    std::string out = "Rows: the first that matches and permits the act decides\n\n";
    for (const auto& row : rows) out += fmt::format("{}  {}\n", row.rule, row.words);

    out += "\nActs on a record, by standing\n\n";
    constexpr auto line = "{:<15} {:<9} {:<12} {:<12} {:<8} {:<6} {:<10} {:<9} {:<10} {}";
    out += without_trailing_space(fmt::format(line, "act", "viewer", "contributor", "coordinator", "named", "stub", "emergency", "disposal", "fields", "duties"));
    for (const auto& act : actions) {
        const auto duties = act.chair_only ? "only with the chair flag, on the owner panel" : words(act.duties);
        out += without_trailing_space(fmt::format(line, act.name, words(act.viewer), words(act.contributor), words(act.coordinator),
                                                  words(act.named), words(act.stub), words(act.emergency), words(act.disposal), words(act.most), duties));
    }
    out += "\nFor the disposal of a record (column disposal) facts of the case (F0) are shown, and nothing else.\n";
    out += "\nRestricted records (S3): the first opening of a day asks for a purpose; an export takes a second person.\n";

    out += "\nA bearer token never shows F2 and never does:";
    for (const auto action : acts_in_person) out += fmt::format(" {}", name(action));
    out += "\n";

    out += "\nRole-wide acts, by base role (their rows above are empty on purpose)\n\n";
    constexpr auto role_line = "{:<15} {:<13} {:<9} {:<9} {:<16} {:<9} {}";
    out += without_trailing_space(fmt::format(role_line, "act", "practitioner", "analyst", "auditor", "records officer", "sysadmin", "duties"));
    for (const auto& act : role_acts)
        out += without_trailing_space(fmt::format(role_line, name(act.action), words(act.practitioner), words(act.analyst),
                                                  words(act.auditor), words(act.records_officer), words(act.sysadmin), words(act.duties)));
    return out;
}

}  // namespace casework::auth
