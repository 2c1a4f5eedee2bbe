// Asking how a paper was given.
#include "web/community_protection/service_form.hpp"

#include "domain/answers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"

namespace casework::web::cases {

namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::CaseRecord;

Html day_box(const Shown& shown, std::string name, std::string label, std::string hint, std::string_view stands) {
    return small_input(shown, std::move(name), std::move(label), std::move(hint), stands, "govuk-input--width-10");
}

Html service_questions(Context& context, const Shown& shown, const CaseRecord& record) {
    const bool body = record.recipient_kind == "body", occupier = record.recipient_kind == "occupier";
    Html out = radios_of(shown, "method", "How was it given?", rules::service_methods(), {}, "E-mail and text are not ways of giving it");
    out << day_box(shown, "served_on", "When?", std::string(past_date_hint), domain::long_date(context.today())) << small_input(shown, "served_at", "At what time?", "For example, 2:15pm", persistence::london_time(context.now()), "govuk-input--width-5")
        << radios_of(shown, "address_kind", "What kind of address is it? (only when left or posted)", rules::address_kinds(), record.value("address_kind"))
        << long_text(shown, "address", "Where?", "The address, or where it was handed over", record.value("address"), 3, 400);
    if (body) out << small_input(shown, "received_by", "Who received it?", "The secretary or clerk of a company, a partner or manager of another body", "");
    if (occupier)
        out << boxes_of(shown, "from_premises", "Premises", std::array{domain::Code{"yes", "The effect comes from the condition of the premises or the use they are put to", ""}})
            << day_box(shown, "enquired_on", "When did you try to find out who occupies or owns them?") << small_input(shown, "enquiries", "What did you do to find out?", "Land Registry, neighbours, council tax", "");
    return out << small_input(shown, "witness", "Witness (optional)", "", "") << small_input(shown, "proof", "Proof (optional)", "Body-worn video, photograph of the envelope, refused to sign", "")
               << day_box(shown, "arrived_on", "If posted: when is it shown to have arrived? (optional)", "Otherwise the ordinary course of post counts (Interpretation Act 1978 section 7)");
}

rules::ServiceRecord read_service(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    rules::ServiceRecord s;
    s.method = form.value("method");
    s.address_kind = s.method == "left" || s.method == "post" ? form.value("address_kind") : std::string();
    s.address = optional_text(form, "address", "address", refusals, 400);
    s.on = near_date(context, "served_on", "date it was given", refusals);
    if (!form.value("served_at").empty()) {
        s.at = domain::parse_time(form.value("served_at"));
        if (!s.at) refusals.push_back({RefusalKind::invalid, "served_at", "Enter a time, like 2:15pm", {}});
    }
    s.by = context.actor().account;
    s.received_by = optional_text(form, "received_by", "who received it", refusals, 200, domain::Lines::one);
    s.witness = optional_text(form, "witness", "witness", refusals, 200, domain::Lines::one);
    s.proof = optional_text(form, "proof", "proof", refusals, 500, domain::Lines::one);
    s.arrived_on = near_date(context, "arrived_on", "date it arrived", refusals);
    s.from_premises = form.value("from_premises") == "yes";
    if (const auto what = optional_text(form, "enquiries", "what you did to find out", refusals, 500, domain::Lines::one); !what.empty())
        s.enquiries.push_back({near_date(context, "enquired_on", "date of the enquiry", refusals).value_or(context.today()), what});
    return s;
}

Html no_signal_note() {
    return "<div class=\"govuk-inset-text\" data-app-keep-note hidden>No signal? Send it anyway. Your answers stay in this tab of this phone only until they are sent, then they are forgotten. Keep the tab open: they go by themselves when the signal returns, once.</div>"_html;
}

}  // namespace casework::web::cases
