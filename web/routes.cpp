// The route table: every address, who may use it, and the function that answers. The one list of what the server opens.
#include "web/health/health_handlers.hpp"
#include "web/help/help_handlers.hpp"
#include "web/nominals/board_handlers.hpp"
#include "web/nominals/record_handlers.hpp"
#include "web/route.hpp"

namespace casework::web {
namespace {

using auth::Action;
constexpr auto get = Method::get, post = Method::post;

constexpr Route table[] = {
    // method, path, who may, handler
    {get,  "/health/live",                           Anyone{},                       health::live},
    {get,  "/health/ready",                          Anyone{},                       health::ready},

    {get,  "/help",                                  Anyone{},                       help::help},
    {get,  "/privacy",                               Anyone{},                       help::privacy},
    {get,  "/accessibility",                         Anyone{},                       help::accessibility},
    {get,  "/report-a-breach",                       Anyone{},                       help::report_a_breach},

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
    {post, "/nominals/{id}/notes",                   OnRecord{Action::note},         nominals::add_note},
    {get,  "/nominals/{id}/update",                  OnRecord{Action::edit},         nominals::update_form},
    {post, "/nominals/{id}/update",                  OnRecord{Action::edit},         nominals::save_update},
    {get,  "/nominals/{id}/steps/{event}",           OnRecord{Action::chair},        nominals::step_form},
    {post, "/nominals/{id}/steps/{event}",           OnRecord{Action::chair},        nominals::take_step},
};

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace casework::web
