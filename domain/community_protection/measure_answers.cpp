// The stored answers of measures as facts for their guards, and the days that follow from them.
#include <algorithm>
#include <array>

#include "domain/community_protection/measures.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {

std::string MeasureAnswers::text(std::string_view field) const {
    const auto* found = find_value(values, field);
    return found ? *found : std::string();
}
std::optional<Date> MeasureAnswers::day(std::string_view field) const { return parse_iso_date(text(field)); }
int MeasureAnswers::pence(std::string_view field) const { return parse_figures(text(field)).value_or(0); }
std::vector<std::string> MeasureAnswers::list(std::string_view field) const {
    const auto all = text(field);
    std::vector<std::string> items;
    for (const auto item : words_of(all)) items.emplace_back(item);
    return items;
}
void MeasureAnswers::set(std::string_view field, std::string value) {
    const auto found = std::ranges::find(values, field, &FieldValue::field);
    if (found != values.end()) found->value = std::move(value);
    else values.push_back({std::string(field), std::move(value)});
}
void MeasureAnswers::join(const FieldValues& later) {
    for (const auto& each : later) set(each.field, each.value);
}

std::optional<int> parse_pounds(std::string_view typed) {
    constexpr std::string_view sign = "£";
    typed = trimmed(typed);
    if (typed.starts_with(sign)) typed.remove_prefix(sign.size());
    std::string figures(typed);
    std::erase(figures, ',');
    const auto point = figures.find('.');
    const auto pence = point == std::string::npos ? std::string("00") : figures.substr(point + 1);
    const auto pounds = parse_figures(figures.substr(0, point));
    const auto rest = parse_figures(pence);
    constexpr int pounds_max = 10'000'000;
    if (!pounds || !rest || pence.size() != 2 || *pounds > pounds_max) return std::nullopt;
    return *pounds * 100 + *rest;
}

void answer(BreachFacts& f, const MeasureAnswers& a) {
    f.defence = a.text("defence");
    f.reason = a.text("reason");
}

void answer(PenaltyFacts& f, const MeasureAnswers& a) {
    f.belief = a.text("belief");
    f.penalty = {a.day("dated"), a.pence("pence"), a.pence("early_pence"), a.pence("early_days"), a.text("particulars"), a.text("payee_council"), a.text("payee_name"), a.text("payee_address"), a.list("methods")};
    f.payment.method = a.text("method");
    (f.payment.method == "post" ? f.payment.sent_on : f.payment.received_on) = a.day("paid_on");
    f.payment.pence = a.pence("paid_pence");
    f.reason = a.text("reason");
    f.note = a.text("note");
}

void answer(WorksFacts& f, const MeasureAnswers& a) {
    f.work = a.text("work");
    f.open_to_air = a.yes("open_to_air");
    f.estimate_pence = a.pence("estimate");
    f.asked_on = a.day("asked_on");
    f.defaulter_consent = a.text("defaulter_consent");
    f.owner_consent = a.text("owner_consent");
    if (const auto effort = a.text("owner_effort"); !effort.empty()) f.owner_efforts = {{f.asked_on.value_or(f.today), effort}};
    f.consented_on = a.day("consented_on");
    f.done_on = a.day("done_on");
    f.cost_pence = a.pence("cost");
    f.details = a.text("details");
    f.charged_pence = a.pence("charged");
    f.charged_on = a.day("charged_on");
    f.appealed_on = a.day("appealed_on");
    f.appeal_says_excessive = a.yes("ground");
    f.decided_on = a.day("decided_on");
    f.decided_pence = a.pence("decided");
    f.paid_on = a.day("paid_on");
    f.paid_pence = a.pence("paid");
    f.reason = a.text("reason");
}

void answer(ProsecutionFacts& f, const MeasureAnswers& a) {
    f.evidential_test = a.text("evidential_test");
    f.public_interest_test = a.text("public_interest_test");
    f.started_on = a.day("started_on");
    f.court = a.text("court");
    f.result_on = a.day("result_on");
    f.fine_pence = a.pence("fine");
    f.costs_pence = a.pence("costs");
    f.remedy = a.text("remedy");
    f.in_home = a.yes("in_home");
    f.home_consent = a.yes("home_consent");
    f.items = a.text("items");
    f.behaviour_order = a.text("behaviour_order");
    f.reason = a.text("reason");
}

void answer(SeizureFacts& f, const MeasureAnswers& a) {
    f.items = a.text("items");
    f.holder = a.text("holder");
    f.sworn_by = a.text("sworn_by");
    f.warrant_on = a.day("warrant_on");
    f.justice = a.text("justice");
    f.seized_on = a.day("seized_on");
    f.executed_by = a.text("executed_by");
    f.executor_authority = a.text("executor_authority");
    f.proceedings_on = a.day("proceedings_on");
    f.concluded_on = a.day("concluded_on");
    f.returned_on = a.day("returned_on");
    f.returned_to = a.text("returned_to");
    f.court = a.text("court");
    f.ordered_on = a.day("ordered_on");
    f.handed_over_on = a.day("handed_over_on");
    f.handed_to = a.text("handed_to");
    f.disposed_on = a.day("disposed_on");
    f.certificate = a.text("certificate");
    f.reason = a.text("reason");
}

std::vector<MeasureDate> measure_dates(Measure measure, const MeasureAnswers& answers) {
    std::vector<MeasureDate> dates;
    const auto add = [&](std::string_view called, const std::optional<Deadline>& day) {
        if (day) dates.push_back({called, *day});
    };
    if (measure == Measure::penalty) {
        PenaltyFacts f;
        answer(f, answers);
        add("Lower amount can be paid until", early_last_day(f.penalty, *f.law));
        add("Penalty can be paid until", penalty_last_day(f.penalty, *f.law));
    }
    if (measure == Measure::works) {
        WorksFacts f;
        answer(f, answers);
        add("Last day to appeal against the cost", cost_appeal_last_day(f));
    }
    if (measure == Measure::seizure) {
        SeizureFacts f;
        answer(f, answers);
        add("Warrant can be used until", warrant_last_day(f));
        add("Start proceedings or give the items back by", retain_last_day(f));
    }
    return dates;
}

std::string_view answer_words(Measure measure, std::string_view field) {
    struct Called {
        std::string_view field, words;
    };
    constexpr Called called[] = {
        {"pence", "Penalty"}, {"early_pence", "Lower amount"}, {"early_days", "Days for the lower amount"}, {"effective_on", "Counts as paid on"}, {"belief", "Reason to believe"}, {"particulars", "What happened"},
        {"payee_council", "Paid to"}, {"payee_name", "Name of the payee"}, {"payee_address", "Address of the payee"}, {"methods", "Ways to pay"}, {"dated", "Date"}, {"method", "Paid by"}, {"paid_on", "Paid or sent on"},
        {"paid_pence", "Amount paid"}, {"note", "Note"}, {"reason", "Reason"}, {"work", "Work"}, {"open_to_air", "Land open to the air"}, {"estimate", "Estimate"}, {"asked_on", "Consent asked for on"},
        {"defaulter_consent", "Person whom the notice binds"}, {"owner_consent", "Owner"}, {"owner_effort", "Efforts to reach the owner"}, {"consented_on", "Consent given on"}, {"done_on", "Work done on"},
        {"details", "Work carried out"}, {"cost", "Cost to the council"}, {"charged", "Amount of the cost notice"}, {"charged_on", "Cost notice issued on"}, {"appealed_on", "Appealed on"}, {"ground", "Amount said to be excessive"},
        {"decided_on", "Decided on"}, {"decided", "Amount after the appeal"}, {"paid", "Amount paid"}, {"evidential_test", "Evidential test"}, {"public_interest_test", "Public interest test"}, {"started_on", "Proceedings started on"},
        {"court", "Court"}, {"result_on", "Result on"}, {"fine", "Fine"}, {"costs", "Costs"}, {"remedy", "Remedial order"}, {"in_home", "In the home of the defendant"}, {"home_consent", "Defendant agrees to the entry"},
        {"items", "Items"}, {"behaviour_order", "Criminal behaviour order"}, {"holder", "Held by"}, {"sworn_by", "Sworn by"}, {"warrant_on", "Warrant issued on"}, {"justice", "Justice"}, {"seized_on", "Seized on"},
        {"executed_by", "Warrant used by"}, {"executor_authority", "Authority"}, {"proceedings_on", "Proceedings started on"}, {"concluded_on", "Proceedings ended on"}, {"returned_on", "Given back on"},
        {"returned_to", "Given back to"}, {"ordered_on", "Ordered on"}, {"handed_over_on", "Handed over on"}, {"handed_to", "Handed over to"}, {"disposed_on", "Disposed of on"}, {"certificate", "Certificate"}, {"defence", "Excuse"},
    };
    if (measure == Measure::prosecution && field == "items") return "Items to be forfeited";
    const auto found = std::ranges::find(called, field, &Called::field);
    return found == std::end(called) ? std::string_view{} : found->words;
}

std::string_view state_words(Measure measure, std::string_view state) {
    return on_machine(measure, [&](const auto& machine) -> std::string_view {
        const auto found = state_named(machine, state);
        return found ? words(*found) : state;
    });
}
std::string_view event_words(Measure measure, std::string_view event) {
    return on_machine(measure, [&](const auto& machine) -> std::string_view {
        const auto found = event_named(machine, event);
        return found ? words(*found) : event;
    });
}
bool is_over(Measure measure, std::string_view state) {
    return on_machine(measure, [&](const auto& machine) {
        for (const auto& row : machine.states)
            if (name(row.state) == state) return row.terminal;
        return false;
    });
}
Permission permission_of(Measure measure, std::string_view event) {
    return on_machine(measure, [&](const auto& machine) {
        for (const auto& step : machine.steps)
            if (name(step.event) == event) return step.permission;
        return Permission::chair;
    });
}
std::string_view recorded_words(Measure measure, std::string_view event) {
    return on_machine(measure, [&](const auto& machine) -> std::string_view {
        for (const auto& step : machine.steps)
            if (name(step.event) == event) return step.recorded_as;
        return {};
    });
}

}  // namespace casework::domain::community_protection
