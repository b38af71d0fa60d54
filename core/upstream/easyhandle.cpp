#include "upstream/easyhandle.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

/// libcurl asks to be started once, before any thread uses it.
void startCurl()
{
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(started);
}

} // namespace

HandlePool::HandlePool()
{
    startCurl();
    m_share = curl_share_init();
    curl_share_setopt(m_share, CURLSHOPT_LOCKFUNC, &HandlePool::lock);
    curl_share_setopt(m_share, CURLSHOPT_UNLOCKFUNC, &HandlePool::unlock);
    curl_share_setopt(m_share, CURLSHOPT_USERDATA, this);
    curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

HandlePool::~HandlePool()
{
    for (const Idle &idle : m_idle)
        curl_easy_cleanup(idle.handle);
    curl_share_cleanup(m_share);
}

HandlePool::Lease HandlePool::take(const std::string &origin)
{
    {
        const std::scoped_lock guard(m_mutex);
        const auto found = std::ranges::find(m_idle, origin, &Idle::origin);
        if (found != m_idle.end()) {
            CURL *handle = found->handle;
            m_idle.erase(found);
            return Lease(*this, handle, origin);
        }
    }
    return Lease(*this, made(), origin);
}

CURL *HandlePool::made()
{
    CURL *handle = curl_easy_init();
    if (handle)
        curl_easy_setopt(handle, CURLOPT_SHARE, m_share);
    return handle;
}

void HandlePool::giveBack(CURL *handle, std::string origin)
{
    if (!handle)
        return;
    curl_easy_reset(handle);
    CURL *dropped = nullptr;
    {
        const std::scoped_lock guard(m_mutex);
        m_idle.push_front({std::move(origin), handle});
        if (m_idle.size() > (m_keeps ? maxIdle : 0)) {
            dropped = m_idle.back().handle;
            m_idle.pop_back();
        }
    }
    if (dropped)
        curl_easy_cleanup(dropped);
}

void HandlePool::setKeeps(bool keeps)
{
    std::list<Idle> dropped;
    {
        const std::scoped_lock guard(m_mutex);
        m_keeps = keeps;
        if (!keeps)
            dropped.swap(m_idle);
    }
    for (const Idle &idle : dropped)
        curl_easy_cleanup(idle.handle);
}

void HandlePool::lock(CURL *, curl_lock_data data, curl_lock_access, void *self)
{
    static_cast<HandlePool *>(self)->m_shareLocks[data].lock();
}

void HandlePool::unlock(CURL *, curl_lock_data data, void *self)
{
    static_cast<HandlePool *>(self)->m_shareLocks[data].unlock();
}

} // namespace mirrorlake::upstream
