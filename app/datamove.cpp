#include "datamove.h"

#include "base/log.h"
#include "datachoice.h"
#include "datafolder.h"

namespace mirrorlake::app {

Result<void> moveDataFolder(const relocate::MoveOrder &order, const std::filesystem::path &settingsFile,
                            const relocate::MoveWatch &watch)
{
    {
        const auto held = DataFolder::open(order.from);
        if (!held)
            return fail(held.error());
        store::Disk disk;
        if (auto moved = relocate::moveFolder(order, disk, watch); !moved)
            return moved;
    }
    log::info("app", "the data folder was moved");
    // The old path leads to the new folder, so that this one is found without the choice, too.
    if (auto chosen = chooseDataFolder(order.to, settingsFile); !chosen)
        log::warning("app", "the new data folder is not remembered: {}", chosen.error().message);
    return {};
}

} // namespace mirrorlake::app
