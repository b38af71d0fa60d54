// What the banner says when a start failed, and what its buttons do. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"
#include "ui/shell/banner.h"

#include <QCoreApplication>

namespace mirrorlake::ui {

class StartBanner
{
    Q_DECLARE_TR_FUNCTIONS(StartBanner)

public:
    explicit StartBanner(const Context &context) : m_context(context) {}

    /// The mirror runs elsewhere: what failed is the way to it.
    void setRemote(bool isRemote) { m_isRemote = isRemote; }
    /// The banner for snapshot.failure; only for a snapshot that has one.
    Banner bannerFor(const control::Snapshot &snapshot) const;

private:
    static QString whyItCannot(const Error &failure);
    Banner lostBanner(const Error &failure) const;
    BannerButton useNextFree(const std::string &listen) const;
    BannerButton choose() const;
    BannerButton retry(bool isPrimary) const;
    std::string presentListen() const;

    Context m_context;
    bool m_isRemote = false;
};

} // namespace mirrorlake::ui
