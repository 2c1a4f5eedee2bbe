// Writing search results.
#include "web/search/search_json.hpp"

#include "web/people/people_json.hpp"

namespace casework::web::search {
namespace {

using namespace persistence;

std::string_view group_name(HitGroup group) {
    switch (group) {
        case HitGroup::exact: return "exact";
        case HitGroup::starts_with: return "starts_with";
        case HitGroup::near: return "near";
    }
    return "";
}

JsonObject hit_json(const Hit& hit) {
    return JsonObject().add("group", group_name(hit.group)).add("id", hit.id).add("kind", hit.kind).add("why", hit.why).add("person", people::line_json(hit.person));
}

}  // namespace

JsonObject found_json(const Found& found) {
    JsonObject json;
    json.add("text", found.text).add("goes_to", found.goes_to).add("goes_to_kind", found.goes_to_kind).list("hits", found.hits, hit_json);
    return json.add("page", found.page).add("pages", found.pages).add("total", found.total).add("more", found.more);
}

}  // namespace casework::web::search
