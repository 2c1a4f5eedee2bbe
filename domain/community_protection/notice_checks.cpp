// What the guards of a notice compute, and the panel that shows them before anybody meets them.
#include <fmt/format.h>

#include "domain/community_protection/notice_guards.hpp"

namespace casework::domain::community_protection {
namespace notice_guards {

bool warning_too_old(const F& f) {
    const auto last = f.warning ? lapses_after(f.warning->given_on, f.rules) : std::nullopt;
    return last && f.issue_day() > *last;
}

std::string authority_wrong(const F& f, Date on) { return f.authority ? authority_refused(*f.authority, Power::notice, f.conduct.area, on) : std::string(); }

std::string requirement_wrong(const F& f, std::string_view part) {
    for (const auto& refusal : requirements_refused(f.requirements, std::nullopt)) {
        const bool about_text = refusal.field == "requirements" || refusal.field.ends_with("-number") || refusal.field.ends_with("-text");
        if (part == "text" ? about_text : refusal.field.ends_with("-reason")) return refusal.message;
    }
    return {};
}

bool end_allowed(const F& f) { return !f.ends_on || (*f.ends_on > f.issue_day() && *f.ends_on <= add_months(f.issue_day(), f.rules.notice_months)); }
bool review_allowed(const F& f) { return f.review_on && *f.review_on > f.today && *f.review_on <= add_months(f.today, f.rules.review_months); }

}  // namespace notice_guards

namespace {

using notice_guards::F;
using notice_guards::G;

// Done in the words of the record, otherwise the refusal of the guard.
CheckLine line(const G& guard, std::string heading, const F& f, std::string done, Check otherwise = Check::must) {
    const bool holds = guard.holds(f);
    return {holds ? Check::done : otherwise, guard.rule, std::move(heading), holds ? std::move(done) : guard.refusal(f).message, std::string(guard.authority)};
}

std::string warning_words(const F& f) {
    if (!f.warning || !f.warning->given_on) return {};
    return fmt::format("{} of {}, given on {}", f.warning->urn, f.warning->agency, long_date(*f.warning->given_on));
}

std::string time_words(const F& f) {
    if (!f.warning || !f.warning->given_on) return {};
    return counted(days_between(*f.warning->given_on, f.today), "day") + " since the warning";
}

std::string since_words(const F& f) {
    if (!f.warning) return {};
    return counted(evidenced_since(f.events, f.warning->given_on, f.warning->allowed_until, f.today), "event") + " with evidence since the time allowed ended";
}

std::string age_words(const F& f) {
    const auto age = age_at(f.recipient, f.issue_day());
    return age ? std::to_string(*age) : std::string(f.recipient.kind == "body" ? "A body has no age" : "An occupier whose name is not known");
}

std::string informed_words(const F& f) { return f.informed.empty() ? "Nobody told: " + f.informed_none_because : counted(static_cast<long long>(f.informed.size()), "person told", "people told"); }

}  // namespace

std::vector<CheckLine> before_you_issue(const NoticeFacts& f) {
    using namespace notice_guards;
    const bool aged = age_on_record.holds(f);
    return {
        line(warning_linked, "Written warning given", f, warning_words(f)),
        line(warning_live, "Warning still relied on", f, "Not withdrawn and not too old"),
        line(enough_time, "Enough time to act", f, time_words(f)),
        line(still_happening, "Still having the effect", f, since_words(f)),
        line(aged ? shared::old_enough_on_issue<F> : age_on_record, "Aged 16 or over, or a body", f, age_words(f)),
        line(people_informed, "Others told first", f, informed_words(f)),
        line(shared::considered<F>, "Vulnerability and equality", f, "Checked", Check::should),
        line(f.authority ? authority_live : authority_named, "Officer’s authority", f, f.authority ? authority_words(*f.authority) : std::string()),
        line(everything_explained, "Sections 46 to 51 explained", f, "All six"),
    };
}

}  // namespace casework::domain::community_protection
