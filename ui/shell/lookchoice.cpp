#include "ui/shell/lookchoice.h"

#include "control/control.h"
#include "ui/language/language.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

namespace mirrorlake::ui {

void connectLook(const Context &context, Language &language, QObject *owner)
{
    const settings::LookSettings look = context.control.settings().look;
    const std::pair<QActionGroup *, QString> choices[] = {
        {context.actions.languages, QString::fromStdString(look.language)},
        {context.actions.looks, QString::fromStdString(look.theme)}};
    for (const auto &[group, value] : choices) {
        for (QAction *action : group->actions())
            action->setChecked(action->data().toString() == value);
    }
    QObject::connect(context.actions.languages, &QActionGroup::triggered, owner,
                     [context, &language](const QAction *action) {
                         settings::LookSettings changed = context.control.settings().look;
                         changed.language = action->data().toString().toStdString();
                         language.apply(action->data().toString());
                         context.control.setLook(changed);
                     });
    QObject::connect(context.actions.looks, &QActionGroup::triggered, owner, [context](const QAction *action) {
        settings::LookSettings changed = context.control.settings().look;
        changed.theme = action->data().toString().toStdString();
        context.theme.apply(action->data().toString());
        context.control.setLook(changed);
    });
}

} // namespace mirrorlake::ui
