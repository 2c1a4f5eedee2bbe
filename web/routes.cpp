// The route table: every address, who may use it, and the function that answers. The one list of what the server opens.
#include <algorithm>

#include "web/access/access_forms.hpp"
#include "web/access/emergency_handlers.hpp"
#include "web/access/interest_handlers.hpp"
#include "web/access/pointer_handlers.hpp"
#include "web/access/restriction_handlers.hpp"
#include "web/access/sharing_handlers.hpp"
#include "web/account/account_forms.hpp"
#include "web/account/account_handlers.hpp"
#include "web/account/second_factor_handlers.hpp"
#include "web/account/token_handlers.hpp"
#include "web/actions/action_forms.hpp"
#include "web/actions/action_handlers.hpp"
#include "web/administration/people_handlers.hpp"
#include "web/administration/rights_forms.hpp"
#include "web/administration/rights_handlers.hpp"
#include "web/administration/settings_forms.hpp"
#include "web/administration/settings_handlers.hpp"
#include "web/agreements/agreement_forms.hpp"
#include "web/agreements/agreement_handlers.hpp"
#include "web/audit/audit_forms.hpp"
#include "web/audit/audit_handlers.hpp"
#include "web/case_review/paper_handlers.hpp"
#include "web/case_review/review_forms.hpp"
#include "web/case_review/review_handlers.hpp"
#include "web/community_protection/authority_handlers.hpp"
#include "web/community_protection/breach_forms.hpp"
#include "web/community_protection/breach_handlers.hpp"
#include "web/community_protection/bundle_handlers.hpp"
#include "web/community_protection/case_forms.hpp"
#include "web/community_protection/case_handlers.hpp"
#include "web/community_protection/figures_handlers.hpp"
#include "web/community_protection/paper_forms.hpp"
#include "web/community_protection/paper_handlers.hpp"
#include "web/community_protection/visit_forms.hpp"
#include "web/community_protection/visit_handlers.hpp"
#include "web/community_protection/wording_handlers.hpp"
#include "web/disposal/disposal_forms.hpp"
#include "web/disposal/disposal_handlers.hpp"
#include "web/documents/stopped_forms.hpp"
#include "web/documents/stopped_handlers.hpp"
#include "web/evidence/evidence_forms.hpp"
#include "web/evidence/evidence_handlers.hpp"
#include "web/health/health_handlers.hpp"
#include "web/help/help_handlers.hpp"
#include "web/jobs/import_handlers.hpp"
#include "web/jobs/job_forms.hpp"
#include "web/jobs/job_handlers.hpp"
#include "web/meetings/meeting_forms.hpp"
#include "web/meetings/meeting_handlers.hpp"
#include "web/nominals/board_handlers.hpp"
#include "web/nominals/edit_handlers.hpp"
#include "web/nominals/figures_handlers.hpp"
#include "web/nominals/nominal_forms.hpp"
#include "web/nominals/person_handlers.hpp"
#include "web/nominals/propose_handlers.hpp"
#include "web/nominals/record_handlers.hpp"
#include "web/nominals/shared_list_handlers.hpp"
#include "web/nominals/step_handlers.hpp"
#include "web/nominals/update_handlers.hpp"
#include "web/openapi/openapi_handlers.hpp"
#include "web/people/people_handlers.hpp"
#include "web/premises/premises_handlers.hpp"
#include "web/reports/record_handlers.hpp"
#include "web/reports/report_forms.hpp"
#include "web/reports/report_handlers.hpp"
#include "web/route.hpp"
#include "web/search/search_forms.hpp"
#include "web/search/search_handlers.hpp"
#include "web/statistics/statistics_handlers.hpp"
#include "web/tools/paper_handlers.hpp"
#include "web/tools/tool_forms.hpp"
#include "web/tools/tool_handlers.hpp"
#include "web/vulnerability/vulnerability_forms.hpp"
#include "web/vulnerability/vulnerability_handlers.hpp"
#include "web/work/work_handlers.hpp"

namespace casework::web {
namespace {

using auth::Action;
constexpr auto get = Method::get, post = Method::post;
constexpr std::size_t as_large_as_a_photograph = 25 * 1024 * 1024;

constexpr Route table[] = {
    // method, path, who may, handler, and of a POST the fields it may carry
    {get,  "/health/live",                           Anyone{},                       health::live},
    {get,  "/health/ready",                          Anyone{},                       health::ready},

    {post, "/reports/content-policy",                Anyone{},                       reports::content_policy, no_fields},

    {get,  "/sign-in",                               Anyone{},                       account::sign_in_form},
    {post, "/sign-in",                               Anyone{},                       account::sign_in, account::sign_in_fields},
    {get,  "/sign-in/second-factor",                 InPerson{},                     account::second_factor_form},
    {post, "/sign-in/second-factor",                 InPerson{},                     account::give_second_factor, account::factor_fields},
    {get,  "/sign-in/second-factor/set-up",          InPerson{},                     account::set_up_form},
    {post, "/sign-in/second-factor/set-up",          InPerson{},                     account::set_up, account::set_up_fields},
    {get,  "/sign-in/second-factor/picture.svg",     InPerson{},                     account::set_up_picture},
    {post, "/sign-out",                              InPerson{},                     account::sign_out, no_fields},
    {get,  "/account",                               SignedIn{},                     account::overview},
    {post, "/account/sessions/end",                  InPerson{},                     account::end_other_sessions, no_fields},
    {post, "/account/sessions/{id}/end",             InPerson{},                     account::end_session, no_fields},
    {get,  "/account/password",                      InPerson{},                     account::password_form},
    {post, "/account/password",                      InPerson{},                     account::change_password, account::password_fields},
    {get,  "/account/password/first",                InPerson{},                     account::first_password_form},
    {post, "/account/password/first",                InPerson{},                     account::set_first_password, account::password_fields},
    {get,  "/account/second-factor",                 InPerson{},                     account::own_second_factor},
    {post, "/account/second-factor/codes",           InPerson{},                     account::renew_codes, account::factor_change_fields},
    {post, "/account/second-factor/remove",          InPerson{},                     account::remove_second_factor, account::factor_change_fields},
    {get,  "/account/tokens",                        InPerson{},                     account::tokens},
    {post, "/account/tokens",                        InPerson{},                     account::make_token, account::token_fields},
    {post, "/account/tokens/{id}/revoke",            InPerson{},                     account::revoke_token, no_fields},
    {get,  "/account/history",                       SignedIn{},                     audit::own_history},
    {get,  "/account/interests",                     InPerson{},                     access::interests},
    {post, "/account/interests",                     InPerson{},                     access::declare, access::interest_fields},
    {post, "/account/interests/{id}/end",            InPerson{},                     access::end_interest, no_fields},
    {get,  "/confirm",                               InPerson{},                     account::confirm_form},
    {post, "/confirm",                               InPerson{},                     account::confirm, account::confirm_fields},
    {post, "/session",                               InPerson{},                     account::stay, no_fields},

    {get,  "/openapi.json",                          SignedIn{},                     openapi::document},

    {get,  "/help",                                  Anyone{},                       help::help},
    {get,  "/privacy",                               Anyone{},                       help::privacy},
    {get,  "/accessibility",                         Anyone{},                       help::accessibility},
    {get,  "/report-a-breach",                       Anyone{},                       help::report_a_breach},

    {get,  "/",                                      SignedIn{},                     work::today},
    {get,  "/my-actions",                            SignedIn{},                     work::actions},
    {get,  "/search",                                SignedIn{},                     search::form},
    {post, "/search",                                SignedIn{},                     search::start, search::search_fields},
    {get,  "/search/{id}",                           SignedIn{},                     search::results},

    {get,  "/people",                                ThroughRecords{Action::list},   people::list},
    {get,  "/people/{id}",                           ThroughRecords{Action::read},   people::person},
    {post, "/people/{id}/reveal",                    ThroughRecords{Action::reveal}, people::reveal, no_fields},

    // meetings of a panel
    {get,  "/meetings",                              SignedIn{},                     meetings::my_meetings},
    {get,  "/groups/{panel}/meetings",               OnPanel{Action::list},          meetings::panel_meetings},
    {get,  "/groups/{panel}/meetings/add",           OnPanel{Action::edit},          meetings::add_form},
    {post, "/groups/{panel}/meetings/add",           OnPanel{Action::edit},          meetings::add, meetings::add_fields},
    {get,  "/meetings/{id}",                         OnRecord{Action::read},         meetings::meeting},
    {post, "/meetings/{id}/steps/{event}",           OnRecord{Action::edit},         meetings::take_step, meetings::step_fields},
    {post, "/meetings/{id}/attendance",              OnRecord{Action::edit},         meetings::record_attendance, meetings::attendance_fields},
    {post, "/meetings/{id}/accept",                  OnRecord{Action::read},         meetings::accept_confidentiality, no_fields},
    {post, "/meetings/{id}/agree",                   OnRecord{Action::chair},        meetings::agree_order, no_fields},
    {post, "/meetings/{id}/addenda",                 OnRecord{Action::edit},         meetings::add_addendum, meetings::addendum_fields},

    // actions of cases
    {get,  "/nominals/{id}/actions/add",             OnRecord{Action::edit},         actions::add_form},
    {post, "/nominals/{id}/actions/add",             OnRecord{Action::edit},         actions::add, actions::add_fields},
    {get,  "/actions/{id}",                          ThroughRecords{Action::read},   actions::action},
    {post, "/actions/{id}",                          ThroughRecords{Action::edit},   actions::change, actions::change_fields},

    // what takes a second person: the asker and those who may agree see it
    {get,  "/agreements/{id}",                       ThroughRecords{Action::read},   agreements::agreement},
    {post, "/agreements/{id}/ask",                   ThroughRecords{Action::read},   agreements::ask, agreements::ask_fields},
    {post, "/agreements/{id}/answer",                ThroughRecords{Action::approve}, agreements::answer, agreements::answer_fields},
    {post, "/agreements/{id}/use",                   ThroughRecords{Action::read},   agreements::use, no_fields},

    // the nominal list of a panel
    {get,  "/groups/{panel}/nominals",               OnPanel{Action::list},          nominals::board},
    {get,  "/groups/{panel}/nominals/print",         OnPanel{Action::meeting_print}, nominals::print},
    {get,  "/groups/{panel}/nominals.csv",           OnPanel{Action::export_rows},   nominals::download},
    {get,  "/groups/{panel}/nominals/order",         OnPanel{Action::edit},          nominals::order_form},
    {post, "/groups/{panel}/nominals/order",         OnPanel{Action::edit},          nominals::change_order, nominals::order_fields},
    {get,  "/groups/{panel}/archived",               OnPanel{Action::list},          nominals::archived},
    {get,  "/groups/{panel}/shared",                 OnPanel{Action::list},          nominals::shared_with_group},
    {get,  "/groups/{panel}/figures",                OnPanel{Action::list},          nominals::figures},
    {get,  "/groups/{panel}/figures.csv",            OnPanel{Action::list},          nominals::download_figures},
    {get,  "/groups/{panel}/lists",                  OnPanel{Action::list},          nominals::agreed_lists},
    {get,  "/groups/{panel}/lists/{list}",           OnPanel{Action::list},          nominals::agreed_list},
    {get,  "/groups/{panel}/lists/{list}/print",     OnPanel{Action::meeting_print}, nominals::print_agreed_list},
    {get,  "/groups/{panel}/actions",                OnPanel{Action::list},          nominals::panel_actions},
    {get,  "/groups/{panel}/nominals/add",           OnPanel{Action::create},        nominals::add_form},
    {post, "/groups/{panel}/nominals/add",           OnPanel{Action::create},        nominals::add, nominals::propose_fields},
    {post, "/session/names",                         InPerson{},                     nominals::choose_names, nominals::names_fields},

    // warnings and notices of a panel
    {get,  "/groups/{panel}/cases",                  OnPanel{Action::list},          cases::list},
    {get,  "/groups/{panel}/cases/add",              OnPanel{Action::create},        cases::add_form},
    {post, "/groups/{panel}/cases/add",              OnPanel{Action::create},        cases::add, cases::open_fields},
    {get,  "/groups/{panel}/cases/figures",          OnPanel{Action::list},          cases::figures},
    {get,  "/groups/{panel}/cases/figures.csv",      OnPanel{Action::list},          cases::download_figures},
    {get,  "/groups/{panel}/authorities",            OnPanel{Action::list},          cases::authorities},
    {post, "/groups/{panel}/authorities",            OnPanel{Action::administer},    cases::add_authority, cases::authority_fields},
    {post, "/groups/{panel}/authorities/{id}/end",   OnPanel{Action::administer},    cases::end_authority, cases::end_authority_fields},
    {get,  "/cases/{id}",                            OnRecord{Action::read},         cases::overview},
    {get,  "/cases/{id}/paper",                      OnRecord{Action::issue_document}, cases::paper},
    {get,  "/cases/{id}/paper.pdf",                  OnRecord{Action::issue_document}, cases::paper_pdf},
    {get,  "/cases/{id}/papers",                     OnRecord{Action::read},         cases::papers},
    {get,  "/cases/{id}/papers/{kind}/make",         OnRecord{Action::issue_document}, cases::make_paper_form},
    {post, "/cases/{id}/papers/{kind}/make",         OnRecord{Action::issue_document}, cases::make_paper, cases::make_paper_fields},
    {get,  "/cases/{id}/papers/kept/{document}",     OnRecord{Action::issue_document}, cases::kept_paper},
    {get,  "/cases/{id}/bundle",                     OnRecord{Action::close},        cases::bundle_form},
    {post, "/cases/{id}/bundle",                     OnRecord{Action::export_rows},  cases::make_bundle, cases::bundle_fields},
    {get,  "/cases/{id}/timeline",                   OnRecord{Action::read},         cases::timeline},
    {post, "/cases/{id}/notes",                      OnRecord{Action::note},         cases::add_note, cases::note_fields},
    {get,  "/cases/{id}/access",                     OnRecord{Action::audit},        cases::access},
    {get,  "/cases/{id}/parts/{part}",               OnRecord{Action::edit},         cases::part_form},
    {post, "/cases/{id}/parts/{part}",               OnRecord{Action::edit},         cases::save_part, cases::part_fields},
    {get,  "/cases/{id}/requirements",               OnRecord{Action::edit},         cases::requirements_form},
    {post, "/cases/{id}/requirements",               OnRecord{Action::edit},         cases::save_requirements, cases::requirement_fields},
    {get,  "/cases/{id}/events/add",                 OnRecord{Action::note},         cases::event_form},
    {post, "/cases/{id}/events/add",                 OnRecord{Action::note},         cases::add_event, cases::event_fields},
    {get,  "/cases/{id}/visits/add",                 OnRecord{Action::note},         cases::visit_form},
    {post, "/cases/{id}/visits/add",                 OnRecord{Action::note},         cases::add_visit, cases::visit_fields, as_large_as_a_photograph},
    {get,  "/cases/{id}/evidence/{file}",            OnRecord{Action::note},         cases::bearing_form},
    {post, "/cases/{id}/evidence/{file}",            OnRecord{Action::note},         cases::save_bearing, cases::bearing_fields},
    {get,  "/cases/{id}/informed/add",               OnRecord{Action::edit},         cases::informed_form},
    {post, "/cases/{id}/informed/add",               OnRecord{Action::edit},         cases::add_informed, cases::informed_fields},
    {get,  "/cases/{id}/door/{page}",                OnRecord{Action::edit},         cases::door_form},
    {post, "/cases/{id}/door/{page}",                OnRecord{Action::edit},         cases::save_door, cases::door_fields},
    {get,  "/cases/{id}/steps/{event}",              OnRecord{Action::edit},         cases::step_form},
    {post, "/cases/{id}/steps/{event}",              OnRecord{Action::edit},         cases::take_step, cases::step_fields},
    {get,  "/cases/{id}/breaches/add",               OnRecord{Action::edit},         cases::allege_form},
    {post, "/cases/{id}/breaches/add",               OnRecord{Action::edit},         cases::allege, cases::allege_fields},
    {get,  "/cases/{id}/breaches/{n}",               OnRecord{Action::read},         cases::breach},
    {get,  "/cases/{id}/breaches/{n}/papers/{paper}", OnRecord{Action::issue_document}, cases::breach_paper},
    {get,  "/cases/{id}/breaches/{n}/papers/{paper}/pdf", OnRecord{Action::issue_document}, cases::breach_paper_pdf},
    {get,  "/cases/{id}/breaches/{n}/steps/{measure}/{event}", OnRecord{Action::edit}, cases::measure_form},
    {post, "/cases/{id}/breaches/{n}/steps/{measure}/{event}", OnRecord{Action::edit}, cases::take_measure_step, cases::measure_fields},

    // reports and service requests of a panel
    {get,  "/groups/{panel}/reports",                OnPanel{Action::list},          reports::list},
    {get,  "/groups/{panel}/reports.csv",            OnPanel{Action::export_rows},   reports::download},
    {get,  "/groups/{panel}/reports/add",            OnPanel{Action::create},        reports::add_form},
    {post, "/groups/{panel}/reports/add",            OnPanel{Action::create},        reports::add, reports::add_fields},
    {get,  "/groups/{panel}/reports/figures",        OnPanel{Action::list},          reports::figures},
    {get,  "/groups/{panel}/reports/figures.csv",    OnPanel{Action::list},          reports::download_figures},
    {get,  "/reports/{id}",                          OnRecord{Action::read},         reports::overview},
    {post, "/reports/{id}/reveal",                   OnRecord{Action::reveal},       reports::reveal, no_fields},
    {get,  "/reports/{id}/timeline",                 OnRecord{Action::read},         reports::timeline},
    {post, "/reports/{id}/notes",                    OnRecord{Action::note},         reports::add_note, reports::note_fields},
    {get,  "/reports/{id}/access",                   OnRecord{Action::audit},        reports::access},
    {get,  "/reports/{id}/edit",                     OnRecord{Action::edit},         reports::edit_form},
    {post, "/reports/{id}/edit",                     OnRecord{Action::edit},         reports::edit, reports::edit_fields},
    {get,  "/reports/{id}/steps/{event}",            OnRecord{Action::edit},         reports::step_form},
    {post, "/reports/{id}/steps/{event}",            OnRecord{Action::edit},         reports::take_step, reports::step_fields},

    // the register of tools and powers
    {get,  "/groups/{panel}/tools",                  OnPanel{Action::list},          tools::list},
    {get,  "/groups/{panel}/tools.csv",              OnPanel{Action::export_rows},   tools::download},
    {get,  "/groups/{panel}/tools/figures",          OnPanel{Action::list},          tools::figures},
    {get,  "/groups/{panel}/tools/figures.csv",      OnPanel{Action::list},          tools::download_figures},
    {get,  "/groups/{panel}/tools/add",              OnPanel{Action::create},        tools::propose_form},
    {post, "/groups/{panel}/tools/add",              OnPanel{Action::create},        tools::propose, tools::propose_fields},
    {get,  "/tools/{id}",                            OnRecord{Action::read},         tools::overview},
    {get,  "/tools/{id}/timeline",                   OnRecord{Action::read},         tools::timeline},
    {post, "/tools/{id}/notes",                      OnRecord{Action::note},         tools::add_note, tools::note_fields},
    {get,  "/tools/{id}/access",                     OnRecord{Action::audit},        tools::access},
    {get,  "/tools/{id}/steps/{event}",              OnRecord{Action::edit},         tools::step_form},
    {post, "/tools/{id}/steps/{event}",              OnRecord{Action::edit},         tools::take_step, tools::step_fields},
    {get,  "/tools/{id}/breaches/add",               OnRecord{Action::edit},         tools::public_spaces_breach_form},
    {post, "/tools/{id}/breaches/add",               OnRecord{Action::edit},         tools::record_public_spaces_breach, tools::public_spaces_breach_fields},
    {get,  "/tools/{id}/breaches/{n}/penalty",       OnRecord{Action::edit},         tools::penalty_form},
    {post, "/tools/{id}/breaches/{n}/penalty",       OnRecord{Action::edit},         tools::end_penalty, tools::penalty_fields},
    {get,  "/tools/{id}/breaches/{n}/papers",        OnRecord{Action::read},         tools::penalty_papers},
    {get,  "/tools/{id}/breaches/{n}/papers/make",   OnRecord{Action::issue_document}, tools::make_penalty_paper_form},
    {post, "/tools/{id}/breaches/{n}/papers/make",   OnRecord{Action::issue_document}, tools::make_penalty_paper, tools::penalty_paper_fields},
    {get,  "/tools/{id}/breaches/{n}/papers/kept/{document}", OnRecord{Action::issue_document}, tools::kept_penalty_paper},

    // premises
    {get,  "/groups/{panel}/premises",               OnPanel{Action::list},          premises::list},
    {get,  "/records/{id}/premises",                 OnRecord{Action::read},         premises::one},

    // ASB case reviews
    {get,  "/groups/{panel}/case-reviews",           OnPanel{Action::list},          case_review::list},
    {get,  "/groups/{panel}/case-reviews/add",       OnPanel{Action::create},        case_review::apply_form},
    {post, "/groups/{panel}/case-reviews/add",       OnPanel{Action::create},        case_review::apply, case_review::apply_fields},
    {get,  "/groups/{panel}/case-reviews/offer",     OnPanel{Action::create},        case_review::offer_form},
    {post, "/groups/{panel}/case-reviews/offer",     OnPanel{Action::create},        case_review::offer, case_review::offer_fields},
    {get,  "/groups/{panel}/case-reviews/figures",   OnPanel{Action::list},          case_review::figures},
    {get,  "/groups/{panel}/case-reviews/figures.csv", OnPanel{Action::list},        case_review::download_figures},
    {get,  "/case-reviews/{id}",                     OnRecord{Action::read},         case_review::overview},
    {post, "/case-reviews/{id}/reveal",              OnRecord{Action::reveal},       case_review::reveal, no_fields},
    {get,  "/case-reviews/{id}/papers",              OnRecord{Action::read},         case_review::papers},
    {get,  "/case-reviews/{id}/papers/{kind}/make",  OnRecord{Action::issue_document}, case_review::make_paper_form},
    {post, "/case-reviews/{id}/papers/{kind}/make",  OnRecord{Action::issue_document}, case_review::make_paper, case_review::paper_fields},
    {get,  "/case-reviews/{id}/papers/kept/{document}", OnRecord{Action::issue_document}, case_review::kept_paper},
    {get,  "/case-reviews/{id}/timeline",            OnRecord{Action::read},         case_review::timeline},
    {post, "/case-reviews/{id}/notes",               OnRecord{Action::note},         case_review::add_note, case_review::note_fields},
    {get,  "/case-reviews/{id}/access",              OnRecord{Action::audit},        case_review::access},
    {get,  "/case-reviews/{id}/complaints/add",      OnRecord{Action::edit},         case_review::complaint_form},
    {post, "/case-reviews/{id}/complaints/add",      OnRecord{Action::edit},         case_review::add_complaint, case_review::complaint_fields},
    {get,  "/case-reviews/{id}/recommendations/{n}", OnRecord{Action::edit},         case_review::answer_form},
    {post, "/case-reviews/{id}/recommendations/{n}", OnRecord{Action::edit},         case_review::answer, case_review::answer_fields},
    {get,  "/case-reviews/{id}/steps/{event}",       OnRecord{Action::edit},         case_review::step_form},
    {post, "/case-reviews/{id}/steps/{event}",       OnRecord{Action::edit},         case_review::take_step, case_review::step_fields},

    // cases of the vulnerability group
    {get,  "/groups/{panel}/vulnerability",          OnPanel{Action::list},          vulnerability::list},
    {get,  "/groups/{panel}/vulnerability/add",      OnPanel{Action::create},        vulnerability::refer_form},
    {post, "/groups/{panel}/vulnerability/add",      OnPanel{Action::create},        vulnerability::refer, vulnerability::refer_fields},
    {get,  "/groups/{panel}/vulnerability/figures",  OnPanel{Action::list},          vulnerability::figures},
    {get,  "/groups/{panel}/vulnerability/figures.csv", OnPanel{Action::list},       vulnerability::download_figures},
    {get,  "/vulnerability/{id}",                    OnRecord{Action::read},         vulnerability::overview},
    {post, "/vulnerability/{id}/reveal",             OnRecord{Action::reveal},       vulnerability::reveal, no_fields},
    {get,  "/vulnerability/{id}/timeline",           OnRecord{Action::read},         vulnerability::timeline},
    {post, "/vulnerability/{id}/notes",              OnRecord{Action::note},         vulnerability::add_note, vulnerability::note_fields},
    {get,  "/vulnerability/{id}/access",             OnRecord{Action::audit},        vulnerability::access},
    {get,  "/vulnerability/{id}/edit",               OnRecord{Action::edit},         vulnerability::edit_form},
    {post, "/vulnerability/{id}/edit",               OnRecord{Action::edit},         vulnerability::edit, vulnerability::edit_fields},
    {get,  "/vulnerability/{id}/information/add",    OnRecord{Action::note},         vulnerability::answer_form},
    {post, "/vulnerability/{id}/information/add",    OnRecord{Action::note},         vulnerability::add_answer, vulnerability::answer_fields},
    {get,  "/vulnerability/{id}/person",             OnRecord{Action::edit},         vulnerability::details_form},
    {post, "/vulnerability/{id}/person",             OnRecord{Action::edit},         vulnerability::save_details, nominals::person_fields},
    {get,  "/vulnerability/{id}/people/add",         OnRecord{Action::edit},         vulnerability::person_form},
    {post, "/vulnerability/{id}/people/add",         OnRecord{Action::edit},         vulnerability::add_person, vulnerability::person_fields},
    {get,  "/vulnerability/{id}/actions/add",        OnRecord{Action::edit},         vulnerability::action_form},
    {post, "/vulnerability/{id}/actions/add",        OnRecord{Action::edit},         vulnerability::add_action, vulnerability::action_fields},
    {get,  "/vulnerability/{id}/steps/{event}",      OnRecord{Action::edit},         vulnerability::step_form},
    {post, "/vulnerability/{id}/steps/{event}",      OnRecord{Action::edit},         vulnerability::take_step, vulnerability::step_fields},

    // how a panel words its papers: drafted by one person, approved by another
    {get,  "/groups/{panel}/wordings",               OnPanel{Action::administer},    cases::wordings},
    {get,  "/groups/{panel}/wordings/{paper}",       OnPanel{Action::administer},    cases::wording},
    {post, "/groups/{panel}/wordings/{paper}",       OnPanel{Action::administer},    cases::draft_wording, cases::wording_fields},
    {get,  "/groups/{panel}/wordings/{paper}/{version}", OnPanel{Action::administer}, cases::wording_version},
    {post, "/groups/{panel}/wordings/{paper}/{version}", OnPanel{Action::administer}, cases::answer_wording, cases::wording_answer_fields},

    // how a panel works
    {get,  "/groups/{panel}/settings",               OnPanel{Action::administer},    administration::settings},
    {post, "/groups/{panel}/settings",               OnPanel{Action::administer},    administration::change_setting, administration::setting_fields},

    // counts of the whole partnership, suppressed
    {get,  "/statistics",                            OnPanel{Action::statistics, ""}, statistics::tables},
    {get,  "/statistics.csv",                        OnPanel{Action::statistics, ""}, statistics::download},

    // restricted records: who may open one, asking its owner, and emergency access
    {get,  "/records/{id}/restriction",              OnRecord{Action::close},        access::restriction},
    {post, "/records/{id}/restriction",              OnRecord{Action::close},        access::change_restriction, access::restriction_fields},

    // with which other groups a record is shared
    {get,  "/records/{id}/shares",                   OnRecord{Action::read},         access::sharings},
    {get,  "/records/{id}/shares/add",               OnRecord{Action::share},        access::share_form},
    {post, "/records/{id}/shares/add",               OnRecord{Action::share},        access::share, access::share_fields},
    {get,  "/records/{id}/shares/{panel}/end",       OnRecord{Action::share},        access::end_share_form},
    {post, "/records/{id}/shares/{panel}/end",       OnRecord{Action::share},        access::end_share, access::end_share_fields},

    // disposal of one record, four eyes, and the holds that forbid it
    {get,  "/records/{id}/disposal",                 OnRecord{Action::close},        disposal::record_disposal},
    {post, "/records/{id}/disposal",                 OnRecord{Action::request_erase}, disposal::ask, disposal::ask_fields},
    {post, "/records/{id}/holds",                    OnRecord{Action::close},        disposal::place_hold, disposal::hold_fields},
    {post, "/records/{id}/holds/{n}/lift",           OnRecord{Action::close},        disposal::lift_hold, disposal::lift_fields},
    {get,  "/disposals",                             InPerson{},                     disposal::list},
    {get,  "/disposals/{id}",                        InPerson{},                     disposal::disposal},
    {post, "/disposals/{id}/answer",                 InPerson{},                     disposal::answer, disposal::answer_fields},
    {post, "/disposals/{id}/withdraw",               InPerson{},                     disposal::withdraw, no_fields},

    {get,  "/emergency",                             InPerson{},                     access::emergency},
    {post, "/emergency",                             InPerson{},                     access::ask_emergency, access::emergency_fields},
    {get,  "/emergency/months",                      InPerson{},                     access::months},
    {get,  "/emergency/months.csv",                  InPerson{},                     access::download_months},
    {get,  "/emergency/{id}",                        InPerson{},                     access::emergency_review},
    {post, "/emergency/{id}/review",                 InPerson{},                     access::review, access::review_fields},
    {post, "/emergency/{id}/co-approval",            InPerson{},                     access::co_approve, access::co_approval_fields},
    {get,  "/pointers",                              InPerson{},                     access::pointers},
    {post, "/pointers",                              InPerson{},                     access::ask_pointer, access::pointer_fields},
    {get,  "/pointers/{id}",                         InPerson{},                     access::pointer},
    {post, "/pointers/{id}/seen",                    InPerson{},                     access::see_pointer, no_fields},
    {get,  "/conflicts/{id}",                        InPerson{},                     access::conflict},
    {post, "/conflicts/{id}",                        InPerson{},                     access::answer_conflict, access::conflict_fields},
    {get,  "/access-requests/add",                   InPerson{},                     access::ask_access_form},
    {post, "/access-requests/add",                   InPerson{},                     access::ask_access, access::ask_access_fields},
    {get,  "/access-requests/{id}",                  InPerson{},                     access::access_request},
    {post, "/access-requests/{id}/answer",           InPerson{},                     access::answer_access, access::access_answer_fields},

    // the ledger and access reviews, for auditors; the person who is asked answers in My work
    {get,  "/ledger",                                OnPanel{Action::audit, ""},     audit::ledger},
    {get,  "/ledger.csv",                            OnPanel{Action::audit, ""},     audit::download_ledger},
    {get,  "/ledger/bundle",                         OnPanel{Action::audit, ""},     audit::download_bundle},
    {get,  "/ledger/who-looked",                     OnPanel{Action::audit, ""},     audit::who_looked},
    {get,  "/ledger/who-looked.csv",                 OnPanel{Action::audit, ""},     audit::download_who_looked},
    {get,  "/ledger/patterns",                       OnPanel{Action::audit, ""},     audit::patterns},
    {get,  "/access-reviews",                        OnPanel{Action::audit, ""},     audit::reviews},
    {get,  "/access-reviews/add",                    OnPanel{Action::audit, ""},     audit::start_form},
    {post, "/access-reviews/add",                    OnPanel{Action::audit, ""},     audit::start, audit::start_fields},
    {get,  "/access-reviews/{id}",                   OnPanel{Action::audit, ""},     audit::review},
    {post, "/access-reviews/{id}/questions",         OnPanel{Action::audit, ""},     audit::ask, audit::ask_fields},
    {post, "/access-reviews/{id}/close",             OnPanel{Action::audit, ""},     audit::close, audit::close_fields},
    {get,  "/access-questions/{id}",                 InPerson{},                     audit::question},
    {post, "/access-questions/{id}",                 InPerson{},                     audit::answer, audit::answer_fields},

    // joiners, movers and leavers: the partnership as a whole, or one group and its coordinators
    {get,  "/accounts",                              OnPanel{Action::administer, ""}, administration::accounts},
    {post, "/accounts",                              OnPanel{Action::administer, ""}, administration::find_accounts, administration::find_accounts_fields},
    {get,  "/accounts.csv",                          OnPanel{Action::administer, ""}, administration::download_accounts},
    {get,  "/accounts/add",                          OnPanel{Action::administer, ""}, administration::rights_form},
    {post, "/accounts/add",                          OnPanel{Action::administer, ""}, administration::change_rights, administration::rights_fields},
    {get,  "/accounts/{id}",                         OnPanel{Action::administer, ""}, administration::account},
    {get,  "/accounts/{id}/change/{kind}",           OnPanel{Action::administer, ""}, administration::rights_form},
    {post, "/accounts/{id}/change/{kind}",           OnPanel{Action::administer, ""}, administration::change_rights, administration::rights_fields},
    {get,  "/agencies",                              OnPanel{Action::administer, ""}, administration::agencies},
    {get,  "/agencies/add",                          OnPanel{Action::administer, ""}, administration::rights_form},
    {post, "/agencies/add",                          OnPanel{Action::administer, ""}, administration::change_rights, administration::rights_fields},
    {get,  "/groups/add",                            OnPanel{Action::administer, ""}, administration::rights_form},
    {post, "/groups/add",                            OnPanel{Action::administer, ""}, administration::change_rights, administration::rights_fields},
    {get,  "/agencies/{id}/change/{kind}",           OnPanel{Action::administer, ""}, administration::rights_form},
    {post, "/agencies/{id}/change/{kind}",           OnPanel{Action::administer, ""}, administration::change_rights, administration::rights_fields},
    {get,  "/groups/{panel}/members",                OnPanel{Action::administer},    administration::members},
    {get,  "/groups/{panel}/members/add",            OnPanel{Action::administer},    administration::rights_form},
    {post, "/groups/{panel}/members/add",            OnPanel{Action::administer},    administration::change_rights, administration::rights_fields},
    {get,  "/groups/{panel}/members/{account}/change/{kind}", OnPanel{Action::administer}, administration::rights_form},
    {post, "/groups/{panel}/members/{account}/change/{kind}", OnPanel{Action::administer}, administration::change_rights, administration::rights_fields},
    {get,  "/rights/{id}",                           InPerson{},                     administration::rights_request},
    {post, "/rights/{id}/answer",                    InPerson{},                     administration::answer_rights, administration::rights_answer_fields},

    // imports and exports: a job is seen by the one who asked, as long as the group is open to them
    {get,  "/groups/{panel}/imports",                OnPanel{Action::create},        jobs::imports},
    {post, "/groups/{panel}/imports",                OnPanel{Action::create},        jobs::upload, jobs::upload_fields},
    {get,  "/groups/{panel}/imports/template.csv",   OnPanel{Action::create},        jobs::import_template},
    {get,  "/groups/{panel}/exports",                OnPanel{Action::export_rows},   jobs::exports},
    {post, "/groups/{panel}/exports",                OnPanel{Action::export_rows},   jobs::ask_export, jobs::export_fields},
    {get,  "/jobs/{id}",                             SignedIn{},                     jobs::job},
    {post, "/jobs/{id}/start",                       SignedIn{},                     jobs::start, jobs::start_fields},
    {post, "/jobs/{id}/cancel",                      SignedIn{},                     jobs::cancel, no_fields},
    {post, "/jobs/{id}/put-away",                    SignedIn{},                     jobs::put_away, no_fields},
    {get,  "/jobs/{id}/problems.csv",                SignedIn{},                     jobs::problems},
    {get,  "/jobs/{id}/file",                        InPerson{},                     jobs::fetch},

    // evidence and documents of any record
    {get,  "/records/{id}/evidence",                 OnRecord{Action::read},         evidence::files},
    {post, "/records/{id}/evidence",                 OnRecord{Action::note},         evidence::add, evidence::add_fields, as_large_as_a_photograph},
    {post, "/records/{id}/evidence/uploads",         OnRecord{Action::note},         evidence::begin, evidence::upload_fields},
    {get,  "/records/{id}/evidence/{file}",          OnRecord{Action::read},         evidence::copy},
    {post, "/records/{id}/evidence/{file}/parts",    OnRecord{Action::note},         evidence::part, evidence::part_fields},
    {get,  "/records/{id}/evidence/{file}/remove",   OnRecord{Action::close},        evidence::remove_form},
    {post, "/records/{id}/evidence/{file}/remove",   OnRecord{Action::close},        evidence::remove, evidence::remove_fields},
    {get,  "/records/{id}/documents/{document}",     OnRecord{Action::read},         evidence::document},

    // documents that the guard has stopped: answered by coordinators of the group whose facts they are
    {get,  "/groups/{panel}/stopped-documents",      OnPanel{Action::close},         documents::stopped_list},
    {get,  "/groups/{panel}/stopped-documents/{stop}", OnPanel{Action::close},       documents::stopped},
    {post, "/groups/{panel}/stopped-documents/{stop}", OnPanel{Action::close},       documents::answer_stopped, documents::stopped_fields},

    // one nominal
    {get,  "/nominals/{id}",                         OnRecord{Action::read},         nominals::overview},
    {get,  "/nominals/{id}/plan",                    OnRecord{Action::read},         nominals::plan},
    {get,  "/nominals/{id}/timeline",                OnRecord{Action::read},         nominals::timeline},
    {get,  "/nominals/{id}/access",                  OnRecord{Action::audit},        nominals::access},
    {get,  "/nominals/{id}/shares",                  OnRecord{Action::read},         access::sharings_of_nominal},
    {post, "/nominals/{id}/notes",                   OnRecord{Action::note},         nominals::add_note, nominals::note_fields},
    {get,  "/nominals/{id}/update",                  OnRecord{Action::edit},         nominals::update_form},
    {post, "/nominals/{id}/update",                  OnRecord{Action::edit},         nominals::save_update, nominals::update_fields},
    {get,  "/nominals/{id}/edit",                    OnRecord{Action::edit},         nominals::edit_form},
    {post, "/nominals/{id}/edit",                    OnRecord{Action::edit},         nominals::save_edit, nominals::edit_fields},
    {get,  "/nominals/{id}/person",                  OnRecord{Action::edit},         nominals::person_form},
    {post, "/nominals/{id}/person",                  OnRecord{Action::edit},         nominals::save_person, nominals::person_fields},
    {get,  "/nominals/{id}/steps/{event}",           OnRecord{Action::chair},        nominals::step_form},
    {post, "/nominals/{id}/steps/{event}",           OnRecord{Action::chair},        nominals::take_step, nominals::step_fields},
};

static_assert(std::ranges::all_of(table, [](const Route& route) { return route.method != post || route.form.declared(); }), "a POST declares its fields (web/declared_fields.hpp), or no_fields");

}  // namespace

std::span<const Route> routes() { return table; }

const Route& post_beside(const Route& row) {
    const auto found = std::ranges::find_if(table, [&](const Route& other) { return other.method == post && other.pattern == row.pattern; });
    return found == std::end(table) ? row : *found;
}

}  // namespace casework::web
