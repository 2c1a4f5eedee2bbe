// Papers that are made when they are needed: statement of service, certificate of posting, withdrawal, update to whoever reported it,
// summary of the prosecution file, closure note.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/community_protection/papers.hpp"
#include "domain/community_protection/service.hpp"

namespace casework::domain::community_protection {

struct PaperExhibit {
    std::string words, taken;  // what it shows; when, as the device says
};
struct PaperBreach {
    std::string reference, requirement, place, words, evidence;
    Date on{};
    std::optional<MinuteOfDay> at;
    std::vector<std::pair<std::string, std::string>> proceedings;  // label and value, as far as they have come
    std::string evidential, public_interest;
    std::optional<Deadline> limit;  // last day to start a prosecution
};
struct MadePaperFacts {
    PaperHead head;
    std::string warning;  // of a notice: the warning's reference
    std::optional<Date> warning_given_on;
    bool notice = false, withdrawn = false;
    Date today{};
    std::optional<ServiceRecord> service;
    std::string served_by;
    std::optional<Deadline> given;
    std::string category, state, end_reason, end_note;
    std::optional<Date> reported_on, ended_on, told_on;
    std::string typed;  // what the officer adds
    std::optional<PaperBreach> breach;
    std::vector<PaperExhibit> exhibits;
    std::vector<std::pair<std::string, std::string>> history;  // day and what was done
};
PaperText made_paper_text(std::string_view paper, const MadePaperFacts& facts);

// Why it cannot be made now, or nothing. An update names neither the person whom it is about nor their address.
Refusals made_paper_refused(std::string_view paper, const MadePaperFacts& facts);
// What the officer may add, as a question; empty where nothing is asked.
std::string_view made_paper_question(std::string_view paper);
// Whether it stays within the council: it carries a marking then.
bool made_paper_internal(std::string_view paper);
std::vector<std::string_view> made_papers();
std::vector<PaperPart> parts_of_made_paper(std::string_view paper);

}  // namespace casework::domain::community_protection
