#include "ui/relocate/movedialog.h"

#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/relocate/folderchooser.h"

#include <QEvent>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int lookMilliseconds = 200;
constexpr int barSteps = 1000;
constexpr qint64 leastMilliseconds = 2000; ///< before a time left is worth saying

bool isAtRest(control::MirrorState state)
{
    return state == control::MirrorState::Stopped || state == control::MirrorState::Failed;
}

} // namespace

MoveDialog::MoveDialog(const Context &context, FolderMover mover, QWidget *parent)
    : QDialog(parent), m_context(context), m_mover(std::move(mover)), m_title(makeLabel("title", this)),
      m_help(makeSentence("muted", this)), m_present(makeSentence("", this)),
      m_folder(new FolderChooser(u"move"_s, QString(), this)), m_bar(new QProgressBar(this)),
      m_state(makeSentence("help", this)), m_move(makeButton("primary", {}, this)), m_cancel(makeButton("", {}, this))
{
    setObjectName(u"moveDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    retranslate();
    showStep(Step::Choosing);
}

MoveDialog::~MoveDialog()
{
    m_isStopped = true;
    if (m_worker.joinable())
        m_worker.join();
}

void MoveDialog::build()
{
    m_move->setObjectName(u"moveConfirm"_s);
    m_cancel->setObjectName(u"moveCancel"_s);
    m_state->setObjectName(u"moveState"_s);
    m_bar->setObjectName(u"moveBar"_s);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_move);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_help, m_present, m_folder, m_bar, m_state})
        layout->addWidget(part);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(560, 360);
    m_watch.setInterval(lookMilliseconds);
    connect(&m_watch, &QTimer::timeout, this, &MoveDialog::look);
    connect(m_folder, &FolderChooser::changed, this, [this] { showStep(m_step); });
    connect(m_move, &QPushButton::clicked, this, &MoveDialog::begin);
    connect(m_cancel, &QPushButton::clicked, this, &MoveDialog::reject);
}

void MoveDialog::begin()
{
    const control::MirrorState state = m_context.control.snapshot()->state;
    m_wasServing = !isAtRest(state);
    if (m_wasServing)
        m_context.control.stop();
    setTone(m_state, "");
    showStep(Step::Stopping);
    m_watch.start();
    look();
}

/// As long as this dialog waits for something.
void MoveDialog::look()
{
    if (m_step == Step::Stopping && isAtRest(m_context.control.snapshot()->state))
        move();
    else if (m_step == Step::Moving)
        showProgress();
}

void MoveDialog::move()
{
    m_isStopped = false;
    m_progress = {};
    m_phase = {};
    m_phaseTime.start();
    showStep(Step::Moving);
    const std::function<void(Result<bool>)> told =
        later<bool>(this, [this](const Result<bool> &result) { end(result.map([](bool) {})); });
    m_worker = std::thread([this, told, to = m_folder->folder()] {
        const Result<void> moved = m_mover(to, [this](const relocate::MoveProgress &progress) {
            const std::lock_guard lock(m_mutex);
            m_progress = progress;
            return !m_isStopped;
        });
        told(moved.map([] { return true; }));
    });
}

void MoveDialog::end(const Result<void> &result)
{
    m_worker.join();
    m_watch.stop();
    if (result) {
        accept();
        emit moved(m_wasServing);
        return;
    }
    showStep(Step::Choosing);
    if (m_wasServing)
        m_context.control.start();
    if (result.error().code == ErrorCode::Cancelled)
        QDialog::reject();
    else
        showFault(result.error());
}

void MoveDialog::reject()
{
    if (m_step == Step::Choosing) {
        QDialog::reject();
    } else if (m_step == Step::Stopping) {
        m_watch.stop();
        m_context.control.start();
        QDialog::reject();
    } else if (progress().phase != relocate::MoveProgress::Phase::Clearing) {
        m_isStopped = true;
        showStep(Step::Ending);
    }
}

void MoveDialog::showStep(Step step)
{
    m_step = step;
    const bool isChoosing = step == Step::Choosing;
    m_folder->setEnabled(isChoosing);
    m_move->setEnabled(isChoosing && !m_folder->folder().isEmpty());
    m_cancel->setEnabled(step != Step::Ending);
    m_bar->setVisible(!isChoosing);
    if (step == Step::Stopping) {
        m_bar->setRange(0, 0);
        m_state->setText(tr("The mirror stops. Transfers that run may end first."));
    } else if (step == Step::Ending) {
        m_state->setText(tr("Everything stays where it was. What was copied is removed."));
    } else if (step == Step::Moving) {
        showProgress();
    }
}

void MoveDialog::showProgress()
{
    using Phase = relocate::MoveProgress::Phase;
    const relocate::MoveProgress now = progress();
    if (now.phase != m_phase) {
        m_phase = now.phase;
        m_phaseTime.restart();
    }
    const bool isMeasured = now.phase == Phase::Copying || now.phase == Phase::Comparing;
    m_bar->setRange(0, isMeasured ? barSteps : 0);
    m_bar->setValue(now.allBytes > 0 ? int(double(barSteps) * double(now.bytes) / double(now.allBytes)) : 0);
    m_cancel->setEnabled(now.phase != Phase::Clearing);
    if (!isMeasured) {
        m_state->setText(now.phase == Phase::Clearing ? tr("The old files are removed.") : tr("Counting the files."));
        return;
    }
    QString text = now.phase == Phase::Copying ? tr("Copied: %1") : tr("Compared with what was copied: %1");
    text = text.arg(Format::bytesOf(double(now.bytes), double(now.allBytes)));
    if (m_phaseTime.elapsed() > leastMilliseconds && now.bytes > 0) {
        const double left = double(m_phaseTime.elapsed()) * double(now.allBytes - now.bytes) / double(now.bytes);
        text += u" · "_s + tr("%1 left").arg(Format::duration(qint64(left / 1000)));
    }
    m_state->setText(text);
}

void MoveDialog::showFault(const Error &error)
{
    setTone(m_state, "error");
    m_state->setText(tr("Nothing was moved. %1").arg(sentenceFor(error.code)));
    m_state->setToolTip(detailOf(error));
}

void MoveDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MoveDialog::retranslate()
{
    setWindowTitle(tr("Move the cache"));
    m_title->setText(tr("Move the cache to another folder"));
    m_help->setText(
        tr("Models, what is known of them, settings and the token go along. The mirror stops meanwhile and "
           "each file is compared before the old one is removed. The old path then leads to the new folder."));
    m_present->setText(tr("Now in %1").arg(QString::fromStdString(m_context.control.settings().dataFolder)));
    m_bar->setAccessibleName(tr("How much was moved"));
    m_folder->retranslate();
    setButtonText(m_move, tr("Move"));
    setButtonText(m_cancel, tr("Cancel"));
}

relocate::MoveProgress MoveDialog::progress() const
{
    const std::lock_guard lock(m_mutex);
    return m_progress;
}

} // namespace mirrorlake::ui
