// The route table: every address, who may use it, and the function that answers. The one list of what the server opens.
#include "web/account/account_handlers.hpp"
#include "web/actions/action_handlers.hpp"
#include "web/health/health_handlers.hpp"
#include "web/help/help_handlers.hpp"
#include "web/meetings/meeting_handlers.hpp"
#include "web/nominals/board_handlers.hpp"
#include "web/nominals/edit_handlers.hpp"
#include "web/nominals/person_handlers.hpp"
#include "web/nominals/propose_handlers.hpp"
#include "web/nominals/record_handlers.hpp"
#include "web/nominals/step_handlers.hpp"
#include "web/nominals/update_handlers.hpp"
#include "web/people/people_handlers.hpp"
#include "web/reports/report_handlers.hpp"
#include "web/route.hpp"
#include "web/search/search_handlers.hpp"
#include "web/work/work_handlers.hpp"

namespace casework::web {
namespace {

using auth::Action;
constexpr auto get = Method::get, post = Method::post;

constexpr Route table[] = {
    // method, path, who may, handler
    {get,  "/health/live",                           Anyone{},                       health::live},
    {get,  "/health/ready",                          Anyone{},                       health::ready},

    {post, "/reports/content-policy",                Anyone{},                       reports::content_policy},

    {get,  "/sign-in",                               Anyone{},                       account::sign_in_form},
    {post, "/sign-in",                               Anyone{},                       account::sign_in},
    {post, "/sign-out",                              SignedIn{},                     account::sign_out},
    {get,  "/account",                               SignedIn{},                     account::overview},
    {post, "/account/sessions/end",                  SignedIn{},                     account::end_other_sessions},
    {get,  "/account/password",                      SignedIn{},                     account::password_form},
    {post, "/account/password",                      SignedIn{},                     account::change_password},
    {get,  "/account/password/first",                SignedIn{},                     account::first_password_form},
    {post, "/account/password/first",                SignedIn{},                     account::set_first_password},
    {get,  "/confirm",                               SignedIn{},                     account::confirm_form},
    {post, "/confirm",                               SignedIn{},                     account::confirm},
    {post, "/session",                               SignedIn{},                     account::stay},

    {get,  "/help",                                  Anyone{},                       help::help},
    {get,  "/privacy",                               Anyone{},                       help::privacy},
    {get,  "/accessibility",                         Anyone{},                       help::accessibility},
    {get,  "/report-a-breach",                       Anyone{},                       help::report_a_breach},

    {get,  "/",                                      SignedIn{},                     work::today},
    {get,  "/my-actions",                            SignedIn{},                     work::actions},
    {get,  "/search",                                SignedIn{},                     search::form},
    {post, "/search",                                SignedIn{},                     search::start},
    {get,  "/search/{id}",                           SignedIn{},                     search::results},

    {get,  "/people",                                ThroughRecords{Action::list},   people::list},
    {get,  "/people/{id}",                           ThroughRecords{Action::read},   people::person},
    {post, "/people/{id}/reveal",                    ThroughRecords{Action::reveal}, people::reveal},

    // meetings of a panel
    {get,  "/meetings",                              SignedIn{},                     meetings::my_meetings},
    {get,  "/groups/{panel}/meetings",               OnPanel{Action::list},          meetings::panel_meetings},
    {get,  "/groups/{panel}/meetings/add",           OnPanel{Action::edit},          meetings::add_form},
    {post, "/groups/{panel}/meetings/add",           OnPanel{Action::edit},          meetings::add},
    {get,  "/meetings/{id}",                         OnRecord{Action::read},         meetings::meeting},
    {post, "/meetings/{id}/steps/{event}",           OnRecord{Action::edit},         meetings::take_step},
    {post, "/meetings/{id}/attendance",              OnRecord{Action::edit},         meetings::record_attendance},
    {post, "/meetings/{id}/accept",                  OnRecord{Action::read},         meetings::accept_confidentiality},
    {post, "/meetings/{id}/agree",                   OnRecord{Action::chair},        meetings::agree_order},
    {post, "/meetings/{id}/addenda",                 OnRecord{Action::edit},         meetings::add_addendum},

    // actions of cases
    {get,  "/nominals/{id}/actions/add",             OnRecord{Action::edit},         actions::add_form},
    {post, "/nominals/{id}/actions/add",             OnRecord{Action::edit},         actions::add},
    {get,  "/actions/{id}",                          ThroughRecords{Action::read},   actions::action},
    {post, "/actions/{id}",                          ThroughRecords{Action::edit},   actions::change},

    // the nominal list of a panel
    {get,  "/groups/{panel}/nominals",               OnPanel{Action::list},          nominals::board},
    {get,  "/groups/{panel}/nominals/print",         OnPanel{Action::meeting_print}, nominals::print},
    {get,  "/groups/{panel}/nominals.csv",           OnPanel{Action::export_rows},   nominals::download},
    {get,  "/groups/{panel}/nominals/order",         OnPanel{Action::edit},          nominals::order_form},
    {post, "/groups/{panel}/nominals/order",         OnPanel{Action::edit},          nominals::change_order},
    {get,  "/groups/{panel}/archived",               OnPanel{Action::list},          nominals::archived},
    {get,  "/groups/{panel}/lists",                  OnPanel{Action::list},          nominals::agreed_lists},
    {get,  "/groups/{panel}/lists/{list}",           OnPanel{Action::list},          nominals::agreed_list},
    {get,  "/groups/{panel}/lists/{list}/print",     OnPanel{Action::meeting_print}, nominals::print_agreed_list},
    {get,  "/groups/{panel}/actions",                OnPanel{Action::list},          nominals::panel_actions},
    {get,  "/groups/{panel}/nominals/add",           OnPanel{Action::create},        nominals::add_form},
    {post, "/groups/{panel}/nominals/add",           OnPanel{Action::create},        nominals::add},
    {post, "/session/names",                         SignedIn{},                     nominals::choose_names},

    // one nominal
    {get,  "/nominals/{id}",                         OnRecord{Action::read},         nominals::overview},
    {get,  "/nominals/{id}/plan",                    OnRecord{Action::read},         nominals::plan},
    {get,  "/nominals/{id}/timeline",                OnRecord{Action::read},         nominals::timeline},
    {get,  "/nominals/{id}/access",                  OnRecord{Action::audit},        nominals::access},
    {post, "/nominals/{id}/notes",                   OnRecord{Action::note},         nominals::add_note},
    {get,  "/nominals/{id}/update",                  OnRecord{Action::edit},         nominals::update_form},
    {post, "/nominals/{id}/update",                  OnRecord{Action::edit},         nominals::save_update},
    {get,  "/nominals/{id}/edit",                    OnRecord{Action::edit},         nominals::edit_form},
    {post, "/nominals/{id}/edit",                    OnRecord{Action::edit},         nominals::save_edit},
    {get,  "/nominals/{id}/person",                  OnRecord{Action::edit},         nominals::person_form},
    {post, "/nominals/{id}/person",                  OnRecord{Action::edit},         nominals::save_person},
    {get,  "/nominals/{id}/steps/{event}",           OnRecord{Action::chair},        nominals::step_form},
    {post, "/nominals/{id}/steps/{event}",           OnRecord{Action::chair},        nominals::take_step},
};

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace casework::web
