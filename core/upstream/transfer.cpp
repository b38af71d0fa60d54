#include "upstream/transfer.h"

#include "base/log.h"
#include "base/text.h"
#include "upstream/curlerror.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

constexpr std::size_t maxHeadBytes = 64 * 1024;
constexpr std::size_t maxHeadFields = 256;
constexpr long streamBuffer = 256 * 1024;

std::string_view nameOfMethod(HttpMethod method)
{
    switch (method) {
    case HttpMethod::Get:
        return "GET";
    case HttpMethod::Head:
        return "HEAD";
    case HttpMethod::Post:
        return "POST";
    default:
        return {};
    }
}

std::string addressText(const curl_sockaddr &address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void *bytes = nullptr;
    if (address.family == AF_INET)
        bytes = &reinterpret_cast<const sockaddr_in &>(address.addr).sin_addr;
    else if (address.family == AF_INET6)
        bytes = &reinterpret_cast<const sockaddr_in6 &>(address.addr).sin6_addr;
    return bytes && inet_ntop(address.family, bytes, text.data(), text.size()) ? std::string(text.data())
                                                                               : std::string();
}

} // namespace

Transfer::Transfer(CURL *handle, const ClientOptions &options, const Request &request, BodySink &sink,
                   const std::atomic<bool> &isHeld)
    : m_handle(handle), m_options(options), m_request(request), m_sink(sink), m_isHeld(isHeld)
{}

Result<Response> Transfer::run(std::chrono::milliseconds timeout, bool usesProxy)
{
    m_usesProxy = usesProxy;
    m_started = m_lastActivity = std::chrono::steady_clock::now();
    if (const Result<void> ready = setUp(timeout); !ready)
        return fail(ready.error());
    const CURLcode result = curl_easy_perform(m_handle);
    Result<Response> answer = outcome(result);
    if (log::isEnabled(log::Level::Debug)) {
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_started);
        log::debug("upstream", "{} {}: {} after {} ms", nameOfMethod(m_request.method), loggedUrl(m_request.url),
                   answer ? std::to_string(answer->status) : answer.error().message, took.count());
    }
    return answer;
}

Result<void> Transfer::setUp(std::chrono::milliseconds timeout)
{
    if (nameOfMethod(m_request.method).empty())
        return fail(ErrorCode::MethodNotAllowed, "only GET, HEAD and POST go upstream");
    if (originOf(m_request.url).empty())
        return fail(ErrorCode::UpstreamUnreachable, "the upstream address is not an http or https URL");
    curl_easy_setopt(m_handle, CURLOPT_URL, m_request.url.c_str());
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_handle, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(m_handle, CURLOPT_MAXCONNECTS, 4L);
    curl_easy_setopt(m_handle, CURLOPT_USERAGENT, m_options.userAgent.c_str());
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_curlWords.data());
    auto connect = m_options.connectTimeout;
    if (m_request.connectTimeout.count() > 0)
        connect = std::min(connect, m_request.connectTimeout);
    curl_easy_setopt(m_handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
    curl_easy_setopt(m_handle, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    if (timeout.count() == 0)
        curl_easy_setopt(m_handle, CURLOPT_BUFFERSIZE, streamBuffer);
    if (!m_request.bearerToken.empty() && m_request.sendsTokenAsBasic) {
        curl_easy_setopt(m_handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(m_handle, CURLOPT_USERNAME, "user");
        curl_easy_setopt(m_handle, CURLOPT_PASSWORD, m_request.bearerToken.c_str());
    }
    if (m_request.acceptsCompressed)
        curl_easy_setopt(m_handle, CURLOPT_ACCEPT_ENCODING, "");
    setUpMethod();
    setUpRoute();
    setUpCallbacks();
    return setUpHeaders();
}

void Transfer::setUpMethod()
{
    if (m_request.method == HttpMethod::Head) {
        curl_easy_setopt(m_handle, CURLOPT_NOBODY, 1L);
    } else if (m_request.method == HttpMethod::Post) {
        curl_easy_setopt(m_handle, CURLOPT_POST, 1L);
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, m_request.body.c_str());
    }
}

void Transfer::setUpRoute()
{
    curl_easy_setopt(m_handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (!m_options.proxy.empty())
        curl_easy_setopt(m_handle, CURLOPT_PROXY, m_options.proxy == noProxy ? "" : m_options.proxy.c_str());
    if (!m_options.caFile.empty())
        curl_easy_setopt(m_handle, CURLOPT_CAINFO,
                         m_options.caFile.c_str()); // the system's folder of certificates stays trusted
    if (!m_options.dohUrl.empty())
        curl_easy_setopt(m_handle, CURLOPT_DOH_URL, m_options.dohUrl.c_str());
    for (const std::string &fixed : m_options.fixedAddresses) {
        if (curl_slist *longer = curl_slist_append(m_addressList.get(), fixed.c_str())) {
            static_cast<void>(m_addressList.release());
            m_addressList.reset(longer);
        }
    }
    if (m_addressList)
        curl_easy_setopt(m_handle, CURLOPT_RESOLVE, m_addressList.get());
}

void Transfer::setUpCallbacks()
{
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(m_handle, CURLOPT_XFERINFOFUNCTION, &Transfer::onProgress);
    curl_easy_setopt(m_handle, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(m_handle, CURLOPT_PREREQFUNCTION, &Transfer::onConnected);
    curl_easy_setopt(m_handle, CURLOPT_PREREQDATA, this);
    if (m_request.isPublicOnly && !m_usesProxy) {
        curl_easy_setopt(m_handle, CURLOPT_OPENSOCKETFUNCTION, &Transfer::onOpenSocket);
        curl_easy_setopt(m_handle, CURLOPT_OPENSOCKETDATA, this);
    }
}

Result<void> Transfer::setUpHeaders()
{
    std::vector<std::string> lines;
    for (const HeaderField &field : m_request.headers)
        lines.push_back(field.name + ": " + field.value);
    if (!m_request.bearerToken.empty() && !m_request.sendsTokenAsBasic)
        lines.push_back("Authorization: Bearer " + m_request.bearerToken);
    if (m_request.range)
        lines.push_back("Range: bytes=" + std::to_string(m_request.range->begin) + "-" +
                        std::to_string(m_request.range->end - 1));
    if (!m_request.acceptsCompressed)
        lines.push_back("Accept-Encoding: identity");
    if (m_request.method == HttpMethod::Post)
        lines.push_back("Expect:"); // no waiting for 100 Continue
    for (const std::string &line : lines) {
        if (hasControlCharacter(line))
            return fail(ErrorCode::BadRequest, "a header or token has a control character in it");
        if (!addHeader(line))
            return fail(ErrorCode::Internal, "out of memory");
    }
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headerList.get());
    return {};
}

bool Transfer::addHeader(const std::string &line)
{
    curl_slist *longer = curl_slist_append(m_headerList.get(), line.c_str());
    if (!longer)
        return false;
    static_cast<void>(m_headerList.release());
    m_headerList.reset(longer);
    return true;
}

Result<Response> Transfer::outcome(CURLcode result)
{
    const std::string where = std::string(nameOfMethod(m_request.method)) + " " + loggedUrl(m_request.url);
    if (m_abort)
        return fail(m_abort->in(where));
    if (result != CURLE_OK) {
        const std::string words = m_curlWords[0] != '\0' ? m_curlWords.data() : curl_easy_strerror(result);
        return fail(codeOfCurl(result, m_isConnected), where + ": " + words);
    }
    if (!m_isHeadDone)
        return fail(ErrorCode::UpstreamBroken, where + ": the answer has no head");
    m_response.bodyTime = std::chrono::duration_cast<std::chrono::milliseconds>(m_lastActivity - m_headDone);
    return std::move(m_response);
}

bool Transfer::takeHeader(std::string_view line)
{
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    m_lastActivity = std::chrono::steady_clock::now();
    if (m_isHeadDone)
        return true; // a trailer
    const std::string_view text = trimmed(line);
    m_headBytes += line.size() + 2;
    if (m_headBytes > maxHeadBytes || m_response.headers.size() >= maxHeadFields)
        return abortWith(ErrorCode::UpstreamBroken, "the head of the answer is too large");
    if (text.empty())
        return endHead();
    const std::size_t colon = text.find(':');
    if (line.starts_with("HTTP/"))
        m_response.headers.clear();
    else if ((line.front() == ' ' || line.front() == '\t') && !m_response.headers.empty())
        m_response.headers.back().value += " " + std::string(text);
    else if (colon != std::string_view::npos)
        m_response.headers.push_back(
            {std::string(trimmed(text.substr(0, colon))), std::string(trimmed(text.substr(colon + 1)))});
    return true;
}

bool Transfer::endHead()
{
    long status = 0;
    curl_easy_getinfo(m_handle, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200)
        return true; // interim, the answer follows
    m_isHeadDone = true;
    m_headDone = m_lastActivity;
    m_response.status = static_cast<int>(status);
    m_response.latency = std::chrono::duration_cast<std::chrono::milliseconds>(m_lastActivity - m_started);
    if (m_request.acceptsCompressed && m_response.header("content-encoding")) {
        std::erase_if(m_response.headers, [](const HeaderField &field) {
            return equalsIgnoringCase(field.name, "content-encoding") ||
                   equalsIgnoringCase(field.name, "content-length");
        });
    }
    return m_sink.begin(m_response) || abortWith(ErrorCode::Cancelled, "ended by its reader");
}

bool Transfer::takeBody(std::span<const char> bytes)
{
    const bool goesOn = m_sink.write(bytes) || abortWith(ErrorCode::Cancelled, "ended by its reader");
    m_lastActivity = std::chrono::steady_clock::now();
    m_response.bodyBytes += static_cast<std::int64_t>(bytes.size());
    return goesOn;
}

bool Transfer::mustEnd()
{
    if (m_isHeld.load(std::memory_order_relaxed) || m_sink.isCancelled())
        return !abortWith(ErrorCode::Cancelled, "no longer wanted");
    const bool isStalled = m_isConnected && std::chrono::steady_clock::now() - m_lastActivity > m_options.stallTimeout;
    if (!isStalled)
        return false;
    const auto seconds = std::chrono::duration<double>(m_options.stallTimeout).count();
    return !abortWith(ErrorCode::UpstreamTimeout, fmt::format("no byte came for {:g} s", seconds));
}

bool Transfer::abortWith(ErrorCode code, std::string message)
{
    if (!m_abort)
        m_abort = Error{code, std::move(message)};
    return false;
}

std::size_t Transfer::onHeader(char *data, std::size_t, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->takeHeader({data, count}) ? count : 0;
}

std::size_t Transfer::onBody(char *data, std::size_t, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->takeBody({data, count}) ? count : 0;
}

int Transfer::onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Transfer *>(self)->mustEnd() ? 1 : 0;
}

int Transfer::onConnected(void *self, char *peer, char *, int, int)
{
    auto &transfer = *static_cast<Transfer *>(self);
    transfer.m_isConnected = true;
    transfer.m_lastActivity = std::chrono::steady_clock::now();
    if (transfer.m_usesProxy)
        return CURL_PREREQFUNC_OK;
    transfer.m_response.peerAddress = peer;
    if (!transfer.m_request.isPublicOnly || !isPrivateAddress(peer))
        return CURL_PREREQFUNC_OK;
    transfer.abortWith(ErrorCode::UpstreamBroken, "leads to a private address");
    return CURL_PREREQFUNC_ABORT;
}

curl_socket_t Transfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    if (isPrivateAddress(addressText(*address))) {
        static_cast<Transfer *>(self)->abortWith(ErrorCode::UpstreamBroken, "leads to a private address");
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

} // namespace mirrorlake::upstream
