#include "ui/theme/resources.h"

#include <QtCore/qglobal.h>

static void registerAll() // Q_INIT_RESOURCE must stand outside a namespace
{
    Q_INIT_RESOURCE(mirrorlake_ui_art);
    Q_INIT_RESOURCE(mirrorlake_ui_docs);
    Q_INIT_RESOURCE(mirrorlake_ui_words);
}

namespace mirrorlake::ui {

void initResources()
{
    registerAll();
}

} // namespace mirrorlake::ui
