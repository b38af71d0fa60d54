// Above the page: at most two banners, errors before warnings, buttons inside, never modal. Thread: GUI.
#pragma once

#include "ui/shell/banner.h"

#include <QWidget>

namespace mirrorlake::ui {

class Theme;

class BannerStack final : public QWidget
{
    Q_OBJECT

public:
    explicit BannerStack(const Theme &theme, QWidget *parent = nullptr);

    /// Rebuilds only when something looks different, so that focus stays.
    void setBanners(std::vector<Banner> banners);
    void setNarrow(bool isNarrow);

private:
    QWidget *makeBanner(const Banner &banner);

    const Theme &m_theme;
    std::vector<Banner> m_banners;
    std::vector<QWidget *> m_widgets;
};

} // namespace mirrorlake::ui
