// The personal details of the person a record is about: names, birth, addresses, safe contact, vulnerabilities, markers, photographs, places.
#pragma once

#include <functional>

#include "domain/refusal.hpp"
#include "web/context.hpp"

namespace casework::web::nominals {

// The record that the form is about: its address, the person, and its page with a title.
struct PersonForm {
    std::string id, address, person;
    std::function<html::Page(std::string title)> page;
};
Response person_form_of(Context& context, const domain::Outcome<PersonForm>& form);
Response save_person_of(Context& context, const domain::Outcome<PersonForm>& form);

Response person_form(Context& context);
Response save_person(Context& context);

}  // namespace casework::web::nominals
