// Answering for the wording of papers. What the law demands is shown locked; a preview with invented facts stands beside the draft.
#include "web/community_protection/wording_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/documents/paper_wordings.hpp"
#include "web/community_protection/paper_forms.hpp"
#include "web/documents/paper_sheet.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::papers;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::PaperWording;
using persistence::WordingHistory;

std::string address_of(const std::string& panel, std::string_view paper = {}, int version = 0) {
    return "/groups/" + panel + "/wordings" + (paper.empty() ? "" : "/" + std::string(paper)) + (version > 0 ? "/" + std::to_string(version) : "");
}
std::string title_of(std::string_view paper) { return std::string(rules::find_paper(paper)->words); }
std::string called(int version) { return version == 0 ? std::string("The house’s own") : fmt::format("Version {}", version); }

govuk::Tag state_tag(const PaperWording& wording) {
    if (wording.state == "approved") return {.text = "Approved", .classes = "govuk-tag--green"};
    if (wording.state == "refused") return {.text = "Not approved", .classes = "govuk-tag--red"};
    return {.text = "Waiting for approval", .classes = "govuk-tag--blue"};
}

// The parts by name, what each is, and which of them the law locks.
Html parts_table(std::string_view paper) {
    govuk::Table table{.caption = "Parts of this paper"};
    table.head = {{.text = "Write"}, {.text = "What the service writes there"}, {.text = "Locked by"}};
    for (const auto& part : rules::parts_of_paper(paper))
        table.rows.push_back({{.html = "<code>[["_html + html::text(std::string(part.name)) + "]]</code>"_html}, {.text = std::string(part.words)}, {.text = part.authority.empty() ? "May be left out" : std::string(part.authority)}});
    return app::stacked_table(std::move(table));
}

Html preview(std::string_view paper, const std::string& wording) {
    persistence::Paper sample;
    sample.name = paper;
    sample.words = rules::stored(rules::sample_paper(paper, wording));
    sample.record = "Example";
    Html out = app::heading(2, "Preview with invented facts");
    return out << "<div class=\"app-sheet-bg\">"_html << documents::paper_sheet(sample, 3) << "</div>"_html;
}

Html own_lines(std::string_view paper, const std::string& body) {
    const auto parts = rules::parts_of_paper(paper);
    govuk::Table table{.caption = "The wording, line by line"};
    table.head = {{.text = "Line"}, {.text = "Whose"}};
    for (const auto& line : rules::wording_lines(body)) {
        const auto part = std::ranges::find(parts, line.part, &rules::PaperPart::name);
        if (part == parts.end()) table.rows.push_back({{.text = line.words}, {.text = "The group’s own words"}});
        else table.rows.push_back({{.text = std::string(part->words)}, {.html = part->authority.empty() ? html::text("Written by the service") : govuk::tag({.text = "Locked: " + std::string(part->authority), .classes = "govuk-tag--grey"})}});
    }
    return app::stacked_table(std::move(table));
}

Html changes(const std::string& before, const std::string& after, const std::string& from) {
    Html out = app::heading(2, "What changes");
    out << app::paragraph("Compared with: " + from + ".") << "<ul class=\"govuk-list app-differences\">"_html;
    for (const auto& change : rules::wording_changes(before, after)) {
        using Kind = rules::WordingChange::Kind;
        if (change.kind == Kind::same) out << "<li>"_html << change.line << "</li>"_html;
        else if (change.kind == Kind::out) out << "<li><del><span class=\"govuk-visually-hidden\">Taken out: </span>"_html << change.line << "</del></li>"_html;
        else out << "<li><ins><span class=\"govuk-visually-hidden\">Put in: </span>"_html << change.line << "</ins></li>"_html;
    }
    return out << "</ul>"_html;
}

Html history(const WordingHistory& h) {
    Html out;
    if (h.versions.empty()) return out << app::heading(2, "Versions") << app::paragraph("Nothing has been changed. The house’s own wording holds.");
    govuk::Table table{.caption = "Versions, newest first"};
    table.head = {{.text = "Version"}, {.text = "From"}, {.text = "Why"}, {.text = "Written"}, {.text = "State"}};
    for (const auto& each : h.versions)
        table.rows.push_back({{.html = app::link(called(each.version), address_of(h.panel, h.paper, each.version))}, {.text = domain::long_date(each.from)}, {.text = each.why}, {.text = each.author_name + ", " + domain::long_date(persistence::london_date(each.at))},
                              {.html = govuk::tag(state_tag(each))}});
    return out << app::stacked_table(std::move(table));
}

JsonObject version_json(const PaperWording& each) {
    JsonObject json;
    json.add("version", each.version).add("body", each.body).add("why", each.why).add("from", each.from).add("state", each.state).add("author", each.author_name).add("at", each.at);
    return json.add("answered_by", each.answered_by_name).add("answered_at", each.answered_at).add("answer_reason", each.answer_reason).add("may_answer", each.may_answer);
}
JsonObject part_json(const rules::PaperPart& part) { return JsonObject().add("name", part.name).add("words", part.words).add("locked_by", part.authority); }
JsonObject history_json(const WordingHistory& h) {
    JsonObject json;
    json.add("group", h.panel).add("name", h.panel_name).add("paper", h.paper).add("title", title_of(h.paper)).add("in_force", h.today.version).add("body", h.today.version == 0 ? rules::house_wording(h.paper) : h.today.body);
    return json.list("parts", rules::parts_of_paper(h.paper), part_json).list("versions", h.versions, version_json);
}

Response paper_page(Context& context, const WordingHistory& h, const Refusals& refusals, bool shows_preview = false) {
    if (context.wants_json()) return context.json_form(refusals, history_json(h));
    const Shown shown(context.form, refusals);
    const auto stands = h.today.version == 0 ? rules::house_wording(h.paper) : h.today.body;
    html::Page page{.title = title_of(h.paper) + ": wording", .error = shown.refused(), .back_href = address_of(h.panel), .back_text = "Back to the wording of papers"};
    page.main << shown.summary() << app::heading(1, page.title, "l") << app::paragraph(fmt::format("{}. In force today: {}.", h.panel_name, domain::lower_first(called(h.today.version)))) << parts_table(h.paper)
              << app::heading(2, "Write a new version", "m", "draft") << open_form(context, address_of(h.panel, h.paper), {})
              << long_text(shown, "wording", "Wording", "One part or paragraph a line. # begins a heading, - an item of a list. What is locked may be moved, not left out.", stands, 14, static_cast<int>(rules::wording_max))
              << small_input(shown, "from", "From", std::string(near_date_hint), {}, "govuk-input--width-10") << long_text(shown, "why", "Why does it change?", "For example the meeting or the lawyer’s advice", {}, 3, 500) << "<div class=\"govuk-button-group\">"_html
              << govuk::button({.text = "Send for approval", .name = "do", .value = "send", .prevent_double_click = true}) << govuk::button({.text = "Preview", .name = "do", .value = "preview", .classes = "govuk-button--secondary"}) << "</div></form>"_html;
    if (shows_preview) page.main << preview(h.paper, context.form.value("wording")) << changes(stands, context.form.value("wording"), called(h.today.version));
    page.main << history(h);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool about_access(const Refusals& refusals) {
    using domain::RefusalKind;
    const auto kind = refusals.front().kind;
    return kind == RefusalKind::password_again || kind == RefusalKind::forbidden || kind == RefusalKind::not_found;
}

domain::Outcome<WordingHistory> open(Context& context) { return persistence::open_wordings(context.gate(), context.parameter("panel"), context.parameter("paper")); }

const PaperWording* version_of(Context& context, const WordingHistory& h) {
    const auto n = domain::parse_figures(context.parameter("version"));
    const auto found = std::ranges::find(h.versions, n.value_or(0), &PaperWording::version);
    return found == h.versions.end() ? nullptr : &*found;
}

Html answer_form(Context& context, const WordingHistory& h, const PaperWording& each, const Shown& shown) {
    if (each.state != "draft") return {};
    if (!each.may_answer) return govuk::inset_text({.text = "You wrote this version. Another person of the group who may change settings approves it."});
    Html out = app::heading(2, "Do you approve it?", "m", "approve");
    return out << open_form(context, address_of(h.panel, h.paper, each.version), {}) << radios_of(shown, "answer", "Your answer", wording_answers()) << long_text(shown, "reason", "Why? (needed when you do not approve)", "", {}, 3, 500)
               << govuk::button({.text = "Send answer", .prevent_double_click = true}) << "</form>"_html;
}

Response version_page(Context& context, const WordingHistory& h, const PaperWording& each, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, version_json(each));
    const Shown shown(context.form, refusals);
    const auto before = std::ranges::find(h.versions, each.version - 1, &PaperWording::version);
    const bool first = before == h.versions.end();
    html::Page page{.title = title_of(h.paper) + fmt::format(": version {}", each.version), .error = shown.refused(), .back_href = address_of(h.panel, h.paper), .back_text = "Back to the wording"};
    govuk::SummaryList facts{.rows = {{.key = {.text = "State"}, .value = {.html = govuk::tag(state_tag(each))}}, {.key = {.text = "From"}, .value = {.text = domain::long_date(each.from)}}, {.key = {.text = "Why"}, .value = {.text = each.why}},
                                      {.key = {.text = "Written"}, .value = {.text = each.author_name + ", " + persistence::london_date_time(each.at)}}}};
    if (each.answered_at) facts.rows.push_back({.key = {.text = "Answered"}, .value = {.text = each.answered_by_name + ", " + persistence::london_date_time(*each.answered_at) + (each.answer_reason.empty() ? "" : ". " + each.answer_reason)}});
    page.main << shown.summary() << app::heading(1, page.title, "l") << govuk::summary_list(facts) << answer_form(context, h, each, shown) << own_lines(h.paper, each.body)
              << changes(first ? rules::house_wording(h.paper) : before->body, each.body, called(first ? 0 : before->version)) << preview(h.paper, each.body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response wordings(Context& context) {
    const auto list = persistence::list_wordings(context.gate(), context.parameter("panel"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json())
        return context.json(JsonObject().add("group", list->panel).add("name", list->panel_name).list("papers", list->lines, [](const auto& line) {
            return JsonObject().add("paper", line.paper).add("title", title_of(line.paper)).add("in_force", line.in_force).add("since", line.since).add("drafts", line.drafts);
        }));
    html::Page page{.title = "Wording of papers", .back_href = "/", .back_text = "Back to My work"};
    page.main << app::heading(1, "Wording of papers", "l") << app::paragraph(list->panel_name + ". What the law demands of a paper is locked. Around it the group may set its own words: one person writes them, another approves them, and each paper keeps by which version it was made.");
    govuk::Table table{.caption = "Papers", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Paper"}, {.text = "In force today"}, {.text = "Waiting for approval"}};
    for (const auto& line : list->lines)
        table.rows.push_back({{.html = app::link(title_of(line.paper), address_of(list->panel, line.paper))}, {.text = called(line.in_force) + (line.since ? ", since " + domain::long_date(*line.since) : "")},
                              {.text = line.drafts > 0 ? domain::counted(line.drafts, "version") : "None"}});
    page.main << app::stacked_table(std::move(table));
    return context.page(std::move(page));
}

Response wording(Context& context) {
    const auto h = open(context);
    return h ? paper_page(context, *h, {}) : refusal_page(context, h.error());
}

Response draft_wording(Context& context) {
    const auto h = open(context);
    if (!h) return refusal_page(context, h.error());
    auto refusals = context.unknown_fields();
    persistence::NewWording wording{context.form.value("wording"), context.form.value("why"), context.today()};
    const bool only_preview = context.form.value("do") == "preview";
    if (only_preview || context.resent) {
        refusals = rules::wording_refused(h->paper, wording.body);
        return paper_page(context, *h, refusals, refusals.empty());
    }
    domain::take(wording.from, domain::read_near_date(context.form.value("from"), {"from", "date it takes effect"}, context.today()), refusals);
    if (!refusals.empty()) {  // everything at once: the rest is judged with the day of today
        for (auto& refusal : rules::wording_refused(h->paper, wording.body)) refusals.push_back(std::move(refusal));
        if (domain::trimmed(wording.why).empty()) refusals.push_back({domain::RefusalKind::invalid, "why", "Enter why the wording changes", {}});
        return paper_page(context, *h, refusals);
    }
    const auto version = persistence::draft_wording(context.gate(), h->panel, h->paper, wording);
    if (version) return made(address_of(h->panel, h->paper, *version), address_of(h->panel, h->paper, *version), "saved");
    return about_access(version.error()) ? refusal_page(context, version.error()) : paper_page(context, *h, version.error());
}

Response wording_version(Context& context) {
    const auto h = open(context);
    if (!h) return refusal_page(context, h.error());
    const auto* each = version_of(context, *h);
    return each ? version_page(context, *h, *each, {}) : not_found_page(context);
}

Response answer_wording(Context& context) {
    const auto h = open(context);
    if (!h) return refusal_page(context, h.error());
    const auto* each = version_of(context, *h);
    if (!each) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const auto given = context.form.value("answer");
    if (!domain::has_code(wording_answers(), given)) refusals.push_back({domain::RefusalKind::invalid, "answer", "Select whether you approve it", {}});
    const auto reason = optional_text(context.form, "reason", "why", refusals, 500);
    if (!refusals.empty() || context.resent) return version_page(context, *h, *each, refusals);
    const auto answered = persistence::answer_wording(context.gate(), h->panel, h->paper, each->version, given == "approve", reason);
    if (answered) return done(address_of(h->panel, h->paper, each->version), "saved");
    return about_access(answered.error()) ? refusal_page(context, answered.error()) : version_page(context, *h, *each, answered.error());
}

}  // namespace casework::web::cases
