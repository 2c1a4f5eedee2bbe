// The entries of one request on their way to the disk: what it shows is sent once all of them are durable.
#pragma once

#include <exception>
#include <functional>
#include <mutex>
#include <optional>

#include "persistence/ledger.hpp"

namespace casework::persistence {

// Shared by the request's thread, which expects entries, and the writer, which says what became of them.
class Settling {
  public:
    // The receipt of the last entry, or what went wrong: then nothing may be sent.
    using Then = std::function<void(const std::optional<Receipt>&, std::exception_ptr failed)>;

    void expect();  // one more entry is on its way
    void recorded(const Receipt& receipt, std::exception_ptr failed);
    void note(const Receipt& receipt);  // of an entry that is durable already
    // Calls `then` once, on this thread or the writer's, when nothing is on its way any more.
    void when_durable(Then then);

  private:
    std::mutex mutex_;
    int on_their_way_ = 0;
    std::optional<Receipt> last_;
    std::exception_ptr failed_;
    Then then_;
};

}  // namespace casework::persistence
