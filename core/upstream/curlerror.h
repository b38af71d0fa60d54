// What a libcurl result means in our words. Pure. Thread: any.
#pragma once

#include "base/error.h"

#include <curl/curl.h>

namespace mirrorlake::upstream {

/// isConnected: the request had begun to be sent, so a time-out is one of the answer and not of the connection.
ErrorCode codeOfCurl(CURLcode result, bool isConnected);

} // namespace mirrorlake::upstream
