// The people of a crowd, a thread each.
#include "tests/fire/crowd.hpp"

#include <chrono>

#include "auth/crypto.hpp"
#include "tests/support/child.hpp"

namespace casework::fire {
namespace {

// What somebody works on: notes on the first record of a list and the pages around it, or a form that makes something of its own.
struct Desk {
    std::string username, list, stem;
    std::string form = {};      // of no record: where it is sent
    std::string box = "note";   // that the word goes into
    std::vector<Field> others = {};
    int most = 1'000'000;       // so often it may be sent; then its pages are read
};
const std::string nominals = "/groups/tctf/nominals", nominal = "/nominals/NOM-", cases = "/groups/csvg/vulnerability", one_case = "/vulnerability/VUL-";
const std::vector<Desk> writers{{"kofi.osei", nominals, nominal}, {"glen.shaw", cases, one_case},
                                {.username = "mel.hart", .list = {}, .stem = {}, .form = "/account/interests", .box = "name", .others = {{"relation", "family"}}, .most = 50},
                                {.username = "owen.price", .list = {}, .stem = {}, .form = "/access-reviews/add", .box = "reason", .others = {{"purpose", "lawfulness"}, {"account", "jess.marlow"}, {"record", ""}}},
                                {"priya.nair", nominals, nominal}};
const std::vector<Desk> readers{{"jess.marlow", nominals, nominal}, {"jo.stone", cases, one_case}, {"priya.nair", nominals, nominal}};

std::string first_record(Visitor& visitor, const Desk& desk) {
    const auto list = visitor.get(desk.list);
    const auto at = list ? list->body.find(desk.stem) : std::string::npos;
    if (at == std::string::npos) throw std::runtime_error(desk.list + " shows nobody");
    return list->body.substr(at, desk.stem.size() + std::string("2026-0001").size());
}

}  // namespace

Crowd::Crowd(unsigned short port, int writers_wanted, int readers_wanted) {
    std::map<std::string, Visitor> signed_in;  // a second window of the same browser needs no second sign-in
    for (int i = 0; i < writers_wanted + readers_wanted; ++i) {
        const bool writes = i < writers_wanted;
        const auto& desks = writes ? writers : readers;
        const auto& desk = desks[static_cast<std::size_t>(writes ? i : i - writers_wanted) % desks.size()];
        const auto [known, fresh] = signed_in.try_emplace(desk.username, port, desk.username);
        auto person = std::make_unique<Person>(Person{.visitor = known->second.second_window(), .writes = writes, .record = {}, .form = desk.form, .box = desk.box, .others = desk.others, .left = desk.most, .pages = {}, .word = {}, .key = {}});
        if (person->form.empty()) person->record = first_record(person->visitor, desk), person->form = person->record + "/notes";
        if (desk.form.empty()) person->pages = {person->record, person->record + "/timeline", desk.list, "/account/history", "/"};
        else person->pages = {"/account/history", "/"};
        people_.push_back(std::move(person));
    }
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
    const bool sends = person.writes && person.left > 0;
    if (sends) {
        if (person.word.empty()) person.word = "fire " + auth::random_hex(8), person.key = one_time_key();
        auto fields = person.others;
        fields.emplace_back(person.box, person.word);
        answer = person.visitor.send_form(person.form, person.key, fields);
    } else {
        answer = person.visitor.get(person.pages[person.turn++ % person.pages.size()]);
    }
    take(person, sends, answer, std::chrono::duration_cast<tests::milliseconds>(std::chrono::steady_clock::now() - begun));
    if (sends && answer && answer->status == 303) person.word.clear(), --person.left;
    if (!answer || answer->status == 503) testing::pause(tests::milliseconds{20});
}

void Crowd::take(const Person& person, bool sends, const std::optional<Answer>& answer, tests::milliseconds took) {
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
    if (sends && answer->status == 303) held_.words.insert(person.word);
    if (answer->status == 303 || answer->status == 200) ++acknowledged_;
}

Held Crowd::held() const {
    const std::lock_guard lock(mutex_);
    return held_;
}

}  // namespace casework::fire
