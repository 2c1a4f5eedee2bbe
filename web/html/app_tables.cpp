// Tables that suit narrow screens: cards on phones, or a region that scrolls by itself.
#include "web/html/app.hpp"
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::app {

Html stacked_table(govuk::Table o) {
    o.classes = parts::words("app-table app-stack", o.classes);
    for (auto& row : o.rows)
        for (std::size_t i = 0; i < row.size() && i < o.head.size(); ++i)
            if (!o.head[i].text.empty()) row[i].attributes.push_back({"data-label", o.head[i].text});
    return govuk::table(o);
}

Html scroll_region(std::string_view caption_id, const Html& table) {
    Html out;
    out << "<div class=\"app-scroll\" role=\"region\" tabindex=\"0\""_html << attribute("aria-labelledby", caption_id) << ">\n"_html << table
        << "\n</div>\n"_html;
    return out;
}

Html table_in_scroll_region(std::string_view caption_id, govuk::Table o) {
    o.classes = parts::words("app-table", o.classes);
    o.caption_id = std::string(caption_id);
    return scroll_region(caption_id, govuk::table(o));
}

}  // namespace casework::web::html::app
