#include "fakehub/fakehub.h"

namespace mirrorlake::fakehub {

FakeHub::FakeHub(Options options)
    : m_options(std::move(options)), m_cdn(m_options), m_hub(m_world, m_cdn, m_options),
      m_control({m_world, m_knobs, m_log, m_cdn, [this](const std::string &name, bool drops) { refuse(name, drops); },
                 [this](const std::string &name) { accept(name); }}),
      m_hubListener(m_options.address, m_options.port, surroundings("hub")),
      m_cdnListener(m_options.address, m_options.cdnPort, surroundings("cdn"))
{}

FakeHub::~FakeHub()
{
    stop();
}

Surroundings FakeHub::surroundings(const std::string &name)
{
    const bool isHub = name == "hub";
    return {name,
            m_knobs,
            m_log,
            [this, isHub](const HttpRequest &request) { return isHub ? m_hub.answer(request) : m_cdn.answer(request); },
            [this, isHub](const HttpRequest &request, const Rule &rule) {
                if (rule.status == 429)
                    return m_hub.tooMany(request, rule.retryAfter);
                if (isHub)
                    return jsonError(rule.status, "", std::string(reasonOf(rule.status)));
                return textReply(rule.status, std::string(reasonOf(rule.status)));
            },
            [this](const HttpRequest &request) { return m_control.answer(request); },
            [](const HttpRequest &request) {
                const Caller caller = callerOf(request);
                return caller.hasToken && caller.user.empty() ? std::string("unknown") : caller.user;
            }};
}

Result<void> FakeHub::start()
{
    if (auto opened = m_cdnListener.open(); !opened)
        return opened;
    if (auto opened = m_hubListener.open(); !opened)
        return opened;
    m_hub.setUrls(url(), cdnUrl());
    return {};
}

void FakeHub::stop()
{
    m_hubListener.close(true);
    m_cdnListener.close(true);
}

void FakeHub::refuse(const std::string &listener, bool dropsRunning)
{
    listenerNamed(listener).close(dropsRunning);
}

void FakeHub::accept(const std::string &listener)
{
    (void)listenerNamed(listener).open();
}

} // namespace mirrorlake::fakehub
