// Settings in the words of each room. Pure.
#pragma once

#include "fill/filler.h"
#include "gate/gate.h"
#include "mirror/mirrorservice.h"
#include "preload/preloader.h"
#include "serve/server.h"
#include "settings/settings.h"
#include "upstream/routes.h"

namespace mirrorlake::app {

upstream::HubOptions hubOptions(const settings::Settings &settings,
                                std::shared_ptr<upstream::LineLimit> line = nullptr);
fill::FillOptions fillOptions(const settings::FillSettings &settings, std::filesystem::path ledgerFile = {});
mirror::AccessOptions accessOptions(const settings::AccessSettings &settings);
mirror::MirrorOptions mirrorOptions(const settings::Settings &settings,
                                    const mirror::GrantKey &key = mirror::GrantKey::random());
preload::PreloadOptions preloadOptions(const settings::Settings &settings);
serve::ServerOptions serverOptions(const settings::ServerSettings &settings);

} // namespace mirrorlake::app
