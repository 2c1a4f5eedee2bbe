// The rows of the demo's nominals. Every name is invented; no address or number can reach anyone.
#include "persistence/demo/nominal_table.hpp"

namespace casework::persistence::demo {
namespace {

constexpr NominalRow rows[] = {
    // on the list
    {"Dean Harwell", "Deano", 34, "shoplifting begging", "kent-police one-maidstone", "dana.crisp", 1, {2, 4, 3, 3, 6}, End::none, 0, "", "",
     "PLC-0001", "incident_at", "no_fixed", "No fixed address", "housing", "visit_in_pairs",
     "Nine thefts from four shops in Week Street, all recorded by the business crime scheme; begging beside cash machines on most days.",
     "Week Street", "Arrested for theft from a shop, bailed with conditions. Took up none of the three offers of a bed."},
    {"Leah Costin", "", 26, "drug_dealing drug_use", "kent-police kent-county", "rafi.amin", 1, {3, 4, 5, 4, 4}, End::none, 0, "", "",
     "PLC-0002", "frequents", "hostel", "Lily House, Mill Street", "exploitation", "",
     "Seen handing over small packages in Jubilee Square on six evenings; thought to be made to do it by two older men.",
     "Jubilee Square", "Seen with two men who were asked to leave the area. Spoke to outreach for the first time."},
    {"Shane Prowse", "", 29, "violence street_drinking", "kent-police probation", "kofi.osei", 1, {4, 6, 5, 7, 2}, End::none, 0, "", "",
     "PLC-0008", "incident_at", "home", "14 Stile Bridge Court", "substance", "violent",
     "Four fights outside licensed premises in the High Street, one with a bottle; staff of two bars injured.",
     "High Street", "Remanded after an assault on door staff. Conditions on release to be agreed with Probation."},
    {"Gary Tindle", "Tinny", 52, "street_drinking rowdy", "maidstone-borough bridgeway", "mel.hart", 1, {3, 2, 2, 2, 3}, End::none, 0, "", "",
     "PLC-0003", "frequents", "home", "Flat 3, Pudding Yard", "substance", "",
     "Drinking in Brenchley Gardens from the morning with others; shouting at families; eleven calls from the bowls club.",
     "Brenchley Gardens", "Seen drinking on two days. Agreed to see the recovery worker."},
    {"Tomasz Wilk", "", 41, "begging", "maidstone-borough", "rafi.amin", 2, {0, 1, 2, 1, 3}, End::none, 0, "", "",
     "PLC-0004", "sleeps_at", "no_fixed", "No fixed address", "housing", "",
     "Begs at the entrance of Fremlin Walk, follows people who say no; sleeps in the doorway behind the car park.",
     "Fremlin Walk", "Moved on three times. Says he would accept a room away from the centre."},
    {"Marlon Abbey", "", 38, "shoplifting", "kent-police one-maidstone probation", "dana.crisp", 1, {4, 3, 1, 1, 1}, End::none, 0, "", "",
     "PLC-0005", "banned_from", "home", "61 Tovil Green", "debt", "",
     "Banned from five shops of The Mall and taken in two of them since; sells on what he takes.",
     "The Mall", "One report. Keeps his appointments with Probation."},
    {"Anita Foss", "", 45, "begging", "kent-county csvg nhs", "jo.stone", 2, {0, 2, 3, 2, 2}, End::none, 0, "", "",
     "PLC-0001", "frequents", "care_of", "Care of Trinity day centre", "mental_health", "self_harm",
     "Begging in Week Street, often unwell; ambulance called four times.",
     "Week Street", "Ambulance called once. A Care Act assessment is still to be made."},
    {"Rhys Callow", "", 31, "street_drinking", "kent-police", "kofi.osei", 2, {0, 3, 2, 1, 1}, End::none, 0, "", "",
     "PLC-0007", "frequents", "home", "9 Postley Fields", "", "",
     "In the group that drinks in Cannon Square in the evening; two dispersal directions ignored.",
     "Cannon Square", "One dispersal direction, followed this time."},
    {"Billy Orme", "Bill", 19, "shoplifting bike_theft", "kent-police kent-county", "dana.crisp", 1, {2, 0, 0, 1, 4}, End::archived, 2, "no_impact", "",
     "PLC-0018", "incident_at", "home", "33 Bower Terrace", "", "",
     "Bicycles taken from the racks at Maidstone East; sweets and drinks from station shops.",
     "Maidstone East Station", "Four reports: two bicycles, two shops. Youth Justice knows him from before he was 18."},
    {"Carl Venner", "", 47, "rowdy damage", "maidstone-borough", "mel.hart", 2, {0, 2, 1, 1, 1}, End::none, 0, "", "",
     "PLC-0010", "incident_at", "home", "20 Wheeler Mews", "", "dog",
     "Breaks planters and street signs when drunk; four reports by traders of Gabriel’s Hill.",
     "Gabriel’s Hill", "One report by a trader. Not seen by officers."},
    {"Kayleigh Stroud", "Kay", 24, "shoplifting drug_use", "kent-police bridgeway", "sam.bell", 3, {0, 0, 2, 2, 1}, End::none, 0, "", "",
     "PLC-0006", "incident_at", "hostel", "Lily House, Mill Street", "substance", "needles",
     "Takes cosmetics from the Royal Star Arcade to pay for drugs; needles found twice.",
     "Royal Star Arcade", "One theft. Started on a prescription with the recovery service."},
    {"Jordan Speke", "", 22, "shoplifting violence_staff", "kent-police one-maidstone", "dana.crisp", 5, {0, 0, 0, 0, 5}, End::none, 0, "", "",
     "PLC-0004", "banned_from", "home", "5 Alma Parade", "", "violent",
     "Five thefts from Fremlin Walk in two weeks; spat at a member of staff and threatened a second.",
     "Fremlin Walk", "Banned by four shops. A warning is being prepared."},
    // stepped down
    {"Craig Lomas", "", 36, "street_drinking", "maidstone-borough", "mel.hart", 1, {1, 0, 0, 0, 0}, End::monitored, 5, "No incident since he moved to supported housing", "",
     "PLC-0003", "frequents", "hostel", "Supported housing, Fernhill", "housing", "",
     "Drinking in Brenchley Gardens with others, abusive to park staff.", "Brenchley Gardens", "Nothing reported."},
    {"Donna Skene", "", 43, "begging", "maidstone-borough bridgeway", "rafi.amin", 1, {1, 0, 0, 0, 0}, End::monitored, 5, "Working with the recovery service; not seen begging", "",
     "PLC-0001", "frequents", "home", "Flat 1, Sandling Yard", "substance", "",
     "Begging in Week Street, sometimes with a child’s pushchair.", "Week Street", "Nothing reported."},
    // archived
    {"Lee Garrod", "", 33, "violence", "kent-police probation", "kofi.osei", 1, {3, 2, 0, 0, 0}, End::archived, 3, "custody", "+120",
     "PLC-0008", "incident_at", "home", "2 Kingsley Row", "", "weapons", "Three assaults in the High Street.", "High Street", "Sentenced to 9 months."},
    {"Stacey Pike", "", 28, "shoplifting", "one-maidstone", "dana.crisp", 1, {2, 1, 1, 0, 0}, End::archived, 4, "engaged", "",
     "PLC-0004", "frequents", "home", "8 Bluett Street", "debt", "", "Thefts of food from Fremlin Walk.", "Fremlin Walk", "Attends every appointment."},
    {"Ivan Petrenko", "", 39, "street_drinking", "maidstone-borough", "mel.hart", 1, {1, 1, 0, 0, 0}, End::archived, 4, "moved", "",
     "PLC-0014", "frequents", "no_fixed", "No fixed address", "housing", "", "Drinking at the River Steps.", "River Steps", "Left for a job in another county."},
    {"Darren Hoad", "Daz", 44, "rowdy", "maidstone-borough", "mel.hart", 1, {2, 1, 1, 0, 0}, End::archived, 5, "no_impact", "",
     "PLC-0010", "incident_at", "home", "17 Brunswick Yard", "", "", "Shouting and urinating in Gabriel’s Hill.", "Gabriel’s Hill", "No report in six weeks."},
    {"Mo Rahimi", "", 30, "drug_dealing", "kent-police", "kofi.osei", 2, {0, 3, 2, 1, 0}, End::archived, 4, "transferred", "Serious and Organised Crime Panel",
     "PLC-0002", "incident_at", "home", "23 Perryfield Court", "", "", "Deals in Jubilee Square.", "Jubilee Square", "Part of something larger."},
    {"Frank Dobney", "", 61, "street_drinking", "nhs bridgeway", "sam.bell", 1, {2, 2, 0, 0, 0}, End::archived, 3, "deceased", "",
     "PLC-0003", "frequents", "home", "Flat 9, Pudding Yard", "physical_health", "", "Drinking in Brenchley Gardens.", "Brenchley Gardens", "In hospital."},
    // not added
    {"Nathan Quill", "", 27, "begging", "one-maidstone", "dana.crisp", 4, {0, 0, 0, 0, 0}, End::declined, 4, "not_persistent", "Offer of housing outreach first",
     "PLC-0001", "frequents", "no_fixed", "No fixed address", "housing", "", "Begged on two days in Week Street.", "", ""},
    // put forward
    {"Callum Dray", "", 32, "shoplifting violence_staff", "one-maidstone kent-police", "dana.crisp", 0, {0, 0, 0, 0, 4}, End::none, 0, "", "",
     "PLC-0005", "incident_at", "home", "44 Union Mews", "", "", "Four thefts from shops of The Mall; pushed a security guard.", "", ""},
    {"Nicola Reeve", "Nikki", 35, "rowdy drug_use", "kent-police", "kofi.osei", 0, {0, 0, 0, 0, 2}, End::none, 0, "", "",
     "PLC-0020", "frequents", "home", "6 Brewer Fold", "substance", "", "Disturbances at the bus station, drivers refuse to stop there in the evening.", "", ""},
    {"Sean Petrie", "", 48, "begging street_drinking", "maidstone-borough", "rafi.amin", 0, {0, 0, 0, 0, 1}, End::none, 0, "", "",
     "PLC-0011", "sleeps_at", "no_fixed", "No fixed address", "housing", "", "Sleeps and begs in Bank Street; refuses every offer so far.", "", ""},
};

constexpr std::string_view agreed[] = {"Shane Prowse", "Leah Costin", "Dean Harwell", "Gary Tindle",  "Marlon Abbey",   "Tomasz Wilk",
                                       "Anita Foss",   "Rhys Callow", "Carl Venner",  "Kayleigh Stroud", "Billy Orme"};
constexpr std::string_view draft[] = {"Dean Harwell", "Leah Costin", "Shane Prowse", "Jordan Speke", "Gary Tindle", "Tomasz Wilk",
                                      "Marlon Abbey", "Anita Foss",  "Billy Orme",   "Rhys Callow",  "Carl Venner", "Kayleigh Stroud"};

constexpr ActionRow actions[] = {
    {"Dean Harwell", "prevent", "Offer a bed in supported accommodation", "maidstone-borough", "R. Amin", "rafi.amin", -28, -16, "complete", "Offered three times, declined"},
    {"Dean Harwell", "prevent", "Refer to the recovery service", "bridgeway", "S. Bell", "sam.bell", -13, 3, "in_progress", ""},
    {"Dean Harwell", "pursue", "Apply for CBO with file", "kent-police", "PC Osei", "kofi.osei", -13, -7, "open", ""},
    {"Dean Harwell", "pursue", "Collect statements from four shops", "one-maidstone", "D. Crisp", "dana.crisp", -13, 6, "in_progress", ""},
    {"Dean Harwell", "protect", "Brief shop staff on when to ring", "one-maidstone", "D. Crisp", "dana.crisp", -13, 9, "open", ""},
    {"Leah Costin", "protect", "Safe and well visit with outreach", "maidstone-borough", "R. Amin", "rafi.amin", -13, 1, "open", ""},
    {"Leah Costin", "protect", "Refer as a possible victim of exploitation", "kent-county", "J. Stone", "jo.stone", -13, 4, "in_progress", ""},
    {"Leah Costin", "protect", "Agree a safe place to meet her worker", "maidstone-borough", "R. Amin", "rafi.amin", -13, 8, "open", ""},
    {"Leah Costin", "prevent", "Appointment with the recovery service", "bridgeway", "S. Bell", "sam.bell", -13, 7, "open", ""},
    {"Leah Costin", "pursue", "Identify the two men seen with her", "kent-police", "PC Osei", "kofi.osei", -13, 12, "in_progress", ""},
    {"Shane Prowse", "prevent", "Alcohol treatment on release", "bridgeway", "S. Bell", "sam.bell", -13, 10, "open", ""},
    {"Shane Prowse", "pursue", "Confirm licence conditions with Probation", "probation", "K. Lund", "kirsten.lund", -13, 8, "open", ""},
    {"Jordan Speke", "prevent", "Offer mentoring before the warning is served", "kent-county", "J. Stone", "jo.stone", -13, 6, "open", ""},
    {"Jordan Speke", "pursue", "Serve CPW", "maidstone-borough", "M. Hart", "mel.hart", -12, 0, "open", ""},
    {"Gary Tindle", "prevent", "Alcohol treatment assessment", "bridgeway", "S. Bell", "sam.bell", -13, 5, "open", ""},
    {"Gary Tindle", "prevent", "Visit with tenancy officer", "valley-homes", "B. Lowe", "bev.lowe", -13, 11, "open", ""},
    {"Gary Tindle", "protect", "Lock the gardens’ shelter at dusk", "maidstone-borough", "M. Hart", "mel.hart", -28, -15, "complete", "Locked every evening since"},
    {"Gary Tindle", "prepare", "Leaflet for the bowls club: who to ring", "maidstone-borough", "G. Holloway", "grace.holloway", -13, 13, "open", ""},
    {"Tomasz Wilk", "prevent", "Offer supported accommodation", "maidstone-borough", "R. Amin", "rafi.amin", -13, 6, "open", ""},
    {"Tomasz Wilk", "protect", "Gate across the doorway behind the car park", "one-maidstone", "D. Crisp", "dana.crisp", -13, 15, "moved", ""},
    {"Marlon Abbey", "prevent", "Debt advice appointment", "probation", "K. Lund", "kirsten.lund", -13, 8, "open", ""},
    {"Marlon Abbey", "pursue", "Review CPN conditions", "maidstone-borough", "M. Hart", "mel.hart", -13, 8, "open", ""},
    {"Anita Foss", "protect", "Care Act assessment", "kent-county", "J. Stone", "jo.stone", -13, -2, "open", ""},
    {"Anita Foss", "protect", "Crisis plan with the mental health team", "nhs", "Duty nurse", "", -13, 9, "open", ""},
    {"Anita Foss", "prepare", "Tell shops how to help when she is unwell", "one-maidstone", "D. Crisp", "dana.crisp", -13, 14, "open", ""},
    {"Rhys Callow", "prevent", "Patrol Cannon Square, 8pm to 10pm", "kent-police", "PC Osei", "kofi.osei", -13, 1, "open", ""},
    {"Billy Orme", "prevent", "Joint visit with Youth Justice", "kent-county", "T. Okoro", "tola.okoro", -13, 2, "open", ""},
    {"Billy Orme", "protect", "Mark bicycles at the station", "kent-police", "PC Osei", "kofi.osei", -13, 10, "open", ""},
    {"Carl Venner", "prevent", "Letter before a warning", "maidstone-borough", "M. Hart", "mel.hart", -13, 7, "open", ""},
    {"Kayleigh Stroud", "prevent", "Weekly check with the prescriber", "bridgeway", "S. Bell", "sam.bell", -13, 4, "in_progress", ""},
    {"Kayleigh Stroud", "protect", "Needle box behind the arcade", "maidstone-borough", "G. Holloway", "grace.holloway", -13, 18, "open", ""},
};

constexpr EntryRow entries[] = {
    {"Dean Harwell", "cpn", "Not to enter Week Street north of Union Street", -40, 89, "bail", "Not to enter any shop of Week Street", 12, "medium", "low", "high",
     "Loses weight, sleeps outside; four shops lose stock every week", "accommodation", "declined", -30, 0, 0, "kofi.osei", "maidstone-borough"},
    {"Leah Costin", "", "", 0, 0, "", "", 0, "high", "low", "medium", "Made to carry drugs by others", "treatment", "accepted", -20, 0, 0, "kofi.osei", "kent-county"},
    {"Shane Prowse", "cbo", "Not to drink alcohol in the town centre", -320, 410, "licence", "Alcohol tag for 60 days", 65, "low", "high", "medium",
     "Violent when drunk", "treatment", "waiting", -15, -1, 5, "priya.nair", "probation"},
    {"Jordan Speke", "shop_ban", "Banned from four shops of Fremlin Walk", -5, 360, "", "", 0, "low", "high", "high", "Threatened staff twice", "mentoring", "waiting", -3, 0, 0,
     "kofi.osei", "kent-county"},
    {"Gary Tindle", "cpw", "Not to drink in Brenchley Gardens", -42, 140, "", "", 0, "high", "low", "low", "Liver disease; falls", "treatment", "accepted", -10, 0, 0, "mel.hart", "bridgeway"},
    {"Tomasz Wilk", "", "", 0, 0, "", "", 0, "medium", "low", "low", "Sleeps outside", "housing_outreach", "accepted", -12, 0, 0, "mel.hart", "maidstone-borough"},
    {"Marlon Abbey", "cpn", "Not to enter The Mall", -60, 9, "licence", "Weekly appointment with Probation", 20, "low", "low", "medium", "Steals to pay debts", "employment", "accepted", -25,
     0, 0, "mel.hart", "probation"},
    {"Anita Foss", "", "", 0, 0, "", "", 0, "high", "low", "low", "May harm herself", "adult_social_care", "waiting", -18, 0, 0, "jo.stone", "kent-county"},
    {"Rhys Callow", "dispersal_direction", "Cannon Square and Bank Street", -1, 1, "", "", 0, "low", "medium", "low", "Loud in a group", "treatment", "declined", -22, 0, 0, "kofi.osei", "bridgeway"},
    {"Billy Orme", "abc", "Not to be at the bicycle racks of the station", -8, 172, "bail", "Not to enter Maidstone East Station", 2, "medium", "low", "medium", "Led by older friends", "mentoring", "accepted", -9, 0,
     0, "kofi.osei", "kent-county"},
    {"Kayleigh Stroud", "", "", 0, 0, "", "", 0, "high", "low", "medium", "Shares needles", "treatment", "accepted", -11, 0, 0, "kofi.osei", "bridgeway"},
};

}  // namespace

std::span<const NominalRow> nominal_rows() { return rows; }
std::span<const std::string_view> agreed_order() { return agreed; }
std::span<const std::string_view> draft_order() { return draft; }
std::span<const ActionRow> action_rows() { return actions; }
std::span<const EntryRow> entry_rows() { return entries; }

}  // namespace casework::persistence::demo
