// Writing a breach with its measures, their steps, dates and answers.
#include "web/community_protection/breach_json.hpp"

#include "web/community_protection/case_json.hpp"
#include "web/nominals/nominal_json.hpp"

namespace casework::web::cases {
namespace {

namespace rules = domain::community_protection;
using namespace persistence;

JsonObject date_json(const rules::MeasureDate& d) { return JsonObject().add("words", d.words).add("last_day", d.deadline.last).add("counted", rules::how_counted(d.deadline)).add("authority", d.deadline.authority); }
JsonObject clock_json(const rules::RunningClock& c) {
    constexpr std::string_view pressing[] = {"running", "soon", "passed"};
    return JsonObject().add("kind", c.kind).add("words", c.words).add("last_day", c.deadline.last).add("counted", rules::how_counted(c.deadline)).add("authority", c.deadline.authority).add("pressing", pressing[static_cast<std::size_t>(c.pressing)]);
}
JsonObject measure_json(const MeasureRecord& m) {
    JsonObject answers;
    for (const auto& each : m.answers.values) answers.add(each.field, each.value);
    JsonObject json;
    json.add("kind", name(m.kind)).add("n", m.n).add("state", m.state).add("state_since", m.state_since).add("answers", answers);
    return json.list("dates", rules::measure_dates(m.kind, m.answers), date_json).list("steps", m.offers, nominals::offer_json);
}
JsonObject begin_json(const BreachDuty& d) { return nominals::offer_json(d.offer).add("measure", name(d.kind)); }
JsonObject paper_line_json(const BreachPaperLine& p) { return JsonObject().add("n", p.n).add("name", p.name).add("digest", p.digest).add("by", p.by_name).add("at", p.at); }

}  // namespace

JsonObject breach_line_json(const BreachLine& l) {
    return JsonObject().add("n", l.n).add("state", l.state).add("on", l.on).add("minute", l.minute).add("requirement", l.requirement).add("place", l.place).add("words", l.words);
}

JsonObject breach_json(const BreachRecord& r) {
    JsonObject json;
    json.add("notice", head_json(r.head)).add("n", r.n).add("version", r.version).add("state", r.state).add("state_since", r.state_since).add("on", r.on).add("minute", r.minute);
    json.add("requirement", r.requirement).add("requirement_words", r.requirement_words).add("place", r.place).add("words", r.words).add("evidence_kind", r.evidence_kind).add("evidence", r.evidence);
    json.add("binding", r.effect.binding).add("why", r.effect.words).add("authority", r.effect.authority).add("defence", r.defence).add("reason", r.reason).add("by", r.by_name);
    json.add("prosecution_last_day", r.limit.last).add("prosecution_counted", rules::how_counted(r.limit)).list("measures", r.measures, measure_json).list("begin", r.begins, begin_json);
    json.list("clocks", r.clocks, clock_json).list("papers", r.papers, paper_line_json).list("councils", r.councils, [](const AgencyLine& a) { return JsonObject().add("id", a.id).add("name", a.name); });
    return json.add("penalty_pence", r.rules.penalty_pence).add("penalty_early_pence", r.rules.penalty_early_pence).add("penalty_early_days", r.rules.penalty_early_days);
}

}  // namespace casework::web::cases
