// Answering for the evidence of a record, whatever kind of record it is.
#include "web/evidence/evidence_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/evidence/file_types.hpp"
#include "domain/text.hpp"
#include "persistence/documents/documents.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/pages.hpp"

namespace casework::web::evidence {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::evidence;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::EvidenceFile;
using rules::State;

struct Opened {
    std::vector<EvidenceFile> files;
    std::vector<persistence::KeptDocument> documents;
    bool may_add = false, may_remove = false;
};

domain::Outcome<Opened> open_all(Context& context) {
    const auto& record = context.parameter("id");
    auto files = persistence::list_evidence(context.gate(), record);
    if (!files) return std::unexpected(std::move(files.error()));
    auto documents = persistence::list_documents(context.gate(), record);
    if (!documents) return std::unexpected(std::move(documents.error()));
    const auto may = [&](auth::Action action) { return context.gate().would_allow(record, action).verdict == auth::Verdict::allow; };
    return Opened{std::move(*files), std::move(*documents), may(auth::Action::note), may(auth::Action::close)};
}

std::string address_of(Context& context) { return "/records/" + context.parameter("id") + "/evidence"; }

JsonObject file_json(const EvidenceFile& file) {
    JsonObject json;
    json.add("id", file.id).add("record", file.record).add("name", file.name).add("type", file.type).add("state", name(file.state)).add("caption", file.caption).add("bytes", file.bytes).add("arrived", file.arrived);
    json.add("sha256", file.sha256).add("added_by", file.uploaded_by_name).add("added_at", file.began_at).add("received_at", file.received_at).add("scanned_at", file.scanned_at).add("taken_at", file.taken.at);
    const auto degrees = [](const std::optional<double>& value) { return value ? fmt::format("{:.6f}", *value) : std::string(); };
    return json.add("latitude", degrees(file.taken.latitude)).add("longitude", degrees(file.taken.longitude)).add("removed_at", file.removed_at);
}

JsonObject document_json(const persistence::KeptDocument& document) {
    JsonObject json;
    return json.add("id", document.id).add("kind", document.kind).add("version", document.version).add("title", document.title).add("sha256", document.sha256).add("made_by", document.made_by_name).add("made_at", document.made_at);
}

std::string size_words(std::int64_t bytes) { return bytes < 1024 * 1024 ? domain::with_commas((bytes + 1023) / 1024) + " KB" : domain::with_commas(bytes / (1024 * 1024)) + " MB"; }
std::string day_and_person(domain::Instant at, const std::string& name) { return domain::long_date(persistence::london_date(at)) + (name.empty() ? "" : ", by " + name); }

std::string taken_words(const rules::Taken& taken) {
    const auto day = domain::parse_iso_date(taken.at.substr(0, 10));
    if (!day) return "Not stated";
    return domain::long_date(*day) + " at " + taken.at.substr(11, 5) + (taken.latitude ? fmt::format(", {:.4f}, {:.4f}", *taken.latitude, *taken.longitude) : "");
}

Html name_cell(Context& context, const EvidenceFile& file) {
    Html out = file.state == State::clean ? app::link(file.name, address_of(context) + "/" + file.id, ", download a copy") : html::text(file.name);
    if (!file.caption.empty()) out << "<br>"_html << file.caption;
    const bool of_case = address_of_record(file.record).starts_with("/cases/") && (file.state == State::clean || file.state == State::held);
    if (of_case) out << "<br><span class=\"app-small\">"_html << app::link("Say what it proves", "/cases/" + file.record + "/evidence/" + file.id, ": " + file.name) << "</span>"_html;
    return out;
}

Html files_table(Context& context, const Opened& opened) {
    if (opened.files.empty()) return app::paragraph("Nothing has been added yet.");
    govuk::Table table{.caption = "Files"};
    table.head = {{.text = "File"}, {.text = "Size"}, {.text = "State"}, {.text = "Taken"}, {.text = "Added"}};
    if (opened.may_remove) table.head.push_back({.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html});
    for (const auto& file : opened.files) {
        govuk::TableRow row{{.html = name_cell(context, file)}, {.text = size_words(file.bytes)}, {.text = domain::upper_first(words(file.state))}, {.text = taken_words(file.taken)},
                            {.text = day_and_person(file.began_at, file.uploaded_by_name)}};
        const bool removable = file.state == State::clean || file.state == State::held;
        if (opened.may_remove) row.push_back({.html = removable ? app::link("Remove", address_of(context) + "/" + file.id + "/remove", " " + file.name) : Html()});
        table.rows.push_back(std::move(row));
    }
    return app::stacked_table(std::move(table));
}

Html documents_table(Context& context, const Opened& opened) {
    if (opened.documents.empty()) return {};
    govuk::Table table{.caption = "Documents"};
    table.head = {{.text = "Document"}, {.text = "Version"}, {.text = "Made"}};
    for (const auto& document : opened.documents)
        table.rows.push_back({{.html = app::link(document.title, "/records/" + context.parameter("id") + "/documents/" + document.id, fmt::format(", version {}, download", document.version))},
                              {.text = std::to_string(document.version)}, {.text = day_and_person(document.made_at, document.made_by_name)}});
    return app::stacked_table(std::move(table));
}

Html add_form(Context& context, const Shown& shown) {
    Html out = "<h2 class=\"govuk-heading-m\">Add a file</h2>"_html;
    out << open_file_form(context, address_of(context), " data-app-upload"_html)
        << govuk::file_upload({.id = "file", .name = "file", .label = {.text = "File", .classes = "govuk-label--s"}, .hint = {.text = rules::endings_in_words() + ", smaller than 25 MB"}, .error_message = shown.error("file"),
                               .attributes = {{"accept", rules::accepted_endings()}}})
        << small_input(shown, "caption", "What it shows (optional)") << app::paragraph("The file is kept as it is. It can be opened once it has been scanned; what the camera wrote beside a picture is not shown.")
        << govuk::button({.text = "Add", .prevent_double_click = true}) << "</form>"_html;
    return out;
}

html::Page frame(Context& context, std::string title, const Shown& shown) {
    html::Page page{.title = title + " – " + context.parameter("id"), .error = shown.refused(), .back_href = address_of_record(context.parameter("id")), .back_text = "Back to " + context.parameter("id")};
    page.main << shown.summary() << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html;
    return page;
}

Response files_answer(Context& context, const Refusals& refusals) {
    const auto opened = open_all(context);
    if (!opened) return refusal_page(context, opened.error());
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("record", context.parameter("id")).list("files", opened->files, file_json).list("documents", opened->documents, document_json));
    const Shown shown(context.form, refusals);
    auto page = frame(context, "Evidence", shown);
    page.main << files_table(context, *opened) << documents_table(context, *opened);
    if (opened->may_add) page.main << add_form(context, shown);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

const persistence::FileStore& store_of(Context& context) {
    if (context.house().files == nullptr) throw persistence::DatabaseUnavailable("no folder for files");
    return *context.house().files;
}

Response made_file(Context& context, const std::string& id) {
    auto response = done(address_of(context), "evidence-added");
    response.created = address_of(context) + "/" + id;
    return response;
}

// What cannot be shown beside a field of the form has a page of its own.
bool elsewhere(const Refusals& refusals) {
    const int status = status_of(refusals);
    return status == 404 || status == 403;
}

Response far_json(Context& context, const persistence::Arrived& arrived) { return context.json(JsonObject().add("arrived", arrived.bytes).add("state", name(arrived.state))); }

Response download(const persistence::ServedFile& file) { return file_download(file.name, file.content_type, file.bytes); }

Response remove_page(Context& context, const Refusals& refusals) {
    const auto opened = open_all(context);
    if (!opened) return refusal_page(context, opened.error());
    const auto found = std::ranges::find(opened->files, context.parameter("file"), &EvidenceFile::id);
    if (found == opened->files.end()) return not_found_page(context);
    if (context.wants_json()) return context.json_form(refusals, file_json(*found));
    const Shown shown(context.form, refusals);
    auto page = frame(context, "Remove evidence", shown);
    page.main << app::paragraph("The file " + found->name + " is destroyed. That it was there, its digest and your reason stay.") << open_form(context, address_of(context) + "/" + found->id + "/remove", {})
              << long_text(shown, "reason", "Why must it not be kept?") << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Remove", .classes = "govuk-button--warning", .prevent_double_click = true})
              << app::link("Cancel", address_of(context)) << "</div></form>"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response files(Context& context) { return files_answer(context, {}); }

Response add(Context& context) {
    auto refusals = context.unknown_fields();
    const auto* file = context.form.file("file");
    if (file == nullptr && !context.resent) refusals.push_back({domain::RefusalKind::invalid, "file", "Select a file", {}});
    if (!refusals.empty() || context.resent) return files_answer(context, refusals);
    const auto added = persistence::add_file(context.house().database, context.gate(), store_of(context), context.parameter("id"),
                                             {.name = file->name, .declared = file->content_type, .caption = context.form.value("caption"), .bytes = 0, .field_class = domain::FieldClass::f0}, file->bytes);
    if (added) return made_file(context, *added);
    return elsewhere(added.error()) ? refusal_page(context, added.error()) : files_answer(context, added.error());
}

Response begin(Context& context) {
    auto refusals = context.unknown_fields();
    const auto bytes = domain::parse_figures(context.form.value("bytes"));
    if (!bytes) refusals.push_back({domain::RefusalKind::invalid, "bytes", "Say how many bytes the file has", {}});
    if (!refusals.empty() || context.resent) return files_answer(context, refusals);
    const auto id = persistence::begin_upload(context.gate(), store_of(context), context.parameter("id"),
                                              {.name = context.form.value("name"), .declared = context.form.value("type"), .caption = context.form.value("caption"), .bytes = *bytes, .field_class = domain::FieldClass::f0});
    if (id) return made_file(context, *id);
    return elsewhere(id.error()) ? refusal_page(context, id.error()) : files_answer(context, id.error());
}

Response part(Context& context) {
    auto refusals = context.unknown_fields();
    const auto offset = domain::parse_figures(context.form.value("offset"));
    const auto* file = context.form.file("part");
    if (!offset) refusals.push_back({domain::RefusalKind::invalid, "offset", "Say at which byte the part begins", {}});
    if (file == nullptr) refusals.push_back({domain::RefusalKind::invalid, "part", "Send the part as a file", {}});
    if (!refusals.empty() || context.resent) return files_answer(context, refusals);
    const auto arrived = persistence::add_part(context.house().database, context.gate(), store_of(context), context.parameter("id"), context.parameter("file"), *offset, file->bytes);
    if (!arrived) return elsewhere(arrived.error()) ? refusal_page(context, arrived.error()) : files_answer(context, arrived.error());
    return context.wants_json() ? far_json(context, *arrived) : done(address_of(context), "evidence-added");
}

Response copy(Context& context) {
    const auto file = persistence::open_copy(context.house().database, context.gate(), store_of(context), context.parameter("id"), context.parameter("file"));
    return file ? download(*file) : refusal_page(context, file.error());
}

Response remove_form(Context& context) { return remove_page(context, {}); }

Response remove(Context& context) {
    auto refusals = context.unknown_fields();
    const auto reason = optional_text(context.form, "reason", "reason", refusals);
    if (!refusals.empty() || context.resent) return remove_page(context, refusals);
    const auto removed = persistence::remove_evidence(context.house().database, context.gate(), store_of(context), context.parameter("id"), context.parameter("file"), reason);
    if (removed) return done(address_of(context), "evidence-removed");
    return elsewhere(removed.error()) ? refusal_page(context, removed.error()) : remove_page(context, removed.error());
}

Response document(Context& context) {
    const auto file = persistence::open_document(context.house().database, context.gate(), store_of(context), context.parameter("id"), context.parameter("document"));
    return file ? download(*file) : refusal_page(context, file.error());
}

}  // namespace casework::web::evidence
