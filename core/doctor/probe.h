// What the checks ask of the world: names, connections, disk and clock, behind one interface, so that a test can make
// each of them ill. Calls block for seconds at most. Thread: any.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "upstream/httpclient.h"

#include <filesystem>
#include <string>

namespace mirrorlake::doctor {

class Probe
{
public:
    virtual ~Probe() = default;

    /// One address of a host, from the system's resolver. Errors: UpstreamNameUnknown.
    virtual Result<std::string> addressOf(const std::string &host) = 0;
    /// Errors: UpstreamUnreachable, UpstreamTimeout.
    virtual Result<void> connect(const std::string &host, int port) = 0;
    /// True HTTP, as the mirror's own client speaks it. Errors: as HttpClient.
    virtual Result<upstream::Response> ask(const upstream::ClientOptions &client, const upstream::Request &request) = 0;
    /// Nothing if a mirror answers /-/health there, past any proxy. Errors: UpstreamUnreachable, UpstreamTimeout,
    /// UpstreamBroken.
    virtual Result<void> greet(const std::string &host, int port) = 0;
    /// Nothing if this "ADDR:PORT" could be listened on now. Errors: CannotListen.
    virtual Result<void> tryListen(const std::string &address) = 0;
    /// Bytes a second that a file of this size in this folder takes; it is deleted again. Errors: NoSpace, ReadOnly,
    /// Io.
    virtual Result<double> writeSpeed(const std::filesystem::path &folder, std::int64_t size) = 0;
    /// The beginning of a small file; empty when it cannot be read.
    virtual std::string fileText(const std::filesystem::path &file) = 0;
    virtual Clock::Wall now() = 0;
};

} // namespace mirrorlake::doctor
