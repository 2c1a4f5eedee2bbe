// Powers over places: public spaces protection orders, closure (2014 Act Part 4), possession and statutory nuisance.
#include "domain/tools_and_powers/hours.hpp"
#include "domain/tools_and_powers/kind_guards.hpp"
#include "domain/tools_and_powers/kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

// Public spaces protection order.
constexpr G public_activities = condition<"public_activities">("Confirm that the activities are carried on in a public place in the council’s area", "2014 Act s.59(2)");
constexpr G detrimental = condition<"detrimental">("Confirm that they have or are likely to have a detrimental effect on the quality of life of those in the locality", "2014 Act s.59(2)");
constexpr G persistent = condition<"persistent">("Confirm that the effect is or is likely to be persistent or continuing", "2014 Act s.59(3)");
constexpr G unreasonable = condition<"unreasonable">("Confirm that the activities are or are likely to be unreasonable", "2014 Act s.59(3)");
constexpr G justified = condition<"justified">("Confirm that the restrictions are justified by the effect", "2014 Act s.59(3)");
constexpr G freedoms = condition<"freedoms">("Confirm that the rights of Articles 10 and 11 were regarded", "2014 Act s.72(1)");
constexpr G consulted = condition<"consulted">("Confirm that the police, the policing body, the community and the owners or occupiers of the land were consulted", "2014 Act s.72(3) and (4)");
constexpr G notified = condition<"notified">("Confirm that the parish council and the county council were told", "2014 Act s.72(3) and (4)");
constexpr G published = condition<"published">("Confirm that the order is published", "2014 Act s.59(8)");
constexpr G pspo_period = at_most<"pspo.months_max">("2014 Act s.60");
constexpr G needs_area{"needs_area", "Mark the restricted area", "2014 Act s.59(4)", "terms", [](const Facts& f) {
                           return std::ranges::any_of(f.tool.terms, [](const Term& t) { return !t.area.empty(); });
                       }};
constexpr G consulted_again = condition_now<"consulted">(consulted.words, consulted.authority);
constexpr G notified_again = condition_now<"notified">(notified.words, notified.authority);
constexpr G published_again = condition_now<"published">(published.words, published.authority);
constexpr G still_needed = condition_now<"still_needed">("Confirm that the activities would otherwise happen again or increase", "2014 Act s.60(2)");
constexpr G pspo_extension{"pspo_extension", "The extension must be at most 3 years from the day on which the order would end", "2014 Act s.60(3)", "until", [](const Facts& f) {
                               return f.asked.old_until && f.tool.until && *f.asked.old_until < *f.tool.until && *f.tool.until <= add_months(*f.asked.old_until, f.law_value_of_step("pspo.months_max"));
                           }};
constexpr G expedited_place = condition<"expedited_place">("Confirm that the area is in the vicinity of a school, or of a place of vaccination, testing or tracing", "2014 Act s.59A");
constexpr G expedited_period = at_most<"pspo_expedited.months_max">("2014 Act s.60");

// Closure notice. A council and its officers up to 24 hours; a superintendent, the chief executive or their designee longer.
constexpr G nuisance_or_disorder = condition<"nuisance_or_disorder">("Confirm that the use of the premises results or is likely soon to result in nuisance, or that there is or is likely soon to be disorder near them", "2014 Act s.76(1)");
constexpr G notice_necessary = condition<"notice_necessary">("Confirm that the notice is necessary to prevent it", "2014 Act s.76(1)");
constexpr G residents_kept = condition<"residents_kept">("Confirm that it keeps out neither who lives there habitually nor the owner", "2014 Act s.76(4)");
constexpr G occupiers_told = condition<"occupiers_told">("Confirm that reasonable efforts were made to inform who lives there, controls, is responsible for or has an interest in the premises", "2014 Act s.76(6)");
constexpr G others_consulted = condition<"others_consulted">("Confirm that whoever it was appropriate to consult was consulted", "2014 Act s.76(7)");
constexpr G contents = condition<"contents">("Confirm that the notice says everything that it must, with the time and place of the hearing and who gives advice", "2014 Act s.76(5)");
constexpr G served{"served", "Enter when the notice was served", "2014 Act s.79", "served_at", [](const Facts& f) { return f.tool.particulars.served_at && f.tool.begins_at == f.tool.particulars.served_at; }};
constexpr G notice_hours{"notice_hours", "The notice must end within 24 hours, or 48 with a superintendent or the chief executive", "2014 Act s.77", "ends_at",
                         [](const Facts& f) {
                             const auto hours = f.law_value(f.tool.particulars.senior_agreed ? "closure_notice.hours_max" : "closure_notice.hours");
                             return f.tool.begins_at && f.tool.ends_at && within_closure_hours(*f.tool.begins_at, *f.tool.ends_at, hours);
                         },
                         [](const Facts& f) {
                             const auto hours = f.law_value(f.tool.particulars.senior_agreed ? "closure_notice.hours_max" : "closure_notice.hours");
                             return "The notice must end at most " + counted(hours, "hour") + " after it was served, Christmas Day not counted" +
                                    (f.tool.particulars.senior_agreed ? "" : ", or later with a superintendent or the chief executive");
                         }};
constexpr G housing_issuer{"housing_issuer", "A housing provider cannot issue a closure notice: the law that lets it is not in force", "2014 Act s.76", "by", [](const Facts& f) {
                               return f.tool.by != "housing_provider" || exists(*f.law, "closure_notice.housing_provider", f.day());
                           }};
constexpr G senior_extends{"senior_extends", "Only a superintendent, the chief executive or their designee extends a closure notice", "2014 Act s.77(4)", "senior_agreed", [](const Facts& f) {
                               return f.tool.particulars.senior_agreed;
                           }};
constexpr G extension_hours{"extension_hours", "The extension must be at most 24 hours", "2014 Act s.77(4)", "ends_at", [](const Facts& f) {
                                return f.asked.old_ends_at && f.tool.ends_at && within_closure_hours(*f.asked.old_ends_at, *f.tool.ends_at, f.law_value_of_step("closure_notice.extension_hours_max"));
                            }};

// Closure order.
constexpr G after_notice{"after_notice", "Enter when the closure notice was served: an order follows a notice", "2014 Act s.80(1)", "served_at", [](const Facts& f) { return f.tool.particulars.served_at.has_value(); }};
constexpr G heard_in_time{"heard_in_time", "The application must be heard within 48 hours of service of the notice, Christmas Day not counted", "2014 Act s.80(3) and (4)", "heard_at", [](const Facts& f) {
                              const auto& p = f.tool.particulars;
                              return p.served_at && p.heard_at && within_closure_hours(*p.served_at, *p.heard_at, f.law_value("closure_order.hearing_hours"));
                          }};
constexpr G decided_in_time{"decided_in_time", "The court may adjourn for at most 14 days", "2014 Act s.81", "made_on", [](const Facts& f) {
                                const auto& heard = f.tool.particulars.heard_at;
                                if (!heard || !f.tool.made_on) return true;
                                const Date hearing{std::chrono::floor<days>(*heard)};  // courts sit by day: the London date is the same
                                return hearing <= *f.tool.made_on && *f.tool.made_on <= last_day_following(hearing, f.law_value("closure_order.adjournment_days_max"));
                            }};
constexpr G closure_ground = condition<"closure_ground">("Confirm that the court found offending or criminal behaviour on the premises, serious nuisance, or disorder near them", "2014 Act s.80(5)");
constexpr G order_necessary = condition<"order_necessary">("Confirm that the court found the order necessary to prevent it", "2014 Act s.80(5)");
constexpr G closure_period = at_most<"closure_order.months_max">("2014 Act s.80(6)");
constexpr G closure_extension{"closure_extension", "The extension must be at most 3 months, and the order at most 6 months in total", "2014 Act s.82(7) and (8)", "until", [](const Facts& f) {
                                  if (!f.asked.old_until || !f.tool.until || *f.tool.until <= *f.asked.old_until) return false;
                                  return *f.tool.until <= add_months(*f.asked.old_until, f.law_value_of_step("closure_order.months_max")) && at_most_months(f, f.law_value_of_step("closure_order.total_months_max"));
                              }};
constexpr G still_necessary = condition_now<"still_necessary">("Confirm that the extension is necessary to prevent it", "2014 Act s.82(3)");

// Absolute ground for possession.
constexpr G trigger_named{"trigger_named", "Select what the landlord relies on", "Housing Act 1985 s.84A; Housing Act 1988 Schedule 2 ground 7A", "trigger", [](const Facts& f) {
                              return has_code(possession_triggers(), f.tool.particulars.trigger) && f.tool.particulars.trigger_on.has_value();
                          }};
constexpr G closed_long_enough{"closed_long_enough", "Access must have been prohibited for more than 48 hours without a break", "Housing Act 1985 s.84A; Housing Act 1988 Schedule 2 ground 7A", "closure_hours", [](const Facts& f) {
                                   return f.tool.particulars.trigger != "closure" || f.tool.particulars.closure_hours > f.law_value("possession.closure_hours_over");
                               }};
int notice_months(const Facts& f) { return f.law_value(f.tool.particulars.trigger == "closure" ? "possession.closure_notice_months" : "possession.notice_months"); }
constexpr G landlord_notice{"landlord_notice", "The landlord’s notice came too late", "Housing Act 1985 s.83ZA; Housing Act 1988 s.8", "notice_on",
                            [](const Facts& f) {
                                const auto& p = f.tool.particulars;
                                return p.trigger_on && p.notice_on && *p.trigger_on <= *p.notice_on && *p.notice_on <= last_of_months(*p.trigger_on, notice_months(f));
                            },
                            [](const Facts& f) {
                                const auto& p = f.tool.particulars;
                                if (!p.trigger_on) return std::string("Enter the date of the landlord’s notice");
                                return "Landlord’s notice must be given on or before " + long_date(last_of_months(*p.trigger_on, notice_months(f))) + ", " + counted(notice_months(f), "month") + " beginning with " + long_date(*p.trigger_on);
                            }};

// Statutory nuisance.
constexpr G nuisance_found = condition<"nuisance_found">("Confirm that a statutory nuisance exists or is likely to occur or recur", "Environmental Protection Act 1990 s.80(1)");

constexpr ToolKind rows[] = {
    {.code = "pspo", .words = "Public spaces protection order", .provision = "2014 Act ss.59 to 75", .family = Family::notice, .subjects = {.area = true}, .issuers = {"district"},
     .on_making = {public_activities, detrimental, persistent, unreasonable, justified, freedoms, consulted, notified, published, needs_area, pspo_period},
     .on_variation = {consulted_again, notified_again, published_again}, .on_extension = {still_needed, consulted_again, notified_again, published_again, pspo_extension}, .extendable = true,
     .breach = "Fine up to level 3. Drinking alcohol is no offence by itself: refusing a requirement to stop or to hand it over is, with a fine up to level 2 (2014 Act ss.63, 67)"},
    {.code = "pspo_expedited", .words = "Expedited public spaces protection order", .provision = "2014 Act s.59A", .family = Family::notice, .subjects = {.area = true}, .issuers = {"district"},
     .exists_by = "pspo_expedited.months_max", .on_making = {public_activities, detrimental, persistent, unreasonable, justified, freedoms, expedited_place, published, needs_area, expedited_period},
     .breach = "As for a public spaces protection order"},
    {.code = "closure_notice", .words = "Closure notice", .provision = "2014 Act ss.76 to 79", .family = Family::notice, .subjects = {.premises = true},
     .issuers = {"inspector", "chief_officer", "district", "housing_provider"}, .in_hours = true,
     .on_making = {housing_issuer, nuisance_or_disorder, notice_necessary, residents_kept, occupiers_told, others_consulted, contents, served, notice_hours}, .on_extension = {senior_extends, extension_hours},
     .extendable = true, .breach = "Up to 3 months or a fine (2014 Act s.86)",
     .note = "An application for a closure order follows, unless the notice is cancelled. It is cancelled or varied when its grounds cease (2014 Act ss.78, 80)"},
    {.code = "closure_order", .words = "Closure order", .provision = "2014 Act ss.80 to 93", .family = Family::court_order, .subjects = {.premises = true},
     .issuers = {"inspector", "chief_officer", "constable", "district", "housing_provider"}, .courts = {"magistrates"}, .on_subject = {housing_issuer, after_notice},
     .on_making = {heard_in_time, decided_in_time, closure_ground, order_necessary, closure_period}, .on_extension = {still_necessary, closure_extension}, .extendable = true,
     .breach = "Up to 51 weeks, read as 6 months, or a fine (2014 Act s.86)",
     .note = "The court may adjourn for up to 14 days, and keep the notice going for up to 48 hours when it does not decide (2014 Act s.81)"},
    {.code = "possession_ground", .words = "Absolute ground for possession", .provision = "Housing Act 1985 s.84A; Housing Act 1988 Schedule 2 ground 7A", .family = Family::court_order,
     .subjects = {.person = true, .premises = true}, .issuers = {"landlord", "district", "housing_provider"}, .courts = {"county"}, .on_subject = {trigger_named, closed_long_enough, landlord_notice},
     .breach = "The court must order possession unless that breaches Convention rights"},
    {.code = "abatement_notice", .words = "Abatement notice for statutory nuisance", .provision = "Environmental Protection Act 1990 ss.79 and 80", .family = Family::notice,
     .subjects = {.person = true, .body = true, .premises = true}, .issuers = {"district"}, .on_making = {nuisance_found}, .breach = "An offence (Environmental Protection Act 1990 s.80(4))",
     .note = "The duty to serve it where the nuisance exists is not removed by a Community Protection Notice: both run side by side"},
};

}  // namespace

std::span<const ToolKind> powers_over_places() { return rows; }

}  // namespace casework::domain::tools_and_powers
