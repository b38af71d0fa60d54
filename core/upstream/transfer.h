// One exchange on one easy handle: sets it up, runs it, gathers the head, hands the body on, watches for stalls and
// cancellation. Thread: the caller's, for its whole life.
#pragma once

#include "upstream/httpclient.h"

#include <curl/curl.h>

#include <array>
#include <atomic>
#include <memory>

namespace mirrorlake::upstream {

/// ClientOptions::proxy for none, whatever the environment says.
constexpr std::string_view noProxy = "none";

class Transfer
{
public:
    Transfer(CURL *handle, const ClientOptions &options, const Request &request, BodySink &sink,
             const std::atomic<bool> &isHeld);

    /// timeout: of the whole exchange, 0 for none. usesProxy: the address that is connected to says nothing of the
    /// host.
    Result<Response> run(std::chrono::milliseconds timeout, bool usesProxy);

private:
    using Time = std::chrono::steady_clock::time_point;
    struct ListDeleter
    {
        void operator()(curl_slist *list) const { curl_slist_free_all(list); }
    };

    Result<void> setUp(std::chrono::milliseconds timeout);
    void setUpMethod();
    void setUpRoute();
    void setUpCallbacks();
    Result<void> setUpHeaders();
    bool addHeader(const std::string &line);
    Result<Response> outcome(CURLcode result);

    bool takeHeader(std::string_view line);
    bool endHead();
    bool takeBody(std::span<const char> bytes);
    bool mustEnd();
    /// Remembers why, and is false: callbacks return it to end the exchange.
    bool abortWith(ErrorCode code, std::string message);

    static std::size_t onHeader(char *data, std::size_t, std::size_t count, void *self);
    static std::size_t onBody(char *data, std::size_t, std::size_t count, void *self);
    static int onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
    static int onConnected(void *self, char *peer, char *, int, int);
    static curl_socket_t onOpenSocket(void *self, curlsocktype, struct curl_sockaddr *address);

    CURL *m_handle;
    const ClientOptions &m_options;
    const Request &m_request;
    BodySink &m_sink;
    const std::atomic<bool> &m_isHeld;
    bool m_usesProxy = false;

    std::unique_ptr<curl_slist, ListDeleter> m_headerList;
    std::unique_ptr<curl_slist, ListDeleter> m_addressList;
    std::array<char, CURL_ERROR_SIZE> m_curlWords{};

    Response m_response;
    std::size_t m_headBytes = 0;
    bool m_isConnected = false;
    bool m_isHeadDone = false;
    Time m_started{};
    Time m_headDone{};
    Time m_lastActivity{};
    std::optional<Error> m_abort; ///< why a callback ended the exchange
};

} // namespace mirrorlake::upstream
