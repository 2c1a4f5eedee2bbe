// Looking a password up in the embedded list.
#include "auth/common_passwords.hpp"

#include <algorithm>
#include <vector>

namespace casework::auth {
namespace {

const std::vector<std::string_view>& listed() {
    static const auto lines = [] {
        std::vector<std::string_view> list;
        for (auto rest = common_passwords_text; !rest.empty();) {
            const auto end = rest.find('\n');
            list.push_back(rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
        return list;
    }();
    return lines;
}

}  // namespace

bool is_common_password(std::string_view lower_case) { return std::ranges::binary_search(listed(), lower_case); }
std::size_t common_password_count() { return listed().size(); }

}  // namespace casework::auth
