#include "ui/relocate/folderchooser.h"

#include "ui/format/format.h"
#include "ui/parts/parts.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
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
    : QWidget(parent), m_caption(makeLabel("emphasis", this)), m_folder(new QLineEdit(folder, this)),
      m_choose(makeButton("", {}, this)), m_room(makeSentence("help", this))
{
    m_folder->setObjectName(QString(name + u"Folder"_s));
    m_room->setObjectName(QString(name + u"Room"_s));
    m_caption->setBuddy(m_folder);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_folder, 1);
    row->addWidget(m_choose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_caption);
    layout->addLayout(row);
    layout->addWidget(m_room);
    connect(m_folder, &QLineEdit::editingFinished, this, &FolderChooser::showRoom);
    connect(m_folder, &QLineEdit::textChanged, this, &FolderChooser::changed);
    connect(m_choose, &QPushButton::clicked, this, &FolderChooser::choose);
    retranslate();
}

QString FolderChooser::folder() const
{
    const QString typed = m_folder->text().trimmed();
    return typed.isEmpty() ? QString() : QDir::cleanPath(typed);
}

void FolderChooser::choose()
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
    m_caption->setText(tr("Folder"));
    m_folder->setAccessibleName(tr("Folder"));
    setButtonText(m_choose, tr("Choose…"));
    showRoom();
}

} // namespace mirrorlake::ui
