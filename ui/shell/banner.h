// What a banner says: what is wrong, what can be done, and the buttons that do it. Plain value.
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace mirrorlake::ui {

struct BannerButton
{
    QString name; ///< object name
    QString text;
    bool isPrimary = false;
    std::function<void()> act;
};

struct Banner
{
    enum class Tone
    {
        Error,
        Warning,
        Note
    };

    QString id;
    Tone tone = Tone::Error;
    QString title;
    QString text;
    QString detail; ///< tooltip: what exactly happened
    std::vector<BannerButton> buttons;

    /// True when both would look the same.
    bool looksLike(const Banner &other) const;
};

} // namespace mirrorlake::ui
