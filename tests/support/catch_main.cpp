// The one translation unit that compiles Catch2's own main, and the count of test cases that tests/run adds up.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "tests/support/skip.hpp"

namespace casework::testing {
namespace {

bool skipping = false;

// Writes "passed failed skipped" into the file that CASEWORK_TEST_COUNTS names.
class CaseCounter : public Catch::TestEventListenerBase {
  public:
    using TestEventListenerBase::TestEventListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo& test) override {
        TestEventListenerBase::testCaseStarting(test);
        skipping = false;
    }
    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        const bool failed = stats.totals.testCases.failed > 0;
        ++(failed ? failed_ : skipping ? skipped_ : passed_);
    }
    void testRunEnded(const Catch::TestRunStats&) override {
        const char* path = std::getenv("CASEWORK_TEST_COUNTS");
        if (path != nullptr) std::ofstream(path) << passed_ << ' ' << failed_ << ' ' << skipped_ << '\n';
    }

  private:
    int passed_ = 0, failed_ = 0, skipped_ = 0;
};
CATCH_REGISTER_LISTENER(CaseCounter)

}  // namespace

void skip(std::string_view reason) {
    skipping = true;
    std::cout << "skipped: " << Catch::getResultCapture().getCurrentTestName() << ": " << reason << std::endl;
}

}  // namespace casework::testing
