// Answering for the sharing of one record, whatever kind of record it is.
#include "web/access/sharing_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/sharing.hpp"
#include "web/agreements/agreement_handlers.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/record_views.hpp"
#include "web/pages.hpp"
#include "web/record_pages.hpp"

namespace casework::web::access {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace codes = domain::nominals;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using domain::Sensitivity;
using persistence::Sharing;
using persistence::Sharings;

std::string day_and_person(domain::Instant at, const std::string& name) { return domain::long_date(persistence::london_date(at)) + (name.empty() ? "" : ", by " + name); }

JsonObject sharing_json(const Sharing& s) {
    JsonObject json;
    json.add("panel", s.panel).add("panel_name", s.panel_name).add("purpose", s.purpose).add("reason", s.reason).add("shared_at", s.shared_at).add("shared_by", s.shared_by_name);
    json.add("shared_by_agency", s.shared_by_agency).add("agreed_by", s.agreed_by_name);
    return json.add("ended_at", s.ended_at).add("ended_by", s.ended_by_name).add("end_reason", s.end_reason);
}

JsonObject sharings_json(const Sharings& all) {
    JsonObject json;
    json.add("id", all.record).add("panel", all.panel).add("panel_name", all.panel_name).add("sensitivity", static_cast<int>(all.sensitivity)).list("shared", all.live, sharing_json).list("ended", all.ended, sharing_json);
    json.list("others", all.others, [](const persistence::SharingOffer& other) { return JsonObject().add("code", other.panel).add("words", other.panel_name); });
    return json.add("may_share", all.may_share).add("needs_agreement", all.needs_agreement);
}

std::string shares_address(const Sharings& all) { return "/records/" + all.record + "/shares"; }

// What a sharing shows the other group (D5 to D7).
std::string what_is_shown(Sensitivity sensitivity) {
    if (sensitivity == Sensitivity::s3) return "This record is restricted: a sharing shows the other group nothing as long as it is. Name those who need it on the record instead, people or a whole agency.";
    if (sensitivity == Sensitivity::s2) return "This record is sensitive: members of the group see one line, its reference and whom to ask. To let somebody open it, name them on the record.";
    return "From the next moment on, members of the group open this record with its timeline and personal details, as far as their role there allows.";
}
std::string who_opens(const Sharings& all) { return all.sensitivity == Sensitivity::s1 ? " Only members of " + all.panel_name + " open it." : ""; }

Html live_table(const Sharings& all) {
    if (all.live.empty()) return app::paragraph("This record is not shared." + who_opens(all));
    govuk::Table table{.caption = "Shared now"};
    table.head = {{.text = "Group"}, {.text = "Since"}, {.text = "What for"}, {.text = "Why"}};
    if (all.may_share) table.head.push_back({.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html});
    table.first_cell_is_header = true;
    for (const auto& s : all.live) {
        auto since = day_and_person(s.shared_at, s.shared_by_name);
        if (!s.agreed_by_name.empty()) since += ". Agreed by " + s.agreed_by_name;
        std::vector<govuk::TableCell> row{{.text = s.panel_name}, {.text = since}, {.text = domain::words_for(codes::sharing_purposes(), s.purpose)}, {.text = s.reason}};
        if (all.may_share) row.push_back({.html = app::link("End", shares_address(all) + "/" + s.panel + "/end", " the sharing with " + s.panel_name)});
        table.rows.push_back(std::move(row));
    }
    return app::stacked_table(std::move(table));
}

Html ended_table(const Sharings& all) {
    if (all.ended.empty()) return {};
    govuk::Table table{.caption = "Shared before"};
    table.head = {{.text = "Group"}, {.text = "From"}, {.text = "Ended"}, {.text = "Why it ended"}};
    table.first_cell_is_header = true;
    for (const auto& s : all.ended)
        table.rows.push_back({{.text = s.panel_name}, {.text = day_and_person(s.shared_at, s.shared_by_name)}, {.text = day_and_person(*s.ended_at, s.ended_by_name)}, {.text = s.end_reason}});
    return app::stacked_table(std::move(table));
}

// The page around it: that of a nominal keeps its identity bar and its tabs; every other kind leads back to its record.
struct Frame {
    html::Page page;
    Html tabs;
};
Frame frame_of(Context& context, const Sharings& all, const std::string& title) {
    if (all.record.starts_with("NOM-"))
        if (const auto record = nominals::open_record(context)) return {nominals::record_page(context, *record, title), nominals::record_tabs(*record, "shares")};
    return {{.title = title + " – " + all.record, .section = std::string(section_of_record(all.record)), .back_href = address_of_record(all.record), .back_text = "Back to " + all.record}, {}};
}
Response question(Context& context, const Sharings& all, const std::string& title, const Shown& shown, const Html& body) {
    return context.page(question_of(frame_of(context, all, title).page, "Back to " + all.record, address_of_record(all.record), title, shown, body), shown.refused() ? status_of(shown.refusals()) : 200);
}

domain::Outcome<Sharings> open_sharings(Context& context) { return persistence::read_sharings(context.gate(), context.parameter("id")); }

Html proposal_note(const Sharings& all) {
    return all.needs_agreement ? govuk::inset_text({.text = "You may propose this. A coordinator has to agree before it takes effect; you ask them on the next page."}) : Html();
}

Response share_page(Context& context, const Sharings& all, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, sharings_json(all));
    const Shown shown(context.form, refusals);
    std::vector<domain::Code> groups;
    for (const auto& other : all.others) groups.push_back({other.panel, other.panel_name, ""});
    Html body = proposal_note(all);
    body << app::paragraph(what_is_shown(all.sensitivity) + " Everybody who opens it sees with whom it is shared.")
         << open_form(context, shares_address(all) + "/add", {}) << radios_of(shown, "to", "Which group?", groups) << radios_of(shown, "purpose", "What is it shared for?", codes::sharing_purposes())
         << long_text(shown, "reason", "Why is it necessary and proportionate?", "What the other group needs it for. It is kept with the record.") << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = all.needs_agreement ? "Continue" : "Share", .prevent_double_click = true}) << app::link("Cancel", shares_address(all)) << "</div></form>"_html;
    return question(context, all, "Share with another group", shown, body);
}

const Sharing* live_with(const Sharings& all, std::string_view panel) {
    const auto found = std::ranges::find(all.live, panel, &Sharing::panel);
    return found == all.live.end() ? nullptr : &*found;
}

Response end_page(Context& context, const Sharings& all, const Sharing& sharing, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, sharing_json(sharing));
    const Shown shown(context.form, refusals);
    Html body = proposal_note(all);
    body << app::paragraph("Members of " + sharing.panel_name + " cannot open this record from the next moment on. What they have seen stays in the access log.")
         << open_form(context, shares_address(all) + "/" + sharing.panel + "/end", {}) << long_text(shown, "reason", "Why does the sharing end?") << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = all.needs_agreement ? "Continue" : "End sharing", .prevent_double_click = true}) << app::link("Cancel", shares_address(all)) << "</div></form>"_html;
    return question(context, all, "End sharing with " + sharing.panel_name, shown, body);
}

}  // namespace

Response sharings(Context& context) {
    const auto all = open_sharings(context);
    if (!all) return refusal_page(context, all.error());
    if (context.wants_json()) return context.json(sharings_json(*all));
    auto [page, tabs] = frame_of(context, *all, "Sharing");
    page.main << app::heading(1, "Sharing", "l") << tabs;
    if (all->may_share && !all->others.empty()) page.main << govuk::button({.text = all->needs_agreement ? "Propose sharing with a group" : "Share with a group", .href = shares_address(*all) + "/add"});
    if (all->sensitivity != Sensitivity::s1) page.main << govuk::inset_text({.text = what_is_shown(all->sensitivity)});
    page.main << live_table(*all) << ended_table(*all) << access_offers(context, all->record);
    return context.page(std::move(page));
}

Response sharings_of_nominal(Context& context) { return see_other("/records/" + context.parameter("id") + "/shares"); }

Response share_form(Context& context) {
    const auto opened = open_sharings(context);
    return opened ? share_page(context, *opened, {}) : refusal_page(context, opened.error());
}

Response share(Context& context) {
    const auto opened = open_sharings(context);
    if (!opened) return refusal_page(context, opened.error());
    auto refusals = context.unknown_fields();
    persistence::NewSharing sharing{context.form.value("to"), context.form.value("purpose"), optional_text(context.form, "reason", "reason", refusals), {}};
    if (!refusals.empty() || context.resent) return share_page(context, *opened, refusals);
    auto saved = persistence::share(context.gate(), opened->record, sharing);
    if (saved) return done(shares_address(*opened), "shared");
    if (!agreements::wants_colleague(saved.error())) return share_page(context, *opened, saved.error());
    const auto request = persistence::propose_sharing(context.gate(), opened->record, sharing);
    return request ? agreements::to_colleague(context, *request) : share_page(context, *opened, request.error());
}

Response end_share_form(Context& context) {
    const auto opened = open_sharings(context);
    if (!opened) return refusal_page(context, opened.error());
    const auto* sharing = live_with(*opened, context.parameter("panel"));
    return sharing != nullptr ? end_page(context, *opened, *sharing, {}) : not_found_page(context);
}

Response end_share(Context& context) {
    const auto opened = open_sharings(context);
    if (!opened) return refusal_page(context, opened.error());
    const auto* sharing = live_with(*opened, context.parameter("panel"));
    if (sharing == nullptr) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const persistence::NewSharing ending{sharing->panel, sharing->purpose, optional_text(context.form, "reason", "reason", refusals), {}};
    if (!refusals.empty() || context.resent) return end_page(context, *opened, *sharing, refusals);
    const auto ended = persistence::end_sharing(context.gate(), opened->record, ending);
    if (ended) return done(shares_address(*opened), "share-ended");
    if (!agreements::wants_colleague(ended.error())) return end_page(context, *opened, *sharing, ended.error());
    const auto request = persistence::propose_ending(context.gate(), opened->record, ending);
    return request ? agreements::to_colleague(context, *request) : end_page(context, *opened, *sharing, request.error());
}

}  // namespace casework::web::access
