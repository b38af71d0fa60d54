// A plain HTTP/1.1 client for tests: one request on one new connection, no redirects followed, nothing hidden. Thread:
// any.
#pragma once

#include "base/httpmessage.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::fakehub {

struct Answer
{
    int status = 0; ///< 0 if no head came at all
    std::vector<HeaderField> headers;
    std::string body;     ///< without chunk marks; not decompressed
    bool isWhole = false; ///< as much came as was promised
    bool isConnected = false;

    std::optional<std::string_view> header(std::string_view name) const;
    /// The header, or "" if there is none.
    std::string text(std::string_view name) const;
};

struct Question
{
    std::string method = "GET";
    std::vector<HeaderField> headers = {};
    std::string body = {};
};

/// url is absolute; Host, Connection: close and Content-Length are added.
Answer ask(const std::string &url, const Question &question = {});

/// Sends these very bytes to the host of a URL and reads until the other side closes; for pipelined and malformed
/// requests.
std::string exchangeRaw(const std::string &url, std::string_view bytes);

} // namespace mirrorlake::fakehub
