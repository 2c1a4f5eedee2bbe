// The people of a crowd, a thread each.
#include "tests/fire/crowd.hpp"

#include <chrono>

#include "auth/crypto.hpp"
#include "tests/support/child.hpp"

namespace casework::fire {
namespace {

const std::vector<std::string> writers_are{"kofi.osei", "priya.nair"};
const std::vector<std::string> readers_are{"jess.marlow", "priya.nair"};

std::string first_record(Visitor& visitor) {
    const auto board = visitor.get("/groups/tctf/nominals");
    const auto at = board ? board->body.find("/nominals/NOM-") : std::string::npos;
    if (at == std::string::npos) throw std::runtime_error("the board shows nobody");
    return board->body.substr(at, std::string("/nominals/NOM-2026-0001").size());
}

}  // namespace

Crowd::Crowd(unsigned short port, int writers, int readers) {
    std::map<std::string, Visitor> signed_in;  // a second window of the same browser needs no second sign-in
    for (int i = 0; i < writers + readers; ++i) {
        const auto& names = i < writers ? writers_are : readers_are;
        const auto& name = names[static_cast<std::size_t>(i) % names.size()];
        const auto [known, fresh] = signed_in.try_emplace(name, port, name);
        people_.push_back(std::make_unique<Person>(Person{.visitor = known->second.second_window(), .writes = i < writers, .note = {}, .key = {}}));
    }
    record_ = first_record(people_.front()->visitor);
}

void Crowd::work(unsigned short port) {
    rest();
    acknowledged_ = 0;
    resting_ = false;
    for (auto& person : people_) {
        person->visitor.go_to(port);
        threads_.emplace_back([this, &person = *person] {
            while (!resting_) act(person);
        });
    }
}

void Crowd::rest() {
    resting_ = true;
    threads_.clear();  // joins
}

void Crowd::act(Person& person) {
    const auto begun = std::chrono::steady_clock::now();
    std::optional<Answer> answer;
    if (person.writes) {
        if (person.note.empty()) person.note = "fire " + auth::random_hex(8), person.key = one_time_key();
        answer = person.visitor.send_form(record_ + "/notes", person.key, {{"note", person.note}});
    } else {
        const std::string pages[] = {record_, record_ + "/timeline", "/groups/tctf/nominals", "/"};
        answer = person.visitor.get(pages[person.turn++ % 4]);
    }
    take(person, answer, std::chrono::duration_cast<tests::milliseconds>(std::chrono::steady_clock::now() - begun));
    if (answer && answer->status == 303) person.note.clear();
    if (!answer || answer->status == 503) testing::pause(tests::milliseconds{20});
}

void Crowd::take(const Person& person, const std::optional<Answer>& answer, tests::milliseconds took) {
    const std::lock_guard lock(mutex_);
    held_.slowest = std::max(held_.slowest, took);
    if (!answer) {
        ++held_.silences;
        return;
    }
    ++held_.statuses[answer->status];
    const auto receipt = header(*answer, "Audit-Receipt");
    if (!receipt.empty()) held_.receipts.insert(receipt);
    if (answer->status == 200 && receipt.empty()) ++held_.unrecorded;
    if (answer->status == 503 && header(*answer, "Retry-After").empty()) ++held_.without_retry_after;
    if (person.writes && answer->status == 303) held_.notes.insert(person.note);
    if (answer->status == 303 || answer->status == 200) ++acknowledged_;
}

Held Crowd::held() const {
    const std::lock_guard lock(mutex_);
    return held_;
}

}  // namespace casework::fire
