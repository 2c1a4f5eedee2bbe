// One entry of the ledger: what was done to which records, by whom, under which rule. Its body holds ids and digests, never names or narrative.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::domain {

// DPA 2018 s.62(1), with `security` for what is not an operation on case data (sign-in, rights, start and stop).
enum class LoggedOperation : std::uint8_t { collection, alteration, consultation, disclosure, combination, erasure, security };
std::string_view name(LoggedOperation operation);

struct LedgerEntry {
    std::int64_t at_ms = 0;  // UTC milliseconds; the ledger's writer sets it, never backwards within a stream
    std::string node;
    std::string request_id;
    std::string account, agency, role, membership;  // who; empty account: anonymous
    std::string session;                             // first 12 hex digits of the stored session hash
    std::int64_t password_age_s = -1;
    std::string source_address;
    std::string action;                              // "read", "list", "search", "propose", "sign_in" ...
    LoggedOperation operation = LoggedOperation::consultation;
    std::string object_type;                         // "nominal", "person", "meeting", "account" ...
    std::vector<std::string> objects;                // ids of every record shown or changed
    std::string panel;
    std::string sensitivity;                         // "S1" ...
    std::string purpose;                             // derived from the rule, or the code the actor chose
    std::string rule;                                // "D5" ..., workflow step, or the rule that refused
    std::string outcome = "done";                    // done | refused
    int status = 200;
    std::vector<std::string> recipients;             // disclosure: to whom
    std::int64_t count = -1;                         // results of a search, rows of an export
    std::vector<std::string> fields;                 // names of the fields changed
    std::string before, after;                       // 32-byte HMACs of the record before and after, or empty
    std::vector<std::string> approvals;
    std::string version;                             // of the program
    std::string detail_digest;                       // SHA-256 of the encrypted detail, or empty
    // Words that somebody typed (a search, why something is disclosed). No part of the body: the ledger's writer seals them beside it.
    std::string detail;

    bool operator==(const LedgerEntry&) const = default;
};

// The canonical bytes that are hashed: version byte, then every field in the order above, length-prefixed. Decoding refuses anything else,
// so that encode(decode_ledger_entry(body)) == body.
std::string encode(const LedgerEntry& entry);
LedgerEntry decode_ledger_entry(std::string_view body);  // throws std::runtime_error on malformed bytes

}  // namespace casework::domain
