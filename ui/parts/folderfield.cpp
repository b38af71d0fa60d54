#include "ui/parts/folderfield.h"

#include "ui/parts/parts.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

FolderField::FolderField(const QString &name, const QString &folder, QWidget *parent)
    : QWidget(parent), m_caption(makeLabel("emphasis", this)), m_folder(new QLineEdit(folder, this)),
      m_choose(makeButton("", {}, this))
{
    m_folder->setObjectName(QString(name + u"Folder"_s));
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
    connect(m_folder, &QLineEdit::editingFinished, this, &FolderField::settled);
    connect(m_folder, &QLineEdit::textChanged, this, &FolderField::changed);
    connect(m_choose, &QPushButton::clicked, this, &FolderField::choose);
    retranslate();
}

QString FolderField::folder() const
{
    const QString typed = m_folder->text().trimmed();
    return typed.isEmpty() ? QString() : QDir::cleanPath(typed);
}

void FolderField::setFolder(const QString &folder)
{
    m_folder->setText(folder);
    emit settled();
}

void FolderField::setCanChoose(bool canChoose)
{
    m_choose->setVisible(canChoose);
}

void FolderField::choose()
{
    auto *chooser = new QFileDialog(this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    connect(chooser, &QFileDialog::fileSelected, this, &FolderField::setFolder);
    chooser->open();
}

void FolderField::retranslate()
{
    m_caption->setText(tr("Folder"));
    m_folder->setAccessibleName(tr("Folder"));
    setButtonText(m_choose, tr("Choose…"));
}

} // namespace mirrorlake::ui
