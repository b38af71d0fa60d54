#include "ui/wizard/folderpage.h"

#include "control/control.h"
#include "ui/format/format.h"
#include "ui/parts/parts.h"
#include "ui/settings/fieldeditor.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

/// The nearest folder that exists, for a new one has no disk of its own yet.
QString existingPart(QString folder)
{
    while (folder.contains(u'/') && !QDir(folder).exists())
        folder = folder.left(folder.lastIndexOf(u'/'));
    if (folder.isEmpty())
        return u"/"_s;
    return folder;
}

} // namespace

FolderPage::FolderPage(const Context &context, QWidget *parent)
    : WizardPage(u"folderPage"_s, parent), m_caption(makeLabel("emphasis", this)), m_folder(new QLineEdit(this)),
      m_choose(makeButton("", {}, this)), m_room(makeSentence("help", this)),
      m_limit(new FieldEditor(*settings::findField("eviction.max_size"), context.theme, this)),
      m_keepFree(new FieldEditor(*settings::findField("store.keep_free"), context.theme, this))
{
    const settings::Settings settings = context.control.settings();
    m_folder->setObjectName(u"wizardFolder"_s);
    m_room->setObjectName(u"wizardRoom"_s);
    m_folder->setText(QString::fromStdString(settings.dataFolder));
    m_caption->setBuddy(m_folder);
    m_limit->setValue(settings);
    m_keepFree->setValue(settings);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_folder, 1);
    row->addWidget(m_choose);
    body()->addWidget(m_caption);
    body()->addLayout(row);
    body()->addWidget(m_room);
    body()->addWidget(m_limit);
    body()->addWidget(m_keepFree);
    connect(m_folder, &QLineEdit::editingFinished, this, &FolderPage::showRoom);
    connect(m_choose, &QPushButton::clicked, this, &FolderPage::choose);
    retranslate();
}

QString FolderPage::folder() const
{
    return QDir::cleanPath(m_folder->text().trimmed());
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

void FolderPage::choose()
{
    auto *chooser = new QFileDialog(this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_folder->setText(folder);
        showRoom();
    });
    chooser->open();
}

void FolderPage::showRoom()
{
    const QStorageInfo disk(existingPart(folder()));
    const bool isUsable = disk.isValid() && disk.isReady() && !disk.isReadOnly();
    setTone(m_room, isUsable ? "" : "error");
    m_room->setText(
        isUsable ? tr("%1 of %2 are free on this disk.")
                       .arg(Format::bytes(double(disk.bytesAvailable())), Format::bytes(double(disk.bytesTotal())))
                 : tr("This folder cannot be used. Choose another one."));
}

void FolderPage::retranslate()
{
    setWords(tr("Where should models be kept?"), tr("Models are large: a disk with much room is best."));
    m_caption->setText(tr("Folder"));
    m_folder->setAccessibleName(tr("Folder"));
    setButtonText(m_choose, tr("Choose…"));
    m_limit->retranslate();
    m_keepFree->retranslate();
    showRoom();
}

} // namespace mirrorlake::ui
