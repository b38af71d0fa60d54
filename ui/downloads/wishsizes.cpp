#include "ui/downloads/wishsizes.h"

#include "control/control.h"
#include "sweep/pin.h"
#include "ui/parts/later.h"

namespace mirrorlake::ui {

namespace {

constexpr std::size_t mostAsked = 100; ///< of one list: each may be a request to upstream
constexpr std::chrono::milliseconds typingPause{400};

std::string keyOf(const preload::Wish &wish)
{
    return sweep::nameOf(wish.repo) + '@' + wish.revision.text();
}

} // namespace

WishSizes::WishSizes(const Context &context, QObject *parent) : QObject(parent), m_context(context)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &WishSizes::askNext);
}

void WishSizes::want(const std::vector<preload::Wish> &wishes)
{
    m_wanted.assign(wishes.begin(), wishes.begin() + std::ptrdiff_t(std::min(wishes.size(), mostAsked)));
    m_pause.start();
}

const Result<library::Card> *WishSizes::of(const preload::Wish &wish) const
{
    const auto found = m_known.find(keyOf(wish));
    return found == m_known.end() ? nullptr : &found->second;
}

void WishSizes::askNext()
{
    while (!m_wanted.empty() && of(m_wanted.front()))
        m_wanted.pop_front();
    if (m_isAsking || m_wanted.empty())
        return;
    m_isAsking = true;
    const preload::Wish &wish = m_wanted.front();
    const auto take = [this, key = keyOf(wish)](const Result<library::Card> &card) {
        m_isAsking = false;
        m_known.insert_or_assign(key, card);
        emit changed();
        askNext();
    };
    m_context.control.operations().library().card({.repo = wish.repo, .revision = wish.revision.text()},
                                                  later<library::Card>(this, take));
}

} // namespace mirrorlake::ui
