// The words of the pages at the foot.
#include "web/help/help_handlers.hpp"

#include "web/html/app.hpp"

namespace casework::web::help {
namespace {

struct Part {
    std::string_view heading;
    std::vector<std::string_view> paragraphs;
};

JsonObject words_json(std::string_view title, const std::vector<Part>& parts) {
    return JsonObject().add("title", title).list("parts", parts, [](const Part& part) {
        return JsonObject().add("heading", part.heading).list("paragraphs", part.paragraphs, [](std::string_view text) { return Json::string(text); });
    });
}

Response words(Context& context, std::string_view title, const std::vector<Part>& parts) {
    if (context.wants_json()) return context.json(words_json(title, parts));
    html::Page page{.title = std::string(title)};
    page.marking.reset();
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << html::app::heading(1, title, "l");
    for (const auto& part : parts) {
        if (!part.heading.empty()) page.main << html::app::heading(2, part.heading, "m");
        for (const auto& paragraph : part.paragraphs) page.main << html::app::paragraph(paragraph);
    }
    page.main << "</div></div>\n"_html;
    return context.page(std::move(page));
}

}  // namespace

Response help(Context& context) {
    return words(context, "Help",
                 {{"The nominal list",
                   {"The list holds the people whose behaviour in the town centre puts themselves, others or businesses most at risk. A member agency puts somebody forward, the chair decides in a meeting.",
                    "Update each person before the meeting. Change the order with Up and Down or by typing a position. The chair agrees the order in the meeting; every agreed list is kept.",
                    "Nobody leaves the list by itself. When a review is overdue the chair renews it or archives the person."}},
                  {"Sharing a record with another group",
                   {"A coordinator shares one record with another group, for a purpose and with a reason, on its page Sharing, and ends that there. A contributor proposes it: a coordinator agrees first, with the password.",
                    "What waits for your agreement stands in My work. You never agree to what you have asked for yourself, and an agreement is good for one use within three days."}},
                  {"On a shared screen", {"Choose ‘initials only’ above the list. It stays on until you choose full names or sign out."}},
                  {"Who may open a record",
                   {"A coordinator marks a record as sensitive or restricts it, names people or a whole agency on it until a day, and keeps away whom a conflict of interest concerns: from its page Sharing. Before each change the page shows who gains and who loses access, and the change takes a reason.",
                    "A report of a hate incident, or about a child or somebody vulnerable, is sensitive from the moment it says so."}},
                  {"If you cannot open something", {"You see what your group and your agency’s sharing agreement allow. Ask the chair or coordinator of the group."}},
                  {"If you are signed out while typing", {"Sign in again within 30 minutes. What you sent is shown filled in, and you send it again."}}});
}

Response privacy(Context& context) {
    return words(context, "Privacy and information sharing",
                 {{"", {"Agencies share what is here under a signed information sharing agreement and section 115 of the Crime and Disorder Act 1998. Sharing must be necessary and proportionate each time."}},
                  {"What is recorded about you",
                   {"Each page you open, each search, each change, print and download is recorded with your name, the time and the rule that allowed it, as section 62 of the Data Protection Act 2018 requires.",
                    "The record is used only to check lawfulness, for self-monitoring and discipline, for security and integrity, and in criminal proceedings. Everybody who may open a record may see who opened it."}}});
}

Response accessibility(Context& context) {
    return words(context, "Accessibility statement",
                 {{"", {"This service is meant to meet the Web Content Accessibility Guidelines 2.2 at level AA. Each page is checked with automated tools at three widths before each release.",
                        "Everything works without JavaScript and with a keyboard alone. Nothing needs dragging."}},
                  {"If something does not work for you", {"Tell your agency’s system administrator, with the reference at the foot of the page."}}});
}

Response report_a_breach(Context& context) {
    return words(context, "Report a data breach",
                 {{"", {"If personal data has been lost, shown to the wrong person or sent to the wrong place, tell your agency’s data protection officer now. Do not wait to be sure.",
                        "A breach that is a risk to people must be reported to the regulator within 72 hours of becoming aware of it (UK GDPR Article 33; DPA 2018 section 67)."}},
                  {"What to say", {"What happened and when, whose data in general terms, who may have seen it, and what has been done. Quote the reference at the foot of the page. Do not e-mail names."}}});
}

}  // namespace casework::web::help
