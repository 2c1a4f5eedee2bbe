// /openapi.json: what programs may call, written from the route table and the forms it declares.
#pragma once

#include "web/context.hpp"

namespace casework::web::openapi {

// For everybody who is signed in: a map of every address is of no use to anyone who may open none of them.
Response document(Context& context);

Json document_of(std::span<const Route> table);

}  // namespace casework::web::openapi
