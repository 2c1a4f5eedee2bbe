// The words of the coded lists.
#include "domain/reports/codes.hpp"

namespace casework::domain::reports {
namespace {

constexpr Code category_rows[] = {
    {"asb", "Anti-social behaviour", ""},
    {"noise", "Noise", "Amplified music, barking, alarms and the like"},
    {"nuisance", "Other nuisance", "Odour, dust, smoke, light and the like"},
    {"dogs", "Dangerous or nuisance dogs", "Not strays. Several reports can be about one dog or one incident"},
    {"fouling", "Dog fouling", ""},
    {"strays", "Straying or lost dogs", ""},
    {"trading", "Street trading", ""},
    {"encampment", "Unauthorised encampment", ""},
};
constexpr Code asb_rows[] = {
    {"intimidation", "Intimidation or harassment", ""}, {"rowdy", "Rowdy or drunk behaviour", ""}, {"drinking", "Street drinking", ""},   {"drugs", "Drug use or dealing", ""},
    {"neighbours", "Between neighbours", ""},           {"vehicles", "Vehicles", ""},              {"begging", "Begging", "Not recorded as an offence"}, {"damage", "Damage or litter", ""},
    {"hate", "Because of who somebody is", "Hate incident"}, {"other", "Something else", ""},
};
constexpr Code noise_rows[] = {
    {"amplified_music", "Amplified music", ""}, {"barking", "Barking dog", ""}, {"voices", "Shouting or parties", ""}, {"alarm", "Alarm", ""}, {"machinery", "Machines or building work", ""}, {"other", "Something else", ""},
};
constexpr Code nuisance_rows[] = {
    {"odour", "Odour", ""}, {"dust", "Dust", ""}, {"smoke", "Smoke or bonfires", ""}, {"light", "Light", ""}, {"accumulation", "Rubbish on land", ""}, {"other", "Something else", ""},
};
constexpr Code dog_rows[] = {
    {"dangerous", "Dangerous dog", ""}, {"attack_on_person", "Attack on a person", "Goes to the police at once"}, {"attack_on_animal", "Attack on an animal", ""}, {"nuisance", "Out of control or a nuisance", ""},
};
constexpr Code fouling_rows[] = {{"fouling", "Dog fouling", ""}};
constexpr Code stray_rows[] = {{"stray", "Stray dog", ""}, {"lost", "Lost dog", ""}, {"found", "Found dog", ""}};
constexpr Code trading_rows[] = {{"unlicensed", "Trading without consent", ""}, {"complaint", "Complaint about a trader", ""}, {"enquiry", "Enquiry", ""}};
constexpr Code encampment_rows[] = {{"encampment", "Unauthorised encampment", ""}};

struct Kinds {
    std::string_view category;
    CodeList kinds;
};
constexpr Kinds kind_rows[] = {
    {"asb", asb_rows}, {"noise", noise_rows}, {"nuisance", nuisance_rows}, {"dogs", dog_rows}, {"fouling", fouling_rows}, {"strays", stray_rows}, {"trading", trading_rows}, {"encampment", encampment_rows},
};

constexpr Code channel_rows[] = {
    {"phone", "Telephone", ""}, {"web", "Web form", ""}, {"email", "E-mail or letter", ""}, {"in_person", "In person", ""}, {"patrol", "Seen on patrol", ""}, {"partner", "From a partner agency", ""}, {"councillor", "Through a councillor", ""},
};
constexpr Code reporter_rows[] = {
    {"victim", "Who suffers it", ""},           {"witness", "Who saw or heard it", ""},   {"business", "A business", ""},   {"councillor", "A councillor", ""},
    {"officer", "An officer or worker", ""},    {"agency", "A partner agency", ""},       {"anonymous", "Did not say who they are", "No update can be given"},
};
constexpr Code risk_rows[] = {
    {"none", "No particular risk", ""}, {"vulnerable", "Somebody vulnerable is affected", "Care Act 2014 s.42"}, {"repeat", "It has happened to them before", "Looked at for a case review"}, {"immediate", "Somebody is in danger now", "Police first"},
};
constexpr Code outcome_rows[] = {
    {"advice", "Advice given", ""},                 {"visited", "Visited or spoken to", ""},          {"stopped", "It has stopped", ""},      {"no_evidence", "Not enough evidence", ""},
    {"not_for_us", "Nothing the team can deal with", "Say who can"}, {"no_answer", "The reporter did not answer", ""}, {"matter_closed", "The matter it belongs to has ended", ""}, {"mistake", "Recorded by mistake", ""},
};
constexpr Code gateway_rows[] = {
    {"crime", "To prevent or detect crime and disorder", "Crime and Disorder Act 1998 s.115"},
    {"danger", "Somebody is in danger", "UK GDPR Article 6(1)(d)"},
    {"safeguarding", "To protect somebody at risk", "Care Act 2014 s.42; Children Act 2004 s.10"},
    {"request", "The reporter asked for it", "UK GDPR Article 6(1)(a)"},
    {"duty", "It is the other agency’s duty", "UK GDPR Article 6(1)(e)"},
};
constexpr Code contact_rows[] = {
    {"told", "The reporter has been told", ""}, {"not_reachable", "Could not be reached", ""}, {"not_safe", "Not safe to contact", ""}, {"anonymous", "Did not say who they are", ""}, {"no_wish", "Does not want an update", ""},
};

// As the published assessment's appendix 4 names them.
constexpr Code published_rows[] = {
    {"asb", "All Anti-social behaviour complaints", ""},        {"noise", "All noise nuisances including amplified music and barking", ""}, {"nuisance", "Other Nuisance (Odour, dust etc.)", ""},
    {"dogs", "Dangerous and Nuisance dogs (Not strays)", ""},   {"fouling", "Dog Fouling", ""},                                              {"strays", "Straying and lost dogs' enquiries", ""},
    {"trading", "Street trading enquiries/complaints", ""},
};
constexpr Code conduct_rows[] = {{"asb", "asb", ""}, {"noise", "noise", ""}, {"nuisance", "nuisance", ""}, {"dogs", "dog", ""}, {"fouling", "dog", ""}, {"encampment", "encampment", ""}};

}  // namespace

CodeList categories() { return category_rows; }
CodeList kinds_of(std::string_view category) {
    for (const auto& row : kind_rows)
        if (row.category == category) return row.kinds;
    return {};
}
CodeList channels() { return channel_rows; }
CodeList reporter_kinds() { return reporter_rows; }
CodeList risks() { return risk_rows; }
CodeList outcomes() { return outcome_rows; }
CodeList gateways() { return gateway_rows; }
CodeList contact_answers() { return contact_rows; }

std::string_view category_of_published(std::string_view description) {
    for (const auto& row : published_rows)
        if (row.words == description) return row.code;
    return {};
}

std::string_view conduct_for(std::string_view category, std::string_view kind) {
    if (category == "noise" && kind == "barking") return "dog";
    const auto* row = find_code(conduct_rows, category);
    return row ? row->words : std::string_view{};
}

}  // namespace casework::domain::reports
