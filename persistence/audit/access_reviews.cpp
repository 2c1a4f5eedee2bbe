// Reviews and their questions as rows; each step and each opening leaves its entry.
#include "persistence/audit/access_reviews.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/audit/audit_rows.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/mail.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::audit;
using auth::Action;
using domain::LoggedOperation;
using domain::Outcome;
using rules::ReviewState;

constexpr std::size_t page_size = 25;
constexpr std::string_view derived = "lawfulness";  // of lists of reviews: the purpose of one review is that which was given for it

void give(Gate& gate, std::string_view purpose) { gate.give_purpose({std::string(auth::name(Action::audit)), "", std::string(purpose)}); }

ReviewState state_of(std::string_view stored) {
    for (const auto state : {ReviewState::asked, ReviewState::answered, ReviewState::closed})
        if (rules::name(state) == stored) return state;
    return ReviewState::open;
}

std::vector<AccessReview> reviews(Transaction& tx, const std::string& where, std::vector<Bind> binds) {
    std::vector<AccessReview> list;
    AccessReview r;
    std::int64_t started = 0;
    std::optional<std::int64_t> closed;
    std::string due, state;
    tx.each("SELECT v.id, v.account, trim(a.title || ' ' || a.name), g.name, v.record_id, v.purpose, v.reason, trim(s.title || ' ' || s.name), v.started_at, v.due, v.state, v.finding, "
            "COALESCE(trim(c.title || ' ' || c.name), ''), v.closed_at, v.closing_words FROM access_review v JOIN account a ON a.id = v.account JOIN agency g ON g.id = a.agency JOIN account s ON s.id = v.started_by "
            "LEFT JOIN account c ON c.id = v.closed_by " + where,
            std::move(binds), {&r.id, &r.account, &r.account_name, &r.agency, &r.record, &r.purpose, &r.reason, &r.started_by_name, &started, &due, &state, &r.finding, &r.closed_by_name, &closed, &r.closing_words}, [&] {
                r.started_at = instant_of(started), r.due = day_of(due), r.state = state_of(state), r.closed_at = instant_of(closed);
                list.push_back(r);
            });
    return list;
}

std::vector<ReviewQuestion> questions_of(Transaction& tx, std::string_view review) {
    std::vector<ReviewQuestion> list;
    ReviewQuestion q;
    std::int64_t asked = 0;
    std::optional<std::int64_t> answered;
    tx.each("SELECT q.n, q.question, trim(a.title || ' ' || a.name), q.asked_at, q.answer, q.answered_at FROM access_review_question q JOIN account a ON a.id = q.asked_by WHERE q.review_id = :id ORDER BY q.n",
            {with("id", review)}, {&q.n, &q.question, &q.asked_by_name, &asked, &q.answer, &answered}, [&] {
                q.asked_at = instant_of(asked), q.answered_at = instant_of(answered);
                list.push_back(q);
            });
    return list;
}

// What a review is about is nothing to whom it is about: they see the lists of nobody's reviews.
std::optional<AccessReview> review_of(Transaction& tx, std::string_view id, std::string_view reader) {
    auto found = reviews(tx, "WHERE v.id = :id AND v.account <> :reader", {with("id", id), with("reader", reader)});
    if (found.empty()) return std::nullopt;
    found.front().questions = questions_of(tx, id);
    return std::move(found.front());
}

std::vector<std::string> objects_of(const AccessReview& review) {
    std::vector<std::string> objects{review.id, review.account};
    if (!review.record.empty()) objects.push_back(review.record);
    return objects;
}

// One step of a review: judged as auditing, with the purpose of the review in its entry.
template <class Step>
Outcome<bool> take_step(Gate& gate, std::string_view id, std::string_view name, Step step) {
    give(gate, derived);
    return gate.perform_in_panel("", {Action::audit, name, "access_review", LoggedOperation::security}, [&](Writing& writing) -> Outcome<bool> {
        const auto review = review_of(writing.tx, id, writing.actor.account);
        if (!review) return domain::not_found();
        if (auto refusals = step(writing, *review); !refusals.empty()) return std::unexpected(std::move(refusals));
        writing.entry.objects = objects_of(*review);
        writing.entry.purpose = review->purpose;
        return true;
    });
}

}  // namespace

Outcome<std::string> start_review(Gate& gate, rules::NewReview review) {
    if (auto refusals = rules::purpose_refused(review.purpose); !refusals.empty() && review.reason.empty()) return std::unexpected(std::move(refusals));
    give(gate, review.purpose);
    return gate.perform_in_panel("", {Action::audit, "start_access_review", "access_review", LoggedOperation::security}, [&](Writing& writing) -> Outcome<std::string> {
        auto& tx = writing.tx;
        auto account = find_account(tx, domain::ascii_lower(domain::tidy_line(review.account)));
        if (!account) account = find_account(tx, domain::tidy_line(review.account));
        review.account = account ? account->id : "";
        review.record = domain::tidy_line(review.record);
        if (auto refusals = rules::start_refused(review, writing.actor.account, account.has_value(), is_record(tx, review.record)); !refusals.empty()) return std::unexpected(std::move(refusals));
        const auto id = next_reference(tx, "ARV", writing.today);
        tx.run("INSERT INTO access_review (id, account, record_id, purpose, reason, started_by, started_at, due) VALUES (:id, :account, :record, :purpose, :reason, :by, :now, :due)",
               {with("id", id), with("account", review.account), with("record", review.record), with("purpose", review.purpose), with("reason", domain::tidy_lines(review.reason)), with("by", writing.actor.account),
                with_at("now", writing.now), with_day("due", rules::review_due(writing.today, bank_holidays(tx)))});
        writing.entry.objects = {id, review.account};
        if (!review.record.empty()) writing.entry.objects.push_back(review.record);
        return id;
    });
}

Outcome<AccessReviews> list_reviews(Gate& gate, const PageAsked& asked) {
    give(gate, derived);
    return gate.open_panel("", {Action::audit, "list_access_reviews", "access_review", LoggedOperation::security}, [&](Reading& reading) {
        std::vector<Bind> binds{with("reader", gate.actor().account), with("most", static_cast<int>(page_size) + 1)};
        std::string where = "WHERE v.account <> :reader";
        if (!asked.key().empty()) {
            where += asked.backwards() ? " AND v.id > :key" : " AND v.id < :key";
            binds.push_back(with("key", asked.key()));
        }
        AccessReviews page;
        page.reviews = reviews(reading.tx, where + " ORDER BY v.id" + (asked.backwards() ? "" : " DESC") + " LIMIT :most", std::move(binds));
        page.ends = cut_page(page.reviews, page_size, asked, [](const AccessReview& r) { return r.id; });
        for (const auto& r : page.reviews) reading.shown.push_back(r.id);
        return page;
    });
}

Outcome<AccessReview> open_review(Gate& gate, std::string_view id) {
    give(gate, derived);
    return found(gate.open_panel("", {Action::audit, "open_access_review", "access_review", LoggedOperation::security}, [&](Reading& reading) {
        auto review = review_of(reading.tx, id, gate.actor().account);
        if (!review) return review;
        for (auto& object : objects_of(*review)) reading.shown.push_back(std::move(object));
        give(gate, review->purpose);
        return review;
    }));
}

Outcome<bool> ask_in_review(Gate& gate, std::string_view id, std::string_view question, std::string_view address) {
    return take_step(gate, id, "ask_in_access_review", [&](Writing& writing, const AccessReview& review) -> domain::Refusals {
        if (auto refusals = rules::ask_refused(review.state, question); !refusals.empty()) return refusals;
        writing.tx.run("INSERT INTO access_review_question (review_id, n, question, asked_by, asked_at) VALUES (:id, :n, :question, :by, :now)",
                       {with("id", review.id), with("n", static_cast<int>(review.questions.size()) + 1), with("question", domain::tidy_lines(question)), with("by", writing.actor.account), with_at("now", writing.now)});
        writing.tx.run("UPDATE access_review SET state = 'asked' WHERE id = :id", {with("id", review.id)});
        write_mail(writing.tx, review.account, "Information governance asks you something", fmt::format("A question about what you opened waits in My work: {}\n", address), writing.now);
        return {};
    });
}

Outcome<bool> close_review(Gate& gate, std::string_view id, std::string_view finding, std::string_view words) {
    return take_step(gate, id, "close_access_review", [&](Writing& writing, const AccessReview& review) -> domain::Refusals {
        const auto line = line_of(writing.tx, review.account);
        if (auto refusals = rules::close_refused(review.state, finding, words, writing.actor.account, review.account, line); !refusals.empty()) return refusals;
        writing.tx.run("UPDATE access_review SET state = 'closed', finding = :finding, closed_by = :by, closed_at = :now, closing_words = :words WHERE id = :id",
                       {with("finding", finding), with("by", writing.actor.account), with_at("now", writing.now), with("words", domain::tidy_lines(words)), with("id", review.id)});
        return {};
    });
}

// --- the person who is asked ---

namespace {

std::vector<AskedOfMe> asked_of(Transaction& tx, std::string_view account, std::string_view condition, std::vector<Bind> binds) {
    std::vector<AskedOfMe> list;
    AskedOfMe a;
    std::int64_t asked = 0;
    std::optional<std::int64_t> answered;
    binds.push_back(with("account", account));
    tx.each("SELECT v.id, v.record_id, q.question, q.asked_at, q.answered_at, q.answer FROM access_review v JOIN access_review_question q ON q.review_id = v.id AND q.n = "
            "(SELECT max(l.n) FROM access_review_question l WHERE l.review_id = v.id) WHERE v.account = :account AND " + std::string(condition) + " ORDER BY q.asked_at, v.id LIMIT 20",
            std::move(binds), {&a.review, &a.record, &a.question, &asked, &answered, &a.answer}, [&] {
                a.asked_at = instant_of(asked), a.answered_at = instant_of(answered);
                list.push_back(a);
            });
    return list;
}

void append(Transaction& tx, const AccessDesk& desk, std::string_view action, std::string_view review, LoggedOperation operation) {
    auto entry = desk.who;
    entry.action = action;
    entry.operation = operation;
    entry.object_type = "access_review";
    entry.objects = {std::string(review), desk.actor.account};
    const auto receipt = desk.ledger.append(tx, std::move(entry));
    if (desk.receipt != nullptr) *desk.receipt = receipt;
}

}  // namespace

std::vector<AskedOfMe> questions_for_me(Transaction& tx, const domain::Actor& actor) { return asked_of(tx, actor.account, "v.state = 'asked'", {}); }

Outcome<AskedOfMe> question_for_me(const AccessDesk& desk, std::string_view review) {
    Outcome<AskedOfMe> opened = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        auto found = asked_of(tx, desk.actor.account, "v.id = :id", {with("id", review)});
        if (found.empty()) return;
        append(tx, desk, "open_question", review, LoggedOperation::security);
        opened = std::move(found.front());
    });
    return opened;
}

Outcome<bool> answer_question(const AccessDesk& desk, std::string_view review, std::string_view answer) {
    Outcome<bool> answered = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        answered = domain::not_found();
        const auto found = asked_of(tx, desk.actor.account, "v.id = :id", {with("id", review)});
        if (found.empty()) return;
        std::string state;
        tx.one("SELECT state FROM access_review WHERE id = :id", {with("id", review)}, {&state});
        if (auto refusals = rules::answer_refused(state_of(state), answer); !refusals.empty()) {
            answered = std::unexpected(std::move(refusals));
            return;
        }
        tx.run("UPDATE access_review_question SET answer = :answer, answered_at = :now WHERE review_id = :id AND answered_at IS NULL", {with("answer", domain::tidy_lines(answer)), with_at("now", desk.now), with("id", review)});
        tx.run("UPDATE access_review SET state = 'answered' WHERE id = :id", {with("id", review)});
        append(tx, desk, "answer_question", review, LoggedOperation::security);
        answered = true;
    });
    return answered;
}

std::vector<AccessReview> reviews_waiting(Transaction& tx, const domain::Actor& actor, domain::Date today) {
    if (actor.role != domain::BaseRole::auditor || actor.disabled || actor.agency_suspended) return {};
    return reviews(tx, "WHERE v.account <> :reader AND (v.state = 'answered' OR (v.state <> 'closed' AND v.due <= :today)) ORDER BY v.due, v.id LIMIT 20", {with("reader", actor.account), with_day("today", today)});
}

}  // namespace casework::persistence
