// The scripted fake Hub: a Hub and its CDN on two loopback ports, whose content, faults and log belong to the test.
//
//     FakeHub hub;
//     const std::string sha = hub.world().commit("models/org/name", "main", {{"a.bin", generatedContent(1, 1 << 20)}});
//     hub.start();                                       // hub.url() is the upstream
//     hub.knobs().add({.listener = "cdn", .times = 2, .cutAfter = 1000});
//     auto barrier = hub.knobs().hold("/resolve/", 0);   // barrier->waitUntilWaiting(4); barrier->release();
//     hub.log().count("/a.bin");
//
// Thread: any; the world, the knobs and the log may be changed while it serves.
#pragma once

#include "fakehub/cdnface.h"
#include "fakehub/controlface.h"
#include "fakehub/hubface.h"
#include "fakehub/knobs.h"
#include "fakehub/listener.h"
#include "fakehub/options.h"
#include "fakehub/requestlog.h"
#include "fakehub/world.h"

#include <memory>
#include <string>

namespace mirrorlake::fakehub {

class FakeHub
{
public:
    explicit FakeHub(Options options = {});
    ~FakeHub();

    Result<void> start();
    /// Both ports are refused and all transfers cut; start() takes the same ports again.
    void stop();

    std::string url() const { return m_hubListener.url(); }
    std::string cdnUrl() const { return m_cdnListener.url(); }
    World &world() { return m_world; }
    Knobs &knobs() { return m_knobs; }
    RequestLog &log() { return m_log; }

    /// Connections to "hub" or "cdn" are refused by the system from now on, or accepted again. Running ones go on
    /// unless dropped.
    void refuse(const std::string &listener, bool dropsRunning = false);
    void accept(const std::string &listener);
    std::uint64_t connectionsAccepted() const { return m_hubListener.accepted() + m_cdnListener.accepted(); }
    void expireSignatures() { m_cdn.expireSignatures(); }

private:
    Listener &listenerNamed(const std::string &name) { return name == "cdn" ? m_cdnListener : m_hubListener; }
    Surroundings surroundings(const std::string &name);

    const Options m_options;
    World m_world;
    Knobs m_knobs;
    RequestLog m_log;
    CdnFace m_cdn;
    HubFace m_hub;         // depends on: m_world, m_cdn
    ControlFace m_control; // depends on: everything above
    Listener m_hubListener;
    Listener m_cdnListener;
};

} // namespace mirrorlake::fakehub
