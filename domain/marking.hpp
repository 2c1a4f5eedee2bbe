// Handling: how sensitive a record is and which class a field has.
#pragma once

#include <cstdint>

namespace casework::domain {

// S1 standard (nominal, location, warning, notice), S2 sensitive (child, vulnerable adult, hate crime), S3 restricted (MARAC, OCG).
enum class Sensitivity : std::uint8_t { s1 = 1, s2 = 2, s3 = 3 };

// Field classes: F0 case facts, F1 identity, F2 protected (safe address or contact, health, intelligence, referrer identity).
enum class FieldClass : std::uint8_t { f0 = 0, f1 = 1, f2 = 2 };

struct FieldSet {
    bool f0 = false, f1 = false, f2 = false;
    bool has(FieldClass c) const { return c == FieldClass::f0 ? f0 : c == FieldClass::f1 ? f1 : f2; }
    bool operator==(const FieldSet&) const = default;
};

}  // namespace casework::domain
