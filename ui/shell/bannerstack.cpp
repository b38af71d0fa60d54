#include "ui/shell/bannerstack.h"

#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::size_t mostBanners = 2;

struct ToneLook
{
    QString tone;
    QString icon;
    Token color;
};

ToneLook lookOf(Banner::Tone tone)
{
    switch (tone) {
    case Banner::Tone::Error:
        return {u"error"_s, u"error"_s, Token::Error};
    case Banner::Tone::Warning:
        return {u"warn"_s, u"warning"_s, Token::Warn};
    case Banner::Tone::Note:
        break;
    }
    return {QString(), u"info"_s, Token::Accent};
}

} // namespace

bool Banner::looksLike(const Banner &other) const
{
    const auto sameButton = [](const BannerButton &a, const BannerButton &b) {
        return a.text == b.text && a.name == b.name;
    };
    return id == other.id && tone == other.tone && title == other.title && text == other.text &&
           detail == other.detail && std::ranges::equal(buttons, other.buttons, sameButton);
}

BannerStack::BannerStack(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"bannerStack"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    setNarrow(false);
    hide();
}

void BannerStack::setNarrow(bool isNarrow)
{
    const int edge = isNarrow ? 14 : 20;
    layout()->setContentsMargins(edge, 0, edge, 12);
}

void BannerStack::setBanners(std::vector<Banner> banners)
{
    std::ranges::stable_sort(banners, {}, &Banner::tone);
    if (banners.size() > mostBanners)
        banners.resize(mostBanners);
    if (std::ranges::equal(m_banners, banners, &Banner::looksLike))
        return;
    m_banners = std::move(banners);
    for (QWidget *widget : m_widgets) {
        widget->hide();
        widget->deleteLater(); // a button of it may have brought us here
    }
    m_widgets.clear();
    for (const Banner &banner : m_banners) {
        m_widgets.push_back(makeBanner(banner));
        layout()->addWidget(m_widgets.back());
    }
    setVisible(!m_banners.empty());
}

QWidget *BannerStack::makeBanner(const Banner &banner)
{
    const ToneLook look = lookOf(banner.tone);
    auto *frame = withRole(new QFrame(this), "banner");
    frame->setObjectName(banner.id);
    frame->setProperty("tone", look.tone);
    frame->setToolTip(banner.detail);
    auto *title = makeSentence("emphasis", frame);
    title->setText(banner.title);
    auto *text = makeSentence("small", frame);
    text->setText(banner.text);
    text->setVisible(!banner.text.isEmpty());
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(text);

    auto *layout = new QHBoxLayout(frame);
    layout->setContentsMargins(16, 10, 14, 10);
    layout->setSpacing(12);
    layout->addWidget(new IconLabel(m_theme, look.icon, look.color, 20, frame));
    layout->addLayout(words, 1);
    for (const BannerButton &button : banner.buttons) {
        QPushButton *widget = makeButton(button.isPrimary ? "primary" : "", {}, frame);
        widget->setObjectName(button.name);
        setButtonText(widget, button.text);
        connect(widget, &QPushButton::clicked, this, [act = button.act] { act(); });
        layout->addWidget(widget);
    }
    return frame;
}

} // namespace mirrorlake::ui
