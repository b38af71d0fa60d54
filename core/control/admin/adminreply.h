// Replies of the admin API: JSON, never cached, errors as {"error":…,"code":…}. Pure.
#pragma once

#include "base/httpmessage.h"

namespace mirrorlake::control {

HttpReply jsonReply(int status, std::string text);
HttpReply refusal(int status, std::string_view sentence);
HttpReply refusal(const Error &error);
/// {"done":true}
HttpReply doneReply();

} // namespace mirrorlake::control
