// Who looked at one record or person, and reading that is worth a look.
#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/audit/reading_patterns.hpp"
#include "web/audit/audit_handlers.hpp"
#include "web/audit/audit_parts.hpp"
#include "web/csv.hpp"

namespace casework::web::audit {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::audit;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::LedgerQuestion;
using persistence::Looker;
using persistence::ReadingPatterns;
using persistence::WhoLooked;

LedgerQuestion by(const LedgerQuestion& question, std::string_view account) {
    auto narrowed = question;
    narrowed.account = account;
    return narrowed;
}

std::string review_address(const LedgerQuestion& question, std::string_view account, std::string_view record) {
    return fmt::format("/access-reviews/add?purpose={}&account={}&record={}", question.purpose, percent_encoded(account), percent_encoded(record));
}

// --- who looked ---

Html who_form(const Shown& shown) {
    Html form = search_form("/ledger/who-looked");
    return form << purpose_choice(shown) << small_input(shown, "about", "Record or person", "Its exact reference. Of a person, the records they stand on count too", {}, "govuk-input--width-20") << days(shown) << govuk::button({.text = "Show who looked"}) << "</form>\n"_html;
}

Html one_below_other(const Html& first, const Html& second) {
    return Html() << "<ul class=\"govuk-list govuk-!-margin-bottom-0\"><li>"_html << first << "</li><li>"_html << second << "</li></ul>"_html;
}

Html lookers_table(const WhoLooked& report, const LedgerQuestion& question) {
    govuk::Table table{.caption = "Who looked last comes first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Who"}, {.text = "Looked"}, {.text = "Changed"}, {.text = "Refused"}, {.text = "First"}, {.text = "Last"}, {.text = "Do"}};
    table.first_cell_is_header = true;
    for (const auto& l : report.lookers) {
        Html who = html::text(l.name);
        who << "<br><span class=\"app-small app-muted\">"_html << l.agency << "</span>"_html;
        const auto links = one_below_other(app::link("Entries", address_with("/ledger", by(question, l.account)), " of " + l.name),
                                           app::link("Review", review_address(question, l.account, report.subject.starts_with("PER-") ? std::string() : report.subject), ": " + l.name));
        table.rows.push_back({{.html = who}, {.text = std::to_string(l.looks)}, {.text = std::to_string(l.changes)}, {.text = std::to_string(l.refusals)}, {.text = persistence::london_date_time(l.first)}, {.text = persistence::london_date_time(l.last)}, {.html = links}});
    }
    return app::stacked_table(std::move(table));
}

Response who_page(Context& context, const LedgerQuestion& question, const WhoLooked* report, const Refusals& refusals) {
    if (context.wants_json() && !refusals.empty()) return refusal_page(context, refusals);
    const auto form = typed(context);
    const Shown shown(form, refusals);
    auto page = audit_page("Who looked", shown);
    page.main << shown.summary() << app::heading(1, page.title, "l") << audit_tabs(question, "who") << who_form(shown);
    if (report != nullptr) {
        page.main << app::heading(2, report->subject);
        if (report->lookers.empty()) page.main << app::paragraph("Nobody, in that time.");
        else page.main << lookers_table(*report, question) << "<p class=\"govuk-body\">"_html << app::link("Download as CSV", address_with("/ledger/who-looked.csv", question)) << "</p>"_html;
        if (report->more) page.main << app::paragraph("Only the newest 20,000 entries were looked through: narrow the days.");
    }
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

std::vector<std::string> cells(const Looker& l) {
    return {l.account, l.name, l.agency, std::to_string(l.looks), std::to_string(l.changes), std::to_string(l.refusals), persistence::iso_instant(l.first), persistence::iso_instant(l.last)};
}

// --- worth a look ---

Html patterns_form(const Shown& shown) {
    Html form = search_form("/ledger/patterns");
    return form << purpose_choice(shown) << small_input(shown, "account", "Whose reading (optional)", "User name or id; empty: everybody’s", {}, "govuk-input--width-20") << days(shown) << app::paragraph("Without days: the last week. At most 31 days.") << govuk::button({.text = "Look"})
                << "</form>\n"_html;
}

std::string when_words(const rules::OutOfPattern& f) {
    const auto day = domain::long_date(f.day);
    const auto last = persistence::london_date(f.last);
    return last == f.day ? day : day + " to " + domain::long_date(last);
}

Html findings_table(const ReadingPatterns& patterns, const LedgerQuestion& question) {
    govuk::Table table{.caption = "By person", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Who"}, {.text = "What"}, {.text = "When"}, {.text = "Records"}, {.text = "Do"}};
    table.first_cell_is_header = true;
    for (const auto& f : patterns.findings) {
        const auto& name = patterns.names.at(f.account);
        Html what = html::text(rules::words(f.pattern));
        what << "<br><span class=\"app-small app-muted\">"_html << domain::counted(static_cast<long long>(f.looks), "opening") << " of "_html << domain::counted(std::ssize(f.records), "record") << "</span>"_html;
        auto narrowed = by(question, f.account);
        narrowed.from = f.day, narrowed.to = persistence::london_date(f.last), narrowed.operations = {"consultation"};
        const auto links = one_below_other(app::link("Entries", address_with("/ledger", narrowed), " of " + name),
                                           app::link("Review", review_address(question, f.account, f.records.size() == 1 ? f.records.front() : std::string()), ": " + name));
        table.rows.push_back({{.text = name}, {.html = what}, {.text = when_words(f)}, {.html = objects(f.records, question)}, {.html = links}});
    }
    return app::stacked_table(std::move(table));
}

JsonObject finding_json(const rules::OutOfPattern& f) {
    return JsonObject().add("account", f.account).add("pattern", rules::name(f.pattern)).add("first", f.first).add("last", f.last).add("looks", f.looks).add("records", f.records);
}

Response patterns_page(Context& context, const LedgerQuestion& question, const ReadingPatterns* found, const Refusals& refusals) {
    if (context.wants_json() && !refusals.empty()) return refusal_page(context, refusals);
    const auto form = typed(context);
    const Shown shown(form, refusals);
    auto page = audit_page("Worth a look", shown);
    page.main << shown.summary() << app::heading(1, page.title, "l") << audit_tabs(question, "patterns")
              << app::paragraph("Reading that stands out: more than 30 records in an hour, between 10pm and 6am, somebody of the reader’s own surname or address, no link to their own work. None of it is wrong by itself.") << patterns_form(shown);
    if (found != nullptr) {
        page.main << app::heading(2, domain::long_date(found->from) + " to " + domain::long_date(found->to)) << app::paragraph(domain::counted(static_cast<long long>(found->looks), "opening") + " of a record looked at.");
        if (found->findings.empty()) page.main << app::paragraph("Nothing stands out.");
        else page.main << findings_table(*found, question);
        if (found->more) page.main << app::paragraph("Only the newest 200,000 entries were looked through: narrow the days.");
    }
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool about_form(const Refusals& refusals) { return refusals.front().kind == domain::RefusalKind::invalid; }

}  // namespace

Response who_looked(Context& context) {
    Refusals refusals;
    const auto question = question_of(context, refusals);
    if (context.request().query.empty() && !context.wants_json()) return who_page(context, question, nullptr, {});
    if (!refusals.empty()) return who_page(context, question, nullptr, refusals);
    const auto report = persistence::who_looked(audit_desk(context), question);
    if (!report) return about_form(report.error()) ? who_page(context, question, nullptr, report.error()) : refusal_page(context, report.error());
    if (!context.wants_json()) return who_page(context, question, &*report, {});
    JsonObject json;
    json.add("about", report->subject).add("ids", report->ids).add("more", report->more);
    return context.json(json.list("accounts", report->lookers, [](const Looker& l) {
        return JsonObject().add("account", l.account).add("name", l.name).add("agency", l.agency).add("looks", l.looks).add("changes", l.changes).add("refused", l.refusals).add("first", l.first).add("last", l.last);
    }));
}

Response download_who_looked(Context& context) {
    Refusals refusals;
    const auto question = question_of(context, refusals);
    if (!refusals.empty()) return who_page(context, question, nullptr, refusals);
    const auto text = persistence::extract_who_looked(audit_desk(context), question, [](const WhoLooked& report) {
        Csv csv({"account", "name", "agency", "looks", "changes", "refused", "first", "last"});
        for (const auto& looker : report.lookers) csv.row(cells(looker));
        return std::move(csv).take();
    });
    if (!text) return about_form(text.error()) ? who_page(context, question, nullptr, text.error()) : refusal_page(context, text.error());
    return csv_download("who-looked.csv", *text);
}

Response patterns(Context& context) {
    Refusals refusals;
    const auto question = question_of(context, refusals);
    if (context.request().query.empty() && !context.wants_json()) return patterns_page(context, question, nullptr, {});
    if (!refusals.empty()) return patterns_page(context, question, nullptr, refusals);
    const auto found = persistence::reading_patterns(audit_desk(context), question);
    if (!found) return about_form(found.error()) ? patterns_page(context, question, nullptr, found.error()) : refusal_page(context, found.error());
    if (context.wants_json()) return context.json(JsonObject().add("from", found->from).add("to", found->to).add("looks", found->looks).add("more", found->more).list("findings", found->findings, finding_json));
    return patterns_page(context, question, &*found, {});
}

}  // namespace casework::web::audit
