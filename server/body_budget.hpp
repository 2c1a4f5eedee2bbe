// Memory for what clients send, of all connections together: nobody is known yet while a body arrives.
#pragma once

#include <atomic>
#include <cstddef>

namespace casework::server {

class BodyBudget {
  public:
    explicit BodyBudget(std::size_t bytes_max) : bytes_max_(bytes_max) {}
    std::size_t taken() const { return taken_; }

    // What one request has of it. The first part of a body is every connection's own, so that signing in and most forms never depend on others.
    static constexpr std::size_t own_bytes = 64 * 1024;
    class Share {
      public:
        explicit Share(BodyBudget& budget) : budget_(budget) {}
        ~Share() { give_back(); }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;
        // For a body of that many bytes; false when there is no room, and the share stays as it was.
        bool grow_to(std::size_t bytes);
        void give_back();

      private:
        BodyBudget& budget_;
        std::size_t bytes_ = 0;
    };

  private:
    const std::size_t bytes_max_;
    std::atomic<std::size_t> taken_ = 0;
};

}  // namespace casework::server
