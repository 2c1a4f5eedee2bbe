// Making a court bundle: gathered, checked by the guard, printed, bound and kept. It takes up to a minute, so a job does it.
#pragma once

#include <stop_token>

#include "persistence/community_protection/cases.hpp"
#include "persistence/documents/documents.hpp"
#include "persistence/jobs/jobs.hpp"
#include "web/context.hpp"

namespace casework::web::cases {

// The records whose files go in: the warning only where it may be read.
std::vector<std::string> records_of(const persistence::CaseRecord& record);

// As the person of the gate, with purpose and password. Nothing when the server stops meanwhile: it is begun anew. Kept only while the job runs.
std::optional<domain::Outcome<persistence::KeptDocument>> make_bundle(House& house, persistence::Gate& gate, const persistence::OpenJob& job, const std::stop_token& stopping);

}  // namespace casework::web::cases
