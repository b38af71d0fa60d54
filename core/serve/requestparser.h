// Boost.Beast's HTTP/1 parser, filling an HttpRequest. Only for requestreader.cpp: the header is slow to compile.
#pragma once

#include "base/httpmessage.h"
#include "serve/requestreader.h"
#include "serve/requestrules.h"

#include <boost/beast/http/basic_parser.hpp>

#include <optional>

namespace mirrorlake::serve {

class RequestParser final : public boost::beast::http::basic_parser<true>
{
public:
    explicit RequestParser(const ReaderLimits &limits);

    HttpRequest &request() { return m_request; }
    const HttpRequest &request() const { return m_request; }
    /// Why the parser stopped with this code.
    Error refusalFor(const boost::beast::error_code &code) const;
    bool expectsContinue() const;

private:
    using ErrorCodeOut = boost::beast::error_code;
    using View = boost::beast::string_view;

    void on_request_impl(boost::beast::http::verb method, View name, View target, int version, ErrorCodeOut &) override;
    void on_response_impl(int, View, int, ErrorCodeOut &) override {}
    void on_field_impl(boost::beast::http::field, View name, View value, ErrorCodeOut &) override;
    void on_header_impl(ErrorCodeOut &code) override;
    void on_body_init_impl(const boost::optional<std::uint64_t> &length, ErrorCodeOut &) override;
    std::size_t on_body_impl(View body, ErrorCodeOut &) override;
    void on_chunk_header_impl(std::uint64_t, View, ErrorCodeOut &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View body, ErrorCodeOut &) override;
    void on_finish_impl(ErrorCodeOut &) override {}

    HttpRequest m_request;
    std::optional<Error> m_violation;
    HttpVersion m_version = HttpVersion::Http11;
    bool m_isHeaderRead = false;
};

} // namespace mirrorlake::serve
