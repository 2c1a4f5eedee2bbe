// How a tool or power looks: its terms with what each held from when to when, its breaches, its days and what can be done.
#include "web/tools/tool_views.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/rules.hpp"
#include "domain/text.hpp"
#include "domain/tools_and_powers/codes.hpp"
#include "web/html/moj.hpp"
#include "web/nominals/board_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"
#include "web/record_pages.hpp"

namespace casework::web::tools {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace moj = html::moj;
namespace rules = domain::tools_and_powers;
using html::Html;
using persistence::ToolHead;
using persistence::ToolRecord;
using rules::Standing;

std::string day(const std::optional<domain::Date>& on) { return on ? domain::long_date(*on) : std::string(); }
std::string moment(const std::optional<domain::Instant>& at) { return at ? persistence::london_date_time(*at) : std::string(); }

void row(govuk::SummaryList& list, std::string key, std::string value) {
    if (!value.empty()) list.rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value)}});
}

Html facts_card(const ToolRecord& record) {
    const auto& t = record.tool;
    const auto* kind = rules::find_kind(record.kind);
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "What it is"}};
    row(list, "Provision", kind ? std::string(kind->provision) : "");
    row(list, "Issued or applied for by", t.by.empty() ? "" : domain::words_for(rules::issuers(), t.by) + ", " + record.agency_name);
    row(list, "With", domain::listed(t.parties));
    row(list, "Why this tool", record.why);
    row(list, "Applied for", day(t.applied_on));
    row(list, "Court", t.court.empty() ? "" : domain::words_for(rules::courts(), t.court) + (t.court_case.empty() ? "" : ", case " + t.court_case));
    row(list, "Made", day(t.made_on));
    row(list, "In force", t.begins_at ? moment(t.begins_at) + " to " + moment(t.ends_at) : t.from ? "From " + day(t.from) + ". " + until_words(t.until, t.until_further_order) : "");
    row(list, "Next review", day(t.review_on));
    row(list, "Ended", t.ended_on ? day(t.ended_on) + (record.end_reason.empty() ? "" : ": " + record.end_reason) : record.end_reason);
    row(list, "Publicity", domain::words_for(rules::publicity_decisions(), t.publicity));
    row(list, "Evidence", domain::listed(t.evidence));
    if (kind) {
        Html confirmed;
        for (const auto& condition : rules::conditions_of(*kind))
            if (std::ranges::find(t.particulars.conditions, condition.code) != t.particulars.conditions.end())
                confirmed << "<li>"_html << fmt::format("{} ({})", condition.words, condition.note) << "</li>"_html;
        if (!confirmed.empty())
            list.rows.push_back({.key = {.text = "Confirmed as the law asks"}, .value = {.html = Html() << "<ul class=\"govuk-list govuk-list--bullet\">"_html << confirmed << "</ul>"_html}});
        row(list, "What follows a breach", std::string(kind->breach));
        row(list, "Note", std::string(kind->note));
    }
    return govuk::summary_list(list);
}

std::string term_extras(const rules::Term& term) {
    std::string words;
    const auto put = [&](const std::string& part) { words += (words.empty() ? "" : ". ") + part; };
    if (!term.area_name.empty() || !term.area.empty()) put("Area: " + (term.area_name.empty() ? std::string("marked on the map") : term.area_name) + (term.area.empty() ? "" : fmt::format(" ({} corners marked)", term.area.size())));
    if (term.hours) put(fmt::format("Between {} and {}", domain::time_words(term.hours->from), domain::time_words(term.hours->until)));
    if (!term.supervisor.empty()) put("Supervised by " + term.supervisor);
    if (term.power_of_arrest) put("Power of arrest");
    if (term.from_home) put("Keeps the person out of their home");
    if (term.alcohol) put("About drinking alcohol");
    return words;
}

Html terms_table(const ToolRecord& record, domain::Date today) {
    Html out = app::heading(2, "Terms", "m", "terms");
    if (record.tool.terms.empty()) return out << app::paragraph("No terms are recorded yet.");
    govuk::Table table{.caption = "Each term in each of its versions", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Term"}, {.text = "From and until"}, {.text = "Holds today?"}};
    for (const auto& term : record.tool.terms) {
        Html what;
        what << "<strong>"_html << fmt::format("{}. {}", term.number, domain::words_for(rules::term_kinds(), term.kind)) << "</strong> "_html << term.text;
        if (const auto extras = term_extras(term); !extras.empty()) what << "<br><span class=\"app-small app-muted\">"_html << extras << "</span>"_html;
        const auto* now = rules::term_on(record.tool, term.number, today);
        const bool holds = now && now->version == term.version;
        table.rows.push_back({{.html = what}, {.text = day(term.from) + (term.until ? " to " + day(term.until) : "") + (term.version > 1 ? fmt::format(", version {}", term.version) : "")},
                              {.html = govuk::tag({.text = holds ? "In force" : "Not in force", .classes = holds ? "govuk-tag--red" : "govuk-tag--grey"})}});
    }
    return out << app::stacked_table(std::move(table));
}

std::string met_words(Context& context, const persistence::PublicSpacesBreach& b) {
    auto words = b.person.id.empty() ? b.description : nominals::naming(context)(b.person);
    if (b.age) words += fmt::format(", aged {}", *b.age);
    return words;
}

// The requirement, what was handed over, the excuse: each only where there was one.
std::string met_extras(const persistence::PublicSpacesBreach& b) {
    std::vector<std::string> parts;
    if (b.requirement_given) parts.push_back(b.requirement_refused ? "Told to stop or hand over, and did not" : "Told to stop or hand over, and did");
    if (b.authority_asked) parts.push_back(b.authority_shown ? "Authority asked for and shown" : "Authority asked for and not shown");
    for (auto item : b.items) {
        if (const auto tab = item.find('\t'); tab != item.npos) item.replace(tab, 1, ": ");
        parts.push_back(std::move(item));
    }
    parts.push_back("Excuse: " + domain::lower_first(domain::words_for(rules::pspo_excuses(), b.excuse)) + (b.excuse_note.empty() ? "" : ", ‘" + b.excuse_note + "’"));
    if (!b.video.empty()) parts.push_back("Video " + b.video);
    std::string words;
    for (const auto& part : parts) words += (words.empty() ? "" : ". ") + part;
    return words;
}

Html penalty_cell(const ToolRecord& record, const persistence::PublicSpacesBreach& b) {
    Html out = html::text(domain::words_for(rules::pspo_results(), b.result));
    if (b.penalty_state.empty()) return out;
    out << "<br><span class=\"app-small\">"_html << domain::community_protection::pounds(b.penalty.pence) << " of "_html << domain::long_date(b.penalty.notice_on);
    // Each on a line of its own, far enough apart for a finger.
    const auto line = [](const Html& link) { return Html("<p class=\"govuk-body-s govuk-!-margin-bottom-1 govuk-!-margin-top-1\">"_html) << link << "</p>"_html; };
    const auto notice = line(app::link("Notice", address_of(record, fmt::format("breaches/{}/papers", b.n)), fmt::format(" of the penalty for breach {}", b.n)));
    if (b.penalty_state != "issued") return out << ", "_html << b.penalty_state << " on "_html << day(b.penalty_ended_on) << "</span>"_html << notice;
    out << ", to be paid until "_html << domain::long_date(rules::penalty_last_day(b.penalty.notice_on, rules::law())) << "</span>"_html << notice;
    return record.may_edit ? out << line(app::link("Say what became of it", address_of(record, fmt::format("breaches/{}/penalty", b.n)))) : out;
}

Html public_breaches_table(Context& context, const ToolRecord& record) {
    Html out = app::heading(2, "Breaches", "m", "breaches");
    if (record.public_breaches.empty()) return out << app::paragraph("No breach of this order is recorded.");
    govuk::Table table{.caption = "Breaches, each of the article in force on its day, newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "When and where"}, {.text = "Article"}, {.text = "Who"}, {.text = "What was done"}};
    for (const auto& b : record.public_breaches) {
        Html when = html::text(domain::long_date(b.on) + ", " + domain::time_words(b.minute));
        if (!b.place.empty()) when << "<br>"_html << b.place;
        Html who = html::text(met_words(context, b));
        who << "<br><span class=\"app-small app-muted\">"_html << met_extras(b) << "</span>"_html;
        Html by = penalty_cell(record, b);
        by << (b.penalty_state.empty() ? "<br>"_html : Html()) << "<span class=\"app-small app-muted\">"_html << domain::words_for(rules::pspo_officers(), b.by) << ": "_html << b.officer << "</span>"_html;
        table.rows.push_back({{.html = when}, {.text = fmt::format("{}{}", b.article, b.version > 1 ? fmt::format(", version {}", b.version) : "")}, {.html = who}, {.html = by}});
    }
    return out << app::stacked_table(std::move(table));
}

Html breaches_table(Context& context, const ToolRecord& record) {
    if (rules::is_public_spaces_order(record.kind)) return public_breaches_table(context, record);
    if (record.tool.breaches.empty()) return {};
    govuk::Table table{.caption = "Breaches, each of the term in force on its day"};
    table.head = {{.text = "When"}, {.text = "Term"}, {.text = "Evidence"}, {.text = "What is done"}};
    for (const auto& breach : record.tool.breaches)
        table.rows.push_back({{.text = breach.at ? moment(breach.at) : domain::long_date(breach.on)}, {.text = fmt::format("{}{}", breach.term, breach.version > 1 ? fmt::format(", version {}", breach.version) : "")},
                              {.text = domain::listed(breach.evidence)}, {.text = domain::words_for(rules::breach_results(), breach.result)}});
    return app::stacked_table(std::move(table));
}

Html variations_part(const ToolRecord& record) {
    if (record.tool.variations.empty()) return {};
    Html out = app::heading(2, "Variations");
    out << "<ul class=\"govuk-list\">"_html;
    for (const auto& each : record.tool.variations) out << "<li>"_html << domain::long_date(each.on) << ", asked for by "_html << domain::lower_first(domain::words_for(rules::varied_by(), each.by)) << ": "_html << each.reason << "</li>"_html;
    return out << "</ul>"_html;
}

}  // namespace

std::string address_of(const ToolHead& head, std::string_view more) { return "/tools/" + head.id + (more.empty() ? "" : "/" + std::string(more)); }

std::string until_words(const std::optional<domain::Date>& until, bool further_order) { return further_order ? "Until further order" : until ? "Until " + domain::long_date(*until) : std::string(); }

govuk::Tag standing_tag(Standing standing, std::string_view state_words) {
    if (standing == Standing::not_made) return {.text = domain::upper_first(state_words), .classes = "govuk-tag--blue"};
    const std::string_view colour = standing == Standing::live ? "govuk-tag--purple" : standing == Standing::not_yet ? "govuk-tag--blue" : "govuk-tag--grey";
    return {.text = domain::upper_first(rules::words(standing)), .classes = std::string(colour)};
}

html::Page tool_page(Context& context, const ToolHead& head, std::string title) {
    html::Page page{.title = std::move(title) + " – " + head.id, .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Tools and powers", "/groups/" + head.panel + "/tools"}}};
    page.marking = html::Marking{.text = "Tool or power. Your access is recorded."};
    const bool person = head.subject_kind == "person";
    std::vector<app::Fact> facts{{.label = "", .text = rules::kind_words(head.kind)}, {.label = "", .text = head.id}};
    if (person)
        if (const auto age = nominals::age_words(head.person); !age.empty()) facts.insert(facts.begin(), {.label = "", .text = age});
    page.identity = app::identity({.label = "Who or what it is about", .name = person ? nominals::naming(context)(head.person) : head.subject_name, .name_href = person ? "/people/" + head.subject : head.subject_kind == "premises" ? "/records/" + head.id + "/premises" : std::string(), .facts = facts});
    return page;
}

html::Page question_page(Context& context, const ToolHead& head, const std::string& title, const Shown& shown, const Html& body) {
    return question_of(tool_page(context, head, title), "Back to the tool", address_of(head), title, shown, body);
}

Html tool_tabs(const ToolHead& head, std::string_view current) { return record_tabs("This tool", address_of(head), head.id, current); }

Html overview_main(Context& context, const ToolRecord& record) {
    Html main = app::heading(1, rules::kind_words(record.kind), "l");
    main << app::status_line(standing_tag(record.standing, record.state_words), fmt::format("{} {}. Recorded by {}.", domain::upper_first(record.state_words), record.id, record.author_name)) << tool_tabs(record, "overview");
    Html aside = steps_panel(next_steps(record.offers, [&](const std::string& event) {
        return address_of(record, event == "record_breach" && rules::is_public_spaces_order(record.kind) ? "breaches/add" : "steps/" + event);
    }));
    aside << clocks_panel(record.clocks, context.today());
    Html content = terms_table(record, context.today());
    content << breaches_table(context, record) << variations_part(record) << facts_card(record) << app::heading(2, "Latest on this tool")
            << nominals::event_timeline({record.history.begin(), record.history.begin() + std::min<std::ptrdiff_t>(5, std::ssize(record.history))}) << "<p class=\"govuk-body\">"_html
            << app::link("See the whole timeline", address_of(record, "timeline")) << "</p>"_html;
    return main << app::columns_with_aside(content, aside, true);
}

Html lines_table(Context& context, const std::vector<persistence::RegisterLine>& lines) {
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Tool"}, {.text = "About"}, {.text = "State"}, {.text = "Until"}, {.text = "Review"}};
    const auto who = nominals::naming(context);
    for (const auto& line : lines) {
        Html tool = app::link(rules::kind_words(line.kind), "/tools/" + line.id);
        tool << "<br><span class=\"app-small app-muted\">"_html << line.id << "</span>"_html;
        Html state = govuk::tag(standing_tag(line.standing, line.state_words));
        if (line.breaches > 0) state << "<br><span class=\"app-small\">"_html << domain::counted(line.breaches, "breach", "breaches") << "</span>"_html;
        const bool live = line.standing == Standing::live;
        table.rows.push_back({{.html = tool}, {.text = line.subject_kind == "person" ? who(line.person) : line.subject_name}, {.html = state}, {.text = until_words(line.until, line.until_further_order)},
                              {.html = line.review_on && live ? app::due(*line.review_on, context.today()) : html::text("–")}});
    }
    return app::stacked_table(std::move(table));
}

Html tools_panel(const std::vector<persistence::RegisterLine>& lines) {
    if (lines.empty()) return {};
    Html body;
    body << "<ul class=\"govuk-list app-small\">"_html;
    for (const auto& line : lines) body << "<li>"_html << app::link(rules::kind_words(line.kind) + ", " + line.id, "/tools/" + line.id) << "<br>"_html << until_words(line.until, line.until_further_order) << "</li>"_html;
    return app::panel({.heading = "Tools and powers in force", .heading_id = "tools-h", .body = body << "</ul>"_html});
}

JsonObject head_json(const ToolHead& h) {
    JsonObject json;
    json.add("id", h.id).add("panel", h.panel).add("panel_name", h.panel_name).add("state", h.state).add("state_since", h.state_since).add("version", h.version).add("kind", h.kind);
    return json.add("subject_kind", h.subject_kind).add("subject", h.subject).add("subject_name", h.subject_name);
}

JsonObject line_json(const persistence::RegisterLine& l) {
    JsonObject json;
    json.add("id", l.id).add("kind", l.kind).add("state", l.state).add("standing", rules::words(l.standing)).add("subject_kind", l.subject_kind).add("subject_name", l.subject_name).add("from", l.from).add("until", l.until);
    return json.add("until_further_order", l.until_further_order).add("review_on", l.review_on).add("breaches", l.breaches);
}

JsonObject tool_json(const ToolRecord& r) {
    const auto& t = r.tool;
    auto json = head_json(r);
    json.add("standing", rules::words(r.standing)).add("by", t.by).add("agency", t.agency).add("parties", t.parties).add("why", r.why).add("court", t.court).add("court_case", t.court_case).add("applied_on", t.applied_on);
    json.add("made_on", t.made_on).add("from", t.from).add("until", t.until).add("until_further_order", t.until_further_order).add("begins_at", t.begins_at).add("ends_at", t.ends_at).add("ended_on", t.ended_on);
    json.add("end_reason", r.end_reason).add("review_on", t.review_on).add("publicity", t.publicity).add("evidence", t.evidence).add("conditions", t.particulars.conditions);
    json.list("terms", t.terms, [](const rules::Term& term) {
        JsonObject j;
        j.add("number", term.number).add("version", term.version).add("kind", term.kind).add("text", term.text).add("supervisor", term.supervisor).add("area_name", term.area_name).add("corners", static_cast<int>(term.area.size()));
        return j.add("power_of_arrest", term.power_of_arrest).add("from", term.from).add("until", term.until);
    });
    json.list("breaches", t.breaches, [](const rules::Breach& b) { return JsonObject().add("term", b.term).add("version", b.version).add("on", b.on).add("evidence", b.evidence).add("result", b.result); });
    json.list("public_breaches", r.public_breaches, [](const persistence::PublicSpacesBreach& b) {
        JsonObject j;
        j.add("n", b.n).add("article", b.article).add("version", b.version).add("on", b.on).add("at", domain::time_words(b.minute)).add("place", b.place).add("longitude", b.point.longitude).add("latitude", b.point.latitude);
        j.add("person", b.person.id).add("description", b.description).add("age", b.age).add("requirement_given", b.requirement_given).add("requirement_refused", b.requirement_refused);
        j.add("authority_asked", b.authority_asked).add("authority_shown", b.authority_shown).add("items", b.items).add("excuse", b.excuse).add("excuse_note", b.excuse_note).add("result", b.result).add("by", b.by);
        j.add("officer", b.officer).add("video", b.video).add("penalty_state", b.penalty_state);
        if (!b.person.id.empty()) j.add("subject", nominals::subject_json(b.person));
        if (!b.penalty_state.empty()) j.add("notice_on", b.penalty.notice_on).add("pence", b.penalty.pence).add("payee", b.penalty.payee).add("ended_on", b.penalty_ended_on);
        return j;
    });
    json.list("clocks", r.clocks, clock_json);
    return json.list("steps", r.offers, nominals::offer_json).list("history", r.history, nominals::event_json);
}

}  // namespace casework::web::tools
