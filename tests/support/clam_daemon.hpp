// ClamAV's own daemon on a socket in a scratch folder, with signatures made here: nothing is downloaded and nothing else runs.
#pragma once

#include <memory>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/databases.hpp"

namespace casework::testing {

// What the daemon calls malicious: a line of our own, and the EICAR test string that every scanner knows.
inline constexpr std::string_view test_virus = "casework-test-signature-of-malicious-software";
inline constexpr std::string_view eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

class ClamDaemon {
  public:
    static bool installed();
    ClamDaemon();
    std::string socket() const { return scratch_.path() + "/clamd.socket"; }
    void start();  // returns when it answers
    void stop();   // the one process that was started here

  private:
    ScratchDirectory scratch_;
    std::unique_ptr<Child> process_;
};

}  // namespace casework::testing
