// What a second start of the program asks of the one that runs: show itself, a page, links to add. Plain value.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace mirrorlake::ui {

struct OpenRequest
{
    QString page;      ///< as pageFrom() takes it, or empty
    QStringList links; ///< names and URLs for the add dialog

    bool operator==(const OpenRequest &) const = default;

    QByteArray toBytes() const;
    /// Nothing when it is none; whoever wrote it may be anybody of this user.
    static std::optional<OpenRequest> fromBytes(const QByteArray &bytes);
};

} // namespace mirrorlake::ui
