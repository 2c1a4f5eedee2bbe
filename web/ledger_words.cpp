// The words of every act that an access log may show.
#include "web/ledger_words.hpp"

#include <algorithm>
#include <array>

#include "domain/community_protection/measures.hpp"
#include "domain/text.hpp"

namespace casework::web {
namespace {

struct ActWords {
    std::string_view action, words;
};

constexpr std::array looking{
    ActWords{"read", "Opened the record"},
    ActWords{"list", "Saw it on the list"},
    ActWords{"print", "Printed the list"},
    ActWords{"export", "Downloaded the list"},
    ActWords{"read_export", "Read it for a file of the group’s records"},
    ActWords{"my_work", "Saw it in My work"},
    ActWords{"my_actions", "Saw it in My actions"},
    ActWords{"list_actions", "Saw it in the group's actions"},
    ActWords{"list_archived", "Saw it among archived people"},
    ActWords{"list_shared", "Saw it among records shared with the group"},
    ActWords{"list_people", "Saw it among people"},
    ActWords{"list_meetings", "Saw it among meetings"},
    ActWords{"list_agreed_lists", "Saw the agreed lists"},
    ActWords{"read_agreed_list", "Opened an agreed list"},
    ActWords{"print_agreed_list", "Printed an agreed list"},
    ActWords{"figures", "Counted in the figures"},
    ActWords{"suppressed_statistics", "Opened the statistics of the whole partnership"},
    ActWords{"read_premises", "Saw it on the page of its premises"},
    ActWords{"list_premises", "Saw it on the list of premises"},
    ActWords{"match", "Saw it among likely matches"},
    ActWords{"search", "Saw it in search results"},
    ActWords{"access_log", "Looked at this log"},
    ActWords{"open_access_log", "Opened this log"},
    ActWords{"ledger_find", "Looked it up in the ledger"},
    ActWords{"read_plan", "Opened the plan"},
    ActWords{"read_timeline", "Opened the timeline"},
    ActWords{"find_action", "Looked for an action"},
    ActWords{"reveal", "Revealed protected facts"},
    ActWords{"open_update_form", "Opened the update form"},
    ActWords{"open_edit_form", "Opened the edit form"},
    ActWords{"open_person_form", "Opened the personal details form"},
    ActWords{"open_step_form", "Opened a decision form"},
    ActWords{"open_action_form", "Opened the action form"},
    ActWords{"open_order_form", "Opened the order form"},
    ActWords{"open_form", "Opened a form"},
    ActWords{"open_share_form", "Opened the sharing form"},
    ActWords{"read_sharings", "Saw with whom it is shared"},
    ActWords{"find_agreement", "Looked for a request for agreement"},
    ActWords{"open_agreement", "Opened a request for agreement"},
    ActWords{"list_agencies", "Saw which agencies may act"},
    ActWords{"list_members", "Saw who may lead"},
    ActWords{"read_restriction", "Saw who may open it"},
    ActWords{"preview_restriction", "Saw what a change of who may open it would do"},
    ActWords{"mark_record_sensitive", "Marked it as sensitive"},
    ActWords{"read_disposal", "Saw its holds and when it may be erased"},
    ActWords{"list_disposals", "Saw it on the list of disposals"},
    ActWords{"find_disposal", "Looked for its disposal"},
    ActWords{"open_disposal", "Opened the request to erase it"},
    ActWords{"read_emergency", "Looked at an emergency access to it"},
    ActWords{"conflict_found", "Kept somebody away who has a conflict of interest"},
    ActWords{"namesake_found", "Found the name of somebody who works here on a record"},
    ActWords{"declare_interest", "Declared somebody close to them"},
    ActWords{"end_interest", "Ended what they had declared"},
    ActWords{"read_conflict", "Looked at a conflict of interest"},
    ActWords{"confirm_conflict", "Confirmed a conflict of interest"},
    ActWords{"lift_conflict", "Lifted a conflict of interest"},
    ActWords{"blind_pointer", "Asked whether another group holds a record, and was told whom to ask"},
    ActWords{"read_pointer", "Looked at a question about who holds a record"},
    ActWords{"see_pointer", "Saw that somebody was told whom to ask"},
    ActWords{"ledger_search", "Searched the ledger"},
    ActWords{"ledger_export", "Took entries out of the ledger"},
    ActWords{"ledger_bundle", "Took entries with their proofs out of the ledger"},
    ActWords{"who_looked", "Asked the ledger who looked at it"},
    ActWords{"who_looked_export", "Took out of the ledger who looked at it"},
    ActWords{"read_rights", "Looked at a change of rights"},
    ActWords{"sign_in_first", "Was asked to sign in first"},
    ActWords{"reading_patterns", "Looked for reading that stands out"},
    ActWords{"own_history", "Looked at their own history"},
    ActWords{"list_access_reviews", "Saw it among access reviews"},
    ActWords{"open_access_review", "Opened an access review"},
    ActWords{"start_access_review", "Started an access review"},
    ActWords{"ask_in_access_review", "Asked a question in an access review"},
    ActWords{"close_access_review", "Closed an access review"},
    ActWords{"open_question", "Opened a question of information governance"},
    ActWords{"answer_question", "Answered information governance"},
};

constexpr std::array changing{
    ActWords{"propose", "Put the person forward"},
    ActWords{"import", "Put the person forward from a file"},
    ActWords{"accept", "Accepted for the list"},
    ActWords{"screen", "Accepted for the list"},
    ActWords{"decline", "Declined"},
    ActWords{"wait", "Left for a later meeting"},
    ActWords{"review", "Reviewed"},
    ActWords{"step_down", "Stepped down to monitored"},
    ActWords{"escalate", "Put back on the ranked list"},
    ActWords{"archive", "Archived"},
    ActWords{"reopen", "Put back on the list"},
    ActWords{"edit", "Changed the details"},
    ActWords{"edit_person", "Changed the personal details"},
    ActWords{"save_update", "Saved an update"},
    ActWords{"save_order", "Changed the order of the list"},
    ActWords{"agree_order", "Agreed the order of the list"},
    ActWords{"add_note", "Added a note"},
    ActWords{"add_action", "Added an action"},
    ActWords{"share", "Shared the record with another group"},
    ActWords{"end_share", "Ended the sharing with another group"},
    ActWords{"prepare_agreement", "Prepared a request for agreement"},
    ActWords{"ask_agreement", "Asked a colleague to agree"},
    ActWords{"agree", "Agreed to what a colleague asked"},
    ActWords{"refuse_agreement", "Did not agree to what a colleague asked"},
    ActWords{"detail.shred", "Destroyed the words kept beside the ledger about it"},
    ActWords{"restrict_record", "Restricted it to named people"},
    ActWords{"release_record", "Made it standard again"},
    ActWords{"name_on_record", "Named somebody on it"},
    ActWords{"unname_from_record", "Removed somebody who was named on it"},
    ActWords{"exclude_from_record", "Kept somebody away from it"},
    ActWords{"include_in_record", "Ended that somebody is kept away"},
    ActWords{"place_hold", "Placed a hold: it is not erased"},
    ActWords{"lift_hold", "Lifted a hold"},
    ActWords{"ask_disposal", "Asked to erase it"},
    ActWords{"withdraw_disposal", "Withdrew the request to erase it"},
    ActWords{"approve_disposal", "Approved and erased it"},
    ActWords{"refuse_disposal", "Refused to erase it"},
    ActWords{"ask_access", "Asked for access to it"},
    ActWords{"allow_access", "Allowed somebody access to it"},
    ActWords{"refuse_access", "Did not allow somebody access to it"},
    ActWords{"break_glass", "Used emergency access to it"},
    ActWords{"co_approve_emergency", "Agreed that an emergency access shows protected details of it"},
    ActWords{"read_access_request", "Looked at a request for access to it"},
    ActWords{"review_emergency", "Reviewed an emergency access to it"},
};

constexpr std::array on_actions{
    ActWords{"read", "Opened an action"},
    ActWords{"start", "Started an action"},
    ActWords{"complete", "Completed an action"},
    ActWords{"report_not_achievable", "Reported that an action cannot be done"},
    ActWords{"drop", "Ended an action that is no longer needed"},
    ActWords{"move_due_date", "Moved the due date of an action"},
    ActWords{"reassign", "Gave an action to another owner"},
};

constexpr std::array on_meetings{
    ActWords{"read", "Opened a meeting"},
    ActWords{"start", "Started a meeting"},
    ActWords{"end", "Ended a meeting"},
};

constexpr std::array on_jobs{
    ActWords{"read_job", "Saw it in the result of an import or export"},
    ActWords{"read_problems", "Read the problems of an import"},
    ActWords{"put_away_job", "Put an ended job away"},
    ActWords{"write_export", "Put it into a file of the group’s records"},
    ActWords{"fetch_export", "Took it out in a file of the group’s records"},
};

// Warnings, notices and the steps of both.
constexpr std::array on_cases{
    ActWords{"read", "Opened the case"},
    ActWords{"list_cases", "Saw it on the list of cases"},
    ActWords{"read_paper", "Opened the paper"},
    ActWords{"list_papers", "Saw its papers"},
    ActWords{"write_paper", "Wrote a paper"},
    ActWords{"ask_bundle", "Asked for a court bundle of it"},
    ActWords{"read_bundle", "Took its papers into a court bundle"},
    ActWords{"open_edit_form", "Opened a form of the case"},
    ActWords{"open_matter", "Opened the matter"},
    ActWords{"add_report", "Added a report"},
    ActWords{"add_breach", "Recorded a breach"},
    ActWords{"add_informed", "Recorded who was told"},
    ActWords{"record_visit", "Recorded a visit"},
    ActWords{"link_evidence", "Said what a file proves"},
    ActWords{"decide_no_action", "Closed it without a warning"},
    ActWords{"draft_warning", "Drafted the warning"},
    ActWords{"approve", "Approved the warning"},
    ActWords{"revise", "Took it back for changes"},
    ActWords{"issue", "Recorded that it was given"},
    ActWords{"record_compliance", "Recorded that it was followed"},
    ActWords{"report_continuing", "Recorded that the effect continues"},
    ActWords{"withdraw", "Withdrew the warning"},
    ActWords{"lapse", "Let the warning lapse"},
    ActWords{"decide_notice", "Decided on a notice"},
    ActWords{"decide_otherwise", "Closed it without a notice"},
    ActWords{"resume_review", "Took up the decision again"},
    ActWords{"submit", "Sent the notice for authority"},
    ActWords{"send_back", "Sent the notice back"},
    ActWords{"authorise", "Authorised the notice"},
    ActWords{"abandon", "Gave up the notice"},
    ActWords{"lodge_appeal", "Recorded an appeal"},
    ActWords{"quash", "Recorded that the court quashed the notice"},
    ActWords{"modify", "Recorded that the court modified the notice"},
    ActWords{"dismiss_appeal", "Recorded that the appeal was dismissed"},
    ActWords{"withdraw_appeal", "Recorded that the appeal was withdrawn"},
    ActWords{"vary", "Varied the notice"},
    ActWords{"discharge", "Withdrew the notice"},
    ActWords{"expire", "Ended the notice"},
    ActWords{"review", "Reviewed the notice"},
};

// Reports; their steps are called as the triage table calls them.
constexpr std::array on_reports{
    ActWords{"read", "Opened the report"},
    ActWords{"list_reports", "Saw it on the list of reports"},
    ActWords{"export", "Downloaded the list of reports"},
    ActWords{"reveal", "Looked at who reported it"},
    ActWords{"receive", "Recorded the report"},
    ActWords{"edit", "Changed what is known of it"},
    ActWords{"ask", "Asked the reporter"},
    ActWords{"hear", "Recorded the reporter’s answer"},
    ActWords{"join", "Joined it to an incident"},
    ActWords{"part", "Parted it from an incident"},
    ActWords{"assign", "Gave it to an officer"},
    ActWords{"link_matter", "Linked it to a matter"},
    ActWords{"resolve", "Resolved it"},
    ActWords{"pass_on", "Passed it on"},
    ActWords{"reopen", "Opened it again"},
};

// Tools and powers.
constexpr std::array on_tools{
    ActWords{"read", "Opened the tool"},
    ActWords{"list_tools", "Saw it in the register of tools"},
    ActWords{"export", "Downloaded the register of tools"},
    ActWords{"propose", "Proposed the tool"},
    ActWords{"apply", "Recorded the application"},
    ActWords{"issue", "Recorded that it was issued"},
    ActWords{"grant_interim", "Recorded an interim order"},
    ActWords{"grant", "Recorded the order"},
    ActWords{"refuse", "Recorded that the court refused"},
    ActWords{"vary", "Recorded a variation"},
    ActWords{"extend", "Extended it"},
    ActWords{"review", "Recorded a review"},
    ActWords{"record_breach", "Recorded a breach"},
    ActWords{"end_penalty", "Recorded what became of a fixed penalty"},
    ActWords{"discharge", "Recorded that it was discharged"},
    ActWords{"quash", "Recorded that it was quashed"},
    ActWords{"drop", "Gave it up"},
};

// ASB case reviews.
constexpr std::array on_reviews{
    ActWords{"read", "Opened the review"},
    ActWords{"list_reviews", "Saw it on the list of reviews"},
    ActWords{"reveal", "Looked at the applicant and the victim"},
    ActWords{"offer", "Offered a review"},
    ActWords{"decline_offer", "Recorded that no review is wanted"},
    ActWords{"apply", "Recorded the application"},
    ActWords{"add_complaint", "Added a complaint"},
    ActWords{"acknowledge", "Acknowledged the application"},
    ActWords{"request_information", "Passed the application to the bodies"},
    ActWords{"meet_threshold", "Decided that the threshold is met"},
    ActWords{"refuse_threshold", "Decided that the threshold is not met"},
    ActWords{"notify_refusal", "Told the applicant of the refusal"},
    ActWords{"appeal", "Recorded an appeal"},
    ActWords{"uphold_appeal", "Recorded that the appeal was upheld"},
    ActWords{"dismiss_appeal", "Recorded that the appeal was dismissed"},
    ActWords{"convene", "Convened the panel"},
    ActWords{"hold", "Recorded the review"},
    ActWords{"notify_outcome", "Told the applicant the outcome"},
    ActWords{"track", "Followed the recommendations up"},
    ActWords{"answer_recommendation", "Recorded the answer to a recommendation"},
    ActWords{"close", "Closed the review"},
    ActWords{"withdraw", "Recorded that it was withdrawn"},
};

// Cases of the vulnerability group; their steps are called as the table calls them.
constexpr std::array on_vulnerability{
    ActWords{"read", "Opened the case"},
    ActWords{"list_vulnerability", "Saw it on the list of vulnerability cases"},
    ActWords{"reveal", "Looked at health, safe contact and who referred"},
    ActWords{"refer", "Referred the person"},
    ActWords{"edit", "Changed what is known of the person"},
    ActWords{"open_edit_form", "Opened the form of what is known"},
    ActWords{"open_person_form", "Opened the form of the personal details"},
    ActWords{"open_action_form", "Opened the form of an action"},
    ActWords{"open_form", "Opened a form of the case"},
    ActWords{"add_agency_answer", "Recorded what an agency knows"},
    ActWords{"add_person", "Put somebody else on the case"},
    ActWords{"screen", "Checked the safeguarding threshold"},
    ActWords{"decline", "Turned the referral down"},
    ActWords{"list", "Listed it for discussion"},
    ActWords{"discuss", "Recorded a discussion"},
    ActWords{"open_plan", "Opened the plan"},
    ActWords{"record_review", "Recorded a review"},
    ActWords{"step_down", "Stepped it down"},
    ActWords{"relist", "Brought it back before the group"},
    ActWords{"close", "Closed the case"},
    ActWords{"refer_s42", "Referred the person under section 42"},
    ActWords{"refer_marac", "Referred the person to MARAC"},
    ActWords{"refer_channel", "Referred the person to Channel"},
    ActWords{"refer_socp", "Referred the person to the organised crime panel"},
    ActWords{"refer_dcsm", "Referred the person to the safeguarding meeting of young people"},
    ActWords{"record_death", "Recorded the person’s death"},
};

constexpr std::array on_evidence{
    ActWords{"list_evidence", "Saw the evidence"},
    ActWords{"begin_upload", "Began to add a file"},
    ActWords{"receive_part", "Sent a part of a file"},
    ActWords{"receive_file", "Added a file"},
    ActWords{"refuse_file", "Sent a file that was refused"},
    ActWords{"cancel_upload", "Cancelled a file that was being added"},
    ActWords{"read_upload", "Asked how far a file has arrived"},
    ActWords{"expire_upload", "A file that never arrived whole was removed"},
    ActWords{"scan", "A file was scanned"},
    ActWords{"read_evidence", "Opened a copy of a file"},
    ActWords{"export_evidence", "Took out the original of a file"},
    ActWords{"read_exhibits", "Put files into a bundle"},
    ActWords{"remove_evidence", "Removed a file"},
};

constexpr std::array on_documents{
    ActWords{"list_documents", "Saw the documents"},
    ActWords{"keep_document", "Made a document"},
    ActWords{"read_document", "Opened a document"},
    ActWords{"make_document", "Wrote a document"},
    ActWords{"check_document", "A document was checked before it left"},
    ActWords{"stop_document", "A document was stopped and sent to a coordinator"},
    ActWords{"list_stopped", "Saw documents that wait for an answer"},
    ActWords{"read_stopped", "Opened a document that waits for an answer"},
    ActWords{"answer_stopped", "Answered about a document that waited"},
};

constexpr std::array on_breaches{
    ActWords{"read", "Opened a breach of the notice"},
    ActWords{"read_paper", "Opened a paper of a breach"},
};

constexpr std::array on_people{ActWords{"read", "Opened the person"}};

// The rows of the access policy as whoever reads a log may take them, and what else stands in their place.
constexpr std::array rules{
    ActWords{"D0", "not signed in fully"},
    ActWords{"DT", "not for an access token"},
    ActWords{"D1", "the account, its agency or its sharing agreement is not in force"},
    ActWords{"D2", "excluded from this record"},
    ActWords{"D3", "by role: statistics, administration or audit"},
    ActWords{"D4", "only practitioners work on cases, and a records officer on an open disposal"},
    ActWords{"D5", "member of the group that owns the record, or of one that it is shared with"},
    ActWords{"D6", "sensitive record: contributor or coordinator of its group, or named on it"},
    ActWords{"D7", "restricted record: coordinator of its group, or named on it"},
    ActWords{"D8", "emergency access to this record"},
    ActWords{"D9", "no rule allows it"},
    ActWords{"blind pointer", "the group lets others learn that it holds a record, and whom to ask"},
    ActWords{"own name", "the name of an account stands on the record"},
    ActWords{"declared interest", "somebody who is declared stands on the record"},
    ActWords{"scope", "one of a list that holds only what the person may see"},
    ActWords{"s.62(4)", "a purpose for which the log may be read (DPA 2018)"},
    ActWords{"retention", "the time for keeping it is over"},
    ActWords{"erasure", "erased with the agreement of two people"},
    ActWords{"disposal", "erased with its record, by two people"},
    ActWords{"safe contact", "every document is checked before it leaves"},
    ActWords{"command", "the operator’s command"},
    ActWords{"command line", "the operator’s command"},
};

template <class Table>
std::optional<std::string_view> find(const Table& table, std::string_view action) {
    const auto found = std::ranges::find(table, action, &ActWords::action);
    return found == table.end() ? std::nullopt : std::optional(found->words);
}

// "penalty_issue": the measure and its step, as the workflow tables call them when they are done.
std::string_view breach_step_words(std::string_view action) {
    namespace protection = domain::community_protection;
    const auto mark = action.find('_');
    const auto measure = protection::parse_measure(action.substr(0, mark));
    return measure && mark != std::string_view::npos ? protection::recorded_words(*measure, action.substr(mark + 1)) : std::string_view{};
}

}  // namespace

std::optional<std::string_view> words_of_act(std::string_view object_type, std::string_view action) {
    std::optional<std::string_view> special;
    if (object_type == "action") special = find(on_actions, action);
    if (object_type == "meeting") special = find(on_meetings, action);
    if (object_type == "person") special = find(on_people, action);
    if (object_type == "evidence") special = find(on_evidence, action);
    if (object_type == "document") special = find(on_documents, action);
    if (object_type == "job") special = find(on_jobs, action);
    if (object_type == "report") special = find(on_reports, action);
    if (object_type == "tool") special = find(on_tools, action);
    if (object_type == "case_review") special = find(on_reviews, action);
    if (object_type == "vulnerability") special = find(on_vulnerability, action);
    if (object_type == "case") special = find(on_cases, action);
    if (object_type == "breach") special = find(on_breaches, action);
    if (special) return special;
    const auto seen = find(looking, action);
    return seen ? seen : find(changing, action);
}

std::string act_words(std::string_view object_type, std::string_view action) {
    if (const auto words = words_of_act(object_type, action)) return std::string(*words);
    if (object_type == "breach")
        if (const auto step = breach_step_words(action); !step.empty()) return "About a breach: " + std::string(step);
    std::string plain(action);
    std::ranges::replace(plain, '_', ' ');
    return domain::upper_first(plain);
}

std::string rule_words(std::string_view rule) {
    const auto words = find(rules, rule.substr(0, rule.find('/')));
    return words ? std::string(*words) : std::string();
}

}  // namespace casework::web
