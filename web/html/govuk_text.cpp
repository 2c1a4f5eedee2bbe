// GOV.UK components that say something: labels, hints, errors, tags, details.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

using parts::class_names;
using parts::content;

Html error_message(const ErrorMessage& o) {
    Html out;
    out << "<p"_html << attribute_if("id", o.id) << class_names("govuk-error-message", o.classes) << attributes(o.attributes) << ">\n"_html;
    if (!o.visually_hidden_text.empty()) out << "<span class=\"govuk-visually-hidden\">"_html << o.visually_hidden_text << ":</span> "_html;
    out << content(o) << "\n</p>"_html;
    return out;
}

Html hint(const Hint& o) {
    Html out;
    out << "<div"_html << attribute_if("id", o.id) << class_names("govuk-hint", o.classes) << attributes(o.attributes) << ">\n"_html << content(o)
        << "\n</div>"_html;
    return out;
}

Html label(const Label& o) {
    if (o.empty()) return {};
    Html out;
    out << "<label"_html << class_names("govuk-label", o.classes) << attributes(o.attributes) << attribute_if("for", o.for_id) << ">\n"_html
        << content(o) << "\n</label>"_html;
    return o.is_page_heading ? "<h1 class=\"govuk-label-wrapper\">\n"_html + out + "\n</h1>"_html : out;
}

Html fieldset(const Fieldset& o) {
    Html out;
    out << "<fieldset"_html << class_names("govuk-fieldset", o.classes) << attribute_if("role", o.role)
        << attribute_if("aria-describedby", o.described_by) << attributes(o.attributes) << ">\n"_html;
    if (!o.legend.text.empty() || !o.legend.html.empty()) {
        out << "<legend"_html << class_names("govuk-fieldset__legend", o.legend.classes) << ">\n"_html;
        if (o.legend.is_page_heading)
            out << "<h1 class=\"govuk-fieldset__heading\">\n"_html << content(o.legend) << "\n</h1>"_html;
        else
            out << content(o.legend);
        out << "\n</legend>\n"_html;
    }
    out << o.html << "\n</fieldset>"_html;
    return out;
}

Html tag(const Tag& o) {
    Html out;
    out << "<strong"_html << class_names("govuk-tag", o.classes) << attributes(o.attributes) << ">\n"_html << content(o) << "\n</strong>"_html;
    return out;
}

Html inset_text(const InsetText& o) {
    Html out;
    out << "<div"_html << attribute_if("id", o.id) << class_names("govuk-inset-text", o.classes) << attributes(o.attributes) << ">\n"_html
        << content(o) << "\n</div>"_html;
    return out;
}

Html warning_text(const WarningText& o) {
    Html out;
    out << "<div"_html << class_names("govuk-warning-text", o.classes) << attributes(o.attributes)
        << ">\n<span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>\n<strong class=\"govuk-warning-text__text\">\n"
           "<span class=\"govuk-visually-hidden\">"_html
        << o.icon_fallback_text << "</span>\n"_html << content(o) << "\n</strong>\n</div>"_html;
    return out;
}

Html details(const Details& o) {
    Html out;
    out << "<details"_html << attribute_if("id", o.id) << class_names("govuk-details", o.classes) << attributes(o.attributes);
    if (o.open) out << " open"_html;
    out << ">\n<summary class=\"govuk-details__summary\">\n<span class=\"govuk-details__summary-text\">\n"_html
        << content(o.summary_text, o.summary_html) << "\n</span>\n</summary>\n<div class=\"govuk-details__text\">\n"_html << content(o)
        << "\n</div>\n</details>"_html;
    return out;
}

}  // namespace casework::web::html::govuk
