// Reading what the forms of tools and powers ask; what is wrong with an answer joins the refusals under its field.
#pragma once

#include "domain/places/area.hpp"
#include "web/form_fields.hpp"

namespace casework::web::tools {

html::Html day_box(const Shown& shown, std::string name, std::string label, const std::optional<domain::Date>& stands = {}, std::string hint = std::string(near_date_hint));

class Reader {
  public:
    Reader(const Context& context, domain::Refusals& refusals) : context_(context), form_(context.form), refusals_(refusals) {}

    std::optional<domain::Date> day(const std::string& name, std::string label) { return near_date(context_, name, std::move(label), refusals_); }
    std::optional<domain::MinuteOfDay> time(const std::string& name);
    // NAME_on and NAME_at together.
    std::optional<domain::Instant> moment(const std::string& name, const std::string& label);
    bool ticked(const std::string& name) const { return form_.value(name) == "yes"; }
    std::string line(const std::string& name, std::string label, int most = 200) { return optional_text(form_, name, std::move(label), refusals_, most, domain::Lines::one); }
    std::string text(const std::string& name, std::string label, int most = long_text_max) { return optional_text(form_, name, std::move(label), refusals_, most); }
    std::vector<std::string> lines(const std::string& name, const std::string& label, int most = 500);
    std::string code(const std::string& name) const { return form_.value(name); }
    // Points as maps give them, one a line, latitude first: "51.2745, 0.5222".
    domain::places::Area area(const std::string& name, const std::string& label);

  private:
    const Context& context_;
    const Form& form_;
    domain::Refusals& refusals_;
};

}  // namespace casework::web::tools
