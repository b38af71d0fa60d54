#include "ui/wizard/folderpage.h"

#include "control/control.h"
#include "ui/relocate/folderchooser.h"
#include "ui/settings/fieldeditor.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

FolderPage::FolderPage(const Context &context, QWidget *parent)
    : WizardPage(u"folderPage"_s, parent),
      m_folder(new FolderChooser(u"wizard"_s, QString::fromStdString(context.control.settings().dataFolder), this)),
      m_limit(new FieldEditor(*settings::findField("eviction.max_size"), context.theme, this)),
      m_keepFree(new FieldEditor(*settings::findField("store.keep_free"), context.theme, this))
{
    const settings::Settings settings = context.control.settings();
    m_limit->setValue(settings);
    m_keepFree->setValue(settings);
    body()->addWidget(m_folder);
    body()->addWidget(m_limit);
    body()->addWidget(m_keepFree);
    retranslate();
}

QString FolderPage::folder() const
{
    return m_folder->folder();
}

std::vector<control::Assignment> FolderPage::assignments() const
{
    std::vector<control::Assignment> chosen;
    for (const FieldEditor *editor : {m_limit, m_keepFree}) {
        if (editor->isChanged())
            chosen.push_back({std::string(editor->field().key), editor->text()});
    }
    return chosen;
}

void FolderPage::retranslate()
{
    setWords(tr("Where should models be kept?"),
             tr("Models are large: a disk with much room is best. What is kept already stays where it is; Move the "
                "cache… in the menu takes it along."));
    m_folder->retranslate();
    m_limit->retranslate();
    m_keepFree->retranslate();
}

} // namespace mirrorlake::ui
