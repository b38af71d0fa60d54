// Settings in the words of each room. Pure.
#pragma once

#include "fill/filler.h"
#include "gate/gate.h"
#include "mirror/mirrorservice.h"
#include "serve/server.h"
#include "settings/settings.h"
#include "upstream/routes.h"

namespace mirrorlake::app {

upstream::HubOptions hubOptions(const settings::Settings &settings);
fill::FillOptions fillOptions(const settings::FillSettings &settings);
mirror::MirrorOptions mirrorOptions(const settings::Settings &settings,
                                    const mirror::GrantKey &key = mirror::GrantKey::random());
gate::GateOptions gateOptions(const settings::ServerSettings &settings);
serve::ServerOptions serverOptions(const settings::ServerSettings &settings);

} // namespace mirrorlake::app
