// The agencies, groups, sharing agreements and accounts of the demo.
#include "persistence/account_rows.hpp"
#include "persistence/demo/stage.hpp"

namespace casework::persistence::demo {
namespace {

struct AgencyRow {
    std::string_view id, name;
};
constexpr AgencyRow agencies[] = {
    {"maidstone-borough", "Maidstone Borough Council"}, {"kent-police", "Kent Police"},       {"kent-county", "Kent County Council"},
    {"probation", "Probation Service"},                 {"nhs", "NHS Kent and Medway"},      {"kent-fire", "Kent Fire and Rescue Service"},
    {"one-maidstone", "One Maidstone BID"},             {"valley-homes", "Valley Homes"},    {"bridgeway", "Bridgeway Recovery"},
    {"safe-harbour", "Safe Harbour"},
};

struct GroupRow {
    std::string_view id, name, purpose;
    bool restricted = false;  // a new member takes a second person
};
constexpr GroupRow groups[] = {
    {"tctf", "Town Centre Task Force", "People and places of concern in the town centre"},
    {"socp", "Serious and Organised Crime Panel", "Organised crime groups and those they exploit", true},
    {"daf", "Maidstone Domestic Abuse Forum", "Domestic abuse, with the risk assessment conference (MARAC)", true},
    {"dcsm", "District Contextual Safeguarding Meeting", "Young people at risk outside the home", true},
    {"csvg", "Community Safety and Vulnerability Group", "Adults who are vulnerable in the community"},
    {"cpt", "Community Protection Enforcement", "Warnings, notices and orders"},
};

// `days` until the agreement ends: one ends soon, one has ended.
struct AgreementRow {
    std::string_view agency, group;
    int days;
};
constexpr AgreementRow agreements[] = {
    {"maidstone-borough", "tctf", 300}, {"maidstone-borough", "daf", 300},  {"maidstone-borough", "csvg", 300}, {"maidstone-borough", "cpt", 300},
    {"maidstone-borough", "dcsm", 300}, {"kent-police", "tctf", 250},       {"kent-police", "socp", 250},       {"kent-police", "daf", 250},
    {"kent-police", "dcsm", 250},       {"kent-police", "csvg", 250},       {"kent-police", "cpt", 250},        {"kent-county", "tctf", 180},
    {"kent-county", "dcsm", 180},       {"kent-county", "csvg", 180},       {"probation", "tctf", 200},         {"probation", "socp", 200},
    {"nhs", "csvg", 120},               {"nhs", "tctf", 120},               {"kent-fire", "csvg", 90},          {"kent-fire", "tctf", 90},
    {"one-maidstone", "tctf", 330},     {"valley-homes", "tctf", 20},       {"bridgeway", "tctf", 150},         {"bridgeway", "csvg", 150},
    {"safe-harbour", "daf", 210},
};

constexpr SignIn people[] = {
    {"priya.nair", "Sgt", "Priya Nair", "kent-police", "chairs and coordinates the Town Centre Task Force"},
    {"tom.reddish", "Sgt", "Tom Reddish", "kent-police", "second sergeant, coordinates the task force in her absence"},
    {"kofi.osei", "PC", "Kofi Osei", "kent-police", "contributes to the task force"},
    {"jess.marlow", "PCSO", "Jess Marlow", "kent-police", "reads the task force’s list"},
    {"mel.hart", "Community Protection Officer", "Mel Hart", "maidstone-borough", "contributes to the task force and to enforcement: warnings and notices"},
    {"grace.holloway", "Community Protection Manager", "Grace Holloway", "maidstone-borough", "coordinates enforcement, contributes to the task force"},
    {"rafi.amin", "Housing Outreach Worker", "Rafi Amin", "maidstone-borough", "contributes to the task force and the vulnerability group"},
    {"dana.crisp", "Business Crime Manager", "Dana Crisp", "one-maidstone", "puts people forward for the businesses"},
    {"kirsten.lund", "Probation Officer", "Kirsten Lund", "probation", "contributes to the task force"},
    {"sam.bell", "Recovery Worker", "Sam Bell", "bridgeway", "contributes to the task force"},
    {"bev.lowe", "Tenancy Officer", "Bev Lowe", "valley-homes", "contributes; the agreement of her agency ends soon"},
    {"jo.stone", "Social Worker", "Jo Stone", "kent-county", "chairs and coordinates the vulnerability group, contributes to the task force"},
    {"tola.okoro", "Youth Justice Worker", "Tola Okoro", "kent-county", "chairs the safeguarding meeting of young people, contributes to the task force"},
    {"helen.fairley", "Forum Coordinator", "Helen Fairley", "maidstone-borough", "coordinates the Domestic Abuse Forum; not of the task force"},
    {"marcus.vane", "DI", "Marcus Vane", "kent-police", "chairs the Serious and Organised Crime Panel; not of the task force"},
    {"lena.ward", "Analyst", "Lena Ward", "maidstone-borough", "analyst: figures, no cases"},
    {"owen.price", "Auditor", "Owen Price", "maidstone-borough", "auditor: the ledger, no cases"},
    {"ruth.adeyemi", "Information Governance Officer", "Ruth Adeyemi", "maidstone-borough", "information governance: retention and erasure, no open cases"},
    {"neil.sutton", "System Administrator", "Neil Sutton", "maidstone-borough", "system administrator: accounts, no cases"},
    {"mina.rowe", "Mental Health Nurse", "Mina Rowe", "nhs", "contributes to the vulnerability group; not of the task force"},
    {"glen.shaw", "Watch Manager", "Glen Shaw", "kent-fire", "contributes to the vulnerability group; not of the task force"},
};

std::string_view role_of(std::string_view username) {
    if (username == "lena.ward") return "analyst";
    if (username == "owen.price") return "auditor";
    if (username == "ruth.adeyemi") return "records_officer";
    if (username == "neil.sutton") return "sysadmin";
    return "practitioner";
}

struct MembershipRow {
    std::string_view username, group, level;
    bool chair = false;
    int days = 330;
};
constexpr MembershipRow memberships[] = {
    {"priya.nair", "tctf", "coordinator", true}, {"tom.reddish", "tctf", "coordinator"},      {"kofi.osei", "tctf", "contributor"},
    {"jess.marlow", "tctf", "viewer"},           {"mel.hart", "tctf", "contributor"},         {"mel.hart", "cpt", "contributor"},
    {"grace.holloway", "tctf", "contributor"},   {"grace.holloway", "cpt", "coordinator", true}, {"rafi.amin", "tctf", "contributor"},
    {"rafi.amin", "csvg", "contributor"},        {"dana.crisp", "tctf", "contributor"},       {"kirsten.lund", "tctf", "contributor"},
    {"sam.bell", "tctf", "contributor"},         {"bev.lowe", "tctf", "contributor", false, 25}, {"jo.stone", "tctf", "contributor"},
    {"jo.stone", "csvg", "coordinator", true},   {"tola.okoro", "tctf", "contributor"},       {"tola.okoro", "dcsm", "coordinator", true},
    {"helen.fairley", "daf", "coordinator", true}, {"marcus.vane", "socp", "coordinator", true},
    {"mina.rowe", "csvg", "contributor"},        {"glen.shaw", "csvg", "contributor"},
};

// Everything founded leaves an entry, as the commands for agencies, groups and accounts do.
void record(Stage& stage, Transaction& tx, std::string_view action, std::string_view type, std::string_view object) {
    domain::LedgerEntry entry;
    entry.request_id = "demo";
    entry.action = action;
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = type;
    entry.objects = {std::string(object)};
    entry.rule = "command";
    entry.purpose = "administration";
    stage.ledger.append(tx, std::move(entry));
}

void found_groups(Stage& stage, Transaction& tx) {
    for (const auto& row : agencies) {
        tx.run("INSERT INTO agency (id, name) VALUES (:id, :name)", {with("id", row.id), with("name", row.name)});
        record(stage, tx, "add_agency", "agency", row.id);
    }
    for (const auto& row : groups) {
        tx.run("INSERT INTO panel_group (id, name, purpose, restricted) VALUES (:id, :name, :purpose, :restricted)",
               {with("id", row.id), with("name", row.name), with("purpose", row.purpose), with("restricted", row.restricted)});
        record(stage, tx, "add_group", "group", row.id);
    }
    for (const auto& row : agreements) {
        tx.run("INSERT INTO agreement (agency, panel, signed_on, until, grace_days) VALUES (:agency, :panel, :signed, :until, 14)",
               {with("agency", row.agency), with("panel", row.group), with("signed", domain::iso_date(stage.day(row.days - 365))), with("until", domain::iso_date(stage.day(row.days)))});
        record(stage, tx, "sign_agreement", "agency", row.agency);
    }
}

void found_accounts(Stage& stage, Transaction& tx, const std::string& password_hash) {
    std::map<std::string_view, std::string> ids;
    for (const auto& row : people) {
        const auto id = next_reference(tx, "USR", stage.today);
        tx.run("INSERT INTO account (id, username, agency, name, title, role, password, must_set_password, password_set_at, created_at, email) VALUES "
               "(:id, :username, :agency, :name, :title, :role, :password, 0, :at, :at, :username || '@example.org')",
               {with("id", id), with("username", row.username), with("agency", row.agency), with("name", row.name), with("title", row.title),
                with("role", role_of(row.username)), with("password", password_hash), with("at", micros(stage.now))});
        record(stage, tx, "add_account", "account", id);
        ids[row.username] = id;
    }
    for (const auto& row : memberships) {
        const auto id = next_reference(tx, "MBR", stage.today);
        tx.run("INSERT INTO membership (id, account, panel, level, chair, until) VALUES (:id, :account, :panel, :level, :chair, :until)",
               {with("id", id), with("account", ids.at(row.username)), with("panel", row.group), with("level", row.level), with("chair", row.chair),
                with("until", domain::iso_date(stage.day(row.days)))});
        record(stage, tx, "add_membership", "account", ids.at(row.username));
    }
}

}  // namespace

const std::vector<SignIn>& sign_ins() {
    static const std::vector<SignIn> list(std::begin(people), std::end(people));
    return list;
}

std::string sign_in_list() {
    std::string text = fmt::format("Demo sign-ins; every password is {}\n", password);
    for (const auto& row : sign_ins()) text += fmt::format("  {:<15} {} {}: {}\n", row.username, row.title, row.name, row.what);
    return text;
}

void found_partnership(Stage& stage, const std::string& password_hash) {
    stage.database.write([&](Transaction& tx) {
        found_groups(stage, tx);
        found_accounts(stage, tx, password_hash);
    });
}

}  // namespace casework::persistence::demo
