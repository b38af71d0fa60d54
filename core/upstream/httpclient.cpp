#include "upstream/httpclient.h"

#include "base/text.h"
#include "upstream/easyhandle.h"
#include "upstream/transfer.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>

namespace mirrorlake::upstream {

namespace {

/// Keeps a body in memory, up to a limit.
class BufferSink final : public BodySink
{
public:
    explicit BufferSink(std::int64_t limit) : m_limit(limit) {}
    bool begin(const Response &) override { return true; }
    bool write(std::span<const char> bytes) override
    {
        m_isTooLarge = static_cast<std::int64_t>(m_body.size() + bytes.size()) > m_limit;
        if (!m_isTooLarge)
            m_body.append(bytes.data(), bytes.size());
        return !m_isTooLarge;
    }
    bool isTooLarge() const { return m_isTooLarge; }
    std::string takeBody() { return std::move(m_body); }

private:
    std::int64_t m_limit;
    std::string m_body;
    bool m_isTooLarge = false;
};

/// libcurl takes a proxy from these when it is told none.
bool hasProxyInEnvironment()
{
    return std::ranges::any_of(std::array{"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"},
                               [](const char *name) {
                                   const char *value = std::getenv(name);
                                   return value && *value != '\0';
                               });
}

} // namespace

std::optional<std::string_view> Response::header(std::string_view name) const
{
    const auto field =
        std::ranges::find_if(headers, [&](const HeaderField &h) { return equalsIgnoringCase(h.name, name); });
    return field == headers.end() ? std::nullopt : std::optional<std::string_view>(field->value);
}

std::vector<std::string_view> Response::headersNamed(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (const HeaderField &field : headers) {
        if (equalsIgnoringCase(field.name, name))
            values.emplace_back(field.value);
    }
    return values;
}

class HttpClient::Impl
{
public:
    explicit Impl(ClientOptions options)
        : m_options(std::move(options)),
          m_usesProxy(m_options.proxy.empty() ? hasProxyInEnvironment() : m_options.proxy != noProxy)
    {}

    Result<Response> run(const Request &request, BodySink &sink, std::chrono::milliseconds timeout)
    {
        const HandlePool::Lease handle = m_pool.take(originOf(request.url));
        if (!handle.get())
            return fail(ErrorCode::Internal, "out of memory");
        return Transfer(handle.get(), m_options, request, sink, m_isHeld).run(timeout, m_usesProxy);
    }

    void hold(bool isHeld)
    {
        m_isHeld = isHeld;
        m_pool.setKeeps(!isHeld);
    }

private:
    ClientOptions m_options;
    bool m_usesProxy;
    std::atomic<bool> m_isHeld = false;
    HandlePool m_pool;
};

HttpClient::HttpClient(ClientOptions options) : m_impl(std::make_unique<Impl>(std::move(options))) {}

HttpClient::~HttpClient() = default;

Result<Response> HttpClient::exchange(const Request &request)
{
    BufferSink sink(request.maxBody);
    Result<Response> response = m_impl->run(request, sink, request.timeout);
    if (sink.isTooLarge())
        return fail(ErrorCode::UpstreamBroken, loggedUrl(request.url) + ": the answer is larger than " +
                                                   std::to_string(request.maxBody) + " bytes");
    if (response)
        response->body = sink.takeBody();
    return response;
}

Result<Response> HttpClient::stream(const Request &request, BodySink &sink)
{
    return m_impl->run(request, sink, std::chrono::milliseconds(0));
}

void HttpClient::hold(bool isHeld)
{
    m_impl->hold(isHeld);
}

} // namespace mirrorlake::upstream
