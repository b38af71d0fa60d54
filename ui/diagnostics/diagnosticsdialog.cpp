#include "ui/diagnostics/diagnosticsdialog.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/diagnostics/archive.h"
#include "ui/format/errortext.h"
#include "ui/parts/parts.h"
#include "ui/theme/fonts.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString firstPath(const Clock &clock)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(unixSeconds(clock.wall()));
    return QStandardPaths::writableLocation(QStandardPaths::HomeLocation) + u"/mirrorlake-diagnostics-"_s +
           now.toString(u"yyyyMMdd-HHmm"_s) + u".tar.gz"_s;
}

} // namespace

DiagnosticsDialog::DiagnosticsDialog(const Context &context, QWidget *parent)
    : QDialog(parent), m_files(diagnosticFiles(*context.control.snapshot(), context.control.settings(),
                                               context.control.logSince(0).lines)),
      m_title(makeLabel("title", this)), m_help(makeSentence("muted", this)), m_which(new QComboBox(this)),
      m_text(new QPlainTextEdit(this)), m_pathCaption(makeLabel("", this)), m_path(new QLineEdit(this)),
      m_choose(makeButton("", {}, this)), m_outcome(makeSentence("help", this)),
      m_save(makeButton("primary", {}, this)), m_close(makeButton("", {}, this))
{
    setObjectName(u"diagnosticsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_path->setText(firstPath(context.clock));
    build();
    retranslate();
}

void DiagnosticsDialog::build()
{
    m_which->setObjectName(u"diagnosticsFile"_s);
    m_text->setObjectName(u"diagnosticsText"_s);
    m_path->setObjectName(u"diagnosticsPath"_s);
    m_save->setObjectName(u"diagnosticsSave"_s);
    m_outcome->setObjectName(u"diagnosticsOutcome"_s);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(fixedFont(9));
    m_pathCaption->setBuddy(m_path);
    for (const DiagnosticFile &file : m_files)
        m_which->addItem(file.name);
    const auto showFile = [this](int row) { m_text->setPlainText(m_files[std::size_t(row)].text); };
    showFile(0);
    auto *where = new QHBoxLayout;
    where->setSpacing(8);
    where->addWidget(m_pathCaption);
    where->addWidget(m_path, 1);
    where->addWidget(m_choose);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_outcome, 1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_help);
    layout->addWidget(m_which, 0, Qt::AlignLeft);
    layout->addWidget(m_text, 1);
    layout->addLayout(where);
    layout->addLayout(buttons);
    resize(720, 560);
    connect(m_which, &QComboBox::currentIndexChanged, this, showFile);
    connect(m_choose, &QPushButton::clicked, this, &DiagnosticsDialog::choosePath);
    connect(m_save, &QPushButton::clicked, this, &DiagnosticsDialog::save);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
}

void DiagnosticsDialog::choosePath()
{
    auto *chooser = new QFileDialog(this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(m_path->text());
    connect(chooser, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    chooser->open();
}

void DiagnosticsDialog::save()
{
    const Result<void> written = writeArchive(m_path->text(), m_files);
    setTone(m_outcome, written ? "ok" : "error");
    m_outcome->setText(written ? tr("Saved.")
                               : tr("It could not be saved: %1").arg(sentenceFor(written.error().code)));
}

void DiagnosticsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DiagnosticsDialog::retranslate()
{
    setWindowTitle(tr("Save diagnostics"));
    m_title->setText(tr("What will be saved"));
    m_help->setText(tr("Versions, settings, state and log of this mirror. Tokens, passwords and signatures are taken "
                       "out; addresses of clients and names of models stay. Nothing is sent anywhere."));
    m_which->setAccessibleName(tr("File"));
    m_text->setAccessibleName(tr("Contents of the file"));
    m_pathCaption->setText(tr("Save as"));
    m_path->setAccessibleName(tr("Save as"));
    setButtonText(m_choose, tr("Choose…"));
    setButtonText(m_save, tr("Save"));
    setButtonText(m_close, tr("Close"));
}

} // namespace mirrorlake::ui
