#include "ui/relocate/folderchooser.h"

#include "ui/format/format.h"
#include "ui/parts/folderfield.h"
#include "ui/parts/parts.h"

#include <QDir>
#include <QStorageInfo>
#include <QVBoxLayout>

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

FolderChooser::FolderChooser(const QString &name, const QString &folder, QWidget *parent)
    : QWidget(parent), m_folder(new FolderField(name, folder, this)), m_room(makeSentence("help", this))
{
    m_room->setObjectName(QString(name + u"Room"_s));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_folder);
    layout->addWidget(m_room);
    connect(m_folder, &FolderField::settled, this, &FolderChooser::showRoom);
    connect(m_folder, &FolderField::changed, this, &FolderChooser::changed);
    retranslate();
}

QString FolderChooser::folder() const
{
    return m_folder->folder();
}

void FolderChooser::showRoom()
{
    const QStorageInfo disk(existingPart(folder()));
    const bool isUsable = disk.isValid() && disk.isReady() && !disk.isReadOnly();
    setTone(m_room, isUsable ? "" : "error");
    m_room->setText(
        isUsable ? tr("%1 of %2 are free on this disk.")
                       .arg(Format::bytes(double(disk.bytesAvailable())), Format::bytes(double(disk.bytesTotal())))
                 : tr("This folder cannot be used. Choose another one."));
}

void FolderChooser::retranslate()
{
    m_folder->retranslate();
    showRoom();
}

} // namespace mirrorlake::ui
