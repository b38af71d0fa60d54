#include "ui/settings/exchangebar.h"

#include "control/importsettings.h"
#include "ui/format/errortext.h"
#include "ui/parts/parts.h"
#include "ui/settings/importdialog.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr qint64 largestFile = 1 << 20;

} // namespace

ExchangeBar::ExchangeBar(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_export(makeButton("", {}, this)), m_import(makeButton("", {}, this))
{
    m_export->setObjectName(u"exportSettings"_s);
    m_import->setObjectName(u"importSettings"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_export);
    layout->addWidget(m_import);
    layout->addStretch();
    const auto choose = [this](QFileDialog::AcceptMode mode, void (ExchangeBar::*use)(const QString &)) {
        auto *chooser = new QFileDialog(this);
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setAcceptMode(mode);
        chooser->setFileMode(mode == QFileDialog::AcceptSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
        chooser->selectFile(u"mirrorlake-settings.toml"_s);
        connect(chooser, &QFileDialog::fileSelected, this, use);
        chooser->open();
    };
    connect(m_export, &QPushButton::clicked, this,
            [choose] { choose(QFileDialog::AcceptSave, &ExchangeBar::exportTo); });
    connect(m_import, &QPushButton::clicked, this,
            [choose] { choose(QFileDialog::AcceptOpen, &ExchangeBar::importFrom); });
    retranslate();
}

void ExchangeBar::exportTo(const QString &path)
{
    QSaveFile file(path);
    const std::string text = settings::exportedToml(m_context.control.settings(), settings::Secrets::LeftOut);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.write(text.data(), qint64(text.size())) == qint64(text.size()) && file.commit();
    emit told(isWritten ? tr("Exported. Tokens, proxies and further upstreams are not in the file.")
                        : tr("The file cannot be written: %1").arg(file.errorString()),
              !isWritten);
}

void ExchangeBar::importFrom(const QString &path)
{
    QFile file(path);
    if (file.size() > largestFile || !file.open(QIODevice::ReadOnly)) {
        emit told(tr("The file cannot be read."), true);
        return;
    }
    const auto import = settings::importOf(m_context.control.settings(), file.readAll().toStdString());
    if (!import) {
        emit told(sentenceFor(import.error().code) + u' ' + detailOf(import.error()), true);
        return;
    }
    auto *dialog = new ImportDialog(import->differences, this);
    connect(dialog, &QDialog::accepted, this,
            [this, assignments = control::assignmentsOf(*import)] { emit wanted(assignments); });
    dialog->open();
}

void ExchangeBar::retranslate()
{
    setButtonText(m_export, tr("Export…"));
    setButtonText(m_import, tr("Import…"));
}

} // namespace mirrorlake::ui
