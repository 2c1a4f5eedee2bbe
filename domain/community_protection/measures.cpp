// What the steps of measures ask, in the order in which an officer knows it.
#include "domain/community_protection/measures.hpp"

#include <algorithm>
#include <array>

#include "domain/community_protection/codes.hpp"
#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using Q = StepQuestion;
using M = Measure;
constexpr std::string_view near = "For example, 13/4/2023, 13 April 2023 or today";
constexpr std::string_view in_pounds = "In pounds, for example 85 or 85.50";

constexpr Q excuse[] = {{"defence", "Which excuse does the person have?", "", Ask::code, breach_defences}, {"reason", "Why is the person excused?", "", Ask::lines}};
constexpr Q why[] = {{"reason", "Why?", "", Ask::lines}};

constexpr Q issue_penalty[] = {
    {"belief", "Why do you have reason to believe that the offence was committed?", "", Ask::lines},
    {"particulars", "What happened?", "In enough detail that the person knows what the offence is. Never who reported it.", Ask::lines, nullptr, 2},
    {"payee_council", "To which council is it paid?", "The council that issued the notice, or one that could have issued it", Ask::council, nullptr, 3},
    {"payee_name", "Name to which it is paid", "", Ask::line, nullptr, 3},
    {"payee_address", "Address to which it is paid", "", Ask::lines, nullptr, 3},
    {"methods", "How can it be paid?", "Cash or cheque by post is always one of the ways", Ask::codes, payment_methods, 4, "post online phone"},
    {"dated", "What is the date of the penalty?", "The 14 days are counted from it", Ask::day, nullptr, 4, "today"},
};
constexpr Q payment[] = {
    {"method", "How was it paid?", "", Ask::code, payment_methods},
    {"paid_on", "When was it received? By post: when was it sent?", near, Ask::day, nullptr, 2},
    {"paid_pence", "How much was paid?", in_pounds, Ask::amount, nullptr, 2},
};
constexpr Q cancel_penalty[] = {{"reason", "Why is the penalty cancelled?", "", Ask::code, penalty_cancel_reasons}, {"note", "Explain", "", Ask::lines}};

constexpr Q propose_works[] = {
    {"work", "Which work puts the failure right?", "", Ask::lines},
    {"open_to_air", "Land", "", Ask::tick, nullptr, 2, "The work is only on land that is open to the air"},
};
constexpr Q seek_consent[] = {
    {"estimate", "What is the estimated cost?", in_pounds, Ask::amount},
    {"asked_on", "When was the notice given that asks for consent?", near, Ask::day, nullptr, 1, "today"},
};
constexpr Q consents[] = {
    {"defaulter_consent", "Does the person whom the notice binds consent?", "", Ask::code, remedial_consents},
    {"owner_consent", "Does the owner consent?", "", Ask::code, remedial_consents, 2},
    {"owner_effort", "What did you do to reach the owner? (only where nobody was reached)", "", Ask::line, nullptr, 2},
    {"consented_on", "When was the consent given?", near, Ask::day, nullptr, 3, "today"},
};
constexpr Q refusal[] = {{"defaulter_consent", "Does the person whom the notice binds consent?", "", Ask::code, remedial_consents}, {"owner_consent", "Does the owner consent?", "", Ask::code, remedial_consents, 2}};
constexpr Q work_done[] = {{"done_on", "When was the work done?", near, Ask::day, nullptr, 1, "today"}};
constexpr Q cost_notice[] = {
    {"details", "Which work was carried out?", "The person reads these words in the cost notice", Ask::lines},
    {"cost", "What did it cost the council?", in_pounds, Ask::amount, nullptr, 2},
    {"charged", "Which amount does the cost notice ask for?", "What it cost, or less", Ask::amount, nullptr, 2},
    {"charged_on", "When is the cost notice issued?", "The 21 days to appeal are counted from it", Ask::day, nullptr, 3, "today"},
};
constexpr Q cost_appeal[] = {{"appealed_on", "When did the person appeal?", near, Ask::day}, {"ground", "Ground", "", Ask::tick, nullptr, 1, "The appeal says that the amount is excessive"}};
constexpr Q cost_decision[] = {{"decided_on", "When did the court decide?", near, Ask::day}, {"decided", "Which amount did the court leave or set?", in_pounds, Ask::amount}};
constexpr Q cost_paid[] = {{"paid_on", "When was it paid?", near, Ask::day, nullptr, 1, "today"}, {"paid", "How much was paid?", in_pounds, Ask::amount}};

constexpr Q open_file[] = {
    {"evidential_test", "Why does the evidence give a realistic prospect of conviction?", "The evidential stage of the Code for Crown Prosecutors", Ask::lines},
    {"public_interest_test", "Why is a prosecution in the public interest?", "The public interest stage of the Code for Crown Prosecutors", Ask::lines, nullptr, 2},
};
constexpr Q start[] = {{"started_on", "When were proceedings started?", "The day the information was laid or the written charge issued", Ask::day}, {"court", "At which court?", "", Ask::line}};
constexpr Q conviction[] = {
    {"court", "At which court?", "", Ask::line},
    {"result_on", "When was the result?", near, Ask::day},
    {"fine", "What is the fine?", in_pounds, Ask::amount, nullptr, 2},
    {"costs", "Which costs were awarded?", in_pounds, Ask::amount, nullptr, 2},
};
constexpr Q acquittal[] = {{"court", "At which court?", "", Ask::line}, {"result_on", "When was the result?", near, Ask::day}};
constexpr Q remedial_order[] = {
    {"remedy", "Which work did the court order?", "", Ask::lines},
    {"in_home", "Home", "", Ask::tick, nullptr, 2, "The work is in the home of the defendant"},
    {"home_consent", "Consent", "", Ask::tick, nullptr, 2, "The defendant agrees to the entry"},
};
constexpr Q forfeiture[] = {{"items", "Which items did the court order to be forfeited?", "", Ask::lines}};
constexpr Q behaviour_order[] = {{"behaviour_order", "Reference of the criminal behaviour order", "As it stands in the register of tools", Ask::line}};

constexpr Q apply_warrant[] = {
    {"items", "Which items?", "", Ask::lines},
    {"holder", "Who has them?", "", Ask::line},
    {"sworn_by", "Who gives the information on oath?", "", Ask::line, nullptr, 2},
};
constexpr Q warrant[] = {{"warrant_on", "When was the warrant issued?", near, Ask::day, nullptr, 1, "today"}, {"justice", "Which justice of the peace issued it?", "", Ask::line}};
constexpr Q seized[] = {
    {"seized_on", "When were the items seized?", near, Ask::day, nullptr, 1, "today"},
    {"executed_by", "Who used the warrant?", "", Ask::line, nullptr, 2},
    {"executor_authority", "By which authority?", "Only a constable or a designated person", Ask::code, authority_kinds, 2},
};
constexpr Q kept[] = {{"proceedings_on", "When were proceedings started?", near, Ask::day}};
constexpr Q returned[] = {
    {"returned_on", "When were the items given back?", near, Ask::day, nullptr, 1, "today"},
    {"returned_to", "To whom?", "", Ask::line},
    {"concluded_on", "When did the proceedings end? (only where they were kept for proceedings)", near, Ask::day},
};
constexpr Q hand_over_order[] = {
    {"items", "Which items?", "", Ask::lines},
    {"holder", "Who has them?", "", Ask::line},
    {"court", "Which court ordered it?", "", Ask::line, nullptr, 2},
    {"ordered_on", "When?", near, Ask::day, nullptr, 2},
};
constexpr Q handed_over[] = {{"handed_over_on", "When were they handed over?", near, Ask::day, nullptr, 1, "today"}, {"handed_to", "To whom?", "A constable, a designated person or the council", Ask::line}};
constexpr Q forfeited[] = {{"court", "Which court ordered it?", "", Ask::line}, {"ordered_on", "When?", near, Ask::day}};
constexpr Q disposed[] = {{"disposed_on", "When were they destroyed or disposed of?", near, Ask::day, nullptr, 1, "today"}, {"certificate", "Reference of the certificate", "", Ask::line}};

constexpr StepForm forms[] = {
    {M::breach, "excuse", excuse}, {M::breach, "close", why},
    {M::penalty, "issue", issue_penalty}, {M::penalty, "pay_early", payment}, {M::penalty, "pay", payment}, {M::penalty, "cancel", cancel_penalty}, {M::penalty, "run_out", {}},
    {M::penalty, "prosecute", why}, {M::penalty, "accept_late", payment}, {M::penalty, "take_no_action", why},
    {M::works, "propose", propose_works}, {M::works, "seek_consent", seek_consent}, {M::works, "record_consent", consents}, {M::works, "record_refusal", refusal}, {M::works, "abandon", why},
    {M::works, "do_work", work_done}, {M::works, "notify_cost", cost_notice}, {M::works, "appeal_cost", cost_appeal}, {M::works, "decide_appeal", cost_decision}, {M::works, "fall_due", {}},
    {M::works, "recover", cost_paid}, {M::works, "write_off", why},
    {M::prosecution, "open_file", open_file}, {M::prosecution, "start_proceedings", start}, {M::prosecution, "convict", conviction}, {M::prosecution, "acquit", acquittal}, {M::prosecution, "discontinue", why},
    {M::prosecution, "order_remedy", remedial_order}, {M::prosecution, "order_forfeiture", forfeiture}, {M::prosecution, "apply_for_behaviour_order", behaviour_order}, {M::prosecution, "close", why},
    {M::seizure, "apply", apply_warrant}, {M::seizure, "refuse_warrant", why}, {M::seizure, "issue_warrant", warrant}, {M::seizure, "execute", seized}, {M::seizure, "let_lapse", {}},
    {M::seizure, "start_proceedings", kept}, {M::seizure, "give_back", returned}, {M::seizure, "order_hand_over", hand_over_order}, {M::seizure, "hand_over", handed_over}, {M::seizure, "forfeit", forfeited},
    {M::seizure, "dispose", disposed},
};

struct Following {
    Measure measure;
    std::string_view event;
    BreachEvent then;
};
constexpr Following followings[] = {
    {M::penalty, "issue", BreachEvent::offer_penalty},      {M::penalty, "pay_early", BreachEvent::record_paid},    {M::penalty, "pay", BreachEvent::record_paid},
    {M::penalty, "run_out", BreachEvent::record_unpaid},    {M::penalty, "cancel", BreachEvent::record_cancelled},  {M::works, "propose", BreachEvent::remedy},
    {M::works, "record_refusal", BreachEvent::finish_remedy}, {M::works, "abandon", BreachEvent::finish_remedy},    {M::works, "do_work", BreachEvent::finish_remedy},
    {M::prosecution, "open_file", BreachEvent::prosecute},  {M::prosecution, "convict", BreachEvent::convict},      {M::prosecution, "acquit", BreachEvent::acquit},
    {M::prosecution, "discontinue", BreachEvent::discontinue},
};

constexpr std::array<std::string_view, 5> measure_names{"breach", "penalty", "works", "prosecution", "seizure"};
constexpr std::array<std::string_view, 5> measure_words{"Breach", "Fixed penalty", "Remedial works", "Prosecution", "Seized and forfeited items"};

}  // namespace

std::string_view name(Measure measure) { return measure_names[static_cast<std::size_t>(measure)]; }
std::string_view words(Measure measure) { return measure_words[static_cast<std::size_t>(measure)]; }
std::optional<Measure> parse_measure(std::string_view text) { return named<Measure>(measure_names, text); }

int StepForm::pages() const {
    int last = 1;
    for (const auto& question : questions) last = std::max(last, question.page);
    return last;
}
std::span<const StepForm> step_forms() { return forms; }
const StepForm* find_step_form(Measure measure, std::string_view event) {
    for (const auto& form : forms)
        if (form.measure == measure && form.event == event) return &form;
    return nullptr;
}

std::optional<BreachEvent> breach_follows(Measure measure, std::string_view event) {
    for (const auto& each : followings)
        if (each.measure == measure && each.event == event) return each.then;
    return std::nullopt;
}

Refusals beginning_refused(Measure measure, BreachState state) {
    using S = BreachState;
    if (measure == M::breach || state == S::in_review) return {};
    const bool settled = state == S::excused || state == S::penalty_paid || state == S::acquitted || state == S::closed || state == S::discontinued;
    if (measure == M::seizure && !settled) return {};
    const auto authority = state == S::penalty_offered ? "2014 Act s.52(5)" : state == S::penalty_paid ? "2014 Act s.52(5)(b)" : "Local rule of the enforcement group";
    return {{RefusalKind::rule, {}, "The breach is " + std::string(words(state)), authority}};
}

const StepQuestion* find_question(Measure measure, std::string_view field) {
    for (const auto& form : forms)
        if (form.measure == measure)
            for (const auto& question : form.questions)
                if (question.name == field) return &question;
    return nullptr;
}

}  // namespace casework::domain::community_protection
