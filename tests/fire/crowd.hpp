// Many people at once, of two groups, who read pages, add notes, declare interests and start access reviews, and remember what the server
// acknowledged to them.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "tests/fire/visitor.hpp"

namespace casework::fire {

// What the people hold in their hands, over all the servers that they have met.
struct Held {
    std::set<std::string> words;       // of forms answered with 303
    std::set<std::string> receipts;    // of every 200 and 303
    std::map<int, int> statuses;       // how often each status came
    int unrecorded = 0;                // pages shown without a receipt
    int without_retry_after = 0;       // 503s that do not say when to come back
    int silences = 0;                  // requests that got no answer
    tests::milliseconds slowest{};
};

class Crowd {
  public:
    // Signs them in, `writers` and `readers` of them, each with a connection of their own.
    Crowd(unsigned short port, int writers, int readers);
    ~Crowd() { rest(); }

    // Everybody sets to work on the server there until rest(): a form whose answer was lost is sent again first.
    void work(unsigned short port);
    void rest();
    // What was acknowledged since work() began, as a figure that grows.
    int acknowledged() const { return acknowledged_; }
    Held held() const;
    Visitor window() const { return people_.front()->visitor.second_window(); }
    std::string record() const { return people_.front()->record; }  // an address that notes are added to

  private:
    struct Person {
        Visitor visitor;
        bool writes = false;
        std::string record;               // that notes are added to, if any
        std::string form, box;            // where the word is sent, and into which box
        std::vector<Field> others;        // what else the form takes
        int left = 0;                     // how often it may be sent
        std::vector<std::string> pages;   // that are read, in turn
        std::string word, key;            // of the form that has not been acknowledged
        std::size_t turn = 0;
    };
    void act(Person& person);
    void take(const Person& person, bool sends, const std::optional<Answer>& answer, tests::milliseconds took);

    std::vector<std::unique_ptr<Person>> people_;
    std::vector<std::jthread> threads_;
    std::atomic<bool> resting_ = true;
    std::atomic<int> acknowledged_ = 0;
    mutable std::mutex mutex_;
    Held held_;
};

}  // namespace casework::fire
