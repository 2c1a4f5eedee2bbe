// Writing the questions and the tables of changes of rights.
#include "web/administration/rights_views.hpp"

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "persistence/role_words.hpp"
#include "web/account/account_parts.hpp"
#include "web/administration/rights_forms.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"

namespace casework::web::administration {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;
using persistence::RightsKind;
using persistence::RightsLine;

constexpr std::array kinds{
    RightsWords{RightsKind::join, "Add a person", "Add the account"},
    RightsWords{RightsKind::details, "Change details or agency", "Save the change"},
    RightsWords{RightsKind::role, "Change the base role", "Ask for the change"},
    RightsWords{RightsKind::membership, "Give or change a membership", "Save the membership"},
    RightsWords{RightsKind::leave, "End a membership", "End the membership now"},
    RightsWords{RightsKind::disable, "Disable the account", "Disable the account now"},
    RightsWords{RightsKind::enable, "Open the account again", "Open the account"},
    RightsWords{RightsKind::password, "Give a first password", "Set the first password"},
    RightsWords{RightsKind::second_factor, "Reset the second step", "Reset it now"},
    RightsWords{RightsKind::sessions, "End every session", "End the sessions now"},
    RightsWords{RightsKind::agreement, "Enter or carry on a sharing agreement", "Save the agreement"},
    RightsWords{RightsKind::suspend, "Suspend the agency", "Suspend it now"},
    RightsWords{RightsKind::resume, "Let the agency take part again", "Let it take part"},
    RightsWords{RightsKind::restrict, "Make the group restricted", "Make it restricted"},
    RightsWords{RightsKind::open, "Make the group unrestricted", "Ask for the change"},
    RightsWords{RightsKind::add_agency, "Add an agency", "Add the agency"},
    RightsWords{RightsKind::add_group, "Add a group", "Add the group"},
};

Html detail_questions(const Shown& shown, const RightsQuestions& ask) {
    const auto& d = ask.details;
    Html out = small_input(shown, "name", "Name", "Given name and family name", d.name);
    return out << small_input(shown, "title", "Rank or job title (optional)", {}, d.title, "govuk-input--width-20") << select_of(shown, "agency", "Agency", ask.agencies, d.agency, "Select an agency", "govuk-label--s")
               << small_input(shown, "email", "E-mail address (optional)", "Told there that something waits, never about whom", d.email)
               << small_input(shown, "manager", "Their manager’s account (optional)", "For example, USR-2026-0003. A manager does not review what this person did in an emergency", d.manager, "govuk-input--width-10");
}

Html membership_questions(const Shown& shown, const RightsQuestions& ask) {
    Html out;
    if (!ask.accounts.empty()) out << select_of(shown, "account", "Person", ask.accounts, "", "Select a person", "govuk-label--s");
    if (ask.group.empty()) out << select_of(shown, "group", "Group", ask.groups, "", "Select a group", "govuk-label--s");
    if (ask.kind == RightsKind::leave) return out;
    govuk::Checkboxes chair{.name = "chair"};
    chair.id_prefix = "chair";
    govuk::CheckboxItem item{.text = "Chair", .value = "yes", .hint = {.text = "Takes the decisions that are the chair’s"}};
    item.checked = shown.chosen("chair", "yes");
    chair.items.push_back(std::move(item));
    return out << radios_of(shown, "level", "Level", level_codes()) << govuk::checkboxes(chair)
               << small_input(shown, "until", "Last day", "At most 12 months ahead. For example, 31/3/2027", {}, "govuk-input--width-10");
}

Html agreement_questions(const Shown& shown, const RightsQuestions& ask) {
    Html out = select_of(shown, "group", "Group", ask.groups, "", "Select a group", "govuk-label--s");
    return out << small_input(shown, "signed", "Signed on", std::string(near_date_hint), {}, "govuk-input--width-10") << small_input(shown, "until", "Last day", {}, {}, "govuk-input--width-10")
               << small_input(shown, "grace", "Days of grace", "0 to 90: access goes on for so long after the last day", "0", "govuk-input--width-2", "numeric");
}

Html founding_questions(const Shown& shown, bool agency) {
    Html out = small_input(shown, "name", agency ? "Name of the agency" : "Name of the group", {}, {}, "govuk-input--width-20");
    out << small_input(shown, "id", "Id", agency ? "Lower-case letters, figures and hyphens, for example kent-police. It cannot be changed" : "Lower-case letters and hyphens, for example tctf. It cannot be changed", {}, "govuk-input--width-10");
    if (agency) return out << radios_of(shown, "kind", "What is it?", domain::community_protection::agency_kinds());
    return out << small_input(shown, "purpose", "What is it for? (optional)", "One line");
}

govuk::Tag state_of(const RightsLine& line) {
    if (line.done_at) return {.text = "Done", .classes = "govuk-tag--green"};
    if (line.answer == "refused") return {.text = "Not agreed", .classes = "govuk-tag--red"};
    return {.text = "Waits", .classes = "govuk-tag--blue"};
}

}  // namespace

const RightsWords& words_of(RightsKind kind) { return *std::ranges::find(kinds, kind, &RightsWords::kind); }

domain::CodeList role_codes() {
    static constexpr domain::Code codes[] = {{"practitioner", "Practitioner", "Works on cases, as far as memberships go"},
                                             {"analyst", "Analyst", "Sees figures, suppressed; no case"},
                                             {"auditor", "Auditor or data protection officer", "Reads the ledger for one of four purposes; no case"},
                                             {"records_officer", "Records officer", "Approves disposals"},
                                             {"sysadmin", "System administrator", "Accounts, agencies and groups; no case"}};
    return codes;
}
domain::CodeList level_codes() {
    static constexpr domain::Code codes[] = {{"viewer", "Viewer", "Reads"}, {"contributor", "Contributor", "Also makes, changes and notes"}, {"coordinator", "Coordinator", "Also shares, exports, closes and manages members"}};
    return codes;
}

Html questions(const Context&, const Shown& shown, const RightsQuestions& ask) {
    Html out;
    switch (ask.kind) {
        case RightsKind::join: out << small_input(shown, "username", "User name", "What they type to sign in, for example p.nair", {}, "govuk-input--width-20") << detail_questions(shown, ask); break;
        case RightsKind::details: out << detail_questions(shown, ask); break;
        case RightsKind::role: out << radios_of(shown, "role", "Base role", role_codes(), ask.role); break;
        case RightsKind::membership:
        case RightsKind::leave: out << membership_questions(shown, ask); break;
        case RightsKind::agreement: out << agreement_questions(shown, ask); break;
        case RightsKind::add_agency:
        case RightsKind::add_group: out << founding_questions(shown, ask.kind == RightsKind::add_agency); break;
        default: break;
    }
    const bool is_new = ask.kind == RightsKind::join || ask.kind == RightsKind::add_agency || ask.kind == RightsKind::add_group;
    return out << long_text(shown, "reason", is_new ? "Why is it added?" : "Why does it change?", "Kept with the change, for example who asked for it", {}, 3, 500);
}

Html preview(const persistence::RightsPreview& preview) {
    Html out = govuk::summary_list({.rows = {{.key = {.text = "Now"}, .value = {.text = preview.was}}, {.key = {.text = "Will be"}, .value = {.text = preview.becomes}}}});
    if (!preview.effects.empty()) {
        out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const auto& effect : preview.effects) out << "<li>"_html << effect << "</li>"_html;
        out << "</ul>\n"_html;
    }
    if (!preview.second_person) return out;
    if (preview.could_agree.empty()) return out << govuk::warning_text({.text = "This takes a second person, and no coordinator could agree to it now."});
    return out << govuk::inset_text({.text = "It holds only when one of these agrees: " + domain::listed(preview.could_agree) + "."});
}

Html changes_table(const std::vector<RightsLine>& changes) {
    if (changes.empty()) return app::paragraph("Nothing was changed yet.");
    govuk::Table table{.caption = "Changes, newest first"};
    table.head = {{.text = "When"}, {.text = "Was"}, {.text = "Became"}, {.text = "Why"}, {.text = "State"}};
    for (const auto& line : changes) {
        Html when;
        when << persistence::london_date_time(line.asked_at) << "<br>"_html << (line.asked_by_name.empty() ? std::string("Operator’s command") : line.asked_by_name);
        Html state = govuk::tag(state_of(line));
        state << "<br>"_html << app::link(line.id, "/rights/" + line.id);
        table.rows.push_back({{.html = when}, {.text = line.was}, {.text = line.becomes}, {.text = line.reason}, {.html = state}});
    }
    return app::stacked_table(std::move(table));
}

JsonObject rights_json(const RightsLine& l) {
    JsonObject json;
    json.add("id", l.id).add("kind", l.kind).add("subject", l.subject).add("subject_name", l.subject_name).add("group", l.panel).add("was", l.was).add("becomes", l.becomes).add("reason", l.reason);
    json.add("asked_by", l.asked_by_name).add("asked_at", l.asked_at).add("answer", l.answer).add("answered_by", l.answered_by_name).add("answer_reason", l.answer_reason);
    return json.add("answered_at", l.answered_at).add("done_at", l.done_at).add("waits", l.waits()).add("could_agree", l.could_agree);
}

std::string level_words(const persistence::MembershipLine& m) {
    return domain::words_for(level_codes(), persistence::word(m.level)) + (m.chair ? ", chair" : "");
}

}  // namespace casework::web::administration
