// Two sides of one thing: the coordinator is asked, the maker is told nothing but how it stands.
#include "web/documents/stopped_views.hpp"

#include "domain/papers/paper_kinds.hpp"
#include "domain/text.hpp"
#include "persistence/meetings/meetings.hpp"
#include "web/html/app.hpp"
#include "web/html/govuk_lists.hpp"
#include "web/pages.hpp"

namespace casework::web::documents {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;

std::string kind_words(std::string_view kind) {
    if (const auto* paper = domain::papers::paper_of_document(kind)) {
        const auto counted = kind.find('-');
        return std::string(paper->words) + (counted == kind.npos ? "" : ", breach " + std::string(kind.substr(counted + 1)));
    }
    std::string plain(kind);
    for (char& c : plain)
        if (c == '_') c = ' ';
    return domain::upper_first(plain);
}

govuk::Tag stopped_tag(std::string_view state) {
    if (state == "released") return {.text = "Released", .classes = "govuk-tag--green"};
    if (state == "refused") return {.text = "Not released", .classes = "govuk-tag--red"};
    return {.text = "Waiting", .classes = "govuk-tag--blue"};
}

std::string stopped_address(const persistence::StoppedLine& line) { return "/groups/" + line.panel + "/stopped-documents/" + line.id; }

Html stopped_to_answer(const std::vector<persistence::StoppedLine>& lines) {
    if (lines.empty()) return {};
    Html out = app::heading(2, "Documents that wait for your answer");
    govuk::TaskList list{.id_prefix = "stopped"};
    for (const auto& line : lines)
        list.items.push_back({.title = {.text = kind_words(line.kind)}, .hint = {.text = line.asked_by_name + ", " + line.asked_by_agency}, .status = {.tag = stopped_tag(line.answer)}, .href = stopped_address(line)});
    out << govuk::task_list(list);
    return out << "<p class=\"govuk-body\">"_html << app::link("See all stopped documents", "/groups/" + lines.front().panel + "/stopped-documents") << "</p>"_html;
}

Html stopped_of_mine(const std::vector<persistence::StoppedOwn>& lines) {
    if (lines.empty()) return {};
    Html out = app::heading(2, "Your documents with a coordinator");
    govuk::TaskList list{.id_prefix = "waits"};
    for (const auto& line : lines)
        list.items.push_back({.title = {.text = kind_words(line.kind)}, .hint = {.text = line.record + ", since " + domain::long_date(persistence::london_date(line.asked_at))}, .status = {.tag = stopped_tag(line.state)},
                              .href = address_of_record(line.record)});
    return out << govuk::task_list(list);
}

Html stopped_of_record(const std::vector<persistence::StoppedOwn>& lines) {
    if (lines.empty()) return {};
    Html body("<ul class=\"govuk-list app-small\">"_html);
    for (const auto& line : lines) body << "<li>"_html << kind_words(line.kind) << ", since "_html << domain::long_date(persistence::london_date(line.asked_at)) << " "_html << govuk::tag(stopped_tag(line.state)) << "</li>"_html;
    body << "</ul><p class=\"govuk-body-s\">What waits or is not released cannot be shown, printed or given. You may change it, and it is checked again.</p>"_html;
    return app::panel({.heading = "Documents with a coordinator", .heading_id = "stopped", .body = body});
}

JsonObject stopped_line_json(const persistence::StoppedLine& line) {
    JsonObject json;
    return json.add("id", line.id).add("kind", line.kind).add("panel", line.panel).add("asked_by", line.asked_by_name).add("asked_by_agency", line.asked_by_agency).add("asking_group", line.asking_panel).add("asked_at", line.asked_at).add("state", line.answer);
}

JsonObject stopped_own_json(const persistence::StoppedOwn& line) { return JsonObject().add("record", line.record).add("kind", line.kind).add("state", line.state).add("asked_at", line.asked_at); }

}  // namespace casework::web::documents
