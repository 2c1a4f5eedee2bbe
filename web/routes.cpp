// The route table: every address, who may use it, and the function that answers. The one list of what the server opens.
#include <algorithm>

#include "web/account/account_forms.hpp"
#include "web/account/account_handlers.hpp"
#include "web/account/token_handlers.hpp"
#include "web/actions/action_forms.hpp"
#include "web/actions/action_handlers.hpp"
#include "web/health/health_handlers.hpp"
#include "web/help/help_handlers.hpp"
#include "web/meetings/meeting_forms.hpp"
#include "web/meetings/meeting_handlers.hpp"
#include "web/nominals/board_handlers.hpp"
#include "web/nominals/edit_handlers.hpp"
#include "web/nominals/nominal_forms.hpp"
#include "web/nominals/person_handlers.hpp"
#include "web/nominals/propose_handlers.hpp"
#include "web/nominals/record_handlers.hpp"
#include "web/nominals/step_handlers.hpp"
#include "web/nominals/update_handlers.hpp"
#include "web/openapi/openapi_handlers.hpp"
#include "web/people/people_handlers.hpp"
#include "web/reports/report_handlers.hpp"
#include "web/route.hpp"
#include "web/search/search_forms.hpp"
#include "web/search/search_handlers.hpp"
#include "web/work/work_handlers.hpp"

namespace casework::web {
namespace {

using auth::Action;
constexpr auto get = Method::get, post = Method::post;

constexpr Route table[] = {
    // method, path, who may, handler, and of a POST the fields it may carry
    {get,  "/health/live",                           Anyone{},                       health::live},
    {get,  "/health/ready",                          Anyone{},                       health::ready},

    {post, "/reports/content-policy",                Anyone{},                       reports::content_policy, no_fields},

    {get,  "/sign-in",                               Anyone{},                       account::sign_in_form},
    {post, "/sign-in",                               Anyone{},                       account::sign_in, account::sign_in_fields},
    {post, "/sign-out",                              InPerson{},                     account::sign_out, no_fields},
    {get,  "/account",                               SignedIn{},                     account::overview},
    {post, "/account/sessions/end",                  InPerson{},                     account::end_other_sessions, no_fields},
    {get,  "/account/password",                      InPerson{},                     account::password_form},
    {post, "/account/password",                      InPerson{},                     account::change_password, account::password_fields},
    {get,  "/account/password/first",                InPerson{},                     account::first_password_form},
    {post, "/account/password/first",                InPerson{},                     account::set_first_password, account::password_fields},
    {get,  "/account/tokens",                        InPerson{},                     account::tokens},
    {post, "/account/tokens",                        InPerson{},                     account::make_token, account::token_fields},
    {post, "/account/tokens/{id}/revoke",            InPerson{},                     account::revoke_token, no_fields},
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

    // the nominal list of a panel
    {get,  "/groups/{panel}/nominals",               OnPanel{Action::list},          nominals::board},
    {get,  "/groups/{panel}/nominals/print",         OnPanel{Action::meeting_print}, nominals::print},
    {get,  "/groups/{panel}/nominals.csv",           OnPanel{Action::export_rows},   nominals::download},
    {get,  "/groups/{panel}/nominals/order",         OnPanel{Action::edit},          nominals::order_form},
    {post, "/groups/{panel}/nominals/order",         OnPanel{Action::edit},          nominals::change_order, nominals::order_fields},
    {get,  "/groups/{panel}/archived",               OnPanel{Action::list},          nominals::archived},
    {get,  "/groups/{panel}/lists",                  OnPanel{Action::list},          nominals::agreed_lists},
    {get,  "/groups/{panel}/lists/{list}",           OnPanel{Action::list},          nominals::agreed_list},
    {get,  "/groups/{panel}/lists/{list}/print",     OnPanel{Action::meeting_print}, nominals::print_agreed_list},
    {get,  "/groups/{panel}/actions",                OnPanel{Action::list},          nominals::panel_actions},
    {get,  "/groups/{panel}/nominals/add",           OnPanel{Action::create},        nominals::add_form},
    {post, "/groups/{panel}/nominals/add",           OnPanel{Action::create},        nominals::add, nominals::propose_fields},
    {post, "/session/names",                         InPerson{},                     nominals::choose_names, nominals::names_fields},

    // one nominal
    {get,  "/nominals/{id}",                         OnRecord{Action::read},         nominals::overview},
    {get,  "/nominals/{id}/plan",                    OnRecord{Action::read},         nominals::plan},
    {get,  "/nominals/{id}/timeline",                OnRecord{Action::read},         nominals::timeline},
    {get,  "/nominals/{id}/access",                  OnRecord{Action::audit},        nominals::access},
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
