// The rounds, on a scheduler of their own: a mail server may keep us waiting.
#include "server/account_rounds.hpp"

#include "persistence/dormancy.hpp"
#include "persistence/access/declared_interests.hpp"
#include "server/mailer.hpp"

namespace casework::server {
namespace {

void send_mails(Premises& premises, const Config& config, Log& log) {
    std::string cause;
    persistence::send_mail(premises.database(), [&](const persistence::Mail& mail) { return send_by_smtp(config, mail, cause); }, persistence::system_now());
    if (!cause.empty()) log.event(Log::Level::warning, "mail kept", {{"cause", cause}});
}

}  // namespace

void keep_accounts(Scheduler& scheduler, Premises& premises, const Config& config, Log& log) {
    if (!config.mail_server.empty()) scheduler.every(std::chrono::seconds(2), "send mail", [&premises, &config, &log] { send_mails(premises, config, log); });
    scheduler.every(std::chrono::seconds(2), "record conflicts", [&premises] { persistence::record_conflicts(premises.database(), premises.ledger()); });
    scheduler.every(std::chrono::seconds(30), "match staff", [&premises] { persistence::match_new_staff(premises.database(), persistence::system_now()); });
    scheduler.every(std::chrono::hours(1), "forget mail", [&premises] { persistence::forget_mail(premises.database(), persistence::system_now()); });
    // The people of a demo are there whenever somebody looks at it.
    if (!config.demo)
        scheduler.every(std::chrono::hours(1), "dormant accounts", [&premises] { persistence::disable_dormant(premises.database(), premises.ledger(), premises.house().dormancy, persistence::system_now()); });
}

}  // namespace casework::server
