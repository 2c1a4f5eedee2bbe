// Writing the pages of imports, exports and their jobs.
#include "web/jobs/job_views.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/rows_of_a_kind.hpp"
#include "domain/text.hpp"
#include "persistence/clock.hpp"
#include "web/html/app.hpp"
#include "web/html/moj.hpp"

namespace casework::web::jobs {

namespace app = html::app;
namespace govuk = html::govuk;
namespace tables = domain::imports;
using domain::counted;
using domain::jobs::State;
using html::Html;
using html::operator""_html;
using persistence::Job;
using persistence::JobLine;

namespace {

govuk::TableCell cell(std::string text) { return {.text = std::move(text)}; }
govuk::TableCell cell(Html html) { return {.html = std::move(html)}; }

std::string kind_words(const JobLine& job) { return job.is_bundle() ? "Court bundle" : job.is_import() ? "People to put forward" : job.kind == "export_people" ? "People" : "Nominals"; }
std::string when(domain::Instant at) { return persistence::london_time(at) + " on " + domain::long_date(persistence::london_date(at)); }

std::string progress_words(const JobLine& job) {
    const auto& c = job.counts;
    if (job.state == State::done && job.is_export()) return counted(c.made / 2, "record");
    if (job.ended()) return counted(c.made, "person put forward", "people put forward");
    return counted(c.rows, "row");
}

Html jobs_table(const std::vector<JobLine>& jobs, std::string_view caption, std::string_view none) {
    if (jobs.empty()) return app::paragraph(none);
    govuk::Table table{.caption = std::string(caption)};
    table.head = {cell("Asked for"), cell("What"), cell("State"), cell("Result")};
    for (const auto& job : jobs)
        table.rows.push_back({cell(app::link(when(job.asked_at), "/jobs/" + job.id, ", job " + job.id)), cell(job.file_name.empty() ? kind_words(job) : job.file_name),
                              cell(domain::upper_first(words(job.state))), cell(progress_words(job))});
    return app::stacked_table(std::move(table));
}

// --- which columns a file may have ------------------------------------------------------------------------------------------------

std::string kind_help(const tables::Column& column) {
    switch (column.kind) {
        case tables::Kind::day:
        case tables::Kind::birth: return "A day, like 2026-04-13 or 13/4/2026";
        case tables::Kind::number: return "A number";
        default: return {};
    }
}

// Who may not state protected facts is not offered their codes.
domain::CodeList offered_codes(const tables::Column& column, const Offered& offered) {
    if (column.field == "address-#-kind") return offered.address_kinds;
    if (column.field == "vulnerability-#-code") return offered.vulnerabilities;
    return codes_of(column, offered.lists());
}

Html column_help(const tables::Column& column, const Offered& offered) {
    std::string text(column.help);
    if (const auto kind = kind_help(column); !kind.empty()) text += (text.empty() ? "" : ". ") + kind;
    Html out = html::text(text);
    const auto codes = offered_codes(column, offered);
    if (codes.empty()) return out;
    std::vector<std::string> words;
    for (const auto& code : codes) words.emplace_back(code.words);
    return out << (text.empty() ? "One of: " : ". One of: ") << domain::listed(words);
}

Html columns_table(const Offered& offered) {
    govuk::Table table{.caption = "Columns of the file", .caption_id = "columns"};
    table.head = {cell("Column"), cell("Needed"), cell("What it holds")};
    table.first_cell_is_header = true;
    for (const auto& column : tables::columns()) {
        std::string name(column.name);
        if (const auto mark = name.find('#'); mark != name.npos) name[mark] = '1';
        table.rows.push_back({cell(std::move(name)), cell(std::string(column.needed ? "Yes" : "No")), cell(column_help(column, offered))});
    }
    const auto words = app::paragraph(fmt::format("The first line names the columns, in any order. A column with a number may come again with 2 to {} instead of 1: "
                                                  "a second nickname, a third order. Codes may be written as codes or in words.", domain::rows_max));
    return govuk::details({.summary_text = "Columns that a file may have", .html = words + app::table_in_scroll_region("columns", std::move(table))});
}

// --- the preview ------------------------------------------------------------------------------------------------------------------

Html problems_link(const Job& job) {
    Html out;
    return out << "<p class=\"govuk-body\">"_html << app::link("Download the problems as CSV", "/jobs/" + job.id + "/problems.csv") << "</p>\n"_html;
}

Html problems_table(const Job& job, const Preview& preview) {
    if (preview.faulty.empty()) return {};
    govuk::Table table{.caption = counted(std::ssize(preview.faulty), "row has a problem and is left out", "rows have problems and are left out"), .caption_id = "problems"};
    table.head = {cell("Line"), cell("Column"), cell("What is wrong"), cell("In the file")};
    for (const auto& row : preview.faulty)
        for (const auto& problem : row.problems)
            table.rows.push_back({cell(std::to_string(row.row.line)), cell(problem.column.empty() ? std::string("Whole row") : problem.column), cell(problem_words(problem.words, problem.rule)), cell(problem.value)});
    return app::stacked_table(std::move(table)) + app::paragraph("Put the rows right in the file and upload it again to bring them in, or carry on without them.") + problems_link(job);
}

std::string line_facts(const persistence::PersonLine& person, const std::string& why) {
    std::string facts = person.id;
    if (person.birth && person.birth->born) facts += ", born " + domain::long_date(*person.birth->born);
    else if (person.birth && person.birth->estimated_age) facts += fmt::format(", about {} years old", *person.birth->estimated_age);
    if (!person.address.empty()) facts += ", " + person.address;
    return facts + ". " + why;
}

Html choice_of(const PreviewRow& row, const Preview& preview, const Shown& shown) {
    const auto name = fmt::format("row[{}]", row.row.line), id = fmt::format("row-{}", row.row.line);
    govuk::Radios radios{.name = name};
    radios.id_prefix = id;
    radios.fieldset = legend_of(fmt::format("Line {}: who is {}?", row.row.line, row.name));
    radios.hint.text = domain::upper_first(row.facts);
    radios.error_message = shown.error(id);
    const auto add = [&](std::string text, std::string value, std::string hint) {
        govuk::RadioItem item{.text = std::move(text), .value = value, .hint = {.text = std::move(hint)}};
        item.checked = shown.chosen(name, value);
        radios.items.push_back(std::move(item));
    };
    for (const auto& match : row.row.matches)
        if (const auto* person = preview.person(match.person)) add(person->name, person->id, line_facts(*person, match.why));
    radios.items.push_back({.divider = "or"});
    add("None of these, add a new person", "new", "");
    add("Leave this row out", "skip", "");
    return govuk::radios(radios);
}

Html fresh_table(const Preview& preview) {
    if (preview.fresh.empty()) return {};
    govuk::Table table{.caption = counted(std::ssize(preview.fresh), "row looks like nobody known", "rows look like nobody known")};
    table.head = {cell("Line"), cell("Name"), cell("Facts")};
    for (const auto& row : preview.fresh) table.rows.push_back({cell(std::to_string(row.row.line)), cell(row.name), cell(domain::upper_first(row.facts))});
    return app::stacked_table(std::move(table));
}

std::string same_file_words(const persistence::SameFile& same) {
    const auto who = same.mine ? std::string("You") : same.by_name;
    const auto done = counted(same.made, "person has been put forward", "people have been put forward");
    if (same.runs) return fmt::format("{} started to bring in the same file at {}. It is still running, and {}.", who, when(same.asked_at), done);
    return fmt::format("{} brought in the same file at {}: {}. Look at the list before you bring it in again.", who, when(same.asked_at), done);
}

Html same_file_note(const Job& job) {
    if (!job.same_file) return {};
    Html words = html::text(same_file_words(*job.same_file));
    if (job.same_file->mine) words << " "_html << app::link("See what became of it", "/jobs/" + job.same_file->job);
    return govuk::inset_text({.html = words});
}

Html again_box(const Job& job, const Shown& shown) {
    if (!job.same_file || job.same_file->runs) return {};
    govuk::CheckboxItem item{.text = "Bring the same file in again", .value = "yes"};
    item.checked = shown.chosen("again", "yes");
    govuk::Checkboxes boxes{.name = "again"};
    boxes.id_prefix = "again";
    boxes.error_message = shown.error("again");
    boxes.items.push_back(std::move(item));
    return govuk::checkboxes(boxes);
}

Html cancel_form(Context& context, const Job& job, std::string words) {
    return post_form(context, "/jobs/" + job.id + "/cancel", {}, govuk::button({.text = std::move(words), .classes = "govuk-button--secondary"}));
}

Html preview_body(Context& context, const Job& job, const Preview& preview, const Shown& shown) {
    const auto ready = std::ssize(preview.alike) + std::ssize(preview.fresh);
    Html out = app::paragraph(fmt::format("{} has {}. Nothing has been saved yet; the file is forgotten at {}.", job.file_name, counted(job.counts.rows, "row"), when(job.until)));
    out << same_file_note(job) << problems_table(job, preview);
    if (ready == 0) return out << app::paragraph("No row can be brought in.") << cancel_form(context, job, "Forget this file");
    out << open_form(context, "/jobs/" + job.id + "/start", {});
    if (!preview.alike.empty())
        out << app::heading(2, counted(std::ssize(preview.alike), "row looks like somebody known", "rows look like somebody known"))
            << app::paragraph("People you may see whose name or birth date is alike. Choose for each row.");
    for (const auto& row : preview.alike) out << choice_of(row, preview, shown);
    const auto words = preview.alike.empty() ? "Put " + counted(ready, "person", "people") + " forward" : std::string("Put people forward");
    out << fresh_table(preview) << again_box(job, shown) << govuk::button({.text = words, .prevent_double_click = true}) << "</form>\n"_html;
    return out << cancel_form(context, job, "Forget this file");
}

// --- while it runs, and after -----------------------------------------------------------------------------------------------------

Html running_body(Context& context, const Job& job) {
    const auto& c = job.counts;
    const bool checking = job.state == State::uploaded;
    const int all = checking ? c.rows : c.rows - c.faulty - c.left_out, left = checking ? c.staged : c.waiting;
    const auto what = checking ? "Checking " + counted(all, "row") : "Putting forward " + counted(all, "person", "people");
    const auto words = job.is_import() ? fmt::format("{}. {} done.", what, domain::with_commas(all - left)) : job.is_bundle() ? std::string("Making the bundle. It takes up to a minute.") : std::string("Writing the file.");
    Html out = app::paragraph(words);
    if (job.is_import())
        out << "<p class=\"govuk-body\"><progress aria-label=\"Progress\""_html << html::attribute("max", std::to_string(std::max(all, 1))) << html::attribute("value", std::to_string(all - left)) << ">"_html
            << words << "</progress></p>\n"_html;
    const bool still = context.request().query_value("still").has_value();
    out << app::paragraph(still ? "This page no longer updates by itself. You may leave it: the work goes on." : "This page updates every 5 seconds. You may leave it: the work goes on.")
        << "<p class=\"govuk-body\">"_html << (still ? app::link("Update now", "/jobs/" + job.id) : app::link("Stop updating", "/jobs/" + job.id + "?still=1")) << "</p>"_html;
    return out << cancel_form(context, job, job.state == State::running && job.is_import() ? "Stop here" : "Cancel");
}

Html made_list(const Job& job) {
    Html out;
    std::size_t made = 0;
    for (const auto& row : job.rows)
        if (row.state == "made") {
            if (made++ == 0) out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
            out << "<li>"_html << app::link(row.record, "/nominals/" + row.record) << fmt::format(", line {}", row.line) << "</li>"_html;
        }
    if (made > 0) out << "</ul>\n"_html;
    return out;
}

Html why_refused(const persistence::JobRow& row, const Preview& preview) {
    Html out;
    for (const auto& problem : row.problems) out << (&problem == &row.problems.front() ? ""_html : ". "_html) << problem_words(problem.words, problem.rule);
    if (const auto* person = preview.person(row.person)) out << ": "_html << app::link(person->name + ", " + person->id, "/people/" + person->id);
    return out;
}

Html refused_table(const Job& job, const Preview& preview) {
    if (job.counts.refused == 0) return {};
    govuk::Table table{.caption = counted(job.counts.refused, "row was refused", "rows were refused")};
    table.head = {cell("Line"), cell("Why")};
    for (const auto& row : job.rows)
        if (row.state == "refused") table.rows.push_back({cell(std::to_string(row.line)), cell(why_refused(row, preview))});
    return app::stacked_table(std::move(table));
}

Html ended_import(const Job& job, const Preview& preview) {
    const auto& c = job.counts;
    Html out;
    if (job.state == State::failed) out << govuk::inset_text({.text = job.failure + "."});
    if (job.state == State::cancelled) out << app::paragraph(c.made == 0 ? "Cancelled. Nothing was kept." : "Stopped. What had been put forward before stays.");
    std::string words = counted(c.made, "person was put forward", "people were put forward") + ".";
    if (c.faulty > 0) words += " " + counted(c.faulty, "row with a problem was", "rows with problems were") + " left out.";
    if (c.left_out > 0) words += " " + counted(c.left_out, "row was", "rows were") + " left out as you chose.";
    if (c.waiting + c.ready + c.staged > 0) words += " " + counted(c.waiting + c.ready + c.staged, "row was", "rows were") + " not brought in.";
    out << app::paragraph(words) << made_list(job) << refused_table(job, preview) << (c.faulty + c.refused > 0 ? problems_link(job) : Html());
    return out << "<p class=\"govuk-body\">"_html << app::link("Go to the nominal list", "/groups/" + job.panel + "/nominals") << "</p>\n"_html;
}

// A phone is narrower than 64 figures.
Html breakable(std::string_view figures) {
    Html out;
    for (std::size_t at = 0; at < figures.size(); at += 8) out << (at == 0 ? Html() : Html("<wbr>"_html)) << figures.substr(at, 8);
    return out;
}

Html ended_export(const Job& job, domain::Instant now) {
    if (job.state == State::failed) return govuk::inset_text({.text = job.failure + "."});
    if (job.state == State::cancelled) return app::paragraph("Cancelled. No file was written.");
    if (job.until < now) return app::paragraph("The file is gone. Ask for a new one.");
    const auto holds = counted(job.counts.made / 2, "record");
    Html out = app::paragraph(fmt::format("The file holds {}. Only you can download it, until {}; then it is gone. What you take out is recorded with its purpose.", holds, when(job.until)));
    out << "<p class=\"govuk-body\">"_html << app::link("Download " + job.file_name, "/jobs/" + job.id + "/file") << "</p>\n"_html;
    return out << app::facts({.columns = 1, .facts = {{.label = "SHA-256 of the file", .html = breakable(job.sha256)}}});
}

Html ended_bundle(const Job& job) {
    if (job.state == State::failed) return govuk::inset_text({.text = job.failure + "."});
    if (job.state == State::cancelled) return app::paragraph("Cancelled. No bundle was made.");
    const auto made = persistence::bundle_made(job);
    if (!made) return app::paragraph("The bundle is kept among the papers of its case.");
    Html out = app::paragraph("The bundle is made and kept among the papers of the case, where it stays.");
    return out << "<ul class=\"app-inline-list govuk-body\"><li>"_html << app::link("Open the bundle", "/records/" + made->record + "/documents/" + made->document) << "</li><li>"_html
               << app::link("Papers of " + made->record, "/cases/" + made->record + "/papers") << "</li></ul>\n"_html;
}

std::string_view tag_colour(State state) {
    switch (state) {
        case State::done: return "govuk-tag--green";
        case State::failed: return "govuk-tag--red";
        case State::cancelled: return "govuk-tag--grey";
        default: return "govuk-tag--blue";
    }
}

}  // namespace

const persistence::PersonLine* Preview::person(std::string_view id) const {
    const auto found = std::ranges::find(people, id, &persistence::PersonLine::id);
    return found == people.end() ? nullptr : &*found;
}

std::string problem_words(std::string_view words, std::string_view rule) { return rule.empty() ? std::string(words) : fmt::format("{} ({})", words, rule); }

std::string outcome_words(const JobLine& job) {
    if (job.state == State::failed) return job.failure;
    if (job.is_bundle()) return job.state == State::done ? "The bundle is made" : "No bundle was made";
    if (!job.is_import()) return job.state == State::done ? counted(job.counts.made / 2, "record") + ", to be downloaded until " + when(job.until) : std::string("No file was written");
    auto words = counted(job.counts.made, "person was put forward", "people were put forward");
    if (const int undone = job.counts.faulty + job.counts.refused; undone > 0) words += ", " + counted(undone, "row was left undone", "rows were left undone");
    return words;
}

std::string job_title(const JobLine& job) { return (job.is_bundle() ? "Court bundle " : job.is_import() ? "Import " : "Export ") + job.id; }

Html imports_page(Context& context, const std::string& panel, const std::string& panel_name, const std::vector<JobLine>& jobs, const Offered& offered, const Shown& shown) {
    const auto base = "/groups/" + panel + "/imports";
    Html out = shown.summary();
    out << app::heading(1, "Put people forward from a file", "l")
        << app::paragraph("Each row of the file puts one person forward to " + panel_name + ", as if you had filled in the forms. "
                          "You see every row and its problems before anything is saved; the chair decides about each person.")
        << "<p class=\"govuk-body\">"_html << app::link("Download a file with every column and an example", base + "/template.csv") << "</p>\n"_html << columns_table(offered)
        << open_file_form(context, base)
        << govuk::file_upload({.id = "file", .name = "file", .label = {.text = "CSV file", .classes = "govuk-label--s"}, .hint = {.text = "CSV UTF-8, at most 1,000 rows and 2 MB"},
                               .error_message = shown.error("file"), .attributes = {{"accept", ".csv,text/csv"}}})
        << govuk::button({.text = "Upload and check", .prevent_double_click = true}) << "</form>\n"_html
        << jobs_table(jobs, "Your imports", "You have not uploaded a file yet.");
    return out;
}

Html exports_page(Context& context, const std::string& panel, const std::vector<JobLine>& jobs, bool asked_again, const Shown& shown) {
    const auto base = "/groups/" + panel + "/exports";
    Html out = shown.summary();
    out << app::heading(1, "Export", "l")
        << app::paragraph("A CSV file of what this group’s records hold, without protected facts. The purpose, your name, every record in the file and its "
                          "fingerprint are recorded. You can download it for 24 hours.");
    if (!asked_again) {
        const auto confirm = fmt::format("/confirm?act=export_rows&object={}&need=purpose&next={}", percent_encoded(panel), percent_encoded(base));
        out << app::paragraph("Before a file is written you say what it is for and give your password again.") << govuk::button({.text = "Continue", .href = confirm});
    } else {
        out << open_form(context, base, {}) << radios_of(shown, "kind", "What should the file hold?", tables::export_kinds())
            << govuk::button({.text = "Write the file", .prevent_double_click = true}) << "</form>\n"_html;
    }
    return out << jobs_table(jobs, "Your exports", "You have not exported anything yet.");
}

Html job_page(Context& context, const Job& job, const Preview& preview, const Shown& shown) {
    Html out = shown.summary();
    out << app::heading(1, job_title(job), "l")
        << app::status_line({.text = domain::upper_first(words(job.state)), .classes = std::string(tag_colour(job.state))}, kind_words(job) + ", asked for at " + when(job.asked_at));
    if (job.state == State::previewed) return out << preview_body(context, job, preview, shown);
    if (!job.ended()) return out << running_body(context, job);
    return out << (job.is_bundle() ? ended_bundle(job) : job.is_import() ? ended_import(job, preview) : ended_export(job, context.now()));
}

}  // namespace casework::web::jobs
