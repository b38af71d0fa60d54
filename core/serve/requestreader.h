// Turns the bytes of one connection into requests, one after the other. Holds at most one header, or one piece of a
// body, beside the request it builds. Syntax is Boost.Beast's parser, framing is requestrules.h; line ends are checked
// here, because the parser is lenient about them. Knows no socket and no clock. Thread: one at a time.
#pragma once

#include "base/bytes.h"
#include "base/httpmessage.h"

#include <cstddef>
#include <memory>

namespace mirrorlake::serve {

struct ReaderLimits
{
    Bytes header = kibibytes(16);
    Bytes body = mebibytes(8);
};

class RequestReader
{
public:
    struct Space
    {
        char *data = nullptr;
        std::size_t size = 0;
    };

    enum class Progress
    {
        NeedsMore, ///< receive into space(), then call received() and advance()
        Complete,  ///< take() the request
        Refused,   ///< answer with refusal() and close: where the next request starts is not known
    };

    explicit RequestReader(ReaderLimits limits);
    ~RequestReader();

    /// Room for the next bytes; never empty after NeedsMore.
    Space space();
    void received(std::size_t count);
    Progress advance();

    /// No byte of a next request has come.
    bool isIdle() const;
    bool isInBody() const;
    /// True once a request, when its client waits for "100 Continue" before it sends the body.
    bool takeContinue();

    HttpRequest take();
    /// Of the last request: whether the connection may be used again.
    bool keepsAlive() const;
    const Error &refusal() const;
    /// Whether the request that is being read asks for no body in the answer, as far as can be seen.
    bool isHead() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::serve
