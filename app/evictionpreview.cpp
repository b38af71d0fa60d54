#include "evictionpreview.h"

#include "base/text.h"
#include "settings/fieldvalue.h"
#include "upkeepoptions.h"

namespace mirrorlake::app {

namespace {

constexpr std::string_view area = "eviction.";

Result<void> assignWord(settings::Settings &settings, std::string_view word)
{
    const std::size_t equals = word.find('=');
    const std::string_view key = trimmed(word.substr(0, equals));
    const settings::Field *field = settings::findField(key);
    if (!key.starts_with(area) || !field || equals == std::string_view::npos)
        return fail(ErrorCode::BadRequest,
                    "a preview takes words such as eviction.max_size=500GB, not " + std::string(word));
    auto assigned = settings::assign(settings, *field, trimmed(word.substr(equals + 1)));
    return assigned ? assigned : fail(ErrorCode::BadRequest, assigned.error().message);
}

} // namespace

Result<sweep::SweepResult> previewOf(const sweep::Librarian &librarian, const sweep::Standing &standing,
                                     const settings::EvictionSettings &present, std::string_view changes)
{
    settings::Settings settings;
    settings.eviction = present;
    for (const std::string_view word : split(changes, ' ')) {
        if (trimmed(word).empty())
            continue;
        if (auto assigned = assignWord(settings, word); !assigned)
            return fail(assigned.error());
    }
    const sweep::SweepOptions options = sweepOptions(settings.eviction);
    const std::int64_t over = sweep::overflowOf(options, standing);
    const bool isCap = options.maxSize.count > 0 && standing.held > options.maxSize.count;
    // The trash goes first, and is not listed.
    return sweep::decide(librarian, options,
                         {std::max<std::int64_t>(over - standing.trash, 0),
                          isCap ? sweep::Reason::SizeCap : sweep::Reason::FreeSpace,
                          {},
                          true});
}

} // namespace mirrorlake::app
