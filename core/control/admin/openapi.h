// The admin API described as OpenAPI 3.1, made from the table of routes. Pure.
#pragma once

#include <string>

namespace mirrorlake::control {

const std::string &openApiDocument();

} // namespace mirrorlake::control
