// Orders that others obtained and that people here must know of: recorded with issuer, terms and dates under a restricted marking.
#include "domain/tools_and_powers/kind_guards.hpp"
#include "domain/tools_and_powers/kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

constexpr G source_known = condition<"source_known">("Confirm that the order was seen, or that its issuer gave its terms in writing", "UK GDPR Article 5(1)(d)");

constexpr ToolKind external(std::string_view code, std::string_view words, std::string_view provision, std::string_view breach) {
    return {.code = code, .words = words, .provision = provision, .family = Family::external, .subjects = {.person = true}, .issuers = {"court", "constable", "inspector", "chief_officer", "prosecution"},
            .courts = {}, .restricted = true, .on_making = {source_known}, .breach = breach};
}

constexpr ToolKind rows[] = {
    external("dvpn", "Domestic violence protection notice", "Crime and Security Act 2010 s.24", "Arrest, and the court within 24 hours"),
    external("dvpo", "Domestic violence protection order", "Crime and Security Act 2010 s.27", "Arrest, and the court within 24 hours"),
    external("dapn", "Domestic abuse protection notice", "Domestic Abuse Act 2021 s.22", "Arrest, and the court within 24 hours"),
    external("dapo", "Domestic abuse protection order", "Domestic Abuse Act 2021 s.27", "An offence: up to 5 years"),
    external("shpo", "Sexual harm prevention order", "Sexual Offences Act 2003 s.103A; Sentencing Act 2020 s.345", "An offence: up to 5 years"),
    external("kcpo", "Knife crime prevention order", "Offensive Weapons Act 2019 s.14", "An offence: up to 2 years"),
    external("svro", "Serious violence reduction order", "Sentencing Act 2020 s.342A", "An offence"),
    external("scpo", "Serious crime prevention order", "Serious Crime Act 2007 s.1", "An offence: up to 5 years"),
    external("stpo", "Slavery and trafficking prevention order", "Modern Slavery Act 2015 ss.14 and 15", "An offence: up to 5 years"),
    external("stro", "Slavery and trafficking risk order", "Modern Slavery Act 2015 s.23", "An offence: up to 5 years"),
};

}  // namespace

std::span<const ToolKind> external_orders() { return rows; }

}  // namespace casework::domain::tools_and_powers
