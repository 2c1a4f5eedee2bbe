// The server's figures for Prometheus: counts, times and lengths by route pattern; no id, no address, no word of a person.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace casework::server {

class Metrics {
  public:
    Metrics();
    ~Metrics();

    // An answer from indoors. `route` is a pattern of the route table.
    void answered(std::string_view method, std::string_view route, int status, std::chrono::microseconds took);
    // What ended at the edge. `reason` is one of our own literals.
    void refused(std::string_view reason);
    // One batch of the database's writer: changes and ledger entries that shared a commit.
    void batch(std::size_t pieces, std::chrono::microseconds took, bool committed);
    // A figure that is asked for when the text is made; until the returned token is gone.
    using Watched = std::shared_ptr<void>;
    [[nodiscard]] Watched watch(std::string name, std::string help, std::function<double()> figure);

    // In Prometheus's text format (version 0.0.4). From any thread, as everything here.
    std::string text() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace casework::server
