// A whole mirror without sockets of its own: catalogue, store, fill and upstream in a temporary folder, in front of a
// fake Hub. Requests go straight to the service; replies are waited for. The clock stands still until a test moves it.
#pragma once

#include "base/log.h"
#include "fakehub/fakehub.h"
#include "mirror/mirrorservice.h"
#include "support/manualclock.h"
#include "upstream/routes.h"

#include <QtCore/QTemporaryDir>

#include <future>
#include <memory>
#include <string>

namespace mirrorlake::test {

/// What a client got.
struct Got
{
    int status = 0;
    std::string body;
    HeaderBlock headers;
    Outcome outcome = Outcome::None;
    bool isWhole = true; ///< false when the body was cut

    std::string header(std::string_view name) const { return std::string(headers.find(name).value_or("")); }
};

class MirrorHarness : private fill::FillObserver
{
public:
    MirrorHarness();
    ~MirrorHarness() override;

    fakehub::FakeHub hub;
    ManualClock clock;
    mirror::MirrorOptions options; ///< taken at the next start
    HttpService *front = nullptr;  ///< what requests go to, where that is not the service itself
    std::string upstream;          ///< in place of the fake Hub's URL; taken at the next start
    std::string ownToken;          ///< the mirror's own at the fake Hub; taken at the next start

    using Headers = std::vector<HeaderField>;
    Got get(const std::string &target, Headers headers = {})
    {
        return ask(HttpMethod::Get, target, std::move(headers));
    }
    Got head(const std::string &target, Headers headers = {})
    {
        return ask(HttpMethod::Head, target, std::move(headers));
    }
    Got post(const std::string &target, const std::string &body, const std::string &contentType);
    Got post(const std::string &target, const std::string &body, Headers headers)
    {
        return ask(HttpMethod::Post, target, std::move(headers), body);
    }
    std::future<Got> later(const std::string &target, Headers headers = {});

    /// Everything is closed and opened again from the same folder, as after a restart.
    void restart(bool isOffline = false);
    /// Writes down what is pending, so that a restart finds it.
    catalog::Catalog &catalog() { return *m_catalog; }
    /// For a server in front of it; opened if it was not.
    HttpService &service();
    std::string folder() const { return m_folder.path().toStdString(); }
    store::BlobStore &store() { return *m_store; }

private:
    Got ask(HttpMethod method, const std::string &target, Headers headers, std::string body = {});
    void open(bool isOffline);
    void close();
    void received(std::int64_t) override {}
    void completed(const upstream::FileSource &source) override;
    void failed(const upstream::FileSource &, const Error &) override {}

    SystemClock m_realClock; ///< upstream waits for real when a Hub says so
    QTemporaryDir m_folder;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<store::BlobStore> m_store;
    std::unique_ptr<upstream::Hub> m_upstream;
    std::unique_ptr<upstream::Hub> m_viewer;
    std::unique_ptr<fill::Filler> m_filler;
    std::unique_ptr<mirror::MirrorService> m_service; // depends on: everything above
};

/// "Authorization: Bearer …" of a user of the fake Hub.
inline HeaderField bearer(std::string_view user)
{
    return {"Authorization", "Bearer " + fakehub::tokenOf(user)};
}

/// All bytes of a content.
std::string bytesOf(const fakehub::ContentPtr &content);

} // namespace mirrorlake::test
