#include "ui/setup/clientsetupdialog.h"

#include "ui/format/addresstext.h"
#include "ui/parts/copyfeedback.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"
#include "ui/setup/clientlines.h"
#include "ui/setup/firstrequest.h"
#include "ui/setup/persistbutton.h"
#include "ui/setup/qrcode.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int codeSide = 232;
constexpr std::size_t lineCount = 6;

} // namespace

ClientSetupDialog::ClientSetupDialog(const Context &context, QWidget *parent) : QDialog(parent), m_context(context)
{
    setObjectName(u"clientSetupDialog"_s);
    auto *body = new QHBoxLayout;
    body->setContentsMargins(20, 20, 20, 20);
    body->setSpacing(28);
    body->addWidget(makeText(), 1);
    body->addWidget(makeCode());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(body, 1);
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addWidget(makeFooter());
    setMinimumWidth(900);
    retranslate();
}

void ClientSetupDialog::show(const std::vector<control::ServedAddress> &addresses)
{
    const QString chosen = url();
    m_addresses = addresses;
    const QSignalBlocker blocker(m_address);
    m_address->clear();
    for (const control::ServedAddress &address : addresses)
        m_address->addItem(QString::fromStdString(address.url) + u"  "_s + addressNote(address),
                           QString::fromStdString(address.url));
    m_address->setCurrentIndex(std::max(0, m_address->findData(chosen)));
    fill();
}

void ClientSetupDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        show(std::vector(m_addresses));
    }
}

QWidget *ClientSetupDialog::makeText()
{
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_title = makeLabel("title", side);
    m_help = makeSentence("muted", side);
    m_addressCaption = makeLabel("", side);
    m_address = new QComboBox(side);
    m_address->setObjectName(u"addressBox"_s);
    m_addressCaption->setBuddy(m_address);
    connect(m_address, &QComboBox::currentIndexChanged, this, &ClientSetupDialog::fill);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_addressCaption);
    row->addWidget(m_address, 1);

    QFrame *card = makeCard(side);
    card->setObjectName(u"clientLines"_s);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(14, 0, 6, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < int(lineCount); ++i)
        addLine(*grid, i);

    layout->addWidget(m_title);
    layout->addWidget(m_help);
    layout->addLayout(row);
    layout->addWidget(card);
    layout->addWidget(makePersist());
    layout->addStretch();
    return side;
}

void ClientSetupDialog::addLine(QGridLayout &grid, int row)
{
    QWidget *card = grid.parentWidget();
    if (row > 0)
        grid.addWidget(makeLine(Qt::Horizontal, card), 2 * row - 1, 0, 1, 3);
    Line line{makeLabel("muted", card), new ElidedLabel("command", Qt::ElideRight, card),
              makeIconButton("flat", {}, card), nullptr};
    line.command->setFont(fixedFont(9.5));
    line.feedback = new CopyFeedback(m_context.theme, line.copy, CopyFeedback::Kind::IconOnly);
    connect(line.copy, &QToolButton::clicked, this, [command = line.command, feedback = line.feedback] {
        QGuiApplication::clipboard()->setText(command->fullText());
        feedback->flash();
    });
    grid.setRowMinimumHeight(2 * row, 40);
    grid.addWidget(line.shell, 2 * row, 0);
    grid.addWidget(line.command, 2 * row, 1);
    grid.addWidget(line.copy, 2 * row, 2);
    m_lines.push_back(line);
}

QWidget *ClientSetupDialog::makePersist()
{
    auto *strip = withRole(new QFrame(this), "banner");
    m_persistWords = makeSentence("", strip);
    m_persist = new PersistButton(strip);
    m_persist->setObjectName(u"persistButton"_s);
    connect(m_persist, &PersistButton::changed, this, &ClientSetupDialog::namePersist);
    auto *layout = new QHBoxLayout(strip);
    layout->setContentsMargins(16, 10, 14, 10);
    layout->setSpacing(12);
    layout->addWidget(new IconLabel(m_context.theme, u"command"_s, Token::Accent, 18, strip));
    layout->addWidget(m_persistWords, 1);
    layout->addWidget(m_persist);
    return strip;
}

void ClientSetupDialog::namePersist()
{
    m_persistWords->setText(m_persist->isSet() ? tr("Programs on this PC use this mirror.")
                                               : tr("Programs on this PC do not use this address yet."));
}

QWidget *ClientSetupDialog::makeCode()
{
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_code = new QLabel(side);
    m_code->setObjectName(u"qrImage"_s);
    m_code->setFixedSize(codeSide, codeSide);
    m_codeHelp = makeSentence("help", side);
    m_codeHelp->setAlignment(Qt::AlignHCenter);
    m_codeHelp->setFixedWidth(codeSide);
    m_save = makeButton("", {}, side);
    connect(m_save, &QPushButton::clicked, this, &ClientSetupDialog::saveImage);
    m_copyImage = makeButton("", {}, side);
    m_imageFeedback = new CopyFeedback(m_context.theme, m_copyImage, CopyFeedback::Kind::Text);
    connect(m_copyImage, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setImage(qrCode(url(), 2 * codeSide));
        m_imageFeedback->flash();
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(m_save);
    row->addWidget(m_copyImage);
    row->addStretch();
    layout->addWidget(m_code);
    layout->addWidget(m_codeHelp);
    layout->addLayout(row);
    layout->addStretch();
    return side;
}

QWidget *ClientSetupDialog::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(20, 12, 20, 12);
    m_first = new FirstRequest(m_context, footer);
    layout->addWidget(m_first);
    layout->addStretch();
    m_close = makeButton("primary", {}, footer);
    m_close->setDefault(true);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    layout->addWidget(m_close);
    return footer;
}

void ClientSetupDialog::fill()
{
    std::vector<ClientLine> lines = clientLinesFor(url());
    lines.push_back(gitLineFor(url()));
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].shell->setText(lines[i].shell);
        m_lines[i].command->setFullText(lines[i].command);
        m_lines[i].feedback->setText(tr("Copy the line for %1").arg(lines[i].shell));
    }
    m_persist->setUrl(url());
    namePersist();
    QImage code = qrCode(url(), int(codeSide * devicePixelRatioF()));
    code.setDevicePixelRatio(devicePixelRatioF());
    m_code->setPixmap(QPixmap::fromImage(code));
    m_code->setAccessibleName(tr("QR code of %1").arg(url()));
}

void ClientSetupDialog::retranslate()
{
    setWindowTitle(tr("Set up a client"));
    m_title->setText(tr("Point a client at this mirror"));
    m_help->setText(tr("One line on each client. Set it before Python starts; nothing else changes."));
    m_addressCaption->setText(tr("Address"));
    m_address->setAccessibleName(tr("Address"));
    m_codeHelp->setText(
        tr("Opens this mirror on a phone or another PC, and so proves that the network lets it through."));
    setButtonText(m_save, tr("Save image…"));
    m_imageFeedback->setText(tr("Copy"));
    setButtonText(m_close, tr("Close"));
    m_persist->retranslate();
    namePersist();
    m_first->retranslate();
}

QString ClientSetupDialog::url() const
{
    return m_address->currentData().toString();
}

void ClientSetupDialog::saveImage()
{
    auto *dialog = new QFileDialog(this, tr("Save the QR code"), u"mirrorlake-qr.png"_s, tr("PNG image (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [code = qrCode(url(), 2 * codeSide)](const QString &file) { code.save(file, "PNG"); });
    dialog->open();
}

} // namespace mirrorlake::ui
