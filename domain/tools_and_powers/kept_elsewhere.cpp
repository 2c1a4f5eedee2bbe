// What the list of people names and the register does not record: it has a machine of its own, or is part of something else.
#include "domain/tools_and_powers/kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

constexpr ToolKind named(std::string_view code, std::string_view words, std::string_view provision, Family family) {
    return {.code = code, .words = words, .provision = provision, .family = family, .subjects = {.person = true}, .on_list = true, .kept_elsewhere = true};
}

constexpr ToolKind rows[] = {
    named("cpw", "Community Protection Warning", "2014 Act s.43(5)", Family::notice),
    named("cpn", "Community Protection Notice", "2014 Act s.43", Family::notice),
    named("shop_ban", "Banned from shops", "Business crime scheme", Family::agreement),
    named("exclusion", "Exclusion area", "Term of an order", Family::court_order),
};

}  // namespace

std::span<const ToolKind> kept_elsewhere() { return rows; }

}  // namespace casework::domain::tools_and_powers
