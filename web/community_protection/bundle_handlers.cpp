// Answering for a court bundle: coordinators, with the password again. What is asked for here a job makes.
#include "web/community_protection/bundle_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/community_protection/case_papers.hpp"
#include "persistence/jobs/jobs.hpp"
#include "web/account/account_parts.hpp"
#include "web/community_protection/bundle_making.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/form_fields.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::EvidenceFile;

constexpr std::size_t files_max = 60;

struct Offered {
    persistence::CaseRecord record;
    std::vector<EvidenceFile> files;  // of the case and its warning, clean ones
};

domain::Outcome<Offered> offer(Context& context) {
    auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_step_form");
    if (!record) return std::unexpected(std::move(record.error()));
    Offered offered{std::move(*record), {}};
    for (const auto& id : records_of(offered.record)) {
        auto files = persistence::list_evidence(context.gate(), id);
        if (!files) continue;
        for (auto& file : *files)
            if (file.state == domain::evidence::State::clean) offered.files.push_back(std::move(file));
    }
    return offered;
}

std::string day_of(const EvidenceFile& file) { return domain::long_date(persistence::london_date(file.began_at)); }

Html files_question(const Shown& shown, const Offered& offered, bool sent) {
    if (offered.files.empty()) return app::paragraph("No file is held as evidence that could go in. Add them on the page Evidence; they can be used once they are scanned.");
    std::vector<std::string> words, hints, all;
    for (const auto& file : offered.files) {
        words.push_back(file.caption.empty() ? file.name : file.caption);
        hints.push_back(file.name + ", " + file.record + ", " + day_of(file));
        all.push_back(file.id);
    }
    std::vector<domain::Code> codes;
    for (std::size_t i = 0; i < words.size(); ++i) codes.push_back({offered.files[i].id, words[i], hints[i]});
    return boxes_of(shown, "files", "Which files go in?", codes, sent ? std::vector<std::string>{} : all);
}

Response bundle_page(Context& context, const Offered& offered, const Refusals& refusals) {
    const auto& record = offered.record;
    if (context.wants_json())
        return context.json_form(refusals, head_json(record).list("files", offered.files, [](const EvidenceFile& file) { return JsonObject().add("id", file.id).add("record", file.record).add("name", file.name).add("caption", file.caption).add("type", file.type); }));
    const Shown shown(context.form, refusals);
    const bool sent = context.form.has("title");
    Html body = app::paragraph("The bundle holds the papers as they were given, how they were given, the breaches, the files you choose, and who did what from the ledger: indexed, with one run of page numbers. Photographs are copies without what the camera wrote beside them.");
    body << govuk::inset_text({.text = "The words inside PDF and text files are read by the check for safe contact. Those of scanned pages, photographs and recordings cannot be: look and listen before you choose them. Nothing in the bundle names who complained."})
         << open_form(context, address_of(record, "bundle"), {}) << small_input(shown, "title", "Title", "For example, Bundle for the hearing on 14 May 2026", "Bundle for the court") << files_question(shown, offered, sent)
         << account::password_box("password", "Your password", "It is asked again because the bundle leaves this service. What it is for is recorded as: prosecution.", shown, "current-password") << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Make the bundle", .prevent_double_click = true}) << app::link("Cancel", address_of(record, "papers")) << "</div></form>"_html << app::paragraph("It takes up to a minute. You may leave the page: My work says when it is made.");
    auto page = question_page(context, record, "Court bundle", shown, body);
    page.back_href = address_of(record, "papers");
    page.back_text = "Back to the papers";
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response bundle_form(Context& context) {
    const auto offered = offer(context);
    return offered ? bundle_page(context, *offered, {}) : refusal_page(context, offered.error());
}

Response make_bundle(Context& context) {
    const auto offered = offer(context);
    if (!offered) return refusal_page(context, offered.error());
    if (context.house().files == nullptr) throw persistence::DatabaseUnavailable("no folder for files");
    auto refusals = context.unknown_fields();
    std::string title;
    domain::take(title, domain::read_text(context.form.value("title"), {"title", "title"}, 150, domain::Lines::one), refusals);
    const auto chosen = context.form.values("files");
    for (const auto& id : chosen)
        if (std::ranges::find(offered->files, id, &EvidenceFile::id) == offered->files.end()) refusals.push_back({RefusalKind::invalid, "files", "Select files from the list", {}});
    if (chosen.size() > files_max) refusals.push_back({RefusalKind::invalid, "files", fmt::format("Select {} files or fewer. Make two bundles", files_max), {}});
    account::need_password(context, refusals);
    if (!refusals.empty() || context.resent) return bundle_page(context, *offered, refusals);
    const auto token = account::password_for_act(context);
    if (!token) return bundle_page(context, *offered, token.error());
    context.gate().give_purpose({"export_rows", offered->record.id, "prosecution"});
    const auto job = persistence::ask_bundle(context.gate(), {offered->record.id, title, chosen});
    auto response = job ? web::made("/jobs/" + *job, "/jobs/" + *job, "bundle-asked") : bundle_page(context, *offered, job.error());
    account::set_session(response, *token);
    return response;
}

}  // namespace casework::web::cases
