// libcurl's easy handles, pooled: one is lent for one exchange and keeps its connection for the next to the same
// origin. Names and TLS sessions are shared among the handles of a pool. Thread: any; a lent handle belongs to its
// borrower.
#pragma once

#include <curl/curl.h>

#include <array>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace mirrorlake::upstream {

class HandlePool
{
public:
    /// A handle on loan, fresh but for its open connections; goes back when this ends.
    class Lease
    {
    public:
        Lease(HandlePool &pool, CURL *handle, std::string origin)
            : m_pool(pool), m_handle(handle), m_origin(std::move(origin))
        {}
        ~Lease() { m_pool.giveBack(m_handle, std::move(m_origin)); }
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;
        CURL *get() const { return m_handle; }

    private:
        HandlePool &m_pool;
        CURL *m_handle;
        std::string m_origin;
    };

    HandlePool();
    ~HandlePool();
    HandlePool(const HandlePool &) = delete;
    HandlePool &operator=(const HandlePool &) = delete;

    /// The handle used last for this origin, else a new one. get() is nullptr when memory is out.
    Lease take(const std::string &origin);
    /// False: no handle is kept for later, so that no connection stays open.
    void setKeeps(bool keeps);

private:
    struct Idle
    {
        std::string origin;
        CURL *handle;
    };

    void giveBack(CURL *handle, std::string origin);
    CURL *made();
    static void lock(CURL *, curl_lock_data data, curl_lock_access, void *self);
    static void unlock(CURL *, curl_lock_data data, void *self);

    static constexpr std::size_t maxIdle = 64;

    std::array<std::mutex, CURL_LOCK_DATA_LAST> m_shareLocks;
    CURLSH *m_share; // depends on: m_shareLocks
    std::mutex m_mutex;
    std::list<Idle> m_idle; ///< used last in front
    bool m_keeps = true;
};

} // namespace mirrorlake::upstream
