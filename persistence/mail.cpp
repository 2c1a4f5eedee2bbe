// The outbox and its rounds.
#include "persistence/mail.hpp"

#include <algorithm>
#include <vector>

#include "auth/crypto.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

constexpr int at_once = 20;
constexpr auto kept = std::chrono::hours{48};
constexpr std::chrono::minutes waits_most{60};

struct Due {
    Mail mail;
    int tries = 0;
};

std::vector<Due> due(Database& database, domain::Instant now) {
    std::vector<Due> list;
    database.read([&](Transaction& tx) {
        list.clear();
        Due d;
        tx.each("SELECT id, recipient, subject, body, tries FROM mail WHERE next_at <= :now ORDER BY next_at, id LIMIT :most", {with_at("now", now), with("most", at_once)},
                {&d.mail.id, &d.mail.to, &d.mail.subject, &d.mail.body, &d.tries}, [&] { list.push_back(d); });
    });
    return list;
}

}  // namespace

void write_mail(Transaction& tx, std::string_view account, std::string_view subject, std::string_view body, domain::Instant now) {
    tx.run("INSERT INTO mail (id, recipient, subject, body, made_at, next_at) SELECT :id, email, :subject, :body, :now, :now FROM account "
           "WHERE id = :account AND email <> '' AND disabled_at IS NULL",
           {with("id", auth::random_hex(12)), with("subject", subject), with("body", body), with_at("now", now), with("account", account)});
}

int send_mail(Database& database, const std::function<bool(const Mail&)>& send, domain::Instant now) {
    int sent = 0;
    for (const auto& d : due(database, now)) {
        const bool taken = send(d.mail);
        if (taken) ++sent;
        database.write([&](Transaction& tx) {
            if (taken) tx.run("DELETE FROM mail WHERE id = :id", {with("id", d.mail.id)});
            else
                tx.run("UPDATE mail SET tries = tries + 1, next_at = :next WHERE id = :id",
                       {with_at("next", now + std::min(waits_most, std::chrono::minutes{1 << std::min(d.tries, 6)})), with("id", d.mail.id)});
        });
    }
    if (sent > 0) forget_mail(database, now);
    return sent;
}

void forget_mail(Database& database, domain::Instant now) {
    database.write([&](Transaction& tx) { tx.run("DELETE FROM mail WHERE made_at < :before", {with_at("before", now - kept)}); });
}

}  // namespace casework::persistence
