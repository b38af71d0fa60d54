#include "ui/settings/allowedtext.h"

#include "settings/units.h"

#include <QCoreApplication>

#include <chrono>

namespace mirrorlake::ui {

namespace {

struct AllowedText
{
    Q_DECLARE_TR_FUNCTIONS(AllowedText)
};

QString sizeText(std::int64_t bytes)
{
    return QString::fromStdString(settings::bytesText({bytes}));
}

QString timeText(std::int64_t milliseconds)
{
    return QString::fromStdString(settings::durationText(std::chrono::milliseconds(milliseconds)));
}

/// Without the key in front, which stands beside the editor already.
QString detailOf(const settings::Field &field, const Error &why)
{
    const std::string prefix = std::string(field.key) + ": ";
    return QString::fromStdString(why.message.starts_with(prefix) ? why.message.substr(prefix.size()) : why.message);
}

} // namespace

QString faultText(const settings::Field &field, const Error &why)
{
    const auto [least, most] = field.range;
    switch (settings::kindOf(field)) {
    case settings::FieldKind::Number:
        return AllowedText::tr("Allowed: a whole number from %1 to %2.").arg(least).arg(most);
    case settings::FieldKind::Size:
        return AllowedText::tr("Allowed: a size from %1 to %2, such as 50MB or 64KiB.")
            .arg(sizeText(least), sizeText(most));
    case settings::FieldKind::Duration:
        return AllowedText::tr("Allowed: a time from %1 to %2, such as 10s or 2min.")
            .arg(timeText(least), timeText(most));
    case settings::FieldKind::Text:
    case settings::FieldKind::TextList:
    case settings::FieldKind::Choice:
    case settings::FieldKind::Switch:
        break;
    }
    return AllowedText::tr("This cannot be used: %1").arg(detailOf(field, why));
}

} // namespace mirrorlake::ui
